package score_test

import (
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

func TestAPieceIsSeenTooLongAgoAfterTheMonthsOfTheMethod(t *testing.T) {
	day := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	said := assess.Mark{By: "Ada", At: day.AddDate(-2, 0, 0), Order: "1"}
	for _, c := range []struct {
		name string
		e    assess.Evidence
		old  bool
	}{
		{"never seen", assess.Evidence{}, false},
		{"seen a year ago to the day", assess.Evidence{SeenBy: "Ada", SeenOn: "2025-03-02"}, false},
		{"seen a day longer ago", assess.Evidence{SeenBy: "Ada", SeenOn: "2025-03-01"}, true},
		{"no day was given, and it was said two years ago", assess.Evidence{SeenBy: "Ada", Seen: said}, true},
		{"it was said two years ago, and seen again since", assess.Evidence{SeenBy: "Ada", Seen: said, SeenOn: "2026-01-01"}, false},
	} {
		if got := score.SeenTooLongAgo(catalog.Shipped().Method, c.e, day); got != c.old {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
