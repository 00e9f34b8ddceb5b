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
		for ansi.StringWidth(word) > width {
			head := ansi.Truncate(word, width, "")
			if head == "" || !strings.HasPrefix(word, head) {
				break // a sign is wider than a line
			}
			lines, word = append(lines, head), strings.TrimPrefix(word, head)
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	return append(lines, line)
}
