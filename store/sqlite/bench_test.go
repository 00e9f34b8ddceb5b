package sqlite

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// BenchmarkSaveAnswer measures one saved answer against a bare append of the
// same bytes that waits for the disk. At most 2.5 times that is right, in an
// empty file and in one with a long history.
func BenchmarkSaveAnswer(b *testing.B) {
	b.Run("bare", func(b *testing.B) {
		bare := bareAppend(b)
		for b.Loop() {
			bare()
		}
	})
	b.Run("answer", func(b *testing.B) {
		db, id := begin(b)
		saveAgainstBare(b, db, id)
	})
	b.Run("answer/long-history", func(b *testing.B) {
		db, id := longHistory(b)
		saveAgainstBare(b, db, id)
	})
}

// saveAgainstBare takes turns, so that both meet the same disk.
func saveAgainstBare(b *testing.B, db *DB, id string) {
	bare := bareAppend(b)
	var saving, appending []time.Duration
	i := 0
	for b.Loop() {
		start := time.Now()
		do(b, db, ada, id, rating(fmt.Sprintf("4.%d", i%60), i%6))
		saving = append(saving, time.Since(start))
		b.StopTimer()
		start = time.Now()
		bare()
		appending = append(appending, time.Since(start))
		b.StartTimer()
		i++
	}
	ratio := float64(sum(saving)) / float64(sum(appending))
	b.ReportMetric(ratio, "x-bare(mean)")
	b.ReportMetric(float64(median(saving))/float64(median(appending)), "x-bare(median)")
	b.ReportMetric(float64(saving[len(saving)*99/100].Microseconds()), "p99-µs")
}

func sum(all []time.Duration) (total time.Duration) {
	for _, d := range all {
		total += d
	}
	return total
}

// bareAppend appends as many bytes as the row of a saved answer has, and waits
// for the disk.
func bareAppend(b *testing.B) func() {
	f, err := os.OpenFile(filepath.Join(b.TempDir(), "bare"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	must(b, err)
	b.Cleanup(func() { _ = f.Close() })
	data := bytes.Repeat([]byte("a"), 600)
	return func() {
		_, err := f.Write(data)
		must(b, err)
		must(b, f.Sync())
	}
}

// longHistory is a database with 100,000 acts, or a million in the long form.
func longHistory(b *testing.B) (*DB, string) {
	db, id := begin(b)
	fill(b, db, id, times(100_000, 1_000_000), ada, bo)
	must(b, db.VerifyRest(b.Context()))
	return db, id
}

// BenchmarkLongHistory measures what must not grow with the history.
func BenchmarkLongHistory(b *testing.B) {
	db, id := longHistory(b)
	path := db.Path()
	must(b, db.Close())
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			h, err := Open(b.Context(), path, Options{Clock: clocktest.Now})
			must(b, err)
			b.StopTimer()
			must(b, h.Close())
			b.StartTimer()
		}
	})
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			h := openAt(b, path) // which knows nothing yet
			b.StartTimer()
			must(b, second(h.Assessment(b.Context(), id)))
			b.StopTimer()
			must(b, h.Close())
			b.StartTimer()
		}
	})
	db = openAt(b, path)
	b.Run("undo", func(b *testing.B) {
		for b.Loop() {
			_, _, err := db.Undo(b.Context(), ada, id)
			must(b, err)
		}
	})
	for name, f := range map[string]store.HistoryFilter{
		"all": {}, "author": {Author: "Bo"}, "item": {Item: "4.1"}, "subject": {Subject: assess.KindAssessment},
	} {
		b.Run("history/"+name, func(b *testing.B) {
			for b.Loop() {
				must(b, second(db.History(b.Context(), id, f)))
			}
		})
	}
	for name, before := range map[string]time.Time{"now": time.Now().Add(time.Hour), "middle": middleOf(b, db, id)} {
		b.Run("as-of/"+name, func(b *testing.B) {
			for b.Loop() {
				must(b, second(db.AsOf(b.Context(), id, store.Point{Before: before})))
			}
		})
	}
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			db.run(b, "DELETE FROM meta WHERE key LIKE 'verified%'")
			b.StartTimer()
			must(b, db.VerifyRest(b.Context()))
		}
	})
}

// middleOf is when half of a history had been made.
func middleOf(b *testing.B, db *DB, id string) time.Time {
	r := rawRows(b, db.e.readers, "WHERE assessment = ? AND n = (SELECT max(n) / 2 FROM history)", id)[0]
	at, err := time.Parse(time.RFC3339Nano, r.at)
	must(b, err)
	return at
}

// BenchmarkDoctor examines a long history, and BenchmarkRepair makes the present
// state of it anew.
func BenchmarkDoctor(b *testing.B) {
	db, _ := longHistory(b)
	b.Run("doctor", func(b *testing.B) {
		for b.Loop() {
			healthy(b, db)
		}
	})
	b.Run("repair", func(b *testing.B) {
		for b.Loop() {
			must(b, second(db.Repair(b.Context(), nil)))
		}
	})
}

// BenchmarkMigrate brings a long history of the first format to this version, a
// copy of the file included.
func BenchmarkMigrate(b *testing.B) {
	old := filepath.Join(b.TempDir(), "old.db")
	must(b, make0600(old))
	id := oldBase(b, old, 5, times(100_000, 1_000_000))
	for b.Loop() {
		b.StopTimer()
		path := filepath.Join(b.TempDir(), "x.db")
		must(b, copyBytes(old, path))
		b.StartTimer()
		db, err := Open(b.Context(), path, Options{Clock: clocktest.Now})
		must(b, err)
		b.StopTimer()
		must(b, second(db.Assessment(b.Context(), id)))
		must(b, db.Close())
		removeDatabase(path)
		must(b, os.Remove(db.Kept))
		b.StartTimer()
	}
}

func BenchmarkOpen(b *testing.B) {
	db, _ := begin(b)
	path := db.Path()
	must(b, db.Close())
	for b.Loop() {
		h, err := Open(b.Context(), path, Options{Clock: clocktest.Now})
		must(b, err)
		b.StopTimer()
		must(b, h.Close())
		b.StartTimer()
	}
}

func BenchmarkRoomThatDidNotChange(b *testing.B) {
	db, id := begin(b)
	must(b, db.Plan(b.Context(), ada, catalog.Shipped(), id, func(_ workshop.Agenda, now time.Time) (workshop.Agenda, error) {
		return workshop.NewAgenda([]assess.Key{{Item: "4.1"}}, 2, true, 90*time.Minute, now)
	}))
	for b.Loop() {
		must(b, second(db.Room(b.Context(), id)))
	}
}

// BenchmarkLoadOfManySystems reads an assessment of 300 AI systems, 25 answers
// on each, from its tables. Below 60 ms is right, and ten times the systems are
// ten times the work.
func BenchmarkLoadOfManySystems(b *testing.B) {
	for _, n := range []int{3, 30, 300} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			db, id := inventory(b, n)
			for b.Loop() {
				b.StopTimer()
				h := openAt(b, db.Path()) // which knows nothing yet
				b.StartTimer()
				must(b, second(h.Assessment(b.Context(), id)))
				b.StopTimer()
				must(b, h.Close())
				b.StartTimer()
			}
		})
	}
}

// inventory is a database with an assessment of so many AI systems and 25
// answers on each, made as one act.
func inventory(b *testing.B, systems int) (*DB, string) {
	db := open(b)
	changes := []assess.Change{change(assess.KindAssessment, assess.FieldName, "An inventory")}
	for n := range systems {
		id := fmt.Sprintf("01990000-0000-7000-8000-%012d", n)
		changes = append(changes,
			change(assess.RecordSubject(assess.KindSystem, id), assess.FieldName, fmt.Sprintf("System %d", n)),
			change(assess.RecordSubject(assess.KindSystem, id), "in_scope", true))
		for at := range 25 {
			k := assess.Key{Item: fmt.Sprintf("A.6.%d", at+1), System: id}
			changes = append(changes, change(k.Subject(), assess.FieldRating, map[string]int{"level": at % 6}))
		}
	}
	a, err := db.CreateFrom(b.Context(), ada, changes)
	must(b, err)
	return db, a.ID
}
