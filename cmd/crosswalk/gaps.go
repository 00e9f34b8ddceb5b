package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
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

type gapsJSON struct {
	Assessment assessmentJSON `json:"assessment"`
	Filter     *string        `json:"filter"` // null: all of them
	Gaps       []gapJSON      `json:"gaps"`
}

type gapJSON struct {
	ID           string       `json:"id"`
	Title        string       `json:"title"`
	State        assess.State `json:"state"`
	Rating       *int         `json:"rating"`
	Credit       float64      `json:"credit"`
	Reuse        float64      `json:"reuse"`
	Build        float64      `json:"build"`
	Quadrant     string       `json:"quadrant"`
	Phase        int          `json:"phase"`
	ResidualDays float64      `json:"residual_days"`
	Deliverable  *string      `json:"deliverable"`
	OpenMajor    int          `json:"open_major"`
	OpenMinor    int          `json:"open_minor"`
	Owner        *string      `json:"owner"`
	Due          *string      `json:"due"`
	Flag         bool         `json:"flag"`
}

func (x *app) gaps(ctx context.Context, only string, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		s, err := x.sieve(ctx, cat, db, a, only)
		if err != nil {
			return err
		}
		lets, all := s.lets(), []*catalog.Item{}
		out := gapsJSON{aboutAssessment(a), s.text(), []gapJSON{}}
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
			st := g.Standing
			out.Gaps = append(out.Gaps, gapJSON{
				g.Item.Number, g.Item.Title, st.State, level(st.State, st.Level), g.Credit, g.Reuse, g.Build, string(g.Quadrant), g.Phase, g.Days,
				said(g.Item.Deliverable), g.Major, g.Minor, said(own.Owner), said(own.Due), own.Flag,
			})
			t.add(g.Item.Number, g.Item.Title, fmt.Sprint(g.Phase), fmt.Sprintf("%.1f", g.Days), ratingWord(st), nonconformity(g), own.Owner, day.Show(own.Due))
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
