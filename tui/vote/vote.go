// Package vote is the Room screen: one thing at a time is voted on, blind, then
// revealed, talked about, and settled. Its one rule: nobody sees a vote of
// another, or a hint of one, before all are revealed.
package vote

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the Room.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now     screen.Changed
	kept    screen.Kept
	room    screen.Room
	ready   bool  // the room was read
	rows    []row // between two votes
	pace    workshop.Pace
	cursor  list.Cursor
	picked  bool          // the mouse put it there
	ticking time.Time     // since when the clock that is waited for runs
	walked  screen.Place  // where the Walk is
	wanted  *screen.Place // to open a vote on, once the assessment is known
	shown   shown
	spots   map[int]spot // line of the last drawing -> what a click there does
}

// spot takes clicks left of a column.
type spot struct {
	before int
	do     func() tea.Cmd
}

// New makes the Room for a session.
func New(s *screen.Session) *Screen {
	return &Screen{s: s, keys: newKeys()}
}

// Update takes keys and news.
func (v *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		v.now = msg
		return v.open()
	case screen.Kept:
		v.kept = msg
	case screen.Room:
		voting, fresh := v.current() != nil, len(v.rows) == 0
		v.room, v.ready = msg, true
		v.lay()
		if voting && v.current() == nil || fresh {
			v.toNext()
		}
		return tea.Batch(v.open(), v.tick())
	case minute:
		return v.passed(msg)
	case screen.Go:
		if msg.Route == screen.Votes && msg.Item != "" {
			v.wanted = &msg.Place
			return v.open()
		}
	case screen.At:
		v.walked = msg.Place
	case screen.Click:
		if on, ok := v.spots[msg.Y]; ok && msg.X < on.before {
			return on.do()
		}
	case screen.Wheel:
		v.cursor.Move(msg.Lines, len(v.rows))
	case tea.KeyPressMsg:
		v.picked = false
		if v.ready && v.now.Assessment != nil {
			return v.key(msg)
		}
	}
	return nil
}

func keyAt(p screen.Place) assess.Key {
	return assess.Key{Item: p.Item, System: p.System, Question: p.Question}
}

// open asks for the vote that somebody came here to open.
func (v *Screen) open() tea.Cmd {
	if v.wanted == nil || !v.ready || v.now.Assessment == nil {
		return nil
	}
	at := keyAt(*v.wanted)
	v.wanted = nil
	switch {
	case !v.s.Role().Leads():
		return screen.Tell("A facilitator opens votes.")
	case v.current() != nil:
		return screen.Tell("A vote is under way; settle or park it first.")
	}
	return v.askOpen(at)
}

// current is the vote under way; nil: none.
func (v *Screen) current() *store.RoomVote { return v.room.Current }

// Resize keeps the space.
func (v *Screen) Resize(w, h int) { v.w, v.h = w, h }

// Typing is never true: what is typed is typed in dialogs.
func (v *Screen) Typing() bool { return false }

func (v *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if v.current() == nil {
		return v.idleKey(msg)
	}
	k := v.keys
	if key.Matches(msg, k.Rate, k.Abstain, k.Sure, k.Reason) {
		if cmd := v.unread(); cmd != nil {
			return cmd
		}
	}
	switch {
	case key.Matches(msg, k.Rate):
		return v.cast(func(b *workshop.Ballot) { b.Abstain, b.Level = false, int(msg.Code-'0') })
	case key.Matches(msg, k.Abstain):
		return v.cast(func(b *workshop.Ballot) { b.Abstain, b.Level = true, 0 })
	case key.Matches(msg, k.Sure):
		return v.sure()
	case key.Matches(msg, k.Reason):
		return v.askReason()
	case key.Matches(msg, k.Walk):
		return v.walk(v.current().Vote.Key)
	}
	return v.lead(msg)
}

// lead takes the keys of who leads the room.
func (v *Screen) lead(msg tea.KeyPressMsg) tea.Cmd {
	k := v.keys
	switch {
	case key.Matches(msg, k.Reveal):
		return v.reveal()
	case key.Matches(msg, k.New):
		if v.current().Vote.State != workshop.Revealed {
			return screen.Tell("A vote is under way; settle or park it first.")
		}
		return v.step(v.roundNow(), v.s.DB.VoteAgain)
	case key.Matches(msg, k.Park):
		return v.step(v.roundNow(), v.s.DB.Park)
	case key.Matches(msg, k.Settle):
		return v.askSettle()
	case key.Matches(msg, k.Hands):
		return v.askHands()
	}
	return nil
}

// idleKey takes keys while nothing is voted on.
func (v *Screen) idleKey(msg tea.KeyPressMsg) tea.Cmd {
	if v.cursor.Key(msg, v.keys.Moves, len(v.rows)) {
		return nil
	}
	if cmd, taken := v.leadAgenda(msg); taken {
		return cmd
	}
	r, any := v.at()
	switch k := v.keys; {
	case key.Matches(msg, k.New):
		return v.askOpen(keyAt(v.walked))
	case !any:
		return screen.Tell("No vote is under way.")
	case key.Matches(msg, k.Walk):
		return v.walk(r.key)
	case key.Matches(msg, k.Vote):
		return v.voteOn(r)
	}
	return nil
}

// press is what a click stands for: a key, with all that it asks first.
func (v *Screen) press(key string) tea.Cmd { return v.s.Ask(screen.Press{Key: key}) }

func (v *Screen) walk(k assess.Key) tea.Cmd {
	return v.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: k.Item, System: k.System, Question: k.Question}})
}

// item is what a vote is about, as this person reads it; a bare one where it is gone since.
func (v *Screen) item(k assess.Key) *catalog.Item {
	if it, ok := assess.Item(v.s.Catalog, v.now.Assessment, k.Item); ok {
		return v.s.Lang.Item(it)
	}
	return &catalog.Item{ID: k.Item, Number: k.Item}
}
