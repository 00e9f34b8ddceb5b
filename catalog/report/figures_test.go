package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// everywhere tries what must hold for each kind of assessment.
func everywhere(t *testing.T, try func(t *testing.T, in Input)) {
	t.Helper()
	for name, a := range map[string]*assess.Assessment{"the demonstration": demo(t), "an empty assessment": empty(t), "one of 300 AI systems": many(t)} {
		t.Run(name, func(t *testing.T) { try(t, input(t, a, English)) })
	}
}

// numbersOf are the numbers of a row, in order.
func numbersOf(r Row) []float64 {
	var all []float64
	for _, c := range r.Cells {
		if c.Number != nil {
			all = append(all, *c.Number)
		}
	}
	return all
}

func same(t *testing.T, what string, got []float64, want ...float64) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s has %v; the figures are %v", what, got, want)
	}
}

func TestTheSetsOfTheFullReportHaveTheFiguresOfTheScore(t *testing.T) {
	everywhere(t, func(t *testing.T, in Input) {
		rows := tableOf(t, built(t, "full", in), "sets").Rows
		all := []score.Score{}
		for _, s := range in.Score.Sets {
			all = append(all, s.Score)
		}
		all = append(all, in.Score.Overall)
		if len(rows) != len(all) {
			t.Fatalf("%d rows for %d sets", len(rows), len(all))
		}
		for n, s := range all {
			want := []float64{float64(s.Applicable), float64(s.Answered), float64(s.Conforming), float64(s.Verified)}
			for _, f := range []*float64{s.Maturity, s.Evidenced} {
				if f != nil {
					want = append(want, *f)
				}
			}
			same(t, rows[n].ID, numbersOf(rows[n]), want...)
		}
	})
}

func TestTheBarsOfTheManagementPageAreTheSharesOfTheScore(t *testing.T) {
	everywhere(t, func(t *testing.T, in Input) {
		d := built(t, "management", in)
		at := slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Figure != nil && b.Figure.Is == FigureBars })
		parts := d.Blocks[at].Figure.Parts
		for _, s := range in.Score.Sets {
			seen, claimed, open := s.Met()
			same(t, s.Set.ID, parts[0].Values, seen, claimed, open)
			parts = parts[1:]
		}
		o, all := score.OutlookOf(in.Catalog, in.Assessment, in.Score, register.Recorded(in.Case())), in.Score.Overall
		var got []string
		for _, c := range tableOf(t, d, "result").Rows[0].Cells {
			got = append(got, c.Text)
		}
		points := func(n int) string {
			return map[bool]string{true: "no open point found", false: fmt.Sprintf("%d open points", n)}[n == 0]
		}
		want := []string{fmt.Sprintf("%d of %d", all.Conforming, all.Applicable), fmt.Sprintf("%d of %d", in.Score.Ready, in.Score.Systems), points(len(o.Stage1)), points(len(o.Stage2))}
		if want[2] == "1 open points" {
			want[2] = "1 open point"
		}
		if !slices.Equal(got, want) {
			t.Errorf("the page has %q; the figures are %q", got, want)
		}
	})
}

func TestTheGapsHaveTheFiguresOfTheRoadmap(t *testing.T) {
	everywhere(t, func(t *testing.T, in Input) {
		rows, all := tableOf(t, built(t, "gaps", in), "priority-list").Rows, roadmap.Gaps(in.Input())
		if len(rows) != len(all) {
			t.Fatalf("%d rows for %d gaps", len(rows), len(all))
		}
		for n, g := range all {
			want := []float64{float64(g.Phase), g.Days}
			if g.Standing.State == assess.Rated {
				want = append([]float64{float64(g.Standing.Level)}, want...)
			}
			if rows[n].ID != g.Item.ID {
				t.Errorf("row %d is about %s; the roadmap has %s there", n, rows[n].ID, g.Item.ID)
			}
			same(t, g.Item.ID, numbersOf(rows[n]), want...)
		}
	})
}

func TestThePhasesAndTheForecastAreThoseOfTheRoadmap(t *testing.T) {
	everywhere(t, func(t *testing.T, in Input) {
		d, p := built(t, "roadmap", in), in.Plan()
		for n, row := range tableOf(t, d, "phases-table").Rows {
			x := p.Roadmap.Phases[n]
			same(t, row.ID, numbersOf(row), x.Days, x.Months)
			for i, day := range []string{iso(x.Start), iso(x.End), iso(p.Forecast.Phases[n][80])} {
				if got := row.Cells[4+i].Text; got != in.Words.Day(day) {
					t.Errorf("%s has the day %s; the plan has %s", row.ID, got, day)
				}
			}
		}
		at := slices.IndexFunc(d.Blocks, func(b Block) bool { return b.Figure != nil && b.Figure.Is == FigureForecast })
		for n, part := range d.Blocks[at].Figure.Parts {
			same(t, part.Label, part.Values, float64(p.Forecast.Spread[n]))
		}
		for n, percentile := range []int{50, 80, 95} {
			if got := d.Blocks[at].Figure.Marks[n].Day; got != iso(p.Forecast.P[percentile]) {
				t.Errorf("P%d is %s; the forecast has %s", percentile, got, iso(p.Forecast.P[percentile]))
			}
		}
	})
}

func TestTheSetsBesideThePublishedFiguresAreThoseOfTheSynergy(t *testing.T) {
	everywhere(t, func(t *testing.T, in Input) {
		corrected := figures.On(in.Catalog, in.Assessment, in.Day, synergy.Corrected).Synergy
		published := figures.On(in.Catalog, in.Assessment, in.Day, synergy.Published).Synergy
		for n, row := range tableOf(t, built(t, "synergy", in), "sets-table").Rows {
			s := in.Synergy.Sets[n]
			want := []float64{corrected.Sets[n].Shares.Potential, published.Sets[n].Shares.Potential, s.Shares.Realised, s.Shares.Done, s.Shares.Reuse, s.Shares.Build, s.Days}
			same(t, s.Set.ID, numbersOf(row), want...)
			if f, ok := in.Catalog.Published().Figure(s.Set.ID); ok && row.Cells[1].Text != f.Printed {
				t.Errorf("%s is printed as %s, and stands as %s", s.Set.ID, f.Printed, row.Cells[1].Text)
			}
		}
	})
}

func TestEveryItemIsExtendedOrNewOnceWithTheDaysOfTheSynergy(t *testing.T) {
	everywhere(t, func(t *testing.T, in Input) {
		days := map[string]float64{}
		for _, b := range built(t, "extension", in).Blocks {
			if b.Table == nil {
				continue
			}
			for _, r := range b.Table.Rows {
				if _, twice := days[r.ID]; twice {
					t.Errorf("%s stands twice", r.ID)
				}
				n := numbersOf(r)
				days[r.ID] = n[len(n)-1]
			}
		}
		for _, s := range in.Synergy.Items {
			if got, ok := days[s.Item.ID]; s.Applicable != ok || ok && got != s.Days {
				t.Errorf("%s has %v days (%v); the synergy has %v", s.Item.ID, got, ok, s.Days)
			}
		}
	})
}

func TestWhatFallsWithTheISMSIsWhatRestsOnIt(t *testing.T) {
	everywhere(t, func(t *testing.T, in Input) {
		var want [][]float64
		for _, set := range in.Catalog.Foundation().Clauses {
			for _, it := range set.Items {
				x := in.Assessment.Baseline[it.ID].Rating
				if x.Is(assess.NA) || x.Is(assess.Rated) && x.Level >= 3 && !in.Assessment.NonconformityOn(it.ID) {
					continue
				}
				for _, i := range synergy.ImpactOf(in.Catalog, in.Assessment, in.Synergy.Basis, it.ID) {
					row := []float64{i.Inherited, i.Without}
					if x.Is(assess.Rated) {
						row = append([]float64{float64(x.Level)}, row...)
					}
					want = append(want, row)
				}
			}
		}
		rows := tableOf(t, built(t, "isms", in), "weak-table").Rows
		if len(rows) != len(want) || len(rows) == 0 {
			t.Fatalf("%d rows for %d ties", len(rows), len(want))
		}
		for n, r := range rows {
			same(t, r.ID, numbersOf(r), want[n]...)
		}
	})
}

func TestThePlacesOfTheLawAreThoseOfTheRoadmap(t *testing.T) {
	everywhere(t, func(t *testing.T, in Input) {
		d := built(t, "regulatory", in)
		for _, f := range roadmap.Regulatory(in.Input()) {
			rows := tableOf(t, d, "places-"+f.ID).Rows
			for n, p := range f.Places {
				same(t, p.Ref.Ref, numbersOf(rows[n]), float64(p.Conforming), float64(len(p.Items)))
			}
		}
	})
}

func TestTheIndexOfEvidenceHasEveryPieceAtEveryItemItServes(t *testing.T) {
	in := input(t, demo(t), English)
	got, want := map[string]bool{}, 0
	for _, b := range built(t, "evidence", in).Blocks {
		if b.Table != nil && b.ID != "without-evidence" {
			for _, r := range b.Table.Rows {
				got[b.ID+r.ID] = true
			}
		}
	}
	for _, e := range in.Assessment.Pieces() {
		want += len(e.Items)
	}
	if len(got) != want || want == 0 {
		t.Errorf("%d rows for %d pieces at items", len(got), want)
	}
}

func TestASystemSheetHasTheStandingOfEachItemForIt(t *testing.T) {
	in := input(t, demo(t), English)
	d := built(t, "system", in)
	var rows []Row
	for _, b := range d.Blocks {
		if b.Table != nil {
			rows = b.Table.Rows
		}
	}
	for _, r := range rows {
		i, _ := in.Score.Item(r.ID)
		if s := i.Systems[0].Standing; s.State == assess.Rated {
			same(t, r.ID, numbersOf(r), float64(s.Level))
		}
	}
	if len(rows) < 20 {
		t.Errorf("only %d items are about AI systems", len(rows))
	}
}

func BenchmarkTheFullReportOfTheDemonstration(b *testing.B) {
	in := input(b, demo(b), English)
	in.Plan()
	for b.Loop() {
		built(b, "full", in)
	}
}

func TestWhatCarriesALittleIsNotCalledNothing(t *testing.T) {
	for _, lang := range Languages {
		in := input(t, demo(t), lang)
		words := in.Words
		said := plain(t, built(t, "gaps", in))
		at := strings.Index(said, words.Say("level.little"))
		if at < 0 || !strings.Contains(said[at:], words.Say("item.carried")) {
			t.Errorf("%s: an item that 6.1.2 carries a little is not said to be", lang)
		}
	}
}
