package registers

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/bind"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// programme is the matrix of areas, or items, by audits.
type programme struct {
	register.Programme
	items  bool // the rows are items
	rows   []register.Area
	at     list.Cursor
	column int // the audit under the cursor
}

// openProgramme shows the matrix.
func (g *Screen) openProgramme() tea.Cmd {
	p := &programme{}
	p.renew(g.shelf)
	g.programme, g.part = p, atProgramme
	return nil
}

func (p *programme) renew(sh *shelf) {
	p.Programme = register.ProgrammeOf(sh.Case)
	p.rows = p.Areas
	if p.items {
		p.rows = nil
		for _, a := range p.Areas {
			for _, item := range a.Items {
				p.rows = append(p.rows, register.Area{Title: assess.RefName(sh.Catalog, sh.Assessment, item), Items: []string{item}})
			}
		}
	}
	p.at.Move(0, len(p.rows))
	p.column = max(0, min(p.column, len(p.Audits)-1))
}

// programmeKey takes keys in the matrix.
func (g *Screen) programmeKey(msg tea.KeyPressMsg) tea.Cmd {
	p := g.programme
	switch k := g.keys; {
	case p.at.Key(msg, g.rows.Keys, len(p.rows)):
	case key.Matches(msg, k.In):
		p.column = min(p.column+1, len(p.Audits)-1)
	case key.Matches(msg, k.Out):
		p.column = max(p.column-1, 0)
	case key.Matches(msg, k.Show):
		p.items, p.at = !p.items, list.Cursor{}
		p.renew(g.shelf)
	case key.Matches(msg, k.Open) && len(p.Audits) > 0:
		return g.s.Ask(screen.WorkAudit{From: screen.Registers, ID: p.Audits[p.column].ID})
	case key.Matches(msg, k.Back):
		g.part = atRows
	}
	return nil
}

// Widths of the matrix: the name of a row, how far it is covered, an audit.
const (
	areaWidth    = 26
	coverWidth   = 20
	programmeGap = 7
)

// programmeView is a row for each area, or item, and a column for each audit that has
// room.
func (g *Screen) programmeView() string {
	p, t := g.programme, g.s.Theme
	head := []string{" " + t.Strong.Render("Audit programme") + t.Dim.Render(g.programmeCounts()), ""}
	fit := max(1, (g.w-areaWidth-coverWidth-2)/programmeGap)
	first := max(0, min(p.column-fit/2, len(p.Audits)-fit))
	shown := p.Audits[first:min(len(p.Audits), first+fit)]
	titles := " " + widget.Fit("", areaWidth) + widget.Fit("covered, oldest", coverWidth)
	for i, au := range shown {
		name := widget.Fit(g.shelf.byID[au.ID].number, programmeGap-1)
		if first+i == p.column {
			name = t.Cursor.Render(widget.Fit("▸"+g.shelf.byID[au.ID].number, programmeGap-1))
		}
		titles += name + " "
	}
	head = append(head, titles)
	foot := g.programmeFoot()
	h := max(1, g.h-len(head)-len(foot))
	from, to := p.at.Window(p.at.At, len(p.rows), h)
	var lines []string
	for i := from; i < to; i++ {
		lines = append(lines, g.programmeLine(p.rows[i], shown, first, i == p.at.At))
	}
	return widget.Pane(head, g.w, len(head)) + "\n" + widget.Pane(lines, g.w, h) + "\n" + widget.Pane(foot, g.w, len(foot))
}

func (g *Screen) programmeCounts() string {
	p := g.programme
	words := fmt.Sprintf(" · %d of %d items audited", p.Of-len(p.Never)-len(p.Old), p.Of)
	if len(p.Old) > 0 {
		words += fmt.Sprintf(" · %d too long ago", len(p.Old))
	}
	if p.Stage2 != "" {
		words += " · stage 2 " + day.Show(p.Stage2)
	}
	return words
}

// programmeLine is a row: how far it is covered, and at how much of it each audit has
// looked, of how much it is to.
func (g *Screen) programmeLine(a register.Area, shown []register.Record, first int, here bool) string {
	p, t := g.programme, g.s.Theme
	n, oldest := p.Covered(a.Items)
	name := "  " + widget.Fit(a.Title, areaWidth-2)
	if here {
		name = t.Cursor.Render("▸ " + widget.Fit(a.Title, areaWidth-2))
	}
	covered := widget.Fit(fmt.Sprintf("%d/%d %s", n, len(a.Items), day.Show(oldest)), coverWidth)
	if n < len(a.Items) {
		covered = t.Warn.Render(covered)
	}
	line := name + " " + covered
	for i, au := range shown {
		cell := t.Dim.Render(widget.Fit("·", programmeGap-1))
		if of, done := p.Cell(au.ID, a.Items); of > 0 {
			cell = widget.Fit(fmt.Sprintf("%d/%d", done, of), programmeGap-1)
		}
		if here && first+i == p.column {
			cell = t.Cursor.Render(cell)
		}
		line += cell + " "
	}
	return line
}

// programmeFoot is the audit under the cursor, and what the figures are.
func (g *Screen) programmeFoot() []string {
	p, t := g.programme, g.s.Theme
	lines := []string{t.Faint.Render(widget.Rule(g.w))}
	if p.column >= 0 && p.column < len(p.Audits) {
		au := p.Audits[p.column]
		when := "no day yet"
		if au.Text("from") != "" {
			when = day.Show(au.Text("from"))
		}
		lines = append(lines, " "+widget.Fit(titleOfRecord(g.shelf.byID[au.ID])+" · "+when+" · "+widget.Line(au.State()), g.w-2))
	}
	about := "2/3: it is to look at three of the items and has looked at two. Looked at is what a closed audit or a held session names."
	for _, l := range widget.Indent(widget.Wrap(about, min(measure, g.w-2)), " ", " ") {
		lines = append(lines, t.Dim.Render(l))
	}
	return lines
}

func (g *Screen) programmeFooter() []key.Binding {
	k, move := g.keys, g.rows.Keys.Down
	bind.Say(&k.Open, "work on the audit")
	bind.Say(&move, "next row")
	bind.Say(&k.In, "next audit")
	bind.Say(&k.Show, "items")
	if g.programme.items {
		bind.Say(&k.Show, "areas")
	}
	bind.Say(&k.Back, "to the list")
	return []key.Binding{k.Open, move, k.In, k.Show, k.Back}
}
