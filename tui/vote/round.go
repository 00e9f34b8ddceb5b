package vote

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
)

// round names a round of a vote; the zero round is none.
type round struct {
	id    string
	round int
}

// roundNow is the round under way, as the newest news has it.
func (v *Screen) roundNow() round {
	if r := v.current(); r != nil {
		return round{r.ID, r.Vote.Round}
	}
	return round{}
}

// shown is the round that this person has before their eyes, and the one before.
type shown struct {
	now   round
	since time.Time // when it was first drawn
	many  bool      // another was drawn before it
}

// reading is how long a round must have been drawn before a key counts for it,
// where another was drawn before: on a slow line that one is still in sight.
var reading = 500 * time.Millisecond

// draw notes that a round is before somebody's eyes.
func (s *shown) draw(r round) {
	if r == s.now || r == (round{}) {
		return
	}
	*s = shown{now: r, since: time.Now(), many: s.now != (round{})}
}

// unread refuses a vote key that was pressed at the round before this one; nil: it
// counts.
func (v *Screen) unread() tea.Cmd {
	s := v.shown
	if v.current().Vote.State != workshop.Open || s.now == v.roundNow() && (!s.many || time.Since(s.since) >= reading) {
		return nil
	}
	return screen.Tell("Another round was opened just now, so this key was not counted; look, and press it again.")
}
