package workshop_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/workshop"
)

func TestTheResultSaysTheMedianTheSpreadAndTheConsensus(t *testing.T) {
	for _, c := range []struct {
		name      string
		levels    []int
		tolerance int
		median    int
		spread    int
		straddles bool
		consensus int // -1: none
	}{
		{"all alike", []int{4, 4, 4}, 1, 4, 0, false, 4},
		{"one vote", []int{0}, 1, 0, 0, false, 0},
		{"of two middle ones the lower", []int{3, 4}, 1, 3, 1, false, 3},
		{"the middle one", []int{5, 4, 4}, 1, 4, 1, false, 4},
		{"both sides of 2|3, however near", []int{2, 3, 3}, 1, 3, 1, true, -1},
		{"further apart than the tolerance", []int{3, 4, 5}, 1, 4, 2, false, -1},
		{"as far apart as a wider tolerance", []int{3, 4, 5}, 2, 4, 2, false, 4},
		{"without tolerance", []int{3, 4}, 0, 3, 1, false, -1},
		{"the whole range", []int{0, 5}, 2, 0, 5, true, -1},
		{"the low side", []int{0, 1, 1, 2}, 2, 1, 2, false, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := workshop.Count(votes(c.levels...), c.tolerance)
			if r.Voted != len(c.levels) || r.LowerMedian != c.median || r.Spread != c.spread || r.Straddles != c.straddles {
				t.Errorf("%+v", r)
			}
			if level, ok := r.Consensus(); ok != (c.consensus >= 0) || ok && level != c.consensus {
				t.Errorf("the consensus is %d, %v", level, ok)
			}
		})
	}
}

func TestWhoStandsFurthestApartIsNamedWithTheirReasons(t *testing.T) {
	all := append(votes(3, 5, 2, 5, 2), workshop.Ballot{Person: "z", Abstain: true})
	f := workshop.Count(all, 1).Furthest
	if !slices.Equal(f.Low, []workshop.Ballot{all[2], all[4]}) || !slices.Equal(f.High, []workshop.Ballot{all[1], all[3]}) {
		t.Errorf("furthest apart: %+v", f)
	}
	if f := workshop.Count(votes(3, 3), 1).Furthest; f.Low != nil || f.High != nil {
		t.Errorf("nobody stands apart, and it names %+v", f)
	}
}

func TestAbstentionsCountInNoMedianAndNoSpread(t *testing.T) {
	away := workshop.Ballot{Person: "z", Abstain: true}
	r := workshop.Count(append(votes(4, 4), away, away, away), 1)
	if level, ok := r.Consensus(); !ok || level != 4 || r.Abstained != 3 || r.Spread != 0 {
		t.Errorf("%+v", r)
	}
	r = workshop.Count([]workshop.Ballot{away}, 1)
	if _, ok := r.Consensus(); ok || r.Voted != 0 || r.Abstained != 1 {
		t.Errorf("where all abstain: %+v", r)
	}
}

func TestTheLowerMedianIsOneOfTheCastLevelsWithHalfOnEachSide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		levels := rapid.SliceOfN(rapid.IntRange(0, 5), 1, 25).Draw(t, "levels")
		r := workshop.Count(votes(levels...), 1)
		slices.Sort(levels)
		if !slices.Contains(levels, r.LowerMedian) || r.LowerMedian != levels[(len(levels)-1)/2] {
			t.Fatalf("the lower median of %v is not %d", levels, r.LowerMedian)
		}
		if r.Spread != levels[len(levels)-1]-levels[0] {
			t.Fatalf("the spread of %v is not %d", levels, r.Spread)
		}
	})
}

func TestAConsensusNeverStandsOnBothSidesOfTwoAndThree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := ballots().Draw(t, "ballots")
		tolerance := rapid.IntRange(0, 5).Draw(t, "tolerance")
		level, ok := workshop.Count(all, tolerance).Consensus()
		if !ok {
			return
		}
		for _, b := range all {
			if !b.Abstain && ((b.Level <= 2) != (level <= 2) || max(b.Level-level, level-b.Level) > tolerance) {
				t.Fatalf("%d is the consensus of %+v", level, all)
			}
		}
	})
}
