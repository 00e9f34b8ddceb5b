package data

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

type Metric struct {
	Assessment   Assessment    `json:"assessment" says:"The assessment this is about."`
	Number       string        `json:"number" says:"As people call it, such as ME-3."`
	Title        string        `json:"title"`
	State        string        `json:"state"`
	Unit         *string       `json:"unit"`
	Warn         Range         `json:"warn" says:"Beyond it somebody looks."`
	Act          Range         `json:"act" says:"Beyond it somebody must act."`
	Every        *string       `json:"every" says:"Its rhythm, such as 1w."`
	Owner        *string       `json:"owner"`
	Mark         string        `json:"mark" is:"ok|look|act" says:"How the last value stands to the limits."`
	Since        *string       `json:"since" says:"Since when it is beyond the limit, in UTC; null where it is within."`
	Measurements []Measurement `json:"measurements" says:"All of them, oldest first."`
}

type Range struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}

type Measurement struct {
	At         string  `json:"at" says:"In UTC, to the second."`
	Value      float64 `json:"value"`
	Population *int    `json:"population" says:"How many cases it is of."`
	Group      *string `json:"group" says:"The same by group, in words."`
	Note       *string `json:"note"`
}

// MetricOf is a metric with all that was measured of it.
func MetricOf(c register.Case, r register.Record, all []assess.Measurement) Metric {
	limits := register.LimitsOf(r)
	out := limits.Outside(register.Trail{Newest: all})
	m := Metric{
		About(c.Assessment), c.Book.Number(c.Catalog, r), r.Title(), r.State(), OrNull(r.Text("unit")),
		Range(limits.Warn), Range(limits.Act), OrNull(r.Text("every")), OrNull(r.Text("owner")), out.Degree.String(), nil,
		[]Measurement{},
	}
	if out.Degree != register.OK {
		m.Since = OrNull(assess.MeasuredAt(out.Since))
	}
	for _, one := range all {
		said := Measurement{assess.MeasuredAt(one.At), one.Value, nil, OrNull(one.Group), OrNull(one.Note)}
		if cases := int(one.Population); cases != 0 {
			said.Population = &cases
		}
		m.Measurements = append(m.Measurements, said)
	}
	return m
}
