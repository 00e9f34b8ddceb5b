// Package serve opens the workbench to a room over SSH: the same App, the same
// screens, one a person. Its one rule: whoever comes in is a stranger; they get
// a window on one assessment under the name they proved, and nothing else of
// this machine, and none can hurt another.
//
// It stands on golang.org/x/crypto/ssh itself. A server library brings what a
// shell host needs (environment, forwarding, subsystems, emulated terminals) and
// keeps who came in where a key that was merely offered can change it; taking
// all that away again left only the loop that accepts connections.
package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui"
)

// Options say what is served. Zero limits are the usual ones.
type Options struct {
	DB      *store.DB
	Catalog *catalog.Catalog
	Overlay *catalog.Overlay // the organisation's copy of the standards; nil: none
	Lang    string           // code of the language in which the items are read by who chose none; empty: the catalogue's own
	// Documents are what somebody may look at as it would be handed over; nil: nothing.
	Documents  func(*store.DB) tui.Documents
	Assessment string // id of the one assessment that the room is about; empty: all, for their members
	HostKey    ssh.Signer
	Log        *slog.Logger
	Program    string           // with its version, as documents name it
	Clock      func() time.Time // for what is saved; nil: time.Now

	Sessions int           // at once; usually 200
	Idle     time.Duration // without a key until a session is closed; usually 30 minutes
	Wait     time.Duration // to log in: to compare the host key, and again to type a code and a name; usually 2 minutes
	Late     time.Duration // until a wrong code is answered after too many; usually 2 seconds
	Grace    time.Duration // to open a window; usually 10 seconds
	Stall    time.Duration // that a client may read nothing; usually 15 seconds
}

func (o Options) usual() Options {
	set := func(d *time.Duration, usual time.Duration) {
		if *d <= 0 {
			*d = usual
		}
	}
	set(&o.Idle, 30*time.Minute)
	set(&o.Wait, 2*time.Minute)
	set(&o.Late, 2*time.Second)
	set(&o.Grace, 10*time.Second)
	set(&o.Stall, 15*time.Second)
	if o.Sessions <= 0 {
		o.Sessions = 200
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Documents == nil {
		o.Documents = func(*store.DB) tui.Documents { return tui.Documents{} }
	}
	return o
}

// Server is a room with a door.
type Server struct {
	o       Options
	door    *door
	noise   *noise
	told    chan struct{} // a place for each that is told that there is none
	conns   sync.WaitGroup
	figures tui.Figures

	mu       sync.Mutex
	inside   map[ssh.Conn]string // the name of who came in, by connection
	coming   map[string]net.Conn // who was let in by a code and is not inside yet, by name
	live     map[*visit]bool
	guests   map[string]bool          // names that had a window by a code since the room was opened
	here     map[string][]tui.Present // who is in which assessment, as it was asked since somebody came, moved or left
	away     map[string][]tui.Present // the same at other servers on the database
	stirring bool                     // everybody is about to be told who is here

	blind bool // who may be here can't be read, and everybody was told; for those who watch the people alone
}

// New makes a server; Serve opens it.
func New(o Options) *Server {
	o = o.usual()
	n := &noise{log: o.Log, kept: map[string]*kind{}}
	return &Server{o: o, door: newDoor(), noise: n, told: make(chan struct{}, mostTold), inside: map[ssh.Conn]string{}, coming: map[string]net.Conn{}, live: map[*visit]bool{}, guests: map[string]bool{}}
}

// farewell is how long everybody is given to leave in order.
const farewell = 3 * time.Second

// Serve takes connections until the context ends; then everybody is told and
// leaves, and it returns nil. What was answered is on disk long before.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(ctx, s.guarded("close the door", func() { _ = l.Close() }))()
	watch := s.guarded("watch who may be here", func() { s.watchPeople(ctx) })
	go watch()
	parted := make(chan struct{})
	company := s.guarded("know the other servers", func() { defer close(parted); s.keepCompany(ctx) })
	go company()
	err := s.accept(ctx, l)
	stop()
	s.empty()
	<-parted
	return err
}

func (s *Server) accept(ctx context.Context, l net.Listener) error {
	for {
		c, err := l.Accept()
		switch {
		case ctx.Err() != nil:
			if err == nil {
				_ = c.Close()
			}
			return nil
		case errors.Is(err, net.ErrClosed):
			return err
		case err != nil: // too many open files, for one: it passes
			s.o.Log.Warn("no connection was taken", "cause", err)
			wait(ctx, 100*time.Millisecond)
			continue
		}
		w := s.door.enter(c.RemoteAddr(), time.Now(), func() { _ = c.Close() })
		if w == nil {
			s.turnDown(c)
			continue
		}
		s.conns.Add(1)
		handle := s.guarded("serve a connection", func() { defer s.conns.Done(); s.handle(ctx, c, w) })
		go handle()
	}
}

// turnDown hangs up on a connection for which there is no place, with a word
// where not too many are told already.
func (s *Server) turnDown(c net.Conn) {
	s.noise.hear("a connection was turned down", c.RemoteAddr(), time.Now())
	select {
	case s.told <- struct{}{}:
	default:
		_ = c.Close()
		return
	}
	refuse := s.guarded("refuse a connection", func() { defer func() { <-s.told }(); s.refuse(c) })
	go refuse()
}

func wait(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// empty waits until all have left, for a while.
func (s *Server) empty() {
	gone := make(chan struct{})
	count := s.guarded("wait for all to leave", func() { defer close(gone); s.conns.Wait() })
	go count()
	select {
	case <-gone:
		return
	case <-time.After(farewell):
	}
	for _, conn := range s.connections() {
		_ = conn.Close()
	}
	select {
	case <-gone:
	case <-time.After(time.Second):
	}
}

func (s *Server) connections() []ssh.Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Keys(s.inside))
}

// guarded is a function that can be started by itself: a panic in it ends
// nothing but itself, with a line in the log.
func (s *Server) guarded(what string, do func()) func() {
	return func() {
		defer func() {
			if cause := recover(); cause != nil {
				s.o.Log.Error("could not "+what, "panic", cause, "stack", string(debug.Stack()))
			}
		}()
		do()
	}
}

// A stir waits a moment, so that a room in which everybody moves is told once
// and not by each; in a large room longer, since each telling draws every window.
const (
	settling  = 120 * time.Millisecond
	forWindow = 3 * time.Millisecond
)

// How often it is asked at most, and at least, whether those in the room may
// still be there. An invitation ends by the clock, without a write.
const (
	soonest = 200 * time.Millisecond
	latest  = 15 * time.Second
)

// watchPeople ends the sessions of those who may no longer be here, or not as
// they came.
func (s *Server) watchPeople(ctx context.Context) {
	news := s.o.DB.Watch(ctx, store.Lists)
	for ctx.Err() == nil {
		select {
		case _, ok := <-news:
			if !ok {
				return
			}
		case <-time.After(latest):
		}
		if err := s.o.DB.NoteEnded(ctx); err != nil {
			s.o.Log.Warn("it can't be noted which invitations are over", "cause", err)
		}
		s.dismiss(ctx)
		wait(ctx, soonest)
	}
}

func (s *Server) dismiss(ctx context.Context) {
	visits := s.visits()
	if len(visits) == 0 {
		return
	}
	s.warn(ctx, visits)
	for place, some := range s.byPlace(visits) {
		people, err := s.mayCome(ctx, place)
		if err != nil {
			s.unread(visits, err)
			return
		}
		for _, v := range some {
			if words := v.unwelcome(people, place); words != "" {
				s.o.Log.Info("dismissed", "name", visible.Line(v.who.Name))
				v.end(words)
			}
		}
	}
	s.blind = false
}

// mayCome are all who may be in an assessment, or in none.
func (s *Server) mayCome(ctx context.Context, assessment string) ([]workshop.Person, error) {
	if assessment == "" {
		return s.o.DB.People(ctx)
	}
	return s.o.DB.PeopleIn(ctx, assessment)
}

// unread says that nobody knows who may be here. The store lets no act pass then.
func (s *Server) unread(visits []*visit, err error) {
	s.o.Log.Warn("who may be here can't be read, so nobody's act is saved", "cause", err)
	if s.blind {
		return
	}
	s.blind = true
	for _, v := range visits {
		v.tell("Who may be in this room can't be read just now, so nothing is saved until it can. Tell who runs the room.")
	}
}

// noticeOfEnd is how long before its end somebody who came by a code is told.
const noticeOfEnd = 5 * time.Minute

// warn tells, once a window, who came by a code that ends soon.
func (s *Server) warn(ctx context.Context, visits []*visit) {
	left, err := s.o.DB.Ending(ctx, noticeOfEnd)
	if err != nil {
		s.o.Log.Warn("which codes end soon can't be read", "cause", err)
		return
	}
	for _, v := range visits {
		if rest, ends := left[v.who.Name]; ends && v.who.Key == "" && !v.warned {
			v.warned = true
			v.tell(fmt.Sprintf("Your code ends in %s, and this window with it. Finish what you type, or ask the facilitator for another code.", inWords(rest)))
		}
	}
}

func inWords(d time.Duration) string {
	if d <= time.Minute {
		return "less than a minute"
	}
	return fmt.Sprintf("%d minutes", int((d+time.Minute-1)/time.Minute))
}
