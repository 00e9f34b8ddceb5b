package catalog

import (
	"slices"
)

// Corrections is the list of errata of the two published texts that the
// catalogue was checked against, with what its grades mean.
type Corrections struct {
	Grades []Grade   `json:"grades" yaml:"grades"`
	Errata []Erratum `json:"errata" yaml:"errata"`
}

// Grade says how well an erratum is proved.
type Grade struct {
	ID    string `json:"id" yaml:"id" is:"A|B|C|D"` // A to D
	Means string `json:"means" yaml:"means"`
}

// Erratum is one correction. Items and Baseline name the items, headings and
// sets concerned; both are empty where it is about the text as a whole.
type Erratum struct {
	ID        string   `json:"id" yaml:"id" is:"erratum"` // E01 … of the comparison, F01 … of the guide
	Where     string   `json:"where" yaml:"where"`        // in words, starting with the text it is in
	Published string   `json:"published" yaml:"published"`
	Corrected string   `json:"corrected" yaml:"corrected"`
	Why       string   `json:"why" yaml:"why"`
	Grade     string   `json:"grade" yaml:"grade" is:"A|B|C|D" says:"How well it is proved."`
	Sources   []string `json:"sources" yaml:"sources"`
	Items     []string `json:"items,omitempty" yaml:"items" says:"Items, headings and sets of ISO/IEC 42001 concerned."`
	Baseline  []string `json:"baseline,omitempty" yaml:"baseline" says:"Items, headings and sets of ISO/IEC 27001 concerned."`
}

// Grade finds what a grade means.
func (c *Corrections) Grade(id string) (Grade, bool) {
	i := slices.IndexFunc(c.Grades, func(g Grade) bool { return g.ID == id })
	if i < 0 {
		return Grade{}, false
	}
	return c.Grades[i], true
}

var erratumID = pattern(`^[EF]\d\d$`)

func (l *loader) checkErrata(f *file, c Corrections, k numbers) {
	if f == nil {
		return
	}
	for i, g := range c.Grades {
		l.refuseEmpty(f, f.line("grades", i), "grade "+g.ID, "means", g.Means)
		l.once(f, "", f.line("grades", i), "grade "+g.ID)
	}
	for i, e := range c.Errata {
		line := f.line("errata", i)
		if !erratumID().MatchString(e.ID) {
			l.refuse(f.name, "", line, "the id is %q; an erratum is E or F with two digits", e.ID)
		}
		l.once(f, "", line, "erratum "+e.ID)
		l.refuseEmpty(f, line, e.ID, "where", e.Where, "published", e.Published, "corrected", e.Corrected, "why", e.Why)
		if _, ok := c.Grade(e.Grade); !ok {
			l.refuse(f.name, "", line, "%s: there is no grade %q", e.ID, e.Grade)
		}
		if len(e.Sources) == 0 {
			l.refuse(f.name, "", line, "%s names no source; one at least is right", e.ID)
		}
		l.refuseUnknown(f, line, e.ID, e.Items, k.allAIMS, AIMS)
		l.refuseUnknown(f, line, e.ID, e.Baseline, k.allISMS, ISMS)
	}
}
