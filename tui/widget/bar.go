package widget

import (
	"math"
	"strings"

	"crosswalk/tui/style"
)

// Part is one stretch of a bar: its share of the whole, the glyph that tells it
// without colour, and its style.
type Part struct {
	Share float64 // 0-1
	Glyph rune
	Style style.Ink
}

// Bar draws shares side by side in exactly w cells. Cells are given by largest
// remainder, so the bar is always full when the shares sum to 1, and a share
// above nothing keeps a cell where there is room.
func Bar(w int, parts ...Part) string {
	cells := apportion(w, parts)
	var b strings.Builder
	used := 0
	for i, p := range parts {
		if cells[i] > 0 {
			b.WriteString(p.Style.Render(Fill(string(p.Glyph), cells[i])))
		}
		used += cells[i]
	}
	b.WriteString(Blank(w - used))
	return b.String()
}

func apportion(w int, parts []Part) []int {
	cells := make([]int, len(parts))
	left, total := w, 0.0
	for i, p := range parts {
		cells[i] = int(math.Floor(p.Share*float64(w) + 1e-9))
		left -= cells[i]
		total += p.Share
	}
	left = min(left, int(math.Round(total*float64(w)))-(w-left))
	for ; left > 0; left-- {
		best, most := -1, 0.0
		for i, p := range parts {
			if rest := p.Share*float64(w) - float64(cells[i]); rest > most+1e-9 {
				best, most = i, rest
			}
		}
		if best < 0 {
			break
		}
		cells[best]++
	}
	return spare(cells, parts)
}

// spare gives a part that is there and too small for a cell one of the largest
// part, so that a bar never hides what its figures say.
func spare(cells []int, parts []Part) []int {
	for i, p := range parts {
		if cells[i] > 0 || p.Share <= 1e-9 {
			continue
		}
		largest := 0
		for j := range cells {
			if cells[j] > cells[largest] {
				largest = j
			}
		}
		if cells[largest] > 1 {
			cells[largest]--
			cells[i]++
		}
	}
	return cells
}
