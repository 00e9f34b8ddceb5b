package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
)

// clicks presses the left button on a text of the picture.
func (d *desk) clicks(text string) *desk {
	d.t.Helper()
	for y, line := range strings.Split(d.picture(), "\n") {
		if i := strings.Index(line, text); i >= 0 {
			d.tell(tea.MouseClickMsg{X: len([]rune(line[:i])), Y: y, Button: tea.MouseLeft})
			d.settle()
			return d
		}
	}
	d.t.Fatalf("nothing says %q:\n%s", text, d.picture())
	return d
}

func TestAClickOnAHintPressesItsKey(t *testing.T) {
	d, _, _ := demo(t, 100, 30)
	d.clicks("? help").shows("Overview · help").clicks("esc back")
	d.press("alt+2", "home").clicks("→ questions").shows("▸ 1 ").clicks("c note").shows("Note on question").clicks("esc ")
	d.clicks("0-5 rates").shows("Type the digit, or click the level.")
	d.clicks(": all").shows("esc back").clicks("esc back")
	d.clicks("Baseline").shows("0-5 ")
}

func TestAClickOnALevelRatesAsItsDigitDoes(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", "home").clicks(" 1  ").shows("▐1▌")
	if got := d.app.now.Assessment.Answer(assess.Key{Item: "4.1"}).Rating; got.Level != 1 {
		t.Errorf("4.1 has %+v", got)
	}
}

func TestTheRealCursorStandsOnWhatIsInFocus(t *testing.T) {
	d, _, _ := demo(t, 100, 30)
	on := func(where string) {
		t.Helper()
		c, lines := d.app.View().Cursor, strings.Split(d.picture(), "\n")
		if c == nil {
			t.Fatalf("%s: there is no cursor:\n%s", where, d.picture())
		}
		if row := []rune(lines[c.Y]); c.X >= len(row) || !strings.ContainsRune("▸●○◐–", row[c.X]) {
			t.Errorf("%s: the cursor stands at %d, %d:\n%s", where, c.X, c.Y, d.picture())
		}
	}
	for i, r := range routes {
		if d.press(tabKey(i)); r.title != "Overview" && r.title != "Room" && r.title != "Synergy" && r.title != "Roadmap" {
			on(r.title)
		}
	}
	d.press("alt+2", "home", "right", "down")
	on("a question")
	if c := d.app.View().Cursor; c.X < 20 {
		t.Errorf("in a question the cursor stands in the tree, at %d", c.X)
	}
	d.press("left", "v")
	on("a dialog")
	d.press("esc", "S")
	on("the grid")
}

func TestTheRealCursorStandsBehindWhatIsTypedInAForm(t *testing.T) {
	d, _, _ := demo(t, 100, 30)
	d.press("p").shows("Name of the assessment")
	c, lines := d.app.View().Cursor, strings.Split(d.picture(), "\n")
	if c == nil || !strings.HasSuffix(strings.TrimRight(string([]rune(lines[c.Y])[:c.X]), " "), "AIMS gap 2026") || c.X > 60 {
		t.Errorf("the cursor stands at %+v:\n%s", c, d.picture())
	}
}

func TestTheGridStandsOverTheScreenThatAskedForIt(t *testing.T) {
	d, _, _ := demo(t, 100, 30)
	d.press("alt+2", "g").write("A54").press("enter", "S").shows("25 items × 4 AI systems", "▸ A.5.4").press("right", "esc").shows("▸ A.5.4", "▐Lotse ●2▌")
	d.press("alt+7", "S").shows("25 items").press("down", "esc").shows("gaps of")
	d.press("S", "2", "u").shows("25 items")
	d.press("alt+1").shows("Conforming")
}
