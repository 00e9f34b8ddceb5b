package inventory

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

const (
	headRows = 2   // the headings and a blank line
	stripMax = 6   // lines about the system under the cursor, below the table
	wide     = 120 // from here they stand beside it
	measure  = 88  // the widest a text stays readable
)

func (x *Screen) tableWidth() int {
	if x.w < wide {
		return x.w
	}
	return x.w - x.sideWidth() - 3
}

func (x *Screen) sideWidth() int { return min(measure, max(38, x.w*3/10)) }

// strip is how many lines below the table tell of the system under the cursor.
func (x *Screen) strip() int {
	if x.w >= wide || x.h < 3*stripMax {
		return 0
	}
	return stripMax
}

// room is how many rows fit.
func (x *Screen) room() int {
	h := x.h - headRows - x.strip()
	if x.filter.On() {
		h--
	}
	return max(1, h)
}

// View is the table, and what is open for the system under the cursor.
func (x *Screen) View() string {
	switch {
	case x.now.Assessment == nil:
		return widget.Pane(nil, x.w, x.h)
	case len(x.all) == 0:
		return widget.Pane(x.teach(), x.w, x.h)
	}
	h := x.h
	if x.filter.On() {
		h--
	}
	r, ok := x.current()
	left := widget.Pane(x.table(x.tableWidth()), x.tableWidth(), h-x.strip())
	switch {
	case x.w >= wide:
		var side []string
		if ok {
			side = x.beside(r, x.sideWidth(), h)
		}
		left = widget.Beside(left, " "+x.s.Theme.Faint.Render("│")+" ", widget.Pane(side, x.sideWidth(), h))
	case x.strip() > 0:
		var below []string
		if ok {
			below = x.below(r)
		}
		left += "\n" + widget.Pane(below, x.w, x.strip())
	}
	if x.filter.On() {
		left += "\n" + x.filter.Line(x.w, fmt.Sprintf("%d of %d", len(x.rows()), len(x.all)))
	}
	return left
}

// teach is the empty inventory: why it comes first, and the next key.
func (x *Screen) teach() []string {
	t := x.s.Theme
	w := min(x.w-4, 76)
	lines := []string{"", "  " + t.Strong.Render("No AI system is in the inventory yet."), ""}
	why := fmt.Sprintf("An AI management system is about particular AI systems: those the organisation develops, provides or uses. %d of the items ask about each of them by itself, and such an item is only as good as its weakest system. So the inventory comes first; until it has a system in scope, one answer stands for all.", x.items)
	for _, l := range widget.Wrap(why, w) {
		lines = append(lines, "  "+l)
	}
	return append(lines, "", "  "+t.Key.Render("a")+"  adds the first AI system; its name is enough to begin")
}

// column is a part of the table. Where room is short, the one that has most
// above its least gives way first.
type column struct {
	title string
	least int
	right bool
	text  func(row) string
}

// columns are those that a width has room for at their least. Where there is
// no column for the scope, what is out of it has the word in place of a count.
func columns(width int) []column {
	cols := []column{
		{"AI system", 24, false, func(r row) string { return widget.Line(r.Name) }},
		{"We are", 9, false, func(r row) string { return said(strings.Join(r.Roles, ", ")) }},
		{"Stage", 7, false, func(r row) string { return said(r.Stage) }},
		{"Risk", 7, false, func(r row) string { return said(r.RiskClass) }},
		{"Owner", 7, false, func(r row) string { return said(widget.Line(r.Owner)) }},
	}
	switch {
	case width < 72:
		cols = cols[:3]
	case width >= 96:
		cols = append(cols, column{"Scope", 5, false, func(r row) string { return scopeWord(r.InScope) }})
	}
	return append(cols, column{"Rated", 5, true, rated})
}

func said(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func scopeWord(in bool) string {
	if in {
		return "in"
	}
	return "out"
}

// rated is how many of the items about AI systems are rated for this one.
func rated(r row) string {
	if !r.InScope {
		return scopeWord(false)
	}
	return fmt.Sprintf("%d/%d", r.rated, r.of)
}

func (x *Screen) table(width int) []string {
	rows := x.rows()
	at := x.cursor(rows)
	from, to := widget.Window(x.top, at, len(rows), x.room())
	x.top = from
	cols := columns(width)
	widths := share(cols, x.all, width-2)
	t := x.s.Theme
	lines := []string{t.Dim.Render("  " + line(cols, widths, func(c column) string { return c.title })), ""}
	for i := from; i < to; i++ {
		text := line(cols, widths, func(c column) string { return c.text(rows[i]) })
		switch {
		case i == at:
			lines = append(lines, t.Cursor.Render(widget.Fit("▸ "+text, width)))
		case !rows[i].InScope:
			lines = append(lines, t.Dim.Render("  "+text))
		default:
			lines = append(lines, "  "+text)
		}
	}
	if len(rows) == 0 {
		lines = append(lines, t.Dim.Render("  No system has these words. esc shows all again."))
	}
	return lines
}

func line(cols []column, widths []int, text func(column) string) string {
	parts := make([]string, len(cols))
	for i, c := range cols {
		if c.right {
			parts[i] = widget.FitRight(text(c), widths[i])
		} else {
			parts[i] = widget.Fit(text(c), widths[i])
		}
	}
	return strings.Join(parts, "  ")
}

// share gives every column what its longest text needs, and takes back where
// that is too much. All rows count, so that nothing moves when
// they are narrowed.
func share(cols []column, rows []row, width int) []int {
	widths := make([]int, len(cols))
	total := 2 * (len(cols) - 1)
	for i, c := range cols {
		widths[i] = max(c.least, ansi.StringWidth(c.title))
		for _, r := range rows {
			widths[i] = max(widths[i], min(60, ansi.StringWidth(c.text(r))))
		}
		total += widths[i]
	}
	for ; total > width; total-- {
		most := -1
		for i, c := range cols {
			if over := widths[i] - c.least; over > 0 && (most < 0 || over > widths[most]-cols[most].least) {
				most = i
			}
		}
		if most < 0 {
			break
		}
		widths[most]--
	}
	return widths
}

// beside is the system under the cursor: what it is for, and what is open.
func (x *Screen) beside(r row, width, height int) []string {
	t := x.s.Theme
	lines := []string{t.Strong.Render(widget.Fit(widget.Line(r.Name), width))}
	for _, l := range widget.Wrap(facts(r), width) {
		lines = append(lines, t.Dim.Render(l))
	}
	lines = append(lines, "")
	lines = append(lines, x.purposeLines(r, width, 8)...)
	lines = append(lines, "")
	if !r.InScope {
		return append(lines, t.Dim.Render("Out of scope: nothing is answered for it."))
	}
	for _, it := range r.veiled {
		lines = append(append(lines, widget.Wrap(veiledWords(it), width)...), "")
	}
	if len(r.open) > 0 {
		lines = append(lines, t.Dim.Render(fmt.Sprintf("Not answered yet: %d", len(r.open))))
		for _, it := range r.open {
			lines = append(lines, itemLine(it, "○", width))
		}
		lines = append(lines, "")
	}
	if len(r.low) > 0 {
		lines = append(lines, t.Dim.Render(fmt.Sprintf("Below %d: %d", x.s.Catalog.Method.InPlace, len(r.low))))
		for _, j := range r.low {
			lines = append(lines, itemLine(j.item, fmt.Sprint(j.level), width))
		}
	}
	if len(r.open)+len(r.low)+len(r.veiled) == 0 {
		lines = append(lines, "Every item about AI systems is in place for it.")
	}
	if len(lines) > height {
		more := len(lines) - height + 1
		lines = append(lines[:height-1], t.Dim.Render(fmt.Sprintf("… and %d more: w walks through them", more)))
	}
	return lines
}

// facts are what the table may have had to cut.
func facts(r row) string {
	var words []string
	add := func(lead, text string) {
		if text != "" {
			words = append(words, lead+text)
		}
	}
	add("", strings.Join(r.Roles, ", "))
	add("", r.Stage)
	add("risk ", r.RiskClass)
	add("family ", widget.Line(r.Family))
	add("owner ", widget.Line(r.Owner))
	if len(words) == 0 {
		return "Only its name is known yet: enter says more."
	}
	return strings.Join(words, " · ")
}

func itemLine(it *catalog.Item, mark string, width int) string {
	return widget.Fit(fmt.Sprintf("  %s  %-8s %s", mark, it.Number, widget.Line(it.Title)), width)
}

func veiledWords(it *catalog.Item) string {
	return screen.Veil + " " + it.Number + " is " + screen.Hidden
}

// purposeLines are at most so many lines of the purpose.
func (x *Screen) purposeLines(r row, width, most int) []string {
	if strings.TrimSpace(r.Purpose) == "" {
		return []string{x.s.Theme.Faint.Render("What it is for is not written yet: c writes it.")}
	}
	lines := widget.Wrap(strings.TrimSpace(r.Purpose), width)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = widget.Fit(lines[most-1]+" …", width)
	}
	return lines
}

// below is the same in a few lines, for a window without room beside.
func (x *Screen) below(r row) []string {
	t := x.s.Theme
	width := min(x.w-4, measure)
	lines := []string{t.Faint.Render(widget.Rule(x.w)), "  " + t.Dim.Render(widget.Fit(facts(r), width))}
	for _, l := range x.purposeLines(r, width, stripMax-4-len(r.veiled)) {
		lines = append(lines, "  "+l)
	}
	if !r.InScope {
		return append(lines, t.Dim.Render("  Out of scope: nothing is answered for it."))
	}
	list := func(label string, numbers []string) {
		if len(numbers) > 0 {
			text := fmt.Sprintf("%s: %d  ", label, len(numbers))
			lines = append(lines, "  "+t.Dim.Render(text)+widget.Fit(strings.Join(numbers, ", "), width-len(text)))
		}
	}
	var open, low []string
	for _, it := range r.open {
		open = append(open, it.Number)
	}
	for _, j := range r.low {
		low = append(low, fmt.Sprintf("%s (%d)", j.item.Number, j.level))
	}
	list("Not answered yet", open)
	list(fmt.Sprintf("Below %d", x.s.Catalog.Method.InPlace), low)
	for _, it := range r.veiled {
		lines = append(lines, "  "+widget.Fit(veiledWords(it), width))
	}
	if len(open)+len(low)+len(r.veiled) == 0 {
		lines = append(lines, "  Every item about AI systems is in place for it.")
	}
	return lines
}
