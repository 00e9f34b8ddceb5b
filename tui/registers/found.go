package registers

import (
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
)

// findings lists the findings raised because of a record, and makes one.
func (g *Screen) findings(r *row) tea.Cmd {
	k, known := g.shelf.kind(r.Kind)
	if !known || !register.Raises(k) {
		return screen.Tell("A finding is made from a session or a sample of an audit, a metric, an incident or a concern, or in the Walk.")
	}
	return g.found(r).OfRecord(r.number, func() register.Case { return g.shelf.Case })
}

func (g *Screen) found(r *row) reading.Found {
	return reading.Found{S: g.s, Now: func() *assess.Assessment { return g.now.Assessment }, From: r.Record}
}

// things are what a field leads to that the assessment holds by itself.
func (g *Screen) things(r *row, f *catalog.RegisterField) []register.Thing {
	var all []register.Thing
	for _, id := range r.Leading(f) {
		if t, known := g.shelf.Thing(id); known && !t.Removed {
			all = append(all, t)
		}
	}
	return all
}
