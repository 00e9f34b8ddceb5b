package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/store"
)

func scoreCommand(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "score",
		Short: "The figures: conforming, progress, maturity",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.score(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

type scoreJSON struct {
	Assessment assessmentJSON  `json:"assessment"`
	Overall    figuresJSON     `json:"overall"`
	Sets       []setJSON       `json:"sets"`
	Items      []itemScoreJSON `json:"items"`
}

// figuresJSON is a set's figures; null where there is none.
type figuresJSON struct {
	Applicable int      `json:"applicable"`
	Answered   int      `json:"answered"`
	Conforming int      `json:"conforming"`
	Verified   int      `json:"verified"`
	Progress   *float64 `json:"progress"`
	Ceiling    *float64 `json:"ceiling"`
	Maturity   *float64 `json:"maturity"`
	Evidenced  *float64 `json:"evidenced"`
}

type setJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	figuresJSON
}

type itemScoreJSON struct {
	ID     string       `json:"id"`
	Title  string       `json:"title"`
	State  assess.State `json:"state"`
	Rating *int         `json:"rating"`
	Credit *float64     `json:"credit"` // null where excluded
}

func figures(s score.Score) figuresJSON {
	return figuresJSON{s.Applicable, s.Answered, s.Conforming, s.Verified, s.Progress, s.Ceiling, s.Maturity, s.Evidenced}
}

func (x *app) score(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		card := score.Of(cat, a)
		if asJSON {
			return x.json(scoreAsJSON(a, card))
		}
		x.scoreTable(a, card)
		return nil
	})
}

func scoreAsJSON(a *assess.Assessment, card score.Scorecard) scoreJSON {
	out := scoreJSON{Assessment: aboutAssessment(a), Overall: figures(card.Overall)}
	for _, s := range card.Sets {
		out.Sets = append(out.Sets, setJSON{s.Set.ID, s.Set.Title, figures(s.Score)})
	}
	for _, i := range card.Items {
		out.Items = append(out.Items, itemScoreJSON{
			i.Item.Number, i.Item.Title, i.Standing.State, level(i.Standing.State, i.Standing.Level), credit(i),
		})
	}
	return out
}

func credit(i score.ItemScore) *float64 {
	if !i.Applicable() {
		return nil
	}
	return &i.Credit
}

func (x *app) scoreTable(a *assess.Assessment, card score.Scorecard) {
	o := card.Overall
	x.line("%s", a.Name)
	x.line("")
	x.line("conforming  %d of %d (%d verified, %d claimed)", o.Conforming, o.Applicable, o.Verified, o.Conforming-o.Verified)
	x.line("answered    %d of %d", o.Answered, o.Applicable)
	x.line("progress    %s", span(o))
	x.line("maturity    %s (target %d)", decimal(o.Maturity), a.Profile.Target)
	x.line("evidenced   %s of the rated items", percent(o.Evidenced))
	x.line("")
	t := table{columns: []column{
		{head: "SET"},
		{head: "TITLE", flex: true},
		{head: "CONFORMING", right: true},
		{head: "VERIFIED", right: true},
		{head: "PROGRESS"},
		{head: "", right: true},
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

// bar draws progress full, what can still come half-full and the rest as dots.
func bar(s score.Score) string {
	if s.Progress == nil {
		return ""
	}
	done := int(score.Round(*s.Progress * barWidth))
	open := int(score.Round(*s.Ceiling*barWidth)) - done
	return strings.Repeat("█", done) + strings.Repeat("▒", open) + strings.Repeat("·", barWidth-done-open)
}
