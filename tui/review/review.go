// Package review is a management review at work: what lies on the table, input by
// input, what is said to it, and what is decided there. Its one rule: what is
// collected, what lacks and what follows from a decision is decided by package
// register; here it is shown and typed.
package review

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the walk of one review.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now  screen.Changed
	from string // name of the screen that it stands over
	id   string // of the review
	gone bool   // it was taken away

	c      register.Case
	mr     register.Record // its zero value before the first reading
	inputs []register.Input
	marks  []register.Mark // what the rules say of the review
	at     int             // the input at hand; behind the last one stands the result

	entries []entry
	cursor  list.Cursor    // among the entries
	onward  bool           // after what is being saved the cursor goes to what lacks next
	note    dialog.InPlace // the text that is being typed
	strip   []stop         // of the last drawing, for the mouse
	most    int            // lines of a long text, in the drawing under way
}

// New makes the walk of reviews for a session.
func New(s *screen.Session) *Screen { return &Screen{s: s, keys: newKeys()} }

// records is what was read: the case, and what the rules say of the review.
type records struct {
	register.Case
	marks []register.Mark
}

// Update takes keys and news.
func (x *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		x.now = msg
		return tea.Batch(x.read(), x.note.Update(msg))
	case screen.HoldReview:
		x.open(msg)
		return x.read()
	case records:
		x.know(msg)
		return nil
	case screen.Click:
		x.click(msg)
		return nil
	case screen.Wheel:
		x.cursor.Scroll(msg.Lines)
		return nil
	case tea.KeyPressMsg:
		return x.key(msg)
	}
	return x.note.Update(msg)
}

func (x *Screen) open(msg screen.HoldReview) {
	if x.from = msg.From; msg.ID == x.id {
		return
	}
	*x = Screen{s: x.s, keys: x.keys, w: x.w, h: x.h, now: x.now, from: msg.From, id: msg.ID}
}

// read looks at the records as they stand, while a review is walked.
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
		got := records{Case: register.Case{Catalog: x.s.Catalog, Assessment: a, Book: book, Today: x.s.Now()}}
		for _, m := range register.Judge(got.Case) {
			if m.ID == id {
				got.marks = append(got.marks, m)
			}
		}
		return got
	})
}

// know takes what was read; one stays where one stood.
func (x *Screen) know(msg records) {
	if x.now.Assessment == nil || msg.Assessment.ID != x.now.Assessment.ID {
		return
	}
	mr, known := msg.Book.Record(register.KindReview, x.id)
	if x.gone = !known || mr.Removed(); x.gone {
		x.mr, x.inputs, x.entries, x.note = register.Record{}, nil, nil, dialog.InPlace{}
		return
	}
	first, end := x.mr.ID == "", x.at == len(x.inputs)
	x.c, x.marks, x.mr, x.inputs = msg.Case, msg.marks, mr, msg.Inputs(mr)
	switch {
	case first:
		x.goTo(0)
		return
	case x.onward:
		x.onward = false
		x.goTo(x.at)
		return
	case end:
		x.at = len(x.inputs)
	}
	x.at = min(x.at, len(x.inputs))
	here := x.here().name
	x.entries = x.page()
	x.stand(here)
}

// current is the input at hand, false at the result.
func (x *Screen) current() (register.Input, bool) {
	if x.at >= len(x.inputs) {
		return register.Input{}, false
	}
	return x.inputs[x.at], true
}

// here is the entry under the cursor.
func (x *Screen) here() entry {
	if x.cursor.At < len(x.entries) {
		return x.entries[x.cursor.At]
	}
	return entry{}
}

// stand puts the cursor on an entry by its name, where there is one.
func (x *Screen) stand(name string) {
	for i, e := range x.entries {
		if e.name == name {
			x.cursor.At = i
		}
	}
	x.cursor.Move(0, len(x.entries))
}

// lacking is how many inputs the review is not complete without.
func (x *Screen) lacking() int {
	n := 0
	for _, in := range x.inputs {
		if in.Lacks != "" {
			n++
		}
	}
	return n
}

// Resize keeps the space.
func (x *Screen) Resize(w, h int) { x.w, x.h = w, h }

// Typing is true while a text is typed.
func (x *Screen) Typing() bool { return x.note.Typing() }

// Keep writes down what is being typed before the program ends.
func (x *Screen) Keep() tea.Cmd { return x.note.Keep() }

// Waits reports that the review was not read yet.
func (x *Screen) Waits() bool { return x.mr.ID == "" && !x.gone }

// act saves what is decided about the records.
func (x *Screen) act(said string, decide func(register.Case) ([]assess.Change, error)) tea.Cmd {
	return x.s.ActOnCase(x.now.Assessment.ID, said, decide)
}

// number is how a record is called.
func (x *Screen) number(r register.Record) string { return x.c.Book.Number(x.s.Catalog, r) }
