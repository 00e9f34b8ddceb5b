package main

import (
	"context"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/store"
)

func gapsCommand(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "gaps",
		Short: "The items that do not conform yet",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.gaps(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

type gapsJSON struct {
	Assessment assessmentJSON `json:"assessment"`
	Gaps       []gapJSON      `json:"gaps"`
}

type gapJSON struct {
	ID        string       `json:"id"`
	Title     string       `json:"title"`
	State     assess.State `json:"state"`
	Rating    *int         `json:"rating"`
	Credit    float64      `json:"credit"`
	OpenMajor int          `json:"open_major"`
	OpenMinor int          `json:"open_minor"`
	Owner     *string      `json:"owner"`
	Due       *string      `json:"due"`
	Flag      bool         `json:"flag"`
}

func (x *app) gaps(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		out := gapsJSON{aboutAssessment(a), []gapJSON{}}
		t := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}, {head: "STATE"}, {head: "RATING", right: true}, {head: "OPEN"}, {head: "OWNER", flex: true}, {head: "DUE"}}}
		for _, i := range score.Of(cat, a).Items {
			if i.Conforming || !i.Applicable() {
				continue
			}
			own := a.Answer(assess.Key{Item: i.Item.ID})
			st := i.Standing
			out.Gaps = append(out.Gaps, gapJSON{
				i.Item.Number, i.Item.Title, st.State, level(st.State, st.Level), i.Credit, i.OpenMajor, i.OpenMinor,
				said(own.Owner), said(own.Due), own.Flag,
			})
			t.add(i.Item.Number, i.Item.Title, string(st.State), gapRating(st), nonconformity(i), own.Owner, own.Due)
		}
		if asJSON {
			return x.json(out)
		}
		if len(t.rows) == 0 {
			x.line("No gap: every applicable item conforms.")
			return nil
		}
		x.table(t)
		return nil
	})
}

func gapRating(st assess.Standing) string {
	if st.State == assess.Rated {
		return ratingWord(st)
	}
	return ""
}

// nonconformity is the gravest open finding in a word.
func nonconformity(i score.ItemScore) string {
	switch {
	case i.OpenMajor > 0:
		return assess.GradeMajor
	case i.OpenMinor > 0:
		return assess.GradeMinor
	}
	return ""
}
