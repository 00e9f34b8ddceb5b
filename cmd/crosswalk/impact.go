package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/synergy"
	"crosswalk/store"
)

func impactCommand(x *app) *cobra.Command {
	var asJSON bool
	var basis string
	cmd := &cobra.Command{
		Use:   "impact ITEM",
		Short: "What rests on an item of the ISMS, as A.5.19",
		Long: `Lists the items of ISO/IEC 42001 that rest on an item of ISO/IEC 27001: what each
inherits now, what it would inherit if that item carried nothing, and the answers
that were taken over from it.`,
		Example: "  crosswalk impact A.5.19",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.impact(cmd.Context(), args[0], basis, asJSON)
		},
	}
	basisFlag(cmd, &basis)
	jsonFlag(cmd, &asJSON)
	return cmd
}

type impactJSON struct {
	Assessment assessmentJSON `json:"assessment"`
	ID         string         `json:"id"`
	Title      string         `json:"title"`
	Rating     *int           `json:"rating"`
	Rests      []restJSON     `json:"rests"`
}

type restJSON struct {
	ID        string       `json:"id"`
	Title     string       `json:"title"`
	Relation  string       `json:"relation"`
	Strength  float64      `json:"strength"`
	Level     string       `json:"level"`
	Status    string       `json:"status"`
	Inherited float64      `json:"inherited"`
	Without   float64      `json:"without"`
	Answers   []answerKey  `json:"answers"`
	Stale     bool         `json:"stale"`
	State     assess.State `json:"state"`
}

// answerKey is where an answer stands.
type answerKey struct {
	System   *string `json:"system"`
	Question *string `json:"question"`
}

func (x *app) impact(ctx context.Context, item, basis string, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		it, ok := cat.Foundation().Find(item)
		if !ok {
			return fmt.Errorf("ISO/IEC 27001 has no %s; clauses are written 6.1.2, controls A.5.9", item)
		}
		f := figures.On(cat, a, x.clock(), basis)
		r := a.Baseline[it.ID].Rating
		out := impactJSON{basisOf(f), it.ID, it.Title, level(r.State, r.Level), []restJSON{}}
		t := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}, {head: "LEVEL"}, {head: "STATUS"}, {head: "INHERITS", right: true}, {head: "WITHOUT", right: true}, {head: "TAKEN OVER"}}}
		for _, i := range synergy.ImpactOf(cat, a, f.Synergy.Basis, it.ID) {
			rel := i.Relationship
			rest := restJSON{
				i.Item.Number, i.Item.Title, rel.Relation, float64(rel.Strength) / 10, rel.Level, rel.Status,
				i.Inherited, i.Without,
				[]answerKey{},
				i.Stale, assess.Stand(i.Item, a).State,
			}
			for _, k := range i.Answers {
				rest.Answers = append(rest.Answers, answerKey{systemName(a, k.System), said(k.Question)})
			}
			out.Rests = append(out.Rests, rest)
			t.add(i.Item.Number, i.Item.Title, rel.Level, rel.Status, percent(&i.Inherited), percent(&i.Without), takenOver(i))
		}
		if asJSON {
			return x.json(out)
		}
		x.line("%s %s · %s", it.ID, it.Title, ratedWords(r))
		x.line("")
		if len(out.Rests) == 0 {
			x.line("Nothing of ISO/IEC 42001 rests on it.")
			return nil
		}
		x.table(t)
		return nil
	})
}

func takenOver(i synergy.Impact) string {
	switch {
	case i.Stale:
		return "! stale"
	case len(i.Answers) > 0:
		return count(len(i.Answers), "answer")
	}
	return ""
}

func ratedWords(r assess.Rating) string {
	switch {
	case r.Is(assess.Rated):
		return fmt.Sprintf("rated %d", r.Level)
	case r.Is(assess.NA):
		return "excluded"
	}
	return "not rated"
}
