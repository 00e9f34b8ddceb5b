package register

import (
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Asks reports whether a metric asks for an answer, by a breach or because a value
// did not come, and since when.
func Asks(c Case, metric Record) (since time.Time, asked bool) {
	out := LimitsOf(metric).Outside(c.Book.Measurements(metric.ID))
	if out.Degree != OK {
		return out.Since, true
	}
	last, _ := c.Book.Measurements(metric.ID).Last()
	return last.At, missed(c, metric) != ""
}

// missed says that a metric was not measured in its rhythm; empty where it was.
func missed(c Case, metric Record) string {
	_, words := missedMeasurement(&court{Case: c}, nil, metric, nil)
	return words
}

// AnswerBreach makes an incident of the breach of a metric, or of a measurement that
// did not come: known since now, of its AI systems.
func AnswerBreach(c Case, metric, id string) ([]assess.Change, error) {
	r, err := c.Metric(metric)
	if err != nil {
		return nil, err
	}
	limits := LimitsOf(r)
	words := limits.Words(limits.Outside(c.Book.Measurements(r.ID)))
	title := r.Title() + " is beyond its limit"
	if words == "" {
		title, words = r.Title()+" was not measured", missed(c, r)
	}
	if len([]rune(title)) > assess.MaxLine {
		title = string([]rune(title)[:assess.MaxLine])
	}
	if words == "" {
		words = r.Title()
	}
	k, err := c.kind("incident")
	if err != nil {
		return nil, err
	}
	said := map[string]string{
		catalog.RecordTitle: title, "on": c.Today.Format(minute), "happened": day.Show(c.today()) + ": " + words, "metric": r.ID,
		"systems": c.Says(r, "systems"), "for": r.Text("for"), catalog.RecordOwner: r.Text(catalog.RecordOwner),
	}
	for name := range said {
		if _, has := k.Field(name); !has || said[name] == "" {
			delete(said, name)
		}
	}
	return Put(c, k.ID, id, said)
}
