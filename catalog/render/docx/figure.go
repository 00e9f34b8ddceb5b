package docx

import (
	"fmt"
	"time"

	"crosswalk/catalog/report"
)

// steps are the cells into which the bar of a figure is divided.
const steps = 48

// ours are the colours of a figure where the client has none.
var ours = report.Colours{Main: "0F766E", Second: "D97706", Third: "4F46E5"}

// seriesIn are the colours of what is done, what carries over and what is to be built,
// and of further series.
func seriesIn(c report.Colours) []string {
	c = c.Or(ours)
	return []string{c.Main, c.Second, c.Third, "64748B", "BE185D"}
}

const empty = "EEF2F6"

// strip is a row of a drawing: what it is of, its stretches from the left, and the
// same in words.
type strip struct {
	label, text string
	depth       int
	stretches   []stretch
}

type stretch struct {
	steps int
	fill  string
}

func (w *writer) figure(f *report.Figure) {
	w.text("Caption", f.Title)
	w.legend(f)
	switch f.Is {
	case report.FigureHeat:
		w.heat(f)
	case report.FigureGantt:
		w.strips(f, w.spans(f))
	default:
		w.strips(f, w.bars(f))
	}
	for _, m := range f.Marks {
		w.text("FigureText", m.Day+" "+m.Label)
	}
	w.text("FigureText", f.Alt)
}

// legend names the series, each behind a square of its colour.
func (w *writer) legend(f *report.Figure) {
	if len(f.Series) == 0 {
		return
	}
	w.b.WriteString("<w:p>" + looks{style: "Legend"}.properties(false, false))
	for i, s := range f.Series {
		w.b.WriteString(run("■ ", `<w:color w:val="`+w.series[i%len(w.series)]+`"/>`) + plain(shown(s)) + "<w:r><w:tab/></w:r>")
	}
	w.b.WriteString("</w:p>")
}

// bars are a row for each part. Shares are drawn of one, counts of the greatest.
func (w *writer) bars(f *report.Figure) []strip {
	whole := 1.0
	for _, p := range f.Parts {
		sum := 0.0
		for _, v := range p.Values {
			sum += max(v, 0)
		}
		whole = max(whole, sum)
	}
	all := make([]strip, 0, len(f.Parts))
	for _, p := range f.Parts {
		s := strip{label: p.Label, text: p.Text}
		sum, drawn := 0.0, 0
		for i, v := range p.Values {
			sum += max(v, 0)
			to := min(int(sum/whole*steps+0.5), steps)
			s.add(to-drawn, w.series[i%len(w.series)])
			drawn = max(drawn, to)
		}
		s.add(steps-drawn, empty)
		all = append(all, s)
	}
	return all
}

func (s *strip) add(steps int, fill string) {
	if steps > 0 {
		s.stretches = append(s.stretches, stretch{steps, fill})
	}
}

// spans are a row for each span of time.
func (w *writer) spans(f *report.Figure) []strip {
	all := make([]strip, 0, len(f.Spans))
	for _, p := range f.Spans {
		s := strip{label: p.Label, text: p.Days(), depth: p.Depth}
		from, to := place(f, p.From), place(f, p.To)
		to = min(max(to, from+1), steps)
		from = min(from, to-1)
		s.add(from, empty)
		s.add(to-from, w.shade(p))
		s.add(steps-to, empty)
		all = append(all, s)
	}
	return all
}

func (w *writer) shade(p report.Span) string {
	switch {
	case p.Done:
		return w.series[0]
	case p.Depth == 0:
		return w.series[2]
	}
	return "A5B4FC"
}

// place is the step of a chart over time at which a day lies.
func place(f *report.Figure, day string) int {
	from, wrong1 := time.Parse(time.DateOnly, f.From)
	to, wrong2 := time.Parse(time.DateOnly, f.To)
	at, wrong3 := time.Parse(time.DateOnly, day)
	if wrong1 != nil || wrong2 != nil || wrong3 != nil || !to.After(from) {
		return 0
	}
	return min(max(int(at.Sub(from)*steps/to.Sub(from)), 0), steps)
}

func (w *writer) strips(f *report.Figure, all []strip) {
	if len(all) == 0 {
		return
	}
	label, words := w.width()*3/10, w.width()*3/10
	unit := (w.width() - label - words) / steps
	widths := []int{label}
	for range steps {
		widths = append(widths, unit)
	}
	w.begin("Drawing", f.Alt, append(widths, words))
	for _, s := range all {
		w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		w.cell(label, 1, "", paragraph(looks{style: "TableText", indent: 200 * s.depth}, shown(s.label), plain))
		for _, one := range s.stretches {
			w.cell(one.steps*unit, one.steps, one.fill, paragraph(looks{style: "TableText"}, "", plain))
		}
		w.cell(words, 1, "", paragraph(looks{style: "TableText"}, shown(s.text), plain))
		w.b.WriteString("</w:tr>")
	}
	w.end()
}

// heat is a map of tinted cells, each with its words.
func (w *writer) heat(f *report.Figure) {
	if len(f.Heads) == 0 {
		return
	}
	label := w.width() / 5
	each := (w.width() - label) / len(f.Heads)
	widths := []int{label}
	for range f.Heads {
		widths = append(widths, each)
	}
	w.begin("Drawing", f.Alt, widths)
	w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	w.cell(label, 1, "", paragraph(looks{style: "TableText"}, "", plain))
	for _, h := range f.Heads {
		w.cell(each, 1, "", paragraph(looks{style: "TableText", align: "center"}, shown(h), bold))
	}
	w.b.WriteString("</w:tr>")
	for i, cells := range f.Cells {
		w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		w.cell(label, 1, "", paragraph(looks{style: "TableText"}, shown(f.Rows[i]), plain))
		for _, c := range cells {
			w.cell(each, 1, tint(c.Value), paragraph(looks{style: "TableText", align: "center"}, shown(c.Text), plain))
		}
		w.b.WriteString("</w:tr>")
	}
	w.end()
}

// tint goes from white to a green that dark words still read on.
func tint(v float64) string {
	v = min(max(v, 0), 1)
	mix := func(full int) int { return 255 - int(v*float64(255-full)+0.5) }
	return fmt.Sprintf("%02X%02X%02X", mix(0x8F), mix(0xD0), mix(0xC4))
}
