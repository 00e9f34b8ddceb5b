package workshop

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"crosswalk/catalog/assess"
)

// The bounds of an agenda.
const (
	MaxAgenda = 500                // entries
	MaxGiven  = 7 * 24 * time.Hour // the length of a session
)

var errNotOn = errors.New("that is not on the agenda")

// Agenda is what a room means to vote on, in this order, by which rules, and the
// clock of its session. It is a value: every method gives the next one and leaves
// this one as it was. The zero Agenda is that of a room without one.
type Agenda struct {
	Keys      []assess.Key // in the order of the room, none twice; read-only
	Named     bool         // the votes keep their names, as the room was told
	Tolerance int          // of its votes, 0-MaxTolerance

	Made  time.Time     // when it was put together: a vote that ended before does not count
	Given time.Duration // the length of the session, in whole minutes up to MaxGiven; 0: none was set
	Began time.Time     // when the clock was started first; zero: never
	Gone  time.Duration // on the clock before Since
	Since time.Time     // since when the clock runs; zero: it stands
}

// NewAgenda puts an agenda together, with a clock that was not started.
func NewAgenda(keys []assess.Key, tolerance int, named bool, given time.Duration, at time.Time) (Agenda, error) {
	if tolerance < 0 || tolerance > MaxTolerance {
		return Agenda{}, errTolerance(tolerance)
	}
	g, err := Agenda{Named: named, Tolerance: tolerance, Made: at}.With(keys...)
	if err != nil {
		return Agenda{}, err
	}
	return g.Lasting(given)
}

// Empty reports that the room has no agenda: none was made, or it was taken off.
func (g Agenda) Empty() bool { return g.Made.IsZero() }

// Lasting sets the length of the session; 0: none.
func (g Agenda) Lasting(given time.Duration) (Agenda, error) {
	if given < 0 || given > MaxGiven || given%time.Minute != 0 {
		return g, fmt.Errorf("a session of %s can't be set; it has whole minutes, up to a week", given)
	}
	g.Given = given
	return g, nil
}

// With puts more at the end. What is on the agenda already stays where it is.
func (g Agenda) With(keys ...assess.Key) (Agenda, error) {
	all := slices.Clone(g.Keys)
	on := map[assess.Key]bool{}
	for _, k := range all {
		on[k] = true
	}
	for _, k := range keys {
		if k.Item == "" {
			return g, errors.New("an agenda is made of items; one of these has none")
		}
		if !on[k] {
			on[k] = true
			all = append(all, k)
		}
	}
	if len(all) > MaxAgenda {
		return g, fmt.Errorf("an agenda holds %d items, and this would be %d", MaxAgenda, len(all))
	}
	g.Keys = all
	return g, nil
}

// Without takes something off the agenda.
func (g Agenda) Without(k assess.Key) (Agenda, error) {
	i := slices.Index(g.Keys, k)
	if i < 0 {
		return g, errNotOn
	}
	g.Keys = slices.Delete(slices.Clone(g.Keys), i, i+1)
	return g, nil
}

// Moved brings something some places down, or up where by is negative, as far as
// the agenda goes.
func (g Agenda) Moved(k assess.Key, by int) (Agenda, error) {
	i := slices.Index(g.Keys, k)
	if i < 0 {
		return g, errNotOn
	}
	to := max(0, min(i+by, len(g.Keys)-1))
	rest := slices.Delete(slices.Clone(g.Keys), i, i+1)
	g.Keys = slices.Insert(rest, to, k)
	return g, nil
}

// Start lets the clock run.
func (g Agenda) Start(at time.Time) (Agenda, error) {
	switch {
	case g.Made.IsZero():
		return g, errors.New("there is no agenda yet, so there is no clock to start")
	case !g.Since.IsZero():
		return g, errors.New("the clock runs already")
	}
	if g.Began.IsZero() {
		g.Began = at
	}
	g.Since = at
	return g, nil
}

// Stop halts the clock, for a break or at the end.
func (g Agenda) Stop(at time.Time) (Agenda, error) {
	if g.Since.IsZero() {
		return g, errors.New("the clock stands already")
	}
	g.Gone, g.Since = g.Clock(at), time.Time{}
	return g, nil
}

// Clock is the time of the session that is gone, breaks left out.
func (g Agenda) Clock(now time.Time) time.Duration {
	if g.Since.IsZero() {
		return g.Gone
	}
	return g.Gone + max(0, now.Sub(g.Since)) // a clock that was set back takes nothing away
}

// Ended is a vote that was settled or parked.
type Ended struct {
	Key   assess.Key
	State State // Settled or Parked
	Level int   // 0-5, where settled
	At    time.Time
}

// Entry is a place on the agenda, with how far the room has come there.
type Entry struct {
	Key   assess.Key
	State State // Settled or Parked since the agenda was made; empty: still to do
	Level int   // 0-5, where settled
}

// Entries are the places of the agenda in its order. The votes stand in the order
// in which they were opened: the last one on a place says how it stands.
func (g Agenda) Entries(votes []Ended) []Entry {
	last := map[assess.Key]Ended{}
	for _, v := range votes {
		if !v.At.Before(g.Made) {
			last[v.Key] = v
		}
	}
	all := make([]Entry, len(g.Keys))
	for i, k := range g.Keys {
		v := last[k]
		all[i] = Entry{Key: k, State: v.State, Level: v.Level}
	}
	return all
}

// Pace is how the room gets on, by the votes that ended since the clock was
// started, whether they were on the agenda or not: all of them took their time.
func (g Agenda) Pace(votes []Ended, now time.Time) Pace {
	p := Pace{Given: g.Given, Gone: g.Clock(now)}
	for _, e := range g.Entries(votes) {
		if e.State == "" {
			p.Left = append(p.Left, e.Key)
		}
	}
	for _, v := range votes {
		switch {
		case g.Began.IsZero() || v.At.Before(g.Began):
		case v.State == Settled:
			p.Settled++
		case v.State == Parked:
			p.Parked++
		}
	}
	return p
}
