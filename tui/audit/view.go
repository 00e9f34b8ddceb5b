package audit

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 100

// top is how many lines stand above the list in front.
func (x *Screen) top() int { return len(x.head()) }

// View is the plan of the audit, or the session or sample that is open.
func (x *Screen) View() string {
	switch {
	case x.gone:
		text := "This audit was removed; u brings it back where it was you. esc goes back."
		return widget.Pane(widget.Indent(widget.Wrap(text, x.w-2), " ", " "), x.w, x.h)
	case x.au.ID == "":
		return widget.Pane(nil, x.w, x.h)
	}
	head := x.head()
	h := x.h - len(head)
	r, _ := x.row()
	var body string
	switch {
	case x.in == "":
		body = x.planView(h)
	case r.Kind == register.KindSample:
		body = x.sampleView(x.drawn[r.ID], h)
	default:
		body = x.sessionView(r, h)
	}
	return widget.Pane(head, x.w, len(head)) + "\n" + body
}

// head is what is open, how it stands, and how much time is left.
func (x *Screen) head() []string {
	t := x.s.Theme
	r, right := x.au, day.Show(x.au.Text("from"))+" to "+day.Show(x.au.Text("due"))
	if open, ok := x.row(); ok && x.in != "" {
		r, right = open, reading.SessionTime(x.s, open)
	} else if x.au.Text("from") == "" {
		right = "no day yet"
	}
	left := " " + t.Strong.Render(x.number(r)+"  "+widget.Line(r.Title())) + t.Dim.Render(" · "+widget.Line(r.State()))
	return []string{widget.Fit(left, x.w-ansi.StringWidth(right)-3) + " " + right + " ", t.Faint.Render(widget.Rule(x.w))}
}

// planView is the sessions by time and the samples, with what disagrees below.
func (x *Screen) planView(h int) string {
	t := x.s.Theme
	var foot []string
	for _, m := range x.marks[x.au.ID] {
		foot = append(foot, widget.Indent(widget.Wrap(screen.Said(m.Sentence), x.w-4), " ! ", "   ")...)
	}
	if r, ok := x.row(); ok {
		foot = append(foot, x.about(r)...)
	}
	foot = append([]string{t.Faint.Render(widget.Rule(x.w))}, foot[:min(len(foot), h/2)]...)
	if len(x.rows) == 0 {
		text := "No session is planned yet. i goes to the record of the audit; there a adds a session with a time, its items and an auditor."
		return widget.Pane(widget.Indent(widget.Wrap(text, min(measure, x.w-2)), " ", " "), x.w, h)
	}
	rows := max(1, h-len(foot))
	from, to := x.plan.Window(x.plan.At, len(x.rows), rows)
	var lines []string
	for i := from; i < to; i++ {
		lines = append(lines, x.planLine(x.rows[i], i == x.plan.At))
	}
	return widget.Pane(lines, x.w, rows) + "\n" + widget.Pane(foot, x.w, len(foot))
}

// planLine is a session or a sample in the plan.
func (x *Screen) planLine(r register.Record, here bool) string {
	when, who := reading.SessionSpan(r), strings.Join(r.List("auditor"), ", ")+" → "+strings.Join(r.List("auditee"), ", ")
	if r.Kind == register.KindSample {
		s := x.drawn[r.ID]
		when, who = "sample", fmt.Sprintf("%d of %d", len(s.Units), s.Size)
	}
	sign := "  "
	if len(x.marks[r.ID]) > 0 {
		sign = "! "
	}
	titled := max(12, x.w-65)
	line := sign + widget.Fit(when, 24) + " " + widget.Fit(x.number(r), 8) + " " + widget.Fit(widget.Line(r.Title()), titled) + " " + widget.Fit(widget.Line(who), 16) + " " + widget.Fit(widget.Line(r.State()), 8)
	return x.pointed(line, here)
}

// pointed is a line of a list, with the cursor before the one that it is on.
func (x *Screen) pointed(line string, here bool) string {
	if here {
		return x.s.Theme.Cursor.Render(widget.Fit("▸"+line, x.w))
	}
	return " " + line
}

// about is what is to know of the row under the cursor.
func (x *Screen) about(r register.Record) []string {
	var lines []string
	for _, m := range x.marks[r.ID] {
		for _, l := range widget.Indent(widget.Wrap(screen.Said(m.Sentence), x.w-4), " ! ", "   ") {
			lines = append(lines, x.s.Theme.Warn.Render(l))
		}
	}
	if r.Kind == register.KindSample {
		return append(lines, widget.Indent(widget.Wrap(x.drawn[r.ID].Says(), x.w-2), " ", " ")...)
	}
	for _, name := range []string{"items", "auditor", "auditee", "method", "site"} {
		k, _ := x.s.Catalog.Register(r.Kind)
		if f, has := k.Field(name); has && x.c.Says(r, name) != "" {
			lines = append(lines, " "+x.s.Theme.Dim.Render(widget.Fit(f.Label, 16))+" "+widget.Fit(widget.Line(x.c.Says(r, name)), x.w-19))
		}
	}
	return lines
}

// sessionView is the items of a session, what to ask of the one under the cursor, and
// the notes.
func (x *Screen) sessionView(r register.Record, h int) string {
	items := x.items[r.ID]
	list := min(max(1, len(items)), max(2, h/4))
	notes := max(3, h/4)
	if x.note.Typing() {
		notes = max(5, h/2)
	}
	asks := max(1, h-list-notes)
	lines := make([]string, 0, list)
	from, to := x.part.Window(x.part.At, len(items), list)
	for i := from; i < to; i++ {
		lines = append(lines, x.itemLine(items[i], i == x.part.At))
	}
	if len(items) == 0 {
		lines = []string{" The session names no item yet. i goes to its record."}
	}
	var ask []string
	if it, ok := x.item(); ok {
		ask = x.asks(it)
	}
	return widget.Pane(lines, x.w, list) + "\n" + widget.Pane(cut(x, ask, asks), x.w, asks) + "\n" + widget.Pane(x.notes(r, notes), x.w, notes)
}

// cut leaves out what has no room, and says so.
func cut(x *Screen, lines []string, h int) []string {
	if len(lines) <= h {
		return lines
	}
	return append(append([]string{}, lines[:h-1]...), x.s.Theme.Dim.Render(fmt.Sprintf(" … %d more lines; w shows all in the Walk", len(lines)-h+1)))
}

// itemLine is an item with how it is rated and how many findings are open on it.
func (x *Screen) itemLine(it *catalog.Item, here bool) string {
	a := x.now.Assessment
	rated, found := assess.Stand(it, a), a.FindingsOn(it.ID)
	words := "not rated"
	if isms, base := assess.BaselineOf(assess.RefOf(it)); base {
		rated.State, rated.Level, found = a.Baseline[isms].Rating.State, a.Baseline[isms].Rating.Level, a.FindingsOnBaseline(isms)
	}
	switch rated.State {
	case assess.Rated:
		words = fmt.Sprintf("rated %d", rated.Level)
	case assess.NA:
		words = "n/a"
	}
	open := 0
	for _, f := range found {
		if !f.Closed && !f.Removed {
			open++
		}
	}
	if open > 0 {
		words += fmt.Sprintf(" · %d open", open)
	}
	line := widget.Fit(assess.RefName(x.s.Catalog, a, assess.RefOf(it)), 14) + " " + widget.Fit(widget.Line(x.s.Lang.Item(it).Title), max(10, x.w-40)) + " " + widget.Fit(words, 20)
	return x.pointed(line, here)
}

// asks is what to ask of an item, and what to ask to see.
func (x *Screen) asks(it *catalog.Item) []string {
	t, w := x.s.Theme, min(measure, x.w-4)
	it = x.s.Lang.Item(it)
	lines := []string{"", " " + t.Strong.Render("Ask")}
	for _, q := range it.Questions {
		lines = append(lines, widget.Indent(widget.Wrap(q.Ask, w), " · ", "   ")...)
	}
	if it.Ask != "" {
		lines = append(lines, widget.Indent(widget.Wrap(it.Ask, w), " · ", "   ")...)
	}
	lines = append(lines, " "+t.Strong.Render("Ask to see"))
	for _, e := range it.Evidence {
		lines = append(lines, widget.Indent(widget.Wrap(e, w), " · ", "   ")...)
	}
	if it.Implemented != "" {
		lines = append(lines, widget.Indent(widget.Wrap(it.Implemented, w), " · ", "   ")...)
	}
	return lines
}

// notes are those of the session, or the field in which they are typed.
func (x *Screen) notes(r register.Record, h int) []string {
	t := x.s.Theme
	head := []string{t.Faint.Render(widget.Rule(x.w)), " " + t.Strong.Render("Notes") + t.Dim.Render(" for all items of the session")}
	if x.note.Typing() {
		return append(head, x.note.Lines(min(measure, x.w-2), h-len(head))...)
	}
	text := r.Text("notes")
	if text == "" {
		return append(head, t.Dim.Render(" Nothing is noted yet; c writes what is said and seen."))
	}
	lines := widget.Indent(widget.Wrap(text, min(measure, x.w-2)), " ", " ")
	return append(head, lines[max(0, len(lines)-h+len(head)):]...)
}

// verdicts are what a unit says.
var verdicts = map[register.Verdict]string{
	register.Open: "· not looked at", register.Conforming: "✓ conforms", register.Nonconforming: "✗ does not conform", register.NotSeen: "? could not be seen",
}

// sampleView is the units of a sample, and what follows.
func (x *Screen) sampleView(s register.Sample, h int) string {
	t, w := x.s.Theme, min(measure, x.w-2)
	foot := []string{t.Faint.Render(widget.Rule(x.w))}
	foot = append(foot, widget.Indent(widget.Wrap(s.Says(), w), " ", " ")...)
	if again := x.c.Redrawn(s); again != "" {
		foot = append(foot, widget.Indent(widget.Wrap(again, w), " ", " ")...)
	}
	if s.Start != "" {
		foot = append(foot, dim(x, widget.Indent(widget.Wrap("Start "+s.Start+". Draw it again: "+register.Repeat(s.Start, s.Size, s.N), w), " ", " "))...)
	}
	foot = foot[:min(len(foot), max(2, h-3))]
	rows := max(1, h-len(foot))
	if len(s.Units) == 0 {
		text := "Nothing is drawn yet. Number the lines of the list from 1, write how many there are and how many to draw into the record (i); y draws."
		return widget.Pane(widget.Indent(widget.Wrap(text, w), " ", " "), x.w, rows) + "\n" + widget.Pane(foot, x.w, len(foot))
	}
	var lines []string
	from, to := x.part.Window(x.part.At, len(s.Units), rows)
	for i := from; i < to; i++ {
		line := fmt.Sprintf("%8d  %s", s.Units[i].Number, verdicts[s.Units[i].Verdict])
		lines = append(lines, x.pointed(line, i == x.part.At))
	}
	return widget.Pane(lines, x.w, rows) + "\n" + widget.Pane(foot, x.w, len(foot))
}

func dim(x *Screen, lines []string) []string {
	for i := range lines {
		lines[i] = x.s.Theme.Dim.Render(lines[i])
	}
	return lines
}
