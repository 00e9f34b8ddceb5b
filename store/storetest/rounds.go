package storetest

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

func isNeedsReason(err error) bool {
	var needs *workshop.NeedsReason
	return errors.As(err, &needs)
}

func (l laws) TestAnUndoTakesTheRatingAndTheRecordOfAVoteBackTogether(t *testing.T) {
	db, id, r := l.opened(t, false)
	casts(t, db, r.ID, "Ada=3", "Bo=3")
	must(t, second(db.Reveal(t.Context(), lead, r.ID)))
	_, settled, err := db.Settle(t.Context(), lead, catalog.Shipped(), r.ID, 3, "")
	must(t, err)
	for range 2 {
		_, a, err := db.Undo(t.Context(), lead, id)
		must(t, err)
		if !a.Answer(policy).IsZero() || a.Votes != nil {
			t.Fatalf("undone, there are %+v and %+v", a.Answer(policy), a.Votes)
		}
		healthy(t, db)
		_, a, err = db.Redo(t.Context(), lead, id)
		must(t, err)
		if a.Answer(policy).Rating.Level != 3 || !reflect.DeepEqual(a.Votes, settled.Votes) {
			t.Fatalf("redone, there are %+v and %+v", a.Answer(policy), a.Votes)
		}
		healthy(t, db)
	}
}

func (l laws) TestAnUndoneSettlementBringsTheRoomBackToo(t *testing.T) {
	db, id, r := l.opened(t, true)
	ctx, cat := t.Context(), catalog.Shipped()
	state := func() (workshop.State, int) {
		t.Helper()
		room, err := db.Room(ctx, id)
		must(t, err)
		return room.Votes[0].Vote.State, room.Votes[0].Vote.Settlement.Level
	}
	casts(t, db, r.ID, "Ada=3", "Bo=3")
	must(t, second(db.Reveal(ctx, lead, r.ID)))
	settle := func() {
		t.Helper()
		_, _, err := db.Settle(ctx, lead, cat, r.ID, 3, "")
		must(t, err)
	}
	undo := func(do func(context.Context, store.Actor, string) (store.Act, *assess.Assessment, error)) error {
		_, _, err := do(ctx, lead, id)
		return err
	}
	settle()
	must(t, undo(db.Undo))
	if s, _ := state(); s != workshop.Revealed {
		t.Errorf("undone, the vote is %s", s)
	}
	must(t, undo(db.Redo))
	if s, level := state(); s != workshop.Settled || level != 3 {
		t.Errorf("redone, the vote is %s on %d", s, level)
	}
	must(t, undo(db.Undo))
	must(t, second(db.VoteAgain(ctx, lead, r.ID)))
	if err := undo(db.Redo); err == nil || !strings.Contains(err.Error(), "votes on this again") {
		t.Errorf("a settlement came back into an open round: %v", err)
	}
	casts(t, db, r.ID, "Ada=3")
	must(t, second(db.Reveal(ctx, lead, r.ID)))
	settle()
	must(t, second(db.OpenVote(ctx, lead, cat, id, assess.Key{Item: "4.1"}, 1, true)))
	must(t, undo(db.Undo))
	if s, _ := state(); s != workshop.Parked {
		t.Errorf("undone while the room votes on something else, the vote is %s", s)
	}
	must(t, undo(db.Redo))
	healthy(t, db)
}

// Somebody types a reason while the room goes on to the next round.
func (l laws) TestWhatWasBegunInOneRoundNeverCountsInAnother(t *testing.T) {
	db, _, r := l.opened(t, true)
	ctx, cat := t.Context(), catalog.Shipped()
	casts(t, db, r.ID, "Ada=3", "Bo=0")
	must(t, second(db.Reveal(ctx, lead, r.ID, 1)))
	must(t, second(db.VoteAgain(ctx, lead, r.ID, 1)))
	other := func(what string, err error) {
		t.Helper()
		if e := (*workshop.OtherRound)(nil); !errors.As(err, &e) || e.Begun != 1 || e.Now != 2 {
			t.Errorf("%s of round 1 counts in round 2: %v", what, err)
		}
	}
	other("a ballot", second(db.Cast(ctx, voter("Ada"), r.ID, sure(0), 1)))
	other("a show of hands", second(db.Hands(ctx, lead, r.ID, workshop.Tally{Abstained: 1}, 1)))
	casts(t, db, r.ID, "Ada=4")
	other("a reveal", second(db.Reveal(ctx, lead, r.ID, 1)))
	must(t, second(db.Reveal(ctx, lead, r.ID, 2)))
	_, _, err := db.Settle(ctx, lead, cat, r.ID, 0, "As in round 1", 1)
	other("a settlement", err)
	if _, _, err := db.Settle(ctx, lead, cat, r.ID, 4, "", 2); err != nil {
		t.Error(err)
	}
}

// An undo is judged by what the person may do now, and so is a value that is put
// back.
func (l laws) TestWhoLostTheirRoleTakesNoSettlementBackNorPutsOneBack(t *testing.T) {
	db, id, r := l.opened(t, true)
	ctx := t.Context()
	casts(t, db, r.ID, "Ada=3")
	must(t, second(db.Reveal(ctx, lead, r.ID)))
	_, _, err := db.Settle(ctx, lead, catalog.Shipped(), r.ID, 3, "")
	must(t, err)
	acts, err := db.History(ctx, id, store.HistoryFilter{Limit: 1})
	must(t, err)
	record := ""
	for _, rev := range acts[0].Revisions {
		if rev.Subject.Kind() == assess.KindVote {
			record = rev.ID
		}
	}
	demoted := store.Actor{Name: lead.Name, Role: workshop.Assessor}
	if _, _, err := db.Undo(ctx, demoted, id); !errors.Is(err, workshop.ErrLeads) {
		t.Errorf("an assessor takes it back: %v", err)
	}
	_, _, err = db.Undo(ctx, lead, id)
	must(t, err)
	if _, _, err := db.Redo(ctx, demoted, id); !errors.Is(err, workshop.ErrLeads) {
		t.Errorf("an assessor does it again: %v", err)
	}
	if _, err := db.RestoreValue(ctx, demoted, id, record); !errors.Is(err, workshop.ErrLeads) {
		t.Errorf("an assessor restores the record: %v", err)
	}
}
