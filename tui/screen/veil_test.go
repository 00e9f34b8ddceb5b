package screen_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
)

func TestAnItemIsVeiledWhileAVoteOnItIsOpen(t *testing.T) {
	vote, err := workshop.OpenVote(assess.Key{Item: "6.1.4", System: "s", Question: "6.1.4-2"}, 1, true)
	if err != nil {
		t.Fatal(err)
	}
	room := screen.Room{Current: &store.RoomVote{Vote: vote}}
	if !room.Veils("6.1.4") || room.Veils("6.1.3") || room.Veils("") {
		t.Errorf("%q is veiled", room.Veiled())
	}
	for _, state := range []workshop.State{workshop.Revealed, workshop.Settled, workshop.Parked} {
		if room.Current.Vote.State = state; room.Veils("6.1.4") {
			t.Errorf("it is still veiled, %v", state)
		}
	}
	if (screen.Room{}).Veils("") || (screen.Room{}).Veiled() != "" {
		t.Error("a room without a vote veils something")
	}
}
