package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// values are the answers of fields, as texts of one line.
func values(fields []huh.Field) []string {
	all := make([]string, len(fields))
	for i, f := range fields {
		if marked, ok := f.GetValue().([]string); ok {
			all[i] = strings.Join(marked, marks)
			continue
		}
		all[i] = fmt.Sprint(f.GetValue())
	}
	return all
}

// marks stands between the words that are marked in a field.
const marks = ", "

// FormText is what was said otherwise than at the beginning: a line a field, its place
// from 0, a tab and the text. Empty: nothing was.
func FormText(began, now []string) string {
	var b strings.Builder
	for i, text := range now {
		if text != began[i] {
			fmt.Fprintf(&b, "%d\t%s\n", i, text)
		}
	}
	return b.String()
}

// ReadFormText gives what FormText wrote, by the place of the field. A line that it did not write is passed over.
func ReadFormText(text string) map[int]string {
	all := map[int]string{}
	for line := range strings.Lines(text) {
		place, words, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if at, err := strconv.Atoi(place); ok && err == nil && at >= 0 {
			all[at] = words
		}
	}
	return all
}

// fill answers a field by the keys that a person would press: a field keeps its
// value to itself. A choice that is not offered any more is passed over.
func fill(field huh.Field, text string) {
	field.Focus()
	press := func(code rune) { field.Update(tea.KeyPressMsg{Code: code}) }
	switch field := field.(type) {
	case *huh.Input:
		press(tea.KeyEnd)
		field.Update(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
		field.Update(tea.PasteMsg{Content: text})
	case *huh.MultiSelect[string]:
		fillMarks(field, strings.Split(text, marks))
	default:
		for i := 0; i < most && values([]huh.Field{field})[0] != text; i++ {
			press(tea.KeyDown)
			press(tea.KeyRight)
		}
	}
	field.Blur()
}

// choosesDigit takes a digit in a list of steps as the step that it is. It reports
// whether there is one.
func choosesDigit(field huh.Field, digit string) bool {
	steps, ok := field.(*huh.Select[string])
	if !ok || len(digit) != 1 || !strings.Contains("0123456789", digit) {
		return false
	}
	was, _ := steps.GetValue().(string)
	for at := was; at != digit; {
		steps.Update(tea.KeyPressMsg{Code: tea.KeyDown})
		steps.Update(tea.KeyPressMsg{Code: tea.KeyRight})
		if at, _ = steps.GetValue().(string); at == was {
			return false // all were seen: the list begins anew behind its last
		}
	}
	return true
}

// most is more than any field offers.
const most = 1000

func fillMarks(field *huh.MultiSelect[string], wanted []string) {
	was, _ := field.GetValue().([]string)
	for before := "\n"; ; field.Update(tea.KeyPressMsg{Code: tea.KeyDown}) {
		at, ok := field.Hovered()
		if !ok || at == before {
			return
		}
		if slices.Contains(wanted, at) != slices.Contains(was, at) {
			field.Update(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
		}
		before = at
	}
}
