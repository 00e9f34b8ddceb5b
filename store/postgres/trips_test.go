package postgres_test

import (
	"fmt"
	"math"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/register"
	"crosswalk/store/acttest"
	"crosswalk/store/postgres"
	"crosswalk/store/postgres/pgtest"
)

// ratings are so many rows of a sheet of answers.
func ratings(n int, level int) (all []assess.Change) {
	for i := range n {
		all = append(all, assesstest.Change(assesstest.Item(fmt.Sprint("4.", i)), assess.FieldRating, map[string]any{"level": level, "reason": "as written"}))
	}
	return all
}

// records are so many rows of a sheet of records, three fields each.
func records(db *postgres.DB, n int) (all []assess.Change) {
	for i := range n {
		s := assess.RecordSubject(assess.KindRecord, "risk/"+db.NewID())
		all = append(all, assesstest.Change(s, "number", i+1), assesstest.Change(s, "title", fmt.Sprint("Risk ", i)), assesstest.Change(s, "owner", "Ines"))
	}
	return all
}

func TestNinetyThreeRowsTakeAtMostTenRoundTrips(t *testing.T) {
	p := through(t, pgtest.Database(t))
	db := open(t, p.dsn)
	id := acttest.Create(t, db.DB)
	do := func(changes []assess.Change) func() {
		return func() {
			if changes[0].Subject.Kind() == assess.KindRecord {
				acttest.Must(t, acttest.Second(db.DoRecords(t.Context(), acttest.Ada, id, func(*assess.Assessment, *register.Book) ([]assess.Change, error) { return changes, nil })))
			} else {
				acttest.Do(t, db.DB, acttest.Ada, id, acttest.Saying(changes...))
			}
		}
	}
	for level := range 3 { // statements are known from here on
		do(ratings(93, level))()
		do(ratings(1, 5-level))()
		do(records(db, 93))()
	}
	for _, c := range []struct {
		what string
		most int
		say  func(level int) []assess.Change
	}{
		{"one answer", 5, func(level int) []assess.Change { return ratings(1, level) }},
		{"93 answers", 10, func(level int) []assess.Change { return ratings(93, level) }},
		{"93 records", 10, func(int) []assess.Change { return records(db, 93) }},
	} {
		n := math.MaxInt // a server that answers before it has heard all looks like one more
		for level := range 3 {
			n = min(n, p.trips(do(c.say(level))))
		}
		t.Logf("%s: %d round trips", c.what, n)
		if n > c.most {
			t.Errorf("%s take %d round trips; at most %d are right", c.what, n, c.most)
		}
	}
}
