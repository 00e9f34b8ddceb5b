// Package assessments is the list of all assessments in the file, where no
// assessment is open: to open one, begin one, put one away. Its one rule: it
// reads again what the file holds and keeps the cursor on its assessment.
package assessments

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/store"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the list.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	list     *list.Table[row]
	read     bool // the list was read once
	asked    int  // counts readings asked for, and which of them is shown
	shown    int
	archived bool // archived ones are shown too
}

// New makes the list for a session.
func New(s *screen.Session) *Screen {
	x := &Screen{s: s, keys: newKeys(), list: list.NewTable(s, func(r row) string { return r.ID })}
	x.list.Words = words
	x.list.Lets = func(r row) bool { return x.archived || !r.Archived }
	x.list.Columns, x.list.Below, x.list.None = x.columns, x.secondLine, x.none
	return x
}

// words are what an assessment is found by.
func words(r row) string {
	return strings.ToLower(strings.Join([]string{r.Name, r.Organisation, kindWords(r.Kind), r.ChangedBy, r.Client, r.Team}, "\n"))
}

// Init reads the list.
func (x *Screen) Init() tea.Cmd { return x.load() }

// Update takes keys and news.
func (x *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listed:
		x.know(msg)
	case staff:
		return x.showStaff(msg)
	case made:
		x.list.Stand(msg.id)
		return tea.Batch(x.load(), screen.Tell(msg.said))
	case wantsPassphrase:
		return x.unlock(msg.path)
	case cameIn:
		return x.tellOf(msg)
	case screen.Outside:
		return x.load()
	case screen.Click:
		return x.list.Click(msg, nil, func() tea.Cmd { return x.s.Ask(screen.Enter{ID: x.list.Here()}) })
	case screen.Wheel:
		x.list.Move(msg.Lines)
	case tea.PasteMsg:
		if x.Typing() {
			return x.list.Search(msg)
		}
	case tea.KeyPressMsg:
		if x.Typing() {
			return x.list.Search(msg)
		}
		return x.key(msg)
	}
	return nil
}

// know takes a reading, unless a later one is shown already.
func (x *Screen) know(msg listed) {
	if msg.asked > x.shown {
		x.list.Set(msg.rows)
		x.shown, x.read = msg.asked, true
	}
}

// Waits reports whether the list was not read yet.
func (x *Screen) Waits() bool { return !x.read }

// Resize keeps the space.
func (x *Screen) Resize(w, h int) { x.w, x.h = w, h }

// Typing reports whether the filter is being typed.
func (x *Screen) Typing() bool { return x.list.Find.Typing() }

func (x *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch k := x.keys; {
	case len(x.list.All()) == 0 && key.Matches(msg, x.list.Find.Begin):
		return screen.Tell("There is nothing to find yet.")
	case x.list.Key(msg):
		return nil
	case key.Matches(msg, k.New):
		return x.create()
	case key.Matches(msg, k.Demo):
		return x.demo()
	case key.Matches(msg, k.In):
		return x.bringIn()
	case key.Matches(msg, k.Archived):
		return x.showArchived()
	case key.Matches(msg, k.Back):
		return x.back()
	}
	return x.onCurrent(msg)
}

// onCurrent takes the keys that need an assessment under the cursor.
func (x *Screen) onCurrent(msg tea.KeyPressMsg) tea.Cmd {
	k := x.keys
	if !key.Matches(msg, k.Open, k.Duplicate, k.Archive, k.Rename, k.People, k.Out) {
		return nil
	}
	r, ok := x.list.Current()
	switch {
	case !ok && !x.archived && len(x.list.All()) > 0 && x.countArchived() == len(x.list.All()):
		return screen.Tell("Every assessment here is archived: v shows them, a begins a new one.")
	case !ok && x.s.Role().MayLead() != nil:
		return screen.Tell("There is no assessment here for you yet: a facilitator can make you a member of one.")
	case !ok:
		return screen.Tell("There is no assessment here yet: a begins one, D adds the demonstration.")
	case key.Matches(msg, k.People):
		return x.whoWorks(r)
	case r.Shut:
		return screen.Tell(screen.Sentence(store.ErrNotMember, true))
	case key.Matches(msg, k.Open):
		return x.s.Ask(screen.Enter{ID: r.ID})
	case key.Matches(msg, k.Duplicate):
		return x.duplicate(r)
	case key.Matches(msg, k.Archive):
		return x.archive(r)
	case key.Matches(msg, k.Out):
		return x.carryOut(r)
	}
	return x.rename(r)
}

// back takes the filter away, then the archived ones.
func (x *Screen) back() tea.Cmd {
	switch {
	case x.list.Back():
	case x.archived:
		x.archived = false
		x.list.Arrange()
	default:
		return screen.Tell("This is the first screen. Q quits; everything is saved.")
	}
	return nil
}

func (x *Screen) showArchived() tea.Cmd {
	n := x.countArchived()
	if n == 0 && !x.archived {
		return screen.Tell("No assessment is archived. x puts one away; nothing is deleted.")
	}
	x.archived = !x.archived
	x.list.Arrange()
	if x.archived {
		return screen.Tell(fmt.Sprintf("Archived assessments are shown too: %d. x brings one back.", n))
	}
	return nil
}

func (x *Screen) countArchived() int {
	n := 0
	for _, r := range x.list.All() {
		if r.Archived {
			n++
		}
	}
	return n
}
