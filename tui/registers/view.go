package registers

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// The widths from which kinds and list stand beside each other, the record beside the
// list, and the record beside both.
const (
	two     = 72
	beside  = 120
	three   = 168
	measure = 88 // the widest a text stays readable
)

// widths are the cells of the panes; 0: it is out of sight. Where the record has room
// beside the list alone, the kinds give way to it once somebody is in the list.
func (g *Screen) widths() (kinds, rows, record int) {
	switch {
	case g.part == atHeat || g.part == atProgramme || g.w < beside && g.part == atRecord:
		return 0, 0, g.w
	case g.w < two && g.part == atKinds:
		return g.w, 0, 0
	case g.w < two:
		return 0, g.w, 0
	}
	kinds = 29
	if g.w >= 140 {
		kinds = 33
	}
	switch {
	case g.w < beside || g.open.row == nil || g.w < three && g.part == atKinds:
		return kinds, g.w - kinds - 3, 0
	case g.w < three:
		record = max(50, g.w*3/8)
		return 0, g.w - record - 3, record
	}
	rest := g.w - kinds - 6
	record = min(measure, max(50, rest*2/5))
	return kinds, rest - record, record
}

// View is the kinds, the list and the record, as many of them as have room.
func (g *Screen) View() string {
	if g.shelf == nil {
		return widget.Pane([]string{"", " " + g.s.Theme.Dim.Render("Reading the records …")}, g.w, g.h)
	}
	kinds, rows, record := g.widths()
	var panes []string
	if kinds > 0 {
		panes = append(panes, g.kindsView(kinds, g.h, rows == 0))
	}
	if rows > 0 {
		panes = append(panes, g.rowsView(rows, g.h, record == 0))
	}
	switch {
	case g.part == atHeat:
		return g.heatView()
	case g.part == atProgramme:
		return g.programmeView()
	case record > 0:
		panes = append(panes, g.recordView(record, g.h))
	}
	view := panes[0]
	for _, pane := range panes[1:] {
		view = widget.Beside(view, " "+g.s.Theme.Faint.Render("│")+" ", pane)
	}
	return view
}

// kindsView is the kinds by clause; alone on the screen, with what the one under
// the cursor is for.
func (g *Screen) kindsView(w, h int, alone bool) string {
	g.kinds.Away = g.part != atKinds
	n, act, look := g.sum()
	head := list.Head{What: "Registers"}
	if n > 0 {
		head.What = visibleCount(n, "record")
	}
	head.More = g.needWords(act, look)
	if n > 0 && ansi.StringWidth(head.What+head.More) > w-roomForMore {
		head.What = counted(n) // what is counted shows below, what needs somebody only here
	}
	if !alone {
		return g.kinds.View(w, h, head)
	}
	k, _ := g.kinds.Current()
	foot := []string{g.s.Theme.Faint.Render(widget.Rule(w))}
	foot = append(foot, widget.Indent(widget.Wrap(k.Purpose, w-2), " ", " ")...)
	return g.kinds.View(w, h-len(foot), head) + "\n" + widget.Pane(foot, w, len(foot))
}

// roomForMore is what the rows out of sight take beside the head of a list.
const roomForMore = 12

// sum counts all records, and those that need somebody.
func (g *Screen) sum() (n, act, look int) {
	for _, k := range g.kinds.All() {
		if k.route == "" {
			n, act, look = n+k.n, act+k.act, look+k.look
		}
	}
	return n, act, look
}

// needWords say how many records need somebody to act, and to look.
func (g *Screen) needWords(act, look int) string {
	words := ""
	if act > 0 {
		words += g.s.Theme.Bad.Render(fmt.Sprintf(" · %d act", act))
	}
	if look > 0 {
		words += g.s.Theme.Warn.Render(fmt.Sprintf(" · %d look", look))
	}
	return words
}

// visibleCount is a number with what it counts.
func visibleCount(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

// sentence is what a rule or a refusal says, as one.
func sentence(text string) string { return screen.Said(text) }

func counted(n int) string { return strconv.Itoa(n) }

func (g *Screen) kindColumns(width int) list.Columns[*kind] {
	return list.Columns[*kind]{
		{Title: "", Gap: 1, Fill: 1, Text: func(k *kind, t *style.Theme) string {
			if k.n == 0 {
				return t.Dim.Render(k.Title)
			}
			return k.Title
		}},
		{Gap: 1, Width: 3, Right: true, Text: func(k *kind, t *style.Theme) string {
			if k.n == 0 {
				return t.Dim.Render("·")
			}
			return counted(k.n)
		}},
		{Gap: 1, Width: 2, Text: func(k *kind, t *style.Theme) string {
			switch {
			case k.act > 0:
				return signOf(register.Act, t)
			case k.look > 0:
				return signOf(register.Look, t)
			}
			return ""
		}},
	}
}

// signOf is the sign of a degree.
func signOf(d register.Degree, t *style.Theme) string {
	switch d {
	case register.Act:
		return t.Bad.Render("!!")
	case register.Look:
		return t.Warn.Render("!")
	}
	return ""
}

// rowsView is the list of the kind under the cursor; where no record stands beside
// it, with what is to know of the one under the cursor.
func (g *Screen) rowsView(w, h int, alone bool) string {
	g.rows.Away = g.part != atRows
	k, ok := g.kinds.Current()
	if !ok || k.route != "" {
		return g.elsewhere(k, w, h)
	}
	foot, above := g.rows.Foot(w, h)
	r, some := g.rows.Current()
	if !some || !alone {
		return g.listView(w, above, g.head(k, w)) + foot
	}
	about := g.about(r, w-2)
	about = about[:min(len(about), max(1, above/3))]
	below := append([]string{g.s.Theme.Faint.Render(widget.Rule(w))}, widget.Indent(about, " ", " ")...)
	return g.listView(w, above-len(below), g.head(k, w)) + "\n" + widget.Pane(below, w, len(below)) + foot
}

// elsewhere stands in place of a list that has a screen of its own.
func (g *Screen) elsewhere(k *kind, w, h int) string {
	if k == nil {
		return widget.Pane(nil, w, h)
	}
	lines := []string{g.s.Theme.Strong.Render(" " + k.Title + " · " + counted(k.n)), ""}
	lines = append(lines, widget.Indent(widget.Wrap(k.Purpose+" enter opens the inventory.", min(w-2, measure)), " ", " ")...)
	lines = append(lines, "")
	for _, s := range g.now.Assessment.ActiveSystems() {
		lines = append(lines, " "+widget.Fit(widget.Line(s.Name), min(24, w/2))+"  "+g.s.Theme.Dim.Render(widget.Line(s.Purpose)))
	}
	if len(lines) > h {
		left := len(lines) - h + 1
		lines = append(lines[:h-1], g.s.Theme.Dim.Render(fmt.Sprintf(" and %d more", left)))
	}
	return widget.Pane(lines, w, h)
}

// head counts the records of a kind. In a narrow list the title, which stands at the
// left too, gives way to what else is worth a word.
func (g *Screen) head(k *kind, w int) list.Head {
	how := g.arrangement()
	head := list.Head{What: k.Title + " · " + counted(k.n), More: g.needWords(k.act, k.look)}
	var words []string
	if how.cell != nil {
		words = append(words, how.cell.name)
	}
	if len(how.only) > 0 {
		words = append(words, widget.Line(how.only.RecordsShown(k.Register)))
	}
	if head.Filter = strings.Join(words, ", "); (head.Filter != "" || g.rows.Find.On()) && w < 70 {
		head.What = k.Prefix
	}
	if w < 45 && head.What != k.Prefix {
		head.What = k.Prefix + " · " + counted(k.n)
	}
	if how.order > 0 {
		head.More += g.s.Theme.Dim.Render(" · " + g.orders(k.Register)[how.order].name)
	}
	return head
}

// about is what the line of a record has no room for: its marks, and what it says
// first.
func (g *Screen) about(r *row, w int) []string {
	t := g.s.Theme
	lines := []string{t.Strong.Render(widget.Fit(r.number+"  "+widget.Line(r.Title()), w))}
	for _, m := range g.shelf.marks[r.ID] {
		lines = append(lines, g.mark(m, w)...)
	}
	if len(lines) == 1 {
		lines = append(lines, t.Dim.Render(widget.Fit(g.summary(r), w)))
	}
	return lines
}

// mark is the sentence of a mark.
func (g *Screen) mark(m register.Mark, w int) []string {
	sign := widget.Fit(signOf(m.Degree, g.s.Theme), 3)
	return widget.Indent(widget.Wrap(sentence(m.Sentence), w-3), sign, "   ")
}

// summary are the columns of the list that a narrow window has no room for.
func (g *Screen) summary(r *row) string {
	k, _ := g.shelf.kind(r.Kind)
	var parts []string
	for _, name := range k.Columns {
		said := widget.FirstLine(g.shelf.Column(r.Record, name))
		switch {
		case said == "" || name == catalog.RecordTitle:
		case name == catalog.RecordState:
			parts = append(parts, said)
		default:
			parts = append(parts, k.ColumnLabel(name)+" "+said)
		}
	}
	return strings.Join(parts, " · ")
}

// none teaches where no record is shown.
func (g *Screen) none(width int) []string {
	k := g.register()
	text := ""
	switch {
	case k == nil:
		return nil
	case g.rows.Find.On():
		text = "No record has these words. esc shows all again."
	case len(g.rows.All()) > 0:
		text = "No record is like that. esc shows all again, and v chooses another way."
	default:
		return g.teach(k, width)
	}
	return append([]string{""}, widget.Indent(widget.Wrap(text, min(width-2, measure)), " ", " ")...)
}

// teach is what an empty register is for, and how it begins.
func (g *Screen) teach(k *catalog.Register, width int) []string {
	w := min(width-2, measure)
	parts := []string{k.Purpose, strings.TrimSpace(k.Empty), "It serves " + strings.Join(k.Serves, ", ") + "."}
	if e := g.shelf.Elsewhere(k.ID); e.Where != "" {
		parts[1] = "It is kept elsewhere: " + widget.Line(e.Where) + ". " + widget.Line(e.By) + " last looked there on " + day.Show(e.Checked) + "."
	}
	begin := "a adds the first one."
	if n := len(g.shelf.library[k.ID]); n > 0 {
		begin += fmt.Sprintf(" L takes some from a library of %d.", n)
	}
	if why := g.s.Role().MayWrite(); why != nil {
		begin = "You read here; who assesses writes the first one."
	}
	var lines []string
	for _, part := range append(parts, begin) {
		lines = append(lines, "")
		lines = append(lines, widget.Indent(widget.Wrap(part, w), " ", " ")...)
	}
	return lines
}
