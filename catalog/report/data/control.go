package data

import "crosswalk/catalog/assess"

type Controls struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Controls   []Control  `json:"controls"`
}

type Control struct {
	ID     string  `json:"id" is:"own control"` // X.1
	Title  string  `json:"title"`
	Source string  `json:"source"`
	Risk   string  `json:"risk"`
	Phase  int     `json:"phase" is:"1..4"`
	Days   float64 `json:"days" is:">0"`
}

// ControlsOf are the controls of one's own.
func ControlsOf(a *assess.Assessment) Controls {
	out := Controls{About(a), []Control{}}
	for _, c := range a.Controls {
		if !c.Removed {
			out.Controls = append(out.Controls, Control{a.OwnNumber(c), c.Title, c.Source, c.Risk, c.Phase, c.Days})
		}
	}
	return out
}
