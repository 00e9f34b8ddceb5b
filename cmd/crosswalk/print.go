package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"

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
		for _, part := range visible.Fold(l, lineWidth-in-hang) {
			fmt.Fprintln(x.out, strings.TrimRight(margin+part, " "))
			margin = strings.Repeat(" ", in+hang)
		}
	}
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
	_, err := x.out.Write(visible.JSON(b.Bytes()))
	return err
}
