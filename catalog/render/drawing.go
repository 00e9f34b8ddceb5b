package render

import (
	"fmt"
	"strconv"
	"time"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// figure is a figure as the page has it: a drawing, and beside it in words what it
// shows. The words are text of the page, so they fold, are found and are read aloud.
type figure struct {
	ID, Is, Title, Alt string
	Key                []keyed
	Drawing            *drawing
	Lines              []figureLine
	Heat               *grid
}

// keyed says what a colour means.
type keyed struct{ Class, Text string }

type figureLine struct {
	Label, Text, Ref string
	Bar              *drawing
}

// drawing is shapes in a box. Where it has no Box its measures across are per cent,
// so that it is as wide as there is room and its letters stay as large as they are.
type drawing struct {
	Class, Width, Height, Box string
	Shapes                    []shape
}

// shape is a rect, a line from X, Y to W, H, a path or a text.
type shape struct{ Is, Class, X, Y, W, H, Text string }

func (l *layout) figure(f *report.Figure, id string) *figure {
	out := &figure{ID: id, Is: f.Is, Title: seen(f.Title), Alt: seen(f.Alt), Key: keyOf(f)}
	switch f.Is {
	case report.FigureHeat:
		out.Heat = heatGrid(f)
		return out
	case report.FigureRadar:
		out.Drawing = radar(f)
	case report.FigureGantt:
		out.Drawing = gantt(f)
	case report.FigureForecast:
		out.Drawing = forecast(f)
	}
	most := mostOf(f)
	for i, s := range legend(f) {
		line := figureLine{Label: seen(s.Label), Text: seen(s.Text), Ref: l.lead(s.Ref)}
		if line.Label == "" {
			line.Ref = ""
		}
		if i < len(f.Parts) {
			line.Bar = partBar(f, f.Parts[i].Values, most)
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// keyOf names the stretches of bars, or the lines of a radar where it has several.
func keyOf(f *report.Figure) []keyed {
	if f.Is == report.FigureHistogram || len(f.Series) < 2 {
		return nil
	}
	var all []keyed
	for i, s := range f.Series {
		class := seriesClass(i)
		if f.Is == report.FigureRadar {
			class = "stroke-" + strconv.Itoa(i%3)
		}
		all = append(all, keyed{class, visible.Line(s)})
	}
	return all
}

// seriesClass is the fill of the i-th value: done, reuse, build.
func seriesClass(i int) string { return "fill-" + strconv.Itoa(i%3) }

// mostOf is the greatest count of a histogram, at least 1.
func mostOf(f *report.Figure) float64 {
	most := 1.0
	for _, p := range f.Parts {
		if len(p.Values) > 0 {
			most = max(most, p.Values[0])
		}
	}
	return most
}

// partBar draws the values of a part; what is drawn as a whole has none.
func partBar(f *report.Figure, values []float64, most float64) *drawing {
	switch f.Is {
	case report.FigureParts:
		return stacked(values, 26)
	case report.FigureBars:
		return stacked(values, 14)
	case report.FigureHistogram:
		if len(values) > 0 {
			values = []float64{values[0] / most}
		}
		return stacked(values, 14)
	}
	return nil
}

// stacked draws shares side by side on a track.
func stacked(values []float64, high int) *drawing {
	h := strconv.Itoa(high)
	d := &drawing{Class: "bar", Width: "100%", Height: h, Shapes: []shape{{Is: "rect", Class: "track", X: "0", Y: "0", W: "100%", H: h}}}
	at := 0.0
	for i, v := range values {
		v = within(v, 1-at)
		if v > 0 {
			d.Shapes = append(d.Shapes, shape{Is: "rect", Class: seriesClass(i), X: percent(at), Y: "0", W: percent(v), H: h})
		}
		at += v
	}
	return d
}

func shareBar(share float64) *drawing {
	d := stacked([]float64{share}, 4)
	d.Class = "share"
	return d
}

// within keeps a share between nothing and the most; no number is nothing.
func within(v, most float64) float64 {
	if !(v > 0) {
		return 0
	}
	return min(v, max(0, most))
}

func percent(share float64) string { return decimal(share*100) + "%" }

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// heatGrid is a heat map as a table whose cells are tinted.
func heatGrid(f *report.Figure) *grid {
	none := layout{}
	t := heatTable(f)
	g := none.grid(t, "", "")
	g.Name = seen(f.Title)
	for i := range g.Groups[0].Rows {
		if i >= len(f.Cells) {
			break
		}
		for j := range f.Cells[i] {
			if j+1 < len(t.Columns) {
				g.Groups[0].Rows[i].Cells[j+1].Class = fmt.Sprintf("tint h%d", int(within(f.Cells[i][j].Value, 1)*10+0.5))
			}
		}
	}
	return g
}

// span is a stretch of days.
type span struct{ from, to time.Time }

// spanOf is that of a figure over time, no shorter than what stands in it.
func spanOf(f *report.Figure) (span, bool) {
	var s span
	days := []string{f.From, f.To}
	for _, one := range f.Spans {
		days = append(days, one.From, one.To)
	}
	for _, m := range f.Marks {
		days = append(days, m.Day)
	}
	for _, text := range days {
		d, err := time.Parse(time.DateOnly, text)
		if err != nil {
			continue
		}
		if s.from.IsZero() || d.Before(s.from) {
			s.from = d
		}
		if d.After(s.to) {
			s.to = d
		}
	}
	return s, s.to.After(s.from)
}

// at is where a day stands, from 0 to 1.
func (s span) at(day string) (float64, bool) {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0, false
	}
	return d.Sub(s.from).Hours() / s.to.Sub(s.from).Hours(), true
}
