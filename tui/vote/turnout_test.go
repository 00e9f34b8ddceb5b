package vote_test

import (
	"testing"

	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
)

// seated gives a session a place in a room with some people.
func seated(s *screen.Session, people ...screen.Present) {
	s.Seat = &screen.Seat{Moved: func(screen.At) {}, Here: func() []screen.Present { return people }}
}

func TestTheRoomSaysOfWhomItWaitsAndNeverWhatAnybodyVoted(t *testing.T) {
	st, s, id := voting(t)
	seated(s, screen.Present{Name: "Ines Brandt", Role: workshop.Facilitator}, screen.Present{Name: "Jon", Role: workshop.Assessor},
		screen.Present{Name: "Mara\x1b[2J", Role: workshop.Assessor}, screen.Present{Name: "Olga", Role: workshop.Observer})
	look(st, s, id).Shows("Voted   0 of 2 · not yet: Jon, Mara")
	st.Press("C").Shows("nobody has voted yet")
	cast(t, s, id, "Jon", 5, "since May")
	cast(t, s, id, "Cy", 1, "no")
	look(st, s, id).Shows("Voted   1 of 2 · 1 from elsewhere · not yet: Mara").Hides("since May")
	st.Press("C").Shows("Show 1 of 2 votes?", "Not voted yet: Mara").Hides("since May", "\x1b[2J").Press("esc").Shows("round 1", "not voted yet").Hides("revealed")
	st.Press("2").Shows("Voted   2 of 3 · 1 from elsewhere · not yet: Mara")
	cast(t, s, id, "Mara\x1b[2J", 4, "")
	look(st, s, id).Shows("Voted   3 of 3 · 1 from elsewhere · all have voted").Press("C").Shows("round 1, revealed")
}

func TestARoomWithoutVotersSaysSo(t *testing.T) {
	st, s, id := voting(t)
	seated(s, screen.Present{Name: "Ines Brandt", Role: workshop.Facilitator})
	look(st, s, id).Shows("Voted   nobody who votes is here yet")
	cast(t, s, id, "Cy", 1, "no")
	look(st, s, id).Shows("Voted   1 from elsewhere").Hides("of 0", "all have voted")
}

func TestWhoIsMissingIsAskedAboutAndTheRoomMayGoOn(t *testing.T) {
	st, s, id := voting(t)
	seated(s, screen.Present{Name: "Jon", Role: workshop.Assessor}, screen.Present{Name: "Mara", Role: workshop.Assessor})
	cast(t, s, id, "Jon", 3, "")
	look(st, s, id).Press("C").Shows("Not voted yet: Mara")
	goOn(t, s, id)
	st.Press("y").Shows("this was begun in round 1")
	cast(t, s, id, "Jon", 3, "")
	look(st, s, id).Press("C").Shows("Not voted yet: Mara").Press("y").Shows("round 2, revealed")
}

func TestTheOldKeyOfANewVoteSaysTheNewOne(t *testing.T) {
	st, _, _ := empty(t)
	st.Press("V").Shows("Open a vote")
}
