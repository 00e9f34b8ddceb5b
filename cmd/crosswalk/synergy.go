package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
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

// basisOf names the assessment of figures, with their basis.
func basisOf(f figures.Figures) assessmentJSON {
	about := aboutAssessment(f.Assessment)
	about.Basis = f.Synergy.Basis
	return about
}

// sharesJSON is the three shares and the synergy of a set; null without an
// applicable item.
type sharesJSON struct {
	Done      *float64 `json:"done"`
	Reuse     *float64 `json:"reuse"`
	Build     *float64 `json:"build"`
	Potential *float64 `json:"potential"`
	Realised  *float64 `json:"realised"`
}

func shares(s *synergy.Shares) sharesJSON {
	if s == nil {
		return sharesJSON{}
	}
	return sharesJSON{&s.Done, &s.Reuse, &s.Build, &s.Potential, &s.Realised}
}

type synergyJSON struct {
	Assessment assessmentJSON    `json:"assessment"`
	Overall    sharesJSON        `json:"overall"`
	SavedDays  float64           `json:"saved_days"` // person-days that what the ISMS carries saves
	Sets       []synergySetJSON  `json:"sets"`
	Items      []synergyItemJSON `json:"items"`
	Stale      []staleJSON       `json:"stale"`
}

type synergySetJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	sharesJSON
	ResidualDays float64  `json:"residual_days"`
	Published    *float64 `json:"published"` // the printed figure
	Errata       []string `json:"errata"`    // that concern it
}

type synergyItemJSON struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Level        string        `json:"level"`
	Potential    *float64      `json:"potential"`
	Inherited    *float64      `json:"inherited"`
	Done         *float64      `json:"done"`
	Reuse        *float64      `json:"reuse"`
	Build        *float64      `json:"build"`
	Quadrant     *string       `json:"quadrant"`
	ResidualDays float64       `json:"residual_days"`
	Adopted      bool          `json:"adopted"`
	Stale        bool          `json:"stale"`
	Draft        *int          `json:"draft"` // the rating that the ISMS offers
	CarriedBy    []carrierJSON `json:"carried_by"`
}

type carrierJSON struct {
	ID       string  `json:"id"`
	Rating   *int    `json:"rating"`
	Relation string  `json:"relation"`
	Strength float64 `json:"strength"`
	Level    string  `json:"level"`
	Status   string  `json:"status"`
	Credit   float64 `json:"credit"`
}

type staleJSON struct {
	ID       string  `json:"id"`
	System   *string `json:"system"`
	Question *string `json:"question"`
	Why      string  `json:"why"`
}

func (x *app) synergy(ctx context.Context, basis string, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		f := figures.On(cat, a, x.clock(), basis)
		if asJSON {
			return x.json(synergyAsJSON(cat, f))
		}
		x.synergyTable(cat, f)
		return nil
	})
}

func synergyAsJSON(cat *catalog.Catalog, f figures.Figures) synergyJSON {
	out := synergyJSON{Assessment: basisOf(f), Overall: shares(f.Synergy.Overall), SavedDays: f.Synergy.Saved, Stale: []staleJSON{}}
	for _, s := range f.Synergy.Sets {
		set := synergySetJSON{ID: s.Set.ID, Title: s.Set.Title, sharesJSON: shares(s.Shares), ResidualDays: s.Days, Errata: []string{}}
		if figure, ok := cat.Published().Figure(s.Set.ID); ok {
			set.Published, set.Errata = &figure.Share, append(set.Errata, figure.Errata...)
		}
		out.Sets = append(out.Sets, set)
	}
	for i := range f.Synergy.Items {
		out.Items = append(out.Items, synergyItem(cat, f, &f.Synergy.Items[i]))
	}
	for _, s := range f.Synergy.Stale {
		out.Stale = append(out.Stale, staleJSON{s.Key.Item, systemName(f.Assessment, s.Key.System), said(s.Key.Question), s.Why()})
	}
	return out
}

func synergyItem(cat *catalog.Catalog, f figures.Figures, i *synergy.ItemSynergy) synergyItemJSON {
	out := synergyItemJSON{
		ID: i.Item.Number, Title: i.Item.Title, Level: i.Level, ResidualDays: i.Days,
		Adopted: i.Adopted, Stale: i.Stale, CarriedBy: []carrierJSON{},
	}
	if i.Applicable {
		quadrant := string(i.Quadrant)
		out.Potential, out.Inherited, out.Quadrant = &i.Potential, &i.Inherited, &quadrant
		out.Done, out.Reuse, out.Build = &i.Done, &i.Reuse, &i.Build
	}
	if p, ok := synergy.Propose(cat, f.Assessment, f.Synergy.Basis, assess.Key{Item: i.Item.ID}); ok {
		out.Draft = &p.Level
	}
	for _, t := range synergy.Explain(cat, f.Assessment, f.Synergy.Basis, i.Item).Terms {
		r := t.Relationship
		out.CarriedBy = append(out.CarriedBy, carrierJSON{r.Baseline, level(t.Rating.State, t.Rating.Level), r.Relation, t.Strength, r.Level, r.Status, t.Credit})
	}
	return out
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
		v := shares(s.Shares)
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
		if sys := systemName(f.Assessment, s.Key.System); sys != nil {
			name += " (" + *sys + ")"
		}
		if s.Key.Question != "" {
			name = "question " + s.Key.Question
		}
		x.wrapped(2, name+": "+s.Why())
	}
	x.line("")
}
