package reading

import (
	"fmt"
	"slices"

	"crosswalk/catalog/assess"
	"crosswalk/tui/widget"
)

// foundation is the reading of an item of ISO/IEC 27001: what is asked, what was said
// of it, and what of ISO/IEC 42001 rests on it.
func (x Item) foundation(id string, width int) []string {
	it, a := x.said(), x.Now.Assessment
	y := a.Baseline[id]
	judged := "not answered yet"
	if !y.Rating.Is(assess.Unanswered) {
		judged = x.judgement(assess.Key{}, y.Rating)
	}
	return slices.Concat(
		x.part(width, "Ask", it.Ask),
		x.part(width, "In place when", it.Implemented),
		x.part(width, "How it stands", judged),
		x.part(width, "Note", y.Note),
		x.shown(width), x.found(width, a.FindingsOnBaseline(id)), x.resting(id, width), x.changed(width),
	)
}

// resting are the items of ISO/IEC 42001 that rest on it, and why.
func (x Item) resting(id string, width int) []string {
	edges := x.S.Catalog.Carries(id)
	if len(edges) == 0 {
		return x.part(width, "What rests on it", "Nothing of ISO/IEC 42001.")
	}
	var texts []string
	for _, r := range edges {
		text := r.Item
		if it, ok := x.S.Catalog.Item(r.Item); ok {
			text = it.Number + "  " + widget.Line(x.S.Lang.Item(it).Title)
		}
		text += " · " + r.Level
		if r.Note != "" {
			text += fmt.Sprintf(": %s, %s, strength %d. %s", r.Relation, r.Status, r.Strength, r.Says())
		}
		texts = append(texts, text)
	}
	return x.part(width, fmt.Sprintf("What rests on it · %d of ISO/IEC 42001", len(edges)), texts...)
}
