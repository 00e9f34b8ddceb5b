package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

// mouse is a click or a turn of the wheel: on a key of the footer, a tab, or in the
// screen.
func (a *App) mouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	_, clicked := msg.(tea.MouseClickMsg)
	if clicked && m.Button == tea.MouseLeft && m.Y == a.h-1 {
		return a.clickHint(m.X)
	}
	if len(a.dialogs) > 0 {
		return a.toTop(msg)
	}
	sc := a.top()
	if sc == nil {
		return nil
	}
	if _, turned := msg.(tea.MouseWheelMsg); turned {
		lines := 3
		if m.Button == tea.MouseWheelUp {
			lines = -3
		}
		return sc.Update(screen.Wheel{X: m.X, Y: m.Y - 3, Lines: lines})
	}
	y := m.Y - 3
	switch {
	case !clicked:
	case m.Y == 1 && a.open != "":
		if i := a.tabAt(m.X); i >= 0 {
			return a.goTo(screen.Go{Route: routes[i].name})
		}
	case y >= 0 && y < a.h-chrome && m.Button == tea.MouseLeft:
		return sc.Update(screen.Click{X: m.X, Y: y})
	}
	return nil
}

// hint is a key that the footer names, and the columns where it does.
type hint struct {
	key.Binding
	from, to int
}

// hints are the keys that the footer names: as many as fit whole, and at its end
// those that always stand there.
func (a *App) hints() []hint {
	bindings, always := a.named()
	end, room := a.w-1, a.w-2
	var last []hint
	for _, b := range slices.Backward(always) {
		last = append([]hint{{b, end - wide(b), end}}, last...)
		end, room = last[0].from-3, last[0].from-2
	}
	at := 1
	var all []hint
	for _, b := range screen.Hinted(bindings, room) {
		all = append(all, hint{b, at, at + wide(b)})
		at += wide(b) + 3
	}
	return append(all, last...)
}

// named are the keys that matter just now, and those that work wherever one is.
func (a *App) named() (now, always []key.Binding) {
	if n := len(a.dialogs); n > 0 {
		return screen.RightsOf(a.dialogs[n-1]).Offered(a.dialogs[n-1].Footer()), nil
	}
	always = []key.Binding{a.keys.Help, a.keys.Palette}
	sc := a.top()
	if sc == nil {
		return nil, always
	}
	now = sc.Rights().Offered(sc.Footer())
	if sc.Typing() {
		return now, nil
	}
	return now, always
}

// wide is how many cells a hint takes.
func wide(b key.Binding) int {
	return ansi.StringWidth(b.Help().Key) + 1 + ansi.StringWidth(b.Help().Desc)
}

// clickHint presses the key that the footer names there. Which of the digits is meant
// it can't know.
func (a *App) clickHint(x int) tea.Cmd {
	for _, h := range a.hints() {
		switch {
		case x < h.from || x >= h.to:
		case slices.Equal(h.Keys(), bind.Rate.Keys):
			a.say("Type the digit, or click the level.", answer)
		default:
			return a.key(press(h.Keys()[0]))
		}
	}
	return nil
}

// focused is where the terminal's own cursor stands in a drawing: on the row or cell
// that is in focus, for screen readers and magnifiers. Where a pane was gone into,
// that one is the furthest to the right.
func (a *App) focused(drawn string) (x, y int, shown bool) {
	x = -1
	for at, line := range strings.Split(drawn, "\n") {
		i := a.s.Theme.Cursor.Begins(line)
		if i < 0 {
			continue
		}
		rest := ansi.Strip(line[i:])
		col := ansi.StringWidth(line[:i])
		if text := strings.TrimLeft(rest, " "); text != "" { // else it is the end of what is typed
			col += len(rest) - len(text)
		}
		if col > x {
			x, y = col, at
		}
	}
	return x, y, x >= 0
}
