package dialog

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
)

// heldTab stands for a tab in a text area, which would make blanks of it. It is
// drawn as tabSign.
const (
	heldTab = "\ue009"
	tabSign = "→"
)

// pasted is a text as a text area takes it: each line end one, whichever system
// made it, tabs held, what drives a terminal left out.
func pasted(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", heldTab).Replace(text)
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}

// typedIn is what stands in a text area, with its tabs.
func typedIn(m *textarea.Model) string { return strings.ReplaceAll(m.Value(), heldTab, "\t") }

// insert puts a text at the cursor, and gives what of it did not fit.
func insert(m *textarea.Model, text string) (over string) {
	text = pasted(text)
	*m, _ = m.Update(tea.PasteMsg{}) // what is marked goes first
	before := m.Length()
	*m, _ = m.Update(tea.PasteMsg{Content: text})
	return overOf(text, m.Length()-before)
}

// overOf is a text without what was taken of it, in characters.
func overOf(text string, taken int) string {
	all := []rune(text)
	return strings.ReplaceAll(string(all[min(max(0, taken), len(all)):]), heldTab, "\t")
}

// overWords say how much of a paste did not fit, and where it can go.
func overWords(over, where string) string {
	n := utf8.RuneCountInString(over)
	return fmt.Sprintf("%s of the paste did not fit; %s.", characters(n), where)
}

func characters(n int) string {
	if n == 1 {
		return "1 character"
	}
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " characters"
}
