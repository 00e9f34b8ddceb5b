package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

var policy = assess.Key{Item: "5.2"}

// opened is a vote on 5.2 in a room of its own.
func (l laws) opened(t *testing.T, named bool) (*store.DB, string, store.RoomVote) {
	t.Helper()
	return l.place(t).opened(t, named)
}

func (p place) opened(t *testing.T, named bool) (*store.DB, string, store.RoomVote) {
	t.Helper()
	db, id, _ := p.room(t)
	r, err := db.OpenVote(t.Context(), lead, catalog.Shipped(), id, policy, workshop.DefaultTolerance, named)
	must(t, err)
	return db, id, r
}

func (l laws) TestFivePeopleVoteToAConsensusWhichBecomesTheAnswer(t *testing.T) {
	db, id, r := l.opened(t, true)
	ctx, cat := t.Context(), catalog.Shipped()
	casts(t, db, r.ID, "Ada=1", "Bo=4", "Cy=3", "Di=3", "Ed=2")
	must(t, second(db.Reveal(ctx, lead, r.ID)))
	if _, _, err := db.Settle(ctx, lead, cat, r.ID, 3, ""); !isNeedsReason(err) {
		t.Errorf("it settles without agreement: %v", err)
	}
	must(t, second(db.VoteAgain(ctx, lead, r.ID)))
	casts(t, db, r.ID, "Ada=3", "Bo=4", "Cy=3", "Di=3", "Ed=3")
	must(t, second(db.Reveal(ctx, lead, r.ID)))
	done, a, err := db.Settle(ctx, lead, cat, r.ID, 3, "")
	must(t, err)
	if done.Vote.State != workshop.Settled || a.Answer(policy).Rating.Level != 3 || a.Answer(policy).Rating.By != lead.Name {
		t.Fatalf("settled as %v, rated %+v", done.Vote, a.Answer(policy).Rating)
	}
	if len(a.Votes) != 1 || a.Votes[0].ID != r.ID || a.Votes[0].Key() != policy {
		t.Fatalf("the records are %+v", a.Votes)
	}
	var kept workshop.Record
	must(t, json.Unmarshal(a.Votes[0].Record, &kept))
	want, err := done.Vote.Record()
	must(t, err)
	if !reflect.DeepEqual(kept, want) || len(kept.Rounds) != 2 || len(kept.Dissent) != 1 || kept.Dissent[0].Person != "Bo" {
		t.Errorf("kept %+v\nof %+v", kept, want)
	}
	acts, err := db.History(ctx, id, store.HistoryFilter{Limit: 1})
	must(t, err)
	if len(acts[0].Revisions) != 2 {
		t.Errorf("settled in %d changes of one act; right is 2", len(acts[0].Revisions))
	}
	healthy(t, db)
	if _, busy, err := db.CurrentVote(ctx, id); busy || err != nil {
		t.Errorf("a settled vote is under way: %v", err)
	}
	again, err := db.OpenVote(ctx, lead, cat, id, policy, 1, false)
	must(t, err)
	room, err := db.Room(ctx, id)
	all := room.Votes
	if err != nil || len(all) != 2 || all[0].ID != r.ID || all[1].ID != again.ID {
		t.Errorf("the votes are %v, %v", all, err)
	}
}

func (l laws) TestNobodySeesAVoteBeforeTheReveal(t *testing.T) {
	db, id, r := l.opened(t, true)
	casts(t, db, r.ID, "Ada=1", "Bo=4")
	now, ok, err := db.CurrentVote(t.Context(), id)
	if err != nil || !ok {
		t.Fatalf("no vote is under way: %v", err)
	}
	if s := now.Vote.Seen("Ada"); s.Voted != 2 || !s.Cast || s.Own.Level != 1 {
		t.Errorf("Ada sees %+v", s)
	}
	if s := now.Vote.Seen("Cy"); s.Voted != 2 || s.Cast {
		t.Errorf("Cy sees %+v", s)
	}
	if now.Vote.Ballots() != nil {
		t.Errorf("the ballots are %v", now.Vote.Ballots())
	}
	raw, err := json.Marshal(now)
	must(t, err)
	if text := fmt.Sprint(now.Vote) + string(raw); strings.Contains(text, "Bo") {
		t.Errorf("a log or JSON tells who voted: %s", text)
	}
	revealed, err := db.Reveal(t.Context(), lead, r.ID)
	must(t, err)
	if b := revealed.Vote.Ballots(); len(b) != 2 || b[1].Person != "Bo" || b[1].Level != 4 {
		t.Errorf("revealed are %+v", b)
	}
}

func (l laws) TestARoleHoldsInAVote(t *testing.T) {
	cat := catalog.Shipped()
	for _, c := range []struct {
		name     string
		do       func(ctx context.Context, db *store.DB, who store.Actor, id string, r store.RoomVote) error
		assessor bool
	}{
		{"cast", func(ctx context.Context, db *store.DB, who store.Actor, _ string, r store.RoomVote) error {
			return second(db.Cast(ctx, who, r.ID, sure(3)))
		}, true},
		{"hands", func(ctx context.Context, db *store.DB, who store.Actor, _ string, r store.RoomVote) error {
			return second(db.Hands(ctx, who, r.ID, workshop.Tally{Abstained: 1}))
		}, false},
		{"reveal", func(ctx context.Context, db *store.DB, who store.Actor, _ string, r store.RoomVote) error {
			return second(db.Reveal(ctx, who, r.ID))
		}, false},
		{"again", func(ctx context.Context, db *store.DB, who store.Actor, _ string, r store.RoomVote) error {
			_, _ = db.Reveal(ctx, lead, r.ID)
			return second(db.VoteAgain(ctx, who, r.ID))
		}, false},
		{"park", func(ctx context.Context, db *store.DB, who store.Actor, _ string, r store.RoomVote) error {
			_, _ = db.Reveal(ctx, lead, r.ID)
			return second(db.Park(ctx, who, r.ID))
		}, false},
		{"settle", func(ctx context.Context, db *store.DB, who store.Actor, _ string, r store.RoomVote) error {
			_, _ = db.Reveal(ctx, lead, r.ID)
			_, _, err := db.Settle(ctx, who, cat, r.ID, 3, "")
			return err
		}, false},
		{"open", func(ctx context.Context, db *store.DB, who store.Actor, id string, r store.RoomVote) error {
			_, _ = db.Reveal(ctx, lead, r.ID)
			_, _ = db.Park(ctx, lead, r.ID)
			return second(db.OpenVote(ctx, who, cat, id, policy, 1, false))
		}, false},
		{"put a record in", func(ctx context.Context, db *store.DB, who store.Actor, id string, _ store.RoomVote) error {
			return second(db.Do(ctx, who, id, func(a *assess.Assessment) ([]assess.Change, error) {
				return assess.PutVote(a, db.NewID(), json.RawMessage(`{"item":"5.2","level":5}`))
			}))
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, id, r := l.opened(t, true)
			casts(t, db, r.ID, "Ada=3")
			if err := c.do(t.Context(), db, observer, id, r); !errors.Is(err, workshop.ErrObserver) {
				t.Errorf("an observer: %v", err)
			}
			if err := c.do(t.Context(), db, assessor, id, r); (err == nil) != c.assessor || err != nil && !errors.Is(err, workshop.ErrLeads) {
				t.Errorf("an assessor: %v", err)
			}
			if err := c.do(t.Context(), db, lead, id, r); err != nil {
				t.Errorf("a facilitator: %v", err)
			}
		})
	}
}

func (l laws) TestABallotIsThatOfWhoCastsIt(t *testing.T) {
	db, _, r := l.opened(t, true)
	forged := sure(5)
	forged.Person = "Bo"
	must(t, second(db.Cast(t.Context(), voter("Ada"), r.ID, forged)))
	casts(t, db, r.ID, "Ada=2", "Bo=3")
	now, err := db.Reveal(t.Context(), lead, r.ID)
	must(t, err)
	if b := now.Vote.Ballots(); len(b) != 2 || b[0].Person != "Ada" || b[0].Level != 2 || b[1].Level != 3 {
		t.Errorf("the ballots are %+v", b)
	}
	if _, err := db.Cast(t.Context(), store.Actor{}, r.ID, forged); err == nil {
		t.Error("somebody without a name voted")
	}
}

func (l laws) TestAReopenedDatabaseGoesOnWithAVote(t *testing.T) {
	at := l.place(t)
	db, id, r := at.opened(t, false)
	ctx := t.Context()
	casts(t, db, r.ID, "Ada=0", "Bo=5")
	must(t, second(db.Hands(ctx, lead, r.ID, workshop.Tally{Counts: [6]int{1: 2, 4: 1}, Abstained: 1})))
	must(t, second(db.Hands(ctx, lead, r.ID, workshop.Tally{Counts: [6]int{2: 3}})))
	must(t, second(db.Reveal(ctx, lead, r.ID)))
	must(t, second(db.VoteAgain(ctx, lead, r.ID)))
	before := casts(t, db, r.ID, "Ada=3", "Bo=3")
	must(t, second(db.Cast(ctx, voter("Cy"), r.ID, workshop.Ballot{Abstain: true, Reason: "New here"})))
	must(t, db.Close())

	db = at.open(t)
	now, ok, err := db.CurrentVote(ctx, id)
	must(t, err)
	if !ok || now.ID != r.ID || now.Vote.Round != 2 || now.Vote.State != workshop.Open || now.OpenedBy != lead.Name || !now.Opened.Equal(before.Opened) {
		t.Fatalf("it came back as %+v", now)
	}
	if s := now.Vote.Seen("Cy"); s.Voted != 3 || !s.Own.Abstain || s.Own.Reason != "New here" {
		t.Errorf("Cy sees %+v", s)
	}
	if first := workshop.Count(now.Vote.Rounds[0], 1).Counts; first != [6]int{1, 0, 3, 0, 0, 1} {
		t.Errorf("the first round is %v", first)
	}
	must(t, second(db.Reveal(ctx, lead, r.ID)))
	_, a, err := db.Settle(ctx, lead, catalog.Shipped(), r.ID, 3, "")
	must(t, err)
	if a.Answer(policy).Rating.Level != 3 {
		t.Errorf("rated %+v", a.Answer(policy).Rating)
	}
	room, err := db.Room(ctx, id)
	all := room.Votes
	if err != nil || all[0].Vote.State != workshop.Settled || all[0].Vote.Settlement.By != lead.Name {
		t.Errorf("the votes are %v, %v", all, err)
	}
}

func (l laws) TestTwoProgramsSeeOneVote(t *testing.T) {
	at := l.place(t)
	db, id, r := at.opened(t, true)
	other := at.open(t)
	casts(t, db, r.ID, "Ada=3")
	casts(t, other, r.ID, "Bo=3")
	if _, err := other.OpenVote(t.Context(), lead, catalog.Shipped(), id, assess.Key{Item: "6.1.4"}, 1, false); !errors.Is(err, store.ErrUnderWay) {
		t.Errorf("two votes at once: %v", err)
	}
	must(t, second(other.Reveal(t.Context(), lead, r.ID)))
	if _, err := db.Cast(t.Context(), voter("Cy"), r.ID, sure(1)); err == nil || !strings.Contains(err.Error(), "revealed") {
		t.Errorf("a ballot after the reveal by another program: %v", err)
	}
	now, _, err := db.CurrentVote(t.Context(), id)
	must(t, err)
	if b := now.Vote.Ballots(); len(b) != 2 {
		t.Errorf("the ballots are %+v", b)
	}
	_, _, err = other.Settle(t.Context(), lead, catalog.Shipped(), r.ID, 3, "")
	must(t, err)
	a, err := db.Assessment(t.Context(), id)
	if err != nil || len(a.Votes) != 1 {
		t.Errorf("the other program sees %+v, %v", a.Votes, err)
	}
}

func (l laws) TestWhatCantBeDoneWithAVoteIsRefused(t *testing.T) {
	cat, ctx := catalog.Shipped(), t.Context()
	db, id, r := l.opened(t, false)
	refuses := func(err error, sentence string) {
		t.Helper()
		if err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("%v; the sentence is %q", err, sentence)
		}
	}
	settle := func() error { _, _, err := db.Settle(ctx, lead, cat, r.ID, 3, ""); return err }
	refuses(second(db.Reveal(ctx, lead, r.ID)), "nobody has voted yet")
	refuses(second(db.VoteAgain(ctx, lead, r.ID)), "still open")
	refuses(settle(), "not revealed yet")
	refuses(second(db.Cast(ctx, voter("Ada"), r.ID, sure(6))), "6 is no rating")
	refuses(second(db.Cast(ctx, voter("Ada"), r.ID, workshop.Ballot{Level: 3})), "low, medium or high")
	refuses(second(db.Hands(ctx, lead, r.ID, workshop.Tally{})), "at least one hand")
	refuses(second(db.OpenVote(ctx, lead, cat, id, policy, 1, false)), "another vote is under way")
	casts(t, db, r.ID, "Ada=3")
	refuses(second(db.Park(ctx, lead, r.ID)), "somebody has voted already")
	must(t, second(db.Reveal(ctx, lead, r.ID)))
	refuses(second(db.Reveal(ctx, lead, r.ID)), "revealed already")
	must(t, second(db.Park(ctx, lead, r.ID)))
	refuses(settle(), "parked")
	next, err := db.OpenVote(ctx, lead, cat, id, assess.Key{Item: "6.1.4"}, 0, false)
	must(t, err)
	refuses(second(db.VoteAgain(ctx, lead, r.ID)), "another vote is under way")
	must(t, second(db.Park(ctx, lead, next.ID)))
	must(t, second(db.VoteAgain(ctx, lead, r.ID)))
	casts(t, db, r.ID, "Ada=3")
	must(t, second(db.Reveal(ctx, lead, r.ID)))
	must(t, settle())
	refuses(settle(), "settled already")
	refuses(second(db.Reveal(ctx, lead, "nothing")), "there is no such vote: nothing")
	_, _, err = db.Settle(ctx, lead, cat, "nothing", 3, "")
	refuses(err, "there is no such vote")
	for place, sentence := range map[assess.Key]string{
		{Item: "9.9"}: "there is no item 9.9", {}: "needs an item", {Item: "5.2", System: "none"}: "no AI system",
		{Item: "5.2", Question: "5.2-99"}: "has no question",
	} {
		refuses(second(db.OpenVote(ctx, lead, cat, id, place, 1, false)), sentence)
	}
	refuses(second(db.OpenVote(ctx, lead, cat, id, policy, 3, false)), "tolerance 3 can't be used")
	refuses(second(db.OpenVote(ctx, lead, cat, "nothing", policy, 1, false)), "no such assessment")
}

func (l laws) TestThirtyBallotsAtOnceAreAllCounted(t *testing.T) {
	at := l.place(t)
	db, id, r := at.opened(t, true)
	other := at.open(t)
	feed := db.Watch(t.Context(), id)
	var all sync.WaitGroup
	for n := range 30 {
		all.Go(func() {
			h := []*store.DB{db, other}[n%2]
			if _, err := h.Cast(context.Background(), voter(fmt.Sprintf("Person %d", n)), r.ID, sure(n%6)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	select {
	case <-feed:
	case <-time.After(patience):
		t.Error("the watchers heard nothing of it")
	}
	now, err := db.Reveal(t.Context(), lead, r.ID)
	must(t, err)
	if got := workshop.Count(now.Vote.Ballots(), 1).Counts; got != [6]int{5, 5, 5, 5, 5, 5} {
		t.Errorf("counted are %v", got)
	}
	if _, ok, err := other.CurrentVote(t.Context(), id); !ok || err != nil {
		t.Errorf("the other handle sees none: %v", err)
	}
}
