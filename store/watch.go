package store

import (
	"context"
	"log/slog"
	"sync"

	"crosswalk/catalog/workshop"
)

// What a watch may be about beside an assessment, by its id.
const (
	Lists      = "lists"      // the people, and which assessments there are
	Everything = "everything" // any commit

	// Aside is what a write is about that concerns no assessment and no list: what
	// somebody has open, typed, or keeps for themselves.
	Aside = ""
)

// feed tells watchers that something they watch was committed. It never waits
// for one.
type feed struct {
	mu       sync.Mutex
	watchers map[chan struct{}]string // what each is about
	marks    map[string]mark          // what was last seen of each
	stop     context.CancelFunc       // of the engine's watch; nil while nobody watches
	ended    bool
}

// mark is how far something has come.
type mark struct {
	n, turn int64
	lists   string
}

// Watch gives a channel on which a value arrives after a commit by this or
// another program that changed what is watched: at least one after the last
// commit, not one for each. It is closed when the context ends or the database
// is closed.
func (db *DB) Watch(ctx context.Context, about string) <-chan struct{} {
	f := &db.feed
	ch := make(chan struct{}, 1)
	about, err := db.watchable(ctx, about)
	if err != nil {
		close(ch)
		return ch
	}
	now, err := db.markOf(ctx, about)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		close(ch)
		return ch
	}
	if f.watchers == nil {
		f.watchers, f.marks = map[chan struct{}]string{}, map[string]mark{}
	}
	if err == nil && !f.isWatched(about) { // else it is a change that the others wait for
		f.marks[about] = now
	}
	f.watchers[ch] = about
	if f.stop == nil {
		var watching context.Context
		watching, f.stop = context.WithCancel(context.Background())
		go db.watchOthers(watching)
	}
	context.AfterFunc(ctx, func() {
		defer logPanic("end a watch")
		f.drop(ch)
	})
	return ch
}

// watchable is what of a thing somebody may hear of: who may not read everything hears
// of the lists alone, and of an assessment that is not theirs nothing.
func (db *DB) watchable(ctx context.Context, about string) (string, error) {
	switch about {
	case Lists:
		return about, nil
	case Everything:
		if db.mayReadFile(ctx, workshop.Role.MayLead) != nil {
			return Lists, nil
		}
		return about, nil
	}
	return about, db.mayRead(ctx, about)
}

// isWatched reports whether somebody watches a thing; the lock is held.
func (f *feed) isWatched(about string) bool {
	for _, what := range f.watchers {
		if what == about {
			return true
		}
	}
	return false
}

// watchOthers hears of the commits of other programs until nobody watches.
func (db *DB) watchOthers(ctx context.Context) {
	defer logPanic("watch the database")
	db.engine.Watch(ctx, func() { db.lookAt(ctx) })
}

// drop ends one watch, and the engine's with the last.
func (f *feed) drop(ch chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, there := f.watchers[ch]; !there {
		return
	}
	delete(f.watchers, ch)
	close(ch)
	if len(f.watchers) == 0 && f.stop != nil {
		f.stop()
		f.stop = nil
	}
}

func (f *feed) close() {
	f.mu.Lock()
	f.ended = true
	var all []chan struct{}
	for ch := range f.watchers {
		all = append(all, ch)
	}
	f.mu.Unlock()
	for _, ch := range all {
		f.drop(ch)
	}
}

// tell wakes those who watch something, and those who watch everything.
func (f *feed) tell(about string) {
	f.wake(func(what string) bool { return what == about || what == Everything })
}

// tellAll wakes everybody: what was changed may be of any assessment.
func (f *feed) tellAll() { f.wake(func(string) bool { return true }) }

func (f *feed) wake(whom func(what string) bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for ch, what := range f.watchers {
		if !whom(what) {
			continue
		}
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// watched are the things somebody watches, each once.
func (f *feed) watched() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	seen := map[string]bool{}
	var all []string
	for _, about := range f.watchers {
		if !seen[about] {
			seen[about] = true
			all = append(all, about)
		}
	}
	return all
}

// lookAt finds out which of the things that are watched another program
// changed, by the counters that each act moves.
func (db *DB) lookAt(ctx context.Context) {
	for _, about := range db.feed.watched() {
		now, err := db.markOf(ctx, about)
		if ctx.Err() != nil {
			return
		}
		f := &db.feed
		f.mu.Lock()
		was := f.marks[about]
		f.marks[about] = now
		f.mu.Unlock()
		if err != nil || was != now || about == Everything {
			f.tell(about)
		}
	}
}

func (db *DB) markOf(ctx context.Context, about string) (m mark, err error) {
	switch about {
	case Everything:
	case Lists:
		_, err = One(ctx, db.engine, metaValue, []any{MetaLists}, &m.lists)
	default:
		if _, err = One(ctx, db.engine, lastOf, []any{about}, &m.n); err == nil {
			m.turn, err = turnOf(ctx, db.engine, about)
		}
	}
	return m, err
}

// logPanic keeps a fault in a goroutine of this package from ending the program.
func logPanic(doing string) {
	if fault := recover(); fault != nil {
		slog.Error("store: could not "+doing, "panic", fault)
	}
}
