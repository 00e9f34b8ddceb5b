package baseline

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

// pane is the item under the cursor beside the table, as much of it as fits.
func (b *Screen) pane(width, height int) string {
	it := b.current()
	if it == nil {
		return widget.Pane(b.welcome(width), width, height)
	}
	text := min(width-1, measure)
	lines := []string{b.s.Theme.Strong.Render(widget.Fit(named(it), text))}
	return b.filled(append(append(lines, b.s.Theme.Dim.Render(b.chosen(it)), ""), b.body(it, text)...), width, height)
}

// strip is the same below the table. Its title stands in the rule between, so
// that as many rows as can be stay in sight.
func (b *Screen) strip(width, height int) string {
	it := b.current()
	if it == nil {
		return b.s.Theme.Faint.Render(widget.Rule(width)) + "\n" + widget.Pane(b.welcome(width), width, height-1)
	}
	title := "── " + widget.Line(named(it)) + " "
	rule := b.s.Theme.Strong.Render(widget.Fit(title, min(width, ansi.StringWidth(title))))
	rule += b.s.Theme.Faint.Render(widget.Rule(width - ansi.StringWidth(rule)))
	lines := b.brief(it, min(width-1, measure))
	switch {
	case height == 2:
		lines = []string{b.need(it, width-2)}
	case height > 8:
		lines = append([]string{b.s.Theme.Dim.Render(b.chosen(it)), ""}, b.body(it, min(width-1, measure))...)
	}
	return rule + "\n" + b.filled(lines, width, height-1)
}

func named(it *catalog.Item) string { return it.ID + "  " + it.Title }

// filled is a block of lines, and a word where it has more of them than fit.
func (b *Screen) filled(lines []string, width, height int) string {
	if len(lines) > height {
		lines = append(lines[:height-1], b.s.Theme.Dim.Render("… enter shows all"))
	}
	return widget.Pane(widget.Indent(lines, " ", " "), width, height)
}

// need is what a rating is held against, on one line.
func (b *Screen) need(it *catalog.Item, width int) string {
	if b.rating(it).Carried != "" {
		return widget.Fit("↷ "+carriedWords(b.rating(it)), width)
	}
	return b.s.Theme.Dim.Render("In place  ") + widget.Fit(b.s.Lang.Item(it).Implemented, width-10)
}

// welcome teaches where nothing is selected.
func (b *Screen) welcome(width int) []string {
	text := "The ratings of your ISMS say how much of ISO/IEC 42001 it already carries."
	return widget.Indent(widget.Wrap(text, min(width-2, measure)), " ", " ")
}

// brief is the item in a few lines.
func (b *Screen) brief(it *catalog.Item, width int) []string {
	var lines []string
	if carried := carriedWords(b.rating(it)); carried != "" {
		lines = b.labelled("↷", carried, width)
	}
	said := b.s.Lang.Item(it)
	lines = append(lines, b.labelled("Ask", said.Ask, width)...)
	lines = append(lines, b.labelled("In place", said.Implemented, width)...)
	return append(lines, b.labelled("42001", b.resting(it), width)...)
}

// carriedWords say where a judgement was carried over from; empty where somebody
// made it for this item.
func carriedWords(r assess.Rating) string {
	if r.Carried == "" {
		return ""
	}
	return "Carried over from " + r.Carried + "; nobody has judged it since."
}

// resting names what rests on the item, strongest word beside each, on a line.
func (b *Screen) resting(it *catalog.Item) string {
	edges := b.s.Catalog.Carries(it.ID)
	if len(edges) == 0 {
		return "nothing rests on it"
	}
	names := make([]string, len(edges))
	for i, r := range edges {
		names[i] = r.Item + " " + r.Level
	}
	return strings.Join(names, " · ")
}

func (b *Screen) labelled(label, text string, width int) []string {
	const lead = 10
	lines := widget.Wrap(text, width-lead)
	return widget.Indent(lines, b.s.Theme.Dim.Render(widget.Fit(label, lead)), widget.Blank(lead))
}

// body is the item under headings.
func (b *Screen) body(it *catalog.Item, width int) []string {
	var lines []string
	if said := carriedWords(b.rating(it)); said != "" {
		lines = append(lines, widget.Indent(widget.Wrap(said, width-2), "↷ ", "  ")...)
		lines = append(lines, "")
	}
	part := func(title string, texts ...string) {
		lines = append(lines, b.s.Theme.Dim.Render(widget.Fit(title, width)))
		for _, text := range texts {
			lines = append(lines, widget.Indent(widget.Wrap(text, width-2), "  ", "  ")...)
		}
		lines = append(lines, "")
	}
	part("Ask", b.s.Lang.Item(it).Ask)
	part("In place when", b.s.Lang.Item(it).Implemented)
	x := b.now.Assessment.Baseline[it.ID]
	if x.Rating.Is(assess.NA) {
		part("Excluded because", x.Rating.Reason)
	}
	if x.Note != "" {
		part("Note", x.Note)
	}
	edges := b.s.Catalog.Carries(it.ID)
	if len(edges) == 0 {
		part("What rests on it", "Nothing of ISO/IEC 42001.")
		return lines
	}
	names := make([]string, len(edges))
	for i, r := range edges {
		names[i] = b.named(r.Item) + " · " + r.Level
	}
	part(fmt.Sprintf("What rests on it · %d of ISO/IEC 42001", len(edges)), names...)
	return lines
}
