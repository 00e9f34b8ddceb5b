package score

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Outlook is what stands between the assessment and each stage of a
// certification audit (method, section 4). It is a self-assessment, never a
// certification decision; an empty list says that no blocker was found.
type Outlook struct {
	Stage1  []Blocker  // documents and readiness
	Stage2  []Blocker  // on site
	Records []Recorded // what the records say of it, in the order of Factors; nil: none are at hand
}

// Blocker is one item that stands in the way, and why, in plain words.
type Blocker struct {
	Item   *catalog.Item
	Reason string
}

// OutlookOf looks for blockers in catalogue order, one an item and stage: by the
// answers, and where records are at hand by what they say.
func OutlookOf(cat *catalog.Catalog, a *assess.Assessment, card Scorecard, records []Recorded) Outlook {
	o := outlooker{a: a, method: cat.Method, systems: a.InScope(), records: records}
	out := Outlook{Records: records}
	for i := range card.Items {
		item := &card.Items[i]
		if reasons := append(o.stage1(item), o.recorded(1, item)...); len(reasons) > 0 {
			out.Stage1 = append(out.Stage1, Blocker{item.Item, strings.Join(reasons, "; ")})
		}
		if reasons := append(o.stage2(item), o.recorded(2, item)...); len(reasons) > 0 {
			out.Stage2 = append(out.Stage2, Blocker{item.Item, strings.Join(reasons, "; ")})
		}
	}
	return out
}

type outlooker struct {
	a       *assess.Assessment
	method  catalog.Method
	systems []assess.System
	records []Recorded
}

func (o *outlooker) stage1(i *ItemScore) []string {
	m, id := o.method.Outlook, i.Item.ID
	if i.Standing.State == assess.NA {
		if slices.Contains(m.NeverExcluded, id) {
			return []string{"excluded, and an AIMS can't do without it"}
		}
		return nil
	}
	if why := unanswered(i.Standing); why != "" {
		return []string{why}
	}
	var reasons []string
	documents := slices.Contains(m.Stage1Documents, id)
	if (documents || slices.Contains(m.Stage1UnderWay, id)) && i.Standing.Level < m.Stage1Rating {
		reasons = append(reasons, fmt.Sprintf("rated %d, stage 1 looks for %d", i.Standing.Level, m.Stage1Rating))
	}
	if documents && i.Evidence == 0 {
		reasons = append(reasons, "no evidence to show")
	}
	return reasons
}

// unanswered says that an item was not judged, or not whole; empty where it was.
func unanswered(st assess.Standing) string {
	switch {
	case st.State == assess.Unanswered:
		return "not answered"
	case st.State == assess.Partial && st.Of > 0:
		return fmt.Sprintf("answered for %d of %d AI systems", st.Answered, st.Of)
	case st.State == assess.Partial:
		return "some of its questions are open"
	}
	return ""
}

func (o *outlooker) stage2(i *ItemScore) []string {
	var reasons []string
	if n := i.Standing.Later; n > 0 {
		reasons = append(reasons, fmt.Sprintf("not yet looked at for %d of %d AI systems", n, i.Standing.Of))
	}
	if !i.Applicable() {
		return reasons
	}
	if why := o.lacking(i); why != "" {
		reasons = append(reasons, why)
	}
	if i.OpenMajor+i.OpenMinor > 0 {
		reasons = append(reasons, o.faults(i)...)
	}
	return reasons
}

// faults are the open nonconformities of an item that stand in the way: a major one
// does until its effect is verified, a minor one until its plan is accepted.
func (o *outlooker) faults(i *ItemScore) []string {
	var all []string
	for _, grade := range []string{assess.GradeMajor, assess.GradeMinor} {
		var named []string
		for _, f := range o.a.FindingsOn(i.Item.ID) {
			if f.Grade == grade && f.OpenNonconformity() && o.counts(i, f) && (grade == assess.GradeMajor || !f.PlanAccepted()) {
				named = append(named, o.a.FindingNumber(f)+" "+f.Shown())
			}
		}
		if len(named) > 0 {
			all = append(all, "an open "+grade+" nonconformity ("+strings.Join(named, ", ")+")")
		}
	}
	return all
}

// counts reports whether a finding is about the item as a whole, or about an AI system
// in scope to which it applies.
func (o *outlooker) counts(i *ItemScore, f assess.Finding) bool {
	if f.System == "" || !i.Item.PerSystem() {
		return true
	}
	return slices.ContainsFunc(o.systems, func(s assess.System) bool { return s.ID == f.System }) &&
		assess.StandIn(i.Item, o.a, f.System).State != assess.NA
}

// lacking says what stage 2 misses in an item beside findings; empty where it
// misses nothing. A control that is declared implemented is in place, every other
// one has a plan; where nothing is declared, what is in place counts as implemented.
func (o *outlooker) lacking(i *ItemScore) string {
	short := o.short(i)
	if !i.Item.Excludable() {
		return short
	}
	declared := assess.StatementOn(o.a, i.Item.ID).Declared
	switch {
	case declared == assess.Implemented && short != "":
		return short + ", and it is declared implemented"
	case declared == assess.Implemented, declared == "" && short == "", o.planned(i.Item):
		return ""
	}
	return cmp.Or(short, "declared "+declared) + ", without a plan, an owner and a date"
}

// short says how an item falls short of being in place; empty where it is.
func (o *outlooker) short(i *ItemScore) string {
	if why := unanswered(i.Standing); why != "" {
		return why
	}
	if i.Standing.Level < o.method.InPlace {
		return fmt.Sprintf("rated %d, stage 2 looks for %d", i.Standing.Level, o.method.InPlace)
	}
	return ""
}

// planned reports whether a control has a plan, which is a note, an owner and a due
// date: for the item, or for every AI system where it is not in place, if there is
// one.
func (o *outlooker) planned(it *catalog.Item) bool {
	at := func(system string) bool {
		x := o.a.Answer(assess.Key{Item: it.ID, System: system})
		return x.Note != "" && x.Owner != "" && x.Due != ""
	}
	if at("") {
		return true
	}
	if !it.PerSystem() || len(o.systems) == 0 {
		return false
	}
	open := 0
	for _, s := range o.systems {
		st := assess.StandIn(it, o.a, s.ID)
		if st.State == assess.NA || st.State == assess.Rated && st.Level >= o.method.InPlace {
			continue
		}
		if open++; !at(s.ID) {
			return false
		}
	}
	return open > 0
}
