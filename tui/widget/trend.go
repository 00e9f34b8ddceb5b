package widget

import (
	"strings"
)

// Limit is a line across a trend, with what it is called.
type Limit struct {
	At   float64
	Name string
}

// blocks are how much of a cell is full, in eighths.
var blocks = []rune(" ▁▂▃▄▅▆▇█")

// Trend draws values side by side as columns of blocks, as many of the last as have
// room, h lines high. A limit is a line of dashes where no column stands before it,
// and its name stands at the left; it reads without colour.
func Trend(values []float64, limits []Limit, w, h int) []string {
	label, room := labelOf(limits), TrendRoom(limits, w)
	values = values[max(0, len(values)-room):]
	low, high := span(values, limits)
	lines := make([]string, h)
	for row := range lines {
		name, dash := "", ' '
		for _, l := range limits {
			if rowOf(l.At, low, high, h) == row {
				name, dash = l.Name, '╌'
			}
		}
		var b strings.Builder
		for _, v := range values {
			full := int((v-low)/(high-low)*float64(8*h-1)) + 1 - 8*(h-1-row)
			if full <= 0 {
				b.WriteRune(dash)
			} else {
				b.WriteRune(blocks[min(full, 8)])
			}
		}
		b.WriteString(strings.Repeat(string(dash), room-len(values)))
		lines[row] = Fit(name, label) + " " + b.String()
	}
	return lines
}

// TrendRoom is how many values have room beside the names of the limits.
func TrendRoom(limits []Limit, w int) int { return max(1, w-labelOf(limits)-2) }

// labelOf is the cells of the longest name.
func labelOf(limits []Limit) int {
	label := 0
	for _, l := range limits {
		label = max(label, len([]rune(l.Name)))
	}
	return label
}

// span is from the lowest to the highest of what is drawn.
func span(values []float64, limits []Limit) (low, high float64) {
	all := append([]float64(nil), values...)
	for _, l := range limits {
		all = append(all, l.At)
	}
	if len(all) == 0 {
		return 0, 1
	}
	low, high = all[0], all[0]
	for _, x := range all {
		low, high = min(low, x), max(high, x)
	}
	if low == high {
		return low - 1, high + 1
	}
	return low, high
}

// rowOf is the line in which a value ends, from the top.
func rowOf(x, low, high float64, h int) int {
	return h - 1 - int((x-low)/(high-low)*float64(8*h-1))/8
}
