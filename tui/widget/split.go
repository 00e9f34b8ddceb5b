package widget

import (
	"fmt"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/style"
)

// Split is the three-part bar: what is done, what extending the ISMS closes,
// and what has to be built.
type Split struct {
	Done, Reuse, Build float64 // sum to 1
	Claimed            float64 // the part of Done that nobody verified: another tint, and no part of its own
	Percents           [3]int  // the same in whole per cents that add up to 100
}

// The glyphs of the parts: dense, half, light, so that they are told apart
// without colour.
const (
	DoneGlyph  = '█'
	ReuseGlyph = '▒'
	BuildGlyph = '░'
)

// Those of a line: heavy, double, light, which stand apart from the lines above and
// below.
const (
	doneLine  = '━'
	reuseLine = '═'
	buildLine = '─'
)

func (s Split) parts(t *style.Theme) []Part {
	return []Part{
		{Share: s.Done, Glyph: DoneGlyph, Style: t.Done},
		{Share: s.Reuse, Glyph: ReuseGlyph, Style: t.Reuse},
		{Share: s.Build, Glyph: BuildGlyph, Style: t.Build},
	}
}

// Bar draws the three parts in w cells: the whole, above the rows of a screen.
func (s Split) Bar(t *style.Theme, w int) string { return s.tinted(t, w, s.parts(t)) }

// Line draws them as a line, for rows one below the other.
func (s Split) Line(t *style.Theme, w int) string {
	parts := s.parts(t)
	for i, glyph := range []rune{doneLine, reuseLine, buildLine} {
		parts[i].Glyph = glyph
	}
	return s.tinted(t, w, parts)
}

// tinted draws the parts, what of the first is claimed in its own tint.
func (s Split) tinted(t *style.Theme, w int, parts []Part) string {
	cells := apportion(w, parts)
	claimed := 0
	if s.Done > 0 {
		claimed = min(cells[0], int(math.Round(s.Claimed/s.Done*float64(cells[0]))))
	}
	done := string(parts[0].Glyph)
	line := parts[0].Style.Render(Fill(done, cells[0]-claimed)) + t.Claimed.Render(Fill(done, claimed))
	for i, p := range parts[1:] {
		line += p.Style.Render(Fill(string(p.Glyph), cells[i+1]))
	}
	return line + Blank(w-cells[0]-cells[1]-cells[2])
}

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
