package registers

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/store"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// told is the history of a record, for the page that is open about it.
type told struct {
	page *dialog.Page
	acts []store.Act
	into *[]store.Act
}

// mostActs is how many acts the page about a record tells.
const mostActs = 30

// aboutPage is all about a record, to read: its marks, all that it says, and who
// said it when.
func (g *Screen) aboutPage(r *row) tea.Cmd {
	var acts []store.Act
	known := false
	page := dialog.NewPage(g.s, titleOfRecord(r), func(w int) []string {
		lines := g.aboutLines(r, w)
		lines = append(lines, "", g.s.Theme.Strong.Render("History"))
		if !known && len(acts) == 0 {
			return append(lines, g.s.Theme.Dim.Render("Reading …"))
		}
		return append(lines, g.historyLines(acts, w)...)
	})
	id, subject := g.now.Assessment.ID, r.Subject()
	read := g.s.Job(func(ctx context.Context) tea.Msg {
		all, _, err := g.s.History(ctx, id, store.HistoryFilter{Subject: subject, Limit: mostActs})
		if err != nil {
			return screen.Failed{Err: err}
		}
		known = true
		return told{page, all, &acts}
	})
	return tea.Batch(g.s.Open(page), read)
}

// tell puts the history on its page.
func (t told) tell() {
	*t.into = t.acts
	t.page.Renew()
}

func (g *Screen) aboutLines(r *row, w int) []string {
	k, _ := g.shelf.kind(r.Kind)
	t := g.s.Theme
	var lines []string
	for _, m := range g.shelf.marks[r.ID] {
		lines = append(lines, g.mark(m, w)...)
	}
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	label := min(26, w/3)
	for _, e := range g.entries(k, r) {
		if e.head != "" {
			lines = append(lines, "", t.Strong.Render(widget.Line(e.head)))
		}
		if e.said == "" || strings.HasPrefix(e.name, "add ") {
			continue
		}
		names := widget.Wrap(e.label, label)
		for i, said := range widget.Wrap(e.said, w-label-2) {
			name := ""
			if i < len(names) {
				name = names[i]
			}
			lines = append(lines, t.Dim.Render(widget.Fit(name, label))+"  "+said)
		}
	}
	return lines
}

// historyLines tell each act in a sentence, the newest first.
func (g *Screen) historyLines(acts []store.Act, w int) []string {
	var lines []string
	for _, act := range acts {
		when := day.Show(act.At.Format("2006-01-02")) + " " + act.At.Format("15:04")
		words := g.s.Tell(g.now.Assessment, act, assess.FromParents(nil))
		lead := widget.Fit(when, 18) + " "
		lines = append(lines, widget.Indent(widget.Wrap(widget.Line(act.Author)+" "+words, w-len(lead)), g.s.Theme.Dim.Render(lead), widget.Blank(len(lead)))...)
	}
	if len(acts) == mostActs {
		lines = append(lines, g.s.Theme.Dim.Render("Older acts stand in the History."))
	}
	return lines
}
