package gaps

import (
	"fmt"
	"strconv"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

const (
	// measure is the widest a text stays readable.
	measure = 88
	// headRows stand above the list.
	headRows = 2
)

// View is the list, and below it the gap under the cursor.
func (g *Screen) View() string {
	if g.now.Assessment == nil {
		return widget.Pane(nil, g.w, g.h)
	}
	height, foot := g.h, ""
	if g.find.On() {
		height--
		foot = "\n" + g.find.Line(g.w, fmt.Sprintf("%d found", len(g.shown)))
	}
	if len(g.shown) == 0 {
		return widget.Pane(append([]string{g.head(), ""}, g.empty()...), g.w, height) + foot
	}
	below := max(5, min(height/3, 12))
	return g.table(height-below-1) + "\n" + g.s.Theme.Faint.Render(widget.Rule(g.w)) + "\n" +
		widget.Pane(g.detail(below), g.w, below) + foot
}

// columns are the widths of the list, in cells; what is 0 is left out.
type columns struct{ title, owner, due, bar, result int }

const (
	numberWidth = 7
	stateWidth  = 3
	whyWidth    = 11
	daysWidth   = 5
)

func (g *Screen) columns() columns {
	c := columns{owner: 9, due: 11, bar: 6}
	if g.w >= 120 {
		c.owner, c.due, c.bar = 16, 18, 12
	}
	rest := g.w - 2 - numberWidth - 1 - 1 - stateWidth - 1 - whyWidth - 1 - c.owner - 1 - c.due - 1 - daysWidth - 1 - c.bar
	if g.w >= 120 {
		c.result = rest*3/5 - 2
		rest -= c.result + 2
	}
	c.title = max(0, rest)
	return c
}

func (g *Screen) table(height int) string {
	t, c := g.s.Theme, g.columns()
	header := "  " + widget.Fit("Item", numberWidth) + " " + widget.Fit("Title", c.title) + " " + widget.Fit("", stateWidth) + " " +
		widget.Fit("Why", whyWidth) + " " + widget.Fit("Owner", c.owner) + " " + widget.Fit("Due", c.due) + " " + widget.FitRight("Days", daysWidth) + " " + widget.Fit("Reuse", c.bar)
	if c.result > 0 {
		header += "  " + widget.Fit("To make", c.result)
	}
	lines := []string{g.head(), t.Dim.Render(widget.Fit(header, g.w))}
	from, to := g.cursor.Window(g.cursor.At, len(g.shown), height-headRows)
	for i := from; i < to; i++ {
		lines = append(lines, g.line(g.shown[i], c, i == g.cursor.At))
	}
	return widget.Pane(lines, g.w, height)
}

// line is a row, drawn once as long as nothing changes in it.
func (g *Screen) line(x *gap, c columns, here bool) string {
	if here {
		return g.row(x, c, true)
	}
	line, ok := g.drawn[x.ID]
	if !ok {
		line = g.row(x, c, false)
		g.drawn[x.ID] = line
	}
	return line
}

func (g *Screen) row(x *gap, c columns, here bool) string {
	t := g.s.Theme
	flag := " "
	if x.flagged {
		flag = "⚑"
	}
	left := widget.Fit(x.Item.Number, numberWidth) + " " + widget.Fit(widget.Line(x.Item.Title), c.title) + " " +
		widget.Fit(state(x), stateWidth) + " "
	why, owner, due := widget.Fit(x.why, whyWidth), widget.Fit(g.ownerWord(x), c.owner), widget.Fit(g.dueWord(x), c.due)
	days := widget.FitRight(fmt.Sprintf("%.1f", x.Days), daysWidth)
	bar := widget.Split{Done: x.Credit, Reuse: x.Reuse, Build: x.Build}.Bar
	if x.veiled {
		days = widget.FitRight(screen.Veil, daysWidth)
		bar = func(_ *style.Theme, w int) string { return widget.Fit(screen.Veil, w) }
	}
	result := ""
	if c.result > 0 {
		result = "  " + widget.Fit(x.Item.Deliverable, c.result)
	}
	if here {
		return t.Cursor.Render(widget.Fit("▸"+flag+left+why+" "+owner+" "+due+" "+days+" "+bar(&style.Theme{}, c.bar)+result, g.w))
	}
	if x.overdue {
		due = t.Warn.Render(due)
	}
	switch {
	case x.veiled:
	case x.Major > 0:
		why = t.Bad.Render(why)
	case x.Minor > 0:
		why = t.Warn.Render(why)
	}
	return widget.Fit(" "+t.Warn.Render(flag)+left+why+" "+owner+" "+due+" "+days+" "+bar(t, c.bar)+t.Dim.Render(result), g.w)
}

// state is the mark of how far the answer has come, with its rating.
func state(x *gap) string {
	switch {
	case x.veiled:
		return screen.Veil
	case x.Standing.State == assess.Rated:
		return "● " + strconv.Itoa(x.Standing.Level)
	case x.Standing.State == assess.Partial:
		return "◐"
	}
	return "○"
}

func (g *Screen) ownerWord(x *gap) string {
	switch len(x.owners) {
	case 0:
		return "·"
	case 1:
		return widget.Line(x.owners[0])
	}
	more := fmt.Sprintf(" +%d", len(x.owners)-1)
	return widget.Line(x.owners[0]) + more
}

// dueWord tells an overdue date by a word, in as many cells as there are.
func (g *Screen) dueWord(x *gap) string {
	d, err := time.Parse(time.DateOnly, x.due)
	switch {
	case x.due == "" || err != nil:
		return "·"
	case g.w >= 120 && x.overdue:
		return x.due + " overdue"
	case g.w >= 120:
		return x.due
	case x.overdue:
		return "late " + d.Format("2 Jan")
	}
	return d.Format("2 Jan 2006")
}

// head counts the gaps, and says what of them is shown, and how.
func (g *Screen) head() string {
	t, overall := g.s.Theme, g.now.Score.Overall
	open, major, minor, days := 0, 0, 0, 0.0
	for i := range g.all {
		if g.all[i].open() {
			open++
		}
		major += g.all[i].Major
		minor += g.all[i].Minor
		days += g.all[i].Days
	}
	line := t.Strong.Render(fmt.Sprintf(" %d gaps of %d", len(g.all), overall.Applicable)) + fmt.Sprintf(" · %.0f days", days)
	if open > 0 {
		line += fmt.Sprintf(" · %d unanswered", open)
	}
	if major+minor > 0 {
		line += fmt.Sprintf(" · %d major, %d minor", major, minor)
	}
	if g.filter != every {
		line += t.Warn.Render(fmt.Sprintf(" · %d shown: %s", len(g.shown), filterNames[g.filter]))
	}
	line += t.Dim.Render(" · " + g.order.String())
	return widget.Fit(line, g.w)
}

// empty teaches where nothing is shown.
func (g *Screen) empty() []string {
	text := g.filter.none()
	switch {
	case g.fresh():
		text = "Nothing is answered yet, so all that the standard asks is still a gap. The list is worth reading once the Walk has begun: what you rate below 3 stays in it, what conforms leaves it. enter begins the Walk."
	case g.find.On():
		text = "No gap has these words in its number, its title, its note, its findings or its owner. esc shows all again."
	case text != "":
	case g.now.Score.Overall.Applicable == 0:
		text = "No item applies, so there is nothing to close. Exclusions are made and taken back in the Walk."
	default:
		text = fmt.Sprintf("No gap is left: all %d items that apply conform. What is missing now is on the Overview: how many of them are verified by evidence that a named person saw.", g.now.Score.Overall.Applicable)
	}
	return widget.Indent(widget.Wrap(text, min(g.w-2, measure)), " ", " ")
}

// detail is the gap under the cursor: why, what was found, who sees to it, and
// how it is closed, as much as fits.
func (g *Screen) detail(height int) []string {
	x := g.current()
	width := min(g.w-2, measure)
	lines := []string{g.s.Theme.Strong.Render(widget.Fit(x.Item.Number+"  "+widget.Line(x.Item.Title), width))}
	add := func(label, text string) {
		if text != "" {
			lines = append(lines, widget.Indent(widget.Wrap(text, width-10), g.s.Theme.Dim.Render(widget.Fit(label, 10)), widget.Blank(10))...)
		}
	}
	if x.veiled {
		add("Why", screen.Veil+" "+screen.Hidden)
	} else {
		add("Why", g.whole(x))
		add("Work", g.work(x))
	}
	for _, f := range g.now.Assessment.FindingsOn(x.ID) {
		if f.OpenNonconformity() {
			add(f.Grade, f.Statement)
		}
	}
	add("Owner", g.assigned(x))
	add("To make", x.Item.Deliverable)
	for i, step := range x.Item.Extend {
		add([]string{"To do", ""}[min(i, 1)], step)
	}
	add("Note", x.note)
	if len(lines) > height {
		lines = append(lines[:height-1], g.s.Theme.Dim.Render("… enter opens it in the Walk"))
	}
	return widget.Indent(lines, " ", " ")
}

// whole is the reason in a sentence.
func (g *Screen) whole(x *gap) string {
	for _, term := range g.now.Score.Explain(x.Item.Set.ID) {
		if term.Item.ID == x.ID {
			return term.Why
		}
	}
	return x.why
}

// work is how much is to do, of what kind and in which phase.
func (g *Screen) work(x *gap) string {
	return fmt.Sprintf("%.1f person-days, %s: reuse %.0f %%, build %.0f %% · phase %d", x.Days, x.Quadrant, x.Reuse*100, x.Build*100, x.Phase)
}

func (g *Screen) assigned(x *gap) string {
	words := "nobody yet"
	if len(x.owners) > 0 {
		words = x.owner()
	}
	if x.due != "" {
		words += " · due " + x.due
	}
	if x.overdue {
		words += ", overdue"
	}
	return words
}
