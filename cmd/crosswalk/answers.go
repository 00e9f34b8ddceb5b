package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

func answersCommand(x *app) *cobra.Command {
	var asJSON, asTSV bool
	var only string
	cmd := &cobra.Command{
		Use:   "answers",
		Short: "Show what is stored, item by item",
		Args:  between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON && asTSV {
				return usage("--tsv and --json exclude each other")
			}
			return x.answers(cmd.Context(), only, asJSON, asTSV)
		},
	}
	filterFlag(cmd, &only, catalog.AIMS)
	jsonFlag(cmd, &asJSON)
	cmd.Flags().BoolVar(&asTSV, "tsv", false, "print fields separated by tabs, odd characters escaped")
	return cmd
}

type answersJSON struct {
	Assessment assessmentJSON `json:"assessment"`
	Filter     *string        `json:"filter"` // null: all of them
	Items      []itemJSON     `json:"items"`
}

// itemJSON is how an item stands, with every answer that says so.
type itemJSON struct {
	ID       string         `json:"id"`
	Title    string         `json:"title"`
	State    assess.State   `json:"state"`
	Rating   *int           `json:"rating"`
	Override bool           `json:"override"`
	Answers  []answerJSON   `json:"answers"`
	Evidence []evidenceJSON `json:"evidence"`
	Findings []findingJSON  `json:"findings"`

	Statement *statementJSON `json:"statement"` // null where nothing is said
}

// statementJSON is what the Statement of Applicability has of an item beside its
// rating.
type statementJSON struct {
	WhyIn     *string  `json:"why_in"`
	Drivers   []string `json:"drivers"`
	Declared  *string  `json:"declared"`
	How       *string  `json:"how"`
	Described *string  `json:"described"`
	LookedAt  *string  `json:"looked_at"`
}

func describeStatement(st assess.Statement) *statementJSON {
	if st == (assess.Statement{}) {
		return nil
	}
	return &statementJSON{
		said(st.WhyIn), append([]string{}, strings.Fields(st.Drivers)...), said(st.Declared), said(st.How), said(st.Described), said(st.LookedAt),
	}
}

// answerJSON is what one person last said about an item or one of its
// questions, for one AI system or for all.
type answerJSON struct {
	System    *string      `json:"system"`   // its name; null for the organisation and all systems
	Question  *string      `json:"question"` // null for the item itself
	State     assess.State `json:"state"`
	Rating    *int         `json:"rating"`
	Reason    *string      `json:"reason"`
	Note      *string      `json:"note"`
	Owner     *string      `json:"owner"`
	Due       *string      `json:"due"`
	Flag      bool         `json:"flag"`
	By        *string      `json:"by"`
	At        *time.Time   `json:"at"`
	CarriedBy []basisJSON  `json:"carried_by"`
}

// basisJSON is an item of the ISMS that a rating was taken over from, with its
// rating then.
type basisJSON struct {
	ID     string `json:"id"`
	Rating int    `json:"rating"`
}

type evidenceJSON struct {
	Kind    string  `json:"kind"`
	What    string  `json:"what"`
	Version *string `json:"version"`
	Place   *string `json:"place"`
	Date    *string `json:"date"`
	SeenBy  *string `json:"seen_by"`
	SeenOn  *string `json:"seen_on"` // the day, also where it follows from when that was said
	Site    *string `json:"site"`
	System  *string `json:"system"`
}

type findingJSON struct {
	Grade     string  `json:"grade"`
	Statement string  `json:"statement"`
	System    *string `json:"system"`
	Closed    bool    `json:"closed"`
	ClosedBy  *string `json:"closed_by"`
	ClosedOn  *string `json:"closed_on"`
}

func (x *app) answers(ctx context.Context, only string, asJSON, asTSV bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		s, err := x.sieve(ctx, cat, db, a, only)
		if err != nil {
			return err
		}
		all := assess.Items(cat, a)
		items := s.of(all)
		switch {
		case asJSON:
			out := answersJSON{Assessment: aboutAssessment(a), Filter: s.text(), Items: []itemJSON{}}
			for _, it := range items {
				out.Items = append(out.Items, describeItem(it, a))
			}
			return x.json(out)
		case asTSV:
			x.answersTSV(items, a)
			return nil
		}
		t := table{columns: []column{{head: "ITEM"}, {head: "RATING", right: true}, {head: "TITLE", flex: true}, {head: "NOTE", flex: true}}}
		for _, it := range items {
			t.add(it.Number, ratingWord(assess.Stand(it, a)), it.Title, a.Answer(assess.Key{Item: it.ID}).Note)
		}
		x.tableOf(s, t, all)
		return nil
	})
}

// answersTSV prints the answers that stand for the items themselves; those for
// single AI systems and questions are in the JSON.
func (x *app) answersTSV(items []*catalog.Item, a *assess.Assessment) {
	x.fields("item", "rating", "note", "state", "reason", "owner", "due")
	for _, it := range items {
		st := assess.Stand(it, a)
		own := a.Answer(assess.Key{Item: it.ID})
		rating := ratingWord(st)
		if st.State == assess.Partial || st.State == assess.Unanswered {
			rating = ""
		}
		x.fields(it.Number, rating, visible.Escape(own.Note), string(st.State),
			visible.Escape(own.Rating.Reason), visible.Escape(own.Owner), own.Due)
	}
}

// ratingWord is how an item stands, in a word.
func ratingWord(st assess.Standing) string {
	switch st.State {
	case assess.Rated:
		return strconv.Itoa(st.Level)
	case assess.NA:
		return "na"
	case assess.Partial:
		return "partial"
	}
	return ""
}

// level is a rating as JSON has it: null unless rated.
func level(state assess.State, n int) *int {
	if state != assess.Rated {
		return nil
	}
	return &n
}

func describeItem(it *catalog.Item, a *assess.Assessment) itemJSON {
	st := assess.Stand(it, a)
	out := itemJSON{
		ID: it.Number, Title: it.Title, State: st.State, Rating: level(st.State, st.Level), Override: st.Override,
		Answers: []answerJSON{}, Evidence: describeEvidence(a, it), Findings: []findingJSON{},
		Statement: describeStatement(a.Answer(assess.Key{Item: it.ID}).Statement),
	}
	places := []assess.System{{}} // the organisation, and all systems
	if it.PerSystem() {
		places = append(places, a.ActiveSystems()...)
	}
	for _, s := range places {
		out.Answers = append(out.Answers, answersAt(it, a, s)...)
	}
	for _, f := range a.FindingsOn(it.ID) {
		out.Findings = append(out.Findings, findingJSON{
			f.Grade, f.Statement, systemName(a, f.System), f.Closed, said(f.ClosedBy), said(f.ClosedOn),
		})
	}
	return out
}

// describeEvidence are the pieces of evidence that serve an item of either
// standard.
func describeEvidence(a *assess.Assessment, it *catalog.Item) []evidenceJSON {
	all := []evidenceJSON{}
	for _, e := range a.EvidenceFor(assess.RefOf(it)) {
		all = append(all, describePiece(a, e))
	}
	return all
}

func describePiece(a *assess.Assessment, e assess.Evidence) evidenceJSON {
	return evidenceJSON{
		e.Kind, e.What, said(e.Version), said(e.Place), said(e.Date), said(e.SeenBy), said(e.SeenDay()), said(e.Site), systemName(a, e.System),
	}
}

// answersAt are the answers that were given at one place: the item's own, then
// those of its questions.
func answersAt(it *catalog.Item, a *assess.Assessment, s assess.System) []answerJSON {
	var all []answerJSON
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
		out := answerJSON{
			System: said(s.Name), Question: said(id), State: state, Rating: level(state, x.Rating.Level), Reason: said(x.Rating.Reason),
			Note: said(x.Note), Owner: said(x.Owner), Due: said(x.Due), Flag: x.Flag, By: said(x.Rating.By),
			CarriedBy: []basisJSON{},
		}
		for _, r := range x.Rating.Basis.Rests() {
			out.CarriedBy = append(out.CarriedBy, basisJSON{r.Baseline, r.Level})
		}
		if !x.Rating.At.IsZero() {
			at := x.Rating.At.UTC()
			out.At = &at
		}
		all = append(all, out)
	}
	return all
}

// systemName is the name of an AI system by id, nil for none.
func systemName(a *assess.Assessment, id string) *string {
	s, _ := a.System(id)
	return said(s.Name)
}
