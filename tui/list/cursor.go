// Package list is what the lists of the workbench have in common: a cursor that
// moves by keys and stays in sight, a line that narrows a list by words, and the
// table that is made of both. Its one rule: what a row is, says and does is the
// business of the screen; the list only asks.
package list

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/bind"
	"crosswalk/tui/widget"
)

// Keys move the cursor of a list.
type Keys struct {
	Down, Up, PageDown, PageUp, First, Last key.Binding
}

// NewKeys are the keys of vim and the arrows alike.
func NewKeys() Keys {
	return Keys{
		Down:     bind.Down.To("down"),
		Up:       bind.Up.To("up"),
		PageDown: bind.PageDown.To("page down"),
		PageUp:   bind.PageUp.To("page up"),
		First:    bind.First.To("first row"),
		Last:     bind.Last.To("last row"),
	}
}

// All are the bindings for a help.
func (k Keys) All() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.First, k.Last}
}

// Cursor is where somebody stands in a list, and which part of it is in sight.
type Cursor struct {
	At   int // the row, from 0
	top  int // the first line in sight
	page int // lines in sight at the last drawing
}

// Key moves where the key is one of its own, in a list of n rows, and reports
// whether it was.
func (c *Cursor) Key(msg tea.KeyPressMsg, k Keys, n int) bool {
	switch {
	case key.Matches(msg, k.Down):
		c.Move(1, n)
	case key.Matches(msg, k.Up):
		c.Move(-1, n)
	case key.Matches(msg, k.PageDown):
		c.Move(max(1, c.page-1), n)
	case key.Matches(msg, k.PageUp):
		c.Move(-max(1, c.page-1), n)
	case key.Matches(msg, k.First):
		c.Move(-n, n)
	case key.Matches(msg, k.Last):
		c.Move(n, n)
	default:
		return false
	}
	return true
}

// Move goes some rows down, or up where by is negative.
func (c *Cursor) Move(by, n int) { c.At = max(0, min(c.At+by, n-1)) }

// Scroll moves the lines in sight with the cursor, so that the cursor's line
// stays where it was on the screen when by lines came or went above it.
func (c *Cursor) Scroll(by int) { c.top += by }

// Window gives the lines that are in sight in h lines: those from..to of n, the
// cursor's line among them.
func (c *Cursor) Window(line, n, h int) (from, to int) {
	from, to = widget.Window(c.top, line, n, h)
	c.top, c.page = from, h
	return from, to
}

// Seen are the lines that Window chose last, of n.
func (c *Cursor) Seen(n int) (from, to int) { return min(c.top, n), min(c.top+c.page, n) }

// Line is the line at a height of the window, -1 where none of n is there.
func (c *Cursor) Line(y, n int) int {
	if y < 0 || y >= c.page || c.top+y >= n {
		return -1
	}
	return c.top + y
}
