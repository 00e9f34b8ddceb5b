package dialog

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Confirm asks before something that is not undone by a key. `y` does it,
// everything else leaves.
type Confirm struct {
	s        *screen.Session
	title    string
	question string
	yes, no  key.Binding
	done     func() tea.Cmd
	w        int
}

// NewConfirm asks a question; act names what `y` does ("archive it").
func NewConfirm(s *screen.Session, title, question, act string, done func() tea.Cmd) *Confirm {
	return &Confirm{
		s: s, title: title, question: question, done: done,
		yes: bind.Yes.To(act),
		no:  bind.And("esc", "leave it", bind.Back, bind.NA, bind.Leave),
	}
}

// ClearShared takes a rating away, and asks first where others look at it.
func ClearShared(s *screen.Session, room screen.Room, of string, clear func() tea.Cmd) tea.Cmd {
	if !s.Shared(room) {
		return clear()
	}
	question := "Others in the room see it, and it goes for all of them. u brings it back."
	return s.Open(NewConfirm(s, "Clear the rating of "+of+"?", question, "clear it", clear))
}

// Init does nothing.
func (c *Confirm) Init() tea.Cmd { return nil }

// Update takes the answer.
func (c *Confirm) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return nil
	case key.Matches(k, c.yes):
		c.s.Shut()
		return c.done()
	case key.Matches(k, c.no):
		return c.s.Shut()
	}
	return nil
}

// Resize keeps the width.
func (c *Confirm) Resize(w, _ int) { c.w = min(w, 60) }

// View is the question.
func (c *Confirm) View() string {
	lines := widget.Wrap(c.question, c.w)
	return widget.Pane(lines, c.w, len(lines))
}

// Title is what is at stake.
func (c *Confirm) Title() string { return c.title }

// Cursor is not shown.
func (c *Confirm) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Footer names the two answers.
func (c *Confirm) Footer() []key.Binding { return []key.Binding{c.yes, c.no} }
