package visible

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Fold breaks a line between words, and inside a word only where it is wider
// than a line; so a date or a number is never broken at its hyphens.
func Fold(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && ansi.StringWidth(line)+1+ansi.StringWidth(word) > width {
			lines, line = append(lines, line), ""
		}
		for left := ansi.StringWidth(word); left > width; {
			head := beginning(word, width)
			if head == "" || !strings.HasPrefix(word, head) {
				break // a sign is wider than a line
			}
			lines, word = append(lines, head), strings.TrimPrefix(word, head)
			left -= ansi.StringWidth(head)
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	return append(lines, line)
}

// beginning is as much of a word as a line takes. It looks no further than it must,
// so that a word of many lines takes no longer than as many words.
func beginning(word string, width int) string {
	for most := 8 * (width + 1); most < len(word); most *= 4 {
		part := strings.ToValidUTF8(word[:most], "") // a sign may be cut in two
		if head := ansi.Truncate(part, width, ""); len(head) < len(part) {
			return head
		}
	}
	return ansi.Truncate(word, width, "")
}
