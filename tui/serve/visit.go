package serve

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui"
)

// visit is one person at one window.
type visit struct {
	s       *Server
	conn    ssh.Conn
	channel ssh.Channel
	who     workshop.Person // the role is the one where they are, and guarded by the server
	leads   bool            // the room; of all assessments where it is about none; guarded by the server
	within  string          // id of the assessment that is open; empty: none, or the one of the room; guarded by the server

	term   string             // empty: it can draw nothing, and lines are read and printed
	sizes  chan tui.Size      // the newest one only
	words  chan string        // notices
	stirs  chan struct{}      // somebody came, moved or left
	roles  chan workshop.Role // the newest one only
	parts  chan struct{}      // the window closes
	at     tui.At             // where this person is; guarded by the server
	cells  int                // of the window; guarded by the server
	lately atomic.Int64       // when a key was last pressed, in Unix nanoseconds
	warned bool               // that their code ends soon; for those who watch the people alone
	orphan *time.Timer        // hangs up on a client that keeps a session without a window

	mu   sync.Mutex
	last string // what is said when the window closes
	stop context.CancelFunc
}

// receive takes the requests of a session: a terminal, its sizes, and the one
// program there is. Every other is refused, environment included.
func (s *Server) receive(ctx context.Context, conn *ssh.ServerConn, channel ssh.Channel, requests <-chan *ssh.Request) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	v := &visit{s: s, conn: conn, channel: channel, who: whoIs(conn), sizes: make(chan tui.Size, 1), words: make(chan string, 4), stirs: make(chan struct{}, 1), roles: make(chan workshop.Role, 1), parts: make(chan struct{}, 1), stop: stop}
	v.orphan = time.AfterFunc(s.o.Grace, s.guarded("hang up on an empty session", func() { _ = conn.Close() }))
	defer v.orphan.Stop()
	done := make(chan struct{})
	started := false
	for r := range requests {
		ok := false
		switch {
		case r.Type == "pty-req" && !started && v.term == "":
			ok = v.terminal(r.Payload)
		case r.Type == "window-change" && v.term != "":
			ok = v.resize(r.Payload)
		case r.Type == "exec" && !started && asksPlain(r.Payload):
			ok, started = true, true
			if v.term != "" {
				v.term = dumb // it is asked to draw nothing
			}
			v.orphan.Stop()
		case r.Type == "shell" && !started:
			ok, started = true, true
			v.orphan.Stop()
		}
		_ = r.Reply(ok, nil)
		if ok && (r.Type == "shell" || r.Type == "exec") {
			work := s.guarded("run a session", func() { defer close(done); defer stop(); v.work(ctx) })
			go work()
		}
	}
	stop() // the window was closed, or the line is cut
	if started {
		<-done
	}
}

// asksPlain reports whether the one command is asked for that there is: plain (RFC
// 4254, section 6.5).
func asksPlain(payload []byte) bool {
	var p struct{ Command string }
	return ssh.Unmarshal(payload, &p) == nil && strings.TrimSpace(p.Command) == "plain"
}

// dumb is the name of a terminal that draws nothing.
const dumb = "dumb"

// terminal reads the name and the size of a terminal (RFC 4254, section 6.2).
func (v *visit) terminal(payload []byte) bool {
	var p struct {
		Term                         string
		Columns, Rows, Width, Height uint32
		Modes                        []byte
	}
	if ssh.Unmarshal(payload, &p) != nil {
		return false
	}
	v.term = safeTerm(p.Term)
	v.size(p.Columns, p.Rows)
	return true
}

// resize reads a new size (RFC 4254, section 6.7).
func (v *visit) resize(payload []byte) bool {
	if len(payload) < 8 {
		return false
	}
	v.size(binary.BigEndian.Uint32(payload), binary.BigEndian.Uint32(payload[4:]))
	return true
}

// The cells of windows: each takes some 350 bytes of memory.
const (
	mostCells    = 42_000 // of one: 384 by 109, which a screen of 3840 by 2160 has room for
	largeWindows = 4      // as large as that, of one person; more share what is left
	leastCells   = 3_000  // of one, whatever is left
)

// size keeps the newest size, clamped: a window of a million cells would take
// the server's memory, and so would many of the largest that can be drawn.
func (v *visit) size(columns, rows uint32) {
	next := v.fit(tui.Clamp(int(min(columns, 1<<20)), int(min(rows, 1<<20))))
	select {
	case <-v.sizes:
	default:
	}
	v.sizes <- next // only this goroutine sends, so there is room
}

// fit leaves a window as many cells as its person may have.
func (v *visit) fit(z tui.Size) tui.Size {
	v.s.mu.Lock()
	defer v.s.mu.Unlock()
	left := largeWindows * mostCells
	for other := range v.s.live {
		if other != v && other.who.Name == v.who.Name {
			left -= other.cells
		}
	}
	z.Height = min(z.Height, min(mostCells, max(left, leastCells))/z.Width)
	v.cells = z.Width * z.Height
	return z
}

// safeTerm is the name of a terminal as it is looked up, where it is one.
func safeTerm(term string) string {
	plain := func(r rune) bool {
		return r != '-' && r != '.' && r != '+' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}
	if term == "" || len(term) > 64 || strings.ContainsFunc(term, plain) {
		return "xterm-256color"
	}
	return term
}

// work seats the visitor, runs the workbench, and says how it ended.
func (v *visit) work(ctx context.Context) {
	code := uint32(1)
	who, err := v.comeIn(ctx)
	defer func() {
		_, _ = v.channel.SendRequest("exit-status", false, ssh.Marshal(struct{ Status uint32 }{code}))
		_ = v.channel.Close()
	}()
	switch {
	case err != nil:
		v.say(tui.Refusal(err))
		return
	case v.term == dumb:
		v.say("Without a drawn screen the workbench needs no terminal: join with ssh -T, and lines are read and printed.")
		return
	case !v.s.sit(v):
		v.say(fmt.Sprintf("All %d places of the room are taken. Somebody has to leave first.", v.s.o.Sessions))
		return
	}
	defer v.s.rise(v)
	log := v.s.o.Log.With("name", visible.Line(who.Name), "role", string(who.Role), "from", v.conn.RemoteAddr().String())
	log.Info("joined")
	began := time.Now()
	if err := v.run(ctx, who); err != nil {
		log.Error("a session failed", "cause", visible.Line(err.Error()))
		v.say("This window failed, and the room goes on. What you answered is saved; join again.")
		return
	}
	log.Info("left", "after", time.Since(began).Round(time.Second).String())
	v.say(v.farewell(ctx))
	code = 0
}

// comeIn is who came, with the role that they have where the window opens.
func (v *visit) comeIn(ctx context.Context) (workshop.Person, error) {
	role := v.who.Role
	if only := v.s.o.Assessment; only != "" {
		var err error
		if role, err = v.s.o.DB.RoleIn(ctx, v.actor(v.who), only); err != nil {
			return v.who, err
		}
	}
	v.s.mu.Lock()
	defer v.s.mu.Unlock()
	v.who.Role, v.leads = role, role.Leads()
	return v.who, nil
}

func (v *visit) actor(who workshop.Person) store.Actor {
	return store.Actor{Name: who.Name, Role: who.Role, Pass: who.Pass()}
}

// run is the workbench at this window.
func (v *visit) run(ctx context.Context, who workshop.Person) error {
	v.touch()
	idle := v.s.guarded("watch for idleness", func() { v.idle(ctx) })
	go idle()
	hangUp := v.s.guarded("hang up on who reads nothing", func() { _ = v.conn.Close() })
	db := v.s.o.DB.As(v.actor(who))
	o := tui.Options{
		DB: db, Catalog: v.s.o.Catalog, Overlay: v.s.o.Overlay, Lang: v.s.o.Lang, Documents: v.s.o.Documents(db), Clock: v.s.o.Clock, Program: v.s.o.Program,
		Actor: v.actor(who), Only: v.s.o.Assessment, Figures: &v.s.figures,
		Remote: &tui.Remote{Term: v.term, Sizes: v.sizes, Words: v.words, Stirs: v.stirs, Roles: v.roles, Parts: v.parts},
		Seat:   &tui.Seat{Here: func() []tui.Present { return v.s.present(v) }, Moved: func(at tui.At) { v.s.moved(v, at) }},
	}
	if o.Only == "" {
		o.Figures = nil // they are of what one person looks at
		o.Seat.Entered = func(assessment string, role workshop.Role) { v.s.entered(v, assessment, role) }
	}
	if v.term == "" {
		o.In, o.Out = &typed{from: v.channel, pressed: v.touch, gone: ctx.Done()}, &printed{v.channel, v.s.o.Stall, hangUp}
		return tui.Plain(ctx, o, 0, false)
	}
	out := newOutput(v.channel, v.s.o.Stall, hangUp)
	pump := v.s.guarded("write to a window", out.pump)
	go pump()
	defer out.drain()
	o.In, o.Out = &input{from: v.channel, gate: newGate(), pressed: v.touch, ended: v.stop, gone: ctx.Done()}, out
	o.Remote.Size = v.fit(<-v.sizes)
	return tui.Run(ctx, o)
}

func (v *visit) touch() { v.lately.Store(time.Now().UnixNano()) }

// idle warns who has pressed no key for long, then closes the window.
func (v *visit) idle(ctx context.Context) {
	limit := v.s.o.Idle
	notice := min(2*time.Minute, limit/4)
	warned := false
	for ctx.Err() == nil {
		rest := limit - time.Since(time.Unix(0, v.lately.Load()))
		switch {
		case rest <= 0:
			v.end(fmt.Sprintf("Nobody pressed a key for %s, so the window was closed. Everything is saved; join again when you like.", limit))
			return
		case rest <= notice && !warned:
			v.tell(v.soon())
			warned = true
		case rest > notice:
			warned = false
			rest -= notice
		}
		wait(ctx, rest)
	}
}

// soon warns that the window closes, and says what keeps it open.
func (v *visit) soon() string {
	if v.term == "" {
		return "This window closes soon, since no line is entered. An empty line keeps it open."
	}
	return "This window closes soon, since nobody presses a key. Any key keeps it open."
}

// tell shows a notice; one that a slow window can't take is left out.
func (v *visit) tell(words string) {
	select {
	case v.words <- words:
	default:
	}
}

// leaving is how long a window may take to keep what is being typed.
const leaving = time.Second

// end closes the window and says why. What is being typed is kept as a draft
// first, where that takes no longer than a moment.
func (v *visit) end(words string) {
	v.mu.Lock()
	v.last = words
	v.mu.Unlock()
	select {
	case v.parts <- struct{}{}:
		time.AfterFunc(leaving, v.s.guarded("close a window", v.stop))
	default: // it was asked already
	}
}

// farewell is what is said at the end: why, where the person did not leave by
// themselves.
func (v *visit) farewell(ctx context.Context) string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.last == "" && ctx.Err() != nil {
		return "The room is closed. Everything you answered is saved."
	}
	return v.last
}

// say writes a line to the bare window, once no program draws there. Who takes
// neither it nor their leave is hung up on.
func (v *visit) say(words string) {
	v.orphan.Reset(v.s.o.Grace)
	if words != "" {
		end := "\r\n"
		if v.term == "" { // the client's terminal is its own affair
			end = "\n"
		}
		_, _ = v.channel.Write([]byte(end + words + end))
	}
}

// unwelcome says why somebody may not stay where they are, empty where they may: then
// as what they may now.
func (v *visit) unwelcome(people []workshop.Person, place string) string {
	for _, p := range people {
		switch {
		case p.Name != v.who.Name:
			continue
		case p.Pass() != v.who.Pass():
			return "Your key was changed. Join again with the new one."
		}
		v.turn(p.Role, place)
		return ""
	}
	return "Your place in this room has ended. What you answered is saved."
}

// turn gives the person at this window another role in a place, from their next act on.
func (v *visit) turn(role workshop.Role, place string) {
	v.s.mu.Lock()
	same := v.who.Role == role || v.s.placeLocked(v) != place // they went on meanwhile
	if !same {
		v.who.Role = role
		if v.within == "" {
			v.leads = role.Leads()
		}
		v.s.stirLocked()
	}
	v.s.mu.Unlock()
	if same {
		return
	}
	select {
	case <-v.roles:
	default:
	}
	v.roles <- role // only those who watch the people send, so there is room
	v.s.o.Log.Info("another role", "name", visible.Line(v.who.Name), "role", string(role))
}
