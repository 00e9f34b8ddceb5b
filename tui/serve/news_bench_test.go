package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
)

// BenchmarkRoomNews is how long an answer takes to every one of 30 windows: given
// in the room, and by another program on the same file. make bench-ssh prints
// the worst window of each answer.
func BenchmarkRoomNews(b *testing.B) {
	if os.Getenv("BENCH_SSH") == "" {
		b.Skip("takes a quarter of a minute: make bench-ssh")
	}
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "crosswalk.db")
		r := openAs(b, path)
		other := storetest.OpenAt(b, path, sqlite.Options{})
		var windows []*quiet
		for i := range 30 {
			q, err := r.attend(r.person(fmt.Sprintf("Person %d", i), workshop.Assessor))
			must(b, err)
			windows = append(windows, q)
		}
		for _, q := range windows {
			for !q.seen.Load() {
				time.Sleep(time.Millisecond)
			}
		}
		b.ReportMetric(worstOf(b, r, r.db, windows), "ms-news-worst")
		b.ReportMetric(worstOf(b, r, other, windows), "ms-news-of-another-program-worst")
		must(b, r.stop())
	}
}

func openAs(b *testing.B, path string) *room {
	b.Helper()
	r := &room{t: b, log: &lines{}, db: storetest.OpenAt(b, path, sqlite.Options{})}
	p := assess.DefaultProfile()
	p.Organisation = "Nordwind"
	a, err := r.db.Create(b.Context(), facilitator, "Gap 2026", p)
	must(b, err)
	r.id = a.ID
	return r.reopen(Options{})
}

// worstOf is the longest time, in milliseconds, from an answer that is on the
// disk to the first byte of it at a window.
func worstOf(b *testing.B, r *room, db *store.DB, windows []*quiet) float64 {
	b.Helper()
	var worst time.Duration
	cat := catalog.Shipped()
	for _, item := range []string{"4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "6.1.1", "6.1.2", "6.1.3"} {
		time.Sleep(time.Second) // until nothing more comes of the one before
		before := make([]int64, len(windows))
		for i, q := range windows {
			before[i] = q.bytes.Load()
		}
		_, err := db.Do(b.Context(), facilitator, r.id, func(a *assess.Assessment) ([]assess.Change, error) {
			level := 3
			if a.Answer(assess.Key{Item: item}).Rating.Level == 3 {
				level = 4
			}
			return assess.Rate(cat, a, assess.Key{Item: item}, level, "seen")
		})
		must(b, err)
		began := time.Now()
		waiting := make([]int, len(windows))
		for i := range waiting {
			waiting[i] = i
		}
		for len(waiting) > 0 {
			if time.Since(began) > 5*time.Second {
				b.Fatalf("%d windows were told nothing", len(waiting))
			}
			waiting = slices.DeleteFunc(waiting, func(i int) bool {
				q := windows[i]
				if q.bytes.Load() == before[i] {
					return false
				}
				worst = max(worst, time.Since(began))
				return true
			})
			time.Sleep(time.Millisecond)
		}
	}
	return float64(worst.Microseconds()) / 1000
}

// BenchmarkRoomRows is what a key costs that changes two rows, over the bytes of
// those rows. make bench-ssh prints it.
func BenchmarkRoomRows(b *testing.B) {
	if os.Getenv("BENCH_SSH") == "" {
		b.Skip("make bench-ssh")
	}
	for b.Loop() {
		r := open(b, Options{})
		q, err := r.attend(r.person("Mara", workshop.Assessor))
		must(b, err)
		for !q.seen.Load() {
			time.Sleep(time.Millisecond)
		}
		_, _, _ = q.press("\x1b1")
		sent, keys := int64(0), 0
		for range 20 { // the cursor of the Overview: one row loses it, another gets it
			if _, n, ok := q.press("j"); ok {
				sent, keys = sent+n, keys+1
			}
		}
		if keys == 0 {
			b.Fatal("no key moved anything")
		}
		b.ReportMetric(float64(sent)/float64(keys), "B/key")
		b.ReportMetric(float64(sent)/float64(keys)/(2*80), "of-two-rows")
		must(b, r.stop())
	}
}
