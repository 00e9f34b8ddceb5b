// Package impact is the walk of an impact assessment: prompt after prompt of its
// form, and the decision at the end. Its one rule: what a prompt asks and whether it
// is answered is decided by package register; here it is shown and typed.
package impact

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// Screen is the walk of one assessment.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now  screen.Changed
	from string // name of the screen that it stands over
	id   string // of the record
	gone bool   // it was taken away

	c       register.Case
	ia      register.Record // its zero value before the first reading
	prompts []register.Prompt
	marks   []register.Mark // what the rules say of the assessment, beside what its prompts lack
	at      int             // the prompt at hand; behind the last one stands the decision
	in      int             // the impact in focus, from 0; -1: the prompt

	note dialog.InPlace // the answer that is being typed

	scroll, pageLines, pageRows int
	strip                       []stop // of the last drawing, for the mouse
}

// New makes the walk for a session.
func New(s *screen.Session) *Screen { return &Screen{s: s, keys: newKeys(), in: -1} }

// records is what was read: the case, and what the rules say of the assessment.
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
	case screen.AssessImpact:
		x.open(msg)
		return x.read()
	case records:
		x.know(msg)
		return nil
	case screen.Click:
		x.click(msg)
		return nil
	case screen.Wheel:
		x.scrollBy(msg.Lines)
		return nil
	case tea.KeyPressMsg:
		return x.key(msg)
	}
	return x.note.Update(msg)
}

func (x *Screen) open(msg screen.AssessImpact) {
	x.from = msg.From
	if msg.ID == x.id {
		return
	}
	x.id, x.ia, x.gone, x.note = msg.ID, register.Record{}, false, dialog.InPlace{}
	x.prompts, x.at, x.in, x.scroll = nil, 0, -1, 0
}

// read looks at the records as they stand, while an assessment is walked.
func (x *Screen) read() tea.Cmd {
	a, id := x.now.Assessment, x.id
	if a == nil || id == "" {
		return nil
	}
	return x.s.Job(func(ctx context.Context) tea.Msg {
		book, err := x.s.DB.Records(ctx, a.ID)
		if err != nil {
			return screen.Failed{Err: err}
		}
		c := register.Case{Catalog: x.s.Catalog, Assessment: a, Book: book, Today: x.s.Now()}
		seen := func(m register.Mark) bool { return m.ID != id || m.Rule == "thin_prompts" }
		return records{c, slices.DeleteFunc(register.Judge(c), seen)}
	})
}

// know takes what was read; one stays at the prompt at hand, or where the form has it
// no more at the one that stands in its place.
func (x *Screen) know(msg records) {
	if x.now.Assessment == nil || msg.Assessment.ID != x.now.Assessment.ID {
		return
	}
	ia, known := msg.Book.Record(register.KindAssessment, x.id)
	if x.gone = !known || ia.Removed(); x.gone {
		x.ia, x.prompts, x.at, x.in = register.Record{}, nil, 0, -1
		return
	}
	here, first, end := x.here(), x.ia.ID == "", x.at == len(x.prompts)
	x.c, x.marks = msg.Case, msg.marks
	x.ia, x.prompts = ia, x.c.Prompts(ia)
	switch {
	case first:
		x.at = 0
	case end:
		x.at = len(x.prompts)
	default:
		x.at = min(x.at, len(x.prompts))
		for i, p := range x.prompts {
			if p.ID == here {
				x.at = i
			}
		}
	}
	x.in = min(x.in, len(x.impacts())-1)
}

// current is the prompt at hand, false at the decision.
func (x *Screen) current() (register.Prompt, bool) {
	if x.at >= len(x.prompts) {
		return register.Prompt{}, false
	}
	return x.prompts[x.at], true
}

// here is the id of the prompt at hand, empty at the decision.
func (x *Screen) here() string {
	if p, ok := x.current(); ok {
		return p.ID
	}
	return ""
}

// impacts are those that answer the prompt at hand.
func (x *Screen) impacts() []register.Record {
	p, _ := x.current()
	return p.Impacts
}

// focused is the impact in focus.
func (x *Screen) focused() (register.Record, bool) {
	if all := x.impacts(); x.in >= 0 && x.in < len(all) {
		return all[x.in], true
	}
	return register.Record{}, false
}

// Resize keeps the space.
func (x *Screen) Resize(w, h int) { x.w, x.h = w, h }

// Typing is true while an answer is typed.
func (x *Screen) Typing() bool { return x.note.Typing() }

// Waits reports that the assessment was not read yet.
func (x *Screen) Waits() bool { return x.ia.ID == "" && !x.gone }

// act saves what is decided about the records.
func (x *Screen) act(said string, decide func(register.Case) ([]assess.Change, error)) tea.Cmd {
	return x.s.ActOnCase(x.now.Assessment.ID, said, decide)
}

func (x *Screen) scrollBy(n int) {
	x.scroll = max(0, min(x.scroll+n, x.pageLines-x.pageRows))
}
