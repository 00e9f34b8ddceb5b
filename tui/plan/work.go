package plan

import (
	"fmt"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// daysOf are the days of an item or a task, in eight cells.
func (p *Screen) daysOf(id string, days float64) string {
	if p.veils(id) {
		return widget.FitRight(screen.Veil, 8)
	}
	return fmt.Sprintf("%8.1f", days)
}

// largest names the largest open work in the phases that set the date.
func (p *Screen) largest(w int) []string {
	work := p.shown().Forecast.Largest
	if len(work) == 0 {
		return nil
	}
	lines := []string{"", p.s.Theme.Strong.Render(roadmap.LargestWords)}
	for _, o := range work[:min(8, len(work))] {
		name := o.ID
		if it, ok := assess.Item(p.s.Catalog, p.now.Assessment, o.ID); ok {
			name = it.Number + " " + widget.Line(it.Title)
		}
		lines = append(lines, widget.Fit(p.daysOf(o.ID, o.Days)+"  "+name, w))
	}
	return lines
}
