package review

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable; from wide on what is said of the two
// management systems stands beside each other.
const (
	measure = 88
	wide    = 120
)

// stripLine is the line of the inputs.
const stripLine = 1

// View is the review, all its inputs in a line, and the page at hand.
func (x *Screen) View() string {
	t := x.s.Theme
	switch {
	case x.gone:
		text := "This review was removed; u brings it back where it was you. esc goes back."
		return widget.Pane(widget.Indent(widget.Wrap(text, x.w-2), " ", " "), x.w, x.h)
	case x.mr.ID == "":
		return widget.Pane(nil, x.w, x.h)
	}
	head := widget.Pane([]string{x.head(), x.stripe(), t.Faint.Render(widget.Rule(x.w))}, x.w, 3)
	return head + "\n" + x.body(x.h-3)
}

// head is which review it is, and whether it is complete.
func (x *Screen) head() string {
	t := x.s.Theme
	right, ink := "complete", t.Text
	if n := x.lacking(); n > 0 {
		right, ink = fmt.Sprintf("not complete: %d of %d", n, len(x.inputs)), t.Warn
	}
	words := []string{x.c.Says(x.mr, "for"), x.mr.State()}
	if on := x.mr.Text("held_on"); x.mr.State() == held && on != "" {
		words[1] += " " + day.Show(on)
	} else if due := x.mr.Text(catalog.RecordDue); due != "" {
		words[1] += " for " + day.Show(due)
	}
	left := " " + t.Strong.Render(x.named(x.mr)) + t.Dim.Render(" · "+widget.Line(strings.TrimPrefix(strings.Join(words, " · "), " · ")))
	return widget.Fit(left, x.w-ansi.StringWidth(right)-3) + " " + ink.Render(right) + " "
}

// stripe is every input with whether it is complete, the one at hand in a box, and the
// result at the end.
func (x *Screen) stripe() string {
	t := x.s.Theme
	x.strip = x.strip[:0]
	line, at := " ", 1
	put := func(i int, sign string) {
		x.strip = append(x.strip, stop{at, i})
		if i == x.at {
			line, at = line+t.Box(sign), at+2+ansi.StringWidth(sign)
			return
		}
		line, at = line+" "+sign, at+1+ansi.StringWidth(sign)
	}
	for i, in := range x.inputs {
		sign := screen.SignFull
		switch {
		case in.Lacks != "" && in.AIMS+in.ISMS == "":
			sign = screen.SignEmpty
		case in.Lacks != "":
			sign = screen.SignHalf
		}
		put(i, sign)
	}
	put(len(x.inputs), "result")
	return widget.Fit(line, x.w)
}

// body is the page at hand: what is asked above, what stands to it below, with the
// thing under the cursor in sight.
func (x *Screen) body(h int) string {
	top := x.asks(min(x.w-2, measure))
	rows := max(1, h-len(top))
	lines, from, to := x.layOut(rows)
	first, last := 0, len(lines)
	if at := x.cursor.At; at < len(from) {
		x.cursor.Window(min(to[at], from[at]+rows)-1, len(lines), rows)
		first, last = x.cursor.Window(from[at], len(lines), rows)
	}
	if last < len(lines) && last > first {
		lines[last-1] = x.s.Theme.Dim.Render(fmt.Sprintf(" ↓ %d more lines", len(lines)-last+1))
	}
	return widget.Pane(append(top, lines[first:last]...), x.w, h)
}

// asks is what is asked of the page at hand.
func (x *Screen) asks(width int) []string {
	t := x.s.Theme
	in, ok := x.current()
	if !ok {
		return append(x.stands(width), "")
	}
	lines := []string{" " + t.Dim.Render(widget.Fit(in.ID+"  "+in.Input+" · brought by: "+in.Brings, width))}
	for _, l := range widget.Indent(widget.Wrap(in.Ask, width-5), "     ", "     ") {
		lines = append(lines, t.Strong.Render(l))
	}
	for _, l := range widget.Indent(widget.Wrap(in.Show, width-11), "     show  ", "           ") {
		lines = append(lines, t.Dim.Render(l))
	}
	switch opened := x.mr.Text("opened_on"); {
	case opened != "":
		lines = append(lines, "     "+t.Dim.Render("collected on "+day.Show(opened)))
	case x.mr.State() != held:
		lines = append(lines, "     "+t.Warn.Render(widget.Fit("Nothing is collected yet: L collects what the registers hold today.", width-5)))
	}
	return append(lines, "")
}

// stands is whether the review is complete, and what its rules say.
func (x *Screen) stands(width int) []string {
	t := x.s.Theme
	lines := []string{" " + t.Strong.Render("Result")}
	var lacks []string
	for _, in := range x.inputs {
		if in.Lacks != "" {
			lacks = append(lacks, in.ID)
		}
	}
	switch {
	case x.mr.Text("opened_on") == "" && x.mr.State() != held:
		lines = append(lines, " "+t.Warn.Render(widget.Fit("Nothing is collected yet: L collects what the registers hold today.", width)))
	case len(lacks) == 0:
		lines = append(lines, " "+screen.SignFull+" Every input is complete.")
	default:
		text := "Not complete: " + strings.Join(lacks, ", ") + ". tab goes to the next one."
		for _, l := range widget.Indent(widget.Wrap(text, width-3), " "+screen.SignHalf+" ", "   ") {
			lines = append(lines, t.Warn.Render(l))
		}
	}
	for _, m := range x.marks {
		if m.Rule == "inputs_empty" {
			continue
		}
		for _, l := range widget.Indent(widget.Wrap(screen.Said(m.Sentence), width-3), " ! ", "   ") {
			lines = append(lines, t.Warn.Render(l))
		}
	}
	return lines
}

// fewest is how many lines of a long text are shown at least where the cursor is not
// on it.
const fewest = 3

// layOut makes the lines of all entries, and where each begins and ends: of long texts
// as much as the page has room for.
func (x *Screen) layOut(rows int) (lines []string, from, to []int) {
	x.most = fewest
	lines, from, to = x.lay(rows)
	if spare := rows - len(lines); spare > 0 {
		x.most += spare
		if more, f, t := x.lay(rows); len(more) <= rows {
			return more, f, t
		}
		x.most = fewest + spare/2 // two texts are long
		return x.lay(rows)
	}
	return lines, from, to
}

// lay makes the lines of all entries, of a long text where the cursor is not on it no
// more than most.
func (x *Screen) lay(rows int) (lines []string, from, to []int) {
	width := min(x.w-2, measure)
	beside := 0 // how many entries stand beside each other
	if x.w >= wide {
		lines, beside = x.columns(rows)
		for range beside {
			from, to = append(from, 0), append(to, len(lines))
		}
		width = min(x.w-2, 2*measure)
	}
	for i, e := range x.entries {
		if i < beside {
			continue
		}
		if e.head != "" && len(lines) > 0 {
			lines = append(lines, "")
		}
		if e.head != "" {
			lines = append(lines, " "+x.s.Theme.Strong.Render(widget.Line(e.head)))
		}
		from = append(from, len(lines))
		lines = append(lines, x.entryLines(e, i, width, rows)...)
		to = append(to, len(lines))
	}
	return lines, from, to
}

// columns are what is said of the AIMS and of the ISMS with its source, beside each
// other, and how many entries that are.
func (x *Screen) columns(rows int) (lines []string, n int) {
	in, ok := x.current()
	if !ok {
		return nil, 0
	}
	var left, right []string
	half := (x.w - 3) / 2
	for i, e := range x.entries {
		switch e.name {
		case in.Field(catalog.ReviewAIMS):
			left = append(left, x.entryLines(e, i, half-1, rows)...)
		case in.Field(catalog.ReviewISMS), in.Field(catalog.ReviewSource):
			right = append(right, x.entryLines(e, i, half-1, rows)...)
		default:
			continue
		}
		n++
	}
	if len(left) == 0 || len(right) == 0 {
		return nil, 0
	}
	h := max(len(left), len(right))
	gap := " " + x.s.Theme.Faint.Render("│") + " "
	both := strings.Split(widget.Beside(widget.Pane(left, half, h), gap, widget.Pane(right, x.w-3-half, h)), "\n")
	return append(both, ""), n
}

// labelled is how wide labels are.
const labelled = 24

// entryLines is one entry: its label and what stands there.
func (x *Screen) entryLines(e entry, i, width, rows int) []string {
	here := i == x.cursor.At
	switch {
	case e.decision != nil:
		return x.decisionLines(e, here, width)
	case e.adds && here:
		return []string{x.s.Theme.Cursor.Render(widget.Fit("▸ "+e.said, width))}
	case e.adds:
		return []string{x.s.Theme.Dim.Render(widget.Fit("  "+e.said, width))}
	}
	room := labelled
	if _, input := x.current(); input {
		room = 8
	}
	label := "  " + x.s.Theme.Dim.Render(widget.Fit(e.label, room-1)) + " "
	if here {
		label = x.s.Theme.Cursor.Render(widget.Fit("▸ "+e.label, room+1)) + " "
	}
	if here && x.note.Typing() {
		return append([]string{label}, x.note.Lines(width-1, max(4, rows/2))...)
	}
	lines := widget.Wrap(x.saysOf(e), width-room-3)
	if !here && len(lines) > x.most {
		lines = append(lines[:x.most-1:x.most-1], x.s.Theme.Dim.Render(fmt.Sprintf("… %d more lines; i reads all", len(lines)-x.most+1)))
	}
	if e.lacks {
		for l := range lines {
			lines[l] = x.s.Theme.Warn.Render(lines[l])
		}
	}
	return widget.Indent(lines, label, widget.Blank(room+2))
}

// saysOf is what stands at an entry, or what could.
func (x *Screen) saysOf(e entry) string {
	switch {
	case e.said != "":
		return e.said
	case e.lacks && e.label == "Source":
		return "where the figure stands; enter writes it"
	case e.lacks && e.label == "ISMS":
		return "nothing yet; enter writes what the ISMS keeps elsewhere"
	case e.lacks:
		return "nothing yet; enter writes it"
	}
	return screen.SignNone
}

// decisionLines is a decision: who does it by when, how it stands, and what came of it
// where the next review reads that.
func (x *Screen) decisionLines(e entry, here bool, width int) []string {
	d := e.decision
	who, _, _ := strings.Cut(d.Owner, ",") // the name alone, without what they are
	if who == "" {
		who = "nobody"
	}
	words := []string{d.Text("what"), who}
	if d.Due != "" {
		words = append(words, day.Show(d.Due))
	}
	words = append(words, d.Became)
	right := widget.Line(strings.Join(words, " · "))
	room := max(width/3, width-ansi.StringWidth(right)-4)
	right = widget.Fit(right, width-room-3)
	line := widget.Fit(x.named(d.Record), room) + " " + right
	var lines []string
	if here {
		lines = []string{x.s.Theme.Cursor.Render("▸ " + line)}
	} else {
		lines = []string{"  " + line}
	}
	if more := x.follows(*d, e.earlier); more != "" && (here || e.earlier) {
		lines = append(lines, widget.Indent(widget.Wrap(more, width-6), "      ", "      ")...)
	}
	return lines
}

// follows is what a decision says beside who does it.
func (x *Screen) follows(d register.Decision, result bool) string {
	var all []string
	add := func(field, lead string) {
		if says := x.c.Says(d.Record, field); says != "" {
			all = append(all, lead+says)
		}
	}
	if d.Made.ID != "" {
		all = append(all, x.named(d.Made))
	}
	add("risk", "accepted: ")
	add("impact", "accepted: ")
	add("accepted_until", "until ")
	add("systems", "")
	add("verdict", "")
	add("amount", "")
	add("items", "items ")
	if !result {
		add("input", "input ")
	}
	add("done_on", "done on ")
	add("result", "")
	return widget.Line(strings.Join(all, "; "))
}
