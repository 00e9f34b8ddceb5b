package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"crosswalk/catalog/assess"
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
	db = openAt(b, path)
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			db.known.forget()
			_, err := db.Assessment(b.Context(), id)
			must(b, err)
		}
	})
	b.Run("undo", func(b *testing.B) {
		for b.Loop() {
			_, _, err := db.Undo(b.Context(), ada, id)
			must(b, err)
		}
	})
	for name, f := range map[string]HistoryFilter{
		"all": {}, "author": {Author: "Bo"}, "item": {Item: "4.1"}, "subject": {Subject: assess.KindAssessment},
	} {
		b.Run("history/"+name, func(b *testing.B) {
			for b.Loop() {
				_, err := db.History(b.Context(), id, f)
				must(b, err)
			}
		})
	}
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			_, err := follow(b.Context(), db.read, beginning(db.replica), 100_000)
			must(b, err)
		}
	})
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

// BenchmarkLoadOfManySystems reads an assessment of 300 AI systems, 25 answers
// on each, from its tables. Below 60 ms is right, and ten times the systems are
// ten times the work.
func BenchmarkLoadOfManySystems(b *testing.B) {
	for _, n := range []int{3, 30, 300} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			db, id := inventory(b, n)
			for b.Loop() {
				db.known.forget()
				_, err := db.Assessment(b.Context(), id)
				must(b, err)
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
