package dialog_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/dialog"
	"crosswalk/tui/screentest"
)

func typed(t *testing.T, f *dialog.Filter, keys ...string) {
	t.Helper()
	for _, k := range keys {
		f.Update(screentest.Key(k))
	}
}

func TestAFilterLetsThroughWhatHoldsEveryWord(t *testing.T) {
	s, _ := screentest.Session(t)
	f := dialog.NewFilter(s, "a thing")
	f.Open()
	f.Update(tea.PasteMsg{Content: "  wind\nNORD "})
	for text, want := range map[string]bool{"Nordwind Analytics": true, "Westwind": false, "the wind from the north, Nordic": true} {
		if f.Match(text, "elsewhere") != want {
			t.Errorf("%q passes: %v", text, !want)
		}
	}
}

func TestEnterKeepsTheWordsAndEscClearsThem(t *testing.T) {
	s, _ := screentest.Session(t)
	f := dialog.NewFilter(s, "a thing")
	f.Open()
	typed(t, f, "a", "b", "backspace", "enter")
	if f.Typing() || !f.Shown() || !f.Match("a") || f.Match("b") {
		t.Errorf("typing %v, shown %v", f.Typing(), f.Shown())
	}
	f.Open()
	typed(t, f, "esc")
	if f.Typing() || f.Shown() || !f.Match("b") {
		t.Errorf("typing %v, shown %v", f.Typing(), f.Shown())
	}
	if f.Clear() {
		t.Error("an empty filter had something to clear")
	}
}

func TestAFilterFillsItsRowAndShowsHowManyAreLeft(t *testing.T) {
	s, _ := screentest.Session(t)
	f := dialog.NewFilter(s, "a thing")
	f.Open()
	f.Update(tea.PasteMsg{Content: strings.Repeat("long\u202e ", 100)})
	row := f.View(40, 3, 12)
	if w := ansi.StringWidth(row); w != 40 {
		t.Errorf("the row has %d cells", w)
	}
	if text := ansi.Strip(row); strings.Contains(text, "\u202e") || !strings.HasSuffix(text, "3 of 12") {
		t.Errorf("the row is %q", text)
	}
}
