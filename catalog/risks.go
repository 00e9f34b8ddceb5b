package catalog

import (
	"slices"
	"strings"
)

// RiskLibrary is risks to choose from.
type RiskLibrary struct {
	Note    string       `json:"note" yaml:"note"` // how it is used
	Sources []RiskSource `json:"sources" yaml:"sources"`
	Risks   []RiskRow    `json:"risks" yaml:"risks"`
}

// RiskSource is where risks come from.
type RiskSource struct {
	ID    string `json:"id" yaml:"id"`
	About string `json:"about" yaml:"about"`
}

// RiskRow is a risk of the library. That it names a control says that the control
// helps, never that it is enough.
type RiskRow struct {
	ID      string   `json:"id" yaml:"id"`
	Source  string   `json:"source" yaml:"source"`
	Kind    string   `json:"kind" yaml:"kind" is:"predictive|generative|agent|any"` // of AI system
	Title   string   `json:"title" yaml:"title"`
	Happens string   `json:"happens" yaml:"happens"`
	Sign    string   `json:"sign" yaml:"sign"` // by what one sees it coming
	Harmed  []string `json:"harmed" yaml:"harmed"`
	Treats  []string `json:"treats" yaml:"treats"`       // items of ISO/IEC 42001
	ISMS    []string `json:"isms,omitempty" yaml:"isms"` // items of ISO/IEC 27001
}

// Risks is the library of risks.
func (c *Catalog) Risks() *RiskLibrary { return &c.Reference().Risks }

var (
	riskKinds  = []string{"predictive", "generative", "agent", "any"}
	riskHarmed = []string{"organisation", "individuals", "groups", "society"}
)

func (l *loader) checkRisks(f *file, lib RiskLibrary, k numbers) {
	if f == nil {
		return
	}
	l.refuseEmpty(f, 0, "the library", "note", lib.Note)
	var sources []string
	for i, s := range lib.Sources {
		l.refuseEmpty(f, f.line("sources", i), "the source "+s.ID, "id", s.ID, "about", s.About)
		sources = append(sources, s.ID)
	}
	for i, r := range lib.Risks {
		line := f.line("risks", i)
		l.once(f, "", line, "risk "+r.ID)
		l.refuseEmpty(f, line, "the risk "+r.ID, "id", r.ID, "title", r.Title, "happens", r.Happens, "sign", r.Sign)
		l.refuseOther(f, line, "the risk "+r.ID+": source", []string{r.Source}, sources)
		l.refuseOther(f, line, "the risk "+r.ID+": kind", []string{r.Kind}, riskKinds)
		l.refuseOther(f, line, "the risk "+r.ID+": harmed", r.Harmed, riskHarmed)
		l.refuseUnknown(f, line, "the risk "+r.ID, r.Treats, k.aims, AIMS)
		l.refuseUnknown(f, line, "the risk "+r.ID, r.ISMS, k.isms, ISMS)
	}
}

// refuseOther refuses words that are not of a list.
func (l *loader) refuseOther(f *file, line int, what string, words, right []string) {
	for _, w := range words {
		if !slices.Contains(right, w) {
			l.refuse(f.name, "", line, "%s is %q; it is one of %s", what, w, strings.Join(right, ", "))
		}
	}
}
