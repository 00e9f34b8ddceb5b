// Package audit is an audit at work: its plan by time, a session with what is asked
// and what was seen, and a sample unit by unit. Its one rule: what follows from an
// audit is decided by package register; here it is shown and written down.
package audit

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
)

// Screen is the work on one audit.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now  screen.Changed
	from string // name of the screen that it stands over
	id   string // of the audit
	gone bool   // it was taken away

	c     register.Case
	au    register.Record            // its zero value before the first reading
	rows  []register.Record          // its sessions by time, then its samples
	marks map[string][]register.Mark // by the id of a row, and of the audit
	items map[string][]*catalog.Item // of a session, by its id
	drawn map[string]register.Sample // by the id of a sample
	ticks bool                       // the time that is left is drawn anew
	in    string                     // id of the row that is open; empty: none is
	plan  list.Cursor                // among the rows
	part  list.Cursor                // among the items of a session, or the units of a sample
	note  dialog.InPlace             // the notes that are being typed
}

// New makes the work on audits for a session.
func New(s *screen.Session) *Screen { return &Screen{s: s, keys: newKeys()} }

// minute says that some time has passed.
type minute struct{}

// Update takes keys and news.
func (x *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		x.now = msg
		return tea.Batch(x.read(), x.note.Update(msg))
	case screen.WorkAudit:
		x.open(msg)
		return tea.Batch(x.read(), x.tick())
	case *desk:
		x.know(msg)
		return nil
	case minute:
		x.ticks = false
		return x.tick()
	case screen.Click:
		return x.click(msg)
	case screen.Wheel:
		x.cursor().Scroll(msg.Lines)
		return nil
	case tea.KeyPressMsg:
		return x.key(msg)
	}
	return x.note.Update(msg)
}

// tick has the time that is left drawn anew, while a session is open.
func (x *Screen) tick() tea.Cmd {
	if x.ticks || x.in == "" {
		return nil
	}
	x.ticks = true
	return reading.Tick(minute{})
}

func (x *Screen) open(msg screen.WorkAudit) {
	from := cmp.Or(msg.From, x.from, screen.Registers)
	if msg.ID != x.id {
		*x = Screen{s: x.s, keys: x.keys, w: x.w, h: x.h, ticks: x.ticks, now: x.now, id: msg.ID}
	}
	if x.from = from; msg.In != "" {
		x.in = msg.In
	}
}

// desk is what was read of an audit.
type desk struct {
	register.Case
	au    register.Record
	rows  []register.Record
	marks map[string][]register.Mark
	items map[string][]*catalog.Item
	drawn map[string]register.Sample
}

// read looks at the records as they stand, while an audit is worked on.
func (x *Screen) read() tea.Cmd {
	a, id := x.now.Assessment, x.id
	if a == nil || id == "" {
		return nil
	}
	return x.s.Job(func(ctx context.Context) tea.Msg {
		book, err := x.s.DB.RecordsReadBy(ctx, x.s.Actor, a.ID)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return newDesk(register.Case{Catalog: x.s.Catalog, Assessment: a, Book: book, Today: x.s.Now()}, id)
	})
}

func newDesk(c register.Case, id string) *desk {
	d := &desk{Case: c, marks: map[string][]register.Mark{}, items: map[string][]*catalog.Item{}, drawn: map[string]register.Sample{}}
	if d.au, _ = c.Book.Record(register.KindAudit, id); d.au.Removed() {
		d.au = register.Record{}
	}
	d.rows = slices.Concat(c.Plan(d.au), c.Samples(d.au))
	for _, r := range d.rows {
		if r.Kind == register.KindSample {
			d.drawn[r.ID] = c.SampleOf(r)
			continue
		}
		d.items[r.ID] = c.Named(r.List(catalog.RecordItems))
	}
	for _, m := range register.Judge(c) {
		d.marks[m.ID] = append(d.marks[m.ID], m)
	}
	return d
}

// know takes what was read; one stays where one stood.
func (x *Screen) know(d *desk) {
	if x.now.Assessment == nil || d.Assessment.ID != x.now.Assessment.ID {
		return
	}
	x.c, x.au, x.rows, x.marks, x.items, x.drawn = d.Case, d.au, d.rows, d.marks, d.items, d.drawn
	if x.gone = d.au.ID == ""; x.gone || !slices.ContainsFunc(d.rows, func(r register.Record) bool { return r.ID == x.in }) {
		x.in, x.note = "", dialog.InPlace{}
	}
	x.plan.Move(0, len(x.rows))
	x.part.Move(0, x.parts())
}

// row is the session or sample that is open, else the one under the cursor.
func (x *Screen) row() (register.Record, bool) {
	for i, r := range x.rows {
		if r.ID == x.in || x.in == "" && i == x.plan.At {
			return r, true
		}
	}
	return register.Record{}, false
}

// parts is how many items the open session has, or units the open sample.
func (x *Screen) parts() int { return len(x.items[x.in]) + len(x.drawn[x.in].Units) }

// cursor is that of the list in front.
func (x *Screen) cursor() *list.Cursor {
	if x.in == "" {
		return &x.plan
	}
	return &x.part
}

// length is how many rows the list in front has.
func (x *Screen) length() int {
	if x.in == "" {
		return len(x.rows)
	}
	return x.parts()
}

// item is the one under the cursor of the open session.
func (x *Screen) item() (*catalog.Item, bool) {
	if all := x.items[x.in]; x.part.At < len(all) {
		return all[x.part.At], true
	}
	return nil, false
}

// Resize keeps the space.
func (x *Screen) Resize(w, h int) { x.w, x.h = w, h }

// Typing is true while notes are typed.
func (x *Screen) Typing() bool { return x.note.Typing() }

// Waits reports that the audit was not read yet.
func (x *Screen) Waits() bool { return x.au.ID == "" && !x.gone }

// act saves what is decided about the records.
func (x *Screen) act(said string, decide func(register.Case) ([]assess.Change, error)) tea.Cmd {
	return x.s.ActOnCase(x.now.Assessment.ID, said, decide)
}

// number is how a record is called.
func (x *Screen) number(r register.Record) string { return x.c.Book.Number(x.s.Catalog, r) }
