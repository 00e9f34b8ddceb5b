package sqlite

import (
	"bufio"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"crosswalk/store"
)

// linesIn writes the history of an assessment into a file, and gives what reads it.
func linesIn(b testing.TB, db *DB, id string, since ...store.Head) (store.Lines, store.Carried) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "history.jsonl")
	f, err := os.Create(path)
	must(b, err)
	w := bufio.NewWriter(f)
	c, err := db.Carry(b.Context(), id, since, func(line []byte) error { _, err := w.Write(line); return err })
	must(b, err)
	must(b, w.Flush())
	must(b, f.Close())
	return func(yield func([]byte) error) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<20)
		for s.Scan() {
			if err := yield(s.Bytes()); err != nil {
				return err
			}
		}
		return s.Err()
	}, c
}

// BenchmarkMerge measures a long history carried away, taken into an empty database, and
// then a day's work of one auditor, 400 acts.
func BenchmarkMerge(b *testing.B) {
	here, id := longHistory(b)
	b.Run("out", func(b *testing.B) {
		for b.Loop() {
			linesIn(b, here, id)
		}
	})
	lines, c := linesIn(b, here, id)
	var there *DB
	b.Run("into an empty database", func(b *testing.B) {
		for b.Loop() {
			there = open(b)
			peak := peakOf(func() { must(b, second(there.Take(b.Context(), ada, lines, false))) })
			b.ReportMetric(float64(peak)/(1<<20), "MiB")
		}
	})
	b.Run("a day's work", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			for i := range 400 {
				do(b, here, ada, id, rating([]string{"4.1", "4.2", "5.2", "6.1.2"}[i%4], i/4%6))
			}
			var day store.Lines
			day, c = linesIn(b, here, id, c.Heads...)
			b.StartTimer()
			must(b, second(there.Take(b.Context(), ada, day, false)))
		}
	})
}

// peakOf is the most memory that was in use while something was done.
func peakOf(do func()) (peak uint64) {
	done := make(chan struct{})
	seen := make(chan uint64)
	go func() {
		var most uint64
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
			select {
			case <-done:
				seen <- most
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	do()
	close(done)
	return <-seen
}
