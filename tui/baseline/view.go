package baseline

import (
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// tableLeast is how many lines the table has before the item below it gets more
// than two: fifteen rows under the head and the headings.
const tableLeast = 17

// View is the table, and below it, or beside it on a wide screen, the item.
func (b *Screen) View() string {
	if b.now.Assessment == nil {
		return widget.Pane(nil, b.w, b.h)
	}
	foot, height := b.rows.Foot(b.w, b.h)
	if b.w >= 100 {
		side := min(60, max(40, b.w*3/8))
		left := b.rows.View(b.w-side-mapWidth-3, height, b.head())
		gap := " " + b.s.Theme.Faint.Render("│") + " "
		return widget.Beside(widget.Beside(left, "", b.small(height)), gap, b.pane(side, height)) + foot
	}
	below := max(2, min(height-tableLeast, height*3/8, 12))
	return b.rows.View(b.w, height-below, b.head()) + "\n" + b.strip(b.w, below) + foot
}

// mapWidth is a blank, a bar beside what is in sight, and a sign.
const mapWidth = 3

// small is the whole table in one column, as high as the screen: for each stretch of
// items whether they are answered, some of them, or none, and a bar beside those in
// sight.
func (b *Screen) small(h int) string {
	rows := b.rows.Rows()
	from, to := b.rows.Sight()
	lines := make([]string, h)
	for i := range min(h, len(rows)) {
		first, last := i*len(rows)/min(h, len(rows)), (i+1)*len(rows)/min(h, len(rows))
		open := 0
		for _, it := range rows[first:last] {
			if b.rating(it).Is(assess.Unanswered) {
				open++
			}
		}
		sign, ink := screen.SignHalf, b.s.Theme.Text
		switch open {
		case 0:
			sign, ink = screen.SignFull, b.s.Theme.Done
		case last - first:
			sign, ink = screen.SignEmpty, b.s.Theme.Open
		}
		bar := "  "
		if first < to && last > from {
			bar = " " + b.s.Theme.Accent.Render("▐")
		}
		lines[i] = bar + ink.Render(sign)
	}
	return widget.Pane(lines, mapWidth, h)
}

func (b *Screen) columns(int) list.Columns[*catalog.Item] {
	return list.Columns[*catalog.Item]{
		{Title: "Item", Width: 7, Text: func(it *catalog.Item, _ *style.Theme) string { return it.ID }},
		{Width: 1, Text: func(it *catalog.Item, _ *style.Theme) string { return carriedMark(b.rating(it)) }},
		{Title: "Title", Fill: 2, Text: func(it *catalog.Item, _ *style.Theme) string { return it.Title }},
		{Title: " Rating", Gap: 1, Width: 13, Text: b.ratingWord},
		{Title: "42001", Gap: 1, Width: 5, Right: true, Text: func(it *catalog.Item, t *style.Theme) string { return t.Dim.Render(b.rests(it)) }},
		{Title: "Note", Gap: 2, Width: 8, Fill: 1, Text: func(it *catalog.Item, t *style.Theme) string { return t.Dim.Render(b.noteWord(it)) }},
	}
}

// ratingWord is the whole scale under the cursor, where a digit chooses on it, and
// elsewhere what was chosen.
func (b *Screen) ratingWord(it *catalog.Item, t *style.Theme) string {
	r := b.rating(it)
	switch {
	case r.Is(assess.NA):
		return "–  excluded"
	case it.ID == b.rows.Here():
		return scale(r)
	case r.Is(assess.Rated):
		return " " + gauge(r.Level, t) + " " + strconv.Itoa(r.Level)
	}
	return t.Faint.Render(" ·····")
}

// gauge has a full cell for each level that is reached.
func gauge(level int, t *style.Theme) string {
	return t.Done.Render(widget.Fill(string(widget.DoneGlyph), level)) + t.Build.Render(widget.Fill(string(widget.BuildGlyph), 5-level))
}

// rests is how many items of ISO/IEC 42001 rest on it.
func (b *Screen) rests(it *catalog.Item) string {
	if n := len(b.s.Catalog.Carries(it.ID)); n > 0 {
		return strconv.Itoa(n)
	}
	return "·"
}

func (b *Screen) noteWord(it *catalog.Item) string {
	x := b.now.Assessment.Baseline[it.ID]
	note := x.Note
	if x.Rating.Is(assess.NA) && note == "" {
		note = x.Rating.Reason
	}
	if b.s.HasDraft(b.noteDraft(it.ID)) {
		note = "draft   " + note
	}
	return widget.FirstLine(note)
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

// head says how far the baseline has come.
func (b *Screen) head() list.Head {
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
	head := list.Head{What: fmt.Sprintf("Answered %d/%d", answered, len(b.items))}
	head.Filter = widget.Line(b.filter.Words())
	if rated > 0 {
		head.More = fmt.Sprintf(" · mean rating %.1f", float64(sum)/float64(rated))
	}
	if answered == 0 && len(b.filter) == 0 {
		head.More += b.s.Theme.Dim.Render(" · I imports the Statement of Applicability")
	}
	return head
}

// none teaches where nothing is shown.
func (b *Screen) none(width int) []string {
	text := "No item has these words in its number, its text or its note. esc shows all again."
	if !b.rows.Find.On() {
		text = screen.NoneLeft(b.facts(), b.filter, b.items)
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
		words += ", " + r.At.In(b.s.Now().Location()).Format(day.Form)
	}
	return words
}
