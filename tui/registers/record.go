package registers

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// opened is the record that is read, and where the cursor stands in it.
type opened struct {
	row     *row
	k       *catalog.Register
	entries []entry
	cursor  list.Cursor
	at      string // name of the entry under the cursor, or the last that was
	trail   []step // the records that led here, the first one first
}

// step is a record that somebody went on from, and where they stood in it.
type step struct{ id, at string }

// entry is a line of a record that the cursor can stand on.
type entry struct {
	name  string // tells it from the others
	head  string // the heading above it; empty: it belongs to the one before
	label string
	said  string                 // what stands there; it may be long
	field *catalog.RegisterField // nil: it is no field
	state bool
	sub   bool     // asked only because of what another field says
	needs bool     // empty, and the next state needs it
	leads *row     // the record that it leads to
	item  string   // the item that it leads to
	adds  string   // the kind of which enter adds one below
	among []*row   // a record below stands in a list of its kind
	sides []string // what each copy says, where they disagree

	measures bool                // enter writes a measurement
	measured *assess.Measurement // the one that stands there
	answers  bool                // enter makes an incident of a breach
}

// openRecord shows a record, with the cursor at its beginning.
func (g *Screen) openRecord(kind, id string) tea.Cmd {
	if g.show(kind, id) {
		g.part = atRecord
		return g.moved()
	}
	return nil
}

// show makes a record the one that is read.
func (g *Screen) show(kind, id string) bool {
	r, known := g.shelf.record(kind, id)
	k, _ := g.shelf.kind(kind)
	if !known || k == nil {
		return false
	}
	if g.open.row == nil || g.open.row.ID != id {
		g.open = opened{row: r, k: k, trail: g.open.trail}
	}
	g.open.row = r
	g.open.entries = g.entries(k, r)
	g.open.stand(g.open.at)
	return true
}

// preview shows the record under the cursor of the list beside it.
func (g *Screen) preview() {
	if g.part == atRecord {
		return
	}
	g.open = opened{}
	if r, ok := g.rows.Current(); ok {
		g.show(r.Kind, r.ID)
	}
}

// renew takes what was read anew. A record that somebody removed is left.
func (o *opened) renew(g *Screen) {
	if o.row == nil {
		return
	}
	if !g.show(o.row.Kind, o.row.ID) {
		*o = opened{}
		g.edit = nil
		if g.part == atRecord {
			g.part = atRows
		}
		g.preview()
	}
}

// stand puts the cursor on an entry by its name, where it is one.
func (o *opened) stand(name string) {
	for i, e := range o.entries {
		if e.name == name {
			o.cursor.At = i
		}
	}
	o.cursor.Move(0, len(o.entries))
	o.at = o.current().name
}

func (o *opened) current() entry {
	if o.cursor.At < len(o.entries) {
		return o.entries[o.cursor.At]
	}
	return entry{}
}

// entries are all that can be stood on of a record: its state and fields, what
// stands below it, what it serves, and what names it.
func (g *Screen) entries(k *catalog.Register, r *row) []entry {
	var all []entry
	if len(k.States) > 0 {
		all = append(all, entry{name: "state", label: "State", said: r.State(), state: true, sides: g.sides(r, catalog.RecordState)})
	}
	all = append(all, g.fields(k, r)...)
	all = append(all, g.measurements(r)...)
	for _, child := range g.shelf.children(k.ID) {
		all = append(all, g.childrenOf(child, r)...)
	}
	head := "Serves"
	for _, id := range k.Serves {
		all = append(all, g.serving(id, &head))
	}
	head = "Named by"
	for _, n := range g.shelf.named[r.ID] {
		by := g.shelf.byID[n.ID]
		all = append(all, entry{name: "named " + n.ID + n.Field, head: head, label: by.number, said: by.Title() + " · " + n.Field, leads: by})
		head = ""
	}
	return all
}

// fields are those that are asked of a record; what was said where nothing is asked
// any more, or of what the catalogue does not know, stands as it is.
func (g *Screen) fields(k *catalog.Register, r *row) []entry {
	var all []entry
	next := map[string]bool{}
	if at := k.StateAt(r.State()); at >= 0 && at+1 < len(k.States) {
		for _, f := range register.Lacks(k, r.Record, k.States[at+1].Name) {
			next[f.Name] = true
		}
	}
	asked, input := g.shelf.Fields(k, r.Record), ""
	for i := range asked {
		f, head := &asked[i], ""
		if in, _, is := g.s.Catalog.ReviewForm().InputOf(f.Name); is && in.ID != input {
			input, head = in.ID, in.Input
		}
		all = append(all, entry{
			name: f.Name, head: head, label: f.Label, said: g.saysOf(r, f), field: f,
			sub: f.When != "", needs: next[f.Name], sides: g.sides(r, f.Name),
		})
	}
	if len(k.Fields) == 0 {
		for name := range r.Values.All() {
			all = append(all, entry{name: name, label: name, said: g.shelf.Says(r.Record, name)})
		}
	}
	return all
}

// childrenOf are the records of a kind below one, and where more are added.
func (g *Screen) childrenOf(child *catalog.Register, r *row) []entry {
	head := child.Title
	var all []entry
	rows := slices.DeleteFunc(slices.Clone(g.shelf.below[r.ID]), func(x *row) bool { return x.Kind != child.ID })
	for _, x := range rows {
		all = append(all, entry{name: "below " + x.ID, head: head, label: x.number, said: x.Title() + stateWord(x), leads: x, adds: child.ID, among: rows})
		head = ""
	}
	return append(all, entry{name: "add " + child.ID, head: head, label: "a", said: "add " + child.Singular, adds: child.ID})
}

func stateWord(r *row) string {
	if r.State() == "" {
		return ""
	}
	return " · " + r.State()
}

func (g *Screen) serving(id string, head *string) entry {
	e := entry{name: "serves " + id, head: *head, label: id, item: id}
	if it, ok := assess.Item(g.s.Catalog, g.shelf.Assessment, id); ok {
		e.said = g.s.Lang.Item(it).Title
	}
	*head = ""
	return e
}

// recordKey takes keys in a record.
func (g *Screen) recordKey(msg tea.KeyPressMsg) tea.Cmd {
	o := &g.open
	switch k := g.keys; {
	case o.cursor.Key(msg, g.rows.Keys, len(o.entries)):
		o.at = o.current().name
		return nil
	case key.Matches(msg, k.Out, k.Back):
		return g.leaveRecord()
	case key.Matches(msg, k.In) && o.current().field != nil:
		return g.follow(o.current().field)
	case key.Matches(msg, k.Open, k.In):
		return g.enter(o.current())
	case key.Matches(msg, k.Vote):
		return g.vote(o.current())
	case key.Matches(msg, k.Next):
		return g.gap(1)
	case key.Matches(msg, k.Prev):
		return g.gap(-1)
	case key.Matches(msg, k.Clear) && o.current().field != nil:
		return g.set(o.current().field, "")
	case key.Matches(msg, k.Clear) && o.current().measured != nil:
		return g.unmeasure(o.row, o.current().measured.At)
	case key.Matches(msg, k.Add) && o.current().answers:
		return g.answerBreach(o.row)
	case key.Matches(msg, k.Add) && o.current().measures:
		return g.measure(o.row, nil)
	case key.Matches(msg, k.Add) && o.current().adds != "":
		return g.add(o.current().adds, o.row)
	}
	return g.onRecord(msg, []*row{o.row})
}

// leaveRecord goes back to the record that led here, or to the list.
func (g *Screen) leaveRecord() tea.Cmd {
	if n := len(g.open.trail); n > 0 {
		back := g.open.trail[n-1]
		g.open.trail = g.open.trail[:n-1]
		if r, known := g.shelf.byID[back.id]; known {
			cmd := g.openRecord(r.Kind, r.ID)
			g.open.stand(back.at)
			return cmd
		}
	}
	g.part = atRows
	if g.open.row != nil {
		g.rows.Stand(g.open.row.ID)
	}
	g.preview()
	return g.moved()
}

// leaveMark remembers where one stands, for the way back.
func (g *Screen) leaveMark() {
	if g.part == atRecord {
		g.open.trail = append(slices.Clone(g.open.trail), step{g.open.row.ID, g.open.at})
	}
}

// enter opens what an entry is: a field to write, a record or an item that it leads
// to.
func (g *Screen) enter(e entry) tea.Cmd {
	switch {
	case e.state:
		return g.nextState([]*row{g.open.row})
	case e.leads != nil:
		g.leaveMark()
		return g.openRecord(e.leads.Kind, e.leads.ID)
	case e.item != "":
		return g.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: e.item}})
	case e.adds != "":
		return g.add(e.adds, g.open.row)
	case e.answers:
		return g.answerBreach(g.open.row)
	case e.measures:
		return g.measure(g.open.row, e.measured)
	case e.field == nil:
		return screen.Tell("This catalogue does not know the field, so it is shown as it was written.")
	}
	return g.write(e.field, false)
}

// gap goes to the next field that says nothing, or to the one before.
func (g *Screen) gap(by int) tea.Cmd {
	o := &g.open
	n := len(o.entries)
	for i := 1; i <= n; i++ {
		at := (o.cursor.At + by*i + n*n) % n
		if e := o.entries[at]; e.field != nil && e.said == "" {
			o.cursor.At, o.at = at, e.name
			return nil
		}
	}
	return screen.Tell("Every field says something.")
}

// follow goes to the record that a field leads to; of several it asks.
func (g *Screen) follow(f *catalog.RegisterField) tea.Cmd {
	all := g.led(g.open.row, f)
	open := func(r *row) tea.Cmd {
		g.leaveMark()
		return g.openRecord(r.Kind, r.ID)
	}
	switch len(all) {
	case 0:
		if f.Register == assess.KindFinding && len(g.things(g.open.row, f)) > 0 {
			return g.findings(g.open.row)
		}
		return screen.Tell("This field leads to no record. enter writes it.")
	case 1:
		return open(all[0])
	}
	return g.s.Open(dialog.NewChoice(g.s, f.Label, "", func() []dialog.Option {
		var options []dialog.Option
		for _, r := range all {
			options = append(options, dialog.Option{Label: titleOfRecord(r), Pick: func() tea.Cmd { return open(r) }})
		}
		return options
	}))
}

// led are the records that a field leads to.
func (g *Screen) led(of *row, f *catalog.RegisterField) []*row {
	var all []*row
	for _, id := range of.Leading(f) {
		if r, known := g.shelf.byID[id]; known {
			all = append(all, r)
		}
	}
	return all
}

// saysOf is what a field says; of records that it leads to their titles too, where
// all of them are there.
func (g *Screen) saysOf(r *row, f *catalog.RegisterField) string {
	said, led, things := g.shelf.Says(r.Record, f.Name), g.led(r, f), g.things(r, f)
	if n := len(led) + len(things); n == 0 || n < len(r.List(f.Name)) {
		return said
	}
	var titles []string
	for _, t := range things {
		titles = append(titles, t.Number+" "+t.Title)
	}
	for _, to := range led {
		titles = append(titles, to.number+" "+to.Title())
	}
	return strings.Join(titles, "\n")
}

// titleOfRecord is its number and what it is about.
func titleOfRecord(r *row) string { return r.number + "  " + widget.Line(r.Title()) }
