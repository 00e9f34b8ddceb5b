// Package assessments is the list of all assessments in the file, where no
// assessment is open: to open one, begin one, put one away. Its one rule: it
// reads again what the file holds and keeps the cursor on its assessment.
package assessments

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the list.
type Screen struct {
	s      *screen.Session
	keys   keys
	filter *list.Find
	w, h   int

	all      []row
	read     bool // the list was read once
	asked    int  // counts readings asked for, and which of them is shown
	shown    int
	archived bool // archived ones are shown too

	at    string // id of the assessment under the cursor
	index int    // and its place in the list, for when it goes
	top   int
}

// New makes the list for a session.
func New(s *screen.Session) *Screen {
	return &Screen{s: s, keys: newKeys(), filter: list.NewFind(s)}
}

// Init reads the list.
func (x *Screen) Init() tea.Cmd { return x.load() }

// Update takes keys and news.
func (x *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listed:
		x.know(msg)
	case made:
		x.at = msg.id
		return tea.Batch(x.load(), screen.Tell(msg.said))
	case screen.Outside:
		return x.load()
	case screen.Click:
		return x.click(msg)
	case screen.Wheel:
		x.step(msg.Lines / 3)
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

// know takes a reading, unless a later one is shown already.
func (x *Screen) know(msg listed) {
	if msg.asked > x.shown {
		x.all, x.shown, x.read = msg.rows, msg.asked, true
	}
}

// rows are the assessments that the filter shows. An archived one is hidden
// until they are asked for.
func (x *Screen) rows() []row {
	rows := make([]row, 0, len(x.all))
	for _, r := range x.all {
		if (x.archived || !r.Archived) && x.filter.Match(strings.ToLower(strings.Join([]string{r.Name, r.Organisation, kindWords(r.Kind), r.ChangedBy}, "\n"))) {
			rows = append(rows, r)
		}
	}
	return rows
}

// cursor is the place of the cursor among rows: on its assessment, or where
// that was.
func (x *Screen) cursor(rows []row) int {
	if i := slices.IndexFunc(rows, func(r row) bool { return r.ID == x.at }); i >= 0 {
		return i
	}
	return max(0, min(x.index, len(rows)-1))
}

// current is the assessment under the cursor.
func (x *Screen) current() (row, bool) {
	rows := x.rows()
	if len(rows) == 0 {
		return row{}, false
	}
	return rows[x.cursor(rows)], true
}

func (x *Screen) step(by int) {
	if rows := x.rows(); len(rows) > 0 {
		x.index = max(0, min(x.cursor(rows)+by, len(rows)-1))
		x.at = rows[x.index].ID
	}
}

// Resize keeps the space.
func (x *Screen) Resize(w, h int) { x.w, x.h = w, h }

// Typing reports whether the filter is being typed.
func (x *Screen) Typing() bool { return x.filter.Typing() }

func (x *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	k := x.keys
	page := max(1, x.room()-1)
	switch {
	case key.Matches(msg, k.Down):
		x.step(1)
	case key.Matches(msg, k.Up):
		x.step(-1)
	case key.Matches(msg, k.PageDown):
		x.step(page)
	case key.Matches(msg, k.PageUp):
		x.step(-page)
	case key.Matches(msg, k.First):
		x.step(-len(x.all))
	case key.Matches(msg, k.Last):
		x.step(len(x.all))
	case key.Matches(msg, k.New):
		return x.create()
	case key.Matches(msg, k.Demo):
		return x.demo()
	case key.Matches(msg, k.Archived):
		return x.showArchived()
	case key.Matches(msg, x.filter.Begin):
		return x.find()
	case key.Matches(msg, k.Back):
		return x.back()
	default:
		return x.onCurrent(msg)
	}
	return nil
}

// onCurrent takes the keys that need an assessment under the cursor.
func (x *Screen) onCurrent(msg tea.KeyPressMsg) tea.Cmd {
	k := x.keys
	if !key.Matches(msg, k.Open, k.Duplicate, k.Archive, k.Rename) {
		return nil
	}
	r, ok := x.current()
	switch {
	case !ok && !x.archived && len(x.all) > 0 && x.countArchived() == len(x.all):
		return screen.Tell("Every assessment here is archived: A shows them, n begins a new one.")
	case !ok:
		return screen.Tell("There is no assessment here yet: n begins one, D adds the demonstration.")
	case key.Matches(msg, k.Open):
		return x.s.Ask(screen.Enter{ID: r.ID})
	case key.Matches(msg, k.Duplicate):
		return x.duplicate(r)
	case key.Matches(msg, k.Archive):
		return x.archive(r)
	}
	return x.rename(r)
}

func (x *Screen) find() tea.Cmd {
	if len(x.all) == 0 {
		return screen.Tell("There is nothing to find yet: n begins an assessment.")
	}
	x.filter.Open()
	return nil
}

// back takes the filter away, then the archived ones.
func (x *Screen) back() tea.Cmd {
	switch {
	case x.filter.On():
		x.filter.Clear()
	case x.archived:
		x.archived = false
	default:
		return screen.Tell("This is the first screen. Q quits; everything is saved.")
	}
	return nil
}

func (x *Screen) showArchived() tea.Cmd {
	n := x.countArchived()
	if n == 0 && !x.archived {
		return screen.Tell("No assessment is archived. a puts one away; nothing is deleted.")
	}
	x.archived = !x.archived
	if x.archived {
		return screen.Tell(fmt.Sprintf("Archived assessments are shown too: %d. a brings one back.", n))
	}
	return nil
}

func (x *Screen) countArchived() int {
	n := 0
	for _, r := range x.all {
		if r.Archived {
			n++
		}
	}
	return n
}

// click selects a row; on the selected one it is enter.
func (x *Screen) click(msg screen.Click) tea.Cmd {
	rows := x.rows()
	if msg.Y < headRows || (msg.Y-headRows)/rowHeight >= x.room() {
		return nil
	}
	i := x.top + (msg.Y-headRows)/rowHeight
	if i >= len(rows) {
		return nil
	}
	if i == x.cursor(rows) {
		return x.s.Ask(screen.Enter{ID: rows[i].ID})
	}
	x.at, x.index = rows[i].ID, i
	return nil
}
