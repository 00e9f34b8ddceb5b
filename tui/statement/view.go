package statement

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/report"
	"crosswalk/catalog/soa"
	"crosswalk/tui/list"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

// tableLeast is how many lines the table has before the line below it gets more
// than five.
const tableLeast = 14

// View is the table, and below it, or beside it on a wide screen, the line.
func (st *Screen) View() string {
	if st.now.Assessment == nil {
		return widget.Pane(nil, st.w, st.h)
	}
	foot, height := st.rows.Foot(st.w, st.h)
	if st.w >= 120 {
		side := min(60, max(44, st.w/3))
		gap := " " + st.s.Theme.Faint.Render("│") + " "
		return widget.Beside(st.rows.View(st.w-side-3, height, st.head()), gap, st.pane(side, height)) + foot
	}
	below := max(5, min(height-tableLeast, height*3/8, 12))
	return st.rows.View(st.w, height-below, st.head()) + "\n" + st.strip(st.w, below) + foot
}

func (st *Screen) columns(int) list.Columns[*soa.Line] {
	return list.Columns[*soa.Line]{
		{Title: "Control", Width: 8, Text: func(l *soa.Line, _ *style.Theme) string { return l.Item.Number }},
		{Title: "Title", Fill: 3, Text: func(l *soa.Line, _ *style.Theme) string { return l.Item.Title }},
		{Title: "Status", Gap: 1, Width: 18, Text: st.status},
		{Title: "Driven by", Gap: 1, Width: 9, Fill: 1, Text: st.driven},
		{Title: "Asks", Gap: 1, Width: 4, Right: true, Text: st.asks},
		{Title: "Owner", Gap: 2, Width: 10, Fill: 1, Text: func(l *soa.Line, t *style.Theme) string { return t.Dim.Render(widget.Line(l.Owner)) }},
	}
}

// status is a sign with a word, so that it reads without colour.
func (st *Screen) status(l *soa.Line, t *style.Theme) string {
	switch {
	case st.room.Veils(l.Ref):
		return screen.Veil
	case l.Excluded:
		return "–  excluded"
	case l.Declared == assess.Implemented:
		return t.Done.Render("● implemented")
	case l.Declared == "":
		return t.Faint.Render("· not declared")
	case l.Declared == "partly":
		return "◑ partly"
	case l.Declared == "planned":
		return "◔ planned"
	}
	return "○ not implemented"
}

func (st *Screen) driven(l *soa.Line, t *style.Theme) string {
	if l.Excluded {
		return t.Dim.Render(widget.FirstLine(l.WhyOut))
	}
	return t.Dim.Render(strings.Join(strings.Fields(l.DrivenBy()), ", "))
}

func (st *Screen) asks(l *soa.Line, t *style.Theme) string {
	if n := len(st.asked[l.Ref]); n > 0 {
		return t.Warn.Render(fmt.Sprintf("! %d", n))
	}
	return ""
}

// head says how far the statement has come.
func (st *Screen) head() list.Head {
	declared := 0
	for _, l := range st.lines.Lines {
		if l.Excluded || l.Declared != "" {
			declared++
		}
	}
	head := list.Head{What: fmt.Sprintf("%s · decided %d/%d", names[st.standard], declared, len(st.lines.Lines))}
	if st.which != all {
		head.Filter = lets[st.which].word
	}
	head.More = fmt.Sprintf(" · %d excluded · %d to ask", st.lines.Excluded(), st.open)
	if declared == 0 && st.which == all {
		head.More = st.s.Theme.Dim.Render(" · space declares the status of the control")
	}
	return head
}

// names are those of the standards in a head.
var names = map[string]string{soa.AIMS: "42001", soa.ISMS: "27001", soa.Both: "42001 and 27001"}

// none teaches where nothing is shown.
func (st *Screen) none(width int) []string {
	text := "No control has these words. esc shows all again."
	if !st.rows.Find.On() {
		text = "No control is " + lets[st.which].word + ". v chooses others, esc shows all again."
		if st.which == questioned {
			text = "The check finds nothing to ask. W issues a version."
		}
	}
	return append([]string{""}, widget.Indent(widget.Wrap(text, min(width-2, measure)), " ", " ")...)
}

// pane is the line under the cursor beside the table, as much of it as fits.
func (st *Screen) pane(width, height int) string {
	l := st.current()
	if l == nil {
		return widget.Pane(nil, width, height)
	}
	text := min(width-1, measure)
	lines := append([]string{st.s.Theme.Strong.Render(widget.Fit(named(l), text)), ""}, st.body(l, text)...)
	return st.filled(lines, width, height)
}

// strip is the same below the table, its title in the rule between.
func (st *Screen) strip(width, height int) string {
	l := st.current()
	if l == nil {
		return st.s.Theme.Faint.Render(widget.Rule(width)) + "\n" + widget.Pane(nil, width, height-1)
	}
	title := "── " + named(l) + " "
	rule := st.s.Theme.Strong.Render(widget.Fit(title, min(width, ansi.StringWidth(title))))
	rule += st.s.Theme.Faint.Render(widget.Rule(width - ansi.StringWidth(rule)))
	return rule + "\n" + st.filled(st.body(l, min(width-1, measure)), width, height-1)
}

func named(l *soa.Line) string { return l.Number() + "  " + widget.Line(l.Item.Title) }

func (st *Screen) filled(lines []string, width, height int) string {
	if len(lines) > height {
		lines = append(lines[:height-1], st.s.Theme.Dim.Render("… i shows all"))
	}
	return widget.Pane(widget.Indent(lines, " ", " "), width, height)
}

// body is all that is said of a line, a label before each; what is empty is left out.
func (st *Screen) body(l *soa.Line, width int) []string {
	if st.room.Veils(l.Ref) {
		return []string{screen.Veil + " " + screen.Hidden}
	}
	var lines []string
	part := func(label, text string) {
		if text != "" {
			lines = append(lines, st.labelled(label, text, width)...)
		}
	}
	if l.Excluded {
		part("Excluded", l.WhyOut)
		part("Risk", l.Risk)
		part("Needed by", strings.Join(l.NeededBy, ", "))
		part("Approved", strings.TrimSpace(l.ApprovedBy+" "+day.Show(l.ApprovedOn)))
	} else {
		part("Included", l.WhyIn)
		part("Driven", st.lines.DrivenWords(l, soa.DriverWord))
		part("Status", soa.DeclaredWord(l.Declared))
	}
	part("How", l.How)
	part("Described", l.Described)
	part("Owner", strings.TrimSpace(l.Owner+" "+day.Show(l.Due)))
	part("Evidence", pieces(l.Evidence))
	part("Looked at", day.Show(l.LookedAt))
	part("Rated", l.Rating())
	part("Differs", st.lines.Differs(l))
	for _, r := range st.asked[l.Ref] {
		part("!", "It "+r.Says+".")
	}
	for i := range l.Systems {
		part("System", systemWords(&l.Systems[i]))
	}
	part("Serves", report.AlsoWords(st.s.Catalog, st.now.Assessment, l, report.InEnglish()))
	return lines
}

func systemWords(s *soa.SystemLine) string {
	if s.Excluded {
		return "n/a for " + s.System.Name + ": " + s.WhyOut
	}
	return s.System.Name + ": " + s.Rating()
}

func pieces(all []assess.Evidence) string {
	var names []string
	for _, e := range all {
		names = append(names, e.What)
	}
	return strings.Join(names, " · ")
}

func (st *Screen) labelled(label, text string, width int) []string {
	const lead = 10
	return widget.Indent(widget.Wrap(text, width-lead), st.s.Theme.Dim.Render(widget.Fit(label, lead)), widget.Blank(lead))
}

// about opens everything about the line, first what the statement says of it.
func (st *Screen) about() tea.Cmd {
	ref := st.current().Ref
	x := reading.Item{S: st.s, Now: st.now, Kept: st.kept, Room: st.room, It: st.current().Item}
	return x.Open(func(w int) []string {
		l, ok := st.lines.Line(ref)
		if !ok {
			return nil
		}
		return st.body(l, w)
	})
}

// changeLines are the differences of two versions, to read.
func changeLines(all []report.Difference, w int) []string {
	if len(all) == 0 {
		return []string{"No line differs."}
	}
	var lines []string
	for _, c := range all {
		lines = append(lines, widget.Fit(widget.Line(c.Name), w))
		text := c.Column + ": " + orNothing(c.Was) + " → " + orNothing(c.Is)
		if c.Column == "" {
			text = "the line is " + c.Was + c.Is
		}
		lines = append(lines, widget.Indent(widget.Wrap(text, w-2), "  ", "  ")...)
	}
	return lines
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

// documentLines are an issued document, to read.
func documentLines(d *report.Document, w int) []string {
	lines := widget.Wrap(d.Title, w)
	for _, f := range d.Facts {
		lines = append(lines, widget.Wrap(f.Label+": "+f.Value, w)...)
	}
	for _, b := range d.Blocks {
		lines = append(append(lines, ""), widget.Wrap(b.Text, w)...)
		if b.Table == nil {
			continue
		}
		for _, r := range b.Table.Rows {
			for i, c := range r.Cells {
				if c.Text == "" || i >= len(b.Table.Columns) {
					continue
				}
				text := b.Table.Columns[i].Title + ": " + c.Text
				if i == 0 {
					text = c.Text
				}
				lines = append(lines, widget.Indent(widget.Wrap(text, w-2), widget.Blank(min(i, 1)*2), "  ")...)
			}
		}
	}
	return lines
}
