package walk

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
)

func (w *Screen) step(by int) tea.Cmd {
	if w.question >= 0 {
		way := 1
		if by < 0 {
			way = -1
		}
		for range max(by, -by) {
			next := w.nextAsked(w.current(), w.question, way)
			if next < 0 {
				break
			}
			w.question = next
		}
		return w.at()
	}
	items := w.visible()
	i := slices.IndexFunc(items, func(it *catalog.Item) bool { return it.ID == w.item })
	if i < 0 {
		return nil
	}
	w.moveTo(items[max(0, min(i+by, len(items)-1))])
	return w.at()
}

// jumpSet goes to the first item of the next or previous clause or section.
func (w *Screen) jumpSet(by int) tea.Cmd {
	items := w.visible()
	i := slices.IndexFunc(items, func(it *catalog.Item) bool { return it.ID == w.item })
	for j := i; j >= 0 && j < len(items); j += by {
		if items[j].Set.ID != items[i].Set.ID {
			for by < 0 && j > 0 && items[j-1].Set.ID == items[j].Set.ID {
				j--
			}
			w.moveTo(items[j])
			break
		}
	}
	return w.at()
}

// nextOpen goes to the next item that is not answered whole, around the end.
func (w *Screen) nextOpen(by int) tea.Cmd {
	n := len(w.items)
	i := slices.IndexFunc(w.items, func(it *catalog.Item) bool { return it.ID == w.item })
	for step := 1; step <= n; step++ {
		it := w.items[((i+by*step)%n+n)%n]
		if st := w.scoreOf(it).Standing.State; st == assess.Unanswered || st == assess.Partial {
			if it.ID == w.item {
				return screen.Tell("This is the only item still open.")
			}
			if !w.shows(it) {
				w.filter = nil
			}
			w.moveTo(it)
			return w.at()
		}
	}
	return screen.Tell("Every item is answered. v g shows the gaps.")
}

// move takes the keys that go somewhere else.
func (w *Screen) move(msg tea.KeyPressMsg, it *catalog.Item) (cmd tea.Cmd, moved bool) {
	k := w.keys
	switch {
	case key.Matches(msg, k.Down):
		return w.step(1), true
	case key.Matches(msg, k.Up):
		return w.step(-1), true
	case key.Matches(msg, k.Into):
		return w.into(it), true
	case key.Matches(msg, k.Out):
		return w.out(), true
	case key.Matches(msg, k.Next):
		return w.nextOpen(1), true
	case key.Matches(msg, k.Prev):
		return w.nextOpen(-1), true
	case key.Matches(msg, k.NextSet):
		return w.jumpSet(1), true
	case key.Matches(msg, k.PrevSet):
		return w.jumpSet(-1), true
	case key.Matches(msg, k.First):
		return w.step(-len(w.items)), true
	case key.Matches(msg, k.Last):
		return w.step(len(w.items)), true
	case key.Matches(msg, k.PageDown):
		w.scrollBy(max(1, w.pageRows-1))
	case key.Matches(msg, k.PageUp):
		w.scrollBy(-max(1, w.pageRows-1))
	default:
		return nil, false
	}
	return nil, true
}

func (w *Screen) into(it *catalog.Item) tea.Cmd {
	if n := w.marks.Len(); n > 0 {
		return screen.Tell(fmt.Sprintf("A digit rates the marked items, %d of them; esc takes the marks away before questions are rated.", n))
	}
	if len(it.Questions) == 0 {
		return screen.Tell("This item has no questions of its own; rate it as a whole.")
	}
	if w.question < 0 {
		w.question = w.nextAsked(it, -1, 1)
	}
	if w.question < 0 {
		return screen.Tell("The ISMS settles every question here. d asks them all again.")
	}
	w.read = true
	return w.at()
}

// ask goes to a question.
func (w *Screen) ask(i int) tea.Cmd {
	cmd := w.into(w.current())
	if w.question >= 0 {
		w.question = i
		return w.at()
	}
	return cmd
}

func (w *Screen) out() tea.Cmd {
	if w.marks.Clear() {
		return nil
	}
	if w.question >= 0 {
		w.question = -1
		return w.at()
	}
	if r, is := w.inSession(); is && len(w.filter) == 0 {
		return w.backToSession(r)
	}
	w.filter, w.rows = nil, nil
	return nil
}
