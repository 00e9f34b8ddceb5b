package registers

import (
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
)

// pane is the part of the screen under a column, and the column where it begins.
func (g *Screen) pane(x int) (part, int) {
	kinds, rows, record := g.widths()
	switch {
	case g.part == atHeat || g.part == atProgramme:
		return g.part, 0
	case kinds > 0 && x < kinds+1 || rows+record == 0:
		return atKinds, 0
	case rows == 0:
		return atRecord, 0
	}
	left := kinds + 3*min(kinds, 1)
	if x < left+rows+1 || record == 0 {
		return atRows, left
	}
	return atRecord, left + rows + 3
}

// click goes to what is under the mouse; a second click there opens it.
func (g *Screen) click(msg screen.Click) tea.Cmd {
	if g.shelf == nil || g.edit != nil {
		return nil
	}
	at, x := g.pane(msg.X)
	msg.X -= x
	open := func() tea.Cmd { return g.s.Ask(screen.Press{Key: "enter"}) }
	switch at {
	case atKinds:
		g.part = atKinds
		return g.kinds.Click(msg, func() tea.Cmd { g.arrangeRows(); return g.moved() }, open)
	case atRows:
		_, w, _ := g.widths()
		n := len(g.wholeLines(w))
		if n > 0 && msg.Y >= 1 && msg.Y <= n {
			if g.part == atWhole {
				return open()
			}
			g.part = atWhole
			return g.moved()
		}
		if g.part = atRows; msg.Y > n {
			msg.Y -= n
		}
		return g.rows.Click(msg, func() tea.Cmd { g.preview(); return g.moved() }, open)
	case atRecord:
		return g.clickRecord(msg, open)
	}
	return nil
}

// clickRecord puts the cursor on the entry under the mouse; where it stood there, it
// opens it.
func (g *Screen) clickRecord(msg screen.Click, open func() tea.Cmd) tea.Cmd {
	o := &g.open
	if o.row == nil {
		return nil
	}
	was := g.part
	g.part = atRecord
	_, _, w := g.widths()
	top := len(g.recordTop(w, g.h))
	d := g.layOut(w)
	from, _ := o.cursor.Seen(len(d.lines))
	line := from + msg.Y - top
	for i := range d.from {
		if msg.Y >= top && line >= d.from[i] && line < d.to[i] {
			if was == atRecord && o.cursor.At == i {
				return open()
			}
			o.cursor.At, o.at = i, o.entries[i].name
		}
	}
	return nil
}

// wheel moves the cursor of what is under the mouse.
func (g *Screen) wheel(msg screen.Wheel) tea.Cmd {
	if g.shelf == nil || g.edit != nil {
		return nil
	}
	switch at, _ := g.pane(msg.X); at {
	case atKinds:
		g.kinds.Move(msg.Lines)
		g.arrangeRows()
	case atRows:
		g.rows.Move(msg.Lines)
		g.preview()
	case atRecord:
		g.open.cursor.Move(msg.Lines, len(g.open.entries))
		g.open.at = g.open.current().name
	}
	return g.moved()
}
