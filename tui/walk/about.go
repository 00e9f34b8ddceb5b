package walk

import (
	"fmt"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
	"crosswalk/tui/widget"
)

// beside is what a wide screen shows next to the item: the levels, the
// organisation's copy of the standard, what the ISMS carries, what to ask to see and whom
// to ask.
func (w *Screen) beside(it *catalog.Item, width int) []string {
	var lines []string
	if w.levels || w.room.Veils(it.ID) {
		lines = append(w.levelLines(it, width), "")
	}
	lines = append(lines, w.standardText(it, width)...)
	lines = append(lines, w.carried(it, width)...)
	return append(lines, w.guidance(it, width)...)
}

// about is everything the catalogue knows about an item.
func (w *Screen) about(it *catalog.Item, width int) []string {
	lines := widget.Wrap(it.Intent, width)
	lines = append(lines, "")
	for i, q := range it.Questions {
		lead := fmt.Sprintf("%d  ", i+1)
		lines = append(lines, widget.Indent(widget.Wrap(q.Ask+" ("+q.Tests+")", width-3), lead, "   ")...)
	}
	lines = append(lines, "")
	lines = append(lines, w.levelLines(it, width)...)
	lines = append(append(lines, ""), w.standardText(it, width)...)
	lines = append(lines, w.carried(it, width)...)
	return append(append(lines, w.guidance(it, width)...), w.glossary(it, width)...)
}

// glossary explains the words that the item uses and a newcomer may not know.
func (w *Screen) glossary(it *catalog.Item, width int) []string {
	terms := w.s.Catalog.TermsOf(it)
	if len(terms) == 0 {
		return nil
	}
	lines := []string{w.s.Theme.Dim.Render("Words")}
	for _, term := range terms {
		lines = append(lines, widget.Indent(widget.Wrap(term.Term+": "+term.Difference, width-4), "  ", "    ")...)
	}
	return append(lines, "")
}

// standardText is the organisation's own copy of what the standard says, where
// it laid one beside the item.
func (w *Screen) standardText(it *catalog.Item, width int) []string {
	text := w.s.Overlay.Text(it)
	if text == "" {
		return nil
	}
	lines := []string{w.s.Theme.Dim.Render("The standard's text (your copy)")}
	lines = append(lines, widget.Indent(widget.Wrap(text, width-2), "  ", "  ")...)
	return append(lines, "")
}

// guidance is what helps to judge an item and to close it.
func (w *Screen) guidance(it *catalog.Item, width int) []string {
	var lines []string
	part := func(title string, texts ...string) {
		if len(texts) == 0 || texts[0] == "" {
			return
		}
		lines = append(lines, w.s.Theme.Dim.Render(title))
		for _, text := range texts {
			lines = append(lines, widget.Indent(widget.Wrap(text, width-2), "  ", "  ")...)
		}
		lines = append(lines, "")
	}
	part("Ask to see", it.Evidence...)
	part("Ask whom", strings.Join(it.Interview, ", "))
	part("Extend it", it.Extend...)
	part("What results", it.Deliverable)
	part("What auditors see most", it.Pitfall)
	return append(lines, w.bearing(it, width)...)
}

// bearing is where other rules have something to say near an item, from when they
// apply and to whom.
func (w *Screen) bearing(it *catalog.Item, width int) []string {
	if len(it.Regulatory) == 0 {
		return nil
	}
	cat, on := w.s.Catalog, w.s.Now().Format(time.DateOnly)
	lines, law := []string{w.s.Theme.Dim.Render("Bears on")}, false
	for _, ref := range it.Regulatory {
		place, _ := cat.Place(ref)
		lines = append(lines, widget.Indent(widget.Wrap(strings.TrimSpace(ref+" "+place.Title), width-2), "  ", "  ")...)
		for _, when := range place.Says(on, day.Show) {
			law = true
			lines = append(lines, widget.Indent(widget.Wrap(when, width-4), "    ", "    ")...)
		}
	}
	if law {
		words := cat.Reference().Regulation.AgeWords(w.s.Now(), day.Show) + " Check the consolidated text."
		lines = append(lines, widget.Indent(widget.Wrap(words, width-2), "  ", "  ")...)
	}
	return append(lines, "")
}
