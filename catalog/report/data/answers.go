package data

import (
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

type Answers struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Filter     *string    `json:"filter" says:"The words of the filter that chose them; null where all are shown."`
	Items      []Item     `json:"items"`
}

// Item is how an item stands, with every answer that says so.
type Item struct {
	ID       string       `json:"id" is:"item"`
	Title    string       `json:"title"`
	State    assess.State `json:"state" is:"unanswered|partial|rated|na"`
	Rating   *int         `json:"rating" is:"0..5"`
	Override bool         `json:"override" says:"The rating stands above the item's questions, with a reason."`
	Answers  []Answer     `json:"answers"`
	Evidence []Evidence   `json:"evidence"`
	Findings []Finding    `json:"findings"`

	Statement *Statement `json:"statement" says:"What the Statement of Applicability has of the item beside its rating; null where nothing is said."`
}

// Answer is what one person last said about an item or one of its
// questions, for one AI system or for all.
type Answer struct {
	System    *string      `json:"system" says:"Name of the AI system; null for the organisation and for all systems."`
	Question  *string      `json:"question" says:"Id of the question; null for the item itself."`
	State     assess.State `json:"state" is:"unanswered|rated|na"`
	Rating    *int         `json:"rating" is:"0..5"`
	Reason    *string      `json:"reason"`
	Note      *string      `json:"note"`
	Owner     *string      `json:"owner"`
	Due       *string      `json:"due" is:"date"`
	Flag      bool         `json:"flag"`
	By        *string      `json:"by" says:"Who judged."`
	At        *time.Time   `json:"at"`
	CarriedBy []Basis      `json:"carried_by" says:"What of the ISMS the rating was taken over from, with its rating then."`
}

// Basis is an item of the ISMS that a rating was taken over from, with its
// rating then.
type Basis struct {
	ID     string `json:"id"`
	Rating int    `json:"rating" is:"0..5"`
}

// ItemOf is an item with every answer to it.
func ItemOf(it *catalog.Item, a *assess.Assessment) Item {
	st := assess.Stand(it, a)
	out := Item{
		ID: it.Number, Title: it.Title, State: st.State, Rating: level(st.State, st.Level), Override: st.Override,
		Answers: []Answer{}, Evidence: evidenceOf(a, it), Findings: []Finding{},
		Statement: statementOf(a.Answer(assess.Key{Item: it.ID}).Statement),
	}
	places := []assess.System{{}} // the organisation, and all systems
	if it.PerSystem() {
		places = append(places, a.ActiveSystems()...)
	}
	for _, s := range places {
		out.Answers = append(out.Answers, answersAt(it, a, s)...)
	}
	for _, f := range a.FindingsOn(it.ID) {
		out.Findings = append(out.Findings, findingOf(a, f))
	}
	return out
}

// answersAt are the answers that were given at one place: the item's own, then
// those of its questions.
func answersAt(it *catalog.Item, a *assess.Assessment, s assess.System) []Answer {
	var all []Answer
	ids := []string{""}
	for _, q := range it.Questions {
		ids = append(ids, q.ID)
	}
	for _, id := range ids {
		x := a.Answer(assess.Key{Item: it.ID, System: s.ID, Question: id})
		if x.IsZero() {
			continue
		}
		state := x.Rating.State
		if state == "" {
			state = assess.Unanswered
		}
		out := Answer{
			System: OrNull(s.Name), Question: OrNull(id), State: state, Rating: level(state, x.Rating.Level), Reason: OrNull(x.Rating.Reason),
			Note: OrNull(x.Note), Owner: OrNull(x.Owner), Due: OrNull(x.Due), Flag: x.Flag, By: OrNull(x.Rating.By),
			CarriedBy: []Basis{},
		}
		for _, r := range x.Rating.Basis.Rests() {
			out.CarriedBy = append(out.CarriedBy, Basis{r.Baseline, r.Level})
		}
		if !x.Rating.At.IsZero() {
			at := x.Rating.At.UTC()
			out.At = &at
		}
		all = append(all, out)
	}
	return all
}
