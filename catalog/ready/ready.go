// Package ready lays the items out as an auditor of a certification asks for them,
// clause 4 to 10 and then Annex A, and says of each what there is to show on the day.
//
// Its one rule: it arranges what others decide. What is in place and seen is said by
// score, what records contradict and since when something runs by register.
package ready

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/score"
)

// State is how ready an item is to be shown.
type State int

// The states, the worst first.
const (
	Missing State = iota // there is nothing, or next to nothing, to show
	Thin                 // there is something, and an auditor would ask on
	Ready
	Outside // it does not apply
)

func (s State) String() string { return [...]string{"missing", "thin", "ready", "not applicable"}[s] }

// Item is what there is to show of one item.
type Item struct {
	score.ItemScore
	State State
	Lacks []Lack // what keeps it from being ready, the worst first
	Seen  int    // of the pieces of evidence, those that somebody says they saw
	register.Running
	Who      string   // who answers for it; empty: nobody is named
	Lies     []string // where its evidence lies, and its records where there are any
	Findings []string // numbers of the findings and areas of concern that are open on it
	Against  []string // what records say against its answer, a sentence each
}

// Lack is one thing that keeps an item from being ready.
type Lack struct {
	Why string // in plain words
	Do  string // what to do about it
	bad bool   // so that the item is missing
}

// Day is the readiness of an assessment for an audit on a day.
type Day struct {
	Items []Item // in the order in which an auditor asks
	Count [Outside + 1]int
	// What is the next audit that is on record, On its day, YYYY-MM-DD, and Of the record;
	// empty where none is.
	What, On, Of string
}

// recordsOfAssessment is where records lie that are kept here.
const recordsOfAssessment = "Registers"

// Of looks at all items.
func Of(cat *catalog.Catalog, a *assess.Assessment, card score.Scorecard, v *register.Ruling) Day {
	var d Day
	for i := range card.Items {
		x := look(cat, a, card.Items[i], v)
		d.Count[x.State]++
		d.Items = append(d.Items, x)
	}
	d.What, d.On, d.Of = v.NextAudit()
	return d
}

func look(cat *catalog.Catalog, a *assess.Assessment, s score.ItemScore, v *register.Ruling) Item {
	x := Item{ItemScore: s, Running: v.Running(s.Item.ID)}
	if !s.Applicable() {
		x.State = Outside
		return x
	}
	serving := v.Serving(s.Item.ID)
	x.Who = answers(a, s.Item, serving)
	x.evidence(a)
	x.open(a, serving, v)
	for _, r := range v.On(s.Item.ID) {
		if r.Contradicts() {
			x.Against = append(x.Against, r.Sentence)
		}
	}
	if x.Lacks, x.State = x.lacks(cat.Method), Ready; len(x.Lacks) > 0 {
		x.State = Thin
	}
	if slices.ContainsFunc(x.Lacks, func(l Lack) bool { return l.bad }) {
		x.State = Missing
	}
	return x
}

// evidence counts what was seen, and says where everything lies.
func (x *Item) evidence(a *assess.Assessment) {
	for _, e := range a.EvidenceFor(x.Item.ID) {
		if strings.TrimSpace(e.SeenBy) != "" {
			x.Seen++
		}
		if e.Place != "" && !slices.Contains(x.Lies, e.Place) {
			x.Lies = append(x.Lies, e.Place)
		}
	}
	if x.Records > 0 && !slices.ContainsFunc(x.Lies, func(at string) bool { return strings.HasPrefix(at, recordsOfAssessment) }) {
		x.Lies = append(x.Lies, recordsOfAssessment)
	}
}

// open are the nonconformities and areas of concern that are open on it.
func (x *Item) open(a *assess.Assessment, serving []register.Record, v *register.Ruling) {
	for _, f := range a.FindingsOn(x.Item.ID) {
		if f.OpenNonconformity() {
			x.Findings = append(x.Findings, a.FindingNumber(f))
		}
	}
	for _, r := range serving {
		if r.Kind == register.KindConcernArea && r.State() == register.ConcernRaised && slices.Contains(r.List(catalog.RecordItems), x.Item.ID) {
			x.Findings = append(x.Findings, v.Numbers[r.ID])
		}
	}
}

// answers is who answers for an item: by its answer, or who holds a role that does.
func answers(a *assess.Assessment, it *catalog.Item, serving []register.Record) string {
	if owner := assess.OwnerIn(a.Answers[it.ID], ""); owner != "" {
		return owner
	}
	for _, s := range a.InScope() {
		if owner := assess.OwnerIn(a.Answers[it.ID], s.ID); owner != "" {
			return owner
		}
	}
	for _, r := range serving {
		if held := r.List("held_by"); r.Kind == "role" && slices.Contains(r.List(catalog.RecordItems), it.ID) && len(held) > 0 {
			return held[0]
		}
	}
	return ""
}

// lacks are what keeps an item from being ready: what makes it missing stands first.
func (x *Item) lacks(m catalog.Method) []Lack {
	var all []Lack
	say := func(bad, is bool, why, do string) {
		if is {
			all = append(all, Lack{why, do, bad})
		}
	}
	st := x.Standing
	rated := st.State == assess.Rated
	say(true, st.State == assess.Unanswered, "not answered", "judge it")
	say(true, st.State == assess.Partial, "answered in part", "judge the rest of it")
	say(true, rated && st.Level < m.Outlook.Stage1Rating, fmt.Sprintf("rated %d", st.Level), "put it in place")
	say(true, x.Evidence+x.Records == 0, "nothing to show", "name evidence or write a record")
	say(false, rated && st.Level >= m.Outlook.Stage1Rating && st.Level < m.InPlace, fmt.Sprintf("rated %d", st.Level), "put it in place")
	say(false, len(x.Findings) > 0, "open: "+strings.Join(x.Findings, ", "), "answer what is open")
	say(false, len(x.Against) > 0, "records contradict", "put the answer or the records right")
	say(false, rated && x.Evidence > 0 && !x.Sight.Seen, "its evidence was not seen within the year", "have somebody else look at the evidence")
	say(false, x.Who == "", "nobody answers for it", "name who answers")
	say(false, rated && x.Since != "" && x.Months < score.RecordMonths, fmt.Sprintf("shown for %s only", Months(x.Months)), "keep records; a body looks for three months of them")
	return all
}

// Months are so many months in words.
func Months(n int) string {
	if n == 1 {
		return "1 month"
	}
	return fmt.Sprintf("%d months", n)
}

// Why is what keeps the item from being ready, in a line.
func (x Item) Why() string {
	var all []string
	for _, l := range x.Lacks {
		all = append(all, l.Why)
	}
	return strings.Join(all, "; ")
}

// First are the items to see to first, at most so many: what is missing before what is
// thin, of these what stands in the way of stage 1 before the rest, then as an auditor
// asks.
func (d Day) First(o score.Outlook, most int) []Item {
	blocks := map[string]bool{}
	for _, b := range o.Stage1 {
		blocks[b.Item.ID] = true
	}
	rank := func(x Item) int {
		n := 2 * int(x.State)
		if !blocks[x.Item.ID] {
			n++
		}
		return n
	}
	open := slices.DeleteFunc(slices.Clone(d.Items), func(x Item) bool { return x.State >= Ready })
	slices.SortStableFunc(open, func(a, b Item) int { return rank(a) - rank(b) })
	return open[:min(most, len(open))]
}

// Applicable counts the items that apply.
func (d Day) Applicable() int { return d.Count[Missing] + d.Count[Thin] + d.Count[Ready] }
