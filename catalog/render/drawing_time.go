package render

import (
	"strconv"
	"time"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// The measures of a drawing over time, in pixels: its axis, a line of marks, a bar
// with its label.
const (
	axisHigh  = 22
	markHigh  = 16
	spanHigh  = 26
	spanThick = 10
)

// gantt draws bars over time, their labels above them, and the days that matter.
func gantt(f *report.Figure) *drawing {
	s, ok := spanOf(f)
	if !ok {
		return nil
	}
	top := axisHigh + markHigh*len(f.Marks)
	high := top + spanHigh*len(f.Spans) + 4
	d := &drawing{Class: "time", Width: "100%", Height: strconv.Itoa(high)}
	d.axis(s, high)
	d.marks(f.Marks, s, high)
	for i, one := range f.Spans {
		from, ok1 := s.at(one.From)
		to, ok2 := s.at(one.To)
		if !ok1 || !ok2 {
			continue
		}
		y := top + spanHigh*i
		class := "phase"
		switch {
		case one.Done:
			class = "fill-0"
		case one.Depth > 0:
			class = "task"
		}
		d.Shapes = append(d.Shapes,
			spanLabel(from, to, y+11, visible.Line(one.Label)),
			shape{Is: "rect", Class: class, X: percent(from), Y: strconv.Itoa(y + 14), W: percent(max(to-from, 0.004)), H: strconv.Itoa(spanThick)})
	}
	return d
}

// forecast draws between which days the end is likely: the more marks were passed,
// the fuller the bar.
func forecast(f *report.Figure) *drawing {
	s, ok := spanOf(f)
	if !ok || len(f.Marks) == 0 {
		return nil
	}
	top := axisHigh + markHigh*len(f.Marks)
	high := top + 30
	d := &drawing{Class: "time", Width: "100%", Height: strconv.Itoa(high)}
	d.axis(s, high)
	before := 0.0
	for i, m := range f.Marks {
		at, ok := s.at(m.Day)
		if !ok {
			continue
		}
		if at > before && i > 0 {
			class := "likely-" + strconv.Itoa(min(i, 3))
			d.Shapes = append(d.Shapes, shape{Is: "rect", Class: class, X: percent(before), Y: strconv.Itoa(top + 6), W: percent(at - before), H: "18"})
		}
		before = at
	}
	d.marks(f.Marks, s, high)
	return d
}

// mostNames is how many months are named on an axis, so that their names fit on a phone.
const mostNames = 5

// axis draws the beginning of months, or of as many as can be named.
func (d *drawing) axis(s span, high int) {
	months := int(s.to.Sub(s.from).Hours()/24/30) + 1
	step := 1
	for _, wider := range []int{2, 3, 6, 12, 24, 60, 120} {
		if months/step > mostNames {
			step = wider
		}
	}
	for at := time.Date(s.from.Year(), 1, 1, 0, 0, 0, 0, time.UTC); !at.After(s.to); at = at.AddDate(0, step, 0) {
		if at.Before(s.from) {
			continue
		}
		x, _ := s.at(at.Format(time.DateOnly))
		d.Shapes = append(d.Shapes, shape{Is: "line", Class: "month", X: percent(x), Y: "0", W: percent(x), H: strconv.Itoa(high)})
		if x < 0.86 { // or its name would not fit
			d.Shapes = append(d.Shapes, shape{Is: "text", Class: "dim", X: percent(x), Y: "12", Text: " " + at.Format("2006-01")})
		}
	}
}

// marks draws a line down from the name of each day.
func (d *drawing) marks(all []report.Mark, s span, high int) {
	for i, m := range all {
		x, ok := s.at(m.Day)
		if !ok {
			continue
		}
		y := axisHigh + markHigh*i
		d.Shapes = append(d.Shapes,
			shape{Is: "line", Class: "mark", X: percent(x), Y: strconv.Itoa(y), W: percent(x), H: strconv.Itoa(high)},
			label(x, y+12, visible.Line(m.Label), "strong"))
	}
}

// spanLabel stands above a bar, from its beginning on or up to its end, wherever there
// is more room for it.
func spanLabel(from, to float64, y int, text string) shape {
	if to > 1-from {
		return shape{Is: "text", Class: "on end", X: percent(to), Y: strconv.Itoa(y), Text: text}
	}
	return shape{Is: "text", Class: "on", X: percent(from), Y: strconv.Itoa(y), Text: text}
}

// label stands right of a place, or left of one in the right half.
func label(x float64, y int, text, class string) shape {
	if x > 0.5 {
		class += " end"
	}
	return shape{Is: "text", Class: class, X: percent(x), Y: strconv.Itoa(y), Text: " " + text + " "}
}
