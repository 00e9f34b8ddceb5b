package baseline

import (
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/widget"
)

// View is the table, and below it, or beside it on a wide screen, the item.
func (b *Screen) View() string {
	if b.now.Assessment == nil {
		return widget.Pane(nil, b.w, b.h)
	}
	height, foot := b.h, ""
	if b.find.On() {
		height--
		foot = "\n" + b.find.Line(b.w, fmt.Sprintf("%d found", len(b.shown)))
	}
	if b.w >= 120 {
		side := min(60, max(44, b.w/3))
		gap := " " + b.s.Theme.Faint.Render("│") + " "
		left := b.tableView(b.w-side-3, height)
		return widget.Beside(left, gap, b.pane(side, height)) + foot
	}
	below := max(5, min(height*3/8, 12))
	return b.tableView(b.w, height-below-1) + "\n" +
		b.s.Theme.Faint.Render(widget.Rule(b.w)) + "\n" + b.pane(b.w, below) + foot
}

// columns are the widths of the table, in cells.
type columns struct{ title, rating, note int }

const (
	idWidth   = 7
	aimsWidth = 5
)

func (b *Screen) columns(width int) columns {
	c := columns{rating: 13}
	rest := width - 2 - idWidth - 1 - 1 - c.rating - 1 - aimsWidth - 2
	if c.note = rest / 3; c.note < 8 {
		c.note = 0
	}
	c.title = max(0, rest-c.note)
	return c
}

func (b *Screen) tableView(width, height int) string {
	b.table, b.tops = width, 2
	c := b.columns(width)
	t := b.s.Theme
	lines := make([]string, 0, height)
	lines = append(lines, b.head(width), t.Dim.Render(widget.Fit(
		"  "+widget.Fit("Item", idWidth)+" "+widget.Fit("Title", c.title)+" "+widget.Fit(" Rating", c.rating)+" "+
			widget.FitRight("42001", aimsWidth)+"  "+widget.Fit("Note", c.note), width)))
	if len(b.rows) == 0 {
		return widget.Pane(append(lines, b.empty(width)...), width, height)
	}
	from, to := b.window(height - len(lines))
	for i := from; i < to; i++ {
		lines = append(lines, b.rowView(b.rows[i], c, width))
	}
	return widget.Pane(lines, width, height)
}

// window keeps the heading of the first item in sight with it.
func (b *Screen) window(height int) (from, to int) {
	line := b.line()
	if b.cursor.At == 0 {
		b.cursor.Window(0, len(b.rows), height)
	}
	return b.cursor.Window(line, len(b.rows), height)
}

func (b *Screen) rowView(r row, c columns, width int) string {
	t := b.s.Theme
	if r.item == nil {
		return t.Strong.Render(widget.Fit(" "+r.set.ID+" "+r.set.Title, width))
	}
	at := b.place(r.item.ID)
	x := b.now.Assessment.Baseline[r.item.ID]
	aims := "·"
	if n := len(b.s.Catalog.Carries(r.item.ID)); n > 0 {
		aims = strconv.Itoa(n)
	}
	note := x.Note
	if x.Rating.Is(assess.NA) && note == "" {
		note = x.Rating.Reason
	}
	if b.s.HasDraft(b.noteDraft(r.item.ID)) {
		note = "draft   " + note
	}
	here := at == b.cursor.At
	rating := scale(x.Rating)
	before := widget.Fit(r.item.ID, idWidth) + carriedMark(x.Rating) + widget.Fit(r.item.Title, c.title) + " "
	after := " " + widget.FitRight(aims, aimsWidth) + "  " + widget.Fit(widget.FirstLine(note), c.note)
	switch {
	case here:
		return t.Cursor.Render(widget.Fit("▸ "+before+rating+after, width))
	case b.mark != (mark{}) && b.marked(at):
		return t.Accent.Render("┃ ") + t.Strong.Render(widget.Fit(before+rating+after, width-2))
	case x.Rating.Is(assess.Unanswered):
		return widget.Fit("  "+before+t.Faint.Render(rating)+t.Dim.Render(after), width)
	}
	return widget.Fit("  "+before+rating+t.Dim.Render(after), width)
}

// carriedMark marks a judgement that was made for another edition, in the cell
// before the title.
func carriedMark(r assess.Rating) string {
	if r.Carried == "" {
		return " "
	}
	return "↷"
}

// scale is the row of digits with the standing one in a box, 13 cells wide; it
// reads without colour.
func scale(r assess.Rating) string {
	if r.Is(assess.NA) {
		return "–  excluded  "
	}
	var s strings.Builder
	for level := range 6 {
		chosen := r.Is(assess.Rated) && r.Level == level
		switch {
		case chosen:
			s.WriteString("▐")
		case r.Is(assess.Rated) && level == r.Level+1:
			s.WriteString("▌")
		default:
			s.WriteByte(' ')
		}
		s.WriteString(strconv.Itoa(level))
	}
	if r.Is(assess.Rated) && r.Level == 5 {
		return s.String() + "▌"
	}
	return s.String() + " "
}

// head says how far the baseline has come, and what of it is shown.
func (b *Screen) head(width int) string {
	t := b.s.Theme
	answered, rated, sum := 0, 0, 0
	for _, it := range b.items {
		r := b.rating(it)
		if !r.Is(assess.Unanswered) {
			answered++
		}
		if r.Is(assess.Rated) {
			rated++
			sum += r.Level
		}
	}
	line := fmt.Sprintf(" Answered %d/%d", answered, len(b.items))
	if rated > 0 {
		line += fmt.Sprintf(" · mean rating %.1f", float64(sum)/float64(rated))
	}
	line = t.Strong.Render(line)
	if b.filter != (filter{}) {
		line += t.Warn.Render(" · shown: " + b.name(b.filter))
	}
	if answered == 0 && b.filter == (filter{}) {
		line += t.Dim.Render(" · I imports the Statement of Applicability")
	}
	return widget.Fit(line, width)
}

// empty teaches where nothing is shown.
func (b *Screen) empty(width int) []string {
	text := "No item is in this view. esc shows all again."
	switch {
	case b.find.On():
		text = "No item has these words in its number, its text or its note. esc shows all again."
	case b.filter.what == unanswered:
		text = "Every item of the ISMS has an answer. esc shows them all, and Gaps shows what that leaves to do."
	}
	return append([]string{""}, widget.Indent(widget.Wrap(text, min(width-2, measure)), " ", " ")...)
}

// chosen is a rating in words.
func (b *Screen) chosen(it *catalog.Item) string {
	r := b.rating(it)
	if r.Is(assess.Unanswered) {
		return "not answered yet"
	}
	words := "excluded by the ISMS"
	if r.Is(assess.Rated) {
		words = "rated " + strconv.Itoa(r.Level)
	}
	words += " by " + widget.Line(r.By)
	if !r.At.IsZero() {
		words += ", " + r.At.In(b.s.Now().Location()).Format("2 Jan 2006")
	}
	return words
}
