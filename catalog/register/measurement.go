package register

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Trail is what a metric showed lately.
type Trail struct {
	Newest  []assess.Measurement // oldest first
	Earlier bool                 // there are older ones that are not among them
}

// Recent is how many measurements of a metric a book holds: a metric may have a
// hundred thousand, and what is judged and drawn are the last.
const Recent = 400

// Measurements are the last measurements of a metric, by the id of its record.
func (b *Book) Measurements(metric string) Trail { return b.trails[metric] }

// Last is the newest measurement; false where there is none.
func (t Trail) Last() (assess.Measurement, bool) {
	if len(t.Newest) == 0 {
		return assess.Measurement{}, false
	}
	return t.Newest[len(t.Newest)-1], true
}

// Measured is the book with what metrics showed, by the id of the metric.
func (b *Book) Measured(trails map[string]Trail) *Book {
	return &Book{kinds: b.kinds, changed: b.changed, trails: trails}
}

// measure changes trails that nobody else holds: what a revision says of a metric
// at a time. What is older than the oldest that is known is left out where there are
// others.
func (b *Book) measure(metric, field string, value json.RawMessage, own bool) {
	t := b.trails[metric]
	if !own {
		t.Newest = slices.Clone(t.Newest)
	}
	m, says := assess.ReadMeasurement(field, value)
	at, err := time.Parse(time.RFC3339, field)
	if err != nil {
		return
	}
	i, found := slices.BinarySearchFunc(t.Newest, at, func(m assess.Measurement, at time.Time) int { return m.At.Compare(at) })
	switch {
	case found && says:
		t.Newest[i] = m
	case found:
		t.Newest = slices.Delete(t.Newest, i, i+1)
	case says && (i > 0 || !t.Earlier):
		t.Newest = slices.Insert(t.Newest, i, m)
	}
	if len(t.Newest) > Recent {
		t.Newest, t.Earlier = t.Newest[1:], true
	}
	b.trails[metric] = t
}

// Measure says measurements of a metric, by its number or id, in one act. One of a
// time at which another stands takes its place.
func Measure(c Case, metric string, all []assess.Measurement) ([]assess.Change, error) {
	r, err := c.Metric(metric)
	if err != nil {
		return nil, err
	}
	changes := make([]assess.Change, len(all))
	for i, m := range all {
		if err := c.checkMeasurement(m); err != nil {
			return nil, err
		}
		changes[i] = m.Change(r.ID)
	}
	return changes, nil
}

// Unmeasure takes a measurement of a metric away.
func Unmeasure(c Case, metric string, at time.Time) ([]assess.Change, error) {
	r, err := c.Metric(metric)
	if err != nil {
		return nil, err
	}
	return []assess.Change{{Subject: assess.MeasurementSubject(r.ID), Field: assess.MeasuredAt(at), Value: null}}, nil
}

// Metric finds a metric by its number or id.
func (c Case) Metric(text string) (Record, error) {
	r, err := c.Book.Find(c.Catalog, text)
	if err == nil && r.Kind != catalog.MetricKind {
		err = fmt.Errorf("%s is a %s; only a metric is measured", c.Book.Number(c.Catalog, r), c.singular(r.Kind))
	}
	return r, err
}

// ahead is how far before its time a measurement may come: clocks and zones differ.
const ahead = 24 * time.Hour

func (c Case) checkMeasurement(m assess.Measurement) error {
	shown := assess.ShowMeasuredAt(m.At)
	switch {
	case math.IsNaN(m.Value) || math.IsInf(m.Value, 0):
		return fmt.Errorf("the value of %s is no number; write it as 12.5", shown)
	case !day.Within(m.At):
		return fmt.Errorf("the time of a measurement is %s; a year from 1970 to 2199 is right", shown)
	case m.At.After(c.Today.Add(ahead)):
		return fmt.Errorf("%s is still to come; a measurement says what was", shown)
	case m.Population < 0:
		return fmt.Errorf("the population of %s is %d; a number of cases is right", shown, m.Population)
	}
	if err := assess.CheckText("values by group", m.Group, assess.MaxNote); err != nil {
		return err
	}
	return assess.CheckText("note", m.Note, assess.MaxNote)
}

// momentForms are how the time of a measurement may be written; without a zone it is
// in UTC.
var momentForms = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly}

// ReadMoment reads the time of a measurement as people and programs write it, to the
// second.
func ReadMoment(text string) (time.Time, error) {
	for _, form := range momentForms {
		if t, err := time.Parse(form, text); err == nil && day.Within(t) {
			return t.UTC().Truncate(time.Second), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time; write it as 2026-12-31T14:30:00Z, or as 2026-12-31", text)
}
