package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// lineWidth is how wide a line for people may get: a terminal of 80 columns.
const lineWidth = 80

// line prints one line; every argument that people typed is made visible.
func (x *app) line(format string, args ...any) {
	fmt.Fprintln(x.out, visible.Line(fmt.Sprintf(format, args...)))
}

// column is a column of a table.
type column struct {
	head  string
	right bool // numbers
	flex  bool // may be cut, with a mark, for the table to fit
}

// table is a table for people: within lineWidth on a terminal, and whole where it
// goes into a pipe or a file, from which nobody gets a cut cell back. Cells may
// hold anything people typed.
type table struct {
	columns []column
	rows    [][]string
}

func (t *table) add(cells ...string) {
	for i, c := range cells {
		cells[i] = visible.Line(c)
	}
	t.rows = append(t.rows, cells)
}

func (x *app) table(t table) {
	heads := make([]string, len(t.columns))
	for i, c := range t.columns {
		heads[i] = c.head
	}
	most := math.MaxInt
	if isTerminal(x.out.w) {
		most = lineWidth
	}
	widths := t.widths(heads, most)
	for _, row := range append([][]string{heads}, t.rows...) {
		fmt.Fprintln(x.out, t.draw(row, widths))
	}
}

const tableGap = "  "

// widths is what each column needs, or gets where flexible ones must give way:
// always the widest first.
func (t *table) widths(heads []string, most int) []int {
	widths := make([]int, len(t.columns))
	total := len(tableGap) * (len(widths) - 1)
	for i := range widths {
		widths[i] = ansi.StringWidth(heads[i])
		for _, row := range t.rows {
			widths[i] = max(widths[i], ansi.StringWidth(row[i]))
		}
		total += widths[i]
	}
	for ; total > most; total-- {
		widest := -1
		for i, c := range t.columns {
			if c.flex && widths[i] > 4 && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return widths
}

func (t *table) draw(row []string, widths []int) string {
	var b strings.Builder
	for i, cell := range row {
		if i > 0 {
			b.WriteString(tableGap)
		}
		cell = ansi.Truncate(cell, widths[i], "…")
		pad := strings.Repeat(" ", widths[i]-ansi.StringWidth(cell))
		if t.columns[i].right {
			cell, pad = pad, cell
		}
		b.WriteString(cell + pad)
	}
	return strings.TrimRight(b.String(), " ")
}

// wrapped prints a text in lines of at most lineWidth, two columns in; where a
// line goes on, hang columns more.
func (x *app) wrapped(hang int, text string) { x.wrappedAt(2, hang, text) }

// wrappedAt is wrapped with so many columns in.
func (x *app) wrappedAt(in, hang int, text string) {
	for l := range strings.SplitSeq(visible.Text(strings.TrimSpace(text)), "\n") {
		margin := strings.Repeat(" ", in)
		for _, part := range fold(l, lineWidth-in-hang) {
			fmt.Fprintln(x.out, strings.TrimRight(margin+part, " "))
			margin = strings.Repeat(" ", in+hang)
		}
	}
}

// fold breaks a line between words, and inside a word only where it is wider
// than a line; so a date or a number is never broken at its hyphens.
func fold(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && ansi.StringWidth(line)+1+ansi.StringWidth(word) > width {
			lines, line = append(lines, line), ""
		}
		for ansi.StringWidth(word) > width {
			head := ansi.Truncate(word, width, "")
			lines, word = append(lines, head), strings.TrimPrefix(word, head)
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	return append(lines, line)
}

// json prints a value in a form that is safe to look at, too: what a terminal
// would act on or hide is written as \uXXXX.
func (x *app) json(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	_, err := x.out.Write(plainJSON(b.Bytes()))
	return err
}

// plainJSON escapes what encoding/json leaves raw: DEL, C1 controls,
// bidirectional and invisible characters. Outside strings JSON is ASCII, so
// every other character stands inside one.
func plainJSON(raw []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(raw))
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		one := raw[:size]
		raw = raw[size:]
		if r == '\n' || r >= 0x20 && r < 0x7f || visible.Line(string(one)) == string(one) {
			b.Write(one)
			continue
		}
		if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
			continue
		}
		fmt.Fprintf(&b, `\u%04x`, r)
	}
	return b.Bytes()
}

// assessmentJSON names the assessment that an output is about.
type assessmentJSON struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Target int    `json:"target"`
	Basis  string `json:"basis"`
}

func aboutAssessment(a *assess.Assessment) assessmentJSON {
	return assessmentJSON{a.ID, a.Name, a.Profile.Target, a.Profile.Basis}
}
