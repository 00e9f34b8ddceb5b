package screentest

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
)

// Vote opens a vote on an item, and gives what reveals it.
func (st *Stage) Vote(item string) (reveal func()) {
	tell := func(state workshop.State) {
		st.Send(screen.Room{Current: &store.RoomVote{Vote: workshop.Vote{Key: assess.Key{Item: item}, Round: 1, State: state}}})
	}
	tell(workshop.Open)
	return func() { tell(workshop.Revealed) }
}
