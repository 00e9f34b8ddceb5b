package screen

import (
	"context"
	"errors"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/store"
)

// Veil stands where the figures of an item would that the room votes on, Hidden
// where there is room for words.
const (
	Veil   = "◇"
	Hidden = "hidden while the room votes on it"
)

// Veiled is the id of the item that a vote is open on, whichever question or AI
// system of it; empty where none is. Whoever saw how it was judged before, or
// what the ISMS proposes for it, would vote near that: so no screen gets it
// before the reveal, and no sum is made with it.
func (r Room) Veiled() string { return r.Current.Veiled() }

// Shared reports whether others look at what this person changes: they sit in a
// room with them, or a workshop is under way.
func (s *Session) Shared(r Room) bool {
	return s.Seat != nil || r.Current != nil || !r.Agenda.Since.IsZero()
}

// Veils reports whether that is the item with the id.
func (r Room) Veils(item string) bool { return item != "" && item == r.Veiled() }

// Behind is the room as it is handed out while a vote is open: without what
// earlier votes on the same item came to.
func (r Room) Behind() Room {
	r.Room = r.Room.Behind(r.Current)
	return r
}

// SetVeil says which item this person must not know of until it is voted on;
// empty: none.
func (s *Session) SetVeil(item string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.veil = item
}

// veilOn is the item that SetVeil named.
func (s *Session) veilOn() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.veil
}

// Behind is news as it is handed out: without the item that the room votes on,
// and without a word on it.
func (s *Session) Behind(now Changed) Changed {
	item := s.veilOn()
	if item == "" || now.Assessment == nil {
		return now
	}
	veiled := Changed{Figures: s.figures().Without(s.Catalog, now.Assessment, item, s.Now()), Seq: now.Seq, Saved: now.Saved}
	if !s.tells(now.Assessment, now.Said, item) {
		veiled.Said = now.Said
	}
	return veiled
}

// tells reports whether a sentence is about an item.
func (s *Session) tells(a *assess.Assessment, said, item string) bool {
	number := assess.RefName(s.Catalog, a, item)
	return slices.ContainsFunc(strings.Fields(said), func(w string) bool { return strings.Trim(w, ".,;:()“”") == number })
}

// waits is the refusal of what is about the item that the room votes on.
func (s *Session) waits(a *assess.Assessment, item string) error {
	return errors.New("the room votes on " + assess.RefName(s.Catalog, a, item) + ", and what is said of it waits for the reveal")
}

// unveiled refuses an act on the item that the room votes on: who decides in
// this window does not know how it stands.
func (s *Session) unveiled(decide Decide) Decide {
	return func(a *assess.Assessment) ([]assess.Change, error) {
		changes, err := decide(a)
		item := s.veilOn()
		if item == "" || err != nil && !s.tells(a, err.Error(), item) {
			return changes, err
		}
		if err != nil || slices.ContainsFunc(changes, func(c assess.Change) bool { return a.TouchesBy(c, item) }) {
			return nil, s.waits(a, item)
		}
		return changes, nil
	}
}

// mayTakeBack refuses to take an act back that said something of the item that
// the room votes on: what stands there then would be told.
func (s *Session) mayTakeBack(a *assess.Assessment, act store.Act) error {
	item := s.veilOn()
	if item != "" && slices.ContainsFunc(act.Revisions, func(r assess.Revision) bool { return a.Touches(r, item) }) {
		return s.waits(a, item)
	}
	return nil
}

// History is a page of acts without what they said of the item that the room
// votes on; whole says that there are none before it.
func (s *Session) History(ctx context.Context, id string, f store.HistoryFilter) (acts []store.Act, whole bool, err error) {
	item := s.veilOn()
	for {
		read, err := s.DB.History(ctx, id, f)
		if err != nil {
			return nil, false, err
		}
		whole = len(read) < f.Limit
		if !whole {
			f.Before = read[len(read)-1].ID
		}
		if item != "" {
			a, err := s.DB.Assessment(ctx, id)
			if err != nil {
				return nil, false, err
			}
			read = actsWithout(a, read, item)
		}
		if acts = append(acts, read...); whole || len(acts) > 0 {
			return acts, whole, nil
		}
	}
}

func actsWithout(a *assess.Assessment, acts []store.Act, item string) []store.Act {
	var rest []store.Act
	for _, act := range acts {
		act.Revisions = slices.DeleteFunc(slices.Clone(act.Revisions), func(r assess.Revision) bool { return a.Touches(r, item) })
		if len(act.Revisions) > 0 {
			rest = append(rest, act)
		}
	}
	return rest
}

// Assessment reads an assessment as any window may show it: without the item
// that its room votes on.
func (s *Session) Assessment(ctx context.Context, id string) (a *assess.Assessment, voted string, err error) {
	if a, err = s.DB.Assessment(ctx, id); err != nil {
		return nil, "", err
	}
	vote, ok, err := s.DB.CurrentVote(ctx, id)
	if err != nil || !ok {
		return a, "", err
	}
	if voted = vote.Veiled(); voted != "" {
		a = a.Without(voted)
	}
	return a, voted, nil
}
