package sqlite

import (
	"fmt"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/store"
)

const aMetric = "01990000-0000-7000-8000-000000000001"

// measured are the changes that make an assessment with a metric and so many
// measurements, a minute apart.
func measured(n int) []assess.Change {
	s := register.SubjectOf("metric", aMetric)
	changes := []assess.Change{change(assess.KindAssessment, assess.FieldName, "Measured"), change(s, "number", 3), change(s, "title", "Right answers")}
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		changes = append(changes, assess.Measurement{At: begin.Add(time.Duration(i) * time.Minute), Value: float64(i%100) / 100, Population: 1200}.Change(aMetric))
	}
	return changes
}

func TestAPersonAtThePromptReadsWhatMetricsShowed(t *testing.T) {
	db := open(t)
	must(t, second(db.CreateFrom(t.Context(), ada, measured(2))))
	var at, value string
	must(t, second(store.One(t.Context(), db.e.readers, "SELECT at, value FROM record_measurement WHERE population = 1200 ORDER BY at DESC LIMIT 1", nil, &at, &value)))
	if at != "2026-01-01T00:01:00Z" || value != "0.01" {
		t.Errorf("it reads %s at %s", value, at)
	}
}

func TestAMeasurementThatTheHistoryDoesNotKnowIsFound(t *testing.T) {
	for _, text := range []string{
		`UPDATE measurement SET said = '{"figure":2}'`,
		"DELETE FROM measurement WHERE at > '2026-01-01T00:00:30Z'",
		`INSERT INTO measurement SELECT assessment, 'other', at, said FROM measurement`,
	} {
		db := open(t)
		must(t, second(db.CreateFrom(t.Context(), ada, measured(2))))
		if r, err := db.Examine(t.Context(), nil); err != nil || !r.OK() {
			t.Fatalf("before it is damaged: %+v, %v", r, err)
		}
		must(t, second(db.e.writer.conn.ExecContext(t.Context(), text)))
		if r, err := db.Examine(t.Context(), nil); err != nil || r.OK() {
			t.Errorf("after %s all is well, %v", text, err)
		}
	}
}

// BenchmarkManyMeasurements opens a metric with 100,000 measurements, by a program
// that knows nothing yet: below 50 ms is right; and adds one: below 5 ms.
func BenchmarkManyMeasurements(b *testing.B) {
	db := open(b)
	a, err := db.CreateFrom(b.Context(), ada, measured(100_000))
	must(b, err)
	b.Run("open", func(b *testing.B) {
		afresh(b, db, func(h *DB) error {
			book, err := h.Records(b.Context(), a.ID)
			if n := len(book.Measurements(aMetric).Newest); err == nil && n != register.Recent {
				err = fmt.Errorf("it has %d", n)
			}
			return err
		})
	})
	b.Run("add", func(b *testing.B) {
		begin := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		for i := 0; b.Loop(); i++ {
			must(b, second(db.DoRecords(b.Context(), ada, a.ID, func(*assess.Assessment, *register.Book) ([]assess.Change, error) {
				return []assess.Change{assess.Measurement{At: begin.Add(time.Duration(i) * time.Minute), Value: 1}.Change(aMetric)}, nil
			})))
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			must(b, second(db.Measurements(b.Context(), a.ID, aMetric)))
		}
	})
	b.Run("assessment", func(b *testing.B) {
		afresh(b, db, func(h *DB) error { return second(h.Assessment(b.Context(), a.ID)) })
	})
}
