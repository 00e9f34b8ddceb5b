package plan

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// rules shows how far the items are that bear on other rules for AI.
func (p *Screen) rules() tea.Cmd {
	in := p.shown().Input
	return p.s.Open(dialog.NewPage(p.s, "Other rules for AI · no legal advice", func(w int) []string { return p.ruleLines(in, w) }))
}

func (p *Screen) ruleLines(in roadmap.Input, w int) []string {
	t, rules := p.s.Theme, p.s.Catalog.Reference().Regulation
	lines := widget.Wrap(strings.TrimSpace(rules.Notice+" "+rules.AgeWords(in.AsOf, day.Show)), w)
	on := in.AsOf.Format(time.DateOnly)
	for _, f := range roadmap.Regulatory(in) {
		lines = append(lines, "", t.Strong.Render(widget.Fit(f.Name+" · "+f.Title, w)))
		coming, past := f.Days(on)
		for _, d := range coming {
			lines = append(lines, widget.Indent(widget.Wrap(dateWords(d, in.AsOf), w-4), "  ▸ ", "    ")...)
		}
		for _, d := range past {
			lines = append(lines, widget.Indent(widget.Wrap(dateWords(d, in.AsOf), w-4), "  · ", "    ")...)
		}
		if f.Note != "" {
			lines = append(lines, widget.Indent(widget.Wrap(f.Note, w-4), "    ", "    ")...)
		}
		for _, place := range f.Places {
			lines = append(lines, p.placeLines(f.Name, place, on, w)...)
		}
	}
	return lines
}

// dateWords are a day of a framework: how far away it is, what begins, and how sure
// that is.
func dateWords(d catalog.FrameworkDate, today time.Time) string {
	words := day.Show(d.Date)
	if away := day.Away(d.Date, today); away != "" {
		words += ", " + away
	}
	words += ": " + d.What
	if d.Moved != "" {
		words = strings.TrimSuffix(words, ".") + " (before: " + day.Show(d.Moved) + ")."
	}
	if d.Note != "" {
		words += " " + d.Note
	}
	if d.Status != "" {
		words += " · " + d.Status
	}
	return words
}

// placeLines are a place with how far its items are, and below it from when it
// applies and to whom.
func (p *Screen) placeLines(framework string, place roadmap.Place, on string, w int) []string {
	t := p.s.Theme
	name := strings.TrimPrefix(strings.TrimPrefix(place.Ref.Ref, framework+" "), "NIST AI RMF ")
	lines := []string{"  " + widget.Fit(name, 12) + " " + p.placeFigures(place) + t.Dim.Render(widget.Fit(place.Title, max(0, w-52)))}
	if when := strings.Join(place.Says(on, day.Show), "; "); when != "" {
		lines = append(lines, widget.Indent(widget.Wrap(when, w-15), strings.Repeat(" ", 15), strings.Repeat(" ", 15))...)
	}
	return lines
}

// placeFigures are how far the items of a place are, in 36 cells. Those of a
// single item would tell how that is judged.
func (p *Screen) placeFigures(place roadmap.Place) string {
	t := p.s.Theme
	if len(place.Items) == 1 && p.veils(place.Items[0].ID) {
		return widget.Fit(screen.Veil+" "+screen.Hidden, 36)
	}
	bar, figure := widget.Blank(10), "  –"
	if place.Progress != nil {
		bar = widget.Split{Done: *place.Progress, Build: 1 - *place.Progress}.Line(t, 10)
		figure = fmt.Sprintf("%3d", score.Percent(*place.Progress))
	}
	items := fmt.Sprintf("%d of %d conform", place.Conforming, len(place.Items))
	return bar + " " + figure + " % " + widget.Fit(items, 17) + "  "
}
