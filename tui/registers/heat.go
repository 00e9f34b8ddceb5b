package registers

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/register"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// riskKind is the register that has a map.
const riskKind = "risk"

// heat is the map of the risks: how many stand where, now and after the treatment.
type heat struct {
	register.Heat
	at    register.Cell
	after bool // the cursor is in the second table
}

// cellOf are the records of a cell that somebody opened.
type cellOf struct {
	name string
	ids  []string
}

// openHeat shows the map, with the cursor on the worst cell that holds a risk.
func (g *Screen) openHeat() tea.Cmd {
	h := &heat{at: register.Cell{Likelihood: 1, Consequence: 1}}
	h.renew(g.shelf)
	worst := 0
	for at := range h.Now {
		if n := h.Level(at.Likelihood, at.Consequence)*100 + at.Likelihood + at.Consequence; n > worst {
			worst, h.at = n, at
		}
	}
	g.heat, g.part = h, atHeat
	return nil
}

func (h *heat) renew(sh *shelf) {
	h.Heat = register.HeatOf(sh.Case)
	h.at.Likelihood = max(1, min(h.at.Likelihood, len(h.Likelihood)))
	h.at.Consequence = max(1, min(h.at.Consequence, len(h.Consequence)))
}

func (h *heat) table(after bool) map[register.Cell][]string {
	if after {
		return h.After
	}
	return h.Now
}

// name is a cell in words.
func (h *heat) name() string {
	when := "now"
	if h.after {
		when = "after"
	}
	return fmt.Sprintf("%s, %s, %s", h.Likelihood[h.at.Likelihood-1], h.Consequence[h.at.Consequence-1], when)
}

// heatKey takes keys in the map.
func (g *Screen) heatKey(msg tea.KeyPressMsg) tea.Cmd {
	h, move := g.heat, g.rows.Keys
	switch k := g.keys; {
	case key.Matches(msg, move.Up):
		h.at.Likelihood = min(h.at.Likelihood+1, len(h.Likelihood))
	case key.Matches(msg, move.Down):
		h.at.Likelihood = max(h.at.Likelihood-1, 1)
	case key.Matches(msg, k.In):
		h.across(1)
	case key.Matches(msg, k.Out):
		h.across(-1)
	case key.Matches(msg, k.Open):
		return g.openCell()
	case key.Matches(msg, k.Back, k.Show):
		g.part = atRows
	}
	return nil
}

// across goes to the next column, and from the last of now to the first of after.
func (h *heat) across(by int) {
	n := len(h.Consequence)
	at := h.at.Consequence - 1 + by
	if h.after {
		at += n
	}
	at = max(0, min(at, 2*n-1))
	h.after, h.at.Consequence = at >= n, at%n+1
}

// openCell lists the records of the cell under the cursor.
func (g *Screen) openCell() tea.Cmd {
	h := g.heat
	ids := h.table(h.after)[h.at]
	if len(ids) == 0 {
		return screen.Tell("No risk stands there.")
	}
	how := g.arrangement()
	how.cell = &cellOf{h.name(), ids}
	g.part = atRows
	g.setArrangement(how)
	g.preview()
	return g.moved()
}

// heatView is both tables beside each other, or where they have no room the one
// with the cursor.
func (g *Screen) heatView() string {
	h, t := g.heat, g.s.Theme
	label := 0
	for _, word := range h.Likelihood {
		label = max(label, len([]rune(word)))
	}
	label = min(label, 16)
	cell := 6
	both := label + 3 + 2*(cell*len(h.Consequence)) + 4
	if both > g.w {
		cell = 5
		both = label + 3 + 2*(cell*len(h.Consequence)) + 4
	}
	lines := []string{t.Strong.Render(" Risks, how likely and how bad") + t.Dim.Render(g.heatCounts()), ""}
	var tables [][]string
	for _, after := range []bool{false, true} {
		if both <= g.w || after == h.after {
			tables = append(tables, g.heatTable(after, cell))
		}
	}
	for i := range tables[0] {
		line := " " + widget.Blank(label)
		if at := len(h.Likelihood) - i + 1; i > 0 && at > 0 {
			line = " " + widget.Fit(widget.Line(h.Likelihood[at-1]), label)
		}
		for n, table := range tables {
			gap := "  "
			if n > 0 {
				gap = "    "
			}
			line += gap + table[i]
		}
		lines = append(lines, line)
	}
	lines = append(lines, "")
	for _, l := range g.heatWords() {
		lines = append(lines, " "+l)
	}
	return widget.Pane(lines, g.w, g.h)
}

func (g *Screen) heatCounts() string {
	h, now, after := g.heat, 0, 0
	for _, ids := range h.Now {
		now += len(ids)
	}
	for _, ids := range h.After {
		after += len(ids)
	}
	words := fmt.Sprintf(" · %d now · %d rated after treatment", now, after)
	if h.Unrated > 0 {
		words += fmt.Sprintf(" · %d not rated", h.Unrated)
	}
	return words
}

// heatTable is a table: its heading, a line for each step of likelihood, the highest
// first, and the places of the consequences.
func (g *Screen) heatTable(after bool, cell int) []string {
	h, t := g.heat, g.s.Theme
	width := cell * len(h.Consequence)
	title := "now"
	if after {
		title = "after treatment"
	}
	lines := []string{t.Strong.Render(widget.Fit(title, width))}
	for l := len(h.Likelihood); l > 0; l-- {
		var b strings.Builder
		for c := range h.Consequence {
			b.WriteString(g.heatCell(register.Cell{Likelihood: l, Consequence: c + 1}, after, cell))
		}
		lines = append(lines, b.String())
	}
	var foot strings.Builder
	for c := range h.Consequence {
		foot.WriteString(widget.Fit(" "+counted(c+1), cell))
	}
	return append(lines, t.Dim.Render(foot.String()))
}

// heatCell is how many risks stand in a cell, behind the letter of its band.
func (g *Screen) heatCell(at register.Cell, after bool, cell int) string {
	h, t := g.heat, g.s.Theme
	level := h.Level(at.Likelihood, at.Consequence)
	letter := strings.ToLower(string([]rune(h.Bands[level-1])[:1]))
	text := "·"
	n := len(h.table(after)[at])
	if n > 0 {
		text = counted(n)
	}
	text = widget.Fit(" "+letter+" "+text, cell-1)
	ink := bandInk(level, len(h.Bands), t)
	switch {
	case at == h.at && after == h.after:
		text = t.Cursor.Render(text)
	case n > 0:
		text = ink.Render(text)
	default:
		text = t.Dim.Render(text)
	}
	return text + " "
}

// bandInk is the colour of a band: the highest is bad, the lowest good.
func bandInk(level, of int, t *style.Theme) style.Ink {
	switch {
	case level == of:
		return t.Bad
	case level == 1:
		return t.Good
	}
	return t.Warn
}

// heatWords say what the letters, the numbers and the cell under the cursor are.
func (g *Screen) heatWords() []string {
	h, t := g.heat, g.s.Theme
	w := g.w - 2
	var steps, bands []string
	for i, word := range h.Consequence {
		steps = append(steps, counted(i+1)+" "+word)
	}
	for _, band := range h.Bands {
		bands = append(bands, strings.ToLower(string([]rune(band)[:1]))+" "+band)
	}
	lines := []string{
		t.Dim.Render(widget.Fit("Consequence, the highest counts: "+widget.Line(strings.Join(steps, ", ")), w)),
		t.Dim.Render(widget.Fit("Bands: "+widget.Line(strings.Join(bands, ", ")), w)),
		"",
		t.Strong.Render(widget.Fit(widget.Line(h.name())+" · "+h.Bands[h.Level(h.at.Likelihood, h.at.Consequence)-1], w)),
	}
	ids := slices.Clone(h.table(h.after)[h.at])
	room := max(1, g.h-len(h.Likelihood)-10)
	for i, id := range ids {
		if i == room && len(ids) > room+1 {
			lines = append(lines, t.Dim.Render(fmt.Sprintf("and %d more; enter lists them", len(ids)-room)))
			break
		}
		if r, known := g.shelf.byID[id]; known {
			lines = append(lines, widget.Fit(titleOfRecord(r), w))
		}
	}
	return lines
}

func (g *Screen) heatFooter() []key.Binding {
	k, move := g.keys, g.rows.Keys.Up
	bind.Say(&k.Open, "list the risks of the cell")
	bind.Say(&k.In, "right")
	bind.Say(&move, "likelier")
	bind.Say(&k.Back, "to the list")
	return []key.Binding{k.Open, move, k.In, k.Back}
}
