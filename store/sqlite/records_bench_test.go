package sqlite

import (
	"fmt"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// many is how many records a register may hold so that nobody waits.
const many = 5_000

// risks are the changes that make so many risks with what is usually said of one.
func risks(n int) []assess.Change {
	changes := []assess.Change{change(assess.KindAssessment, assess.FieldName, "A register")}
	for i := range n {
		s := register.SubjectOf("risk", fmt.Sprintf("01990000-0000-7000-8000-%012d", i))
		for field, value := range map[string]any{
			"number": i + 1, "title": fmt.Sprintf("Wrong answers of kind %d reach a customer", i), "state": "3 in treatment", "kind": "threat",
			"happens": "The model says something that is not so, and the customer relies on it.", "likelihood": i%5 + 1, "organisation": i%4 + 1,
			"existing": []string{"A.6.2.4", "A.9.2"}, "treatment": "modify", "to_come": []string{"A.8.2"}, "action": "Test it with what customers ask.",
			"owner": "Ines Braun", "due": "2027-03-15", "likelihood_after": 1, "assessed_on": "2026-11-02",
		} {
			changes = append(changes, change(s, field, value))
		}
	}
	return changes
}

func library(b *testing.B, n int) (*DB, string) {
	b.Helper()
	db := open(b)
	a, err := db.CreateFrom(b.Context(), ada, risks(n))
	must(b, err)
	return db, a.ID
}

// BenchmarkManyRecords reads 5,000 records: by a program that knows nothing yet,
// below 50 ms is right, and after an act that was on none of them. What opens an
// assessment beside them is to cost what it costs without.
func BenchmarkManyRecords(b *testing.B) {
	db, id := library(b, many)
	b.Run("read", func(b *testing.B) { afresh(b, db, func(h *DB) error { return second(h.Records(b.Context(), id)) }) })
	b.Run("again", func(b *testing.B) {
		must(b, second(db.Records(b.Context(), id)))
		for b.Loop() {
			must(b, second(db.Records(b.Context(), id)))
		}
	})
	b.Run("act", func(b *testing.B) {
		s := register.SubjectOf("risk", "01990000-0000-7000-8000-000000000007")
		for i := 0; b.Loop(); i++ {
			must(b, second(db.DoRecords(b.Context(), ada, id, func(*assess.Assessment, *register.Book) ([]assess.Change, error) {
				return []assess.Change{change(s, "owner", fmt.Sprint(i))}, nil
			})))
		}
	})
	b.Run("assessment", func(b *testing.B) { afresh(b, db, func(h *DB) error { return second(h.Assessment(b.Context(), id)) }) })
	alone, bare := library(b, 0)
	b.Run("assessment-alone", func(b *testing.B) {
		afresh(b, alone, func(h *DB) error { return second(h.Assessment(b.Context(), bare)) })
	})
}

// afresh measures what a program does that has just opened the file.
func afresh(b *testing.B, db *DB, do func(*DB) error) {
	for b.Loop() {
		b.StopTimer()
		h := openAt(b, db.Path())
		b.StartTimer()
		must(b, do(h))
		b.StopTimer()
		must(b, h.Close())
		b.StartTimer()
	}
}
