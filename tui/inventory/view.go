package inventory

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

const (
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

// View is the table, and what is open for the system under the cursor.
func (x *Screen) View() string {
	switch {
	case x.now.Assessment == nil:
		return widget.Pane(nil, x.w, x.h)
	case len(x.systems.All()) == 0:
		return widget.Pane(x.teach(), x.w, x.h)
	}
	foot, h := x.systems.Foot(x.w, x.h)
	left := x.systems.View(x.tableWidth(), h-x.strip(), x.head())
	r, ok := x.systems.Current()
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
	return left + foot
}

// head counts the systems.
func (x *Screen) head() list.Head {
	all, in := x.systems.All(), len(x.now.Assessment.InScope())
	what := fmt.Sprintf("%d AI systems", len(all))
	if len(all) == 1 {
		what = "1 AI system"
	}
	return list.Head{What: what, More: fmt.Sprintf(" · %d in scope", in)}
}

func (x *Screen) none(int) []string {
	return []string{x.s.Theme.Dim.Render("  No system has these words. esc shows all again.")}
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

// columns are those that a width has room for at their least. Where there is
// no column for the scope, what is out of it has the word in place of a count.
func columns(width int) list.Columns[row] {
	column := func(title string, least int, text func(row) string) list.Column[row] {
		return list.Column[row]{Title: title, Gap: 2, Width: least, Most: 60, Text: func(r row, t *style.Theme) string {
			if r.InScope {
				return text(r)
			}
			return t.Dim.Render(text(r))
		}}
	}
	cols := list.Columns[row]{
		column("No.", 6, func(r row) string { return r.number }),
		column("", 1, missingSign),
		column("AI system", 22, func(r row) string { return widget.Line(r.Name) }),
		column("We are", 9, func(r row) string { return said(strings.Join(r.Roles, ", ")) }),
		column("Stage", 7, func(r row) string { return said(r.Stage) }),
		column("Risk", 7, func(r row) string { return said(r.RiskClass) }),
		column("Owner", 7, func(r row) string { return said(widget.Line(r.Owner)) }),
	}
	switch {
	case width < 70:
		cols = cols[:5]
	case width >= 94:
		cols = append(cols, column("Scope", 5, func(r row) string { return scopeWord(r.InScope) }))
	}
	cols[0].Gap, cols[1].Gap, cols[2].Gap = 0, 0, 1
	last := column("Rated", 5, rated)
	last.Right = true
	return append(cols, last)
}

// missingSign marks a system of which the inventory does not say all it has to.
func missingSign(r row) string {
	if len(r.missing) > 0 {
		return screen.SignStale
	}
	return ""
}

// missingWords name what is not said; empty where nothing is missing.
func missingWords(r row) string {
	if len(r.missing) == 0 {
		return ""
	}
	return screen.SignStale + " not filled in: " + strings.Join(r.missing, ", ")
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

// beside is the system under the cursor: what it is for, and what is open.
func (x *Screen) beside(r row, width, height int) []string {
	t := x.s.Theme
	lines := []string{t.Strong.Render(widget.Fit(widget.Line(r.Name), width))}
	for _, l := range widget.Wrap(facts(r), width) {
		lines = append(lines, t.Dim.Render(l))
	}
	if text := missingWords(r); text != "" {
		lines = append(lines, widget.Wrap(text, width)...)
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
			lines = append(lines, itemLine(it, screen.SignEmpty, width))
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
	add("", r.State)
	add("risk ", r.RiskClass)
	add("family ", widget.Line(r.Family))
	add("owner ", widget.Line(r.Owner))
	add("", r.Kind)
	add("", r.Autonomy)
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

// purposeLines are at most so many lines of the purpose, none where there is no room.
func (x *Screen) purposeLines(r row, width, most int) []string {
	if most < 1 {
		return nil
	}
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
	most := stripMax - 4 - len(r.veiled)
	if text := missingWords(r); text != "" {
		lines = append(lines, "  "+widget.Fit(text, width))
		most--
	}
	for _, l := range x.purposeLines(r, width, most) {
		lines = append(lines, "  "+l)
	}
	if !r.InScope {
		return append(lines, t.Dim.Render("  Out of scope: nothing is answered for it."))
	}
	some := func(label string, numbers []string) {
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
	some("Not answered yet", open)
	some(fmt.Sprintf("Below %d", x.s.Catalog.Method.InPlace), low)
	for _, it := range r.veiled {
		lines = append(lines, "  "+widget.Fit(veiledWords(it), width))
	}
	if len(open)+len(low)+len(r.veiled) == 0 {
		lines = append(lines, "  Every item about AI systems is in place for it.")
	}
	return lines
}
