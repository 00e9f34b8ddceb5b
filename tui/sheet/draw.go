package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog/intake"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// gutter is the room of the row's number with its marks.
const gutter = 8

// gridView is the sheet as it is, with what each column was taken for above it.
func (b *Screen) gridView(w, h int) string {
	f := b.file
	g := &f.shown
	if g.err != nil || len(g.grid.Rows) == 0 {
		text := "This sheet is empty."
		if g.err != nil {
			text = screen.Said(g.err.Error())
		}
		return widget.Pane(widget.Indent(widget.Wrap(text, min(w-2, measure)), " ", " "), w, h)
	}
	columns := g.columns(w - gutter)
	lines := b.gridHead(columns, w)
	from, to := g.row.Window(g.row.At, len(g.grid.Rows), h-len(lines))
	for i := from; i < to; i++ {
		lines = append(lines, b.gridRow(i, columns))
	}
	return widget.Pane(lines, w, h)
}

// span is a column in sight, and its cells.
type span struct{ column, wide int }

// columns are those in sight, the cursor's among them. They are as wide as what
// stands in them, where there is room for all; else the wide ones give way.
func (g *shown) columns(w int) []span {
	most := mostWide
	for most > 16 && g.all(most) > w {
		most--
	}
	g.left = min(g.left, g.column)
	for g.left < g.column && g.between(g.left, g.column, most) > w {
		g.left++
	}
	var all []span
	for column := g.left; column < len(g.wide) && w > 4; column++ {
		wide := min(g.of(column, most), w)
		all = append(all, span{column, wide})
		w -= wide + 1
	}
	return all
}

// of is how wide a column is drawn: at least as its letter and a short word.
func (g *shown) of(column, most int) int { return max(8, min(g.wide[column], most)) }

func (g *shown) all(most int) int { return g.between(0, len(g.wide)-1, most) }

func (g *shown) between(from, to, most int) int {
	sum := 0
	for column := from; column <= to; column++ {
		sum += g.of(column, most) + 1
	}
	return sum
}

// gridHead is the letters of the columns and below them what each was taken for.
func (b *Screen) gridHead(columns []span, w int) []string {
	t, f := b.s.Theme, b.file
	letters, fields := widget.Blank(gutter), widget.Blank(gutter)
	line := t.Faint.Render("│")
	for _, s := range columns {
		name := letter(s.column)
		if f.shown.isHidden(s.column) {
			name += " ◌"
		}
		if s.column == f.shown.column {
			letters += line + t.Strong.Render(widget.Fit("▾"+name, s.wide))
		} else {
			letters += line + t.Dim.Render(widget.Fit(" "+name, s.wide))
		}
		is, read := f.holding(s.column)
		if read {
			fields += line + t.Accent.Render(widget.Fit(is, s.wide))
		} else {
			fields += line + t.Faint.Render(widget.Fit(is, s.wide))
		}
	}
	return []string{widget.Fit(letters, w), widget.Fit(fields, w)}
}

// holding is what a column was taken for, in a word; a ? behind it: somebody
// should agree.
func (f *file) holding(at int) (word string, read bool) {
	c := f.column(at)
	switch {
	case c.Field != "" && c.Asked:
		return f.fieldWord(c.Field) + " ?", true
	case c.Field != "":
		return f.fieldWord(c.Field), true
	case c.Why != "":
		return "joined", true
	}
	return "–", false
}

func (g *shown) isHidden(column int) bool {
	for _, c := range g.grid.Hidden {
		if c == column {
			return true
		}
	}
	return false
}

func (b *Screen) gridRow(i int, columns []span) string {
	t, f := b.s.Theme, b.file
	g, r := &f.shown, f.shown.grid.Rows[i]
	seen := f.seen()
	heads := seen.Heading > 0 && r.N >= seen.Heading && r.N < seen.Heading+seen.HeadRows
	mark, glyph, ink := " ", " ", t.Text
	switch {
	case heads:
		glyph, ink = "≡", t.Strong
	case r.Hidden:
		glyph, ink = "◌", t.Dim
	case r.N < seen.Heading:
		ink = t.Dim
	}
	if i == g.row.At {
		mark = "▸"
	}
	bar := t.Faint.Render("│")
	line := mark + t.Dim.Render(widget.FitRight(strconv.Itoa(r.N), 5)) + glyph + " "
	for _, s := range columns {
		cell := widget.Fit(g.cell(i, s.column), s.wide)
		if i == g.row.At && s.column == g.column {
			cell = t.Cursor.Render(cell)
		} else {
			cell = ink.Render(cell)
		}
		line += bar + cell
	}
	return line
}

// aboutCell says what stands under the cursor, what its column was taken for and
// why, and where the headings are.
func (b *Screen) aboutCell() []string {
	f := b.file
	g := &f.shown
	if g.here() == 0 {
		return nil
	}
	column := letter(g.column)
	return []string{
		strings.TrimSpace(fmt.Sprintf("%s%d  %s", column, g.here(), g.whole(g.row.At, g.column))),
		f.aboutColumn(column), f.aboutHeading(), f.aboutSheet(),
	}
}

func (f *file) aboutColumn(name string) string {
	c := f.column(f.shown.column)
	switch {
	case c.Field == "" && c.Why == "":
		return "Column " + name + " is not read; enter says what it holds."
	case c.Field == "":
		return "Column " + name + ": " + c.Why + "."
	}
	text := fmt.Sprintf("Column %s is read as %s: %s", name, f.fieldWord(c.Field), c.Why)
	if !strings.Contains(c.Why, " below") {
		text += ", " + f.below()
	}
	if c.Asked {
		text += "; enter agrees, or says what else it is"
	}
	return text + "."
}

// below counts the values under the heading of the column at hand, in the rows
// that are shown.
func (f *file) below() string {
	n := 0
	for i, r := range f.shown.grid.Rows {
		if r.N > f.seen().Heading && f.shown.cell(i, f.shown.column) != "" {
			n++
		}
	}
	values := "1 value"
	if n != 1 {
		values = strconv.Itoa(n) + " values"
	}
	if len(f.shown.grid.Rows) < shownRows {
		return values + " below"
	}
	return fmt.Sprintf("%s in the first %d rows", values, shownRows)
}

func (f *file) aboutHeading() string {
	seen := f.seen()
	place := fmt.Sprintf("row %d", seen.Heading)
	if seen.HeadRows > 1 {
		place = fmt.Sprintf("rows %d and %d", seen.Heading, seen.Heading+1)
	}
	switch {
	case seen.Heading == 0:
		return "No row of headings was found; space says that this row is it."
	case f.said.Heading > 0:
		return "≡ The headings stand in " + place + ", as was said; space there again finds them anew."
	}
	return "≡ The headings were found in " + place + "; space says that this row is it."
}

func (f *file) aboutSheet() string {
	hidden := 0
	for _, r := range f.shown.grid.Rows {
		if r.Hidden {
			hidden++
		}
	}
	text := ""
	if all := f.book.Sheets(); len(all) > 1 {
		for i, s := range all {
			if s.Name == f.shown.sheet {
				text = fmt.Sprintf("Sheet %d of %d, %s: %s; s lists them.", i+1, len(all), oneLine(s.Name, mostWide), f.sheetWhy(i))
			}
		}
	}
	if hidden > 0 {
		text += fmt.Sprintf(" ◌ marks hidden rows, %d of these; they are read like the others.", hidden)
	}
	return strings.TrimSpace(text)
}

// wordsView is the questions and below them the words.
func (b *Screen) wordsView(w, h int) string {
	t, f := b.s.Theme, b.file
	n := len(f.questions) + len(f.words)
	if n == 0 {
		text := "There is no word to ask about: the sheet rates with levels alone, or with nothing."
		return widget.Pane(widget.Indent(widget.Wrap(text, min(w-2, measure)), " ", " "), w, h)
	}
	c := wordColumns(w)
	lines := []string{t.Dim.Render(widget.Fit("    "+widget.Fit("Word", c.word)+" "+widget.FitRight("Times", 5)+"  "+widget.Fit("First in", c.place)+" Means", w))}
	from, to := f.word.Window(f.word.At, n, h-1)
	for i := from; i < to; i++ {
		var line string
		open := false
		if i < len(f.questions) {
			line, open = questionLine(f.questions[i], c), f.questions[i].open
		} else {
			x := f.words[i-len(f.questions)]
			mark, means := b.wordLine(x)
			line = mark + " " + widget.Fit(x.Word, c.word) + " " + widget.FitRight(strconv.Itoa(x.Count), 5) + "  " + widget.Fit(f.place(x), c.place) + " " + means
			open = f.waits(x)
		}
		lines = append(lines, b.row(line, i == f.word.At, open, w))
	}
	return widget.Pane(lines, w, h)
}

// wordWidths are the widths of the table of words, in cells.
type wordWidths struct{ word, place int }

func wordColumns(w int) wordWidths {
	c := wordWidths{place: 8}
	if w >= 76 {
		c.place = 14
	}
	c.word = max(16, min(w-4-6-2-c.place-1-24, 40))
	return c
}

// editionWords are the answers to the question about the edition.
var editionWords = map[string]string{intake.Edition2013: "2013, carried over", intake.Edition2022: "2022, as numbered"}

func questionLine(q question, c wordWidths) string {
	mark, answer := "●", q.answer
	switch {
	case answer == "":
		mark, answer = "○", "?"
	case q.open:
		mark = "≈"
	}
	if words, there := editionWords[answer]; there && q.kind == intake.AskEdition {
		answer = words
	}
	return mark + " " + widget.Fit(q.what, c.word+8+c.place) + " " + answer
}

// row is a line of a list: the one under the cursor is marked, what is open stands
// out.
func (b *Screen) row(line string, here, open bool, w int) string {
	t := b.s.Theme
	switch {
	case here:
		return t.Cursor.Render(widget.Fit("▸ "+line, w))
	case open:
		return t.Warn.Render(widget.Fit("  "+line, w))
	}
	return widget.Fit("  "+line, w)
}

// rowsView is the rows by what becomes of them.
func (b *Screen) rowsView(w, h int) string {
	t, f := b.s.Theme, b.file
	p := f.reading.Proposal
	words := fmt.Sprintf(" What stands higher: %s · %d would fall, %d stay · v", fallingWords[f.falling], p.Fall, p.Stay)
	if f.register != nil {
		words = " A row with the number or the title of a record changes it; others are new."
	}
	lines := []string{t.Dim.Render(widget.Fit(words, w))}
	if len(f.table.lines) == 0 {
		lines = append(lines, " No row was read yet.")
	}
	from, to := f.row.Window(f.row.At, len(f.table.lines), h-1)
	for i := from; i < to; i++ {
		l := f.table.lines[i]
		open := l.group == intake.RowRefused && f.rest == "" || l.group == intake.RowDoubted
		lines = append(lines, b.row(f.rowLine(l), i == f.row.At, open && l.at < 0, w))
	}
	return widget.Pane(lines, w, h)
}

func (f *file) rowLine(l rowLine) string {
	if l.at < 0 {
		fold := "+"
		if f.table.opened[l.group] {
			fold = "−"
		}
		words := groupWords[l.group]
		if l.group == intake.RowRefused && f.rest != "" {
			words = "left out, into " + widget.Line(f.rest)
		}
		return fmt.Sprintf("%s %s %6d   %s", fold, widget.Fit(string(l.group), 12), f.table.count(l.group), words)
	}
	if l.group == said {
		return "    " + oneLine(f.table.know[l.at], mostCell)
	}
	r := f.table.groups[l.group][l.at]
	return "    " + widget.Fit(f.where(r), f.whereWide()) + " " + widget.Fit(widget.Line(r.Item), f.itemWide()) + " " + r.Text
}

// itemWide is the room for what a row is about: the number of an item, or the title
// of a record.
func (f *file) itemWide() int {
	if f.register != nil {
		return 28
	}
	return 10
}

// whereWide is the room for the place of a row.
func (f *file) whereWide() int {
	if f.table.several {
		return 24
	}
	return 10
}
