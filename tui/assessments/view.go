package assessments

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/day"
	"crosswalk/catalog/score"
	"crosswalk/tui/list"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

const (
	wide   = 120 // from here there are more columns
	widest = 150 // from here nothing grows further apart
)

// View is the list around the cursor, or what to do where there is none.
func (x *Screen) View() string {
	switch {
	case !x.read:
		return widget.Pane(nil, x.w, x.h)
	case len(x.list.Rows()) == 0 && !x.list.Find.On():
		return widget.Pane(closer(x.teach(), x.h), x.w, x.h)
	}
	foot, h := x.list.Foot(x.w, x.h)
	left := min(x.w, widest)
	return widget.Beside(x.list.View(left, h, x.head()), "", widget.Pane(nil, x.w-left, h)) + foot
}

// head counts the assessments, and says that some are not shown.
func (x *Screen) head() list.Head {
	n, archived := len(x.list.All()), x.countArchived()
	head := list.Head{What: fmt.Sprintf("%d assessments", n)}
	if n == 1 {
		head.What = "1 assessment"
	}
	if archived > 0 && !x.archived {
		head.More = fmt.Sprintf(" · %d archived: v", archived)
	}
	return head
}

func (x *Screen) none(int) []string {
	return []string{x.s.Theme.Dim.Render("  No assessment has these words. esc shows all again.")}
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
	if x.s.Role().MayLead() != nil && len(x.list.All()) == 0 {
		add(t.Strong, "There is no assessment here for you yet.")
		lines = append(lines, "")
		add(t.Text, "You see the assessments that you are a member of. Whoever leads one can make you a member of it; it stands here then by itself.")
		return lines
	}
	if n := x.countArchived(); n > 0 {
		add(t.Strong, "Every assessment here is archived.")
		lines = append(lines, "")
		step("v", fmt.Sprintf("shows the archived ones: %d", n))
		step("a", "begins a new assessment")
		return lines
	}
	add(t.Strong, "There is no assessment yet.")
	lines = append(lines, "")
	add(t.Text, "Crosswalk walks an organisation that runs an ISO/IEC 27001 information security management system across to an ISO/IEC 42001 AI management system, item by item, with what is in place already beside every question. It turns the answers into figures, gaps and a way to certification.")
	lines = append(lines, "")
	step("a", "begins an assessment: a name and an organisation are enough, the rest can wait")
	step("D", "adds a demonstration to look around in: an invented company in the middle of its gap assessment")
	add(t.Dim, "Everything is saved the moment it is said. ? shows all keys.")
	return lines
}

// closer takes out blank lines, the upper ones first, until lines fit in h or none is
// left.
func closer(lines []string, h int) []string {
	for len(lines) > h {
		at := slices.Index(lines, "")
		if at < 0 {
			break
		}
		lines = slices.Delete(lines, at, at+1)
	}
	return lines
}

// columns are the name, and right of it the figures that there is room for.
func (x *Screen) columns(int) list.Columns[row] {
	figure := func(title string, width int, text func(row) string) list.Column[row] {
		return list.Column[row]{Title: title, Gap: 2, Width: width, Right: true, Text: func(r row, _ *style.Theme) string { return text(r) }}
	}
	bar := func(w int) list.Column[row] {
		return list.Column[row]{Title: "Progress", Gap: 2, Width: w + 5, Text: func(r row, t *style.Theme) string { return progress(r.score, w, t) }}
	}
	name := list.Column[row]{Title: "Assessment", Gap: 1, Width: 10, Fill: 1, Text: named}
	conforming := figure("Conforming", 10, func(r row) string {
		return open(r, fmt.Sprintf("%d of %d", r.score.Conforming, r.score.Applicable))
	})
	if x.w < wide {
		return list.Columns[row]{name, conforming, bar(14)}
	}
	return list.Columns[row]{
		name,
		figure("Answered", 8, func(r row) string { return open(r, fmt.Sprint(r.score.Answered)) }),
		conforming,
		figure("Verified", 8, func(r row) string { return open(r, fmt.Sprint(r.score.Verified)) }),
		bar(26),
	}
}

// open is a figure where the assessment may be opened.
func open(r row, figure string) string {
	if r.Shut {
		return ""
	}
	return figure
}

func named(r row, t *style.Theme) string {
	return t.Strong.Render(widget.Line(r.Name))
}

// secondLine is whose it is and what kind, and at the end who changed it last.
func (x *Screen) secondLine(r row, w int) string {
	change := when(r.Changed, x.s.Now())
	if r.ChangedBy != "" {
		change += " · " + widget.Line(r.ChangedBy)
	}
	about := x.about(r)
	room := w - 2
	change = widget.FitRight(change, min(room/2, max(30, room/3)))
	return "  " + x.s.Theme.Dim.Render(widget.Fit(about, room-ansi.StringWidth(change))+change)
}

// about is whose an assessment is, what this person is in it where that is not the same
// everywhere, and what kind it is.
func (x *Screen) about(r row) string {
	var parts []string
	add := func(is bool, text string) {
		if is {
			parts = append(parts, text)
		}
	}
	add(r.Archived, "archived")
	add(r.Shut, "not open to you")
	add(r.Role != "" && r.Role != x.s.Actor.Role, string(r.Role))
	add(r.Client != "", widget.Line(r.Client))
	add(!r.Shut && (r.Client == "" || r.Organisation != "" && r.Organisation != r.Client), cmp.Or(widget.Line(r.Organisation), "–"))
	add(r.Team != "", "led by "+widget.Line(r.Team))
	add(!r.Shut, kindWords(r.Kind))
	if !r.Shut && x.w >= wide {
		parts = append(parts, fmt.Sprintf("target %d · AI systems in scope: %d", r.target, r.systems))
	}
	return strings.Join(parts, " · ")
}

// progress is a bar and its figure; an assessment without an applicable item
// has neither.
func progress(s score.Score, w int, t *style.Theme) string {
	if s.Progress == nil {
		return widget.Fit("", w+5)
	}
	bar := widget.Split{Done: *s.Progress, Build: 1 - *s.Progress}.Line(t, w)
	return bar + widget.FitRight(fmt.Sprintf("%d %%", score.Percent(*s.Progress)), 5)
}

// kindWords is a kind of assessment as it is read.
func kindWords(kind string) string { return strings.ReplaceAll(kind, "-", " ") }

// when is a time as it is said: today and yesterday with the hour, then the
// day, and the year where it is another.
func when(t, now time.Time) string {
	t = t.In(now.Location())
	date := func(t time.Time) string { return t.Format(time.DateOnly) }
	switch {
	case date(t) == date(now):
		return t.Format("today 15:04")
	case date(t) == date(now.AddDate(0, 0, -1)):
		return t.Format("yesterday 15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format(day.Form)
}
