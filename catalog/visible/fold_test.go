package visible

import (
	"strings"
	"testing"
	"time"

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

// Were the time to grow with the square, it would be 32 times as long in every round.
// On a machine that does other work a round may lie, so one that holds is enough.
func TestAWordOfManyLinesTakesNoLongerThanManyWords(t *testing.T) {
	const pieces = 32
	word := strings.Repeat("x", 2<<10)
	var took [2]time.Duration
	for range 30 {
		for i, text := range []string{strings.Repeat(word+" ", pieces), strings.Repeat(word, pieces)} {
			start := time.Now()
			Fold(text, 78)
			took[i] = time.Since(start)
		}
		if took[1] <= 12*took[0] {
			return
		}
	}
	t.Errorf("%d words take %v, and in one %v", pieces, took[0], took[1])
}
