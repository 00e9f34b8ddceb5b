package assessments

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/score"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

const (
	headRows  = 2   // the headings and a blank line
	rowHeight = 2   // an assessment has two lines
	wide      = 120 // from here there are more columns
	widest    = 150 // from here nothing grows further apart
)

// room is how many rows fit.
func (x *Screen) room() int {
	h := x.h - headRows
	if x.filter.On() {
		h--
	}
	return max(1, h/rowHeight)
}

// View is the list around the cursor, or what to do where there is none.
func (x *Screen) View() string {
	rows := x.rows()
	switch {
	case !x.read:
		return widget.Pane(nil, x.w, x.h)
	case len(rows) == 0 && !x.filter.On():
		return widget.Pane(x.teach(), x.w, x.h)
	}
	lines := []string{x.headings(), ""}
	at := x.cursor(rows)
	from, to := widget.Window(x.top, at, len(rows), x.room())
	x.top = from
	for i := from; i < to; i++ {
		lines = append(lines, x.rowLines(rows[i], i == at)...)
	}
	if len(rows) == 0 {
		lines = append(lines, x.s.Theme.Dim.Render("  No assessment has these words. esc shows all again."))
	}
	if x.filter.On() {
		for len(lines) < x.h-1 {
			lines = append(lines, "")
		}
		lines = append(lines[:x.h-1], x.filter.Line(x.w, fmt.Sprintf("%d of %d", len(rows), x.countShown())))
	}
	return widget.Pane(lines, x.w, x.h)
}

// countShown is how many there are without the words of the filter.
func (x *Screen) countShown() int {
	if x.archived {
		return len(x.all)
	}
	return len(x.all) - x.countArchived()
}

// teach is the empty list: what this is, why nothing is here, and the next key.
func (x *Screen) teach() []string {
	t := x.s.Theme
	w := min(x.w-4, 76)
	var lines []string
	add := func(ink style.Ink, text string) {
		for _, l := range widget.Wrap(text, w) {
			lines = append(lines, "  "+ink.Render(l))
		}
	}
	step := func(key, text string) {
		for i, l := range widget.Wrap(text, w-5) {
			lead := "     "
			if i == 0 {
				lead = "  " + t.Key.Render(key) + "  "
			}
			lines = append(lines, lead+l)
		}
		lines = append(lines, "")
	}
	lines = append(lines, "")
	if n := x.countArchived(); n > 0 {
		add(t.Strong, "Every assessment here is archived.")
		lines = append(lines, "")
		step("A", fmt.Sprintf("shows the archived ones: %d", n))
		step("n", "begins a new assessment")
		return lines
	}
	add(t.Strong, "There is no assessment yet.")
	lines = append(lines, "")
	add(t.Text, "Crosswalk walks an organisation that runs an ISO/IEC 27001 information security management system across to an ISO/IEC 42001 AI management system, item by item, with what is in place already beside every question. It turns the answers into figures, gaps and a way to certification.")
	lines = append(lines, "")
	step("n", "begins an assessment: a name and an organisation are enough, the rest can wait")
	step("D", "adds a demonstration to look around in: an invented company in the middle of its gap assessment")
	add(t.Dim, "Everything is saved the moment it is said. ? shows all keys.")
	return lines
}

// columns are what stands right of the name: widths, headings, and what is in
// them.
func (x *Screen) columns() []column {
	conforming := column{"Conforming", 10, false, func(r row, _ look) string { return fmt.Sprintf("%d of %d", r.score.Conforming, r.score.Applicable) }}
	if x.w < wide {
		return []column{conforming, {"Progress", 19, true, func(r row, k look) string { return progress(r.score, 14, k) }}}
	}
	return []column{
		{"Answered", 8, false, func(r row, _ look) string { return fmt.Sprint(r.score.Answered) }},
		conforming,
		{"Verified", 8, false, func(r row, _ look) string { return fmt.Sprint(r.score.Verified) }},
		{"Progress", 31, true, func(r row, k look) string { return progress(r.score, 26, k) }},
	}
}

type column struct {
	title string
	w     int
	left  bool // its heading stands at the left
	text  func(row, look) string
}

// name is the room that the columns leave to the name.
func (x *Screen) name(columns []column) int {
	w := min(x.w, widest) - 2
	for _, c := range columns {
		w -= c.w + 2
	}
	return max(10, w)
}

func (x *Screen) headings() string {
	first := "Assessment"
	if n := x.countArchived(); n > 0 && !x.archived {
		first += fmt.Sprintf("   %d archived: A", n)
	}
	columns := x.columns()
	line := "  " + widget.Fit(first, x.name(columns))
	for _, c := range columns {
		if c.left {
			line += "  " + widget.Fit(c.title, c.w)
			continue
		}
		line += "  " + widget.FitRight(c.title, c.w)
	}
	return x.s.Theme.Dim.Render(line)
}

// look is how a row is drawn: under the cursor everything is reversed at once,
// so its parts have no styles of their own.
type look struct{ name, done, open style.Ink }

func (x *Screen) look(here bool) look {
	t := x.s.Theme
	if here {
		return look{}
	}
	return look{t.Strong, t.Done, t.Open}
}

func (x *Screen) rowLines(r row, here bool) []string {
	k := x.look(here)
	columns := x.columns()
	name := widget.Line(r.Name)
	if r.Archived {
		name += "  (archived)"
	}
	first := "  " + k.name.Render(widget.Fit(name, x.name(columns)))
	if here {
		first = "▸ " + widget.Fit(name, x.name(columns))
	}
	for _, c := range columns {
		first += "  " + widget.FitRight(c.text(r, k), c.w)
	}
	if here {
		first = x.s.Theme.Cursor.Render(widget.Fit(first, min(x.w, widest)))
	}
	return []string{first, x.secondLine(r)}
}

// secondLine is whose it is and what kind, and at the end who changed it last.
func (x *Screen) secondLine(r row) string {
	about := widget.Line(r.Organisation) + " · " + kindWords(r.Kind)
	if x.w >= wide {
		about += fmt.Sprintf(" · target %d · AI systems in scope: %d", r.target, r.systems)
	}
	change := when(r.Changed, x.s.Now()) + " · " + widget.Line(r.ChangedBy)
	room := min(x.w, widest) - 2
	change = widget.FitRight(change, min(room/2, max(30, room/3)))
	return "  " + x.s.Theme.Dim.Render(widget.Fit(about, room-ansi.StringWidth(change))+change)
}

// progress is a bar and its figure; an assessment without an applicable item
// has neither.
func progress(s score.Score, w int, k look) string {
	if s.Progress == nil {
		return widget.Fit("", w+5)
	}
	bar := widget.Bar(w, widget.Part{Share: *s.Progress, Glyph: '█', Style: k.done}, widget.Part{Share: 1 - *s.Progress, Glyph: '░', Style: k.open})
	return bar + widget.FitRight(fmt.Sprintf("%d %%", score.Percent(*s.Progress)), 5)
}

// kindWords is a kind of assessment as it is read.
func kindWords(kind string) string { return strings.ReplaceAll(kind, "-", " ") }

// when is a time as it is said: today and yesterday with the hour, then the
// day, and the year where it is another.
func when(t, now time.Time) string {
	t = t.In(now.Location())
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	switch {
	case day(t) == day(now):
		return t.Format("today 15:04")
	case day(t) == day(now.AddDate(0, 0, -1)):
		return t.Format("yesterday 15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}
