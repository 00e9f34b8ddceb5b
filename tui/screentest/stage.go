package screentest

import (
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
)

// chrome is what the App draws around a screen.
const chrome = 5

// Stage holds one screen and the dialogs it opens, and runs its commands until
// nothing more comes. What the screen asks of the App is written down here.
type Stage struct {
	Screen screen.Screen

	Notice  string          // the last sentence told, until the next key
	Failed  error           // the last refusal, until the next key
	Went    []screen.Go     // where it asked to go
	Entered string          // the assessment it asked to open
	Left    bool            // it asked for the list of assessments
	Place   screen.Place    // where it last said that somebody stands
	Others  []tea.Msg       // what else was for the App
	dialogs []screen.Dialog // the top one last
	read    screen.Changed  // the newest news
	known   screen.Changed  // the same as the screen has it: behind the veil
	kept    screen.Kept     // what follows from its records; the zero one before Judge
	voted   string          // id of the item that the room votes on
	s       *screen.Session
	t       testing.TB
	id      string
	w, h    int

	results chan result
	running int
}

// result is a message of a command; last says that the command is through.
type result struct {
	msg  tea.Msg
	last bool
}

// settled is the answer of the job that shows that all jobs before it are done.
type settled struct{}

// Waits reports whether a command only lets time pass, as a ticker and the cursor
// do: the name of its function says so, so that a slow machine is not taken for
// one.
func Waits(cmd tea.Cmd) bool {
	name := NameOf(cmd)
	return strings.Contains(name, "Tick.func") || strings.Contains(name, "Blink.func")
}

// NameOf is the name of the function that a command is.
func NameOf(cmd tea.Cmd) string { return runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name() }

// hang is when a command that is still under way is taken for one that never ends.
const hang = 60 * time.Second

// Open puts a screen on a stage of 80 x 24 with the assessment of that id open;
// an empty id stands for none.
func Open(t testing.TB, s *screen.Session, sc screen.Screen, id string) *Stage {
	t.Helper()
	st := &Stage{Screen: sc, s: s, t: t, id: id, results: make(chan result, 4096)}
	st.Resize(80, 24)
	if starter, ok := sc.(interface{ Init() tea.Cmd }); ok {
		st.run(starter.Init())
	}
	if id != "" {
		st.run(s.Read(id))
	}
	st.settle()
	return st
}

// Run is Open with keys pressed one after the other.
func Run(t testing.TB, s *screen.Session, sc screen.Screen, id string, keys ...string) *Stage {
	t.Helper()
	return Open(t, s, sc, id).Press(keys...)
}

// Resize gives the stage the size of a terminal; the screen has what the App
// leaves it.
func (st *Stage) Resize(w, h int) *Stage {
	st.w, st.h = w, h
	st.Screen.Resize(w, h-chrome)
	for _, d := range st.dialogs {
		st.fit(d)
	}
	return st
}

func (st *Stage) fit(d screen.Dialog) { d.Resize(st.w-8, st.h-chrome-4) }

// Press presses keys by name: "j", "enter", "ctrl+d", "shift+tab".
func (st *Stage) Press(keys ...string) *Stage {
	st.t.Helper()
	for _, name := range keys {
		st.Notice, st.Failed = "", nil
		st.front(Key(name))
		st.settle()
	}
	return st
}

// Burst presses keys without waiting between them, as a slow line brings them.
func (st *Stage) Burst(keys ...string) *Stage {
	st.t.Helper()
	for _, name := range keys {
		st.front(Key(name))
	}
	st.settle()
	return st
}

// Type types a text letter by letter.
func (st *Stage) Type(text string) *Stage {
	st.t.Helper()
	for _, r := range text {
		st.front(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	st.settle()
	return st
}

// Front gives what has the focus a message, such as a paste.
func (st *Stage) Front(msg tea.Msg) *Stage {
	st.t.Helper()
	st.front(msg)
	st.settle()
	return st
}

// Send gives the screen a message, such as screen.Click; of the room dialogs hear too.
func (st *Stage) Send(msg tea.Msg) *Stage {
	st.t.Helper()
	if room, ok := msg.(screen.Room); ok {
		st.broadcast(room.Behind())
		st.veil(room.Veiled())
	} else {
		st.run(st.Screen.Update(msg))
	}
	st.settle()
	return st
}

// veil hands the assessment out anew where the room votes on something else.
func (st *Stage) veil(item string) {
	if item == st.voted {
		return
	}
	st.voted = item
	st.s.SetVeil(item)
	if st.read.Assessment != nil {
		st.known = st.s.Behind(st.read)
		st.broadcast(st.known)
	}
}

// News reads the assessment again, as after somebody else wrote.
func (st *Stage) News() *Stage {
	st.t.Helper()
	st.run(st.s.Read(st.id))
	st.settle()
	return st
}

// Undo takes back the last act, as the App's key does.
func (st *Stage) Undo() *Stage {
	st.t.Helper()
	st.run(st.s.Undo(st.id))
	st.settle()
	return st
}

// Dialog is the title of the dialog on top, empty where none is open.
func (st *Stage) Dialog() string {
	if n := len(st.dialogs); n > 0 {
		return st.dialogs[n-1].Title()
	}
	return ""
}

// front is where keys go.
func (st *Stage) front(msg tea.Msg) {
	to := interface{ Update(tea.Msg) tea.Cmd }(st.Screen)
	if n := len(st.dialogs); n > 0 {
		to = st.dialogs[n-1]
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && !(len(st.dialogs) == 0 && st.Screen.Typing()) {
		if why := screen.RightsOf(to).Pressed(k); why != nil {
			st.Notice = screen.Sentence(why, st.s.Remote)
			return
		}
	}
	st.run(to.Update(msg))
}

// run runs commands one after the other, beside all others, after what the
// Update that gave them asked for.
func (st *Stage) run(cmds ...tea.Cmd) {
	for soon := st.s.Soon(); len(soon) > 0; soon = st.s.Soon() {
		for _, m := range soon {
			st.news(m)
		}
	}
	st.running++
	go func() {
		through := sync.OnceFunc(func() { st.results <- result{last: true} })
		for _, c := range cmds {
			if c == nil {
				continue
			}
			if Waits(c) {
				through()
			}
			st.results <- result{msg: c()}
		}
		through()
	}()
}

// settle takes messages until nothing runs but tickers.
func (st *Stage) settle() {
	st.t.Helper()
	for {
		st.drain()
		st.run(st.s.InOrder(func() tea.Msg { return settled{} }))
		more := st.await()
		if late := st.drain(); !more && !late {
			return
		}
	}
}

// drain takes what comes until all but tickers is through, and reports whether
// there was a message.
func (st *Stage) drain() (came bool) {
	st.t.Helper()
	for st.running > 0 {
		select {
		case r := <-st.results:
			came = came || r.msg != nil
			st.take(r)
		case <-time.After(hang):
			st.t.Fatal("a command never ends")
		}
	}
	return came
}

// await waits for the session's jobs and reports whether anything else came.
func (st *Stage) await() (more bool) {
	st.t.Helper()
	limit := time.After(hang)
	for {
		select {
		case r := <-st.results:
			if r.msg == (settled{}) {
				return more
			}
			more = more || r.msg != nil
			st.take(r)
		case <-limit:
			st.t.Fatal("a job of the session was asked for and never run: a command was made and dropped")
		}
	}
}

func (st *Stage) take(r result) {
	if r.last {
		st.running--
	}
	if r.msg != nil {
		st.news(r.msg)
	}
}

// news does with a message what the App does.
func (st *Stage) news(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			st.run(c)
		}
	case screen.Changed:
		st.changed(msg)
	case screen.Failed:
		st.Failed = msg.Err
		st.broadcast(msg)
	case screen.Notice:
		st.Notice = msg.Text
	case screen.Open:
		st.dialogs = append(st.dialogs, msg.Dialog)
		st.fit(msg.Dialog)
		st.run(msg.Dialog.Init())
	case screen.Close:
		st.dialogs = st.dialogs[:max(0, len(st.dialogs)-1)]
	case screen.Apart: // a stage draws on no terminal
		st.run(func() tea.Msg { return msg.Run(nil, nil, nil) })
	case screen.Enter:
		st.Entered = msg.ID
	case screen.Leave:
		st.Left = true
	case screen.Go:
		st.Went = append(st.Went, msg)
	case screen.At:
		st.Place = msg.Place
	case screen.Press:
		st.front(Key(msg.Key))
	case screen.Search, screen.TakeIn, screen.SideBySide, screen.AssessImpact, screen.WorkAudit, screen.ShowDue, screen.HoldReview, screen.ShowReady:
		st.Others = append(st.Others, msg)
	default:
		st.other(msg)
	}
}

// other is a message of a dialog or a screen to itself, or a sequence, whose
// type Bubble Tea keeps to itself.
func (st *Stage) other(msg tea.Msg) {
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		cmds := make([]tea.Cmd, v.Len())
		for i := range cmds {
			cmds[i] = v.Index(i).Interface().(tea.Cmd)
		}
		st.run(cmds...)
		return
	}
	st.broadcast(msg)
}

func (st *Stage) changed(msg screen.Changed) {
	handed := st.s.Behind(msg)
	if handed.Said != "" {
		st.Notice = handed.Said
	}
	if msg.Assessment == nil || msg.Assessment.ID != st.id || msg.Seq < st.read.Seq {
		return
	}
	st.read, st.known = msg, handed
	st.broadcast(handed)
}

// Plan gives the screen the plan of what it knows, as the App does a moment after
// the news.
func (st *Stage) Plan() *Stage {
	st.t.Helper()
	st.broadcast(st.s.Planned(st.known, st.kept)())
	st.settle()
	return st
}

// Judge gives the screen what follows from the records of what it knows, as the App
// does a moment after the news.
func (st *Stage) Judge() *Stage {
	st.t.Helper()
	kept, read := st.s.Judged(st.known)().(screen.Kept)
	if !read {
		st.t.Fatal("the records can't be read")
	}
	kept.Ruling = kept.Without(st.voted)
	st.kept = kept
	st.broadcast(kept)
	st.settle()
	return st
}

func (st *Stage) broadcast(msg tea.Msg) {
	st.run(st.Screen.Update(msg))
	for _, d := range st.dialogs {
		st.run(d.Update(msg))
	}
}

// Bindings are all keys the screen names, for a test that each has its help.
func (st *Stage) Bindings() []key.Binding {
	var all []key.Binding
	for _, g := range st.Screen.Keys() {
		all = append(all, g.Bindings...)
	}
	return append(all, st.Screen.Footer()...)
}
