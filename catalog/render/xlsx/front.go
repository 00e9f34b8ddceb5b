package xlsx

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"crosswalk/catalog/base"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// heights are those of rows with large letters, in points.
var heights = map[string]float64{"title": 30, "subtitle": 20, "heading": 22, "lead": 20}

func (w *writer) document(d *report.Document) {
	for letter, width := range map[string]float64{"A": 34, "B": 18, "C": 18, "D": 18, "E": 18, "F": 18} {
		w.try(w.f.SetColWidth(front, letter, letter, width))
	}
	no := false
	w.try(w.f.SetSheetView(front, 0, &excelize.ViewOptions{ShowGridLines: &no}))
	sheet{writer: w, name: front}.page()
	w.logo(d.Look.Logo)
	w.words(d.Title, "title")
	w.words(d.Subtitle, "subtitle")
	w.words(d.Class, "small")
	w.words(d.Header, "small")
	w.facts(d.Facts)
	w.at++
	heading := d.Title
	for _, b := range d.Blocks {
		if b.Is == report.IsHeading {
			heading = b.Text
		}
		w.block(b, heading)
	}
	w.at++
	for _, l := range d.Source.Lines {
		w.words(l, "small")
	}
}

func (w *writer) block(b report.Block, heading string) {
	switch b.Is {
	case report.IsHeading:
		w.at++
		w.words(b.Text, "heading")
	case report.IsLead:
		w.words(b.Text, "lead")
	case report.IsParagraph:
		w.words(b.Text, "words")
	case report.IsNote:
		w.words(b.Text, "note")
	case report.IsList:
		for _, item := range b.Items {
			w.words(item, "words")
		}
	case report.IsFacts:
		w.facts(b.Facts)
	case report.IsTable:
		w.pointer(w.table(b, heading))
	case report.IsFigure:
		w.figure(b.Figure)
	}
}

// words are a text over the width of the sheet, in as many rows as it needs cells.
func (w *writer) words(text, look string) {
	if text == "" {
		return
	}
	for _, piece := range base.Pieces(visible.Text(text)) {
		w.cell(1, w.at, piece, look)
		from, to := fmt.Sprintf("A%d", w.at), fmt.Sprintf("F%d", w.at)
		w.try(w.f.MergeCell(front, from, to))
		w.tall(piece, 124, heights[look])
		w.at++
	}
}

// tall makes a row as high as a text needs: spreadsheets do not do so for merged
// cells. The most is what they take.
func (w *writer) tall(text string, perLine int, least float64) {
	lines := 0
	for _, l := range strings.Split(text, "\n") {
		lines += 1 + len([]rune(l))/perLine
	}
	if lines > 1 {
		least = max(least, float64(min(15*lines+3, 409)))
	}
	if least > 0 {
		w.high[w.at] = least
		w.try(w.f.SetRowHeight(front, w.at, least))
	}
}

func (w *writer) facts(all []report.Fact) {
	for _, f := range all {
		for i, piece := range base.Pieces(visible.Text(f.Value)) {
			if i == 0 {
				w.cell(1, w.at, visible.Text(f.Label), "bold")
			}
			w.cell(2, w.at, piece, "words")
			w.try(w.f.MergeCell(front, fmt.Sprintf("B%d", w.at), fmt.Sprintf("F%d", w.at)))
			w.tall(piece, 88, 0)
			w.at++
		}
	}
}

// pointer leads to the sheet of a table.
func (w *writer) pointer(name string) {
	cell := fmt.Sprintf("A%d", w.at)
	w.cell(1, w.at, "→ "+name, "link")
	w.try(w.f.SetCellHyperLink(front, cell, "'"+strings.ReplaceAll(name, "'", "''")+"'!A1", "Location"))
	w.at++
}

// chartRows are the rows beside which a chart stands.
const chartRows = 15

// A chart is so high at least, in pixels; of one with a single bar it is half.
const (
	chartHeight = 290
	barHeight   = 22 // of a bar among others
	rowHeight   = 20
)

// pageHeight is how much of the sheet in front a page holds, in points, as it is
// scaled to its width.
const pageHeight = 680

// fit begins a page where so many rows more don't fit on this one.
func (w *writer) fit(rows int) {
	used := 0.0
	for row := w.page; row < w.at; row++ {
		used += cmp.Or(w.high[row], lineHeight)
	}
	if w.at > w.page && used+float64(rows)*lineHeight > pageHeight {
		w.try(w.f.InsertPageBreak(front, fmt.Sprintf("A%d", w.at)))
		w.page = w.at
	}
}

// figure is a chart with its figures and words beside it, on one page.
func (w *writer) figure(f *report.Figure) {
	w.at++
	w.fit(4 + len(f.Marks) + max(chartRows, len(f.Parts)+len(f.Cells)+len(f.Spans)))
	w.words(f.Title, "bold")
	w.words(f.Alt, "words")
	for _, m := range f.Marks {
		w.words(m.Day+" "+m.Label, "words")
	}
	switch f.Is {
	case report.FigureHeat:
		w.heat(f)
	case report.FigureGantt:
		w.gantt(f)
	default:
		w.parts(f)
	}
}

func (w *writer) heat(f *report.Figure) {
	for i, h := range f.Heads {
		w.cell(i+2, w.at, visible.Text(h), "head")
	}
	for i, cells := range f.Cells {
		w.at++
		w.cell(1, w.at, visible.Text(f.Rows[i]), "bold")
		for c, one := range cells {
			w.cell(c+2, w.at, visible.Text(one.Text), report.CellRating)
		}
	}
	w.at += 2
}

// gantt is a bar from the first to the last day; before it stands a bar as white as
// the ground, since one without a fill gets a colour of the program's own.
func (w *writer) gantt(f *report.Figure) {
	first := w.at
	for _, s := range f.Spans {
		from, wrong1 := time.Parse(time.DateOnly, s.From)
		to, wrong2 := time.Parse(time.DateOnly, s.To)
		w.cell(1, w.at, visible.Text(s.Label), "bold")
		w.cell(4, w.at, visible.Text(s.Days()), "aside")
		if wrong1 == nil && wrong2 == nil {
			w.cell(2, w.at, float64(from.Sub(epoch)/(24*time.Hour)), report.CellDate)
			w.cell(3, w.at, float64(to.Sub(from)/(24*time.Hour))+1, report.CellNumber)
		}
		w.at++
	}
	from, err := time.Parse(time.DateOnly, f.From)
	if len(f.Spans) == 0 || err != nil {
		return
	}
	begin := float64(from.Sub(epoch) / (24 * time.Hour))
	c := w.chart(f, excelize.BarStacked, []string{"FFFFFF", w.colours[0]}, first, 2)
	c.Series[0].Fill.Transparency = 100
	c.YAxis.Minimum, c.YAxis.NumFmt.CustomNumFmt = &begin, "yyyy-mm"
	c.XAxis.ReverseOrder = true
	c.Legend = excelize.ChartLegend{Position: "none"}
	w.place(c, first)
}

// tintOf is that of heads that nobody edits.
func tintOf(c report.Colours) string {
	if c.Main == "" {
		return "E6F2F1"
	}
	return report.Tint(c.Main)
}

// coloursIn are those of done, reuse and build, and of further series.
func coloursIn(c report.Colours) []string {
	c = c.Or(report.Colours{Main: "0F766E", Second: "D97706", Third: "4F46E5"})
	return []string{c.Main, c.Second, c.Third, "64748B", "BE185D"}
}

func (w *writer) parts(f *report.Figure) {
	if len(f.Parts) == 0 {
		return
	}
	for i, s := range f.Series {
		w.cell(i+2, w.at, visible.Text(s), "head")
	}
	w.at++
	first, most, look := w.at, 1, report.CellShare
	if f.Is == report.FigureHistogram || f.Is == report.FigureForecast {
		look = report.CellNumber
	}
	for _, p := range f.Parts {
		w.cell(1, w.at, visible.Text(p.Label), "bold")
		for i, v := range p.Values {
			w.cell(i+2, w.at, v, look)
		}
		most = max(most, len(p.Values))
		w.cell(most+2, w.at, visible.Text(p.Text), "aside")
		w.at++
	}
	kind, ok := charts[f.Is]
	if !ok {
		kind = excelize.Col
	}
	c := w.chart(f, kind, w.colours, first, most)
	if kind == excelize.BarStacked {
		c.XAxis.ReverseOrder = true
		if f.Is == report.FigureParts {
			c.Dimension.Height = chartHeight / 2
		}
		none, one := 0.0, 1.0
		c.YAxis.Minimum, c.YAxis.Maximum, c.YAxis.NumFmt.CustomNumFmt = &none, &one, "0%"
	}
	w.place(c, first)
}

var charts = map[string]excelize.ChartType{
	report.FigureParts: excelize.BarStacked, report.FigureBars: excelize.BarStacked, report.FigureRadar: excelize.Radar,
}

// chart is one of the rows from the first to the one before the next, with so many
// columns of values.
func (w *writer) chart(f *report.Figure, kind excelize.ChartType, fills []string, first, columns int) *excelize.Chart {
	axis := excelize.ChartAxis{Font: excelize.Font{Size: 9, Color: grey}}
	gap := uint(45)
	c := &excelize.Chart{
		XAxis: axis, YAxis: axis, GapWidth: &gap,
		Type: kind, Title: []excelize.RichTextRun{{Text: visible.Line(f.Title)}}, Legend: excelize.ChartLegend{Position: "bottom"},
		Format: excelize.GraphicOptions{AltText: visible.Line(f.Alt), LockAspectRatio: true}, Dimension: excelize.ChartDimension{Width: 560, Height: uint(max(chartHeight, 70+barHeight*(w.at-first)))},
	}
	if len(f.Series) < 2 {
		c.Legend.Position = "none"
	}
	for i := range columns {
		letter := string(rune('B' + i))
		s := excelize.ChartSeries{
			Categories: fmt.Sprintf("%s!$A$%d:$A$%d", front, first, w.at-1),
			Values:     fmt.Sprintf("%s!$%s$%d:$%s$%d", front, letter, first, letter, w.at-1),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fills[i%len(fills)]}},
			Line:       excelize.ChartLine{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fills[i%len(fills)]}}, Width: 1.5},
		}
		if i < len(f.Series) {
			s.Name = fmt.Sprintf("%s!$%s$%d", front, letter, first-1)
		}
		c.Series = append(c.Series, s)
	}
	return c
}

// place puts a chart beside its figures, and goes on below both.
func (w *writer) place(c *excelize.Chart, first int) {
	letters, gap := excelize.Font{Size: 9, Color: ink}, uint(40)
	c.XAxis.Font, c.YAxis.Font, c.GapWidth = letters, letters, &gap
	w.try(w.f.AddChart(front, fmt.Sprintf("H%d", first-1), c))
	rows := (int(c.Dimension.Height) + rowHeight - 1) / rowHeight
	w.at = max(w.at, first+rows) + 1
}
