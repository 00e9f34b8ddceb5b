// Package registers is the records that an AIMS keeps, kind by kind: what is
// written down, what each record says, and which of them need somebody. Its one
// rule: the catalogue says what a record is and package register what follows from
// it; this screen draws both and decides nothing.
package registers

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the Registers.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now    screen.Changed
	shelf  *shelf // nil before the first reading
	asking bool   // a reading is under way
	stale  bool   // and there were news since

	part      part
	kinds     *list.Table[*kind]
	rows      *list.Table[*row]
	every     bool // all kinds are shown, whatever the next stage needs
	how       map[string]arrangement
	open      opened
	heat      *heat
	programme *programme
	edit      *editor // nil: no field is typed in

	wanted string // KIND or KIND/ID to go to, once it is known
	began  bool   // what is wanted was made just now
}

// part is where the keys go.
type part int

const (
	atKinds part = iota
	atWhole
	atRows
	atRecord
	atHeat
	atProgramme
)

// New makes the Registers for a session.
func New(s *screen.Session) *Screen {
	g := &Screen{s: s, keys: newKeys(), how: map[string]arrangement{}}
	g.kinds = list.NewTable(s, func(k *kind) string { return k.ID })
	g.kinds.Group, g.kinds.Columns = (*kind).heading, g.kindColumns
	g.kinds.Lets = func(k *kind) bool { return g.every || k.shown }
	g.rows = list.NewTable(s, func(r *row) string { return r.ID })
	g.rows.Words = g.words
	g.rows.Lets = g.lets
	g.rows.Columns, g.rows.None = g.rowColumns, g.none
	g.rows.Marks = list.NewMarks("all that are shown")
	return g
}

// Update takes keys and news.
func (g *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		return g.know(msg)
	case *shelf:
		return g.take(msg)
	case told:
		msg.tell()
	case draftFound:
		return g.restore(msg)
	case unread:
		g.asking = false
		return screen.Send(screen.Failed{Err: msg.err})
	case screen.Go:
		if msg.Route == screen.Registers && msg.Record != "" {
			g.wanted = msg.Record
			if _, _, one := strings.Cut(g.wanted, "/"); !one {
				g.part = atRows
			}
			return g.goTo()
		}
	case screen.Click:
		return g.click(msg)
	case screen.Wheel:
		return g.wheel(msg)
	case tea.PasteMsg:
		return g.paste(msg)
	case tea.KeyPressMsg:
		return g.key(msg)
	}
	return nil
}

// know takes news: the records are read anew, in a command.
func (g *Screen) know(msg screen.Changed) tea.Cmd {
	g.now = msg
	if g.shelf == nil {
		g.arrangeKinds()
	}
	return g.read()
}

// take puts what was read in the place of what was known; the cursors stay on
// their rows.
func (g *Screen) take(read *shelf) tea.Cmd {
	if read.Assessment.ID != g.now.Assessment.ID {
		return nil
	}
	g.asking = false
	g.shelf = read
	g.arrangeKinds()
	g.arrangeRows()
	g.open.renew(g)
	if g.heat != nil {
		g.heat.renew(read)
	}
	if g.programme != nil {
		g.programme.renew(read)
	}
	cmd := g.goTo()
	if g.stale {
		g.stale = false
		return tea.Batch(cmd, g.read())
	}
	return cmd
}

// goTo goes to what is wanted, once it is known.
func (g *Screen) goTo() tea.Cmd {
	name, id, one := strings.Cut(g.wanted, "/")
	if g.shelf == nil || name == "" {
		return nil
	}
	if k, known := g.shelf.kind(name); known && k.ChildOf != "" { // it has no line among the kinds
		if _, there := g.shelf.record(name, id); !there {
			return nil
		}
		g.wanted = ""
		return g.openRecord(name, id)
	}
	if !g.kinds.Stand(name) {
		if _, known := g.shelf.kind(name); !known {
			return nil
		}
		g.every = true
		g.kinds.Arrange()
		g.kinds.Stand(name)
	}
	g.arrangeRows()
	if !one {
		if g.wanted = ""; g.part > atRows {
			g.part = atRows // a record, or another view, is left for the list
		}
		g.open = opened{}
		g.preview()
		return nil
	}
	if _, known := g.shelf.record(name, id); !known {
		return nil
	}
	if g.wanted = ""; !g.rows.Stand(id) {
		g.setArrangement(arrangement{})
		g.rows.ShowAll()
		g.rows.Stand(id)
	}
	began := g.began
	if g.began = false; began && g.walked() != nil {
		g.part = atRows
		return g.s.Ask(g.walked()(id))
	}
	return g.openRecord(name, id)
}

// Resize keeps the space.
func (g *Screen) Resize(w, h int) { g.w, g.h = w, h }

// Typing is true while words are typed, to find or into a field.
func (g *Screen) Typing() bool { return g.edit != nil || g.rows.Find.Typing() }

// Waits reports that the records were not read yet.
func (g *Screen) Waits() bool { return g.shelf == nil }

func (g *Screen) paste(msg tea.PasteMsg) tea.Cmd {
	switch {
	case g.edit != nil:
		return g.edit.update(msg)
	case g.rows.Find.Typing():
		return g.rows.Search(msg)
	}
	return nil
}

func (g *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case g.shelf == nil:
		return nil
	case g.edit != nil:
		return g.editKey(msg)
	case g.rows.Find.Typing():
		return tea.Batch(g.rows.Search(msg), g.moved())
	}
	switch g.part {
	case atKinds:
		return g.kindsKey(msg)
	case atWhole:
		return g.wholeKey(msg)
	case atRows:
		return g.rowsKey(msg)
	case atHeat:
		return g.heatKey(msg)
	case atProgramme:
		return g.programmeKey(msg)
	}
	return g.recordKey(msg)
}

// kindsKey takes keys among the kinds.
func (g *Screen) kindsKey(msg tea.KeyPressMsg) tea.Cmd {
	switch k := g.keys; {
	case g.kinds.Key(msg):
		g.arrangeRows()
		return g.moved()
	case key.Matches(msg, k.Open, k.In):
		return g.intoRows()
	case key.Matches(msg, k.Show):
		return g.turnKinds()
	default:
		return g.onKind(msg)
	}
}

// turnKinds shows all kinds, or those that are needed next and those in use.
func (g *Screen) turnKinds() tea.Cmd {
	g.every = !g.every
	g.kinds.Arrange()
	g.arrangeRows()
	said := "Shown are the registers that the next stage needs, and those that hold something."
	if g.every {
		said = "All registers are shown."
	}
	return tea.Batch(g.moved(), screen.Tell(said))
}

// intoRows goes into the list of the kind under the cursor.
func (g *Screen) intoRows() tea.Cmd {
	k, ok := g.kinds.Current()
	switch {
	case !ok:
		return nil
	case k.route != "":
		return g.s.Ask(screen.Go{Route: k.route})
	}
	g.part = atRows
	return g.moved()
}

// rowsKey takes keys in the list.
func (g *Screen) rowsKey(msg tea.KeyPressMsg) tea.Cmd {
	r, ok := g.rows.Current()
	switch k := g.keys; {
	case g.rows.At() == 0 && len(g.whole()) > 0 && key.Matches(msg, g.rows.Keys.Up):
		g.part = atWhole
		return g.moved()
	case g.rows.Key(msg):
		g.preview()
		return g.moved()
	case key.Matches(msg, k.Out):
		g.part = atKinds
		return g.moved()
	case key.Matches(msg, k.Back):
		return g.back()
	case key.Matches(msg, k.Show):
		return g.chooseRows()
	case key.Matches(msg, k.Need):
		return g.turnNeed()
	case key.Matches(msg, k.Sort):
		return g.sort()
	case key.Matches(msg, k.Open) && ok && g.walked() != nil:
		return g.s.Ask(g.walked()(r.ID))
	case key.Matches(msg, k.Open) && ok && r.Kind == register.KindAudit:
		return g.s.Ask(screen.WorkAudit{From: screen.Registers, ID: r.ID})
	case key.Matches(msg, k.Open, k.In) && ok:
		return g.openRecord(r.Kind, r.ID)
	default:
		return g.onKind(msg)
	}
}

// walked asks for the screen on which the records of the list are walked: an impact
// assessment prompt by prompt, a review input by input; nil: they are none of these.
func (g *Screen) walked() func(id string) tea.Msg {
	k := g.register()
	switch {
	case k == nil:
		return nil
	case k.Form == catalog.FormImpact:
		return func(id string) tea.Msg { return screen.AssessImpact{From: screen.Registers, ID: id} }
	case k.Form == catalog.FormReview:
		return func(id string) tea.Msg { return screen.HoldReview{From: screen.Registers, ID: id} }
	}
	return nil
}

// back leaves one thing after the other: the marks, the words, the filter, the list.
func (g *Screen) back() tea.Cmd {
	switch how := g.arrangement(); {
	case g.rows.Back():
	case len(how.only) > 0 || how.cell != nil:
		how.only, how.cell = nil, nil
		g.setArrangement(how)
	default:
		g.part = atKinds
	}
	g.preview()
	return g.moved()
}

// moved tells where somebody stands.
func (g *Screen) moved() tea.Cmd {
	k, ok := g.kinds.Current()
	if !ok {
		return nil
	}
	at := screen.Place{Record: k.ID}
	if r, ok := g.rows.Current(); ok && g.part != atKinds {
		at.Record = k.ID + "/" + r.ID
	}
	return g.s.Ask(screen.At{Route: screen.Registers, Place: at})
}
