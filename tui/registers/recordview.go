package registers

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/tui/list"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// longest is how many lines of a field are shown; all of it is read with i.
const longest = 6

// drawn is a record laid out: its lines, and which of them each entry has.
type drawn struct {
	lines    []string
	from, to []int // of each entry
}

// recordView is the record that is read: what it is, its marks, and as much of the
// rest as fits around the cursor.
func (g *Screen) recordView(w, h int) string {
	o := &g.open
	if o.row == nil {
		return widget.Pane(nil, w, h)
	}
	top := g.recordTop(w, h)
	foot := g.recordFoot(w)
	d := g.layOut(w)
	room := max(1, h-len(top)-len(foot))
	from, to := g.sight(d, room)
	if more := strings.TrimSpace(list.More(from, len(d.lines)-to)); more != "" {
		words := strings.Replace(more, "more", "lines", 1)
		if strings.HasSuffix(more, " 1 more") && from+len(d.lines)-to == 1 {
			words = strings.Replace(more, "more", "line", 1)
		}
		top[0] = widget.Fit(top[0], w-len([]rune(words))-1) + " " + g.s.Theme.Dim.Render(words)
	}
	lines := append(slices.Clone(top), d.lines[from:to]...)
	for len(lines) < h-len(foot) {
		lines = append(lines, "")
	}
	return widget.Pane(append(lines, foot...), w, h)
}

// sight are the lines in sight: those of the entry under the cursor are.
func (g *Screen) sight(d drawn, room int) (from, to int) {
	o := &g.open
	n := len(d.lines)
	if o.cursor.At >= len(d.from) {
		return 0, min(n, room)
	}
	first, last := d.from[o.cursor.At], d.to[o.cursor.At]-1
	if o.cursor.At == 0 {
		first = 0
	}
	o.cursor.Window(min(last, first+room-1), n, room)
	return o.cursor.Window(first, n, room)
}

// recordTop is what stands above the fields.
func (g *Screen) recordTop(w, h int) []string {
	return append(g.recordHead(w, h/3), g.trend(g.open.row, w, h)...)
}

// recordHead is its number, title and state, and its marks.
func (g *Screen) recordHead(w, most int) []string {
	t, r := g.s.Theme, g.open.row
	title := titleOfRecord(r)
	if n := len(g.open.trail); n > 0 {
		if from, known := g.shelf.byID[g.open.trail[n-1].id]; known {
			title = from.number + " › " + title
		}
	}
	lines := []string{t.Strong.Render(" " + title)}
	if r.now > 0 {
		line := " Level " + g.bandWords(r.now, true, t)
		if r.after > 0 {
			line += ", after the treatment " + g.bandWords(r.after, true, t)
		}
		lines = append(lines, line)
	}
	marks := g.shelf.marks[r.ID]
	for i, m := range marks {
		said := g.mark(m, w-2)
		if len(lines)+len(said) > max(2, most) {
			lines = append(lines, t.Dim.Render(fmt.Sprintf(" and %d more; i shows all", len(marks)-i)))
			break
		}
		lines = append(lines, widget.Indent(said, " ", " ")...)
	}
	return append(lines, "")
}

// recordFoot is the help of the field under the cursor.
func (g *Screen) recordFoot(w int) []string {
	t := g.s.Theme
	e := g.open.current()
	if g.part != atRecord {
		return nil
	}
	lines := widget.Wrap(g.helpOf(e), w-2)
	if len(lines) > 2 {
		lines = append(lines[:1], widget.Fit(lines[1]+" …", w-2))
	}
	for len(lines) < 2 {
		lines = append(lines, "")
	}
	for i := range lines {
		lines[i] = " " + t.Dim.Render(lines[i])
	}
	return append([]string{t.Faint.Render(widget.Rule(w))}, lines...)
}

// helpOf says what an entry is for.
func (g *Screen) helpOf(e entry) string {
	switch {
	case len(e.sides) > 0 && g.edit == nil:
		return "Copies disagree here; what is written now settles it. V has the room vote, and v in the History lists all that disagrees."
	case e.state:
		return g.stateHelp()
	case e.field != nil:
		words := e.field.Help
		if e.needs {
			words += " The next state needs it."
		}
		if len(g.led(g.open.row, e.field)) > 0 {
			words += " → opens what it leads to."
		}
		if e.field.Type == "date" && g.edit != nil {
			words += " Such as 31 Dec 2026, +30d or today."
		}
		if e.field.Unit != "" {
			words += " In " + e.field.Unit + "."
		}
		return words
	case e.answers:
		return "A limit is passed, or no value came. enter makes an incident of it, with what is known."
	case e.measured != nil:
		return "enter writes it anew, x takes it away. Times are in UTC."
	case e.measures:
		return "enter adds a measurement. A program adds its own with crosswalk metric add-value."
	case e.leads != nil:
		return "enter opens " + e.leads.number + "."
	case e.item != "":
		return "enter leads to " + e.item + " in the Walk."
	case e.adds != "":
		return "enter adds one."
	}
	return ""
}

// layOut makes the lines of all entries.
func (g *Screen) layOut(w int) drawn {
	var d drawn
	label := g.labelWidth(w)
	for i, e := range g.open.entries {
		if e.head != "" {
			d.lines = append(d.lines, "", " "+g.s.Theme.Strong.Render(widget.Fit(widget.Line(e.head), w-1)))
			if e.among != nil {
				d.lines = append(d.lines, g.belowHeads(e, w))
			}
		}
		here := i == g.open.cursor.At && g.part == atRecord
		d.from = append(d.from, len(d.lines))
		if e.among != nil {
			d.lines = append(d.lines, g.belowLine(e, here, w))
		} else {
			d.lines = append(d.lines, g.entryLines(e, here, label, w)...)
		}
		d.to = append(d.to, len(d.lines))
	}
	return d
}

// belowColumns are those of the records below one, as a list of their kind has them.
func (g *Screen) belowColumns(e entry, w int) (list.Columns[*row], []int) {
	k, _ := g.shelf.kind(e.adds)
	cols := g.columnsOf(k, e.among, w)
	return cols, cols.Widths(e.among, w)
}

func (g *Screen) belowHeads(e entry, w int) string {
	cols, widths := g.belowColumns(e, w-2)
	return "  " + g.s.Theme.Dim.Render(cols.Heads(widths, w-2))
}

func (g *Screen) belowLine(e entry, here bool, w int) string {
	cols, widths := g.belowColumns(e, w-2)
	if here {
		return g.s.Theme.Cursor.Render("▸ " + cols.Row(e.leads, widths, w-2, &style.Theme{}))
	}
	return "  " + cols.Row(e.leads, widths, w-2, g.s.Theme)
}

// labelWidth is the cells of the labels: as many as the longest has, two fifths of
// the pane at most.
func (g *Screen) labelWidth(w int) int {
	most := 0
	for _, e := range g.open.entries {
		if e.among != nil {
			continue // it stands in columns
		}
		wide := len([]rune(e.label))
		if e.sub {
			wide += 2
		}
		most = max(most, wide)
	}
	return min(most, max(12, w*2/5), 40)
}

// entryLines are the lines of an entry: its label beside what it says. The one under
// the cursor is reversed where it begins, and has a sign.
func (g *Screen) entryLines(e entry, here bool, label, w int) []string {
	t := g.s.Theme
	room := w - label - 5
	name := e.label
	if e.sub {
		name = "└ " + name
	}
	labels := widget.Wrap(name, label)
	var said []string
	if here && g.edit != nil {
		said = g.edit.lines(room)
	} else {
		said = g.saidLines(e, room)
	}
	lines := make([]string, max(len(labels), len(said)))
	for i := range lines {
		left, right := "", ""
		if i < len(labels) {
			left = labels[i]
		}
		if i < len(said) {
			right = said[i]
		}
		left = widget.Fit(left, label)
		switch {
		case here && i == 0 && g.edit == nil:
			left = t.Cursor.Render("▸ " + left)
		case here && i == 0:
			left = t.Accent.Render("▸ ") + t.Strong.Render(left)
		default:
			left = "  " + t.Dim.Render(left)
		}
		lines[i] = left + "  " + right
	}
	return lines
}

// sideLines are what each copy says, long texts cut.
func (g *Screen) sideLines(sides []string, room int) []string {
	var lines []string
	for _, side := range sides {
		if most := (longest + 1) * max(20, room); len(side) > most {
			side = strings.ToValidUTF8(side[:most], "")
		}
		said := widget.Indent(widget.Wrap(side, max(8, room-2)), disagree+" ", "  ")
		if len(said) > longest {
			said = append(said[:longest-1], "  … the History shows all of it")
		}
		for _, l := range said {
			lines = append(lines, g.s.Theme.Warn.Render(l))
		}
	}
	return lines
}

// saidLines are what an entry says, long texts cut.
func (g *Screen) saidLines(e entry, room int) []string {
	t := g.s.Theme
	switch {
	case len(e.sides) > 0:
		return g.sideLines(e.sides, room)
	case e.said == "" && e.needs:
		return []string{t.Warn.Render("· needed next")}
	case e.said == "" && e.field != nil && e.field.Required:
		return []string{t.Warn.Render("· must say something")}
	case e.said == "":
		return []string{t.Faint.Render("·")}
	}
	text := e.said
	if most := (longest + 1) * max(20, room); len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	lines := widget.Wrap(text, max(8, room))
	if len(lines) > longest || len(text) < len(e.said) {
		lines = append(lines[:min(len(lines), longest-1)], t.Dim.Render("… i shows all of it"))
	}
	if e.field != nil && len(g.led(g.open.row, e.field)) > 0 {
		for i, l := range lines {
			lines[i] = t.Key.Render(l)
		}
	}
	return lines
}
