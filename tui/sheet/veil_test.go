package sheet_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
)

// voting is a person with a sheet that says 2 of an item that stands at 4, and
// what opens a vote on it and reveals it.
func voting(t *testing.T) (d *desk, tell func(workshop.State)) {
	d = sit(t, map[string]string{"a.csv": "item,rating\n4.1,2\n4.2,3\n"})
	k := assess.Key{Item: "4.1"}
	if _, err := d.s.DB.Do(t.Context(), d.s.Actor, d.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(d.s.Catalog, a, k, 4, "")
	}); err != nil {
		t.Fatal(err)
	}
	d.News()
	d.Send(screen.TakeIn{From: screen.Walk, Path: "a.csv"}).Press("tab", "tab", "enter").Shows("rating 4 → 2")
	return d, func(state workshop.State) {
		d.Send(screen.Room{Current: &store.RoomVote{Vote: workshop.Vote{Key: k, Round: 1, State: state}}})
	}
}

func TestTheRowsDoNotTellHowAnItemStoodThatTheRoomVotesOn(t *testing.T) {
	d, tell := voting(t)
	tell(workshop.Open)
	d.Shows("rating – → 2", "0 would fall").Hides("4 → 2")
	tell(workshop.Revealed)
	d.Shows("rating 4 → 2", "1 would fall")
}

func TestTheActWaitsForTheReveal(t *testing.T) {
	d, tell := voting(t)
	tell(workshop.Open)
	d.Press("y")
	if d.Failed == nil || d.Failed.Error() != "the room votes on 4.1, and what is said of it waits for the reveal" {
		t.Errorf("failed with %v", d.Failed)
	}
	if n := d.now().Answer(assess.Key{Item: "4.2"}).Rating; n.Is(assess.Rated) {
		t.Error("a part of the sheet was taken")
	}
	tell(workshop.Revealed)
	d.Press("y")
	d.says("2 rows imported")
}

func TestASheetAsksBeforeItOverwritesWhatARoomSettled(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "item,rating\n5.2,1\n4.2,3\n"})
	ctx, lead := t.Context(), store.Actor{Name: "Ines", Role: workshop.Facilitator}
	r, err := d.s.DB.OpenVote(ctx, lead, d.s.Catalog, d.id, assess.Key{Item: "5.2"}, 1, true)
	if err == nil {
		_, err = d.s.DB.Cast(ctx, lead, r.ID, workshop.Ballot{Level: 3, Confidence: workshop.HighConfidence})
	}
	if err == nil {
		_, err = d.s.DB.Reveal(ctx, lead, r.ID)
	}
	if err == nil {
		_, _, err = d.s.DB.Settle(ctx, lead, d.s.Catalog, r.ID, 3, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	d.News()
	d.Send(screen.TakeIn{From: screen.Walk, Path: "a.csv"}).Press("y").Shows("5.2 was settled at 3 by Ines", "take the sheet's").Press("esc")
	if n := d.now().Answer(assess.Key{Item: "4.2"}).Rating; n.Is(assess.Rated) {
		t.Error("a part of the sheet was taken without a yes")
	}
	d.Press("y", "y")
	d.says("2 rows imported")
	if got := d.now().Answer(assess.Key{Item: "5.2"}).Rating.Level; got != 1 {
		t.Errorf("5.2 stands at %d", got)
	}
}
