package screen

import "crosswalk/catalog/workshop"

// Veil stands where the figures of an item would that the room votes on, Hidden
// where there is room for words.
const (
	Veil   = "◇"
	Hidden = "hidden while the room votes on it"
)

// Veiled is the id of the item that a vote is open on, whichever question or AI
// system of it; empty where none is. Whoever saw how it was judged before, or
// what the ISMS proposes for it, would vote near that: so no screen tells it
// before the reveal. Figures of more than one item stay as they are.
func (r Room) Veiled() string {
	if r.Current == nil || r.Current.Vote.State != workshop.Open {
		return ""
	}
	return r.Current.Vote.Key.Item
}

// Veils reports whether that is the item with the id.
func (r Room) Veils(item string) bool { return item != "" && item == r.Veiled() }
