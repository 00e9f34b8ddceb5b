package figures_test

import (
	"cmp"
	"fmt"
	"reflect"
	"testing"
	"time"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

var tuesday = time.Date(2026, 11, 24, 14, 2, 0, 0, time.UTC)

// demo is the demonstration assessment.
func demo(t *testing.T) *assess.Assessment {
	t.Helper()
	n := 0
	changes, err := intake.Document(catalog.Shipped(), assets.Demo, tuesday, func() string { n++; return fmt.Sprintf("id-%04d", n) })
	if err != nil {
		t.Fatal(err)
	}
	return after(t, assess.New("a"), changes)
}

// after is the assessment that an act makes of another.
func after(t *testing.T, a *assess.Assessment, changes []assess.Change) *assess.Assessment {
	t.Helper()
	revisions := make([]assess.Revision, len(changes))
	for i, c := range changes {
		revisions[i] = assess.Revision{
			ID: fmt.Sprintf("%s-%06d", a.Last, i), Assessment: a.ID, Subject: c.Subject, Field: c.Field, Value: c.Value, Author: "Ada", At: tuesday,
		}
	}
	next, err := assess.Apply(a, revisions...)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestTheFiguresAreThoseOfThePackagesThatOwnThem(t *testing.T) {
	cat, a := catalog.Shipped(), demo(t)
	card := score.Of(cat, a, tuesday)
	for _, basis := range []string{"", synergy.Corrected, synergy.Published} {
		f, want := figures.On(cat, a, tuesday, basis), synergy.Of(cat, a, card, cmp.Or(basis, a.Profile.Basis))
		if !reflect.DeepEqual(f.Score, card) || !reflect.DeepEqual(f.Synergy, want) {
			t.Errorf("on the basis %q the figures are others", basis)
		}
		in := roadmap.Input{Catalog: cat, Assessment: a, Score: card, Synergy: want, AsOf: tuesday}
		if plan := f.Plan(); !reflect.DeepEqual(plan, figures.Plan{Input: in, Roadmap: roadmap.Of(in), Forecast: roadmap.ForecastOf(in), Ranking: roadmap.Strategies(in)}) {
			t.Errorf("on the basis %q the plan is another", basis)
		}
	}
}

func TestFiguresOfTheNextAssessmentAreThoseMadeAnew(t *testing.T) {
	cat, a := catalog.Shipped(), demo(t)
	changes, err := assess.Rate(cat, a, assess.Key{Item: "7.5.1"}, 1, "seen")
	if err != nil {
		t.Fatal(err)
	}
	b := after(t, a, changes)
	var none figures.Figures
	got, want := none.After(cat, a, tuesday).After(cat, b, tuesday), figures.Of(cat, b, tuesday)
	if !reflect.DeepEqual(got.Score.Items, want.Score.Items) || !reflect.DeepEqual(got.Synergy.Items, want.Synergy.Items) || got.Plan().Roadmap.End != want.Plan().Roadmap.End {
		t.Error("an act on the figures before gives others than all of them made anew")
	}
	if reflect.DeepEqual(got.Score, figures.Of(cat, a, tuesday).Score) {
		t.Error("the act changed no figure, so nothing was shown")
	}
}

func TestAnotherProfileGivesThePlanAsItWouldBe(t *testing.T) {
	f := figures.Of(catalog.Shipped(), demo(t), tuesday)
	p, err := f.Assessment.Profile.With("fte", "8")
	if err != nil {
		t.Fatal(err)
	}
	if is, would := f.Plan().Roadmap.End, f.With(p).Plan().Roadmap.End; !would.Before(is) {
		t.Errorf("with four times the people the plan ends on %s, and without on %s", would, is)
	}
	if f.Assessment.Profile.FTE != 2 {
		t.Error("a look at another profile changed the assessment")
	}
}
