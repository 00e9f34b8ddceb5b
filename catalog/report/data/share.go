package data

type SharedOut struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Shares     []Part     `json:"shares" says:"By person."`
	Free       []string   `json:"free" is:"item" says:"Items of ISO/IEC 42001 and own controls that nobody takes on."`
}

type Part struct {
	Person   string   `json:"person"`
	Items    []string `json:"items" says:"References of what they take on; empty where they take on all about the AI systems."`
	Systems  []string `json:"systems" says:"The AI systems, by name, for which they take it on; empty: for all."`
	Answered int      `json:"answered" is:"0.." says:"Of these items, those that are rated or not applicable."`
	Of       int      `json:"of" is:"0.." says:"How many items of ISO/IEC 42001 that is."`
}
