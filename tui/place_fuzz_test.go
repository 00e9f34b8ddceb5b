package tui

import (
	"testing"

	"crosswalk/tui/screentest"
)

// A place is text in the database, which may be another's: whatever it says, the
// workbench opens and draws every screen.
func FuzzAPlaceOfSomebodyElse(f *testing.F) {
	s, _ := screentest.Session(f)
	id := screentest.Demo(f, s)
	for _, seed := range []string{
		"", "null", "{}", `{"route":"Walk"}`, `{"route":7}`, `[]`, `{"route":"Walk","places":{"Walk":null}}`,
		`{"route":"Walk","places":{"Walk":{"item":"A.5.4","question":99}}}`, `{"route":"Nowhere","places":{"":{}}}`, "{", "\x00\x1b[2J",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if err := s.DB.SavePlace(t.Context(), s.Actor, id, raw); err != nil {
			t.Skip() // refused at the door
		}
		d := sit(t, s, 80, 24)
		for i := range routes {
			d.press(tabKey(i))
			fills(t, d, routes[i].name, 80, 24)
		}
	})
}
