package sqlite

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"crosswalk/store"
	cwb "crosswalk/store/bundle"
)

// bundled writes the history of an assessment into a bundle on the disk and opens that.
func bundled(b *testing.B, db *DB, id string, since ...store.Head) (*cwb.Bundle, store.Carried) {
	b.Helper()
	w, err := cwb.NewWriter(b.TempDir())
	must(b, err)
	c, err := db.Carry(b.Context(), id, since, func(line []byte) error { return w.Line(bytes.TrimSuffix(line, []byte("\n"))) })
	must(b, err)
	f, err := os.Create(filepath.Join(b.TempDir(), "long.cwb"))
	must(b, err)
	b.Cleanup(func() { _ = f.Close() })
	_, err = w.WriteTo(f, cwb.Manifest{Assessment: id}, nil)
	must(b, err)
	must(b, w.Close())
	must(b, f.Sync())
	info, err := f.Stat()
	must(b, err)
	b.ReportMetric(float64(info.Size())/(1<<20), "MiB/file")
	open, err := cwb.Open(b.Context(), f, info.Size())
	must(b, err)
	return open, c
}

// BenchmarkBundle measures a long history on its way through a bundle: written, synced and
// read to its end, then opened and taken into an empty database; and a day's work of one
// auditor, 400 acts, from the one database into the other.
func BenchmarkBundle(b *testing.B) {
	here, id := longHistory(b)
	linesOf := func(x *cwb.Bundle) store.Lines {
		return func(yield func([]byte) error) error { return x.Lines(b.Context(), yield) }
	}
	b.Run("out", func(b *testing.B) {
		for b.Loop() {
			peak := peakOf(func() { bundled(b, here, id) })
			b.ReportMetric(float64(peak)/(1<<20), "MiB")
		}
	})
	b.Run("in", func(b *testing.B) {
		whole, _ := bundled(b, here, id)
		for b.Loop() {
			there := openAt(b, filepath.Join(b.TempDir(), "there.db"))
			peak := peakOf(func() { must(b, second(there.Take(b.Context(), ada, linesOf(whole), false))) })
			b.ReportMetric(float64(peak)/(1<<20), "MiB")
		}
	})
	b.Run("a day's work", func(b *testing.B) {
		there := openAt(b, filepath.Join(b.TempDir(), "day.db"))
		whole, c := bundled(b, here, id)
		must(b, second(there.Take(b.Context(), ada, linesOf(whole), false)))
		for b.Loop() {
			b.StopTimer()
			for i := range 400 {
				do(b, here, ada, id, rating([]string{"4.1", "4.2", "5.2", "6.1.2"}[i%4], i/4%6))
			}
			b.StartTimer()
			var day *cwb.Bundle
			day, c = bundled(b, here, id, c.Heads...)
			must(b, second(there.Take(b.Context(), ada, linesOf(day), false)))
		}
	})
}
