package list

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"crosswalk/tui/bind"
)

// Marked stands before a row that is, in one cell.
const Marked = "┃"

// Marks are the rows of a list that the next act is about, by their ids. They
// stay on their rows wherever these go, and leave a row that is shown no more.
type Marks struct {
	One, To, Kin key.Binding

	ids  map[string]bool
	last string // marked last; empty: none, or it is marked no more
}

// NewMarks are none yet; kin is what belongs together, in a few words.
func NewMarks(kin string) *Marks {
	return &Marks{
		One: bind.Mark.To("mark the row and go on"),
		To:  bind.MarkTo.To("mark from the last mark to here"),
		Kin: bind.MarkAll.To("mark " + kin + ", or take its marks away"),
		ids: map[string]bool{},
	}
}

// Bindings are its keys.
func (m *Marks) Bindings() []key.Binding { return []key.Binding{m.One, m.To, m.Kin} }

// Len is how many rows are marked.
func (m *Marks) Len() int { return len(m.ids) }

// Has reports whether a row is marked.
func (m *Marks) Has(id string) bool { return m.ids[id] }

// Words say how many rows are marked.
func (m *Marks) Words() string { return fmt.Sprintf("%d marked", m.Len()) }

// These are the marked rows after a verb.
func (m *Marks) These() string {
	if m.Len() == 1 {
		return "the marked one"
	}
	return fmt.Sprintf("these %d", m.Len())
}

// Clear takes all marks away, and reports whether there were any.
func (m *Marks) Clear() bool {
	had := len(m.ids) > 0
	clear(m.ids)
	m.last = ""
	return had
}

// Keep takes the marks away that are on none of the rows that are shown.
func (m *Marks) Keep(shown func(id string) bool) {
	for id := range m.ids {
		if !shown(id) {
			m.turn(id)
		}
	}
}

// Key marks where the key is one of its own, and reports whether it was, and
// whether the cursor is to go on. The rows that are shown stand in their order,
// the cursor on one of them; kin reports whether a row belongs to that one.
func (m *Marks) Key(msg tea.KeyPressMsg, shown []string, at int, kin func(at int) bool) (on, taken bool) {
	switch {
	case !key.Matches(msg, m.Bindings()...):
		return false, false
	case at >= len(shown):
		return false, true
	case key.Matches(msg, m.One):
		m.turn(shown[at])
		return true, true
	case key.Matches(msg, m.To):
		m.to(shown, at)
	default:
		m.all(shown, kin)
	}
	return false, true
}

func (m *Marks) turn(id string) {
	if !m.ids[id] {
		m.ids[id], m.last = true, id
		return
	}
	if delete(m.ids, id); m.last == id {
		m.last = ""
	}
}

// to marks all from the last mark to the cursor; without one it begins there.
func (m *Marks) to(shown []string, at int) {
	from := slices.Index(shown, m.last)
	if from < 0 {
		from = at
	}
	for _, id := range shown[min(from, at) : max(from, at)+1] {
		m.ids[id] = true
	}
	m.last = shown[at]
}

// all marks what belongs together; where all of that is marked already, it takes
// the marks away.
func (m *Marks) all(shown []string, kin func(int) bool) {
	var some, unmarked []string
	for i, id := range shown {
		if kin(i) {
			some = append(some, id)
			if !m.ids[id] {
				unmarked = append(unmarked, id)
			}
		}
	}
	if len(unmarked) > 0 {
		some = unmarked
	}
	for _, id := range some {
		m.turn(id)
	}
}
