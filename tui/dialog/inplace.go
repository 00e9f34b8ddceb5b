package dialog

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// InPlace is a text that is typed where it stands on a screen, and not in a window over
// it. The zero InPlace is none that is typed.
type InPlace struct{ note *Note }

// Begin begins to type a text.
func (p *InPlace) Begin(note *Note) tea.Cmd {
	p.note = note
	return note.Init()
}

// Typing is true while the text is typed.
func (p *InPlace) Typing() bool { return p.note != nil }

// leaving are the keys by which the text is left, saved or dropped.
var leaving = bind.And("esc", "done", bind.Back, bind.Done, bind.Drop)

// Update takes keys, pastes and news while the text is typed.
func (p *InPlace) Update(msg tea.Msg) tea.Cmd {
	if p.note == nil {
		return nil
	}
	cmd := p.note.Update(msg)
	if pressed, ok := msg.(tea.KeyPressMsg); ok && key.Matches(pressed, leaving) {
		p.note = nil
	}
	return cmd
}

// Keep writes down what is being typed before the program ends.
func (p *InPlace) Keep() tea.Cmd {
	if p.note == nil {
		return nil
	}
	return p.note.Keep()
}

// Lines are the text in a width and at most so many lines, with the cursor in it and a
// blank before each.
func (p *InPlace) Lines(w, h int) []string {
	p.note.Resize(w, h)
	lines := strings.Split(p.note.View(), "\n")
	cx, cy, shown := p.note.Cursor()
	for i := range lines {
		if l := lines[i]; shown && i == cy {
			under := widget.Fit(ansi.Strip(ansi.Cut(l, cx, cx+1)), 1)
			lines[i] = ansi.Truncate(l, cx, "") + p.note.s.Theme.Cursor.Render(under) + ansi.TruncateLeft(l, cx+1, "")
		}
		lines[i] = " " + lines[i]
	}
	return lines
}

// Footer names the ways out.
func (p *InPlace) Footer() []key.Binding { return p.note.Footer() }

// Rights are what its keys ask for.
func (p *InPlace) Rights() screen.Rights { return p.note.Rights() }
