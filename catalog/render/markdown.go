package render

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// Escaped makes a text that people typed plain text of one line in Markdown: no
// heading, list, table, emphasis, code, HTML or link comes of it.
func Escaped(s string) string {
	s = marks.Replace(strings.TrimSpace(visible.Line(s)))
	return atStart().ReplaceAllString(s, `$1\$2`)
}

var (
	marks = strings.NewReplacer(
		`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`, `|`, `\|`, `#`, `\#`, `~`, `\~`,
		`&`, `\&`, `!`, `\!`, `$`, `\$`, `://`, `\://`, `www.`, `www\.`, `WWW.`, `WWW\.`,
	)
	// atStart is what opens a list or underlines a heading.
	atStart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d*)([-+=]|[.)](?:\s|$))`) })
)

// Markdown writes a document so that a comparison of two shows what changed: a
// thing a line, a row a line, in a stable order.
func Markdown(d *report.Document) ([]byte, error) {
	var m markdown
	m.line("# " + oneLine(d.Title))
	m.strong(d.Class)
	m.text("", d.Header)
	m.text("", d.Subtitle)
	m.facts(d.Facts)
	for _, b := range d.Blocks {
		m.block(b)
	}
	m.line("---")
	m.end()
	for _, l := range d.Source.Lines {
		m.item(escapedLines(l))
	}
	m.end()
	return m.out.Bytes(), nil
}

// lacksMarkdown names drawings and links, where the document has them.
func lacksMarkdown(d *report.Document) []string {
	var lacks []string
	if slices.ContainsFunc(d.Blocks, func(b report.Block) bool { return b.Is == report.IsFigure }) {
		lacks = append(lacks, "figures as drawings (their words are there)")
	}
	if slices.ContainsFunc(d.Blocks, refers) {
		lacks = append(lacks, "links inside of it")
	}
	return lacks
}

// refers reports whether a block leads to others.
func refers(b report.Block) bool {
	if b.Is != report.IsTable {
		return false
	}
	for _, r := range b.Table.Rows {
		for _, c := range r.Cells {
			if c.Ref != "" {
				return true
			}
		}
	}
	return false
}

// markdown is a text that grows.
type markdown struct {
	out   bytes.Buffer
	close bool // a blank line belongs before what comes next
}

// line begins a block.
func (m *markdown) line(s string) {
	m.end()
	m.out.WriteString(s)
	m.out.WriteByte('\n')
	m.close = true
}

// end ends a block.
func (m *markdown) end() {
	if m.close {
		m.out.WriteByte('\n')
	}
	m.close = false
}

// more goes on in a block.
func (m *markdown) more(s string) {
	m.out.WriteString(s)
	m.out.WriteByte('\n')
	m.close = true
}

func (m *markdown) block(b report.Block) {
	switch b.Is {
	case report.IsHeading:
		m.line(strings.Repeat("#", 1+max(1, min(b.Level, 3))) + " " + oneLine(b.Text))
	case report.IsLead:
		m.strong(b.Text)
	case report.IsParagraph:
		m.text("", b.Text)
	case report.IsNote:
		m.text("> ", b.Text)
	case report.IsList:
		m.end()
		for _, item := range b.Items {
			m.item(escapedLines(item))
		}
	case report.IsFacts:
		m.facts(b.Facts)
	case report.IsTable:
		m.text("", b.Table.Caption)
		m.table(b.Table)
	case report.IsFigure:
		m.figure(b.Figure)
	}
}

func oneLine(s string) string { return strings.Join(escapedLines(s), " ") }

// escapedLines are the lines of a text that is not empty.
func escapedLines(s string) []string {
	s = strings.TrimSpace(visible.Text(s))
	if s == "" {
		return nil
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = Escaped(l)
	}
	return lines
}

// text is a paragraph; each line of it is one, with a mark in front.
func (m *markdown) text(mark, s string) {
	lines := escapedLines(s)
	if len(lines) == 0 {
		return
	}
	m.end()
	m.more(mark + strings.Join(lines, "\\\n"+mark))
}

func (m *markdown) strong(s string) {
	if lines := escapedLines(s); len(lines) > 0 {
		m.end()
		m.more("**" + strings.Join(lines, "\\\n") + "**")
	}
}

func (m *markdown) item(lines []string) {
	if len(lines) > 0 {
		m.more("- " + strings.Join(lines, "\\\n  "))
	}
}

func (m *markdown) facts(all []report.Fact) {
	m.end()
	for _, f := range all {
		m.fact(f.Label, f.Value)
	}
}

func (m *markdown) fact(label, value string) {
	lines := escapedLines(value)
	if label := escapedLines(label); len(label) > 0 {
		strong := "**" + strings.Join(label, "\\\n  ") + "**"
		if len(lines) > 0 {
			strong += ": " + lines[0]
			lines = lines[1:]
		}
		lines = append([]string{strong}, lines...)
	}
	m.item(lines)
}

func (m *markdown) table(t *report.Table) {
	if len(t.Columns) == 0 {
		return
	}
	m.end()
	var heads, rules []string
	for _, c := range t.Columns {
		heads = append(heads, oneLine(c.Title))
		rules = append(rules, map[bool]string{true: "---:", false: "---"}[toTheRight(c.Is)])
	}
	m.row(heads)
	m.row(rules)
	for _, r := range t.Rows {
		cells := make([]string, len(t.Columns))
		for i, c := range cellsOf(t, r) {
			cells[i] = strings.Join(escapedLines(c.Text), "<br>")
		}
		if begins(r) {
			cells[0] = "**" + cells[0] + "**"
		}
		m.row(cells)
	}
}

// toTheRight reports whether the cells of a column are compared by their length.
func toTheRight(is string) bool { return is == report.CellNumber || is == report.CellShare }

func (m *markdown) row(cells []string) { m.more("| " + strings.Join(cells, " | ") + " |") }

func (m *markdown) figure(f *report.Figure) {
	m.strong(f.Title)
	m.text("", f.Alt)
	if f.Is == report.FigureHeat {
		m.table(heatTable(f))
		return
	}
	m.end()
	for _, l := range legend(f) {
		m.fact(l.Label, l.Text)
	}
}
