// Package statement is the Statement of Applicability of both standards as one
// table: what applies, why, how far it is declared, and what an auditor would ask.
// Its one rule: what is declared here is the organisation's word; the rating stands
// beside it and is never changed by it.
package statement

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/soa"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// Screen is the SoA.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now      screen.Changed
	kept     screen.Kept
	room     screen.Room
	standard string
	which    which
	lines    *soa.Statement
	asked    map[string][]soa.Remark // by the name of a line in a list
	open     int                     // questions of the check
	rows     *list.Table[*soa.Line]
}

// New makes the SoA for a session.
func New(s *screen.Session) *Screen {
	st := &Screen{s: s, keys: newKeys(), standard: soa.AIMS, which: all}
	st.rows = list.NewTable(s, func(l *soa.Line) string { return l.Ref })
	st.rows.Words = words
	st.rows.Lets = func(l *soa.Line) bool { return lets[st.which].holds(st, l) }
	st.rows.Keeps = true
	st.rows.Group = st.group
	st.rows.Marks, st.rows.Kin = list.NewMarks("the whole section or theme"), st.group
	st.rows.Columns, st.rows.None = st.columns, st.none
	return st
}

// Update takes keys and news.
func (st *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		st.now = msg
		st.compile()
	case screen.Kept:
		st.kept = msg
		st.compile()
	case screen.Room:
		st.room = msg
		if st.now.Assessment != nil {
			st.compile()
		}
	case prepared:
		return st.issue(msg)
	case screen.Go:
		if msg.Route == screen.Statement {
			return st.goTo(msg.Item)
		}
	case screen.Click:
		return st.rows.Click(msg, st.moved, st.fields)
	case screen.Wheel:
		st.rows.Move(msg.Lines)
		return st.moved()
	case tea.PasteMsg:
		if st.Typing() {
			return st.search(msg)
		}
	case tea.KeyPressMsg:
		return st.key(msg)
	}
	return nil
}

// compile makes the lines anew. What the room votes on is asked nothing of.
func (st *Screen) compile() {
	st.lines = soa.Compile(st.s.Catalog, st.now.Assessment, st.s.Now(), st.standard)
	if st.kept.Ruling != nil {
		st.lines.Take(st.kept.Case)
	}
	st.asked, st.open = map[string][]soa.Remark{}, 0
	for _, r := range soa.Check(st.lines) {
		if !st.room.Veils(r.Line.Ref) {
			st.asked[r.Line.Ref] = append(st.asked[r.Line.Ref], r)
			st.open++
		}
	}
	st.rows.Set(st.lines.Lines)
}

// current is the line under the cursor, nil where none is shown.
func (st *Screen) current() *soa.Line {
	l, _ := st.rows.Current()
	return l
}

// goTo moves to a control, in the statement that has it.
func (st *Screen) goTo(ref string) tea.Cmd {
	if st.now.Assessment == nil || ref == "" {
		return nil
	}
	if _, ok := st.lines.Line(ref); !ok {
		st.standard = soa.Both
		st.compile()
	}
	if !st.rows.Stand(ref) {
		st.which = all
		st.rows.ShowAll()
	}
	return st.moved()
}

func (st *Screen) moved() tea.Cmd {
	if l, ok := st.rows.Moved(); ok {
		return st.s.Ask(screen.At{Route: screen.Statement, Place: screen.Place{Item: l.Ref}})
	}
	return nil
}

// Resize keeps the space.
func (st *Screen) Resize(w, h int) { st.w, st.h = w, h }

// Typing is true while words are typed to narrow the table.
func (st *Screen) Typing() bool { return st.rows.Find.Typing() }

func (st *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if st.now.Assessment == nil {
		return nil
	}
	if st.Typing() {
		return st.search(msg)
	}
	if st.rows.Key(msg) {
		return st.moved()
	}
	switch k := st.keys; {
	case key.Matches(msg, k.Show):
		return st.choose()
	case key.Matches(msg, k.Check):
		return st.check()
	case key.Matches(msg, k.Versions):
		return st.versions()
	case key.Matches(msg, k.Issue):
		return st.askIssue()
	case key.Matches(msg, k.Back):
		return st.back()
	case st.current() == nil:
		return screen.Tell("No control is shown; esc shows all again.")
	}
	return st.act(msg)
}

func (st *Screen) search(msg tea.Msg) tea.Cmd { return tea.Batch(st.rows.Search(msg), st.moved()) }

// back leaves one thing after the other: the marks, the words, which lines.
func (st *Screen) back() tea.Cmd {
	if !st.rows.Back() && st.which != all {
		st.which = all
		st.rows.Arrange()
	}
	return st.moved()
}

// words are what a line is found by.
func words(l *soa.Line) string {
	return strings.ToLower(strings.Join([]string{l.Number(), l.Item.Title, l.WhyIn, l.WhyOut, l.How, l.Described, l.Owner}, " "))
}

// group is the section or theme of a line, with its standard where both are shown.
func (st *Screen) group(l *soa.Line) string {
	title := l.Item.Set.ID + " " + l.Item.Set.Title
	if st.standard == soa.Both {
		return strings.TrimSuffix(strings.TrimSuffix(l.Item.Set.Standard, ":2023"), ":2022") + "  " + title
	}
	return title
}

// targets are the names of the lines that an act is about.
func (st *Screen) targets() []string {
	var refs []string
	for _, l := range st.rows.Chosen() {
		refs = append(refs, l.Ref)
	}
	return refs
}

// which lines are shown.
type which int

const (
	all which = iota
	excluded
	undeclared
	unfinished
	questioned
)

// lets are the lines of each choice, in the order of the choices.
var lets = []struct {
	word  string
	holds func(*Screen, *soa.Line) bool
}{
	{"all controls", func(*Screen, *soa.Line) bool { return true }},
	{"excluded", func(_ *Screen, l *soa.Line) bool { return l.Excluded }},
	{"not declared", func(_ *Screen, l *soa.Line) bool { return !l.Excluded && l.Declared == "" }},
	{"not implemented yet", func(_ *Screen, l *soa.Line) bool {
		return !l.Excluded && slices.Contains([]string{"none", "planned", "partly"}, l.Declared)
	}},
	{"with a question of the check", func(st *Screen, l *soa.Line) bool { return len(st.asked[l.Ref]) > 0 }},
}
