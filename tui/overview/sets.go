package overview

import (
	"fmt"

	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/widget"
)

// setRows are the clauses beside the sections of Annex A.
func (o *Screen) setRows() []string {
	left := o.left()
	sets := o.sets
	w := o.column()
	var rows []string
	for i := range max(left, len(sets)-left) {
		a, b := widget.Blank(w), ""
		if i < left {
			a = o.setRow(i, w)
		}
		if left+i < len(sets) {
			b = o.setRow(left+i, w)
		}
		rows = append(rows, a+"   "+b)
	}
	return rows
}

// setsIn counts the sets of some rows.
func (o *Screen) setsIn(from, to int) int {
	left, right := o.left(), len(o.sets)-o.left()
	return max(0, min(to, left)-from) + max(0, min(to, right)-from)
}

// setHead is what stands over both columns: what is in them, and what the figures
// behind a set are.
func (o *Screen) setHead() string {
	column, figures := o.column(), "progress, conforming"
	if column < 36 {
		figures = "%, conforming"
	}
	head := func(title string) string { return widget.Fit(title, column-len(figures)) + figures }
	return o.s.Theme.Dim.Render(head("  Clauses") + "   " + head("  Annex A"))
}

func (o *Screen) setRow(i, w int) string {
	t := o.s.Theme
	s := o.sets[i]
	name := min(16, w-12)
	if w >= 44 {
		name = 20
	}
	label := widget.Fit(fmt.Sprintf("%4s %s", s.Set.ID, widget.Line(s.Set.Short)), name)
	figure := widget.FitRight(share(s.Progress), 6) + widget.FitRight(fmt.Sprintf("%d/%d", s.Conforming, s.Applicable), 4)
	synergyOf, _ := o.now.Synergy.Set(s.Set.ID)
	room, line := max(0, w-name-1-10-1), ""
	if split, ok := splitOf(synergyOf.Shares, s.Score); ok {
		line = split.Line(t, room)
	} else {
		line = t.Dim.Render(widget.Fit("nothing applies", room))
	}
	if o.at == i+1 {
		return "▸" + t.Cursor.Render(label) + " " + line + t.Strong.Render(figure)
	}
	return " " + label + " " + line + figure
}

// splitOf are the parts of the work of a set or of the whole; false where nothing
// of it is applicable.
func splitOf(s *synergy.Shares, sc score.Score) (widget.Split, bool) {
	if s == nil {
		return widget.Split{}, false
	}
	verified, _, _ := sc.Met()
	return widget.Split{Done: s.Done, Reuse: s.Reuse, Build: s.Build, Claimed: max(0, s.Done-verified), Percents: s.Percents()}, true
}
