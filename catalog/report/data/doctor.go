package data

type Doctor struct {
	Path      string  `json:"path"`
	OK        bool    `json:"ok"`
	Revisions int     `json:"revisions" is:"0.."`
	Head      string  `json:"head" says:"The hash of the newest revision."`
	Checks    []Check `json:"checks"`

	Assessments []Paper `json:"assessments" says:"The head of each assessment as its documents bear it."`
}

type Paper struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Head      string `json:"head" is:"head"` // as it is printed on documents
	Revisions int    `json:"revisions" is:"1.."`
}

type Check struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}
