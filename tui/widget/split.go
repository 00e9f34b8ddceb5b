package widget

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/style"
)

// Split is the three-part bar: what is done, what extending the ISMS closes,
// and what has to be built.
type Split struct {
	Done, Reuse, Build float64 // sum to 1
	Percents           [3]int  // the same in whole per cents that add up to 100
}

// The glyphs of the parts: dense, half, light, so that they are told apart
// without colour.
const (
	DoneGlyph  = '█'
	ReuseGlyph = '▒'
	BuildGlyph = '░'
)

func (s Split) parts(t *style.Theme) []Part {
	return []Part{
		{Share: s.Done, Glyph: DoneGlyph, Style: t.Done},
		{Share: s.Reuse, Glyph: ReuseGlyph, Style: t.Reuse},
		{Share: s.Build, Glyph: BuildGlyph, Style: t.Build},
	}
}

// Bar draws the three parts in w cells.
func (s Split) Bar(t *style.Theme, w int) string { return Bar(w, s.parts(t)...) }

// Legend names the parts below a bar of w cells, each where its part begins, or
// as far right of it as the name before needs. A part that is nothing is left
// out.
func (s Split) Legend(t *style.Theme, w int) string {
	var b strings.Builder
	at, begins := 0, 0
	cells := apportion(w, s.parts(t))
	for i, name := range []string{"done", "reuse", "build"} {
		label := fmt.Sprintf("%s %d", name, s.Percents[i])
		if s.Percents[i] > 0 || i == 0 {
			start := begins
			if at > 0 {
				start = max(start, at+2)
			}
			start = max(min(start, w-s.room(i)), at)
			b.WriteString(Blank(start - at))
			b.WriteString(s.parts(t)[i].Style.Render(label))
			at = start + ansi.StringWidth(label)
		}
		begins += cells[i]
	}
	return Fit(b.String(), w)
}

// room is the width that the names from one on need.
func (s Split) room(from int) int {
	n := -2
	for i, name := range []string{"done", "reuse", "build"} {
		if i >= from && s.Percents[i] > 0 {
			n += len(fmt.Sprintf("%s %d", name, s.Percents[i])) + 2
		}
	}
	return max(0, n)
}
