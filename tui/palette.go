package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/bind"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// entry is one thing the palette can do.
type entry struct {
	label string // what it is
	note  string // its key, or where it is; empty: the label has the whole line
	do    func() tea.Cmd
}

// palette is a list that is narrowed by typing.
type palette struct {
	a       *App
	title   string
	input   textinput.Model
	source  source
	hits    []entry
	said    string
	at, top int
	w, h    int
	move    key.Binding
	pick    key.Binding
	out     key.Binding
}

// source gives what a text means, the best first, and a sentence on it that stands
// above.
type source func(text string) (hits []entry, said string)

func (a *App) newPalette(title string, from source) *palette {
	in := textinput.New()
	in.Prompt = "› "
	in.CharLimit = 80
	in.SetVirtualCursor(false)
	in.KeyMap.Paste.SetEnabled(false)
	in.Focus()
	p := &palette{
		a: a, title: title, input: in, source: from,
		move: bind.Only("↑↓", "choose", "down", "up", "ctrl+n", "ctrl+j", "ctrl+k"),
		pick: bind.Open.To("go"),
		out:  bind.Back.To("back"),
	}
	p.narrow()
	return p
}

// narrow asks what the text means, as it stands now.
func (p *palette) narrow() {
	p.at, p.top = 0, 0
	p.hits, p.said = p.source(strings.TrimSpace(p.input.Value()))
}

// renew is narrow after news: the cursor stays on what it was on.
func (p *palette) renew() {
	on := ""
	if p.at < len(p.hits) {
		on = p.hits[p.at].label
	}
	p.narrow()
	p.at = max(0, slices.IndexFunc(p.hits, func(e entry) bool { return e.label == on }))
}

func (p *palette) Init() tea.Cmd { return nil }

func (p *palette) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed: // what is hidden from now on must not be found any more
		p.renew()
		return nil
	case tea.KeyPressMsg:
		if cmd, taken := p.key(msg); taken {
			return cmd
		}
	case tea.PasteMsg:
	default:
		return nil
	}
	before := p.input.Value()
	var cmd tea.Cmd
	p.input, cmd = p.input.Update(msg)
	if p.input.Value() != before {
		p.narrow()
	}
	return cmd
}

// key takes the keys that are no letters of the text.
func (p *palette) key(k tea.KeyPressMsg) (cmd tea.Cmd, taken bool) {
	switch {
	case key.Matches(k, p.out):
		return p.a.s.Shut(), true
	case key.Matches(k, p.pick):
		if p.at >= len(p.hits) {
			return nil, true
		}
		e := p.hits[p.at]
		p.a.pop()
		return e.do(), true
	case key.Matches(k, p.move):
		step := 1
		if s := k.String(); s == "up" || s == "ctrl+k" {
			step = -1
		}
		p.at = max(0, min(p.at+step, len(p.hits)-1))
		return nil, true
	}
	return nil, false
}

func (p *palette) Resize(w, h int) {
	p.w, p.h = min(w, 76), h
	p.input.SetWidth(p.w - 3)
}

func (p *palette) View() string {
	t := p.a.s.Theme
	rows := max(1, min(p.h-2, 14))
	from, to := widget.Window(p.top, p.at, len(p.hits), rows)
	p.top = from
	more := list.More(from, len(p.hits)-to)
	said := widget.Fit(p.said, p.w-ansi.StringWidth(more)) + more
	lines := []string{widget.Fit(p.input.View(), p.w), t.Dim.Render(said)}
	for i := from; i < to; i++ {
		lines = append(lines, p.line(p.hits[i], i == p.at))
	}
	for len(lines) < rows+2 {
		lines = append(lines, widget.Blank(p.w))
	}
	return strings.Join(lines, "\n")
}

func (p *palette) line(e entry, here bool) string {
	note, room := "", p.w-2
	if e.note != "" {
		note = "  " + widget.Fit(e.note, min(14, p.w/4))
		room -= ansi.StringWidth(note)
	}
	label := widget.Fit(e.label, room)
	if here {
		return p.a.s.Theme.Cursor.Render("▸ " + label + note)
	}
	return "  " + label + p.a.s.Theme.Dim.Render(note)
}

func (p *palette) Title() string { return p.title }

func (p *palette) Cursor() (x, y int, shown bool) {
	if c := p.input.Cursor(); c != nil {
		return c.X, c.Y, true
	}
	return 0, 0, false
}

func (p *palette) Footer() []key.Binding { return []key.Binding{p.pick, p.move, p.out} }
