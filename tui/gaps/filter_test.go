package gaps_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/gaps"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// to moves the cursor of a dialog down to a line.
func to(t *testing.T, st *screentest.Stage, line string) *screentest.Stage {
	t.Helper()
	for range 30 {
		for _, row := range strings.Split(st.View(), "\n") {
			if strings.Contains(row, "▸") && strings.Contains(row, line) && st.Dialog() != "" {
				return st
			}
		}
		st.Press("down")
	}
	t.Fatalf("no line has %q:\n%s", line, st.View())
	return st
}

func TestWordsOfAFilterAreAddedOneByOne(t *testing.T) {
	st, _, _ := stand(t)
	to(t, st.Press("v"), "no owner").Press("space").Shows("67 of 69: no owner", "● b  no owner")
	to(t, st, "open nonconf").Shows("c  open nonconformity").Press("space").Shows("1 of 69: no owner, open nonconformity")
	st.Press("enter").Shows("▸ 4.4", "1 of 69 shown: no owner, open nonconformity").Hides("4.2 ")
	st.Press("v", "enter").Shows("1 of 69 shown: no owner, open nonconformity")
	to(t, st.Press("v"), "no owner").Press("space").Shows("1 of 69: open nonconformity").Press("esc").Shows("no owner, open")
	st.Press("v", "x").Shows("4.2 ").Hides("shown")
}

func TestTheOwnersThereAreAreListed(t *testing.T) {
	st, _, _ := stand(t)
	st.Press("v", "o").Shows("Which items · owner …", "Ines Brandt", "Anna").Press("enter").Shows("1 of 69 shown: owner Ines Brandt", "▸ 4.2").Hides("4.3 ")
	to(t, st.Press("v", "o"), "Anna").Press("space", "enter").Shows("2 of 69 shown: owner Ines Brandt or Anna", "4.3 ")
	st.Press("v", "x", "v", "g").Shows("69 of 69 shown: gaps")
	to(t, st.Press("v", "down", "up", "space", "space"), "owner").Press("space")
	to(t, st, "Anna").Press("enter").Shows("1 of 69 shown: gaps, owner Anna")
}

func TestAnOwnerWhoIsNoMoreHoldsAndIsSaid(t *testing.T) {
	st, s, id := stand(t)
	to(t, st.Press("v", "o"), "Anna").Press("enter").Shows("owner Anna", "▸ 4.3")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Assign(s.Catalog, a, assess.Key{Item: "4.3"}, "", "")
	})
	st.News().Shows("0 of 69 shown: owner Anna", "No item is assigned to Anna. o says who sees to an item, and by when. esc")
	st.Press("v", "o").Shows("● ")
}

func TestAFilterIsKeptUnderANameAndForgotten(t *testing.T) {
	st, s, _ := stand(t)
	st.Press("v", "ctrl+s")
	if !strings.Contains(st.Notice, "All items are shown, so there is nothing to keep") {
		t.Errorf("it said %q", st.Notice)
	}
	st.Press("esc", "v", "m", "v", "ctrl+s").Shows("Keep this filter", "for mine").Type("mine").Press("enter").Shows("is typed for a filter already")
	st.Type(" on Monday").Press("enter").Press("esc", "esc", "v")
	to(t, st, "mine on Monday").Shows("kept by you").Press("enter").Shows("1 of 69 shown: mine", "▸ 4.2")
	st.Press("v", "l", "v", "ctrl+s").Type("mine on Monday").Press("enter").Shows("Replace the filter mine on Monday?", "It is mine so far, and would be overdue.").Press("y")
	to(t, st, "mine on Monday · overdue").Press("delete").Shows("Forget the filter mine on Monday?").Press("y").Hides("mine on Monday")
	if all, err := s.DB.Filters(t.Context(), s.Actor); err != nil || len(all) != 0 {
		t.Errorf("left are %+v, %v", all, err)
	}
}

func TestAnObserverKeepsFiltersToo(t *testing.T) {
	st, s, _ := stand(t)
	s.Actor.Role = workshop.Observer
	st.Press("v", "l", "v", "ctrl+s").Type("Late").Press("enter")
	to(t, st, "Late · overdue")
	if st.Failed != nil {
		t.Errorf("it was refused: %v", st.Failed)
	}
}

func TestAKeptFilterThatNobodyReadsAnyMoreSaysSo(t *testing.T) {
	st, s, _ := stand(t)
	for name, text := range map[string]string{"Later": "someday", "\x1b]0;owned\a": `owner:"\u202ex"`} {
		if err := s.DB.KeepFilter(t.Context(), s.Actor, store.Filter{Name: name, Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	to(t, st.Press("v"), "Later · can't be read").Press("enter")
	if !strings.Contains(st.Notice, `"someday" is no filter`) {
		t.Errorf("it said %q", st.Notice)
	}
	if v := st.View(); strings.Contains(v, "\x1b]0") || strings.ContainsRune(v, '\u202e') {
		t.Error("a name reaches the terminal as it was typed")
	}
}

func TestTheKindsReadInANarrowTerminal(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, gaps.New(s), screentest.Demo(t, s))
	st.Press("v").Golden("filters-80").Resize(60, 20).Golden("filters-60").Press("o").Golden("owners-60")
	st.Press("enter").Golden("owner-60")
}

func TestTheCountsGoWithWhatIsSaidMeanwhile(t *testing.T) {
	st, s, id := stand(t)
	st.Press("v", "l", "v").Shows("1 of 69: overdue")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Assign(s.Catalog, a, assess.Key{Item: "4.4"}, "Jon", "2026-01-01")
	})
	st.News().Shows("2 of 69: overdue")
}

func TestWalkingToAHiddenItemShowsAll(t *testing.T) {
	st, _, _ := stand(t)
	st.Press("v", "m").Hides("4.3 ")
	st.Send(screen.Go{Route: screen.Gaps, Place: screen.Place{Item: "4.3"}}).Shows("▸ 4.3").Hides("shown")
	st.Press("w")
	if len(st.Went) != 1 || st.Went[0].Item != "4.3" {
		t.Errorf("went %+v", st.Went)
	}
}
