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
	"crosswalk/store"
)

func scoreCommand(x *app) *cobra.Command {
	var asJSON bool
	var basis string
	cmd := &cobra.Command{
		Use:   "score",
		Short: "The figures: conforming, progress, maturity, done and reuse",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.score(cmd.Context(), basis, asJSON) },
	}
	basisFlag(cmd, &basis)
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) score(ctx context.Context, basis string, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		f := figures.On(cat, a, x.clock(), basis)
		if asJSON {
			return x.json(data.ScoreOf(cat, f))
		}
		x.scoreTable(f)
		return nil
	})
}

func (x *app) scoreTable(f figures.Figures) {
	a, card := f.Assessment, f.Score
	o := card.Overall
	x.line("%s", a.Name)
	x.line("")
	x.line("conforming  %d of %d (%d verified, %d claimed)", o.Conforming, o.Applicable, o.Verified, o.Conforming-o.Verified)
	if card.Systems > 0 {
		x.line("systems     %d of %d ready", card.Ready, card.Systems)
	}
	x.line("answered    %d of %d", o.Answered, o.Applicable)
	x.line("progress    %s", span(o))
	x.line("maturity    %s (target %d)", decimal(o.Maturity), a.Profile.Target)
	x.line("evidenced   %s of the rated items", percent(o.Evidenced))
	if s := f.Synergy.Overall; s != nil {
		p := score.Percents(s.Done, s.Reuse, s.Build)
		x.line("work        done %d %%, reuse %d %%, build %d %%", p[0], p[1], p[2])
		x.line("ISMS        carries %s, which saves %.0f person-days", percent(&s.Realised), f.Synergy.Saved)
	}
	x.line("")
	t := table{columns: []column{
		{head: "SET"},
		{head: "TITLE", flex: true},
		{head: "CONFORMING", right: true},
		{head: "VERIFIED", right: true},
		{head: "DONE " + doneSign + " POSSIBLE " + possible},
		{head: "PROGRESS", right: true},
		{head: "MATURITY", right: true},
	}}
	for _, s := range card.Sets {
		t.add(s.Set.ID, s.Set.Title, fmt.Sprintf("%d of %d", s.Conforming, s.Applicable), fmt.Sprint(s.Verified),
			bar(s.Score), span(s.Score), decimal(s.Maturity))
	}
	x.table(t)
}

// span is progress and, while answers are missing, the ceiling it can still
// reach.
func span(s score.Score) string {
	if s.Progress == nil {
		return "–"
	}
	from, to := percent(s.Progress), percent(s.Ceiling)
	if score.Round(*s.Progress) == score.Round(*s.Ceiling) {
		return from
	}
	return from + " … " + to
}

func percent(f *float64) string {
	if f == nil {
		return "–"
	}
	return fmt.Sprintf("%d %%", score.Percent(*f))
}

func decimal(f *float64) string {
	if f == nil {
		return "–"
	}
	return fmt.Sprintf("%.1f", *f)
}

// barWidth is how many cells a bar has.
const barWidth = 10

// possible is the sign of what can still come. It is none of the signs of the three
// kinds of work: what is open may turn out to be any of them.
const possible = "+"

// bar draws progress full, what can still come as such and the rest as dots.
func bar(s score.Score) string {
	if s.Progress == nil {
		return ""
	}
	done := int(score.Round(*s.Progress * barWidth))
	open := int(score.Round(*s.Ceiling*barWidth)) - done
	return strings.Repeat(doneSign, done) + strings.Repeat(possible, open) + strings.Repeat("·", barWidth-done-open)
}
