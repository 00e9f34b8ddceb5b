package impact

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable; from wide on what a good answer holds
// stands beside it.
const (
	measure = 88
	wide    = 120
)

// stripLine is the line of the prompts.
const stripLine = 1

// View is the assessment, all its prompts in a line, and the one at hand.
func (x *Screen) View() string {
	t := x.s.Theme
	switch {
	case x.gone:
		text := "This impact assessment was removed; u brings it back where it was you. esc goes back."
		return widget.Pane(widget.Indent(widget.Wrap(text, x.w-2), " ", " "), x.w, x.h)
	case x.ia.ID == "":
		return widget.Pane(nil, x.w, x.h)
	}
	head := widget.Pane([]string{x.head(), x.stripe(), t.Faint.Render(widget.Rule(x.w))}, x.w, 3)
	h := x.h - 3
	if x.w < wide {
		return head + "\n" + x.main(min(x.w-2, measure), x.w, h, true)
	}
	side := min(56, max(36, x.w*2/5))
	left := x.w - side - 3
	gap := " " + t.Faint.Render("│") + " "
	return head + "\n" + widget.Beside(x.main(min(left-1, measure), left, h, false), gap, widget.Pane(x.beside(side-1), side, h))
}

// head is which assessment it is, and how far it is.
func (x *Screen) head() string {
	t := x.s.Theme
	var open, thin, done int
	for _, p := range x.prompts {
		switch p.Answered {
		case register.Unanswered:
			open++
		case register.Thin:
			thin++
		default:
			done++
		}
	}
	right := fmt.Sprintf("%d of %d", done, len(x.prompts))
	if thin > 0 {
		right += fmt.Sprintf(" · %d thin", thin)
	}
	if open > 0 {
		right += fmt.Sprintf(" · %d open", open)
	}
	warn := ""
	if _, severe := x.c.Highest(x.ia); severe {
		warn = "severe  "
	}
	form := "short form"
	if x.c.Full(x.ia) {
		form = "full form"
	}
	room := x.w - ansi.StringWidth(right) - len(warn) - 3
	left := " " + t.Strong.Render(x.named(x.ia)) + t.Dim.Render(" · "+form+" · "+widget.Line(x.ia.State()))
	return widget.Fit(left, room) + " " + t.Bad.Render(warn) + t.Text.Render(right) + " "
}

// stripe is every prompt with how far it is answered, the one at hand in a box, and
// the decision at the end.
func (x *Screen) stripe() string {
	t := x.s.Theme
	x.strip = x.strip[:0]
	line, at, part := " ", 1, ""
	put := func(i int, sign string) {
		x.strip = append(x.strip, stop{at, i})
		if i == x.at {
			line, at = line+t.Box(sign), at+2+ansi.StringWidth(sign)
			return
		}
		line, at = line+sign, at+ansi.StringWidth(sign)
	}
	for i, p := range x.prompts {
		if p.Part != part {
			part = p.Part
			line, at = line+" "+t.Dim.Render(part)+" ", at+3
		}
		put(i, signs[p.Answered])
	}
	line, at = line+"  ", at+2
	put(len(x.prompts), "decision")
	return widget.Fit(line, x.w)
}

// signs say how far a prompt is answered.
var signs = map[register.Answered]string{
	register.Unanswered: screen.SignEmpty, register.Thin: screen.SignHalf, register.Whole: screen.SignFull, register.LeftOut: screen.SignNone,
}

// main is the prompt at hand with its answer, or the decision, in a pane of w cells
// whose text takes width.
func (x *Screen) main(width, w, h int, good bool) string {
	p, ok := x.current()
	if !ok {
		return x.scrolled(nil, x.decision(width), w, h)
	}
	head := x.asks(p, width, good)
	if x.note.Typing() {
		head = append(head, x.columns(p, width)...)
		return widget.Pane(append(head, x.note.Lines(width, max(3, h-len(head)))...), w, h)
	}
	return x.scrolled(head, x.answer(p, width), w, h)
}

// scrolled stands lines that may be more than there is room for below a head.
func (x *Screen) scrolled(head, lines []string, w, h int) string {
	x.pageLines, x.pageRows = len(lines), max(1, h-len(head))
	x.scrollBy(0)
	shown := lines[x.scroll:min(len(lines), x.scroll+x.pageRows)]
	if more := len(lines) - x.scroll - len(shown); more > 0 && len(shown) > 0 {
		shown = append(append([]string{}, shown[:len(shown)-1]...), x.s.Theme.Dim.Render(fmt.Sprintf(" ↓ %d more lines: pgdn", more+1)))
	}
	return widget.Pane(append(head, shown...), w, h)
}

// asks is the prompt: its part, what it asks, and where there is no room beside it
// what a good answer holds.
func (x *Screen) asks(p register.Prompt, width int, good bool) []string {
	t := x.s.Theme
	part := x.form().Part(p.Part)
	lines := []string{" " + t.Dim.Render(widget.Fit(part.ID+"  "+part.Title, width))}
	lines = append(lines, bold(x, widget.Indent(widget.Wrap(p.Ask, width-5), " "+widget.Fit(p.ID, 4), "     "))...)
	if good {
		lines = append(lines, dim(x, widget.Indent(widget.Wrap(p.Good, width-7), " good  ", "       "))...)
	}
	return append(lines, "")
}

func bold(x *Screen, lines []string) []string {
	for i := range lines {
		lines[i] = x.s.Theme.Strong.Render(lines[i])
	}
	return lines
}

func dim(x *Screen, lines []string) []string {
	for i := range lines {
		lines[i] = x.s.Theme.Dim.Render(lines[i])
	}
	return lines
}

// answer is what stands to a prompt, and what it lacks.
func (x *Screen) answer(p register.Prompt, width int) []string {
	t := x.s.Theme
	var lines []string
	switch {
	case p.Answered == register.LeftOut:
		return widget.Indent(widget.Wrap("Left out: "+p.Why, width-2), " "+screen.SignNone+" ", "   ")
	case p.Typed():
		lines = x.text(p, width)
	case p.Answer == catalog.AnswerEffects:
		lines = x.effects(p, width)
	default:
		lines = x.madeRows(p, width)
	}
	if p.Answered == register.Thin {
		why := widget.Indent(widget.Wrap(screen.Said(p.Why), width-4), " "+screen.SignHalf+" ", "   ")
		for i := range why {
			why[i] = t.Warn.Render(why[i])
		}
		lines = append(append(lines, ""), why...)
	}
	return lines
}

// columns are those of a table, as they stand between the signs of a line that is
// typed; other prompts have none.
func (x *Screen) columns(p register.Prompt, width int) []string {
	if p.Answer != catalog.AnswerTable {
		return nil
	}
	return dim(x, widget.Indent(widget.Wrap(strings.Join(p.Columns, " | "), width-1), " ", " "))
}

// text is an answer as it is typed, or what could be.
func (x *Screen) text(p register.Prompt, width int) []string {
	text, lines := x.ia.Text(p.Field()), x.columns(p, width)
	if text != "" {
		return append(lines, widget.Indent(widget.Wrap(text, width-1), " ", " ")...)
	}
	how := map[string]string{
		catalog.AnswerText:  "Nothing is written yet. enter writes a few sentences.",
		catalog.AnswerList:  "Nothing is written yet. enter writes a list, a line each.",
		catalog.AnswerTable: "Nothing is written yet. enter writes a table: a line each, with | between the columns.",
	}[p.Answer]
	return append(lines, widget.Indent(widget.Wrap(how, width-1), " ", " ")...)
}

// effects are the impacts that answer a prompt; the one in focus says more.
func (x *Screen) effects(p register.Prompt, width int) []string {
	if len(p.Impacts) == 0 {
		return widget.Indent(widget.Wrap("No impact is written down yet. a adds one; n leaves the prompt out, with a reason.", width-1), " ", " ")
	}
	t := x.s.Theme
	var lines []string
	for i, r := range p.Impacts {
		rated := x.rated(r)
		text := widget.Fit(x.named(r), width-ansi.StringWidth(rated)-3) + " " + rated
		if i == x.in {
			lines = append(lines, t.Cursor.Render("▸ "+text))
			lines = append(lines, x.details(r, width)...)
			continue
		}
		lines = append(lines, "  "+text)
	}
	return lines
}

// rated is how bad an impact is and how it stands, in a few words.
func (x *Screen) rated(r register.Record) string {
	i := register.As[register.Impact](r)
	words := "benefit"
	if i.Harm() {
		if words = x.c.Says(r, "severity"); words == "" {
			words = "not rated"
		}
	}
	if i.Severe() {
		words += " · severe"
	}
	return words + " · " + widget.Line(r.State())
}

// details is what is said of an impact.
func (x *Screen) details(r register.Record, width int) []string {
	k, _ := x.s.Catalog.Register(register.KindImpact)
	var lines []string
	for _, f := range register.Asked(k, r) {
		says := x.c.Says(r, f.Name)
		if f.Name == catalog.RecordTitle || f.Name == "prompt" || says == "" {
			continue
		}
		lines = append(lines, x.labelled(f.Label, says, width)...)
	}
	return lines
}

// labelled is a label with what stands to it.
func (x *Screen) labelled(label, says string, width int) []string {
	room := min(32, width*2/5)
	if says == "" {
		says = screen.SignNone
	}
	lines := widget.Wrap(says, width-room-3)
	for i := range lines {
		lead := widget.Blank(room)
		if i == 0 {
			lead = x.s.Theme.Dim.Render(widget.Fit(widget.Line(label), room-1)) + " "
		}
		lines[i] = "   " + lead + lines[i]
	}
	return lines
}

// madeRows are rows that are made from the impacts.
func (x *Screen) madeRows(p register.Prompt, width int) []string {
	switch {
	case len(p.Rows) == 0 && p.Answered == register.Whole:
		return widget.Indent(widget.Wrap("No harm of severity 3 or more stands, so there is nothing to say here.", width-1), " ", " ")
	case len(p.Rows) == 0:
		return widget.Indent(widget.Wrap("This is made from the impacts, and none is written down yet.", width-1), " ", " ")
	}
	var lines []string
	for at, row := range p.Rows {
		if at == x.in {
			lines = append(lines, x.s.Theme.Cursor.Render(widget.Fit("▸ "+widget.Line(row[0]), width)))
		} else {
			lines = append(lines, bold(x, widget.Indent(widget.Wrap(row[0], width-2), "  ", "  "))...)
		}
		for i := 1; i < len(p.Columns) && i < len(row); i++ {
			lines = append(lines, x.labelled(p.Columns[i], row[i], width)...)
		}
	}
	return lines
}

// decision is what was found, what is decided, and what follows.
func (x *Screen) decision(width int) []string {
	t := x.s.Theme
	k, _ := x.s.Catalog.Register(register.KindAssessment)
	lines := []string{" " + t.Strong.Render("Decision"), ""}
	severity, severe := x.c.Highest(x.ia)
	worst := "no harm is rated"
	if severity > 0 {
		worst = fmt.Sprintf("severity %d %s", severity, x.form().Steps(catalog.ScaleSeverity)[severity-1])
	}
	if severe {
		worst += "; severe, so top management decides"
	}
	lines = append(lines, x.labelled("Highest harm", worst, width)...)
	lines = append(lines, x.labelled("Still asked", strings.Join(x.asksMore(), " "), width)...)
	for _, m := range x.marks {
		for _, l := range widget.Indent(widget.Wrap(screen.Said(m.Sentence), width-3), " ! ", "   ") {
			lines = append(lines, t.Warn.Render(l))
		}
	}
	for _, name := range []string{"decision", "conditions", "decided_why", "assessors", "approved_by", "approved_on", "told", "next_on", "kept_until"} {
		f, has := k.Field(name)
		if says := x.c.Says(x.ia, name); has && (f.When == "" || says != "") {
			lines = append(lines, x.labelled(f.Label, says, width)...)
		}
	}
	lines = append(lines, "")
	lines = append(lines, dim(x, widget.Indent(widget.Wrap("Tell: "+strings.Join(x.form().Tells, ", ")+".", width-1), " ", " "))...)
	lines = append(lines, dim(x, []string{" It is opened again by:"})...)
	return append(lines, dim(x, widget.Parts(x.form().OpensAgain, width, " · ", " · "))...)
}

// asksMore are the prompts that are open or thin, with their signs.
func (x *Screen) asksMore() []string {
	var all []string
	for _, p := range x.prompts {
		if p.Answered == register.Unanswered || p.Answered == register.Thin {
			all = append(all, p.ID+signs[p.Answered])
		}
	}
	return all
}
