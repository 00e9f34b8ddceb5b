package dialog

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Filter is the line at the foot of a list that narrows it by words. It opens
// with /, enter keeps the words, esc clears them.
type Filter struct {
	s      *screen.Session
	text   string
	typing bool

	Find  key.Binding // the key that opens it, for the help
	keep  key.Binding
	clear key.Binding
}

// NewFilter makes an empty filter; what names what the list holds.
func NewFilter(s *screen.Session, what string) *Filter {
	return &Filter{
		s:     s,
		Find:  key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "find "+what)),
		keep:  key.NewBinding(key.WithKeys("enter", "down", "up"), key.WithHelp("enter", "keep these")),
		clear: key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "show all")),
	}
}

// Open begins the typing.
func (f *Filter) Open() { f.typing = true }

// Typing reports whether keys are letters of the filter.
func (f *Filter) Typing() bool { return f.typing }

// Clear shows all again and reports whether anything was hidden by words.
func (f *Filter) Clear() bool {
	was := f.text != "" || f.typing
	f.text, f.typing = "", false
	return was
}

// Update takes what is typed or pasted while Typing.
func (f *Filter) Update(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		f.add(msg.Content)
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, f.keep):
			f.typing = false
		case key.Matches(msg, f.clear):
			f.Clear()
		case msg.String() == "backspace":
			r := []rune(f.text)
			f.text = string(r[:max(0, len(r)-1)])
		case msg.String() == "ctrl+u":
			f.text = ""
		default:
			f.add(msg.Text)
		}
	}
}

// add keeps a filter short: nobody looks for more than 80 characters.
func (f *Filter) add(text string) {
	r := []rune(f.text + follows(f.text, text))
	f.text = string(r[:min(len(r), 80)])
}

// follows is a text to be put behind another on one line; blanks at its
// ends stay, so that a word can be followed by the next.
func follows(before, text string) string {
	text = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, text)
	if before == "" {
		return strings.TrimLeft(text, " ")
	}
	return text
}

// Shown reports whether the filter takes the last row of the list.
func (f *Filter) Shown() bool { return f.typing || f.text != "" }

// Match reports whether every word that was typed is in one of the texts.
func (f *Filter) Match(texts ...string) bool {
	all := strings.ToLower(strings.Join(texts, "\n"))
	for word := range strings.FieldsSeq(strings.ToLower(f.text)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// View is the row: the words, and how many of all they leave.
func (f *Filter) View(w, hits, of int) string {
	t := f.s.Theme
	end := t.Dim.Render(fmt.Sprintf("%d of %d", hits, of))
	text := t.Key.Render("/ ") + widget.Line(f.text)
	if f.typing {
		text += t.Cursor.Render(" ")
	}
	return widget.Fit(text, w-ansi.StringWidth(end)-1) + " " + end
}

// Footer names the keys while Typing.
func (f *Filter) Footer() []key.Binding { return []key.Binding{f.keep, f.clear} }
