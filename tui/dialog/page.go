package dialog

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Page is text to read: the help, the terms of a figure, all about an item.
type Page struct {
	s     *screen.Session
	title string
	lines func(w int) []string
	shown []string
	top   int
	w, h  int
	up    key.Binding
	dn    key.Binding
	pgup  key.Binding
	pgdn  key.Binding
	first key.Binding
	last  key.Binding
	out   key.Binding
	extra []Extra
	whole bool // as large as there is room, so that nothing shows beside it
}

// NewPage opens a page; lines gives its text for a width of cells.
func NewPage(s *screen.Session, title string, lines func(w int) []string) *Page {
	return &Page{
		s: s, title: title, lines: lines,
		up:    bind.Up.To("up"),
		dn:    bind.Down.To("down"),
		pgup:  bind.PageUp.To("page up"),
		pgdn:  bind.And("pgdn", "page down", bind.PageDown, bind.State),
		first: bind.First.To("beginning"),
		last:  bind.Last.To("end"),
		out:   bind.And("esc", "back", bind.Back, bind.Leave, bind.Open, bind.Help),
	}
}

// With gives the page further keys. Where one of them ends the page, it asks
// something: enter, which reads as a yes, does not leave it then.
func (p *Page) With(extra ...Extra) *Page {
	p.extra = extra
	if slices.ContainsFunc(extra, func(x Extra) bool { return x.Closes }) {
		p.out.SetKeys("esc", "q")
	}
	return p
}

// choices say what the keys of a page that asks would do.
func (p *Page) choices() string {
	var words []string
	for _, x := range p.extra {
		words = append(words, x.Binding.Help().Key+" "+x.Binding.Help().Desc)
	}
	return "Nothing is done yet: " + strings.Join(append(words, "esc "+p.out.Help().Desc), " · ") + "."
}

// Rights are what its keys ask for.
func (p *Page) Rights() screen.Rights { return rightsOf(p.extra) }

// Init does nothing.
func (p *Page) Init() tea.Cmd { return nil }

// Update scrolls.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			p.top -= 3
		} else {
			p.top += 3
		}
	case screen.Restyle, screen.Room: // a text may tell what a vote hides
		p.Renew()
	case tea.KeyPressMsg:
		for _, x := range p.extra {
			if key.Matches(msg, x.Binding) {
				if x.Closes {
					p.s.Shut()
					return x.Do(-1)
				}
				cmd := x.Do(-1)
				p.shown, p.top = p.lines(p.w), 0
				return cmd
			}
		}
		switch {
		case key.Matches(msg, p.up):
			p.top--
		case key.Matches(msg, p.dn):
			p.top++
		case key.Matches(msg, p.pgup):
			p.top -= p.room() - 1
		case key.Matches(msg, p.pgdn):
			p.top += p.room() - 1
		case key.Matches(msg, p.first):
			p.top = 0
		case key.Matches(msg, p.last):
			p.top = len(p.shown)
		case key.Matches(msg, p.out):
			return p.s.Shut()
		case msg.String() == "enter":
			return screen.Tell(p.choices())
		}
	}
	p.top = max(0, min(p.top, len(p.shown)-p.room()))
	return nil
}

// Renew asks for the text anew, where it tells of something that changed.
func (p *Page) Renew() {
	p.shown = p.lines(p.w)
	p.top = max(0, min(p.top, len(p.shown)-p.room()))
}

// Resize lays the text out anew.
func (p *Page) Resize(w, h int) {
	p.w, p.h = min(w, 88), h
	if p.whole {
		p.w = w
	}
	p.Renew()
}

func (p *Page) room() int { return room(len(p.shown), p.h) }

// View is the part of the text that fits.
func (p *Page) View() string {
	to := min(len(p.shown), p.top+p.room())
	lines := make([]string, 0, p.h)
	for _, l := range p.shown[p.top:to] {
		lines = append(lines, widget.Fit(l, p.w))
	}
	lines = append(lines, more(p.s.Theme, p.top, len(p.shown)-to, p.w)...)
	for p.whole && len(lines) < p.h {
		lines = append(lines, widget.Blank(p.w))
	}
	return strings.Join(lines, "\n")
}

// Title is what the page is about.
func (p *Page) Title() string { return p.title }

// Cursor is not shown.
func (p *Page) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Footer names the keys; those for scrolling only where there is more.
func (p *Page) Footer() []key.Binding {
	var keys []key.Binding
	for _, x := range p.extra {
		keys = append(keys, x.Binding)
	}
	if len(p.shown) > p.h {
		keys = append(keys, p.dn, p.up, p.pgdn, p.pgup)
	}
	return append(keys, p.out)
}
