package render

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// Measure is how wide a line of text may get, in cells of a terminal.
const Measure = 88

// Text writes a document as plain text for a screen of any width.
func Text(d *report.Document) ([]byte, error) {
	lines := Lines(d, Measure)
	size := 0
	for _, l := range lines {
		size += len(l) + 1
	}
	var b bytes.Buffer
	b.Grow(size)
	for _, l := range lines {
		b.WriteString(l)
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}

// Lines are those of a document as text, none wider than so many cells.
func Lines(d *report.Document, width int) []string {
	p := paper{width: max(20, width)}
	p.heading(0, d.Title)
	p.text("", d.Class)
	p.text("", d.Header)
	p.text("", d.Subtitle)
	p.facts(d.Facts)
	for _, b := range d.Blocks {
		p.block(b)
	}
	p.gap()
	p.lines = append(p.lines, strings.Repeat("─", p.width))
	for _, l := range d.Source.Lines {
		p.hang("", l)
	}
	return p.lines
}

// checkText holds that no sign is missing: folding moves signs, it takes none away.
// What is folded can't be read back piece by piece.
func checkText(d *report.Document, raw []byte) error {
	there := map[rune]int{}
	for at := 0; at < len(raw); {
		r, n := utf8.DecodeRune(raw[at:])
		there[r]++
		at += n
	}
	for _, p := range Pieces(d) {
		for _, r := range visible.Text(p.Text) {
			if unicode.IsSpace(r) {
				continue
			}
			if there[r]--; there[r] < 0 {
				return fmt.Errorf("of %s the sign %q is missing", p, r)
			}
		}
	}
	return nil
}

// paper is written on from the top.
type paper struct {
	width int
	lines []string
}

// gap is a blank line before what comes, but not at the top.
func (p *paper) gap() {
	if n := len(p.lines); n > 0 && p.lines[n-1] != "" {
		p.lines = append(p.lines, "")
	}
}

// hang writes a text with something before its first line, and the others below
// the text.
func (p *paper) hang(first, s string) {
	in := ansi.StringWidth(first)
	for i, l := range wrapped(s, p.width-in) {
		if i > 0 {
			first = strings.Repeat(" ", in)
		}
		p.lines = append(p.lines, strings.TrimRight(first+l, " "))
	}
}

// wrapped are the lines of a text, folded between words.
func wrapped(s string, width int) []string {
	s = strings.TrimSpace(visible.Text(s))
	if len(s) <= width && !strings.Contains(s, "\n") {
		return []string{s}
	}
	var lines []string
	for l := range strings.SplitSeq(s, "\n") {
		lines = append(lines, visible.Fold(l, max(1, width))...)
	}
	return lines
}

func (p *paper) text(mark, s string) {
	if seen(s) == "" {
		return
	}
	p.gap()
	p.hang(mark, s)
}

func (p *paper) heading(level int, s string) {
	if seen(s) == "" {
		return
	}
	p.gap()
	if level == 1 {
		p.lines = append(p.lines, "")
	}
	from := len(p.lines)
	p.hang("", s)
	under := []string{"═", "─"}
	if level >= len(under) {
		return
	}
	wide := 0
	for _, l := range p.lines[from:] {
		wide = max(wide, ansi.StringWidth(l))
	}
	p.lines = append(p.lines, strings.Repeat(under[level], wide))
}

func (p *paper) block(b report.Block) {
	switch b.Is {
	case report.IsHeading:
		p.heading(b.Level, b.Text)
	case report.IsLead, report.IsParagraph:
		p.text("", b.Text)
	case report.IsNote:
		p.note(b.Text)
	case report.IsList:
		p.gap()
		for _, item := range b.Items {
			p.hang("• ", item)
		}
	case report.IsFacts:
		p.facts(b.Facts)
	case report.IsTable:
		p.text("", b.Table.Caption)
		p.table(b.Table)
	case report.IsFigure:
		p.figure(b.Figure)
	}
}

// note stands behind a line at its side.
func (p *paper) note(s string) {
	p.gap()
	for _, l := range wrapped(s, p.width-2) {
		p.lines = append(p.lines, strings.TrimRight("│ "+l, " "))
	}
}

func (p *paper) facts(all []report.Fact) {
	p.gap()
	widest := 0
	for _, f := range all {
		if n := ansi.StringWidth(visible.Line(f.Label)); n <= p.width/3 {
			widest = max(widest, n)
		}
	}
	for _, f := range all {
		p.labelled(f.Label, f.Value, widest)
	}
}

// labelled writes a text beside its label, or below one that is too long.
func (p *paper) labelled(label, s string, widest int) {
	label = visible.Line(label)
	n := ansi.StringWidth(label)
	if n > widest {
		p.hang("", label)
		label, n = "", 0
	}
	p.hang(label+strings.Repeat(" ", widest-n+2), s)
}

func (p *paper) figure(f *report.Figure) {
	p.text("", f.Title)
	if seen(f.Alt) != "" {
		p.hang("", f.Alt)
	}
	if f.Is == report.FigureHeat {
		p.table(heatTable(f))
		return
	}
	p.gap()
	p.key(f)
	all := legend(f)
	widest := 0
	for _, l := range all {
		widest = max(widest, min(p.width/3, ansi.StringWidth(visible.Line(l.Label))))
	}
	for i, l := range all {
		p.labelled(l.Label, l.Text, widest)
		if drawsBars(f) && i < len(f.Parts) {
			p.lines = append(p.lines, strings.TrimRight(strings.Repeat(" ", widest+2)+bar(f.Parts[i].Values, p.width-widest-2), " "))
		}
	}
}

// drawsBars reports whether the parts of a figure are bars of shares.
func drawsBars(f *report.Figure) bool { return f.Is == report.FigureParts || f.Is == report.FigureBars }

// shades tell the stretches of a bar apart without colour.
var shades = []string{"█", "▒", "░"}

// key says what the shades mean.
func (p *paper) key(f *report.Figure) {
	if !drawsBars(f) || len(f.Series) == 0 {
		return
	}
	var words []string
	for i, s := range f.Series {
		words = append(words, shades[i%len(shades)]+" "+s)
	}
	p.hang("", strings.Join(words, "   "))
}

// bar draws shares side by side in so many cells.
func bar(values []float64, width int) string {
	var b strings.Builder
	sum, used := 0.0, 0
	for i, v := range values {
		sum += v
		to := max(used, min(width, int(sum*float64(width)+0.5)))
		b.WriteString(strings.Repeat(shades[i%len(shades)], to-used))
		used = to
	}
	return b.String()
}
