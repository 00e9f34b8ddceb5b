package storetest

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
)

// evening is an assessment as it was noted down at the end of a day.
type evening struct {
	midnight time.Time
	heads    []store.Head
	says     *assess.Assessment
}

func (l laws) TestAnAssessmentAsOfADayIsWhatItWasThen(t *testing.T) {
	at := l.place(t)
	c := &clock{time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	db, second := at.openWith(t, c.options()), at.openWith(t, c.options())
	rapid.Check(t, func(rt *rapid.T) {
		c.now = c.now.Add(24 * time.Hour)
		id := create(t, db)
		before := c.now.Truncate(24 * time.Hour)
		records := []string{db.NewID(), db.NewID()}
		var days []evening
		for range rapid.IntRange(1, 5).Draw(rt, "days") {
			for range rapid.IntRange(0, 4).Draw(rt, "acts") {
				c.now = c.now.Add(time.Duration(rapid.IntRange(0, 90).Draw(rt, "minutes")) * time.Minute)
				through := rapid.SampledFrom([]*store.DB{db, second}).Draw(rt, "through")
				who := rapid.SampledFrom([]store.Actor{ada, bo}).Draw(rt, "who")
				if _, err := anyAct(rt, through, who, id, records); err != nil && !takesNothingBack(err) {
					rt.Fatal(err)
				}
			}
			days = append(days, noted(t, db, id, c))
			c.now = days[len(days)-1].midnight.Add(9 * time.Hour)
		}
		for n, day := range days {
			for by, point := range map[string]store.Point{"its day": {Before: day.midnight}, "its heads": {Heads: day.heads}} {
				a, err := second.AsOf(t.Context(), id, point)
				if err != nil {
					rt.Fatal(err)
				}
				if subject := assesstest.Said(day.says, a); subject != "" {
					rt.Fatalf("day %d by %s: %s is not what it was", n, by, subject)
				}
			}
		}
		if _, err := db.AsOf(t.Context(), id, store.Point{Before: before}); !errors.Is(err, store.ErrNotYet) {
			rt.Fatalf("before it was made: %v", err)
		}
		if _, err := db.AsOf(t.Context(), id, store.Point{Heads: []store.Head{}}); !errors.Is(err, store.ErrNotYet) {
			rt.Fatalf("at heads that know nothing of it: %v", err)
		}
	})
	if _, err := db.AsOf(t.Context(), "nothing", store.Point{Before: c.now}); !errors.Is(err, store.ErrNoAssessment) {
		t.Fatalf("of no assessment: %v", err)
	}
}

// noted notes an assessment down, and how far all chains go.
func noted(t *testing.T, db *store.DB, id string, c *clock) evening {
	t.Helper()
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	heads, err := db.Ends(t.Context())
	must(t, err)
	return evening{c.now.Truncate(24 * time.Hour).Add(24 * time.Hour), heads, a}
}

// takesNothingBack reports whether an undo or redo was refused as it may be.
func takesNothingBack(err error) bool {
	return errors.Is(err, store.ErrNothingToUndo) || errors.Is(err, store.ErrNothingToRedo) || errors.Is(err, store.ErrFirstAct) || errors.As(err, new(*store.Overtaken))
}
