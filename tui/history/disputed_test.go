package history_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/store/acttest"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// dispute is a room in which Marek rated and noted another thing.
func dispute(t *testing.T) *room {
	r := newRoom(t).rate("4.1", 2).note("4.2", "as it was")
	marek := store.Actor{Name: "Marek"}
	screentest.Apart(t, r.s, r.id, func(db *store.DB) {
		acttest.Do(t, db, marek, r.id, acttest.Rating("4.1", 1))
		acttest.Do(t, db, marek, r.id, acttest.Noting("4.2", "The register has no owner for \x1b[31m4\x1b[0m."))
	}, func() { r.rate("4.1", 3).note("4.2", "Minutes of 28 February, seen.") })
	return r
}

func TestWhatDisagreesLiesSideBySide(t *testing.T) {
	st := dispute(t).stage().Press("v", "down", "down", "down", "enter")
	st.Shows("What disagrees · 1 of 2", "▸ 4.1 rating", "4.2 note").Golden("disputed-80")
	st.Resize(140, 40).Golden("disputed-140")
}

func TestTheQueueOfWhatDisagreesIsWorkedOffWithSingleKeys(t *testing.T) {
	r := dispute(t)
	st := r.stage().Press("v", "down", "down", "down", "enter").Press("right", "right", "enter")
	st.Shows("What disagrees · 1 of 1", "▸ 4.2 note").Hides("4.1 rating   shown")
	if got := r.answer("4.1").Rating; got.Level != 1 || got.By != "Marek" {
		t.Errorf("4.1 is %+v", got)
	}
	st.Press("b").Shows("Nothing disagrees")
	if got := r.answer("4.2").Note; !strings.Contains(got, "28 February") || !strings.Contains(got, "no owner") {
		t.Errorf("the note is %q", got)
	}
}

func TestAllOfAPersonIsTakenAtOnceOnceItIsConfirmed(t *testing.T) {
	r := dispute(t)
	st := r.stage().Press("v", "down", "down", "down", "enter").Press("right", "right", "a")
	st.Shows("Take all of Marek?", "all 2 conflicts").Press("y").Shows("Nothing disagrees")
	if r.answer("4.1").Rating.Level != 1 || !strings.Contains(r.answer("4.2").Note, "no owner") {
		t.Errorf("it stands %+v", r.answer("4.1"))
	}
	st.Press("esc").Undo()
	a, err := r.s.DB.Assessment(t.Context(), r.id)
	if err != nil || len(a.Conflicts) != 2 {
		t.Errorf("once it is taken back %d disagree: %v", len(a.Conflicts), err)
	}
}

func TestAChoiceIsKeptWithItsReason(t *testing.T) {
	r := dispute(t)
	st := r.stage().Press("v", "down", "down", "down", "enter").Press("r").Type("Ines saw the minutes").Press("ctrl+s")
	st.Shows("because Ines saw the minutes").Press("enter")
	a, err := r.s.DB.Assessment(t.Context(), r.id)
	if err != nil || a.ReasonFor(assess.Place{Subject: "answer/4.1//", Field: assess.FieldRating}) != "Ines saw the minutes" || a.Answer(assess.Key{Item: "4.1"}).Rating.Level != 3 {
		t.Errorf("%+v, %v", a.Settlements, err)
	}
}

func TestWhereNothingDisagreesNobodyIsAsked(t *testing.T) {
	newRoom(t).rate("4.1", 2).stage().Press("v").Shows("all acts").Hides("what disagrees").Press("esc", "!").Shows("Nothing disagrees.")
}

func TestTheQueueOpensByItsKeyAndFromElsewhere(t *testing.T) {
	r := dispute(t)
	r.stage().Press("!").Shows("What disagrees · 1 of 2")
	st := r.stage()
	st.Front(screen.Go{Route: screen.History, Place: screen.Place{Disputed: true}}).Shows("What disagrees · 1 of 2")
}

func TestATextThatNoSideSaysSettlesToo(t *testing.T) {
	r := dispute(t)
	st := r.stage().Press("v", "down", "down", "down", "enter").Press("E").Shows("This is no text").Press("down", "E")
	st.Type(" Together.").Press("ctrl+s").Shows("What disagrees · 1 of 1")
	if got := r.answer("4.2").Note; !strings.Contains(got, "Together.") {
		t.Errorf("the note is %q", got)
	}
}

func TestThePlanStandsBesideAConflict(t *testing.T) {
	r := dispute(t)
	st := r.stage().Judge().Press("!").Hides("shared out").Press("esc")
	screentest.DoRecords(t, r.s, r.id, func(c register.Case) ([]assess.Change, error) {
		return register.Allot(c, r.s.DB.NewID(), "Mara\x1b[31m Holm", []string{"4.1"}, nil)
	})
	st.News().Judge().Press("!").Shows("shared out: Mara", "Holm takes 4.1").Press("down").Shows("shared out: nobody takes 4.2")
}

func TestWhatDoesNotGoTogetherStandsInTheSameQueue(t *testing.T) {
	r := newRoom(t)
	var ids []string
	for _, name := range []string{"Chatbot", "Pilot\x1b[31m"} {
		ids = append(ids, r.s.DB.NewID())
		system := assess.System{ID: ids[len(ids)-1], Name: name, InScope: true}
		screentest.Do(t, r.s, r.id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutSystem(a, system) })
	}
	screentest.Apart(t, r.s, r.id, func(db *store.DB) {
		acttest.Do(t, db, store.Actor{Name: "Marek"}, r.id, acttest.Rating("4.1", 1))
		for _, id := range ids {
			acttest.Do(t, db, store.Actor{Name: "Marek"}, r.id, acttest.Saying(assess.Change{Subject: assess.RecordSubject(assess.KindSystem, id), Field: "owner", Value: []byte(`"Mara"`)}))
		}
	}, func() {
		r.rate("4.1", 3)
		for _, id := range ids {
			screentest.Do(t, r.s, r.id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.RemoveSystem(a, id) })
		}
	})
	removed := func() (all []bool) {
		a, err := r.s.DB.Assessment(t.Context(), r.id)
		acttest.Must(t, err)
		for _, id := range ids {
			s, _ := a.System(id)
			all = append(all, s.Removed)
		}
		return all
	}
	st := r.stage().Press("!").Shows("What disagrees · 1 of 3", "AI system Chatbot", "removed here, worked on there").Press("down", "V").Shows("do not go together")
	st.Golden("clash-80").Press("enter").Shows("2 of 2", "you chose to bring it back")
	if got := removed(); got[0] || !got[1] {
		t.Errorf("removed are %v", got)
	}
	st.Press("right", "r").Type("the pilot ended").Press("ctrl+s", "enter").Shows("1 of 1", "left as it is").Hides("worked on there")
	if got := removed(); got[0] || !got[1] {
		t.Errorf("removed are %v", got)
	}
	st.Press("esc").Undo().Press("!").Shows("1 of 2", "worked on there")
}

func TestARatingInDisputeGoesToTheRoomAndANoteDoesNot(t *testing.T) {
	r := dispute(t)
	st := r.stage().Press("!").Shows("V vote").Press("V")
	if want := (screen.Go{Route: screen.Votes, Place: screen.Place{Item: "4.1"}}); len(st.Went) != 1 || st.Went[0] != want {
		t.Errorf("it went to %+v", st.Went)
	}
	st.Press("!", "down").Hides("V vote").Press("V").Shows("A vote gives a rating")
	if len(st.Went) != 1 {
		t.Errorf("it went to %+v", st.Went)
	}
}
