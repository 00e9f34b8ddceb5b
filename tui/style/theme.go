package style

import (
	"cmp"

	"charm.land/lipgloss/v2"
)

// Kind is how the colours are chosen, by the name that a person knows.
type Kind string

// The kinds.
const (
	Auto       Kind = "auto" // as the terminal tells its background
	Light      Kind = "light"
	Dark       Kind = "dark"
	Contrast   Kind = "high contrast"
	Colourless Kind = "no colour"
)

// Kinds are all of them, the usual one first.
func Kinds() []Kind { return []Kind{Auto, Light, Dark, Contrast, Colourless} }

// palette are the colours of a theme; without one the letters are the terminal's own.
type palette struct{ dim, faint, accent, claimed, reuse, rest, good, warn, bad string }

// Each is read on its background with a contrast of 4.5 at least, those of high
// contrast with 7; a test holds them to it.
var (
	onLight = palette{
		dim: "#5f6470", faint: "#6a6d75", accent: "#0b6e6e", claimed: "#3a6a72", reuse: "#805a00", rest: "#6a6f79",
		good: "#2a6f2a", warn: "#805a00", bad: "#b3261e",
	}
	onDark = palette{
		dim: "#9aa0ad", faint: "#878c98", accent: "#5fd7c9", claimed: "#5fa8a0", reuse: "#e5b567", rest: "#8b909c",
		good: "#8fce8f", warn: "#e5b567", bad: "#ff8a80",
	}
	clearOnLight = palette{
		dim: "#33363d", faint: "#45484f", accent: "#004d4d", claimed: "#1f5757", reuse: "#5a2e00", rest: "#45484f",
		good: "#0f4d0f", warn: "#5a2e00", bad: "#850d08",
	}
	clearOnDark = palette{
		dim: "#d0d4dc", faint: "#b4b8c1", accent: "#7ff5e8", claimed: "#87d7cf", reuse: "#ffd27f", rest: "#b4b8c1",
		good: "#a8f0a8", warn: "#ffd27f", bad: "#ffb3ac",
	}
)

// New makes the theme of a kind; dark says what the terminal told of its background,
// which only auto and high contrast ask for. The empty kind is auto.
func New(kind Kind, dark bool) *Theme {
	switch cmp.Or(kind, Auto) {
	case Light:
		dark = false
	case Dark:
		dark = true
	case Contrast:
		if dark {
			return clearOnDark.theme(dark)
		}
		return clearOnLight.theme(dark)
	case Colourless:
		return palette{}.theme(dark)
	}
	if dark {
		return onDark.theme(dark)
	}
	return onLight.theme(dark)
}

// theme gives each slot its colour; weight and reverse are the same in all of them.
func (p palette) theme(dark bool) *Theme {
	plain := lipgloss.NewStyle()
	fg := func(colour string) lipgloss.Style { return plain.Foreground(lipgloss.Color(colour)) }
	bold := func(colour string) lipgloss.Style { return fg(colour).Bold(true) }
	return &Theme{
		Dark:    dark,
		Text:    NewInk(plain),
		Strong:  NewInk(plain.Bold(true)),
		Dim:     NewInk(fg(p.dim)),
		Faint:   NewInk(fg(p.faint)),
		Accent:  NewInk(bold(p.accent)),
		Key:     NewInk(fg(p.accent)),
		Cursor:  NewInk(plain.Reverse(true)),
		Mark:    NewInk(bold(p.accent).Reverse(true)),
		Done:    NewInk(fg(p.accent)),
		Claimed: NewInk(fg(p.claimed)),
		Reuse:   NewInk(fg(p.reuse)),
		Build:   NewInk(fg(p.rest)),
		Open:    NewInk(fg(p.rest)),
		Good:    NewInk(fg(p.good)),
		Warn:    NewInk(fg(p.warn)),
		Bad:     NewInk(bold(p.bad)),
		Dialog:  plain.Border(lipgloss.RoundedBorder()).BorderForeground(lipgloss.Color(p.accent)).Padding(0, 1),
		Notice:  NewInk(fg(p.accent)),
	}
}
