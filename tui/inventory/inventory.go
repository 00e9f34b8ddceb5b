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
	s      *screen.Session
	keys   keys
	filter *list.Find
	w, h   int

	now   screen.Changed
	votes screen.Room
	all   []row
	items int // items that are answered for each system

	at     string // id of the system under the cursor
	index  int    // and its place in the list, for when it goes
	top    int
	wanted string // asked for before the first news
}

// row is a system and how the items about AI systems stand for it.
type row struct {
	assess.System
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
	return &Screen{s: s, keys: newKeys(), filter: list.NewFind(s)}
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
		return x.click(msg)
	case screen.Wheel:
		return x.step(msg.Lines / 3)
	case tea.PasteMsg:
		if x.Typing() {
			_, cmd := x.filter.Update(msg)
			return cmd
		}
	case tea.KeyPressMsg:
		if x.Typing() {
			_, cmd := x.filter.Update(msg)
			return cmd
		}
		return x.key(msg)
	}
	return nil
}

// know takes news; the cursor stays on its system.
func (x *Screen) know(msg screen.Changed) {
	x.now = msg
	x.renew()
	if x.wanted != "" {
		x.goTo(x.wanted)
	}
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
	x.all = x.all[:0:0]
	for _, s := range x.now.Assessment.ActiveSystems() {
		x.all = append(x.all, x.judge(s, items))
	}
}

func (x *Screen) judge(s assess.System, items []*catalog.Item) row {
	r := row{System: s}
	if !s.InScope {
		return r
	}
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

func (x *Screen) goTo(id string) {
	x.wanted = ""
	if x.now.Assessment == nil {
		x.wanted = id
		return
	}
	if slices.ContainsFunc(x.all, func(r row) bool { return r.ID == id }) {
		x.filter.Clear()
		x.at = id
	}
}

// rows are the systems that the filter shows.
func (x *Screen) rows() []row {
	if !x.filter.On() {
		return x.all
	}
	var rows []row
	for _, r := range x.all {
		if x.filter.Match(strings.ToLower(strings.Join([]string{r.Name, r.Purpose, strings.Join(r.Roles, " "), r.Stage, r.RiskClass, r.Owner}, "\n"))) {
			rows = append(rows, r)
		}
	}
	return rows
}

// cursor is the place of the cursor among rows: on its system, or where that
// was.
func (x *Screen) cursor(rows []row) int {
	if i := slices.IndexFunc(rows, func(r row) bool { return r.ID == x.at }); i >= 0 {
		return i
	}
	return max(0, min(x.index, len(rows)-1))
}

func (x *Screen) current() (row, bool) {
	rows := x.rows()
	if len(rows) == 0 {
		return row{}, false
	}
	return rows[x.cursor(rows)], true
}

func (x *Screen) step(by int) tea.Cmd {
	rows := x.rows()
	if len(rows) == 0 {
		return nil
	}
	return x.moveTo(rows, x.cursor(rows)+by)
}

func (x *Screen) moveTo(rows []row, i int) tea.Cmd {
	x.index = max(0, min(i, len(rows)-1))
	x.at = rows[x.index].ID
	return x.s.Ask(screen.At{Route: screen.Systems, Place: screen.Place{System: x.at}})
}

// Resize keeps the space.
func (x *Screen) Resize(w, h int) { x.w, x.h = w, h }

// Typing reports whether the filter is being typed.
func (x *Screen) Typing() bool { return x.filter.Typing() }

func (x *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if x.now.Assessment == nil {
		return nil
	}
	k := x.keys
	page := max(1, x.room()-1)
	switch {
	case key.Matches(msg, k.Down):
		return x.step(1)
	case key.Matches(msg, k.Up):
		return x.step(-1)
	case key.Matches(msg, k.PageDown):
		return x.step(page)
	case key.Matches(msg, k.PageUp):
		return x.step(-page)
	case key.Matches(msg, k.First):
		return x.step(-len(x.all))
	case key.Matches(msg, k.Last):
		return x.step(len(x.all))
	case key.Matches(msg, k.Add):
		return x.add()
	case key.Matches(msg, k.Was):
		return screen.Tell("a adds an AI system; n is not applicable, everywhere.")
	case key.Matches(msg, x.filter.Begin):
		return x.find()
	case key.Matches(msg, k.Back):
		x.filter.Clear()
	default:
		return x.onCurrent(msg)
	}
	return nil
}

// onCurrent takes the keys that need a system under the cursor.
func (x *Screen) onCurrent(msg tea.KeyPressMsg) tea.Cmd {
	k := x.keys
	if !key.Matches(msg, k.Edit, k.Purpose, k.Scope, k.Remove, k.Walk) {
		return nil
	}
	r, ok := x.current()
	switch {
	case !ok && len(x.all) > 0:
		return screen.Tell("No system has these words. esc shows all again.")
	case !ok:
		return screen.Tell("The inventory is empty: a adds the first AI system.")
	case key.Matches(msg, k.Edit):
		return x.edit(r.System)
	case key.Matches(msg, k.Purpose):
		return x.purpose(r.System)
	case key.Matches(msg, k.Scope):
		return x.scope(r.System)
	case key.Matches(msg, k.Remove):
		return x.remove(r.System)
	}
	return x.walk(r)
}

func (x *Screen) find() tea.Cmd {
	if len(x.all) == 0 {
		return screen.Tell("There is nothing to find yet: a adds an AI system.")
	}
	x.filter.Open()
	return nil
}

// click selects a row; on the selected one it is enter.
func (x *Screen) click(msg screen.Click) tea.Cmd {
	rows := x.rows()
	i := x.top + msg.Y - headRows
	if msg.Y < headRows || msg.Y-headRows >= x.room() || msg.X >= x.tableWidth() || i >= len(rows) {
		return nil
	}
	if i == x.cursor(rows) {
		if why := x.Rights().Refused(x.keys.Edit); why != nil {
			return screen.Tell(screen.Said(why.Error()))
		}
		return x.edit(rows[i].System)
	}
	return x.moveTo(rows, i)
}
