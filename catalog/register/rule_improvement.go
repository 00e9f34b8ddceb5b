package register

import (
	"fmt"
	"strconv"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

const (
	improvementKind = "improvement"
	horizonKind     = "horizon"
)

// effectDays is how long after an improvement was done something must have moved.
const effectDays = 90

// noEffect: it was done long ago, and the value it should move is not better.
func noEffect(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	done, err := time.Parse(time.DateOnly, r.Text("done_on"))
	if err != nil || r.State() != "done" || !done.AddDate(0, 0, effectDays).Before(c.Today) {
		return OK, ""
	}
	since := "done on " + day.Show(r.Text("done_on"))
	before, known := valueIn(r, "before")
	after, measured := valueIn(r, "after")
	switch {
	case !known || !measured:
		return Look, since + ", and nobody has written down what moved"
	case r.Text("better") == "lower" && after < before, r.Text("better") != "lower" && after > before:
		return OK, ""
	}
	return Look, fmt.Sprintf("%s, and the value went from %g to %g: nothing got better", since, before, after)
}

// valueIn is the number of a field, and whether it says one.
func valueIn(r Record, field string) (float64, bool) {
	n, err := strconv.ParseFloat(string(valueOf(r, field)), 64)
	return n, err == nil
}

// scanMonths is how often somebody looks ahead.
const scanMonths = 3

// scanDue: nobody has looked ahead for long.
func scanDue(c *court) []string {
	last := ""
	for _, r := range c.of(horizonKind) {
		on := r.Text("on")
		if on == "" {
			on = r.made()
		}
		last = max(last, on)
	}
	from, err := time.Parse(time.DateOnly, last)
	if err != nil || day.Months(from, scanMonths).Format(time.DateOnly) >= c.today() {
		return nil
	}
	return []string{fmt.Sprintf("nobody has looked ahead since %s; it is due every %d months", day.Show(last), scanMonths)}
}

// horizonRows are the days of laws that are still to come.
func horizonRows(c Case) []Row {
	var all []Row
	for _, f := range c.Catalog.Frameworks() {
		coming, _ := f.Days(c.today())
		for _, d := range coming {
			if f.Kind == "law" {
				all = append(all, Row{
					catalog.RecordLibrary: f.ID + " " + d.Date + " " + d.What, catalog.RecordTitle: f.Name + ": " + d.What,
					"area": "law", "where": f.Title, "from_day": d.Date,
				})
			}
		}
	}
	return all
}
