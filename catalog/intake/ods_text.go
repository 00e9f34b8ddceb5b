package intake

import (
	"slices"
	"strings"
)

// paragraphs is the text of a cell, a line for each of its paragraphs. Comments
// and pictures stand beside it and are none of it.
func (in *documentReader) paragraphs(m *markup) (string, error) {
	in.said = in.said[:0]
	first := true
	err := m.each(func(p piece) error {
		switch {
		case p != begins:
			return nil
		case m.name != "p":
			return m.skip()
		case !first:
			in.said = append(in.said, '\n')
		}
		first = false
		return in.paragraph(m)
	})
	return string(in.said), err
}

// besides are elements inside a paragraph whose text is not the paragraph's.
var besides = []string{"annotation", "note", "frame", "ruby-text", "custom-shape", "g"}

// paragraph adds the text of one, in which blanks in a row count as one, those
// at its ends as none, and others are elements.
func (in *documentReader) paragraph(m *markup) error {
	start, blank := len(in.said), false
	add := func(what string) {
		if blank && len(in.said) > start {
			in.said = append(in.said, ' ')
		}
		blank = false
		in.said = append(in.said, what...)
	}
	return m.each(func(p piece) error {
		if p == ends || len(in.said) > maxText {
			return nil
		}
		if p == speaks {
			for rest := string(m.text); rest != ""; {
				word := rest
				if i := strings.IndexAny(rest, " \t\n"); i >= 0 {
					word = rest[:i]
				}
				if word != "" {
					add(word)
				}
				if rest = rest[len(word):]; rest != "" {
					blank, rest = true, strings.TrimLeft(rest, " \t\n")
				}
			}
			return nil
		}
		switch {
		case m.name == "s":
			add(strings.Repeat(" ", m.times("text:c", maxText)))
		case m.name == "tab":
			add("\t")
		case m.name == "line-break":
			add("\n")
		case slices.Contains(besides, m.name):
			return m.skip()
		}
		return nil
	})
}
