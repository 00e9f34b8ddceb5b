package roadmap_test

import (
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
)

func TestThePhasesFollowEachOtherAndNothingEndsInThePast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anything(t)
		b.profile("start", rapid.SampledFrom([]string{"", "2020-01-01", "2027-03-01"}).Draw(t, "start"))
		b.asOf = anyMoment(t)
		r := b.plan()
		y, m, d := b.asOf.Date()
		today := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
		if r.Start.Before(today) {
			t.Fatalf("it starts on %v", r.Start)
		}
		at, days := r.Start, 0.0
		for _, p := range r.Phases {
			if !p.Start.Equal(at) || p.End.Before(p.Start) || p.Earliest.After(p.End) || p.Days < 0 {
				t.Fatalf("phase %d from %v to %v, earliest %v, after %v", p.Number, p.Start, p.End, p.Earliest, at)
			}
			if p.Done && !p.End.Equal(p.Start) {
				t.Fatalf("phase %d is done and takes time", p.Number)
			}
			if w := p.End.Weekday(); !p.Done && (w == 0 || w == 6) {
				t.Fatalf("phase %d ends on a %v", p.Number, w)
			}
			at = p.End
			days += p.Days
		}
		if !r.End.Equal(at) || r.Earliest.After(r.End) || days != r.Days {
			t.Fatalf("end %v, last phase %v, earliest %v, %v days of %v", r.End, at, r.Earliest, days, r.Days)
		}
	})
}

// anyMoment is some minute within eight years, in some zone.
func anyMoment(t *rapid.T) time.Time {
	zone := time.FixedZone("", rapid.SampledFrom([]int{-11 * 3600, -12600, 0, 20700, 14 * 3600}).Draw(t, "zone"))
	return tuesday.Add(time.Duration(rapid.IntRange(0, 8*365*24*60).Draw(t, "minutes")) * time.Minute).In(zone)
}

func TestMoreDoneNeverLengthensAPhase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anything(t)
		before := b.plan()
		it := rapid.SampledFrom(b.cat.Requirements().Items()).Draw(t, "better")
		st := assess.Stand(it, b.a)
		level := 0
		if st.State == assess.NA {
			return
		}
		if st.State == assess.Rated {
			if st.Level == 5 {
				return
			}
			level = st.Level + 1
		}
		b.rate(it.ID, level)
		after := b.plan()
		for i := range before.Phases {
			if after.Phases[i].Months > before.Phases[i].Months+1e-9 || after.Phases[i].Days > before.Phases[i].Days+1e-9 {
				t.Fatalf("%s rated %d: phase %d took %v months and takes %v", it.ID, level, i+1, before.Phases[i].Months, after.Phases[i].Months)
			}
		}
		if after.End.After(before.End) {
			t.Fatalf("%s rated %d: the end went from %v to %v", it.ID, level, before.End, after.End)
		}
	})
}

func TestMoreCapacityNeverDelays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := anything(t)
		sizes := []string{"0.25", "0.75", "1.5", "3", "10"}
		i := rapid.IntRange(0, len(sizes)-2).Draw(t, "fte")
		b.profile("fte", sizes[i])
		before := b.plan()
		b.profile("fte", sizes[i+1])
		if after := b.plan(); after.End.After(before.End) {
			t.Fatalf("%s people end on %v, %s on %v", sizes[i], before.End, sizes[i+1], after.End)
		}
	})
}

func TestTheForecastIsOrderedAndNeverBeforeTheEarliestEnd(t *testing.T) {
	for _, b := range []*book{open(t), demo(t)} {
		r, f := b.plan(), roadmap.ForecastOf(b.in())
		if f.P[50].After(f.P[80]) || f.P[80].After(f.P[95]) || f.P[50].Before(r.Earliest) {
			t.Errorf("P50 %v, P80 %v, P95 %v, earliest %v", f.P[50], f.P[80], f.P[95], r.Earliest)
		}
		for i, at := range f.Phases {
			if at[50].After(at[80]) || at[80].After(at[95]) || i > 0 && at[80].Before(f.Phases[i-1][80]) {
				t.Errorf("phase %d: %v", i+1, at)
			}
		}
		sum := 0
		for _, n := range f.Spread {
			sum += n
		}
		if sum != f.Draws || f.Draws != 10_000 || f.First.After(f.P[50]) || f.Last.Before(f.P[95]) {
			t.Errorf("%d of %d draws are in the picture, from %v to %v", sum, f.Draws, f.First, f.Last)
		}
	}
}

func TestAnUnchangedInputGivesAnUnchangedPlan(t *testing.T) {
	one, two := demo(t), demo(t)
	if !reflect.DeepEqual(one.plan(), two.plan()) || !reflect.DeepEqual(roadmap.ForecastOf(one.in()), roadmap.ForecastOf(two.in())) {
		t.Error("the same input gave another plan")
	}
}

// What a draw says of one action does not depend on which others there are: the
// phases without the new one stay as they were.
func TestAFurtherActionDoesNotReshuffleTheOthers(t *testing.T) {
	b := open(t)
	b.profile("fte", "0.25") // every phase is above its minimum in every draw
	before := roadmap.ForecastOf(b.in())
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "own", Title: "Red team", Days: 9, Phase: 3}))
	b.rate("own", 0) // the diagnosis stays what it was
	after := roadmap.ForecastOf(b.in())
	if !reflect.DeepEqual(before.Phases[:2], after.Phases[:2]) {
		t.Errorf("phases 1 and 2 ended %v and now %v", before.Phases[:2], after.Phases[:2])
	}
	for p, end := range before.P {
		if after.P[p].Before(end) {
			t.Errorf("with more to do P%d went from %v to %v", p, end, after.P[p])
		}
	}
}

func TestTheLargestOpenWorkIsOfThePhasesThatSetTheDate(t *testing.T) {
	for fte, phases := range map[string][]int{"0.25": {1, 2, 3, 4}, "2.5": {2, 3}, "500": nil} {
		b := open(t)
		b.profile("fte", fte)
		r, f := b.plan(), roadmap.ForecastOf(b.in())
		want := 0.0
		for _, p := range r.Phases {
			if slices.Contains(phases, p.Number) {
				want += p.Days
			}
		}
		got, last := 0.0, 1e9
		for _, w := range f.Largest {
			if got += w.Days; w.Days > last {
				t.Errorf("%s people: %s with %v days stands behind %v", fte, w.ID, w.Days, last)
			}
			last = w.Days
		}
		if math.Abs(got-want) > 1e-6 {
			t.Errorf("%s people: %v days are listed, phases %v have %v", fte, got, phases, want)
		}
	}
}

func BenchmarkForecast(b *testing.B) {
	for name, x := range map[string]*book{"demonstration": demo(b), "nothing answered": open(b)} {
		b.Run(name, func(b *testing.B) {
			in := x.in()
			b.ReportAllocs()
			for b.Loop() {
				roadmap.ForecastOf(in)
			}
		})
	}
}

func BenchmarkPlan(b *testing.B) {
	in := demo(b).in()
	for b.Loop() {
		roadmap.Of(in)
	}
}
