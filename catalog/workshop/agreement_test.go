package workshop_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/workshop"
)

// missing is a level that a rater did not give.
const missing = -1

// published is the worked example of Krippendorff 2011: four observers, a row
// each, over twelve units.
func published() [][]int {
	var rows [][]int
	for _, line := range []string{
		"1 2 3 3 2 1 4 1 2 . . .",
		"1 2 3 3 2 2 4 1 2 5 . 3",
		". 3 3 3 2 3 4 2 2 5 1 .",
		"1 2 3 3 2 4 4 1 2 5 1 .",
	} {
		var row []int
		for _, word := range strings.Fields(line) {
			level := missing
			if word != "." {
				level = int(word[0] - '0')
			}
			row = append(row, level)
		}
		rows = append(rows, row)
	}
	return rows
}

// units counts the levels of each column.
func units(rows [][]int) [][6]int {
	all := make([][6]int, len(rows[0]))
	for _, row := range rows {
		for u, level := range row {
			if level != missing {
				all[u][level]++
			}
		}
	}
	return all
}

// metric is the squared difference of two levels, given how often each is used.
type metric func(n map[int]int, c, k int) float64

func nominal(_ map[int]int, c, k int) float64 {
	if c == k {
		return 0
	}
	return 1
}

func interval(_ map[int]int, c, k int) float64 { return float64((c - k) * (c - k)) }

func ordinal(n map[int]int, c, k int) float64 {
	sum := -float64(n[c]+n[k]) / 2
	for g := min(c, k); g <= max(c, k); g++ {
		sum += float64(n[g])
	}
	return sum * sum
}

// byPairs is alpha by its definition, 1 - observed / expected disagreement: over
// every ordered pair of values in a unit, and of values in all units.
func byPairs(rows [][]int, m metric) (alpha float64, ok bool) {
	n, all, within := map[int]int{}, []int{}, [][]int{}
	for u := range rows[0] {
		var unit []int
		for _, row := range rows {
			if row[u] != missing {
				unit = append(unit, row[u])
			}
		}
		if len(unit) > 1 {
			within, all = append(within, unit), append(all, unit...)
		}
	}
	for _, level := range all {
		n[level]++
	}
	pairs := func(values []int) (sum float64) {
		for i, c := range values {
			for j, k := range values {
				if i != j && c != k {
					sum += m(n, c, k)
				}
			}
		}
		return sum
	}
	observed := 0.0
	for _, unit := range within {
		observed += pairs(unit) / float64(len(unit)-1)
	}
	expected := pairs(all) / float64(len(all)-1)
	if len(all) < 2 || expected == 0 {
		return 0, false
	}
	return 1 - observed/expected, true
}

func TestAlphaIsThatOfThePublishedExample(t *testing.T) {
	alpha, ok := workshop.Alpha(units(published()))
	if !ok || math.Abs(alpha-0.815) > 0.0005 {
		t.Errorf("the ordinal alpha is %v, %v; published is 0.815", alpha, ok)
	}
	for _, c := range []struct {
		name string
		m    metric
		want float64
	}{{"nominal", nominal, 0.743}, {"ordinal", ordinal, 0.815}, {"interval", interval, 0.849}} {
		if got, ok := byPairs(published(), c.m); !ok || math.Abs(got-c.want) > 0.0005 {
			t.Errorf("the %s alpha by pairs is %v; published is %v, so the check itself is wrong", c.name, got, c.want)
		}
	}
}

func TestWithoutPairsOrWithoutVariationThereIsNoAlpha(t *testing.T) {
	for name, given := range map[string][][6]int{
		"no unit":                       nil,
		"one vote":                      {{1}},
		"one vote on each item":         {{1}, {0, 1}, {0, 0, 1}},
		"all alike":                     {{3: 4}, {3: 2}},
		"variation only without a pair": {{3: 4}, {1: 1}},
	} {
		if alpha, ok := workshop.Alpha(given); ok || alpha != 0 {
			t.Errorf("%s: alpha is %v", name, alpha)
		}
	}
}

func matrix(t *rapid.T) [][]int {
	raters, items := rapid.IntRange(1, 6).Draw(t, "raters"), rapid.IntRange(1, 8).Draw(t, "items")
	row := rapid.SliceOfN(rapid.IntRange(missing, 5), items, items)
	return rapid.SliceOfN(row, raters, raters).Draw(t, "matrix")
}

func TestAlphaIsNeverAboveOneAndIsThatOfItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := matrix(t)
		alpha, ok := workshop.Alpha(units(rows))
		want, wanted := byPairs(rows, ordinal)
		if ok != wanted || math.Abs(alpha-want) > 1e-9 || alpha > 1 || math.IsNaN(alpha) {
			t.Fatalf("alpha is %v, %v; by pairs %v, %v", alpha, ok, want, wanted)
		}
	})
}

func TestPerfectAgreementWithVariationIsOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		levels := rapid.SliceOfN(rapid.IntRange(0, 5), 2, 10).Draw(t, "levels")
		varies := false
		given := make([][6]int, len(levels))
		for u, level := range levels {
			given[u][level] = rapid.IntRange(2, 6).Draw(t, "raters")
			varies = varies || level != levels[0]
		}
		if alpha, ok := workshop.Alpha(given); ok != varies || ok && alpha != 1 {
			t.Fatalf("alpha of %v is %v, %v", given, alpha, ok)
		}
	})
}

func TestAnotherOrderOfRatersOrUnitsLeavesAlphaToTheLastDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := matrix(t)
		given := units(rows)
		alpha, ok := workshop.Alpha(given)
		raters := units(rapid.Permutation(rows).Draw(t, "order of raters"))
		items := rapid.Permutation(given).Draw(t, "order of units")
		for _, other := range [][][6]int{raters, items} {
			if a, k := workshop.Alpha(other); a != alpha || k != ok {
				t.Fatalf("alpha was %v, %v and is %v, %v", alpha, ok, a, k)
			}
		}
	})
}

func TestAgreementIsThatOfTheFirstRounds(t *testing.T) {
	first := func(counts ...[6]int) workshop.Record {
		var r workshop.Record
		for _, c := range counts {
			r.Rounds = append(r.Rounds, workshop.RecordRound{Counts: c})
		}
		return r
	}
	a, b := [6]int{1: 2, 3: 1}, [6]int{4: 3}
	want, _ := workshop.Alpha([][6]int{a, b})
	got, ok := workshop.Agreement([]workshop.Record{first(a, [6]int{1: 3}), first(b), {}})
	if !ok || got != want || got == 1 {
		t.Errorf("the agreement is %v, %v; that of the first rounds is %v", got, ok, want)
	}
	if got, ok := workshop.Agreement([]workshop.Record{first(a), first([6]int{2: 1})}); ok {
		t.Errorf("one vote that can be paired agrees by %v", got)
	}
}
