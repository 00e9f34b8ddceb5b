package xlsx

import (
	"strings"
	"unicode/utf8"
)

// Programs differ in whether they look how high a row wants to be when they open a
// file, so it is said. It is no height that a person set: a row grows with what is
// typed into it.

const (
	lineHeight = 15.0  // points
	mostHeight = 409.0 // points: what spreadsheets take
	mostLines  = 28    // are higher than that
)

// heightOf is that of a row whose cells have so many lines, in points.
func heightOf(lines int) float64 { return min(float64(lines)*lineHeight, mostHeight) }

// linesOf is how many lines a text takes in a column so many characters wide, up to
// those that a row may have. Widths count figures, and letters are narrower.
func linesOf(text string, width int) int {
	width = max(width*11/10, 1)
	lines := 0
	for lines < mostLines {
		line, rest, more := strings.Cut(text, "\n")
		lines += wrapped(line, width)
		if !more {
			break
		}
		text = rest
	}
	return min(lines, mostLines)
}

// wrapped is how many lines a text without breaks takes.
func wrapped(text string, width int) int {
	lines, used := 1, 0
	for text != "" && lines < mostLines {
		word, rest, _ := strings.Cut(text, " ")
		n := broad(word)
		switch {
		case used > 0 && used+1+n <= width:
			used += 1 + n
		case n <= width:
			if used > 0 {
				lines++
			}
			used = n
		default: // it is broken wherever a line ends
			if used > 0 {
				lines++
			}
			lines += (n - 1) / width
			used = (n-1)%width + 1
		}
		text = rest
	}
	return lines
}

// broad is how many characters wide a word is; those of East Asia count twice.
func broad(word string) int {
	if len(word) == utf8.RuneCountInString(word) {
		return len(word)
	}
	n := 0
	for _, r := range word {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}
