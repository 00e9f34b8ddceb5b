package dialog

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/tui/widget"
)

// A form that is left with something typed in it loses nothing by a key: one
// with a name is found again as it was, any other asks for the key once more.

// erases are the keys that change a text and type none.
var erases = key.NewBinding(key.WithKeys("backspace", "delete", "ctrl+h", "ctrl+d", "ctrl+k", "ctrl+u", "ctrl+w"))

// FormOf is the name of the form of a record: of one that is new, by what it is
// begun at.
func FormOf(assessment, kind, id string, known bool, at string) string {
	if !known {
		id = "new at " + at
	}
	return strings.Join([]string{assessment, kind, id}, " ")
}

// Kept gives the form a name, for one assessment and one thing; where a form of
// that name was left with something typed in it, that is what opens.
func (f *Form) Kept(name string) *Form {
	if was, ok := f.s.LeftAt(name).(*Form); ok {
		was.again = true
		return was
	}
	f.name = name
	f.drop = key.NewBinding(key.WithKeys("ctrl+g"), key.WithHelp("ctrl+g", "drop what was typed"))
	return f
}

// note takes down whether something was typed, and that a question whether to
// drop it is answered.
func (f *Form) note(typed, leaves bool) {
	f.typed = f.typed || typed
	f.sure = f.sure && leaves
	f.over = ""
}

func (f *Form) leave() tea.Cmd {
	switch {
	case f.name != "" && f.typed:
		f.s.Left(f.name, f)
	case f.typed && !f.sure:
		f.sure = true
		return nil
	}
	return f.s.Shut()
}

// forget shuts the form and what was typed in it.
func (f *Form) forget() tea.Cmd {
	f.s.Left(f.name, nil)
	return f.s.Shut()
}

// paste puts a text into the field at hand; what of it does not fit is kept for a
// note.
func (f *Form) paste(msg tea.PasteMsg) tea.Cmd {
	length := func() int {
		text, _ := f.form.GetFocusedField().GetValue().(string)
		return utf8.RuneCountInString(text)
	}
	if _, ok := f.form.GetFocusedField().(*huh.Input); !ok {
		return f.pass(msg)
	}
	text := strings.ReplaceAll(pasted(msg.Content), heldTab, " ")
	before := length()
	cmd := f.pass(tea.PasteMsg{Content: text})
	if f.over = overOf(text, length()-before); f.over != "" {
		f.s.Over = f.over
	}
	return cmd
}

// word is what is to know of what was typed.
func (f *Form) word() []string {
	switch {
	case f.over != "":
		words := overWords(f.over, "ctrl+y puts it into a note")
		return []string{f.s.Theme.Warn.Render(widget.Fit(words, f.w)), ""}
	case f.sure:
		return []string{f.s.Theme.Warn.Render(widget.Fit("What you typed is not saved: esc again drops it, any other key goes on.", f.w)), ""}
	case f.again:
		return []string{f.s.Theme.Warn.Render(widget.Fit("This is what you left, never saved. ctrl+g drops it.", f.w)), ""}
	}
	return nil
}
