package main

import (
	"testing"

	"crosswalk/tui/widget"
)

// One sign, one meaning: what the command line draws in a bar is what the screens do.
func TestTheSignsOfTheCommandLineAreThoseOfTheScreens(t *testing.T) {
	for sign, screen := range map[string]rune{doneSign: widget.DoneGlyph, reuseSign: widget.ReuseGlyph, buildSign: widget.BuildGlyph} {
		if sign != string(screen) {
			t.Errorf("%s is %c on the screens", sign, screen)
		}
	}
	for _, screen := range []rune{widget.DoneGlyph, widget.ReuseGlyph, widget.BuildGlyph} {
		if possible == string(screen) {
			t.Errorf("what is possible is drawn as %c, which means a kind of work", screen)
		}
	}
}
