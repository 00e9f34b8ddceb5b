package walk_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

// again is the same person in a new window over the same file.
func again(t *testing.T, s *screen.Session, id string) *screentest.Stage {
	t.Helper()
	fresh := &screen.Session{Context: s.Context, Catalog: s.Catalog, DB: s.DB, Actor: s.Actor, Theme: s.Theme, Now: s.Now}
	return screentest.Open(t, fresh, walk.New(fresh), id)
}

func TestEveryFormOfTheWalkIsFoundAgainInAnotherWindow(t *testing.T) {
	for name, c := range map[string]struct {
		keys  []string // that open the form
		typed func(*screentest.Stage)
		trace string   // on the screen the form opens from
		shows []string // when it is opened again
	}{
		"evidence": {
			[]string{"e", "a"}, func(st *screentest.Stage) {
				st.Type("Minutes of May").Press("enter", "right", "enter").Type("2.1").Press("enter", "enter", "enter").Type("Mia")
			}, "Evidence none: e   draft", []string{"Minutes of May", "record", "2.1"},
		},
		"finding": {
			[]string{"f", "a"},
			func(st *screentest.Stage) { st.Type("Nobody asked").Press("enter", "up") },
			"Finding   draft",
			[]string{"Nobody asked"},
		},
		"exclusion":   {[]string{"n"}, func(st *screentest.Stage) { st.Type("no data of others") }, "n not applicable   draft", []string{"no data of others"}},
		"owner":       {[]string{"o"}, func(st *screentest.Stage) { st.Type("Mia").Press("enter").Type("2027-0") }, "Owner   draft", []string{"Mia", "2027-0"}},
		"own control": {[]string{"X", "a"}, func(st *screentest.Stage) { st.Type("Kill switch") }, "", []string{"Kill switch"}},
	} {
		t.Run(name, func(t *testing.T) {
			st, s, id := empty(t)
			st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "A.5.4"}}).Press(c.keys...)
			c.typed(st)
			st.Press("esc").Shows(c.trace)
			st = again(t, s, id)
			st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "A.5.4"}}).Shows(c.trace)
			st.Press(c.keys...).Shows(append(c.shows, "This is a draft that was never saved. ctrl+g drops it.")...)
			if name == "finding" {
				st.Press("enter").Shows("▸ major nonconformity")
			}
			st.Press("ctrl+g").Hides("draft")
			again(t, s, id).Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "A.5.4"}}).Press(c.keys...).Hides("draft", c.shows[0])
		})
	}
}

func TestAHalfTypedReasonOfAnOverrideIsFoundAgain(t *testing.T) {
	st, s, id := empty(t)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.4"}}).Press("right", "1", "left", "4").Type("measured in").Press("esc")
	st = again(t, s, id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.4"}}).Press("4").Shows("measured in").Type(" May").Press("enter")
	if got := answer(t, s, id, assess.Key{Item: "6.1.4"}).Rating.Reason; got != "measured in May" {
		t.Errorf("the reason is %q", got)
	}
	st.Press("x", "4").Hides("draft", "measured in May")
}

// A piece that was changed elsewhere keeps what the draft does not speak of.
func TestADraftOfARecordSpeaksOnlyOfWhatWasTyped(t *testing.T) {
	st, s, id := empty(t)
	piece := assess.Evidence{ID: s.DB.NewID(), Kind: "record", What: "Log", Items: []string{"4.1"}}
	put := func(e assess.Evidence) {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutEvidence(s.Catalog, a, e) })
	}
	put(piece)
	st.News().Press("e", "enter", "enter", "enter").Type("3").Press("esc", "e").Shows("draft · record").Press("esc")
	piece.What = "Log of May"
	put(piece)
	st.News().Press("e", "enter").Shows("Log of May", "> 3").Press("enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter")
	a, err := s.DB.Assessment(t.Context(), id)
	if e, _ := a.EvidenceByID(piece.ID); err != nil || e.What != "Log of May" || e.Version != "3" {
		t.Errorf("it is %+v, %v", e, err)
	}
	st.Press("e").Hides("draft")
}

func TestAFormThatIsRefusedLeavesWhatWasTyped(t *testing.T) {
	for name, c := range map[string]struct {
		refuse func(t *testing.T, s *screen.Session, id string)
		allow  func(t *testing.T, s *screen.Session, id string)
	}{
		"the role was changed": {
			func(_ *testing.T, s *screen.Session, _ string) { s.Actor.Role = workshop.Observer },
			func(_ *testing.T, s *screen.Session, _ string) { s.Actor.Role = workshop.Facilitator },
		},
		"it was archived": {
			func(t *testing.T, s *screen.Session, id string) {
				screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Archive(a, true), nil })
			},
			func(t *testing.T, s *screen.Session, id string) {
				screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Archive(a, false), nil })
			},
		},
		"the file takes nothing": {
			func(_ *testing.T, s *screen.Session, _ string) {
				ctx, stop := context.WithCancelCause(s.Context)
				stop(errors.New("the disk is full"))
				s.Context = ctx
			},
			func(t *testing.T, s *screen.Session, _ string) { s.Context = t.Context() },
		},
	} {
		t.Run(name, func(t *testing.T) {
			st, s, id := empty(t)
			st.Press("o").Type("Mia").Press("enter")
			c.refuse(t, s, id)
			if st.Press("enter"); st.Failed == nil || st.Dialog() != "" {
				t.Fatalf("%q was taken (%v)", st.Dialog(), st.Failed)
			}
			c.allow(t, s, id)
			st.Press("o").Shows("never saved", "Mia").Press("enter", "enter").Hides("draft")
			if got := answer(t, s, id, assess.Key{Item: "4.1"}).Owner; got != "Mia" {
				t.Errorf("the owner is %q", got)
			}
		})
	}
}

func TestOfAFormThatIsStillOpenAllIsKept(t *testing.T) {
	st, s, id := empty(t, "f", "a")
	st.Front(tea.PasteMsg{Content: "half a find"})
	d := dialog.NewFinding(id, "4.1")
	for until := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if _, ok, err := s.DB.Draft(t.Context(), s.Actor, d.Assessment, d.Subject, d.Field); ok && err == nil {
			break
		}
		if time.Now().After(until) {
			t.Fatal("it is not kept while it is typed")
		}
		st.Send(nil) // what a timer brought meanwhile
	}
	again(t, s, id).Shows("Finding   draft").Press("f", "a").Shows("half a find")
}

// esc comes before the draft was read, as keys over a slow line do.
func TestADraftOutlivesAKeyThatIsQuickerThanItsReading(t *testing.T) {
	for _, keys := range [][]string{{"c", "esc"}, {"o", "esc"}} {
		st, s, id := empty(t, keys[0])
		st.Type("half").Press("ctrl+g")
		kept := screen.Draft{Assessment: id, Subject: assess.Key{Item: "4.1"}.Subject(), Field: assess.FieldNote}
		text := "half a sen"
		if keys[0] == "o" {
			kept.Field, text = store.FormField+"assign", "0\thalf a sen\n"
		}
		if err := s.KeepDraft(t.Context(), kept, text); err != nil {
			t.Fatal(err)
		}
		st.Burst(keys...).Press(keys[0]).Shows("half a sen", "never saved").Press("ctrl+g")
	}
}

func TestADraftGoesIntoNoOtherText(t *testing.T) {
	st, s, id := empty(t)
	if err := s.KeepDraft(t.Context(), screen.Draft{Assessment: id, Subject: assess.Key{Item: "4.1"}.Subject(), Field: assess.FieldNote}, "of the first"); err != nil {
		t.Fatal(err)
	}
	st.Burst("c", "esc", "down", "c").Hides("of the first")
	if strings.Contains(st.Dialog(), "4.1") {
		t.Fatalf("%q is open", st.Dialog())
	}
}
