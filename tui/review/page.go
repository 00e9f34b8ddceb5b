package review

import (
	"crosswalk/catalog"
	"crosswalk/catalog/register"
	"crosswalk/tui/widget"
)

// entry is a thing on a page that the cursor can stand on: a text of an input, a field
// of the review, or a decision.
type entry struct {
	name     string // tells it from the others, and is the field that it writes
	label    string
	said     string
	lacks    bool   // the review is not complete without it
	head     string // the heading above it; empty: it belongs to the one before
	decision *register.Decision
	earlier  bool // it is of the review before
	adds     bool // enter makes a decision
}

// page are the entries of the page at hand.
func (x *Screen) page() []entry {
	in, ok := x.current()
	if !ok {
		return x.resultPage()
	}
	k, _ := x.s.Catalog.Register(register.KindReview)
	var all []entry
	put := func(text, label, said string, needed bool) {
		all = append(all, entry{name: in.Field(text), label: label, said: said, lacks: needed && said == ""})
	}
	for _, f := range x.c.Fields(k, x.mr) {
		switch f.Name {
		case in.Field(catalog.ReviewAIMS):
			put(catalog.ReviewAIMS, "AIMS", in.AIMS, true)
		case in.Field(catalog.ReviewISMS):
			put(catalog.ReviewISMS, "ISMS", in.ISMS, true)
		case in.Field(catalog.ReviewSource):
			put(catalog.ReviewSource, "Source", in.Source, in.ISMS != "")
		case in.Field(catalog.ReviewSaid):
			put(catalog.ReviewSaid, "Said", in.Said, false)
		}
	}
	return append(all, x.decided(x.c.DecisionsOn(x.mr, in.ID), "", false)...)
}

// told are the fields of a review that its minutes say, in their order.
var told = []string{"held_on", "chair", "present", "top", "suitable", "adequate", "effective", "no_change", "resources", "next"}

// resultPage is what the minutes say at the end: the decisions, who was there, the
// conclusion, and what became of the decisions before.
func (x *Screen) resultPage() []entry {
	k, _ := x.s.Catalog.Register(register.KindReview)
	all := x.decided(x.c.Decisions(x.mr), "Decisions", false)
	lacks := map[string]bool{}
	for _, f := range register.Lacks(k, x.mr, held) {
		lacks[f.Name] = true
	}
	head := "For the minutes"
	for _, name := range told {
		if f, has := k.Field(name); has {
			all = append(all, entry{name: name, label: f.Label, said: x.c.Says(x.mr, name), lacks: lacks[name], head: head})
			head = ""
		}
	}
	if before, known := x.c.ReviewBefore(x.mr); known {
		all = append(all, x.decided(x.c.Decisions(before), "What "+x.number(before)+" decided, and what became of it", true)...)
	}
	return all
}

// held is the state of a review that took place.
const held = "held"

// decided are entries for decisions, and for those of this review where one is added.
func (x *Screen) decided(all []register.Decision, head string, earlier bool) []entry {
	var entries []entry
	for i := range all {
		entries = append(entries, entry{name: "decision " + all[i].ID, decision: &all[i], earlier: earlier})
	}
	switch {
	case !earlier:
		entries = append(entries, entry{name: "add", adds: true, said: "a decides: a task, an improvement, money, an acceptance, an AI system"})
	case len(entries) == 0:
		return nil
	}
	entries[0].head = head
	return entries
}

// named is the number of a record and what it is about.
func (x *Screen) named(r register.Record) string {
	return x.number(r) + "  " + widget.Line(r.Title())
}
