package widget

import (
	"math"

	"crosswalk/tui/style"
)

// Heavy is a heavy line over a share of w cells, to the half cell, with blanks
// behind it. What is above nothing has half a cell at least.
func Heavy(w int, share float64) string {
	halves := int(math.Round(share * float64(2*w)))
	if share > 0 {
		halves = max(1, halves)
	}
	line := Fill("━", halves/2)
	if halves%2 > 0 {
		line += "╸"
	}
	return Fit(line, w)
}

// Meter is a heavy line of a share, and a light one to the end of w cells, with a
// tick where the share could be.
func Meter(t *style.Theme, w int, share, could float64) string {
	full := min(w, int(math.Round(share*float64(w))))
	tick := max(full, min(w-1, int(math.Round(could*float64(w)))))
	return t.Reuse.Render(Fill("━", full)) + t.Build.Render(Fill("─", tick-full)) + t.Strong.Render("┃") + t.Build.Render(Fill("─", w-tick-1))
}
