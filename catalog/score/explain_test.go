package score_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

func TestEveryTermSaysWhyInOneSentence(t *testing.T) {
	for _, c := range []struct {
		name, item string
		acts       func(*book)
		want       string
	}{
		{"unanswered", "5.2", func(*book) {}, "not answered yet"},
		{"rated below", "5.2", func(b *book) { b.rateItem("5.2", 2) }, "rated 2 of 3"},
		{"rated in place", "5.2", func(b *book) { b.rateItem("5.2", 3) }, "rated 3 of 3"},
		{"rated above", "5.2", func(b *book) { b.rateItem("5.2", 5) }, "rated 5, 3 is enough"},
		{"override", "5.2", func(b *book) {
			b.rate(assess.Key{Item: "5.2", Question: "5.2-1"}, 1)
			b.rateItem("5.2", 2)
		}, "rated 2 of 3, above its questions by an override"},
		{"partial questions", "5.2", func(b *book) { b.rate(assess.Key{Item: "5.2", Question: "5.2-1"}, 1) }, "partial: some of its questions are open"},
		{"partial systems", "A.5.4", func(b *book) {
			b.systems("s1", "s2", "s3")
			b.rate(assess.Key{Item: "A.5.4", System: "s1"}, 1)
			b.exclude(assess.Key{Item: "A.5.4", System: "s3"})
		}, "partial: 2 of 3 systems"},
		{"excluded", "A.5.2", func(b *book) { b.exclude(assess.Key{Item: "A.5.2"}) }, "not applicable, left out"},
		{"capped by a major", "5.2", func(b *book) {
			b.rateItem("5.2", 3)
			b.finding("f", "5.2", "", assess.GradeMajor)
		}, "rated 3 of 3, but an open major nonconformity caps it at 33 %"},
		{"capped by a minor", "5.2", func(b *book) {
			b.rateItem("5.2", 4)
			b.finding("f", "5.2", "", assess.GradeMinor)
		}, "rated 4, 3 is enough, but an open minor nonconformity caps it at 67 %"},
		{"a cap that does not bite", "5.2", func(b *book) {
			b.rateItem("5.2", 2)
			b.finding("f", "5.2", "", assess.GradeMinor)
		}, "rated 2 of 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, small(t))
			c.acts(b)
			for _, term := range b.score().Explain("") {
				if term.Item.ID == c.item && term.Why != c.want {
					t.Errorf("%q; right is %q", term.Why, c.want)
				}
			}
		})
	}
}

func TestTheTermsOfASetAddUpToItsFigures(t *testing.T) {
	b := open(t, small(t))
	b.rateItem("5.2", 1)
	b.rateItem("A.5.2", 2)
	b.exclude(assess.Key{Item: "A.5.4"})
	b.rate(assess.Key{Item: "6.1.4", Question: "6.1.4-2"}, 0)
	card := b.score()
	for _, id := range []string{"", "5", "6", "A.5"} {
		figures := card.Overall
		if id != "" {
			set, _ := card.Set(id)
			figures = set.Score
		}
		var weight, credit, ceiling float64
		for _, term := range card.Explain(id) {
			weight += term.Weight
			credit += float64(term.Weight * term.Credit)
			ceiling += float64(term.Weight * term.Ceiling)
		}
		figure(t, "progress of "+id, figures.Progress, credit/weight)
		figure(t, "ceiling of "+id, figures.Ceiling, ceiling/weight)
	}
	if got := len(card.Explain("A.5")); got != 2 {
		t.Errorf("%d terms; the excluded item stands among them too, with weight 0", got)
	}
}

func TestPercentsOfKnownShares(t *testing.T) {
	for _, c := range []struct {
		shares []float64
		want   []int
	}{
		{nil, nil},
		{[]float64{1}, []int{100}},
		{[]float64{1.0 / 3, 1.0 / 3, 1.0 / 3}, []int{34, 33, 33}},
		{[]float64{0.426, 0.198, 0.376}, []int{43, 20, 37}},
		{[]float64{0.005, 0.995}, []int{1, 99}},
		{[]float64{0.5, 0.3, 0.1 + 0.1}, []int{50, 30, 20}},
		{[]float64{2, 2}, []int{50, 50}},
		{[]float64{0, 0, 0}, []int{0, 0, 0}},
	} {
		got := score.Percents(c.shares...)
		if len(got) != len(c.want) {
			t.Fatalf("%v: %v; right is %v", c.shares, got, c.want)
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%v: %v; right is %v", c.shares, got, c.want)
			}
		}
	}
}

func TestASingleShareIsRoundedToTheNearest(t *testing.T) {
	for share, want := range map[float64]int{0: 0, 0.004: 0, 0.005: 1, 1.0 / 3: 33, 2.0 / 3: 67, 0.285: 29, 1: 100} {
		if got := score.Percent(share); got != want {
			t.Errorf("%v is %d %%; it is %d", share, got, want)
		}
	}
}

func TestComparisonsIgnoreTheLastBits(t *testing.T) {
	if x := 0.1; score.Round(x+0.2) != score.Round(0.3) {
		t.Error("a tenth and two tenths are not three tenths")
	}
	if score.Round(0.3) == score.Round(0.3+1e-8) {
		t.Error("a hundred millionth is lost")
	}
}
