package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/roadmap"
	"crosswalk/store"
)

func gapsCommand(x *app) *cobra.Command {
	var asJSON bool
	var only string
	cmd := &cobra.Command{
		Use:     "gaps",
		Short:   "The items that do not conform yet, by priority",
		Example: "  crosswalk gaps\n  crosswalk gaps --filter \"no-owner due:30d\"",
		Args:    between(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return x.gaps(cmd.Context(), only, asJSON) },
	}
	filterFlag(cmd, &only, catalog.AIMS)
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) gaps(ctx context.Context, only string, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		s, err := x.sieve(ctx, cat, db, a, only)
		if err != nil {
			return err
		}
		lets, all := s.lets(), []*catalog.Item{}
		out := data.Gaps{Assessment: data.About(a), Filter: s.text(), Gaps: []data.Gap{}}
		t := table{columns: []column{
			{head: "ITEM"},
			{head: "TITLE", flex: true},
			{head: "PHASE", right: true},
			{head: "DAYS", right: true},
			{head: "RATING", right: true},
			{head: "OPEN"},
			{head: "OWNER", flex: true},
			{head: "DUE"},
		}}
		for _, g := range roadmap.Gaps(x.figuresOn(cat, a, "").Input()) {
			if all = append(all, g.Item); !lets(g.Item) {
				continue
			}
			own := a.Answer(assess.Key{Item: g.Item.ID})
			out.Gaps = append(out.Gaps, data.GapOf(a, g))
			t.add(g.Item.Number, g.Item.Title, fmt.Sprint(g.Phase), fmt.Sprintf("%.1f", g.Days), ratingWord(g.Standing), nonconformity(g), own.Owner, day.Show(own.Due))
		}
		if asJSON {
			return x.json(out)
		}
		if len(all) == 0 {
			x.line("No gap: every applicable item conforms.")
			return nil
		}
		x.tableOf(s, t, all)
		return nil
	})
}

// nonconformity is the gravest open finding in a word.
func nonconformity(g roadmap.Gap) string {
	switch {
	case g.Major > 0:
		return assess.GradeMajor
	case g.Minor > 0:
		return assess.GradeMinor
	}
	return ""
}
