package tui

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

func TestAShowOfHandsIsTypedIntoThePalette(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	v, err := s.DB.OpenVote(t.Context(), s.Actor, s.Catalog, id, assess.Key{Item: "5.2"}, 1, true)
	if err != nil {
		t.Fatal(err)
	}
	d.press(":").write("tally").shows("tally 2x3 3x6 ax1").write(" 2x3 9x1").shows("is for no level")
	d.press("backspace", "backspace", "backspace").write("3x6").shows("Count the hands 2x3 3x6", "9 hands").press("enter")
	r, _, err := s.DB.CurrentVote(t.Context(), id)
	if err != nil || r.ID != v.ID || r.Vote.Seen("").Voted != 9 {
		t.Errorf("%+v %v", r, err)
	}
	d.press(":").write("tally 5").press("enter").shows("is no count")
	s.Actor.Role = workshop.Assessor
	d.press(":").write("tally 2x3").shows("No action is called tally")
}
