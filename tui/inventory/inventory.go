// Package inventory is the list of the AI systems that an assessment is about:
// what they are for, who answers for them, and how far each is judged. Its one
// rule: a system that leaves takes nothing with it that undo does not bring
// back.
package inventory

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the inventory.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now     screen.Changed
	votes   screen.Room
	systems *list.Table[row]
	items   int // items that are answered for each system
}

// row is a system and how the items about AI systems stand for it.
type row struct {
	assess.System
	number    string          // SY-2
	missing   []string        // what the inventory does not say of it
	rated, of int             // items rated, of those that apply; 0 of 0 out of scope
	open      []*catalog.Item // not answered whole
	low       []judged        // rated, and not in place
	veiled    []*catalog.Item // the one that the room votes on, which is in neither
}

type judged struct {
	item  *catalog.Item
	level int
}

// New makes the inventory for a session.
func New(s *screen.Session) *Screen {
	x := &Screen{s: s, keys: newKeys(), systems: list.NewTable(s, func(r row) string { return r.ID })}
	x.systems.Words = words
	x.systems.Marks = list.NewMarks("all that are shown")
	x.systems.Columns, x.systems.None = columns, x.none
	return x
}

// words are what a system is found by.
func words(r row) string {
	all := append([]string{r.number, r.Name}, r.Roles...)
	for _, f := range assess.SystemFields {
		all = append(all, f.Says(r.System))
	}
	return strings.ToLower(strings.Join(all, "\n"))
}

// Update takes keys and news.
func (x *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		x.know(msg)
	case screen.Room:
		x.look(msg)
	case screen.Go:
		if msg.Route == screen.Systems && msg.System != "" {
			x.goTo(msg.System)
		}
	case screen.Click:
		return x.systems.Click(msg, x.moved, func() tea.Cmd { return x.s.Ask(screen.Press{Key: "enter"}) })
	case screen.Wheel:
		x.systems.Move(msg.Lines)
		return x.moved()
	case tea.PasteMsg:
		if x.Typing() {
			return x.systems.Search(msg)
		}
	case tea.KeyPressMsg:
		if x.Typing() {
			return x.systems.Search(msg)
		}
		return x.key(msg)
	}
	return nil
}

// know takes news; the cursor stays on its system.
func (x *Screen) know(msg screen.Changed) {
	x.now = msg
	x.renew()
}

// look takes what the room votes on.
func (x *Screen) look(room screen.Room) {
	was := x.votes.Veiled()
	x.votes = room
	if room.Veiled() != was && x.now.Assessment != nil {
		x.renew()
	}
}

func (x *Screen) renew() {
	var items []*catalog.Item
	for _, it := range assess.Items(x.s.Catalog, x.now.Assessment) {
		if it.PerSystem() {
			items = append(items, it)
		}
	}
	x.items = len(items)
	var all []row
	for _, s := range x.now.Assessment.ActiveSystems() {
		all = append(all, x.judge(s, items))
	}
	x.systems.Set(all)
}

func (x *Screen) judge(s assess.System, items []*catalog.Item) row {
	r := row{System: s, number: x.now.Assessment.SystemNumber(s)}
	if !s.InScope {
		return r
	}
	r.missing = s.Missing()
	for _, it := range items {
		veiled := x.votes.Veils(it.ID)
		if veiled {
			r.veiled = append(r.veiled, it)
		}
		switch st := assess.StandIn(it, x.now.Assessment, s.ID); {
		case st.State == assess.NA:
			continue
		case st.State == assess.Rated:
			r.rated++
			if !veiled && st.Level < x.s.Catalog.Method.InPlace {
				r.low = append(r.low, judged{it, st.Level})
			}
		case !veiled:
			r.open = append(r.open, it)
		}
		r.of++
	}
	return r
}

// goTo moves to a system, where it is one or before that is known, and shows all
// where the words would hide it.
func (x *Screen) goTo(id string) {
	known := slices.ContainsFunc(x.systems.All(), func(r row) bool { return r.ID == id })
	if x.now.Assessment != nil && !known {
		return
	}
	if !x.systems.Stand(id) && known {
		x.systems.ShowAll()
	}
}

func (x *Screen) moved() tea.Cmd {
	if r, ok := x.systems.Moved(); ok {
		return x.s.Ask(screen.At{Route: screen.Systems, Place: screen.Place{System: r.ID}})
	}
	return nil
}

// Resize keeps the space.
func (x *Screen) Resize(w, h int) { x.w, x.h = w, h }

// Typing reports whether the filter is being typed.
func (x *Screen) Typing() bool { return x.systems.Find.Typing() }

func (x *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if x.now.Assessment == nil {
		return nil
	}
	switch k := x.keys; {
	case len(x.systems.All()) == 0 && key.Matches(msg, x.systems.Find.Begin):
		return screen.Tell("There is nothing to find yet: a adds an AI system.")
	case x.systems.Key(msg):
		return x.moved()
	case key.Matches(msg, k.Add):
		return x.add()
	case key.Matches(msg, k.Back):
		if !x.systems.Back() {
			return x.s.Ask(screen.Go{Route: screen.Registers})
		}
	default:
		return x.onCurrent(msg)
	}
	return nil
}

// onCurrent takes the keys that need a system under the cursor.
func (x *Screen) onCurrent(msg tea.KeyPressMsg) tea.Cmd {
	k := x.keys
	if !key.Matches(msg, k.Edit, k.Owner, k.Purpose, k.Editor, k.Scope, k.Remove, k.Walk) {
		return nil
	}
	r, ok := x.systems.Current()
	switch {
	case !ok && len(x.systems.All()) > 0:
		return screen.Tell("No system has these words. esc shows all again.")
	case !ok:
		return screen.Tell("The inventory is empty: a adds the first AI system.")
	case key.Matches(msg, k.Edit):
		return x.edit(r.System)
	case key.Matches(msg, k.Purpose, k.Editor):
		return x.purpose(r.System, key.Matches(msg, k.Editor))
	case key.Matches(msg, k.Scope):
		return x.scope(x.systems.Chosen())
	case key.Matches(msg, k.Owner):
		return x.owner(x.systems.Chosen())
	case key.Matches(msg, k.Remove):
		return x.remove(x.systems.Chosen())
	}
	return x.walk(r)
}
