package list

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/visible"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Find is the line on the last row of a screen in which its list is narrowed by
// words.
type Find struct {
	s      *screen.Session
	input  textinput.Model
	typing bool
	words  []string

	Begin, Keep, Drop key.Binding
}

// NewFind makes an empty one.
func NewFind(s *screen.Session) *Find {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = 80
	in.KeyMap.Paste.SetEnabled(false) // it would read the clipboard of the machine it runs on
	st := in.Styles()
	st.Cursor.Blink = false
	in.SetStyles(st)
	return &Find{
		s: s, input: in,
		Begin: bind.Find.To("find by words"),
		Keep:  bind.Only("enter", "keep", "enter", "down"),
		Drop:  bind.Back.To("show all again"),
	}
}

// Open gives the line the focus.
func (f *Find) Open() {
	f.typing = true
	f.input.Focus()
}

// Typing reports whether keys are letters.
func (f *Find) Typing() bool { return f.typing }

// On reports whether the line is on the screen.
func (f *Find) On() bool { return f.typing || len(f.words) > 0 }

// Words are what was typed, in small letters.
func (f *Find) Words() []string { return f.words }

// Clear takes the words away.
func (f *Find) Clear() {
	f.typing = false
	f.input.Blur()
	f.input.SetValue("")
	f.words = nil
}

// Match reports whether a text in small letters has all the words.
func (f *Find) Match(text string) bool {
	for _, w := range f.words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// Update takes keys and pastes while typing, and reports whether the words
// changed.
func (f *Find) Update(msg tea.Msg) (changed bool, cmd tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(k, f.Drop):
			changed = len(f.words) > 0
			f.Clear()
			return changed, nil
		case key.Matches(k, f.Keep):
			f.typing = false
			f.input.Blur()
			return false, nil
		}
	}
	was := f.input.Value()
	f.input, cmd = f.input.Update(msg)
	is := f.input.Value()
	if safe := visible.Line(is); safe != is {
		f.input.SetValue(safe)
	}
	f.words = strings.Fields(strings.ToLower(f.input.Value()))
	return f.input.Value() != was, cmd
}

// Line draws it in w cells, with a word on what was found at the end.
func (f *Find) Line(w int, found string) string {
	t := f.s.Theme
	text := t.Strong.Render(visible.Line(f.input.Value()))
	if f.typing {
		f.input.SetWidth(max(8, w-ansi.StringWidth(found)-10))
		text = f.input.View()
	}
	room := max(0, w-ansi.StringWidth(found)-2)
	return widget.Fit(widget.Fit(t.Accent.Render(" Find ")+text, room)+" "+t.Dim.Render(found), w)
}

// Footer names its keys while typing.
func (f *Find) Footer() []key.Binding { return []key.Binding{f.Keep, f.Drop} }
