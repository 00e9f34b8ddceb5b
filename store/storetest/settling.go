package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/acttest"
)

// disputed are two databases that disagree on the rating and the note of 4.1, brought
// together here.
func (l laws) disputed(t testing.TB) (here, there *store.DB, id string) {
	t.Helper()
	here, there, id = l.pair(t)
	do(t, here, ada, id, rating("4.1", 4))
	do(t, here, ada, id, noting("4.1", "ours"))
	do(t, there, bo, id, rating("4.1", 1))
	do(t, there, bo, id, noting("4.1", "theirs"))
	takes(t, here, there, id)
	return here, there, id
}

func conflicts(t testing.TB, db *store.DB, id string) []store.Conflict {
	t.Helper()
	all, err := db.Conflicts(t.Context(), id)
	must(t, err)
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	if len(a.Conflicts) != len(all) {
		t.Fatalf("%d conflicts are counted and %d listed", len(a.Conflicts), len(all))
	}
	return all
}

func at41(a *assess.Assessment) assess.Answer { return a.Answer(assess.Key{Item: "4.1"}) }

func (l laws) TestAConflictShowsItsSidesAndWhatTheyGoOnFrom(t *testing.T) {
	here, _, id := l.disputed(t)
	all := conflicts(t, here, id)
	if len(all) != 2 || all[0].Field != assess.FieldNote || all[1].Field != assess.FieldRating {
		t.Fatalf("%+v", all)
	}
	c := all[1]
	if len(c.Sides) != 2 || c.Sides[0].Author != "Ada" || !c.Ours[0] || c.Sides[1].Author != "Bo" || c.Ours[1] || c.Shown.Author != "Bo" {
		t.Errorf("the sides are %+v", c)
	}
	if base, err := assess.ParseRating(c.Base); err != nil || base.Level != 3 || all[0].Base.ID != "" {
		t.Errorf("they go on from %+v and %+v", c.Base, all[0].Base)
	}
}

func (l laws) TestAConflictIsSettledForOneSideTheOtherBothOrNeither(t *testing.T) {
	here, there, id := l.disputed(t)
	all := conflicts(t, here, id)
	note, mark := all[0].Place, all[1].Place
	side := func(at assess.Place, i int) store.Choice { // once a settlement is undone, the values stand anew
		t.Helper()
		for _, c := range conflicts(t, here, id) {
			if c.Place == at {
				if c.Said[0].Author != "Ada" || c.Said[1].Author != "Bo" || !c.Ours[0] || c.Ours[1] {
					t.Errorf("the sides of %s are %+v", at, c)
				}
				return store.Choice{Place: at, Value: store.TakeSide(c.Sides[i].ID)}
			}
		}
		return store.Choice{}
	}
	settle := func(reason string, choices ...store.Choice) *assess.Assessment {
		t.Helper()
		_, a, err := here.SettleConflicts(t.Context(), ada, id, choices, reason)
		must(t, err)
		return a
	}
	undo := func() {
		t.Helper()
		_, _, err := here.Undo(t.Context(), ada, id)
		must(t, err)
		if n := len(conflicts(t, here, id)); n != 2 {
			t.Fatalf("once it is undone %d disagree", n)
		}
	}
	for _, tt := range []struct {
		what   string
		choose func() store.Choice
		level  int
		by     string
	}{
		{"ours", func() store.Choice { return side(mark, 0) }, 4, "Ada"},
		{"theirs", func() store.Choice { return side(mark, 1) }, 1, "Bo"},
		{"what stood before", func() store.Choice { return store.Choice{Place: mark, Value: store.TakeBase} }, 3, "Ada"},
		{"a third", func() store.Choice {
			return store.Choice{Place: mark, Value: store.TakeOwn(json.RawMessage(`{"level":2,"reason":"between"}`))}
		}, 2, "Ada"},
	} {
		a := settle("", tt.choose())
		if r := at41(a).Rating; r.Level != tt.level || r.By != tt.by || len(a.Conflicts) != 1 {
			t.Errorf("%s: %+v", tt.what, r)
		}
		undo()
	}
	a := settle("they saw both", store.Choice{Place: note, Value: store.TakeBoth}, side(mark, 0))
	if at41(a).Note != "ours\n\ntheirs" || len(a.Conflicts) != 0 || a.ReasonFor(mark) != "they saw both" {
		t.Errorf("both: %q, because %q", at41(a).Note, a.ReasonFor(mark))
	}
	undo()
	if a, err := here.Assessment(t.Context(), id); err != nil || len(a.Settlements) != 0 {
		t.Errorf("an undone settlement is kept: %v", err)
	}
	settle("again", store.SidesOf(conflicts(t, here, id), "bo")...)
	takes(t, there, here, id)
	if a := same(t, id, here, there); at41(a).Rating.Level != 1 || at41(a).Note != "theirs" || len(a.Conflicts) != 0 {
		t.Errorf("all of Bo's: %+v", at41(a))
	}
	_, _, err := here.SettleConflicts(t.Context(), ada, id, []store.Choice{{Place: mark, Value: store.TakeBase}}, "")
	if !errors.Is(err, store.ErrSettled) {
		t.Errorf("settled once more: %v", err)
	}
}

func (l laws) TestARatingIsNotKeptTwice(t *testing.T) {
	here, _, id := l.disputed(t)
	mark := conflicts(t, here, id)[1]
	if _, _, err := here.SettleConflicts(t.Context(), ada, id, []store.Choice{{Place: mark.Place, Value: store.TakeBoth}}, ""); !errors.Is(err, assess.ErrNoBoth) {
		t.Errorf("both ratings: %v", err)
	}
	if _, _, err := here.SettleConflicts(t.Context(), store.Actor{Name: "Obi", Role: workshop.Observer}, id, []store.Choice{{Place: mark.Place, Value: store.TakeBase}}, ""); !errors.Is(err, workshop.ErrObserver) {
		t.Errorf("an observer: %v", err)
	}
}

func (l laws) TestTwoWhoSettleOneConflictApartDisagreeAgainWhereTheySettledOtherwise(t *testing.T) {
	here, there, id := l.disputed(t)
	takes(t, there, here, id)
	pick := func(db *store.DB, who store.Actor, side int) {
		t.Helper()
		all := conflicts(t, db, id)
		_, _, err := db.SettleConflicts(t.Context(), who, id, []store.Choice{{Place: all[1].Place, Value: store.TakeSide(all[1].Sides[side].ID)}, {Place: all[0].Place, Value: store.TakeSide(all[0].Sides[0].ID)}}, "")
		must(t, err)
	}
	pick(here, ada, 0)
	pick(there, bo, 1)
	takes(t, here, there, id)
	takes(t, there, here, id)
	a := same(t, id, here, there)
	if len(a.Conflicts) != 1 || at41(a).Rating.Level != 1 || at41(a).Note != "ours" {
		t.Errorf("disagree %v, shown is %+v", a.Conflicts, at41(a))
	}
}

func (l laws) TestTheEndOfAVoteSettlesARatingInDispute(t *testing.T) {
	for _, level := range []int{1, 3} { // what is shown until then, and something else
		here, there, id := l.pair(t)
		do(t, here, ada, id, rating("4.1", 4))
		do(t, there, bo, id, rating("4.1", 1))
		takes(t, here, there, id)
		opened, err := here.OpenVote(t.Context(), ada, catalog.Shipped(), id, assess.Key{Item: "4.1"}, 1, true)
		must(t, err)
		acttest.Casts(t, here, opened.ID, fmt.Sprintf("Cleo=%d", level))
		must(t, second(here.Reveal(t.Context(), ada, opened.ID)))
		_, a, err := here.Settle(t.Context(), ada, catalog.Shipped(), opened.ID, level, "")
		must(t, err)
		if at41(a).Rating.Level != level || len(a.Conflicts) != 0 {
			t.Errorf("settled at %d it stands at %d, and %v disagree", level, at41(a).Rating.Level, a.Conflicts)
		}
		takes(t, there, here, id)
		if b := same(t, id, here, there); len(b.Conflicts) != 0 {
			t.Errorf("elsewhere %v disagree", b.Conflicts)
		}
	}
}

func (l laws) TestWhatAnotherCopySaysTooIsNotTakenBackAndItIsSaidWhy(t *testing.T) {
	for theirs, want := range map[int]string{4: "another copy says the same of the rating of 4.1", 1: "stand for the rating of 4.1 and disagree; settle that first"} {
		here, there, id := l.pair(t)
		do(t, here, ada, id, rating("4.1", 4))
		do(t, there, bo, id, rating("4.1", theirs))
		takes(t, here, there, id)
		if _, _, err := here.Undo(t.Context(), ada, id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("beside a %d: %v", theirs, err)
		}
		do(t, here, ada, id, rating("4.1", 2)) // what is said by hand answers both
		must(t, third(here.Undo(t.Context(), ada, id)))
	}
}

func (l laws) TestASettledRemovalIsInDisputeAgainOnceItIsTakenBack(t *testing.T) {
	for _, take := range []int{0, 1, 2, 3} { // each side, whichever was said first
		here, there, id := l.pair(t)
		bot := assess.RecordSubject(assess.KindSystem, here.NewID())
		do(t, here, ada, id, saying(change(bot, "name", "Bot")))
		takes(t, there, here, id)
		away := func() { do(t, here, ada, id, saying(change(bot, assess.FieldRemoved, true))) }
		if take < 2 {
			away()
		}
		do(t, there, bo, id, saying(change(bot, assess.FieldRemoved, true)))
		do(t, there, bo, id, saying(change(bot, assess.FieldRemoved, false)))
		if take >= 2 {
			away()
		}
		takes(t, here, there, id)
		all, err := here.Conflicts(t.Context(), id)
		must(t, err)
		if len(all) != 1 {
			t.Fatalf("%d disagree", len(all))
		}
		must(t, third(here.SettleConflicts(t.Context(), ada, id, []store.Choice{{Place: all[0].Place, Value: store.TakeSide(all[0].Sides[take%2].ID)}}, "")))
		_, a, err := here.Undo(t.Context(), ada, id)
		must(t, err)
		if len(a.Conflicts) != 1 {
			t.Errorf("once it is taken back %d disagree", len(a.Conflicts))
		}
		healthy(t, here)
	}
}
