package register_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/register"
)

func TestADrawIsRepeatedByOneLineOfShell(t *testing.T) {
	line := `for i in $(seq 1 40); do echo "$(printf '%s:%d' '3 March' $i | sha256sum | cut -c1-64) $i"; done | sort | head -n 5 | cut -d' ' -f2`
	if got := register.Repeat("3 March", 40, 5); got != line {
		t.Errorf("the line is\n%s\n%s is right", got, line)
	}
	if got, want := register.Draw("3 March", 40, 5), []int{39, 28, 26, 17, 12}; !slices.Equal(got, want) {
		t.Errorf("drawn are %v; %v is what the line prints", got, want)
	}
	for _, n := range []int{0, 1, 39, 40, 50} {
		all := register.Draw("x", 40, n)
		slices.Sort(all)
		if len(all) != min(n, 40) || len(slices.Compact(all)) != len(all) {
			t.Errorf("of 40 are drawn %d: %v", n, all)
		}
	}
	if slices.Equal(register.Draw("a", 100, 25), register.Draw("b", 100, 25)) {
		t.Error("two starts draw the same")
	}
}

func TestTheBoundOfASampleIsExact(t *testing.T) {
	for _, c := range []struct{ size, n, found, want int }{
		{40, 25, 0, 2}, {100, 25, 0, 9}, {1000, 25, 0, 111}, {25, 25, 0, 0}, {25, 25, 3, 3}, {100, 25, 25, 100}, {10, 1, 0, 9}, {100, 25, 1, 15},
	} {
		if got := register.Bound(c.size, c.n, c.found); got != c.want {
			t.Errorf("%d of %d nonconforming, from a list of %d: at most %d; %d is right", c.found, c.n, c.size, got, c.want)
		}
	}
}

// chance is P(X <= found), added up from the definition.
func chance(size, k, n, found int) *big.Rat {
	ways := new(big.Int)
	for x := 0; x <= found; x++ {
		one := new(big.Int).Binomial(int64(k), int64(x))
		ways.Add(ways, one.Mul(one, new(big.Int).Binomial(int64(size-k), int64(n-x))))
	}
	return new(big.Rat).SetFrac(ways, new(big.Int).Binomial(int64(size), int64(n)))
}

func TestTheBoundIsTheLargestThatTheSampleDoesNotRuleOut(t *testing.T) {
	limit := big.NewRat(1, 20)
	for size := 1; size <= 24; size++ {
		for n := 1; n <= size; n++ {
			for found := 0; found <= n; found++ {
				want := found
				for k := found; k <= size-n+found; k++ {
					if chance(size, k, n, found).Cmp(limit) > 0 {
						want = k
					}
				}
				if got := register.Bound(size, n, found); got != want {
					t.Fatalf("%d of %d, list of %d: %d; %d is right", found, n, size, got, want)
				}
			}
		}
	}
}

// audited is a desk with an audit and a sample of it.
func sampled(t *testing.T, fields ...string) *desk {
	t.Helper()
	d := newDesk(t)
	d.put("audit", "au1", "title=Life cycle")
	all := []string{"title=Releases", "parent=AU-1", "population=All releases, by the log", "listed_on=2027-03-03", "criterion=Tested by another person", "size=100"}
	d.put("sample", "sa1", append(all, fields...)...)
	return d
}

func (d *desk) sample(id string) register.Sample { return d.SampleOf(d.record("sample", id)) }

// see gives the first units that are open a verdict.
func (d *desk) see(id string, n int, v register.Verdict) {
	d.t.Helper()
	for _, u := range d.sample(id).Units {
		if u.Verdict == register.Open && n > 0 {
			n--
			if err := d.take(register.MarkUnit(d.Case, id, u.Number, v)); err != nil {
				d.t.Fatal(err)
			}
		}
	}
}

func TestASampleSaysWhatFollowsForTheWholeList(t *testing.T) {
	list := "25 of the 100 on the list of 3 Mar 2027 were drawn at random"
	one := " One nonconforming unit is a finding, whatever the rate."
	for _, c := range []struct {
		conforming, bad, unseen int
		want                    string
	}{
		{0, 0, 0, list + "; still to look at: 25. What follows is said once all are seen."},
		{25, 0, 0, list + " and none is nonconforming: with 95 % confidence (one-sided) at most 9 of the 100 are, in this respect."},
		{24, 1, 0, list + " and 1 is nonconforming: with 95 % confidence (one-sided) at most 15 of the 100 are, in this respect." + one},
		{24, 0, 1, list + " and 1 could not be seen, which counts as nonconforming: with 95 % confidence (one-sided) at most 15 of the 100 are, in this respect." + one},
		{22, 2, 1, list + " and 2 are nonconforming, 1 more could not be seen, which counts as nonconforming: with 95 % confidence (one-sided) at most 26 of the 100 are, in this respect." + one},
	} {
		d := sampled(t, "how=random", "n=25")
		if err := d.take(register.DrawSample(d.Case, "sa1", "3 March", "", "")); err != nil {
			t.Fatal(err)
		}
		d.see("sa1", c.conforming, register.Conforming)
		d.see("sa1", c.bad, register.Nonconforming)
		d.see("sa1", c.unseen, register.NotSeen)
		if got := d.sample("sa1").Says(); got != c.want {
			t.Errorf("%d conform, %d do not, %d could not be seen:\n%s\n%s is right", c.conforming, c.bad, c.unseen, got, c.want)
		}
	}
}

func TestWhatIsChosenByJudgementSaysNothingOfTheRest(t *testing.T) {
	d := sampled(t, "how=judgement", "drawn=3, 17, 42")
	d.see("sa1", 3, register.Conforming)
	want := "3 of the 100 on the list of 3 Mar 2027 were chosen by judgement and none is nonconforming: this says nothing of the other 97."
	if got := d.sample("sa1").Says(); got != want {
		t.Errorf("%s\n%s is right", got, want)
	}
	if _, says := d.sample("sa1").Bound(); says {
		t.Error("it has a figure")
	}
	if err := d.take(register.DrawSample(d.Case, "sa1", "x", "", "")); err == nil {
		t.Error("it was drawn")
	}
}

func TestAllOfAListLeavesNothingToSayOfTheRest(t *testing.T) {
	d := sampled(t, "how=all", "size=4")
	if err := d.take(register.DrawSample(d.Case, "sa1", "x", "", "")); err != nil {
		t.Fatal(err)
	}
	d.see("sa1", 3, register.Conforming)
	d.see("sa1", 1, register.Nonconforming)
	want := "All 4 on the list of 3 Mar 2027 were looked at and 1 is nonconforming. One nonconforming unit is a finding, whatever the rate."
	if got := d.sample("sa1").Says(); got != want {
		t.Errorf("%s\n%s is right", got, want)
	}
}

func TestASampleIsDrawnAgainOnlyWithAReasonAndBothDrawsAreKept(t *testing.T) {
	d := sampled(t, "how=random", "n=25")
	draw := func(id, start, again, because string) error {
		return d.take(register.DrawSample(d.Case, id, start, again, because))
	}
	if err := draw("sa1", "first", "", ""); err != nil {
		t.Fatal(err)
	}
	before := d.sample("sa1")
	if err := draw("sa1", "second", "sa2", " "); err == nil || !strings.Contains(err.Error(), "was drawn already") {
		t.Errorf("without a reason: %v", err)
	}
	if err := draw("sa1", "second", "sa2", "The list was old."); err != nil {
		t.Fatal(err)
	}
	after := d.sample("sa2")
	if !slices.Equal(d.sample("sa1").Units, before.Units) || slices.Equal(after.Units, before.Units) || len(after.Units) != 25 {
		t.Errorf("the first draw is %v, the second %v", d.sample("sa1").Units, after.Units)
	}
	if got, want := d.Redrawn(after), "This is draw 2; drawn before: AU-1.1. Why again: The list was old."; got != want || d.Redrawn(before) != "" {
		t.Errorf("%s\n%s is right", got, want)
	}
	if after.State() != "drawn" || after.Text("criterion") == "" || !after.Repeats() {
		t.Errorf("the second is %s, by %q", after.State(), after.Text("criterion"))
	}
	d.lines("sample sa2 | drawn=1, 2, 3")
	if d.sample("sa2").Repeats() {
		t.Error("what is chosen by hand is what was drawn")
	}
}

func TestASampleThatCanNotBeDrawnSaysWhy(t *testing.T) {
	for _, c := range []struct {
		fields []string
		want   string
	}{
		{[]string{"how=random", "n=101"}, "the sample needs the number of units to draw, 1 to 100"},
		{[]string{"how=random"}, "the sample needs the number of units to draw, 1 to 100"},
		{[]string{"how=random", "n=2001", "size=5000"}, "the sample needs the number of units to draw, 1 to 2000"},
		{[]string{"how=random", "n=2", "size=1000001"}, "the sample needs the number of units on the list, 1 to 1000000"},
		{[]string{"how=all", "size=2001"}, "a list of 2001 is too long to look at all of it; at most 2000 are, or draw a random sample"},
		{[]string{"how=random", "n=2", "criterion="}, `before it is drawn the sample needs a word in the field "Criterion"`},
	} {
		d := sampled(t, c.fields...)
		if err := d.take(register.DrawSample(d.Case, "sa1", "x", "", "")); err == nil || err.Error() != c.want {
			t.Errorf("%v: %v; %s is right", c.fields, err, c.want)
		}
	}
}

func TestASampleListsOnlyWhatWasDrawn(t *testing.T) {
	d := sampled(t, "how=random", "n=2", "start=x", "drawn=3, 101, x, 5, 3", "conforming=5", "not_seen=7")
	d.expect("sample_sound", "look AU-1.1: not drawn from the list, or named twice: 101, 3, 7, x")
	d.lines("sample sa1 | drawn=3 | not_seen= | conforming=")
	d.expect("sample_sound", "look AU-1.1: 2 units are to be drawn, and 1 are listed")
	if err := d.take(register.MarkUnit(d.Case, "sa1", 4, register.Conforming)); err == nil {
		t.Error("a unit that was not drawn has a verdict")
	}
}

func TestAVerdictTakesThePlaceOfTheOneBefore(t *testing.T) {
	d := sampled(t, "how=judgement", "drawn=3, 17")
	for _, v := range []register.Verdict{register.Conforming, register.NotSeen, register.Nonconforming, register.Open} {
		if err := d.take(register.MarkUnit(d.Case, "sa1", 17, v)); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(d.sample("sa1").Units); got != fmt.Sprintf("[{3 } {17 %s}]", v) {
			t.Errorf("as %q the units are %s", v, got)
		}
	}
}

func BenchmarkBound(b *testing.B) {
	for b.Loop() {
		register.Bound(1_000_000, 2000, 40)
	}
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		register.Draw("3 March", 1_000_000, 2000)
	}
}
