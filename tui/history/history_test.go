package history_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/history"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// room is an assessment in which several acts were made, a minute apart.
type room struct {
	t     *testing.T
	s     *screen.Session
	clock *screentest.Clock
	id    string
}

func newRoom(t *testing.T) *room {
	t.Helper()
	s, clock := screentest.Session(t)
	return &room{t, s, clock, screentest.Empty(t, s, "First", "Nordwind")}
}

func (r *room) rate(item string, level int) *room {
	r.clock.Advance(time.Minute)
	screentest.Do(r.t, r.s, r.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(r.s.Catalog, a, assess.Key{Item: item}, level, "")
	})
	return r
}

func (r *room) note(item, text string) *room {
	r.clock.Advance(time.Minute)
	screentest.Do(r.t, r.s, r.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(r.s.Catalog, a, assess.Key{Item: item}, text)
	})
	return r
}

func (r *room) assign(item, owner, due string) *room {
	r.clock.Advance(time.Minute)
	screentest.Do(r.t, r.s, r.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Assign(r.s.Catalog, a, assess.Key{Item: item}, owner, due)
	})
	return r
}

// as makes the acts of another person.
func (r *room) as(name string, acts func()) *room {
	was := r.s.Actor
	r.s.Actor = store.Actor{Name: name}
	acts()
	r.s.Actor = was
	return r
}

func (r *room) stage() *screentest.Stage { return screentest.Open(r.t, r.s, history.New(r.s), r.id) }

func (r *room) answer(item string) assess.Answer {
	r.t.Helper()
	a, err := r.s.DB.Assessment(r.t.Context(), r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	return a.Answer(assess.Key{Item: item})
}

func TestTheHistoryReadsInANarrowTerminal(t *testing.T) {
	r := newRoom(t).rate("4.1", 2).note("4.1", "Half-yearly review.\nMinutes are kept.").rate("4.1", 3).assign("4.2", "Anna", "2026-12-01")
	r.as("Jon Byrne", func() { r.rate("A.5.4", 1) })
	r.stage().Golden("acts-80").Press("j", "enter").Golden("act-80")
}

func TestAWideTerminalHasTheActBesideTheList(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.4"}, 3, "the map was redrawn")
	})
	screentest.Open(t, s, history.New(s), id).Resize(120, 40).Golden("demo-120").Press("j").Golden("birth-120")
}

func TestAnActShowsWhatWasAndWhatIs(t *testing.T) {
	st := newRoom(t).rate("4.1", 2).rate("4.1", 3).stage()
	st.Shows("▸ today 14:04", "rated 4.1 3", "4.1 rating   rated 2 → rated 3")
	st.Press("j").Shows("4.1 rating   nothing → rated 2")
}

func TestUndoAndRedoStandInTheHistoryAsSuch(t *testing.T) {
	r := newRoom(t).rate("4.1", 2).rate("4.1", 3)
	st := r.stage().Undo()
	st.Shows("undo: 4.1 is rated 2 again")
	if _, _, err := r.s.DB.Redo(t.Context(), r.s.Actor, r.id); err != nil {
		t.Fatal(err)
	}
	st.News().Shows("redo: rated 4.1 3", "undo: 4.1 is rated 2 again")
}

func TestNewsComesInAboveAndTheCursorStaysOnItsAct(t *testing.T) {
	r := newRoom(t).rate("4.1", 2).rate("4.2", 3)
	st := r.stage()
	st.Shows("▸ today 14:04   Ines Brandt     rated 4.2 3")
	r.rate("4.3", 4)
	st.News().Shows("rated 4.3 4", "▸ today 14:04   Ines Brandt     rated 4.2 3")
}

func TestPagesAreReadAsOneScrolls(t *testing.T) {
	r := newRoom(t)
	for i := range 120 {
		r.note("4.1", fmt.Sprintf("note %d", i))
	}
	st := r.stage()
	st.Shows(" 50 acts read", "“note 119”")
	st.Press("end").Shows(" 100 acts read").Press("end").Shows(" 121 acts · all since 24 Nov 2026")
	st.Press("end").Shows("▸", "began the assessment First").Press("home").Shows("▸ today", "“note 119”")
}

func TestManyActsAtOnceBeginTheReadingAnew(t *testing.T) {
	r := newRoom(t).rate("4.1", 2)
	st := r.stage()
	for i := range 60 {
		r.note("4.1", fmt.Sprintf("note %d", i))
	}
	st.News().Shows(" 50 acts read").Press("end").Shows(" 62 acts · all since")
}

func TestTheValueBeforeAnActIsRestored(t *testing.T) {
	r := newRoom(t).rate("4.1", 2).rate("4.1", 3)
	st := r.stage().Press("R")
	st.Shows("Restore an earlier value?", "4.1 rating becomes again: rated 2 (Ines Brandt, today").Press("y")
	if x := r.answer("4.1"); x.Rating.Level != 2 {
		t.Errorf("4.1 has %+v", x.Rating)
	}
	st.Shows("4.1 rating restored; u takes it back.", " 4 acts").Undo()
	if x := r.answer("4.1"); x.Rating.Level != 3 {
		t.Errorf("after undo 4.1 has %+v", x.Rating)
	}
}

func TestAFirstValueIsTakenAway(t *testing.T) {
	r := newRoom(t).rate("4.1", 2)
	r.stage().Press("R").Shows("becomes empty again").Press("y")
	if x := r.answer("4.1"); !x.IsZero() {
		t.Errorf("4.1 has %+v", x)
	}
}

func TestNothingIsRestoredWithoutAYes(t *testing.T) {
	r := newRoom(t).rate("4.1", 2).rate("4.1", 3)
	r.stage().Press("R", "esc").Shows(" 3 acts")
	if x := r.answer("4.1"); x.Rating.Level != 3 {
		t.Errorf("4.1 has %+v", x.Rating)
	}
}

func TestAnyEarlierValueIsRestoredFromTheOpenAct(t *testing.T) {
	r := newRoom(t).rate("4.1", 1).rate("4.1", 2).rate("4.1", 3)
	st := r.stage().Press("enter").Shows("now   rated 3", "rated 2", "rated 1")
	st.Press("R").Shows("That is the value that stands now.")
	st.Press("end", "R").Shows("becomes again: rated 1").Press("y")
	if x := r.answer("4.1"); x.Rating.Level != 1 {
		t.Errorf("4.1 has %+v", x.Rating)
	}
}

func TestAnActOfSeveralFieldsLetsOneChoose(t *testing.T) {
	r := newRoom(t).assign("4.1", "Anna", "2026-12-01").assign("4.1", "Jon", "2027-01-15")
	st := r.stage().Shows("4.1 owner   Anna → Jon", "4.1 due date   1 Dec 2026 → 15 Jan 2027")
	st.Press("R").Shows("choose a value, then R restores it", "4.1 owner", "4.1 due", "Anna")
	st.Press("j", "R").Shows("4.1 owner becomes again: Anna").Press("y")
	if x := r.answer("4.1"); x.Owner != "Anna" || x.Due != "2027-01-15" {
		t.Errorf("4.1 has %+v", x)
	}
}

func TestARemovedRecordIsBroughtBack(t *testing.T) {
	r := newRoom(t)
	id := r.s.DB.NewID()
	screentest.Do(t, r.s, r.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutSystem(a, assess.System{ID: id, Name: "Chatbot", InScope: true})
	})
	screentest.Do(t, r.s, r.id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.RemoveSystem(a, id) })
	r.stage().Shows("AI system Chatbot removed").Press("R", "y").Shows("brought the AI system Chatbot back")
}

func TestAWholeNoteIsRead(t *testing.T) {
	r := newRoom(t).note("4.1", "First line.\nSecond line.")
	r.stage().Shows("First line. …").Press("enter", "enter").Shows("4.1 note · Ines Brandt", "Second line.")
}

func TestTheHistoryOfOneItemIsShown(t *testing.T) {
	r := newRoom(t).rate("4.1", 2).rate("4.2", 3).rate("4.1", 4)
	st := r.stage().Send(screen.Go{Route: screen.History, Place: screen.Place{Item: "4.1"}})
	st.Shows("only 4.1", " 2 acts", "rated 4.1 4", "rated 4.1 2").Hides("rated 4.2 3")
	st.Press("esc").Shows("rated 4.2 3", " 4 acts")
	st.Press("j", "v", "end").Press("j", "j", "enter").Shows("only 4.2", " 1 act")
}

func TestMineAreTheActsOfThisPerson(t *testing.T) {
	r := newRoom(t).rate("4.1", 2)
	r.as("Jon Byrne", func() { r.rate("4.2", 3) })
	st := r.stage().Shows("Jon Byrne")
	st.Press("v", "j", "enter").Shows("only yours", "rated 4.1 2").Hides("Jon Byrne")
}

func TestWordsNarrowWhatWasRead(t *testing.T) {
	r := newRoom(t).rate("4.1", 2).rate("4.2", 3)
	st := r.stage().Press("/").Type("4.1 rated").Shows("1 of 3 shown: “4.1 rated”", "1 found", "▸ today 14:03")
	st.Press("enter", "esc").Shows("rated 4.2 3", "▸ today 14:03")
	st.Press("/").Type("nobody").Shows("No act has these words")
}

func TestClickingTheSelectedActOpensIt(t *testing.T) {
	st := newRoom(t).rate("4.1", 2).rate("4.2", 3).stage()
	st.Shows("rated 4.2 3").Send(screen.Click{X: 5, Y: 3}).Shows("▸ today 14:03")
	st.Send(screen.Click{X: 5, Y: 3})
	if !strings.Contains(st.Dialog(), "Ines Brandt") {
		t.Errorf("the dialog is %q", st.Dialog())
	}
}

func TestTextOfPeopleCannotDriveTheTerminal(t *testing.T) {
	r := newRoom(t)
	r.as("Eve\x1b]0;x\a\u202e", func() { r.note("4.1", "\x1b]52;c;eA==\a\u202eevil\nmore\u009b") })
	st := r.stage()
	for range 2 {
		view := st.Screen.View() + st.View()
		if strings.Contains(view, "\x1b]") || strings.ContainsAny(view, "\u202e\u009b\a") {
			t.Error("text reaches the terminal as it was typed")
		}
		st.Press("enter")
	}
}

func TestEveryKeyIsNamedInTheHelp(t *testing.T) {
	newRoom(t).stage().EveryKeyIsNamed()
}

func BenchmarkMoveAndDraw(b *testing.B) {
	for name, size := range map[string][2]int{"80x24": {80, 19}, "200x50": {200, 45}} {
		b.Run(name, func(b *testing.B) {
			s, _ := screentest.Session(b)
			id := screentest.Demo(b, s)
			for i := range 45 {
				screentest.Do(b, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
					return assess.Note(s.Catalog, a, assess.Key{Item: "4.1"}, fmt.Sprintf("a note that is a little longer, number %d", i))
				})
			}
			sc := history.New(s)
			sc.Resize(size[0], size[1])
			sc.Update(sc.Update(screentest.News(b, s, id))())
			down, up := screentest.Key("j"), screentest.Key("k")
			for i := 0; b.Loop(); i++ {
				if i%40 < 20 {
					sc.Update(down)
				} else {
					sc.Update(up)
				}
				_ = sc.View()
			}
		})
	}
}
