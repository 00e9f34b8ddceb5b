package style

import (
	"image/color"
	"math"
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// luminance is that of WCAG 2.2, section "relative luminance".
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

// contrast is the ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}

// inks are the slots of a theme that are letters, by name.
func inks(t *Theme) map[string]Ink {
	all := map[string]Ink{}
	v := reflect.ValueOf(*t)
	for i := range v.NumField() {
		if ink, ok := v.Field(i).Interface().(Ink); ok {
			all[v.Type().Field(i).Name] = ink
		}
	}
	return all
}

func TestEveryInkCanBeReadOnItsBackground(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		dark  bool
		least float64
	}{{Auto, false, 4.5}, {Auto, true, 4.5}, {Light, true, 4.5}, {Dark, false, 4.5}, {Contrast, false, 7}, {Contrast, true, 7}} {
		theme := New(c.kind, c.dark)
		grounds := []string{"#ffffff", "#fafafa"}
		if theme.Dark {
			grounds = []string{"#000000", "#1e1e1e"}
		}
		for name, ink := range inks(theme) {
			if _, none := ink.GetForeground().(lipgloss.NoColor); none {
				continue // the terminal's own
			}
			for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
				for _, ground := range grounds {
					if got := contrast(profile.Convert(ink.GetForeground()), lipgloss.Color(ground)); got < c.least {
						t.Errorf("%s, dark %v: %s has a contrast of %.2f on %s in %v", c.kind, c.dark, name, got, ground, profile)
					}
				}
			}
		}
	}
}

func TestEveryKindHasAThemeOfItsOwn(t *testing.T) {
	seen := map[string]Kind{}
	for _, kind := range Kinds()[1:] {
		accent := New(kind, true).Accent.Render("x")
		if was, twice := seen[accent]; twice {
			t.Errorf("%s looks like %s", kind, was)
		}
		seen[accent] = kind
	}
	if got, want := New("", false).Dim, New(Light, true).Dim; got.Render("x") != want.Render("x") {
		t.Error("without a choice a light terminal has another theme than light")
	}
}

func TestWithoutColourNothingIsColouredAndTheCursorStillShows(t *testing.T) {
	theme := New(Colourless, true)
	for name, ink := range inks(theme) {
		if drawn := ink.Render("x"); strings.Contains(drawn, "38;") || strings.Contains(drawn, "\x1b[3") {
			t.Errorf("%s draws %q", name, drawn)
		}
	}
	if drawn := theme.Dialog.Render("x"); strings.Contains(drawn, "38;") {
		t.Errorf("a dialog draws %q", drawn)
	}
	if drawn := theme.Cursor.Render("x"); !strings.Contains(drawn, "\x1b[7m") {
		t.Errorf("the cursor draws %q", drawn)
	}
}
