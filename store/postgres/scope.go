package postgres

import (
	"context"
	"sync"

	"crosswalk/store"
)

// scope is whose turn it is in this program to write about one thing, and what the
// last transaction about it knew: so that those who wait for a neighbour here need no
// connection for that.
type scope struct {
	about  string
	turn   chan struct{}
	lately store.Lately
}

// scopes are those that somebody wrote about last.
type scopes struct {
	mu  sync.Mutex
	all map[string]*scope
}

// mostScopes bounds what is remembered; those that are in use stay.
const mostScopes = 64

// enter waits for the turn.
func (k *scopes) enter(ctx context.Context, about string) (*scope, error) {
	s := newScope(about)
	if about != store.Aside { // what is kept for a person waits for nobody
		s = k.of(about)
	}
	select {
	case s.turn <- struct{}{}:
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (k *scopes) of(about string) *scope {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.all == nil || len(k.all) > mostScopes {
		k.all = map[string]*scope{} // who waits in one goes on in it: the row is locked besides
	}
	if k.all[about] == nil {
		k.all[about] = newScope(about)
	}
	return k.all[about]
}

func newScope(about string) *scope { return &scope{about: about, turn: make(chan struct{}, 1)} }

func (s *scope) leave() { <-s.turn }
