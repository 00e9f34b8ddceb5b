package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/store"
)

func synergyCommand(x *app) *cobra.Command {
	var asJSON bool
	var basis string
	cmd := &cobra.Command{
		Use:   "synergy",
		Short: "What the ISMS carries: done, reuse, build, set by set",
		Long: `Shows for every clause and section what is done, what extending the ISMS closes
(reuse) and what has to be built; beside the published figures, and with the
answers that went stale since the ISMS fell. Reuse predicts effort, never the
present state: it counts nothing until somebody confirms it at the item.`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return x.synergy(cmd.Context(), basis, asJSON) },
	}
	basisFlag(cmd, &basis)
	jsonFlag(cmd, &asJSON)
	return cmd
}

// basisFlag is how the potential is computed, where not as the profile says.
func basisFlag(cmd *cobra.Command, at *string) {
	cmd.Flags().Var(word{at, []string{synergy.Corrected, synergy.Published}}, "basis", "figures as corrected or as published (else the profile's)")
}

func (x *app) synergy(ctx context.Context, basis string, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		f := figures.On(cat, a, x.clock(), basis)
		if asJSON {
			return x.json(data.SynergyOf(cat, f))
		}
		x.synergyTable(cat, f)
		return nil
	})
}

func (x *app) synergyTable(cat *catalog.Catalog, f figures.Figures) {
	x.line("%s · potential %s", f.Assessment.Name, synergy.BasisWords(f.Synergy.Basis))
	x.line("")
	if o := f.Synergy.Overall; o != nil {
		p := score.Percents(o.Done, o.Reuse, o.Build)
		x.line("%s", threeParts(o, 50))
		x.line("done %d   reuse %d   build %d     potential %s   realised %s", p[0], p[1], p[2], percent(&o.Potential), percent(&o.Realised))
		x.line("")
	}
	t := table{columns: []column{
		{head: "SET"},
		{head: "TITLE", flex: true},
		{head: "PUBLISHED", right: true},
		{head: "POTENTIAL", right: true},
		{head: "REALISED", right: true},
		{head: "DONE " + doneSign + " REUSE " + reuseSign + " BUILD " + buildSign},
		{head: "DAYS", right: true},
	}}
	for _, s := range f.Synergy.Sets {
		published := "–"
		if figure, ok := cat.Published().Figure(s.Set.ID); ok {
			published = percent(&figure.Share)
		}
		v := data.SharesOf(s.Shares)
		t.add(s.Set.ID, s.Set.Short, published, percent(v.Potential), percent(v.Realised), threeParts(s.Shares, 22), fmt.Sprintf("%.1f", s.Days))
	}
	x.table(t)
	x.line("")
	x.quadrants(f.Synergy)
	x.staleList(f)
	x.wrapped(0, cat.Published().Notice+" Person-days are the project's own assumption.")
}

// The signs of the three kinds of work, the same as on the screens.
const (
	doneSign  = "█"
	reuseSign = "▒"
	buildSign = "░"
)

// threeParts is the signature: what is done, what is reused, what is built.
func threeParts(s *synergy.Shares, width int) string {
	if s == nil {
		return "no applicable item"
	}
	cells := score.Parts(width, s.Done, s.Reuse, s.Build)
	return strings.Repeat(doneSign, cells[0]) + strings.Repeat(reuseSign, cells[1]) + strings.Repeat(buildSign, cells[2])
}

// quadrants lists the items of each kind of work.
func (x *app) quadrants(s synergy.Synergy) {
	for _, q := range synergy.Quadrants {
		var ids []string
		for _, i := range s.Items {
			if i.Quadrant == q {
				ids = append(ids, i.Item.Number)
			}
		}
		if len(ids) > 0 {
			x.wrapped(2, string(q)+": "+strings.Join(ids, ", "))
		}
	}
	x.line("")
}

func (x *app) staleList(f figures.Figures) {
	if len(f.Synergy.Stale) == 0 {
		return
	}
	x.line("! %s taken over from the ISMS and stale, since what they rest on fell:", count(len(f.Synergy.Stale), "answer"))
	for _, s := range f.Synergy.Stale {
		name := s.Key.Item
		if sys := data.SystemName(f.Assessment, s.Key.System); sys != nil {
			name += " (" + *sys + ")"
		}
		if s.Key.Question != "" {
			name = "question " + s.Key.Question
		}
		x.wrapped(2, name+": "+s.Why())
	}
	x.line("")
}
