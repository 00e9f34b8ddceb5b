package history

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// disputed is what copies disagree on, one a line, and of the one under the cursor the
// values side by side: a queue that is worked off with single keys. What was settled
// leaves it, and the next stands under the cursor. Behind the fields that disagree stands
// what does not go together.
type disputed struct {
	h      *Screen
	all    []store.Conflict
	odd    []store.Clash
	read   bool
	cursor list.Cursor
	side   int    // of the values, in the order in which they are shown
	reason string // goes with the next choice
	w, ht  int
	keys   disputedKeys
}

type disputedKeys struct {
	list.Keys
	Left, Right, Take, Both, Own, Theirs, Reason, Walk, Vote, Out key.Binding
}

func newDisputedKeys() disputedKeys {
	return disputedKeys{
		Keys:   list.NewKeys(),
		Left:   bind.Left.To("the value to the left"),
		Right:  bind.Right.To("the value to the right"),
		Take:   bind.Open.To("take it"),
		Both:   bind.Basis.To("keep both texts"),
		Own:    bind.Editor.To("write another text"),
		Theirs: bind.Add.To("all of this person"),
		Reason: bind.Rests.To("say why"),
		Walk:   bind.Walk.To("to the item; what is said there settles it"),
		Vote:   bind.Vote.To("vote on it; the level that is settled on settles this"),
		Out:    bind.And("esc", "back", bind.Back, bind.Leave),
	}
}

// disputesRead are the conflicts as they stand.
type disputesRead struct {
	all []store.Conflict
	odd []store.Clash
	err error
}

func (h *Screen) openDisputed() tea.Cmd { return h.s.Open(&disputed{h: h, keys: newDisputedKeys()}) }

// Init reads what disagrees.
func (d *disputed) Init() tea.Cmd {
	s, id := d.h.s, d.h.now.Assessment.ID
	return s.Job(func(context.Context) tea.Msg {
		all, a, err := s.Conflicts(id)
		if err != nil {
			return disputesRead{err: err}
		}
		odd, err := s.Clashes(a)
		return disputesRead{all, odd, err}
	})
}

// Update takes keys and what was read.
func (d *disputed) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case disputesRead:
		if msg.err != nil {
			return screen.Send(screen.Failed{Err: msg.err})
		}
		d.set(msg.all, msg.odd)
	case screen.Changed, screen.Room:
		return d.Init()
	case tea.MouseWheelMsg:
		by := 1
		if msg.Button == tea.MouseWheelUp {
			by = -1
		}
		d.move(by)
	case tea.KeyPressMsg:
		return d.key(msg)
	}
	return nil
}

// set keeps the cursor on its conflict; where that is settled, on the one behind it.
func (d *disputed) set(all []store.Conflict, odd []store.Clash) {
	was, stood := d.current()
	clash, other := d.clash()
	d.all, d.odd, d.read = all, odd, true
	at := slices.IndexFunc(all, func(c store.Conflict) bool { return stood && c.Place == was.Place })
	if i := slices.IndexFunc(odd, func(c store.Clash) bool { return other && c.Name == clash.Name }); i >= 0 {
		at = len(all) + i
	}
	if at >= 0 {
		d.cursor.At = at
		return
	}
	d.cursor.At, d.side = max(0, min(d.cursor.At, d.count()-1)), 0
}

func (d *disputed) count() int { return len(d.all) + len(d.odd) }

func (d *disputed) move(by int) {
	was := d.cursor.At
	d.cursor.Move(by, d.count())
	if d.cursor.At != was {
		d.side = 0
	}
}

func (d *disputed) current() (store.Conflict, bool) {
	if d.cursor.At >= len(d.all) {
		return store.Conflict{}, false
	}
	return d.all[d.cursor.At], true
}

// column is one of the values: a side, or what all of them go on from.
type column struct {
	said  assess.Revision // who said it first
	value assess.Revision
	head  string
	base  bool
}

// columns are the values of a conflict: first what was said in this copy, then what
// stood before, then what was said elsewhere.
func (d *disputed) columns(c store.Conflict) []column {
	var ours, theirs []column
	for i, r := range c.Sides {
		one := column{said: c.Said[i], value: r, head: "elsewhere"}
		if c.Ours[i] {
			one.head = "here"
			ours = append(ours, one)
			continue
		}
		theirs = append(theirs, one)
	}
	base := column{base: true, head: "before", said: c.Base, value: c.Base}
	return slices.Concat(ours, []column{base}, theirs)
}

func (d *disputed) key(msg tea.KeyPressMsg) tea.Cmd {
	was := d.cursor.At
	if d.cursor.Key(msg, d.keys.Keys, d.count()) {
		if d.cursor.At != was {
			d.side = 0
		}
		return nil
	}
	if key.Matches(msg, d.keys.Out) {
		return d.h.s.Shut()
	}
	if x, ok := d.clash(); ok {
		return d.onClash(msg, x)
	}
	c, ok := d.current()
	if !ok {
		return screen.Tell("Nothing disagrees.")
	}
	columns := d.columns(c)
	switch k := d.keys; {
	case key.Matches(msg, k.Left):
		d.side = max(0, d.side-1)
	case key.Matches(msg, k.Right):
		d.side = min(len(columns)-1, d.side+1)
	case key.Matches(msg, k.Take):
		return d.take(c, columns[d.side])
	case key.Matches(msg, k.Both):
		if !c.Texts() {
			return screen.Tell("Only texts can be kept both; enter takes the value that is marked.")
		}
		return d.settle("Both texts are kept; u takes it back.", store.Choice{Place: c.Place, Value: store.TakeBoth})
	case key.Matches(msg, k.Own):
		return d.write(c)
	case key.Matches(msg, k.Theirs):
		return d.takeAll(columns[d.side])
	case key.Matches(msg, k.Reason):
		return d.askReason()
	case key.Matches(msg, k.Walk):
		return d.lead(c, screen.Walk)
	case key.Matches(msg, k.Vote) && c.Field != assess.FieldRating:
		return screen.Tell("A vote gives a rating, and this is none: enter takes a value, b keeps both texts.")
	case key.Matches(msg, k.Vote):
		return d.lead(c, screen.Votes)
	}
	return nil
}

func (d *disputed) askReason() tea.Cmd {
	return d.h.s.Open(dialog.NewNote(d.h.s, "Why the next choice is right", d.reason, screen.Draft{}, func(text string) tea.Cmd {
		d.reason = text
		return nil
	}))
}

func (d *disputed) settle(said string, choices ...store.Choice) tea.Cmd {
	reason := d.reason
	d.reason = ""
	return d.h.s.SettleConflicts(d.h.now.Assessment.ID, said, choices, reason)
}

func (d *disputed) take(c store.Conflict, of column) tea.Cmd {
	value := store.TakeSide(of.value.ID)
	if of.base {
		value = store.TakeBase
	}
	return d.settle(d.name(c)+" is settled; u takes it back.", store.Choice{Place: c.Place, Value: value})
}

// takeAll takes what a person said wherever they are a side, once that is confirmed.
func (d *disputed) takeAll(of column) tea.Cmd {
	if of.base {
		return screen.Tell("← → choose the value of a person first.")
	}
	choices := store.SidesOf(d.all, of.said.Author)
	who := widget.Line(of.said.Author)
	question := fmt.Sprintf("What %s said stands in all %d conflicts that %s is a side of. That is one act, and u takes it back.", who, len(choices), who)
	if len(choices) == 1 {
		question = fmt.Sprintf("%s is a side of this conflict alone. What %s said stands; u takes it back.", who, who)
	}
	return d.h.s.Open(dialog.NewConfirm(d.h.s, "Take all of "+who+"?", question, "take them", func() tea.Cmd {
		return d.settle(fmt.Sprintf("%d settled as %s said; u takes it back.", len(choices), who), choices...)
	}))
}

// write settles for a text that no side says.
func (d *disputed) write(c store.Conflict) tea.Cmd {
	both, err := c.Both()
	var text string
	if err != nil || json.Unmarshal(both, &text) != nil {
		return screen.Tell("This is no text; w leads to where it is said, and what is said there settles it.")
	}
	return d.h.s.Open(dialog.NewNote(d.h.s, d.name(c), text, screen.Draft{}, func(text string) tea.Cmd {
		raw, err := json.Marshal(text)
		if err != nil {
			return screen.Send(screen.Failed{Err: err})
		}
		return d.settle(d.name(c)+" is settled; u takes it back.", store.Choice{Place: c.Place, Value: store.TakeOwn(raw)})
	}))
}

// lead goes to the item that a conflict is about, in the Walk or in the Room.
func (d *disputed) lead(c store.Conflict, route string) tea.Cmd {
	k, err := c.Subject.Key()
	if err != nil {
		return screen.Tell("This conflict is about no item of ISO/IEC 42001.")
	}
	return tea.Sequence(d.h.s.Shut(), d.h.s.Ask(screen.Go{Route: route, Place: screen.Place{Item: k.Item, System: k.System, Question: k.Question}}))
}

func (d *disputed) name(c store.Conflict) string { return d.h.fieldName(c.Shown) }

// Rights are what its keys ask for.
func (d *disputed) Rights() screen.Rights {
	c, ok := d.current()
	if !ok {
		return screen.Rights{d.h.s.Writes(d.keys.Take, d.keys.Reason)}
	}
	return screen.Rights{d.h.restores(d.keys.Take, c.Sides...), d.h.s.Writes(d.keys.Both, d.keys.Own, d.keys.Theirs, d.keys.Reason)}
}

// Resize keeps the space.
func (d *disputed) Resize(w, h int) { d.w, d.ht = w, h }

// Title counts what is left.
func (d *disputed) Title() string {
	switch n := d.count(); {
	case n == 0:
		return "What disagrees"
	default:
		return fmt.Sprintf("What disagrees · %d of %d", d.cursor.At+1, n)
	}
}

// Cursor is not shown: the row and the value are marked.
func (d *disputed) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Footer names its keys.
func (d *disputed) Footer() []key.Binding {
	k := d.keys
	if _, ok := d.clash(); ok {
		return d.clashFooter()
	}
	c, ok := d.current()
	if !ok {
		return []key.Binding{k.Out}
	}
	bind.Say(&k.Right, "choose")
	bind.Say(&k.Take, "take")
	bind.Say(&k.Theirs, "all theirs")
	bind.Say(&k.Reason, "why")
	bind.Say(&k.Vote, "vote")
	bind.Say(&k.Walk, "to the item")
	bind.Say(&k.Both, "both")
	bind.Say(&k.Own, "another text")
	all := []key.Binding{k.Right, k.Take}
	if c.Texts() {
		all = append(all, k.Both, k.Own)
	}
	all = append(all, k.Theirs, k.Reason)
	if c.Field == assess.FieldRating {
		all = append(all, k.Vote)
	}
	return append(all, k.Walk, k.Out)
}

// View is the queue, and below it the values of the conflict under the cursor.
func (d *disputed) View() string {
	c, ok := d.current()
	x, odd := d.clash()
	switch {
	case !d.read:
		return widget.Fit("What disagrees is being read.", d.w)
	case !ok && !odd:
		return strings.Join(widget.Wrap("Nothing disagrees. Where copies of this assessment were brought together and say different things of one field, both stand here until somebody chooses.", min(d.w, measure)), "\n")
	}
	rows := max(2, min(d.count(), d.ht/3))
	lines := d.queue(rows)
	lines = append(lines, d.h.s.Theme.Faint.Render(widget.Rule(d.w)))
	if plan := d.plan(c); ok && plan != "" {
		lines = append(lines, widget.Fit(d.h.s.Theme.Dim.Render("shared out: ")+plan, d.w))
	}
	if d.reason != "" {
		lines = append(lines, widget.Fit(d.h.s.Theme.Dim.Render("because ")+widget.FirstLine(d.reason), d.w))
	}
	if odd {
		lines = append(lines, d.ways(x)...)
	} else {
		lines = append(lines, d.values(c, d.ht-len(lines))...)
	}
	return strings.Join(lines[:min(len(lines), d.ht)], "\n")
}

// plan says who took on the item that a conflict is about, where the work is shared
// out.
func (d *disputed) plan(c store.Conflict) string {
	k, err := c.Subject.Key()
	if err != nil || d.h.kept.Ruling == nil || len(d.h.kept.Shares()) == 0 {
		return ""
	}
	it, known := assess.Item(d.h.s.Catalog, d.h.now.Assessment, k.Item)
	if !known {
		return ""
	}
	name := widget.Line(assess.SubjectName(d.h.s.Catalog, d.h.now.Assessment, assess.Key{Item: k.Item, System: k.System}.Subject()))
	takers := d.h.kept.TakenBy(it, k.System)
	if len(takers) == 0 {
		return "nobody takes " + name
	}
	return widget.Line(strings.Join(takers, ", ")) + " takes " + name
}

// queue are the conflicts around the cursor, one a line.
func (d *disputed) queue(rows int) []string {
	from, to := d.cursor.Window(d.cursor.At, d.count(), rows)
	var lines []string
	for i := from; i < to; i++ {
		name, how, is := d.row(i)
		if i == d.cursor.At {
			lines = append(lines, d.h.s.Theme.Cursor.Render(widget.Fit("▸ "+name+"   "+how+is, d.w)))
			continue
		}
		lines = append(lines, widget.Fit("  "+name+"   "+d.h.s.Theme.Dim.Render(how)+is, d.w))
	}
	return lines
}

// row is what a line of the queue is about, and how it stands.
func (d *disputed) row(i int) (name, how, is string) {
	if i < len(d.all) {
		return d.name(d.all[i]), "shown: ", d.said(d.all[i].Shown)
	}
	x := d.odd[i-len(d.all)]
	return d.clashName(x), "", string(x.Kind)
}

// said is the first line of what a revision says.
func (d *disputed) said(r assess.Revision) string { return widget.FirstLine(d.h.value(r)) }

// values are side by side where there is room, else one below the other.
func (d *disputed) values(c store.Conflict, height int) []string {
	columns := d.columns(c)
	const gap = 3
	width := (d.w - gap*(len(columns)-1)) / len(columns)
	if width < 28 {
		var lines []string
		each := max(3, height/len(columns))
		for i, x := range columns {
			one := d.value(x, i == d.side, d.w)
			lines = append(lines, one[:min(len(one), each)]...)
		}
		return lines
	}
	tall := 0
	drawn := make([][]string, len(columns))
	for i, x := range columns {
		drawn[i] = d.value(x, i == d.side, width)
		tall = max(tall, len(drawn[i]))
	}
	tall = min(tall, height)
	out := widget.Pane(drawn[0], width, tall)
	for _, lines := range drawn[1:] {
		out = widget.Beside(out, strings.Repeat(" ", gap), widget.Pane(lines, width, tall))
	}
	return strings.Split(out, "\n")
}

// value is one of the values: who said it and when, and what it says.
func (d *disputed) value(x column, chosen bool, width int) []string {
	t := d.h.s.Theme
	mark, head := "  ", x.head
	if x.said.ID == "" {
		head += " · nobody had said anything"
	} else {
		head += " · " + widget.Line(x.said.Author) + " · " + strings.TrimSpace(d.h.when(x.said.At))
	}
	if chosen {
		mark = "▸ "
		head = t.Strong.Render(head)
	} else {
		head = t.Dim.Render(head)
	}
	text := "nothing"
	if x.value.ID != "" {
		text = d.h.value(x.value)
	}
	lines := []string{widget.Fit(mark+head, width)}
	for _, l := range widget.Indent(widget.Wrap(text, width-4), "    ", "    ") {
		lines = append(lines, widget.Fit(l, width))
	}
	return lines
}
