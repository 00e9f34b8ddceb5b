// Package tui is the workbench in a terminal: one App a person, whether they
// sit at this machine or come over SSH. Its one rule: keys go to what is on
// top, news goes to all, and only the App hands a View to Bubble Tea.
package tui

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
)

// The least room in which the screens read, and the most that is drawn.
const (
	minWidth, minHeight = 60, 20
	maxWidth, maxHeight = 500, 200
	// chrome is what the App draws around a screen: header, tabs, two rules
	// and the footer.
	chrome = 5
)

// App is one person's workbench.
type App struct {
	s    *screen.Session
	keys keys
	w, h int

	open    string                   // id of the open assessment; empty: the list
	tab     int                      // index into routes
	over    string                   // name of what stands over the tab; empty: nothing
	screens map[string]screen.Screen // made at the first visit
	dialogs []screen.Dialog

	read    screen.Changed // the newest news of the open assessment
	now     screen.Changed // the same as the screens have it: behind the veil
	kept    screen.Kept    // what follows from its records, a moment later
	laid    screen.Planned // the plan of it, after that
	room    *screen.Room   // the votes on it; nil before they were read
	found   indexed        // what can be found in it, once somebody looked
	follow  follow
	places  map[string]screen.Place
	lang    string // code of the language that this person chose; empty: none
	moves   int    // counts moves, so that only the last one is written
	resting bool   // a ticker is under way that writes the place

	drawn *tea.View // the frame; nil once it is to be drawn anew
	begun bool      // a screen was drawn
	crowd string    // who is here, as it says

	notice   string // until the next key
	tone     tone   // of the notice
	greeting string // the notice of the first frame
	saved    time.Time
	unsafe   bool   // the last act was not saved
	lost     bool   // the database can't be reached
	asks     bool   // it is asked again in a while
	copies   bool   // the person agreed that what is in sight goes to their clipboard
	unseen   string // id of the act that is taken back if undo is asked for again

	feed    <-chan struct{} // tells of writes to what is open
	unwatch context.CancelFunc

	resume   bool         // open the assessment that was open last
	first    chan tea.Msg // what its reading found, begun beside the terminal; nil: not begun
	verified bool         // the history is being checked, or was
	quits    bool
}

type (
	// fed says that somebody, here or elsewhere, wrote to the file.
	fed struct {
		feed <-chan struct{}
		ok   bool
	}
	// rest is the tick after which a place is written down.
	rest struct{ moves int }
)

// New makes an App for a session. With resume it opens where the person left
// off; without, it begins at the list.
func New(s *screen.Session, resume bool) *App {
	if s.Theme == nil {
		s.Theme = style.New(s.Colours, true)
	}
	return &App{s: s, keys: newKeys(), screens: map[string]screen.Screen{}, places: map[string]screen.Place{}, resume: resume}
}

// Init asks for the terminal's background and reads what was open last, where
// nobody has begun to.
func (a *App) Init() tea.Cmd {
	if a.first != nil {
		return tea.Batch(tea.RequestBackgroundColor, func() tea.Msg { return <-a.first })
	}
	return tea.Batch(tea.RequestBackgroundColor, a.start())
}

// Update is the one way in. What a screen asks for is done before the next
// message.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if !a.silent(msg) {
		a.drawn = nil
	}
	cmd := a.take(msg)
	for soon := a.s.Soon(); len(soon) > 0; soon = a.s.Soon() {
		a.drawn = nil
		for _, m := range soon {
			cmd = tea.Batch(cmd, a.take(m))
		}
	}
	if a.follow.on { // who was in the middle of something catches up once it is done
		cmd = tea.Batch(cmd, a.goAlong())
	}
	return a, cmd
}

func (a *App) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.resize(min(msg.Width, maxWidth), min(msg.Height, maxHeight))
		return nil
	case tea.BackgroundColorMsg:
		a.s.Theme = style.New(a.s.Colours, msg.IsDark())
		return a.broadcast(screen.Restyle{})
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseMsg:
		if a.tight() {
			return a.quitOnly(msg)
		}
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return a.key(msg)
	case tea.PasteMsg:
		return a.toTop(msg)
	case tea.MouseMsg:
		return a.mouse(msg)
	}
	return a.news(msg)
}

// news are the messages of our own; what is none of the App's goes to all.
func (a *App) news(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case started:
		return a.begin(msg)
	case fed:
		if !msg.ok || msg.feed != a.feed {
			return nil
		}
		// The room first: what comes after it is handed out behind its veil.
		return tea.Batch(a.await(msg.feed), a.lookAround(), a.reread())
	case asking:
		return a.askNow()
	case unanswered:
		return a.askAgain()
	case reached:
		return a.goOn()
	case screen.Changed:
		return a.changed(msg)
	case pause:
		return a.plan(msg)
	case screen.Kept:
		return a.judged(msg)
	case screen.Planned:
		return a.planned(msg)
	case screen.Room:
		return a.roomChanged(msg)
	case screen.Stirred:
		return a.broadcast(msg)
	case screen.Failed:
		a.failed(msg.Err)
		return tea.Batch(a.broadcast(msg), a.askAgain())
	case screen.Unseen:
		a.ask(msg)
	case screen.Notice:
		a.say(msg.Text, answer)
	case announced:
		a.say(string(msg), word)
	case screen.Open:
		return a.push(msg.Dialog)
	case screen.Close:
		a.pop()
	case screen.Apart:
		return apart(msg)
	case copies:
		return a.copied(string(msg))
	case screen.Enter:
		return a.enter(msg.ID)
	case screen.Leave:
		return a.leave()
	case screen.Go:
		return a.goTo(msg)
	case screen.TakeIn:
		return a.putOver(screen.Sheet, msg)
	case screen.SideBySide:
		return a.putOver(screen.Grid, msg)
	case screen.AssessImpact:
		return a.putOver(screen.Impact, msg)
	case screen.WorkAudit:
		return a.putOver(screen.Audit, msg)
	case screen.ShowDue:
		return a.putOver(screen.Due, msg)
	case screen.HoldReview:
		return a.putOver(screen.Review, msg)
	case screen.ShowReady:
		return a.putOver(screen.Ready, msg)
	case screen.At:
		return a.at(msg)
	case rest:
		return a.writePlace(msg)
	case screen.Search:
		return a.search()
	case screen.Press:
		return a.key(press(msg.Key))
	case indexed:
		if msg.is(a.now.Assessment, a.kept) {
			a.found = msg
		}
	case turned:
		a.s.Turn(msg.role)
		a.say("You are "+msg.role.Article()+" from now on. What you were typing is still here.", answer)
	case parting:
		return a.quit()
	default:
		return a.broadcast(msg)
	}
	return nil
}

// show makes a screen the first time, tells it its space and what is known.
func (a *App) show(r route) tea.Cmd {
	if _, ok := a.screens[r.name]; ok {
		return nil
	}
	sc := r.make(a.s)
	a.screens[r.name] = sc
	if a.w > 0 {
		sc.Resize(a.w, max(1, a.h-chrome))
	}
	var cmds []tea.Cmd
	if starter, ok := sc.(interface{ Init() tea.Cmd }); ok {
		cmds = append(cmds, starter.Init())
	}
	if a.now.Assessment != nil {
		cmds = append(cmds, sc.Update(a.now))
		if a.kept.Ruling != nil {
			cmds = append(cmds, sc.Update(a.kept))
		}
		if a.laid.Seq == a.now.Seq && a.laid.Input.Assessment != nil {
			cmds = append(cmds, sc.Update(a.laid))
		}
		if a.room != nil {
			cmds = append(cmds, sc.Update(*a.room))
		}
	}
	if p, ok := a.places[r.name]; ok {
		cmds = append(cmds, sc.Update(screen.Go{Route: r.name, Place: p}))
	}
	if r.name == screen.Votes {
		cmds = append(cmds, a.tellRoom())
	}
	return tea.Batch(cmds...)
}

func (a *App) route() route {
	switch {
	case a.open == "":
		return home
	case a.over != "":
		return asides[slices.IndexFunc(asides, func(r route) bool { return r.name == a.over })]
	}
	return routes[a.tab]
}

// putOver puts a screen over the tab, with what it is asked.
func (a *App) putOver(name string, asked tea.Msg) tea.Cmd {
	if a.open == "" {
		return nil
	}
	a.over = name
	return tea.Batch(a.show(a.route()), a.top().Update(asked))
}

// top is the screen in front, nil before the first reading.
func (a *App) top() screen.Screen { return a.screens[a.route().name] }

func (a *App) goTo(msg screen.Go) tea.Cmd {
	i, over := routeIndex(msg.Route), ""
	if msg.Route == screen.Systems { // they are a register with a screen of its own
		i, over = routeIndex(screen.Registers), screen.Systems
	}
	if i < 0 || a.open == "" {
		return nil
	}
	a.tab, a.over = i, over
	a.dialogs = nil
	cmd := a.show(a.route())
	var move tea.Cmd
	if msg.Place != (screen.Place{}) {
		move = a.top().Update(msg)
	}
	return tea.Batch(cmd, move, a.wanted(), a.moved())
}

// broadcast tells all screens and dialogs.
func (a *App) broadcast(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(a.screens)+len(a.dialogs))
	for _, r := range allRoutes() {
		if sc, ok := a.screens[r.name]; ok {
			cmds = append(cmds, sc.Update(msg))
		}
	}
	for _, d := range a.dialogs {
		cmds = append(cmds, d.Update(msg))
	}
	return tea.Batch(cmds...)
}

// toTop tells what is in front.
func (a *App) toTop(msg tea.Msg) tea.Cmd {
	if n := len(a.dialogs); n > 0 {
		return a.dialogs[n-1].Update(msg)
	}
	if sc := a.top(); sc != nil {
		return sc.Update(msg)
	}
	return nil
}

func (a *App) push(d screen.Dialog) tea.Cmd {
	a.dialogs = append(a.dialogs, d)
	a.fitDialog(d)
	return d.Init()
}

func (a *App) pop() {
	if n := len(a.dialogs); n > 0 {
		a.dialogs = a.dialogs[:n-1]
	}
}

// tone is what a notice is about: something that was done has a mark that no
// answer to a key has which did nothing.
type tone int

const (
	answer tone = iota
	success
	failure
	word // of who runs the room
)

func (a *App) say(text string, as tone) { a.notice, a.tone = text, as }

// failed says what went wrong. A rule that refuses an act loses nothing; a disk that
// does, may. What merely can't be read does not cover the word of who runs the room,
// which says the same of more.
func (a *App) failed(err error) {
	p, wrong := errors.AsType[*store.Problem](err)
	a.unsafe = a.unsafe || wrong && p.Unsaved
	if a.lose(err) && !p.Unsaved {
		return
	}
	if wrong && !p.Unsaved && a.tone == word && a.notice != "" {
		return
	}
	a.say(a.sentence(err), failure)
}

func (a *App) resize(w, h int) {
	a.w, a.h = w, h
	for _, sc := range a.screens {
		sc.Resize(w, max(1, h-chrome))
	}
	for _, d := range a.dialogs {
		a.fitDialog(d)
	}
}

// quit waits for what was asked before it: nothing that was typed is lost.
func (a *App) quit() tea.Cmd {
	if a.quits {
		return tea.Quit
	}
	a.quits = true
	cmds := a.keep()
	if a.open != "" {
		cmds = append(cmds, a.savePlace())
	}
	cmds = append(cmds, a.s.InOrder(func() tea.Msg { return tea.QuitMsg{} }))
	return tea.Batch(cmds...)
}

// keep writes down what is being typed.
func (a *App) keep() (cmds []tea.Cmd) {
	var typing []any
	for _, sc := range a.screens {
		typing = append(typing, sc)
	}
	for _, d := range a.dialogs {
		typing = append(typing, d)
	}
	for _, t := range typing {
		if keeper, ok := t.(interface{ Keep() tea.Cmd }); ok {
			cmds = append(cmds, keeper.Keep())
		}
	}
	return cmds
}

// Assessment is what is open, nil while none is or it was not read yet.
func (a *App) assessment() *assess.Assessment { return a.now.Assessment }
