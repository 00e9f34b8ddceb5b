package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

func (s shelf) metric() string {
	s.t.Helper()
	return s.put(ada, "metric", map[string]string{"title": "Right answers"})
}

// measuredOn is the time of a measurement so many days ago.
func measuredOn(days int) time.Time {
	return clocktest.Now().AddDate(0, 0, -days).UTC().Truncate(time.Second)
}

// measure says measurements in one act, and reports whether it was one.
func (s shelf) measure(metric string, all ...assess.Measurement) bool {
	s.t.Helper()
	before := s.last()
	must(s.t, s.try(ada, func(c register.Case) ([]assess.Change, error) { return register.Measure(c, metric, all) }))
	return s.last() != before
}

// last is the last revision of the assessment.
func (s shelf) last() string {
	s.t.Helper()
	a, err := s.db.Assessment(s.t.Context(), s.id)
	must(s.t, err)
	return a.Last
}

// showed is what a metric showed, in the book and among all measurements.
func (s shelf) showed(metric string, want ...float64) {
	s.t.Helper()
	every, err := s.db.Measurements(s.t.Context(), s.id, metric)
	must(s.t, err)
	for where, found := range map[string][]assess.Measurement{"all": every, "the book": s.book().Measurements(metric).Newest} {
		var got []float64
		for _, m := range found {
			got = append(got, m.Value)
		}
		if !slices.Equal(got, want) {
			s.t.Errorf("%s: it showed %v; %v is right", where, got, want)
		}
	}
}

func (l laws) TestAMeasurementIsKeptOncePerTimeHoweverOftenItIsSent(t *testing.T) {
	s := l.shelf(t)
	id := s.metric()
	two, one := assess.Measurement{At: measuredOn(2), Value: 0.9}, assess.Measurement{At: measuredOn(1), Value: 0.8, Population: 12, Group: "north 0.7", Note: "“odd” <b>"}
	if !s.measure(id, one, two) || s.measure(id, one, two) || s.measure(id, one) {
		t.Error("what stands already is another act, or the first one is none")
	}
	s.showed(id, 0.9, 0.8)
	if got, _ := s.book().Measurements(id).Last(); got != one {
		t.Errorf("the last is %+v", got)
	}
	two.Value = 0.95
	if !s.measure(id, one, two) {
		t.Error("another value of the same time is no act")
	}
	s.showed(id, 0.95, 0.8)
	must(t, s.try(ada, func(c register.Case) ([]assess.Change, error) { return register.Unmeasure(c, id, two.At) }))
	s.showed(id, 0.8)
	healthy(t, s.db)
}

func (l laws) TestABatchOfMeasurementsIsTakenBackAsOne(t *testing.T) {
	s := l.shelf(t)
	id, then := s.metric(), measuredOn(3) // asked once: the clock of the tests goes on
	s.measure(id, assess.Measurement{At: then, Value: 1})
	s.measure(id, assess.Measurement{At: then, Value: 2}, assess.Measurement{At: measuredOn(1), Value: 3})
	must(t, undo(s.db, s.id))
	s.showed(id, 1)
	_, _, err := s.db.Redo(t.Context(), ada, s.id)
	must(t, err)
	s.showed(id, 2, 3)
	healthy(t, s.db)
}

func (l laws) TestMeasurementsAreMadeAgainFromTheHistory(t *testing.T) {
	s := l.shelf(t)
	id := s.metric()
	s.measure(id, assess.Measurement{At: measuredOn(2), Value: 1}, assess.Measurement{At: measuredOn(1), Value: 2})
	must(t, s.db.Repair(t.Context(), func(ctx context.Context, tx store.Tx) error {
		return tx.Exec(ctx, "UPDATE measurement SET said = '{}'")
	}, nil))
	s.showed(id, 1, 2)
	healthy(t, s.db)
}

func (l laws) TestADuplicateHasAllMeasurements(t *testing.T) {
	s := l.shelf(t)
	id := s.metric()
	many := make([]assess.Measurement, register.Recent+2)
	for i := range many {
		many[i] = assess.Measurement{At: measuredOn(len(many) - i), Value: float64(i)}
	}
	s.measure(id, many...)
	if trail := s.book().Measurements(id); len(trail.Newest) != register.Recent || !trail.Earlier || trail.Newest[0].Value != 2 {
		t.Errorf("the book holds %d of %d", len(trail.Newest), len(many))
	}
	a, err := s.db.Assessment(t.Context(), s.id)
	must(t, err)
	book, err := s.db.RecordsWhole(t.Context(), s.id)
	must(t, err)
	b, err := s.db.CreateFrom(t.Context(), ada, intake.Duplicate(a, book, "Again", s.db.NewID))
	must(t, err)
	again := shelf{t, s.db, b.ID}
	copied := again.book().Of("metric")
	if len(copied) != 1 || copied[0].ID == id {
		t.Fatalf("the copy has %v", copied)
	}
	every, err := s.db.Measurements(t.Context(), b.ID, copied[0].ID)
	must(t, err)
	if !slices.Equal(every, many) {
		t.Errorf("the copy has %d measurements of %d", len(every), len(many))
	}
	healthy(t, s.db)
}

func (l laws) TestTheWordsOfAMeasurementAreErasedAndItsFiguresStay(t *testing.T) {
	s := l.shelf(t)
	id := s.metric()
	m := assess.Measurement{At: measuredOn(1), Value: 7, Note: "told by Mia Berg at noon"}
	s.measure(id, m)
	must(t, second(s.db.Erase(t.Context(), ada, s.id, []string{revisionOf(t, s.db, s.id, m.Note).ID}, "she asked")))
	if got, _ := s.book().Measurements(id).Last(); got.Note != "" || got.Value != 7 {
		t.Errorf("it says %+v", got)
	}
	healthy(t, s.db)
}

func (l laws) TestMeasurementsAreReadAsTheyWereKnownThen(t *testing.T) {
	s := l.shelf(t)
	id := s.metric()
	s.measure(id, assess.Measurement{At: measuredOn(3), Value: 1}, assess.Measurement{At: measuredOn(2), Value: 2})
	heads, err := s.db.Ends(t.Context())
	must(t, err)
	s.measure(id, assess.Measurement{At: measuredOn(2), Value: 5}, assess.Measurement{At: measuredOn(1), Value: 6})
	book, err := s.db.RecordsAsOf(t.Context(), s.id, store.Point{Heads: heads})
	must(t, err)
	if trail := book.Measurements(id); len(trail.Newest) != 2 || trail.Newest[1].Value != 2 {
		t.Errorf("then it showed %+v", trail)
	}
}
