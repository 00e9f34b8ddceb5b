// Package walk is the main job: item after item through clauses 4-10 and
// Annex A, with the question, the rating and all that belongs to the answer on
// one screen. Its one rule: one key rates and saves, and the cursor stays.
package walk

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/score"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
)

// Screen is the Walk.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now    screen.Changed
	kept   screen.Kept
	sets   []*catalog.Clause // with own controls
	items  []*catalog.Item   // all, in order
	filter filter.Filter
	shown  map[string]bool   // ids of what the filter lets through
	shared bool              // what this person took on was looked for
	names  map[string]string // id of an AI system -> its name as a row has room for it
	marks  *list.Marks

	item     string // id of the item under the cursor
	session  string // id of the session of an audit that one came from; empty: none
	ticks    bool   // the time of the session is drawn anew
	system   string // id of the AI system the answer is about; empty: all
	question int    // the question in focus, from 0; -1: the item
	levels   bool   // the anchors are shown
	goesOn   bool   // a rating goes on by itself
	delta    bool   // questions that the ISMS settles are not asked

	read    bool            // what the item is about was read before: a line of it is enough
	visited map[string]bool // ids of items that were left or gone into
	panes   []pane          // of the last drawing, for the mouse

	treeTop   int
	scroll    int
	pageLines int // lines of the middle part and rows shown, of the last drawing
	pageRows  int

	wanted *screen.Place // asked for before the first news
	rows   []row         // the visible tree, kept until something changes
	// ids of items with a mark in the tree
	drafts, stale, flagged, against map[string]bool

	room screen.Room // how the item it votes on was judged is hidden till the reveal
}

// New makes the Walk for a session.
func New(s *screen.Session) *Screen {
	return &Screen{s: s, keys: newKeys(), question: -1, levels: true, visited: map[string]bool{}, marks: list.NewMarks("the whole clause or section")}
}

// Update takes keys and news.
func (w *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		w.know(msg)
	case screen.Kept:
		w.judge(msg)
		return w.mineFirst()
	case screen.Room:
		w.look(msg)
	case screen.Go:
		if msg.Route == screen.Walk {
			ticks := w.enterSession(msg.Record)
			w.goTo(msg.Place)
			if w.now.Assessment == nil {
				return ticks // it is nowhere yet, and must not be remembered there
			}
			return tea.Batch(ticks, w.at())
		}
	case minute:
		return w.stillThere()
	case screen.Click:
		return w.click(msg)
	case screen.Wheel:
		w.wheel(msg)
	case tea.KeyPressMsg:
		return w.key(msg)
	}
	return nil
}

// know takes news; the cursor stays on its item.
func (w *Screen) know(msg screen.Changed) {
	first := w.now.Assessment == nil
	w.now = msg
	w.sets = assess.Sets(w.s.Catalog, msg.Assessment)
	w.items = w.items[:0]
	for _, s := range w.sets {
		w.items = append(w.items, s.Items...)
	}
	w.rows = nil
	w.names = reading.ShortNames(msg.Assessment.InScope())
	w.drafts, w.stale, w.flagged = w.choose(is("drafts")), w.choose(is("stale")), w.choose(is("flagged"))
	w.shown = w.choose(w.filter)
	if first && w.wanted != nil {
		w.goTo(*w.wanted)
	}
	if w.current() == nil && len(w.items) > 0 {
		w.moveTo(w.items[0])
	}
	if s, ok := msg.Assessment.System(w.system); !ok || s.Removed || !s.InScope {
		w.system = ""
	}
	w.unmark()
}

func (w *Screen) goTo(p screen.Place) {
	if w.now.Assessment == nil {
		w.wanted = &p
		return
	}
	if p.Item != "" {
		i := slices.IndexFunc(w.items, func(it *catalog.Item) bool { return it.ID == p.Item })
		if i < 0 {
			return
		}
		if !w.shows(w.items[i]) {
			w.filter = nil
		}
		w.moveTo(w.items[i])
		for i := range w.current().Questions {
			if w.current().Questions[i].ID == p.Question && p.Question != "" {
				w.question, w.read = i, true
				w.marks.Clear() // a key is about the question now
			}
		}
	}
	if s, ok := w.now.Assessment.System(p.System); ok && s.InScope && !s.Removed {
		w.system = p.System
	}
}

func (w *Screen) moveTo(it *catalog.Item) {
	if it.ID == w.item {
		return
	}
	w.visited[w.item] = true
	w.item, w.question, w.scroll = it.ID, -1, 0
	w.read = w.visited[it.ID] || w.scoreOf(it).Standing.State != assess.Unanswered
	w.rows = nil
	w.unmark()
}

// current is the item under the cursor, nil before the first news.
func (w *Screen) current() *catalog.Item {
	for _, it := range w.items {
		if it.ID == w.item {
			return it
		}
	}
	return nil
}

// place is the key of the item's answer as the screen stands.
func (w *Screen) place() assess.Key {
	if it := w.current(); it != nil {
		return w.placeOf(it)
	}
	return assess.Key{Item: w.item}
}

// placeOf is the key of any item's answer, for the AI system chosen where it is
// about those.
func (w *Screen) placeOf(it *catalog.Item) assess.Key {
	k := assess.Key{Item: it.ID}
	if it.PerSystem() {
		k.System = w.system
	}
	return k
}

// focus is the key that a digit rates: the item, or the question in focus.
func (w *Screen) focus() assess.Key {
	k := w.place()
	if it := w.current(); it != nil && w.question >= 0 && w.question < len(it.Questions) {
		k.Question = it.Questions[w.question].ID
	}
	return k
}

func (w *Screen) at() tea.Cmd {
	k := w.focus()
	return w.s.Ask(screen.At{Route: screen.Walk, Place: screen.Place{Item: k.Item, System: w.system, Question: k.Question}})
}

func (w *Screen) scoreOf(it *catalog.Item) score.ItemScore {
	s, _ := w.now.Score.Item(it.ID)
	return s
}

// shows reports whether the filter lets an item through.
func (w *Screen) shows(it *catalog.Item) bool {
	if r, is := w.inSession(); is && len(w.filter) == 0 {
		return asksIn(r, it)
	}
	return len(w.filter) == 0 || w.shown[it.ID]
}

// narrowed reports whether some items are not shown.
func (w *Screen) narrowed() bool {
	_, is := w.inSession()
	return is || len(w.filter) > 0
}

// visible are the items the filter shows, the one under the cursor always.
func (w *Screen) visible() []*catalog.Item {
	var some []*catalog.Item
	for _, it := range w.items {
		if it.ID == w.item || w.shows(it) {
			some = append(some, it)
		}
	}
	return some
}

// Resize keeps the space.
func (w *Screen) Resize(width, height int) { w.w, w.h, w.rows = width, height, nil }

// Typing is never true: texts are typed in dialogs.
func (w *Screen) Typing() bool { return false }

func (w *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	it := w.current()
	if it == nil {
		return nil
	}
	k := w.keys
	switch {
	case key.Matches(msg, k.Rate, k.NA, k.Clear, k.Evidence, k.Assign, k.Flag) && w.on(w.place()).Waits() != "":
		return w.waits(w.on(w.place()).Waits())
	case key.Matches(msg, k.Yes, k.Into, k.Note, k.Editor, k.Library, k.Finding, k.Records) && w.room.Veils(it.ID):
		return w.waits(w.one(w.place()).Waits())
	case key.Matches(msg, k.Session):
		return w.sessionNote()
	case key.Matches(msg, k.Rate):
		on := w.on(w.focus())
		if w.goesOn && w.marks.Len() == 0 {
			on.Then = w.goOn
		}
		return on.Rate(int(msg.Code - '0'))
	case key.Matches(msg, k.GoOn):
		return w.turnGoOn()
	case key.Matches(msg, k.Levels):
		w.levels, w.scroll = !w.levels, 0
		return nil
	case key.Matches(msg, k.System):
		return w.nextSystem(it)
	case key.Matches(msg, k.Slide):
		return w.s.Open(dialog.NewSlide(w.s, it, w.question))
	case key.Matches(msg, k.Vote):
		at := w.place()
		return w.s.Ask(screen.Go{Route: screen.Votes, Place: screen.Place{Item: at.Item, System: at.System, Question: at.Question}})
	case key.Matches(msg, k.Search):
		return w.s.Ask(screen.Search{})
	case key.Matches(msg, k.Filter):
		return w.chooseFilter()
	case key.Matches(msg, k.Side):
		return w.s.Ask(screen.SideBySide{From: screen.Walk, Place: screen.Place{Item: it.ID, System: w.system}})
	case key.Matches(msg, k.Delta):
		return w.toggleDelta()
	case key.Matches(msg, k.Stale):
		return w.listNeeds()
	case key.Matches(msg, k.Records):
		return w.about(it).Records(func() reading.Item { return w.about(it) })
	case key.Matches(msg, k.Import):
		return dialog.TakeIn(w.s, screen.TakeIn{From: screen.Walk}, w.now.Assessment.ID)
	}
	if cmd, taken := w.mark(msg); taken {
		return cmd
	}
	if cmd, moved := w.move(msg, it); moved {
		return cmd
	}
	return w.act(msg, it)
}

// press asks for what a key does, for the mouse.
func (w *Screen) press(key string) tea.Cmd { return w.s.Ask(screen.Press{Key: key}) }

// about is all that is known of an item.
func (w *Screen) about(it *catalog.Item) reading.Item {
	return reading.Item{S: w.s, Now: w.now, Kept: w.kept, Room: w.room, It: it}
}

func (w *Screen) nextSystem(it *catalog.Item) tea.Cmd {
	if !it.PerSystem() {
		return screen.Tell(it.Number + " is about the organisation: it has one answer, whatever the AI system.")
	}
	systems := w.now.Assessment.InScope()
	if len(systems) == 0 {
		return screen.Tell("No AI system is in scope yet. Add one under Systems; until then one answer stands for all.")
	}
	i := slices.IndexFunc(systems, func(s assess.System) bool { return s.ID == w.system })
	w.system = ""
	if i+1 < len(systems) {
		w.system = systems[i+1].ID
	}
	w.scroll = 0
	return w.at()
}

func (w *Screen) scrollBy(n int) {
	w.scroll = max(0, min(w.scroll+n, w.pageLines-w.pageRows))
}
