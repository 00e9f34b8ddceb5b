package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/report/data"
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

func (x *app) impact(ctx context.Context, item, basis string, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		it, ok := cat.Foundation().Find(item)
		if !ok {
			return fmt.Errorf("ISO/IEC 27001 has no %s; clauses are written 6.1.2, controls A.5.9", item)
		}
		f := figures.On(cat, a, x.clock(), basis)
		rests := synergy.ImpactOf(cat, a, f.Synergy.Basis, it.ID)
		if asJSON {
			return x.json(data.ImpactOf(f, it, rests))
		}
		x.line("%s %s · %s", it.ID, it.Title, ratedWords(a.Baseline[it.ID].Rating))
		x.line("")
		if len(rests) == 0 {
			x.line("Nothing of ISO/IEC 42001 rests on it.")
			return nil
		}
		t := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}, {head: "LEVEL"}, {head: "STATUS"}, {head: "INHERITS", right: true}, {head: "WITHOUT", right: true}, {head: "TAKEN OVER"}}}
		for _, i := range rests {
			rel := i.Relationship
			t.add(i.Item.Number, i.Item.Title, rel.Level, rel.Status, percent(&i.Inherited), percent(&i.Without), takenOver(i))
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
