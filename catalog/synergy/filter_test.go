package synergy_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

func TestAFilterChoosesItemsInTheOrderOfTheCatalogue(t *testing.T) {
	b := open(t)
	b.rate("5.2", 1)
	b.rate("4.1", 4)
	b.do(assess.Flag(b.cat, b.a, assess.Key{Item: "A.5.4"}, true))
	b.do(assess.Assign(b.cat, b.a, assess.Key{Item: "4.1"}, "Ada", ""))
	b.base("5.2", 4)
	card := score.Of(b.cat, b.a, today)
	syn := synergy.Of(b.cat, b.a, card, b.a.Profile.Basis)
	chosen := func(f synergy.Filter) map[string]bool {
		ids := map[string]bool{}
		last := -1
		all := assess.Items(b.cat, b.a)
		for _, it := range f.Choose(b.cat, b.a, &card, &syn, "Ada") {
			for at := range all {
				if all[at] == it {
					if at <= last {
						t.Errorf("%s: %s stands out of order", f, it.ID)
					}
					last = at
				}
			}
			ids[it.ID] = true
		}
		return ids
	}
	for _, c := range []struct {
		filter   synergy.Filter
		has, not string
		n        int // 0: not counted
	}{
		{synergy.Everything, "5.2", "", len(assess.Items(b.cat, b.a))},
		{synergy.Unanswered, "6.1.4", "5.2", 0},
		{synergy.Gaps, "5.2", "4.1", 0},
		{synergy.Flagged, "A.5.4", "5.2", 1},
		{synergy.Mine, "4.1", "5.2", 1},
		{synergy.StaleOnes, "", "5.2", 0},
	} {
		got := chosen(c.filter)
		if c.has != "" && !got[c.has] || got[c.not] || c.n > 0 && len(got) != c.n {
			t.Errorf("%s chose %v", c.filter, got)
		}
	}
	quick := chosen(synergy.QuickWins)
	for _, i := range syn.Items {
		if (i.Quadrant == synergy.QuickWin) != quick[i.Item.ID] {
			t.Errorf("%s is in the quadrant %q and quick win is %v", i.Item.ID, i.Quadrant, quick[i.Item.ID])
		}
	}
}
