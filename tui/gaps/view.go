package gaps

import (
	"fmt"
	"slices"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

// View is the list, and below it the gap under the cursor.
func (g *Screen) View() string {
	if g.now.Assessment == nil {
		return widget.Pane(nil, g.w, g.h)
	}
	foot, height := g.gaps.Foot(g.w, g.h)
	if g.current() == nil {
		return g.gaps.Draw(g.w, height, []string{g.gaps.Head(g.w, g.head())}, nil) + foot
	}
	below := max(5, min(height/3, 12))
	return g.gaps.View(g.w, height-below-1, g.head()) + "\n" + g.s.Theme.Faint.Render(widget.Rule(g.w)) + "\n" +
		widget.Pane(g.detail(below), g.w, below) + foot
}

// columns are what a row tells, and on a wide screen what is to be made.
func (g *Screen) columns(width int) list.Columns[*gap] {
	wide := width >= 118
	owner, due, bar := 9, 11, 6
	switch {
	case wide:
		owner, due, bar = 16, 11, 12
	case width < 70:
		owner = 0 // the line below says whose it is
	}
	most := owner
	if width >= 160 {
		most = 32
	}
	if wide && slices.ContainsFunc(g.gaps.All(), func(x *gap) bool { return x.overdue }) {
		due = 19 // its day, and the word
	}
	cols := list.Columns[*gap]{
		{Title: "Item", Width: 7, Text: func(x *gap, _ *style.Theme) string { return x.Item.Number }},
		{Width: 2, Text: g.beside},
		{Title: "Title", Fill: 2, Text: func(x *gap, _ *style.Theme) string { return widget.Line(x.Item.Title) }},
		{Title: "Stands", Gap: 1, Width: 9, Text: whyWord},
		{Title: "Owner", Gap: min(1, owner), Width: owner, Most: most, Text: func(x *gap, _ *style.Theme) string { return ownerWord(x) }},
		{Title: "Due", Gap: 1, Width: due, Text: func(x *gap, t *style.Theme) string { return dueWord(x, t, wide) }},
		{Title: "Days", Gap: 1, Width: 5, Right: true, Text: func(x *gap, _ *style.Theme) string { return days(x) }},
		{Title: "Reuse", Gap: 1, Width: bar, Text: func(x *gap, t *style.Theme) string { return work(x, t, bar) }},
	}
	if wide {
		cols = append(cols, list.Column[*gap]{Title: "To make", Gap: 2, Fill: 3, Text: func(x *gap, t *style.Theme) string { return t.Dim.Render(g.s.Lang.Item(x.Item).Deliverable) }})
	}
	return cols
}

// beside is the sign before a title: a flag, else what the records say.
func (g *Screen) beside(x *gap, t *style.Theme) string {
	switch {
	case x.flagged:
		return t.Warn.Render(screen.SignFlag)
	case x.veiled:
		return ""
	case g.kept.Contradicts(x.ID):
		return t.Warn.Render(screen.SignAgainst)
	case g.kept.Supports(x.ID):
		return t.Dim.Render(screen.SignMore)
	}
	return ""
}

// whyWord is the mark of how far the answer has come, with its rating or its systems,
// and what was found. The rest is told below the list.
func whyWord(x *gap, t *style.Theme) string {
	st := x.Standing
	words := screen.Sign(st.State)
	switch {
	case x.veiled:
		return screen.Veil
	case st.State == assess.Rated:
		words += fmt.Sprintf(" %d", st.Level)
	case x.Major+x.Minor > 0: // which say more
	case st.State == assess.Partial && st.Of > 0:
		words += fmt.Sprintf(" %d/%d", st.Answered, st.Of)
	case st.State == assess.Partial:
		words += " partly"
	default:
		words += " open"
	}
	switch {
	case x.Major > 0:
		return t.Bad.Render(words + " major")
	case x.Minor > 0:
		return t.Warn.Render(words + " minor")
	}
	return words
}

func days(x *gap) string {
	if x.veiled {
		return screen.Veil
	}
	return fmt.Sprintf("%.1f", x.Days)
}

// work is how much of it is done, is carried, and has to be built.
func work(x *gap, t *style.Theme, w int) string {
	if x.veiled {
		return screen.Veil
	}
	return widget.Split{Done: x.Credit, Reuse: x.Reuse, Build: x.Build}.Line(t, w)
}

func ownerWord(x *gap) string {
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
func dueWord(x *gap, t *style.Theme, wide bool) string {
	d, err := time.Parse(time.DateOnly, x.due)
	switch {
	case x.due == "" || err != nil:
		return "·"
	case wide && x.overdue:
		return t.Warn.Render(day.Show(x.due) + " overdue")
	case wide:
		return day.Show(x.due)
	case x.overdue:
		return t.Warn.Render("late " + d.Format("2 Jan"))
	}
	return d.Format(day.Form)
}

// head counts the gaps, and says how they are sorted.
func (g *Screen) head() list.Head {
	t, all := g.s.Theme, g.gaps.All()
	open, major, minor, days := 0, 0, 0, 0.0
	for _, x := range all {
		if x.open() {
			open++
		}
		major += x.Major
		minor += x.Minor
		days += x.Days
	}
	head := list.Head{What: fmt.Sprintf("%d gaps of %d", len(all), g.now.Score.Overall.Applicable)}
	head.Filter = widget.Line(g.filter.Words())
	head.More = fmt.Sprintf(" · %.0f days", days)
	if open > 0 {
		head.More += fmt.Sprintf(" · %d unanswered", open)
	}
	if major+minor > 0 {
		head.More += fmt.Sprintf(" · %d major, %d minor", major, minor)
	}
	head.More += t.Dim.Render(" · " + g.order.String())
	return head
}

// none teaches where nothing is shown.
func (g *Screen) none(width int) []string {
	text := ""
	switch {
	case g.fresh():
		text = "Nothing is answered yet, so all that the standard asks is still a gap. The list is worth reading once the Walk has begun: what you rate below 3 stays in it, what conforms leaves it. enter begins the Walk."
	case g.gaps.Find.On():
		text = "No gap has these words in its number, its title, its note, its findings or its owner. esc shows all again."
	case len(g.filter) > 0:
		text = screen.NoneLeft(g.facts(), g.filter, g.items())
	case g.now.Score.Overall.Applicable == 0:
		text = "No item applies, so there is nothing to close. Exclusions are made and taken back in the Walk."
	default:
		text = fmt.Sprintf("No gap is left: all %d items that apply conform. What is missing now is on the Overview: how many of them are verified by evidence that a named person saw.", g.now.Score.Overall.Applicable)
	}
	return append([]string{""}, widget.Indent(widget.Wrap(text, min(width-2, measure)), " ", " ")...)
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
		for i, r := range g.kept.On(x.ID) {
			add([]string{"Records", ""}[min(i, 1)], signOf(r)+" "+widget.Line(r.Sentence))
		}
		add("Work", workWords(x))
	}
	for _, f := range g.now.Assessment.FindingsOn(x.ID) {
		if f.OpenNonconformity() {
			add(f.Grade, g.now.Assessment.FindingNumber(f)+", "+f.Shown()+": "+f.Statement)
		}
	}
	add("Owner", g.assigned(x))
	it := g.s.Lang.Item(x.Item)
	add("To make", it.Deliverable)
	for i, step := range it.Extend {
		add([]string{"To do", ""}[min(i, 1)], step)
	}
	add("Note", x.note)
	if len(lines) > height {
		lines = append(lines[:height-1], g.s.Theme.Dim.Render("… enter opens it in the Walk"))
	}
	return widget.Indent(lines, " ", " ")
}

// signOf is that of what records say.
func signOf(r register.Remark) string {
	if r.Contradicts() {
		return screen.SignAgainst
	}
	return screen.SignMore
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

// workWords say how much is to do, of what kind and in which phase.
func workWords(x *gap) string {
	return fmt.Sprintf("%.1f person-days, %s: reuse %.0f %%, build %.0f %% · phase %d", x.Days, x.Quadrant, x.Reuse*100, x.Build*100, x.Phase)
}

func (g *Screen) assigned(x *gap) string {
	words := "nobody yet"
	if len(x.owners) > 0 {
		words = x.owner()
	}
	if x.due != "" {
		words += " · due " + day.Show(x.due)
	}
	if x.overdue {
		words += ", overdue"
	}
	return words
}
