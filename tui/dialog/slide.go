package dialog

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// NewSlide shows one question with the levels of its item to a room, for a
// projector: with air around it, and without what anybody answered. At is the
// place of the question in the item, -1 for what the item is about.
func NewSlide(s *screen.Session, it *catalog.Item, at int) *Page {
	it = s.Lang.Item(it)
	turn := func(on key.Binding, by int) Extra {
		return Extra{Binding: on, Do: func(int) tea.Cmd {
			at = max(-1, min(at+by, len(it.Questions)-1))
			return nil
		}}
	}
	page := NewPage(s, it.Number+"  "+widget.Line(it.Title), nil)
	page.whole = true
	page.lines = func(w int) []string {
		if lines := slideLines(s, it, at, w, 62, 1, catalog.Conditions); len(lines) <= page.h {
			return lines
		}
		if lines := slideLines(s, it, at, w, w-6, 0, catalog.Conditions); len(lines) <= page.h {
			return lines
		}
		return slideLines(s, it, at, w, w-6, 0, func(level string) []string { return []string{level} })
	}
	return page.With(turn(bind.And("→", "next question", bind.Right), 1), turn(bind.And("←", "the one before", bind.Left), -1))
}

// slideLines are a slide of at most so many cells, with so many blank lines
// between its parts, and each level divided into its parts.
func slideLines(s *screen.Session, it *catalog.Item, at, w, widest, air int, divided func(string) []string) []string {
	width := min(w-6, widest)
	margin := (w - width) / 2
	asked, place := it.Intent, "What it is about"
	if at >= 0 && at < len(it.Questions) {
		asked, place = it.Questions[at].Ask, fmt.Sprintf("Question %d of %d", at+1, len(it.Questions))
	}
	apart := make([]string, air)
	lines := append([]string{s.Theme.Dim.Render(place)}, apart...)
	for _, l := range widget.Wrap(asked, width) {
		lines = append(lines, s.Theme.Strong.Render(l))
	}
	lines = append(append(lines, ""), apart...)
	for level := range 6 {
		if text := it.Levels[level]; text != "" {
			lines = append(lines, widget.Parts(divided(text), width, fmt.Sprintf("%d   ", level), "  · ")...)
			lines = append(lines, apart...)
		}
	}
	return widget.Indent(lines, widget.Blank(margin), widget.Blank(margin))
}
