// Package style is the theme: some twenty semantic slots, the only colours of
// the workbench. Its one rule: a colour has a meaning, and never carries it
// alone; a word, a glyph or its place says the same.
package style

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Ink is a style of letters: colour, weight, reverse. It is rendered once into
// the codes before and after a text, since a screen inks hundreds of texts at
// every key; its Style serves where a library asks for one.
type Ink struct {
	lipgloss.Style
	before, after string
}

// NewInk makes an ink of a style without measures, borders or padding.
func NewInk(s lipgloss.Style) Ink {
	before, after, _ := strings.Cut(s.Render("\u00a0"), "\u00a0")
	return Ink{Style: s, before: before, after: after}
}

// Begins is the first byte of a line from which on it is in this ink, at its last
// stretch of it; -1 where none is.
func (k Ink) Begins(line string) int {
	if k.before == "" {
		return -1
	}
	return strings.LastIndex(line, k.before)
}

// Render inks a text, each line by itself.
func (k Ink) Render(texts ...string) string {
	text := strings.Join(texts, " ")
	if k.before == "" || text == "" {
		return text
	}
	if strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\n", k.after+"\n"+k.before)
	}
	return k.before + text + k.after
}

// Instead is a drawn text with this ink wherever it was in another.
func (k Ink) Instead(drawn string, of Ink) string {
	return strings.ReplaceAll(drawn, of.before, k.before)
}

// Theme is every style a screen may use. A session has one; when the terminal
// tells its background, it is replaced.
type Theme struct {
	Dark bool

	Text   Ink // what is read
	Strong Ink // titles, and what is in focus without a cursor
	Dim    Ink // labels and what is not in focus
	Faint  Ink // rules and empty places
	Accent Ink // the product's own colour, for what is active
	Key    Ink // a key that works here
	Cursor Ink // the row or cell under the cursor: reverse, so it shows without colour
	Mark   Ink // the chosen rating, the active tab

	Done    Ink // closed
	Claimed Ink // closed, and nobody verified it
	Reuse   Ink // carried by the ISMS
	Build   Ink // still to be made
	Open    Ink // not answered yet

	Good Ink
	Warn Ink
	Bad  Ink

	Dialog lipgloss.Style // the box of a dialog
	Notice Ink            // a line of news
}

// Box is a chosen word: reversed between two half blocks, so that it reads as a
// box with and without colour. It is two cells wider than the word.
func (t *Theme) Box(word string) string {
	return t.Key.Render("▐") + t.Mark.Render(word) + t.Key.Render("▌")
}
