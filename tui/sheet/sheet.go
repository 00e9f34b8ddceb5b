// Package sheet is the step between a client's sheet and the answers: the sheet
// as it is and what its columns were taken for, its words and what they mean, its
// rows and what each would change. Its one rule: nothing is written before y, and
// y writes all of it as one act, decided on the assessment as it stands by then.
package sheet

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// part is one of the three things to look at.
type part int

const (
	grid part = iota
	words
	rows
	parts
)

// kinds are what a sheet may be read as for the screen that asks: the first,
// unless somebody says otherwise.
var kinds = map[string][]intake.As{screen.Baseline: {intake.SoA, intake.Baseline}, screen.Walk: {intake.Answers}}

// asWords say what a sheet is read as.
var asWords = map[intake.As]string{
	intake.SoA: "Statement of Applicability", intake.Baseline: "ratings of the ISMS, its clauses too", intake.Answers: "answers on ISO/IEC 42001",
}

// Screen takes one sheet in.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now    screen.Changed
	from   string           // the screen that asked
	of     string           // the register that it asked about; empty: none
	files  map[string]*file // by the screen and the path: what was decided of each is kept
	file   *file            // the one at hand; nil: none
	part   part
	veiled string // id of the item that the room votes on
	taking string // what is said once the act under way is saved; empty: none is
}

// New makes the screen for a session.
func New(s *screen.Session) *Screen {
	return &Screen{s: s, keys: newKeys(), files: map[string]*file{}}
}

// Update takes keys and news.
func (b *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		return b.know(msg)
	case screen.Room:
		b.veil(msg.Veiled())
	case screen.Failed:
		b.taking = ""
	case screen.TakeIn:
		return b.takeIn(msg)
	case opened:
		return b.opened(msg)
	case looked:
		b.looked(msg)
	case got:
		return b.got(msg)
	case kept:
		return b.listKept(msg)
	case wrote:
		return b.wrote(msg)
	case screen.Click:
		b.click(msg)
	case screen.Wheel:
		b.move(msg.Lines)
	case tea.KeyPressMsg:
		return b.key(msg)
	}
	return nil
}

// know takes news. What a file would change is found out anew at the next key: to
// read it at every answer of somebody else would keep the answers waiting.
func (b *Screen) know(msg screen.Changed) tea.Cmd {
	b.now = msg
	if b.taking != "" && msg.Saved && msg.Said == b.taking {
		return b.taken()
	}
	f := b.file
	if f == nil || f.book == nil {
		return nil
	}
	if f.forgotten {
		f.forgotten = false
		return b.read(false)
	}
	f.old = true
	return nil
}

// veil forgets what was read before a vote was opened, or revealed: it tells how
// the item stood that the room votes on. The news that follows is read anew.
func (b *Screen) veil(item string) {
	if item != b.veiled && b.file != nil {
		b.file.forget()
		b.file.forgotten = true
	}
	b.veiled = item
}

// Resize keeps the space.
func (b *Screen) Resize(w, h int) { b.w, b.h = w, h }

// Typing is never true: texts are typed in dialogs.
func (b *Screen) Typing() bool { return false }

func (b *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	k := b.keys
	switch {
	case key.Matches(msg, k.Back):
		return b.leave()
	case key.Matches(msg, k.Other):
		return dialog.TakeIn(b.s, screen.TakeIn{From: b.from, Register: b.of}, b.now.Assessment.ID)
	case b.file == nil || b.file.book == nil:
		return nil
	}
	again := b.refresh()
	switch {
	case key.Matches(msg, k.NextPart):
		b.part = (b.part + 1) % parts
	case key.Matches(msg, k.PrevPart):
		b.part = (b.part + parts - 1) % parts
	case key.Matches(msg, k.Take):
		return tea.Batch(again, b.yes())
	case key.Matches(msg, k.Kept):
		return tea.Batch(again, b.chooseKept())
	case b.part != words && key.Matches(msg, k.Level, k.NA, k.Silent):
		return tea.Batch(again, screen.Tell("0-5, n and - say what a word means: tab goes to the words."))
	case b.cursor().Key(msg, k.Moves, b.lines()):
	case b.part == words:
		return tea.Batch(again, b.wordKey(msg))
	case b.part == rows:
		return tea.Batch(again, b.rowKey(msg))
	default:
		return tea.Batch(again, b.gridKey(msg))
	}
	return again
}

// refresh reads anew what was read of an assessment that is another by now.
func (b *Screen) refresh() tea.Cmd {
	if !b.file.old {
		return nil
	}
	return b.read(false)
}

// leave goes back to the screen that asked. What was decided stays with the file.
func (b *Screen) leave() tea.Cmd {
	b.file = nil
	return b.s.Ask(screen.Go{Route: b.from})
}

// nextKind reads the file as the next thing that the screen behind is about.
func (b *Screen) nextKind() tea.Cmd {
	all := kinds[b.from]
	if b.file.register != nil {
		return screen.Tell("Here a sheet is read as " + b.file.asWords() + ".")
	}
	if len(all) == 1 {
		return screen.Tell("Here a sheet is read as " + asWords[all[0]] + ". The Baseline takes in what is about the ISMS.")
	}
	f := b.file
	f.as = all[(slices.Index(all, f.as)+1)%len(all)]
	return b.read(false)
}

// click goes to a line, and in the sheet to its column.
func (b *Screen) click(msg screen.Click) {
	if b.file == nil || b.file.book == nil {
		return
	}
	c, above := b.cursor(), len(b.head(b.w))+1
	if b.part == grid {
		above++
		b.clickColumn(msg.X)
	}
	if line := c.Line(msg.Y-above, b.lines()); line >= 0 {
		c.At = line
	}
}

func (b *Screen) clickColumn(x int) {
	g, from := &b.file.shown, gutter
	for _, s := range g.columns(b.bodyWidth() - gutter) {
		if x > from && x <= from+s.wide {
			g.column = s.column
		}
		from += s.wide + 1
	}
}

func (b *Screen) move(by int) {
	if b.file != nil && b.file.book != nil {
		b.cursor().Move(by, b.lines())
	}
}

// form is the draft of a form of this screen.
func (b *Screen) form(name string) screen.Draft {
	return dialog.FormOf(b.now.Assessment.ID, "sheet "+name, assess.KindAssessment)
}
