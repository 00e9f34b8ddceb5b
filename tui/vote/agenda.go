package vote

import (
	"context"
	"errors"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// row is a line of the room between two votes: a place on the agenda, or what
// was voted on beside it.
type row struct {
	key     assess.Key
	planned bool            // on the agenda
	late    bool            // the time left does not reach it
	next    bool            // the first that is still to do
	vote    *store.RoomVote // the last one that ended there, of this agenda where it is planned; nil: none
}

// lay makes the rows anew: the agenda in its order, then what else was voted on,
// newest first.
func (v *Screen) lay() {
	g, ended := v.room.Agenda, v.room.Ended()
	last := map[assess.Key]*store.RoomVote{}
	for i := range v.room.Votes {
		if r := &v.room.Votes[i]; r.Vote.State == workshop.Settled || r.Vote.State == workshop.Parked {
			last[r.Vote.Key] = r
		}
	}
	v.pace = g.Pace(ended, v.s.Now())
	fits, paced := v.pace.Fits()
	v.rows = v.rows[:0]
	todo := 0
	for _, e := range g.Entries(ended) {
		r := row{key: e.Key, planned: true}
		if e.State == "" {
			r.next, r.late = todo == 0, paced && todo >= fits
			todo++
		} else {
			r.vote = last[e.Key]
		}
		v.rows = append(v.rows, r)
	}
	for i := len(v.room.Votes) - 1; i >= 0; i-- {
		r := &v.room.Votes[i]
		over := r.Vote.State == workshop.Settled || r.Vote.State == workshop.Parked
		planned := slices.ContainsFunc(v.rows, func(x row) bool { return x.vote == r })
		if over && !planned {
			v.rows = append(v.rows, row{key: r.Vote.Key, vote: r})
		}
	}
	v.cursor.Move(0, len(v.rows))
}

// toNext stands on what comes next.
func (v *Screen) toNext() {
	if i := slices.IndexFunc(v.rows, func(r row) bool { return r.next }); i >= 0 {
		v.cursor.At = i
	}
}

// at is the row under the cursor.
func (v *Screen) at() (row, bool) {
	if v.cursor.At >= len(v.rows) {
		return row{}, false
	}
	return v.rows[v.cursor.At], true
}

// minute passes: the clock of the room shows it.
type minute struct{ since time.Time }

// tick waits for the next minute of a clock that runs. It is the only thing that
// moves on an idle screen, once a minute.
func (v *Screen) tick() tea.Cmd {
	since := v.room.Agenda.Since
	if since.IsZero() || v.ticking.Equal(since) {
		return nil
	}
	v.ticking = since
	return v.untilMinute()
}

func (v *Screen) untilMinute() tea.Cmd {
	since := v.ticking
	return tea.Tick(time.Minute-v.room.Agenda.Clock(v.s.Now())%time.Minute, func(time.Time) tea.Msg { return minute{since} })
}

// passed draws the next minute, as long as the same clock runs.
func (v *Screen) passed(m minute) tea.Cmd {
	if !m.since.Equal(v.room.Agenda.Since) || !m.since.Equal(v.ticking) {
		return nil
	}
	v.lay()
	return v.untilMinute()
}

// plan changes the agenda of the room and reads it after that.
func (v *Screen) plan(change func(workshop.Agenda, time.Time) (workshop.Agenda, error)) tea.Cmd {
	id := v.now.Assessment.ID
	return v.do(func(ctx context.Context) error { return v.s.DB.Plan(ctx, v.s.Actor, v.s.Catalog, id, change) })
}

// leadAgenda takes the keys of who leads, between two votes.
func (v *Screen) leadAgenda(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := v.keys
	if !key.Matches(msg, k.Plan, k.Add, k.Drop, k.Up, k.Down, k.Clock) {
		return nil, false
	}
	switch {
	case key.Matches(msg, k.Plan):
		return v.askPlan(), true
	case key.Matches(msg, k.Add):
		return v.askAdd(), true
	case v.room.Agenda.Empty():
		return screen.Tell("There is no agenda yet; L makes one."), true
	case key.Matches(msg, k.Clock):
		return v.clock(), true
	}
	r, ok := v.at()
	if !ok || !r.planned {
		return screen.Tell("This is not on the agenda; a puts an item on it."), true
	}
	by := 1
	switch {
	case key.Matches(msg, k.Drop):
		return v.plan(func(g workshop.Agenda, _ time.Time) (workshop.Agenda, error) { return g.Without(r.key) }), true
	case key.Matches(msg, k.Up):
		by = -1
	}
	v.cursor.Move(by, len(v.room.Agenda.Keys))
	return v.plan(func(g workshop.Agenda, _ time.Time) (workshop.Agenda, error) { return g.Moved(r.key, by) }), true
}

// clock offers what can be done with the time of the session.
func (v *Screen) clock() tea.Cmd {
	turn, does := workshop.Agenda.Start, "start the clock"
	if !v.room.Agenda.Since.IsZero() {
		turn, does = workshop.Agenda.Stop, "stop the clock"
	}
	options := []dialog.Option{
		{Label: does, Pick: func() tea.Cmd { return v.plan(turn) }},
		{Label: "set the length in minutes", Pick: v.askLength},
	}
	return v.s.Open(dialog.NewChoice(v.s, "The clock of the room", "", func() []dialog.Option { return options }))
}

// voteOn opens a vote on a row: at once, by the rules of the agenda, where it is
// still to do; again where it was parked; else it asks.
func (v *Screen) voteOn(r row) tea.Cmd {
	switch {
	case r.vote == nil:
		g, id := v.room.Agenda, v.now.Assessment.ID
		return v.do(func(ctx context.Context) error {
			_, err := v.s.DB.OpenVote(ctx, v.s.Actor, v.s.Catalog, id, r.key, g.Tolerance, g.Named)
			return err
		})
	case r.vote.Vote.State == workshop.Settled:
		return v.askOpen(r.key)
	}
	return v.do(func(ctx context.Context) error {
		_, err := v.s.DB.VoteAgain(ctx, v.s.Actor, r.vote.ID)
		return err
	})
}

// Tally enters a show of hands that was written as 2x3 3x6, from wherever.
func Tally(s *screen.Session, assessment, text string) tea.Cmd {
	tally, err := workshop.ParseTally(text)
	if err != nil {
		return screen.Send(screen.Failed{Err: err})
	}
	return s.Job(func(ctx context.Context) tea.Msg {
		now, ok, err := s.DB.CurrentVote(ctx, assessment)
		if err == nil && !ok {
			err = errors.New("no vote is under way, so there are no hands to count")
		}
		if err == nil {
			_, err = s.DB.Hands(ctx, s.Actor, now.ID, tally)
		}
		if err != nil {
			return screen.Failed{Err: err}
		}
		return s.LookAtRoom(ctx, assessment)
	})
}
