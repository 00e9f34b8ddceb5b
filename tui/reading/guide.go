package reading

import (
	"slices"
	"strings"
	"time"

	"crosswalk/catalog/day"
	"crosswalk/tui/widget"
)

// glossary explains the words that the item uses and a newcomer may not know.
func (x Item) glossary(width int) []string {
	terms := x.S.Catalog.TermsOf(x.said())
	if len(terms) == 0 {
		return nil
	}
	lines := []string{x.head("Words")}
	for _, term := range terms {
		lines = append(lines, widget.Indent(widget.Wrap(term.Term+": "+term.Difference, width-4), "  ", "    ")...)
	}
	return append(lines, "")
}

// Standard is the organisation's own copy of what the standard says, where it laid
// one beside the item.
func (x Item) Standard(width int) []string {
	return x.part(width, "The standard's text (your copy)", x.S.Overlay.Text(x.It))
}

// Guidance is what helps to judge an item and to close it.
func (x Item) Guidance(width int) []string {
	it := x.said()
	return slices.Concat(
		x.part(width, "Ask to see", it.Evidence...),
		x.part(width, "Ask whom", strings.Join(it.Interview, ", ")),
		x.part(width, "Extend it", it.Extend...),
		x.part(width, "What results", it.Deliverable),
		x.part(width, "What auditors see most", it.Pitfall),
		x.bearing(width),
	)
}

// bearing is where other rules have something to say near an item, from when they
// apply and to whom.
func (x Item) bearing(width int) []string {
	if len(x.It.Regulatory) == 0 {
		return nil
	}
	cat, on := x.S.Catalog, x.S.Now().Format(time.DateOnly)
	lines, law := []string{x.head("Bears on")}, false
	for _, ref := range x.It.Regulatory {
		place, _ := cat.Place(ref)
		lines = append(lines, widget.Indent(widget.Wrap(strings.TrimSpace(ref+" "+place.Title), width-2), "  ", "  ")...)
		for _, when := range place.Says(on, day.Show) {
			law = true
			lines = append(lines, widget.Indent(widget.Wrap(when, width-4), "    ", "    ")...)
		}
	}
	if law {
		words := cat.Reference().Regulation.AgeWords(x.S.Now(), day.Show) + " Check the consolidated text."
		lines = append(lines, widget.Indent(widget.Wrap(words, width-2), "  ", "  ")...)
	}
	return append(lines, "")
}
