package sheet

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/intake"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

// cursor is where somebody stands in the part at hand, of so many lines.
func (b *Screen) cursor() *list.Cursor {
	switch f := b.file; b.part {
	case words:
		return &f.word
	case rows:
		return &f.row
	default:
		return &f.shown.row
	}
}

func (b *Screen) lines() int {
	switch f := b.file; b.part {
	case words:
		return len(f.questions) + len(f.words)
	case rows:
		return len(f.table.lines)
	default:
		return len(f.shown.grid.Rows)
	}
}

// View is the part at hand, below it what is to be known of the place of the
// cursor, and always what stands open.
func (b *Screen) View() string {
	if b.file == nil || b.file.book == nil {
		return b.unread()
	}
	head := b.head(b.w)
	foot := b.foot(b.w)
	height := b.h - len(head) - len(foot)
	var body string
	if w := b.bodyWidth(); w < b.w {
		body = widget.Beside(b.body(w, height), " "+b.s.Theme.Faint.Render("│")+" ", b.side(b.w-w-3, height))
	} else {
		below := min(4, height/3)
		body = b.body(b.w, height-below-1) + "\n" + b.s.Theme.Faint.Render(widget.Rule(b.w)) + "\n" + b.about(b.w, below)
	}
	return strings.Join(head, "\n") + "\n" + body + "\n" + strings.Join(foot, "\n")
}

// bodyWidth is the room of the part at hand: on a wide screen something stands
// beside it.
func (b *Screen) bodyWidth() int {
	if b.w < 120 {
		return b.w
	}
	return b.w - min(56, b.w/3) - 3
}

// unread teaches where no sheet is at hand, or why it can't be read.
func (b *Screen) unread() string {
	text := "No file is at hand. I chooses one, esc goes back."
	if f := b.file; f != nil {
		text = "Reading " + f.base() + "…"
		if f.err != nil {
			text = screen.Said(f.err.Error()) + " I chooses another file, esc goes back. Nothing was written."
		}
	}
	lines := widget.Indent(widget.Wrap(text, min(b.w-2, measure)), " ", " ")
	return widget.Pane(append([]string{""}, lines...), b.w, b.h)
}

// head names the file, what it is read as, by which layout, and the parts.
func (b *Screen) head(w int) []string {
	t, f := b.s.Theme, b.file
	lines := []string{widget.Fit(" "+t.Strong.Render(oneLine(f.base(), 40))+t.Dim.Render(" · "+f.book.Form()+" · as "+f.asWords()), w)}
	if kept := b.keptLine(); kept != "" {
		lines = append(lines, widget.Fit(" "+kept+t.Dim.Render("; x reads it as it stands"), w))
	}
	return append(lines, b.tabs(w))
}

// tabs are the three parts with what each holds.
func (b *Screen) tabs(w int) string {
	f := b.file
	open := 0
	for _, x := range f.words {
		if f.waits(x) {
			open++
		}
	}
	for _, q := range f.questions {
		if q.open {
			open++
		}
	}
	labels := [parts]string{"Sheet", fmt.Sprintf("Words %d", len(f.words)), fmt.Sprintf("Rows %d", f.reading.Rows)}
	if open > 0 {
		labels[words] += fmt.Sprintf(", %d open", open)
	}
	if n := f.refused(); n > 0 {
		labels[rows] += fmt.Sprintf(", %d refused", n)
	}
	var line strings.Builder
	for i, label := range labels {
		if part(i) == b.part {
			line.WriteString(b.s.Theme.Box(label))
		} else {
			line.WriteString(" " + b.s.Theme.Dim.Render(label) + " ")
		}
	}
	return widget.Fit(line.String(), w)
}

// body is the part at hand.
func (b *Screen) body(w, h int) string {
	switch b.part {
	case words:
		return b.wordsView(w, h)
	case rows:
		return b.rowsView(w, h)
	default:
		return b.gridView(w, h)
	}
}

// side is, where there is room, what is to be known of the place of the cursor,
// and below it what the sheet comes to by now.
func (b *Screen) side(w, h int) string {
	below := min(h/2, 16)
	return b.about(w, h-below) + "\n" + widget.Pane(b.sum(w), w, below)
}

// sum is what the sheet comes to by now.
func (b *Screen) sum(w int) []string {
	t, f := b.s.Theme, b.file
	lines := []string{t.Dim.Render(widget.Fit(" What it comes to", w))}
	for _, g := range intake.Groups {
		if n := f.table.count(g); n > 0 {
			lines = append(lines, fmt.Sprintf(" %6d  %s", n, g))
		}
	}
	for _, text := range f.table.know {
		lines = append(lines, widget.Indent(widget.Wrap(text, w-4), " · ", "   ")...)
	}
	return lines
}

// about is what is to be known of the place of the cursor.
func (b *Screen) about(w, h int) string {
	var texts []string
	f := b.file
	switch b.part {
	case words:
		if x, is := b.wordHere(); is {
			texts = b.aboutWord(x)
		} else if q, is := b.questionHere(); is {
			texts = b.aboutQuestion(q)
		}
	case rows:
		if l, is := f.rowHere(); is {
			texts = f.aboutRow(l)
		}
	default:
		texts = b.aboutCell()
	}
	var lines []string
	for _, text := range texts {
		lines = append(lines, widget.Indent(widget.Wrap(text, min(w-2, measure)), " ", " ")...)
	}
	if len(lines) > h {
		lines[h-1] = widget.Fit(lines[h-1], w-2) + "…"
	}
	return widget.Pane(lines, w, h)
}

func (b *Screen) aboutQuestion(q question) []string {
	lines := []string{screen.Said(q.text)}
	switch {
	case q.kind == intake.AskSheet:
		return append(lines, "enter lists them.")
	case q.open:
		return append(lines, "y agrees; space turns to another answer.")
	}
	return append(lines, "space turns to another answer, x takes back what was said.")
}

// foot says what stands open, at all times.
func (b *Screen) foot(w int) []string {
	t, f := b.s.Theme, b.file
	text, ink := b.standing(), t.Warn
	if !f.reads() && f.err == nil && len(f.reading.Asks) == 0 && (f.refused() == 0 || f.rest != "") {
		ink = t.Good
	}
	lines := widget.Wrap(text, min(w-2, 2*measure))
	if len(lines) > 2 {
		lines = []string{lines[0], widget.Fit(lines[1], min(w-2, 2*measure)-1) + "…"}
	}
	lines = widget.Indent(lines, " ", " ")
	out := []string{t.Faint.Render(widget.Rule(w))}
	for _, l := range lines {
		out = append(out, ink.Render(widget.Fit(l, w)))
	}
	return out
}

func (b *Screen) standing() string {
	f := b.file
	switch {
	case b.taking != "":
		return "Taking it…"
	case f.has == 0:
		return "Reading the words and rows of " + f.base() + "…"
	case f.reads():
		return "Reading it again…"
	case f.old:
		return "The assessment is another by now; the next key reads the sheet again."
	case f.err != nil && f.headless():
		return "No headings that can be read were found. Go to their row and press space; then enter on a column says what it holds. Rows says it at length."
	case f.err != nil:
		return f.orClauses() + screen.Said(f.err.Error())
	case len(f.reading.Asks) > 0:
		return f.openWords() + " " + f.wayOn()
	case f.refused() > 0 && f.register != nil:
		return rowCount(f.refused()) + " can't be taken, and records are taken all or none: mend the sheet and open it again. Rows says why."
	case f.refused() > 0 && f.rest == "":
		return rowCount(f.refused()) + " can't be taken: mend the sheet, or x in Rows leaves out what is refused. " + f.orClauses()
	case len(f.reading.Changes) == 0:
		return f.nothingNew()
	}
	said := "Nothing is open. y takes " + rowCount(f.reading.Changed()) + ", as one act"
	if n := f.reading.Left(); n > 0 {
		said += fmt.Sprintf(", and leaves %d out into %s", n, widget.Line(f.rest))
	}
	return said + "."
}

// orClauses is the way out for a sheet that is no Statement of Applicability.
func (f *file) orClauses() string {
	if f.register != nil || f.as != intake.SoA {
		return ""
	}
	return "v in Sheet reads clauses too. "
}

// headless reports whether no sheet has headings that were understood.
func (f *file) headless() bool {
	return !slices.ContainsFunc(f.reading.Sheets, func(s intake.SheetSeen) bool { return s.Heading > 0 })
}

// wayOn is how what is open is answered.
func (f *file) wayOn() string {
	if f.reading.Questions() > 0 {
		return "Say it in Words; what has a proposal can be agreed to with y."
	}
	return "y names what is proposed, to agree to all of it."
}

// openWords counts what is open: "2 things are open: 3 words, the edition."
func (f *file) openWords() string {
	count := map[intake.AskKind]int{}
	for _, a := range f.reading.Asks {
		count[a.Kind]++
	}
	for _, x := range f.words {
		if f.waits(x) && count[intake.AskWords] > 0 {
			count[intake.AskWords]++
		}
	}
	var all []string
	for _, k := range []struct {
		kind      intake.AskKind
		one, many string
		less      int
	}{
		{intake.AskSheet, "which sheet is meant", "", 0},
		{intake.AskHeading, "where the headings stand", "", 0},
		{intake.AskColumn, "1 column", "%d columns", 0},
		{intake.AskWords, "1 word", "%d words", 1},
		{intake.AskTitles, "1 title", "%d titles", 0},
		{intake.AskScale, "the scale", "", 0},
		{intake.AskEdition, "the edition", "", 0},
	} {
		switch n := count[k.kind] - k.less; {
		case n <= 0:
		case n == 1 || k.many == "":
			all = append(all, k.one)
		default:
			all = append(all, fmt.Sprintf(k.many, n))
		}
	}
	if len(all) == 1 {
		return "1 thing is open: " + all[0] + "."
	}
	return fmt.Sprintf("%d things are open: %s.", len(all), strings.Join(all, ", "))
}
