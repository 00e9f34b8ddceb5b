package assess

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// Measurement is what a metric showed at one time. It is one revision: its subject
// names the metric and its field the time, so that a program may send it twice. Its
// figure does not stand as "value", which is how marked fields are told.
type Measurement struct {
	At         time.Time `json:"-"` // to the second
	Value      float64   `json:"figure"`
	Population int64     `json:"population,omitempty"` // how many cases it is of; 0: not said
	Group      string    `json:"group,omitempty"`      // the same by group of people or cases, in words
	Note       string    `json:"note,omitempty"`
}

// MeasurementSubject is the name in the log of all measurements of a metric, by its id.
func MeasurementSubject(metric string) Subject { return RecordSubject(KindMeasurement, metric) }

// MeasuredAt is the field of a measurement: its time in UTC, to the second.
func MeasuredAt(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// Change says a measurement of a metric.
func (m Measurement) Change(metric string) Change {
	return Change{MeasurementSubject(metric), MeasuredAt(m.At), encode(m)}
}

// ReadMeasurement reads the measurement that a field of a metric says; false where
// it is none that this program understands, or was taken away.
func ReadMeasurement(field string, value json.RawMessage) (Measurement, bool) {
	at, err := time.Parse(time.RFC3339, field)
	var said struct {
		Measurement
		Value *float64 `json:"figure"`
	}
	if err != nil || json.Unmarshal(value, &said) != nil || said.Value == nil {
		return Measurement{}, false
	}
	m := said.Measurement
	m.At, m.Value = at.UTC(), *said.Value
	return m, true
}

// ShowMeasuredAt is the time of a measurement as people read it, in UTC: of midnight
// the day alone.
func ShowMeasuredAt(at time.Time) string {
	at = at.UTC()
	words := day.Show(at.Format(time.DateOnly))
	if clock := at.Format("15:04"); clock != "00:00" {
		words += " " + clock + " UTC"
	}
	return words
}

// ShowFigure is a figure as people read it: 0.91, 1200.
func ShowFigure(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// metricOf is the record whose measurements a subject names.
func metricOf(s Subject) Subject { return RecordSubject(KindRecord, catalog.MetricKind+"/"+s.ID()) }

func measurementName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	return recordName(cat, a, metricOf(s))
}

func thisMeasurement(cat *catalog.Catalog, a *Assessment, s Subject) string {
	if name := a.called[metricOf(s)]; name != "" {
		return "a measurement of " + name
	}
	return "a measurement"
}

// measurementWords are the words for a measurement, whose field is its time.
func measurementWords(_ *catalog.Catalog, r Revision) wording {
	w := plain(r.Field, "value")
	w.set, w.cleared = "wrote down {it}|: {v}", "took {it} away"
	w.stands, w.none = "{it} {is} there again|: {v}", "{it} {is} gone"
	return w.shown(func(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
		m, ok := ReadMeasurement(r.Field, v)
		if !ok {
			return string(v)
		}
		return fmt.Sprintf("%s on %s", ShowFigure(m.Value), ShowMeasuredAt(m.At))
	})
}

// withoutNote is a measurement without its words: the figures stay.
func (m Measurement) withoutNote() json.RawMessage {
	m.Group, m.Note = "", ""
	return encode(m)
}
