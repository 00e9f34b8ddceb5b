package register

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Limits are those of a metric: where somebody should look, and where somebody must
// act.
type Limits struct {
	Warn, Act Range
	Unit      string
}

// Range is what values may be, its ends included; nil: no end on that side.
type Range struct{ Low, High *float64 }

// LimitsOf are the limits of a metric. Where a higher value is better the limits
// are below, where a lower one is better they are above; between has both.
func LimitsOf(metric Record) Limits {
	l := Limits{Unit: metric.Text("unit")}
	for _, side := range []struct {
		at           *Range
		above, under string
	}{{&l.Warn, "warn_at", "warn_under"}, {&l.Act, "act_at", "act_under"}} {
		switch metric.Text("better") {
		case "higher":
			side.at.Low = figureOf(metric, side.above)
		case "lower":
			side.at.High = figureOf(metric, side.above)
		case "between":
			side.at.Low, side.at.High = figureOf(metric, side.under), figureOf(metric, side.above)
		}
	}
	return l
}

func figureOf(r Record, field string) *float64 {
	x, err := strconv.ParseFloat(string(r.Value(field)), 64)
	if err != nil {
		return nil
	}
	return &x
}

// passed is the end of the range that a value is beyond, and how; nil where it is
// within.
func (r Range) passed(value float64) (end *float64, how string) {
	switch {
	case r.Low != nil && value < *r.Low:
		return r.Low, "below"
	case r.High != nil && value > *r.High:
		return r.High, "above"
	}
	return nil, ""
}

// Judge is how much a value asks for somebody.
func (l Limits) Judge(value float64) Degree {
	if end, _ := l.Act.passed(value); end != nil {
		return Act
	}
	if end, _ := l.Warn.passed(value); end != nil {
		return Look
	}
	return OK
}

// Outside is since when a metric is beyond a limit: the time of the first of the
// last measurements that all are, at least as far as the newest. Before says that
// all known ones are, so that it may be longer.
type Outside struct {
	Degree Degree // OK: it is within
	Last   assess.Measurement
	Since  time.Time
	Before bool
}

// Outside is how the last measurements stand to the limits.
func (l Limits) Outside(t Trail) Outside {
	last, some := t.Last()
	out := Outside{Last: last}
	if out.Degree = l.Judge(last.Value); !some || out.Degree == OK {
		return Outside{Last: last}
	}
	first := len(t.Newest) - 1
	for first > 0 && l.Judge(t.Newest[first-1].Value) >= out.Degree {
		first--
	}
	out.Since, out.Before = t.Newest[first].At, first == 0 && t.Earlier
	return out
}

// Words say since when a metric is out, and beyond which limit; empty where it is
// within.
func (l Limits) Words(out Outside) string {
	limit, what := l.Act, "the limit to act at"
	switch out.Degree {
	case OK:
		return ""
	case Look:
		limit, what = l.Warn, "the limit to warn at"
	}
	end, how := limit.passed(out.Last.Value)
	since := "since " + assess.ShowMeasuredAt(out.Since)
	if out.Before {
		since = "since " + assess.ShowMeasuredAt(out.Since) + " or longer"
	}
	return fmt.Sprintf("the last value, %s, is %s %s, %s, %s", l.Figure(out.Last.Value), how, l.Figure(*end), what, since)
}

// Figure is a value with its unit.
func (l Limits) Figure(x float64) string {
	if l.Unit == "" {
		return assess.ShowFigure(x)
	}
	return assess.ShowFigure(x) + " " + l.Unit
}

// breach: the last value of a metric is beyond a limit.
func breach(c *court, k *catalog.Register, r Record, _ []string) (Degree, string) {
	if over(k, r) {
		return OK, ""
	}
	limits := LimitsOf(r)
	out := limits.Outside(c.Book.Measurements(r.ID))
	return out.Degree, limits.Words(out)
}

// watched is the state in which values of a metric are expected.
const watched = "watched"

// missedMeasurement: a metric that is watched was not measured in its rhythm.
func missedMeasurement(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	every := r.Text("every")
	if r.State() != watched || every == "" {
		return OK, ""
	}
	last, some := c.Book.Measurements(r.ID).Last()
	if from, err := time.Parse(time.DateOnly, r.made()); err == nil && !some {
		last.At = from
	}
	if last.At.IsZero() || !c.ranOut(last.At, every) {
		return OK, ""
	}
	if !some {
		return Act, fmt.Sprintf("nothing was ever measured; it is due every %s", every)
	}
	return Act, fmt.Sprintf("the last value is of %s; it is due every %s", assess.ShowMeasuredAt(last.At), every)
}

// ranOut reports whether a period that began at a time is over: one of hours to the
// minute, another when its last day is.
func (c Case) ranOut(from time.Time, period string) bool {
	if strings.HasSuffix(period, "h") {
		until := after(from.UTC().Format(minute), period)
		return until != "" && until < c.Today.UTC().Format(minute)
	}
	until := after(from.In(c.Today.Location()).Format(minute), period)
	return until != "" && until[:len(time.DateOnly)] < c.today()
}

// Ends are the limits in words, the one to act at first.
func (l Limits) Ends() []string {
	var all []string
	for _, limit := range []struct {
		verb string
		Range
	}{{"act", l.Act}, {"warn", l.Warn}} {
		if limit.Low != nil {
			all = append(all, limit.verb+" below "+l.Figure(*limit.Low))
		}
		if limit.High != nil {
			all = append(all, limit.verb+" above "+l.Figure(*limit.High))
		}
	}
	return all
}
