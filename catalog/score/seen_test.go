package score_test

import (
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// sawOn is a piece of evidence for A.5.4 that Ada saw on a day; on the day that was
// said where none is given.
func (b *book) sawOn(id, system, day string) {
	b.t.Helper()
	b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: id, What: "Report", System: system, SeenBy: "Ada", SeenOn: day, Items: []string{"A.5.4"}}))
}

func TestEvidenceThatWasSeenTooLongAgoVerifiesNoMore(t *testing.T) {
	for _, c := range []struct {
		name  string
		today string
		acts  func(*book)
		seen  bool
		ago   int
	}{
		{"a year ago to the day", "2026-03-02", func(b *book) { b.sawOn("e", "", "2025-03-02") }, true, 0},
		{"a day longer ago", "2026-03-02", func(b *book) { b.sawOn("e", "", "2025-03-01") }, false, 12},
		{"14 months ago, all but a day", "2026-03-02", func(b *book) { b.sawOn("e", "", "2025-01-03") }, false, 13},
		{"14 months ago", "2026-03-02", func(b *book) { b.sawOn("e", "", "2025-01-02") }, false, 14},
		{"on a day that not every year has", "2028-02-29", func(b *book) { b.sawOn("e", "", "2027-02-28") }, false, 12},
		{"the newest counts", "2026-03-02", func(b *book) { b.sawOn("e", "", "2024-01-01"); b.sawOn("f", "", "2026-01-01") }, true, 0},
		{"of those too old the newest", "2026-03-02", func(b *book) { b.sawOn("e", "", "2024-01-01"); b.sawOn("f", "", "2024-12-01") }, false, 15},
		{"no day was given, so it is that of the act", "2027-03-01", func(b *book) { b.sawOn("e", "", "") }, true, 0},
		{"and that is over, too", "2027-03-02", func(b *book) { b.sawOn("e", "", "") }, false, 12},
		{"one of two systems", "2026-03-02", func(b *book) {
			b.systems("s1", "s2")
			b.sawOn("e", "s1", "2026-01-01")
			b.sawOn("f", "s2", "2025-01-01")
		}, false, 14},
		{"one of two systems was never seen", "2026-03-02", func(b *book) {
			b.systems("s1", "s2")
			b.sawOn("f", "s2", "2025-01-01")
		}, false, 0},
		{"the system that lapsed is left out", "2026-03-02", func(b *book) {
			b.systems("s1", "s2")
			b.exclude(assess.Key{Item: "A.5.4", System: "s2"})
			b.sawOn("e", "s1", "2026-01-01")
			b.sawOn("f", "s2", "2025-01-01")
		}, true, 0},
		{"by the owner, who doesn't count", "2026-03-02", func(b *book) {
			b.do(assess.Assign(b.cat, b.a, assess.Key{Item: "A.5.4"}, "Ada", ""))
			b.sawOn("e", "", "2025-01-01")
		}, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, small(t))
			b.rateItem("A.5.4", 3)
			c.acts(b)
			day, err := time.Parse(time.DateOnly, c.today)
			if err != nil {
				t.Fatal(err)
			}
			card := score.Of(b.cat, b.a, day)
			got, _ := card.Item("A.5.4")
			if got.Seen != c.seen || got.SeenAgo != c.ago || got.Verified != c.seen {
				t.Errorf("seen %v, %d months ago, verified %v; %v and %d are right", got.Seen, got.SeenAgo, got.Verified, c.seen, c.ago)
			}
			if said := strings.Contains(card.Explain("A.5")[1].Why, "was seen"); said != (c.ago > 0) {
				t.Errorf("why: %s", card.Explain("A.5")[1].Why)
			}
		})
	}
}

func TestTheHourAndTheZoneOfTheDayChangeNoFigure(t *testing.T) {
	b := open(t, small(t))
	b.rateItem("A.5.4", 3)
	b.sawOn("e", "", "2025-03-02")
	for _, zone := range []int{-11, 0, 13} {
		for _, hour := range []int{0, 23} {
			day := time.Date(2026, 3, 2, hour, 59, 0, 0, time.FixedZone("", zone*3600))
			if got := score.Of(b.cat, b.a, day).Overall.Verified; got != 1 {
				t.Errorf("at %v, %d are verified", day, got)
			}
		}
	}
}
