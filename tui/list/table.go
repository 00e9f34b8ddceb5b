package list

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
)

// Table is a list of rows under headings: which of them are shown and in which
// order, the one under the cursor, and those in sight. The cursor stands on a
// row, not on a place: it goes where its row goes.
type Table[R any] struct {
	Keys Keys
	Find *Find

	Words   func(R) string             // what a row is found by, in small letters
	Lets    func(R) bool               // the filter; nil lets all through
	Keeps   bool                       // the row under the cursor stays, whatever the filter, until it is left
	Compare func(a, b R) int           // the order; nil leaves the one that rows came in
	Group   func(R) string             // the heading above the rows that share it; nil: none
	Below   func(r R, w int) string    // the second line of a row; nil: rows have one
	Marks   *Marks                     // rows that the next act is about; nil: none can be marked
	Kin     func(R) string             // rows that share it are marked together; nil: all are
	Away    bool                       // the keys go elsewhere: the row under the cursor keeps its sign alone
	None    func(width int) []string   // what stands in place of the rows where none is shown
	Columns func(width int) Columns[R] // what a row tells in so many cells

	s     *screen.Session
	id    func(R) string
	all   []R
	rows  []R
	lines []int // what stands on a line: a place in rows, or ^place for the heading above it
	line  []int // place in rows -> its line

	at     string // id of the row under the cursor, or the last that was
	told   string // the same when Moved was asked last
	picked string // the same when the mouse stood on it last; empty once a key moved
	kept   string // id of the row that stays whatever the filter; empty: none
	cursor Cursor

	width, top int // of the last drawing, for the mouse
}

// NewTable makes an empty one, whose rows are told apart by an id.
func NewTable[R any](s *screen.Session, id func(R) string) *Table[R] {
	return &Table[R]{s: s, id: id, Keys: NewKeys(), Find: NewFind(s)}
}

// Set takes all rows anew. The cursor stays on its row and on its line of the
// screen; a row that is gone leaves its place to the next. Who stands on the
// first row sees newer ones come in above it.
func (t *Table[R]) Set(all []R) {
	was, place := t.lineOf(t.cursor.At), t.cursor.At
	t.all = all
	if t.Keeps {
		t.kept = t.at
	}
	t.choose()
	if i := t.place(t.at); i >= 0 {
		place = i
	}
	first := t.cursor.At == 0
	t.stand(place)
	if !first {
		t.cursor.Scroll(t.lineOf(t.cursor.At) - was)
	}
}

// Arrange filters and sorts anew. Where the row under the cursor is shown no
// more, the first one takes its place; where none is, it is remembered.
func (t *Table[R]) Arrange() {
	t.kept = ""
	t.choose()
	t.stand(max(0, t.place(t.at)))
}

// choose makes the rows that are shown, and their lines.
func (t *Table[R]) choose() {
	t.rows, t.lines, t.line = t.rows[:0], t.lines[:0], t.line[:0]
	for _, r := range t.all {
		if t.shows(r) {
			t.rows = append(t.rows, r)
		}
	}
	if t.Compare != nil {
		slices.SortStableFunc(t.rows, t.Compare)
	}
	if t.Marks != nil {
		t.Marks.Keep(func(id string) bool { return t.place(id) >= 0 })
	}
	for i, r := range t.rows {
		if t.Group != nil && (i == 0 || t.Group(t.rows[i-1]) != t.Group(r)) {
			t.lines = append(t.lines, ^i)
		}
		t.line = append(t.line, len(t.lines))
		t.lines = append(t.lines, i)
	}
}

func (t *Table[R]) shows(r R) bool {
	if t.kept != "" && t.id(r) == t.kept {
		return true
	}
	return (t.Lets == nil || t.Lets(r)) && (len(t.Find.Words()) == 0 || t.Find.Match(t.Words(r)))
}

// goTo stands on a place, and lets go of the row that only stayed for the cursor.
func (t *Table[R]) goTo(place int) {
	if t.stand(place); t.kept != "" && t.at != t.kept {
		t.Set(t.all)
	}
}

// stand puts the cursor on a place among the rows that are shown.
func (t *Table[R]) stand(place int) {
	t.cursor.At = max(0, min(place, len(t.rows)-1))
	if len(t.rows) > 0 {
		t.at = t.id(t.rows[t.cursor.At])
	}
}

func (t *Table[R]) place(id string) int {
	return slices.IndexFunc(t.rows, func(r R) bool { return t.id(r) == id })
}

// lineOf is the line of a place among the rows that are shown.
func (t *Table[R]) lineOf(place int) int {
	if place >= len(t.line) {
		return 0
	}
	return t.line[place]
}

// Rows are those that are shown.
func (t *Table[R]) Rows() []R { return t.rows }

// All are the rows with those that are not shown.
func (t *Table[R]) All() []R { return t.all }

// At is the place of the cursor among the rows that are shown.
func (t *Table[R]) At() int { return t.cursor.At }

// Here is the id of the row under the cursor, or of the last that was.
func (t *Table[R]) Here() string { return t.at }

// Current is the row under the cursor; false where none is shown.
func (t *Table[R]) Current() (r R, ok bool) {
	if t.cursor.At >= len(t.rows) {
		return r, false
	}
	return t.rows[t.cursor.At], true
}

// Moved is the row under the cursor, where it is another than at the last
// question.
func (t *Table[R]) Moved() (r R, ok bool) {
	if r, ok = t.Current(); !ok || t.at == t.told {
		return r, false
	}
	t.told = t.at
	return r, true
}

// Stand puts the cursor on the row with an id, and reports whether it is shown.
// Where it is not, or not yet, the cursor goes there as soon as it is.
func (t *Table[R]) Stand(id string) bool {
	t.at = id
	place := t.place(id)
	if place >= 0 {
		t.goTo(place)
	}
	return place >= 0
}

// Move goes some rows down, or up where by is negative.
func (t *Table[R]) Move(by int) { t.goTo(t.cursor.At + by) }

// Key moves, marks or begins to find where the key is one of its own, and reports
// whether it was.
func (t *Table[R]) Key(msg tea.KeyPressMsg) bool {
	t.picked = ""
	switch {
	case t.cursor.Key(msg, t.Keys, len(t.rows)):
		t.goTo(t.cursor.At)
	case t.Words != nil && key.Matches(msg, t.Find.Begin):
		t.Find.Open()
	default:
		return t.Marks != nil && t.mark(msg)
	}
	return true
}

// Back leaves one thing after the other: the marks, the words. False: there was
// nothing to leave.
func (t *Table[R]) Back() bool {
	switch {
	case t.Marks != nil && t.Marks.Clear():
	case t.Find.On():
		t.ShowAll()
	default:
		return false
	}
	return true
}

func (t *Table[R]) mark(msg tea.KeyPressMsg) bool {
	shown := make([]string, len(t.rows))
	for i, r := range t.rows {
		shown[i] = t.id(r)
	}
	on, taken := t.Marks.Key(msg, shown, t.cursor.At, func(i int) bool {
		return t.Kin == nil || t.Kin(t.rows[i]) == t.Kin(t.rows[t.cursor.At])
	})
	if on {
		t.Move(1)
	}
	return taken
}

// Chosen are the rows that an act is about, in their order: those that are marked,
// else the one under the cursor.
func (t *Table[R]) Chosen() []R {
	var some []R
	for i, r := range t.rows {
		if t.Marks.Has(t.id(r)) || t.Marks.Len() == 0 && i == t.cursor.At {
			some = append(some, r)
		}
	}
	return some
}

// Search takes keys and pastes while words are typed.
func (t *Table[R]) Search(msg tea.Msg) tea.Cmd {
	changed, cmd := t.Find.Update(msg)
	if changed {
		t.Arrange()
	}
	return cmd
}

// ShowAll takes the words away.
func (t *Table[R]) ShowAll() {
	t.Find.Clear()
	t.Arrange()
}

// Click puts the cursor on the row under the mouse; a second click there opens the
// row. A screen that has nothing to do at one of them leaves it out.
func (t *Table[R]) Click(msg screen.Click, moved, open func() tea.Cmd) tea.Cmd {
	do := moved
	switch again, ok := t.Pick(msg); {
	case !ok:
		return nil
	case again:
		do = open
	}
	if do == nil {
		return nil
	}
	return do()
}

// Pick puts the cursor on the row under the mouse. It reports whether there is one,
// and whether the mouse put it there already.
func (t *Table[R]) Pick(msg screen.Click) (again, ok bool) {
	line := -1
	if msg.X < t.width && msg.Y >= t.top {
		line = t.cursor.Line((msg.Y-t.top)/t.tall(), len(t.lines))
	}
	if line < 0 || t.lines[line] < 0 || msg.Y == t.top && t.sticks() {
		return false, false
	}
	t.goTo(t.lines[line])
	again, t.picked = t.picked == t.at, t.at
	return again, true
}

// tall is how many lines a row has.
func (t *Table[R]) tall() int {
	if t.Below != nil {
		return 2
	}
	return 1
}
