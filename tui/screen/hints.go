package screen

import (
	"slices"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"
)

// Hinted are those of a footer's keys that have room for their help in so many
// cells, with three blanks after each. The way out has its room whatever else has.
func Hinted(footer []key.Binding, room int) []key.Binding {
	wide := func(b key.Binding) int {
		return ansi.StringWidth(b.Help().Key) + 1 + ansi.StringWidth(b.Help().Desc) + 3
	}
	footer = slices.DeleteFunc(slices.Clone(footer), func(b key.Binding) bool { return !b.Enabled() })
	out := slices.IndexFunc(footer, func(b key.Binding) bool { return slices.Contains(b.Keys(), "esc") })
	if out >= 0 {
		room -= wide(footer[out])
	}
	var fit []key.Binding
	full := false
	for i, b := range footer {
		if i != out {
			room -= wide(b)
			full = full || room < 0
		}
		if i == out || !full {
			fit = append(fit, b)
		}
	}
	return fit
}
