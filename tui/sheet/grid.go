package sheet

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/intake"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// shown is the sheet in sight: its first rows as they are drawn, and where
// somebody stands in it.
type shown struct {
	sheet  string
	chosen bool // by a person
	grid   intake.Grid
	cells  [][]string // of each row, safe and no wider than a column may be
	wide   []int      // how wide each column would be
	err    error

	row    list.Cursor
	column int
	left   int // the first column in sight
}

const (
	shownRows = 200 // rows of a sheet that are shown
	mostCell  = 200 // letters of a cell that are drawn where there is room for it
	mostWide  = 60  // how wide a column may be
)

// looked is a sheet that was read for the eye.
type looked struct {
	file  *file
	shown shown
}

// look reads the first rows of a sheet.
func (b *Screen) look(sheet string) tea.Cmd {
	f, book := b.file, b.file.book
	is := shown{sheet: sheet, chosen: f.shown.chosen}
	return b.s.Job(func(context.Context) tea.Msg {
		is.grid, is.err = book.Grid(sheet, shownRows)
		is.lay()
		return looked{f, is}
	})
}

// looked takes a sheet into sight.
func (b *Screen) looked(msg looked) { msg.file.shown = msg.shown }

// lay makes the cells safe, once, and measures them.
func (g *shown) lay() {
	g.wide = make([]int, g.grid.Wide)
	g.cells = make([][]string, len(g.grid.Rows))
	for i, r := range g.grid.Rows {
		g.cells[i] = make([]string, len(r.Cells))
		for column, s := range r.Cells {
			cell := ansi.Truncate(oneLine(s, mostWide), mostWide, "…")
			g.cells[i][column] = cell
			g.wide[column] = max(g.wide[column], ansi.StringWidth(cell))
		}
	}
}

// oneLine is a cell on one line, safe to draw, up to a number of letters.
func oneLine(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > most {
		if r := []rune(s); len(r) > most {
			s = string(r[:most]) + "…"
		}
	}
	return widget.Line(s)
}

// here is the number of the row under the cursor, as the sheet counts; 0: none.
func (g *shown) here() int {
	if g.row.At < len(g.grid.Rows) {
		return g.grid.Rows[g.row.At].N
	}
	return 0
}

// cell is what stands in a row, from 0, and a column.
func (g *shown) cell(row, column int) string {
	if row < 0 || row >= len(g.cells) || column >= len(g.cells[row]) {
		return ""
	}
	return g.cells[row][column]
}

// whole is a cell at more length than its column has.
func (g *shown) whole(row, column int) string {
	if g.cell(row, column) == "" {
		return ""
	}
	return oneLine(g.grid.Rows[row].Cells[column], mostCell)
}

// seen is what the sheet in sight was taken for.
func (f *file) seen() intake.SheetSeen {
	i := slices.IndexFunc(f.reading.Sheets, func(s intake.SheetSeen) bool { return s.Name == f.shown.sheet })
	if i < 0 {
		return intake.SheetSeen{Name: f.shown.sheet}
	}
	return f.reading.Sheets[i]
}

// column is what a column of the sheet in sight was taken for.
func (f *file) column(at int) intake.ColumnSeen {
	for _, c := range f.seen().Columns {
		if c.Column == at {
			return c
		}
	}
	return intake.ColumnSeen{Column: at, Letter: letter(at)}
}

// letter is the name of a column, from 0.
func letter(column int) string {
	if column < 26 {
		return string(rune('A' + column))
	}
	return letter(column/26-1) + string(rune('A'+column%26))
}

// named is how a layout names a column: by its heading, so that the next sheet may
// have it elsewhere, or by its letter where the heading does not tell it apart.
func (f *file) named(at int) string {
	g, seen := &f.shown, f.seen()
	row := slices.IndexFunc(g.grid.Rows, func(r intake.GridRow) bool { return r.N == seen.Heading })
	head := ""
	if row >= 0 && seen.HeadRows == 1 && at < len(g.grid.Rows[row].Cells) {
		head = strings.TrimSpace(g.grid.Rows[row].Cells[at])
	}
	if head == "" || len(head) > mostCell {
		return letter(at)
	}
	for column, other := range g.grid.Rows[row].Cells {
		if column != at && strings.EqualFold(strings.TrimSpace(other), head) {
			return letter(at)
		}
	}
	return head
}

func (b *Screen) gridKey(msg tea.KeyPressMsg) tea.Cmd {
	k, f := b.keys, b.file
	g := &f.shown
	switch {
	case key.Matches(msg, k.Left):
		g.column = max(0, g.column-1)
	case key.Matches(msg, k.Right):
		g.column = max(0, min(g.column+1, g.grid.Wide-1))
	case key.Matches(msg, k.Sheet):
		return b.chooseSheet()
	case key.Matches(msg, k.Kind):
		return b.nextKind()
	case key.Matches(msg, k.Clear):
		return b.asItStands()
	case g.here() == 0:
		return nil
	case key.Matches(msg, k.Heading):
		return b.headHere()
	case key.Matches(msg, k.Column):
		return b.chooseField()
	}
	return nil
}

// headHere says that the row under the cursor holds the headings; there again, it
// is worked out from the sheet.
func (b *Screen) headHere() tea.Cmd {
	n := b.file.shown.here()
	if b.file.said.Heading == n {
		n = 0
	}
	return b.decide(func(l *intake.Layout) { l.Heading = n })
}

// chooseSheet lists the sheets, with why each is read or not.
func (b *Screen) chooseSheet() tea.Cmd {
	f := b.file
	all := f.book.Sheets()
	list := func() []dialog.Option {
		options := make([]dialog.Option, len(all))
		for i, s := range all {
			options[i] = dialog.Option{Label: f.sheetLabel(s.Name), Note: f.sheetWhy(i), Pick: func() tea.Cmd { return b.showSheet(s.Name) }}
		}
		return options
	}
	read := dialog.Extra{
		Binding: bind.State.To("read it, or not"), Closes: true,
		Do: func(at int) tea.Cmd { return b.turnSheet(all[at].Name) },
	}
	return b.s.Open(dialog.NewChoice(b.s, "Sheets of "+f.base(), "", list, read))
}

// sheetLabel is a sheet by its name, marked where it is read.
func (f *file) sheetLabel(name string) string {
	mark := "○ "
	for _, s := range f.reading.Sheets {
		if s.Name == name && s.Read {
			mark = "● "
		}
	}
	return mark + oneLine(name, mostWide)
}

func (f *file) sheetWhy(at int) string {
	if at >= len(f.reading.Sheets) {
		return ""
	}
	s := f.reading.Sheets[at]
	if !s.Read {
		return widget.Line(s.Why)
	}
	return fmt.Sprintf("read, headings in row %d", s.Heading)
}

// showSheet takes a sheet into sight. Where it is asked which one is meant, that
// is the answer.
func (b *Screen) showSheet(name string) tea.Cmd {
	f := b.file
	f.shown.chosen = true
	if slices.ContainsFunc(f.reading.Asks, func(a intake.Ask) bool { return a.Kind == intake.AskSheet }) {
		return tea.Batch(b.look(name), b.decide(func(l *intake.Layout) { l.Sheets = []string{name} }))
	}
	return b.look(name)
}

// turnSheet has a sheet read, or not read any more.
func (b *Screen) turnSheet(name string) tea.Cmd {
	var read []string
	was := false
	for _, s := range b.file.reading.Sheets {
		switch {
		case s.Name == name:
			was = s.Read
			if !was {
				read = append(read, s.Name)
			}
		case s.Read:
			read = append(read, s.Name)
		}
	}
	if was && len(read) == 0 {
		return screen.Tell("It is the only sheet that is read. Choose another one first.")
	}
	return b.decide(func(l *intake.Layout) { l.Sheets = read })
}
