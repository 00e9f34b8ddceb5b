package visible

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestTextIsFoldedWithinItsWidthAndLosesNoWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-z0-9-]{1,30} ?){0,20}`).Draw(t, "text")
		width := rapid.IntRange(4, 40).Draw(t, "width")
		lines := Fold(text, width)
		for _, l := range lines {
			if ansi.StringWidth(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
		if squeezed := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); squeezed != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("%q became %q", text, lines)
		}
	})
}
