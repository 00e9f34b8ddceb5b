package walk

import (
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
)

// turnGoOn has the cursor go on by itself after a rating, or stay.
func (w *Screen) turnGoOn() tea.Cmd {
	if w.goesOn = !w.goesOn; w.goesOn {
		return screen.Tell("A rating goes on by itself now: to the next question, and from an item to the next that is open. z has it stay.")
	}
	return screen.Tell("The cursor stays on what was rated.")
}

// goOn leaves what was just rated: a question for the next one, the last of them
// and an item for the next item that is open.
func (w *Screen) goOn() tea.Cmd {
	if w.question >= 0 {
		if next := w.nextAsked(w.current(), w.question, 1); next >= 0 {
			w.question = next
			return w.at()
		}
	}
	return w.nextOpen(1)
}
