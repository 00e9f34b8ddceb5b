package impact

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/register"
	"crosswalk/tui/screen"
)

// move takes the keys that go somewhere and always may.
func (x *Screen) move(msg tea.KeyPressMsg) bool {
	switch k := x.keys; {
	case key.Matches(msg, k.Down):
		x.step(1)
	case key.Matches(msg, k.Up):
		x.step(-1)
	case key.Matches(msg, k.Out):
		x.in = -1
	case key.Matches(msg, k.First):
		x.goTo(0)
	case key.Matches(msg, k.Last):
		x.goTo(len(x.prompts))
	case key.Matches(msg, k.NextPart):
		x.part(1)
	case key.Matches(msg, k.PrevPart):
		x.part(-1)
	case key.Matches(msg, k.PageDown):
		x.scrollBy(max(1, x.pageRows-1))
	case key.Matches(msg, k.PageUp):
		x.scrollBy(-max(1, x.pageRows-1))
	default:
		return false
	}
	return true
}

// step goes to the next prompt, or among the impacts to the next one.
func (x *Screen) step(by int) {
	if x.in >= 0 {
		x.in = max(0, min(x.in+by, len(x.impacts())-1))
		return
	}
	x.goTo(x.at + by)
}

func (x *Screen) goTo(at int) {
	x.at, x.in, x.scroll = max(0, min(at, len(x.prompts))), -1, 0
}

// part goes to the first prompt of the next part, or of the one before.
func (x *Screen) part(by int) {
	at := x.at
	for at+by >= 0 && at+by <= len(x.prompts) {
		if at += by; at == len(x.prompts) || at == 0 || x.prompts[at].Part != x.prompts[at-1].Part {
			break
		}
	}
	x.goTo(at)
}

// nextOpen goes to the next prompt that asks for more, around the end.
func (x *Screen) nextOpen(by int) tea.Cmd {
	n := len(x.prompts)
	for step := 1; step <= n; step++ {
		at := ((x.at+by*step)%n + n) % n
		if x.at == n && by > 0 {
			at = step - 1
		}
		if a := x.prompts[at].Answered; a == register.Unanswered || a == register.Thin {
			x.goTo(at)
			return nil
		}
	}
	x.goTo(n)
	return screen.Tell("Every prompt is answered; the decision is left.")
}

// into goes to the impacts that answer the prompt.
func (x *Screen) into() tea.Cmd {
	if len(x.impacts()) == 0 {
		return screen.Tell("No impact answers this prompt. a adds one where it asks for them.")
	}
	x.in = max(0, x.in)
	return nil
}

// back leaves the impacts, then the walk.
func (x *Screen) back() tea.Cmd {
	if x.in >= 0 {
		x.in = -1
		return nil
	}
	return x.s.Ask(screen.Go{Route: x.from})
}

// stop is a place in the strip of prompts.
type stop struct{ x, at int }

// click goes to the prompt under the mouse.
func (x *Screen) click(msg screen.Click) {
	if msg.Y != stripLine || x.note.Typing() {
		return
	}
	for _, s := range x.strip {
		if msg.X >= s.x && msg.X < s.x+3 && len(x.prompts) > 0 {
			x.goTo(s.at)
		}
	}
}
