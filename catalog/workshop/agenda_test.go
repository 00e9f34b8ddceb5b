package workshop_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

var ten = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

func after(minutes int) time.Time { return ten.Add(time.Duration(minutes) * time.Minute) }

func planned(t testing.TB, n int) workshop.Agenda {
	t.Helper()
	g, err := workshop.NewAgenda(agenda(n), 1, true, time.Hour, ten)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestAnAgendaHoldsEachPlaceOnceInTheOrderOfTheRoom(t *testing.T) {
	keys := agenda(3)
	g := planned(t, 3)
	g, err := g.With(keys[1], assess.Key{Item: "A.1", System: "s"})
	if err != nil || len(g.Keys) != 4 {
		t.Fatal(err, g.Keys)
	}
	if g, err = g.Moved(keys[2], -5); err != nil || g.Keys[0] != keys[2] {
		t.Fatal(err, g.Keys)
	}
	if g, err = g.Moved(keys[2], 9); err != nil || g.Keys[3] != keys[2] {
		t.Fatal(err, g.Keys)
	}
	if g, err = g.Without(keys[0]); err != nil || slices.Contains(g.Keys, keys[0]) {
		t.Fatal(err, g.Keys)
	}
	if _, err := g.Without(keys[0]); err == nil {
		t.Error("what is not on the agenda was taken off")
	}
	if _, err := g.Moved(keys[0], 1); err == nil {
		t.Error("what is not on the agenda was moved")
	}
}

func TestAnAgendaThatCantBeIsRefused(t *testing.T) {
	for name, err := range map[string]error{
		"no item":     of(workshop.NewAgenda([]assess.Key{{}}, 1, true, 0, ten)),
		"tolerance":   of(workshop.NewAgenda(nil, 3, true, 0, ten)),
		"too long":    of(workshop.NewAgenda(nil, 1, true, 8*24*time.Hour, ten)),
		"a second":    of(workshop.NewAgenda(nil, 1, true, time.Second, ten)),
		"a long list": of(workshop.NewAgenda(agenda(501), 1, true, 0, ten)),
	} {
		if err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func of(_ workshop.Agenda, err error) error { return err }

func TestBreaksDoNotCountOnTheClock(t *testing.T) {
	g := planned(t, 2)
	if g.Clock(after(30)) != 0 {
		t.Error("a clock that was not started runs")
	}
	if _, err := g.Stop(after(1)); err == nil {
		t.Error("a clock that stands was stopped")
	}
	g, _ = g.Start(after(10))
	if _, err := g.Start(after(11)); err == nil {
		t.Error("a clock that runs was started")
	}
	g, _ = g.Stop(after(30))
	g, _ = g.Start(after(60))
	if got := g.Clock(after(65)); got != 25*time.Minute {
		t.Errorf("%s are on the clock, not 25 minutes", got)
	}
	if got := g.Clock(after(50)); got != 20*time.Minute {
		t.Errorf("a clock that was set back took %s away", 20*time.Minute-got)
	}
}

func TestTheAgendaKnowsWhatIsDone(t *testing.T) {
	g := planned(t, 4)
	g, _ = g.Start(after(10))
	votes := []workshop.Ended{
		{Key: g.Keys[0], State: workshop.Settled, Level: 2, At: after(-5)}, // an earlier session
		{Key: g.Keys[1], State: workshop.Settled, Level: 3, At: after(5)},  // before the clock
		{Key: g.Keys[2], State: workshop.Parked, At: after(15)},
		{Key: assess.Key{Item: "else"}, State: workshop.Settled, Level: 1, At: after(25)},
	}
	var states []workshop.State
	for _, e := range g.Entries(votes) {
		states = append(states, e.State)
	}
	if !slices.Equal(states, []workshop.State{"", workshop.Settled, workshop.Parked, ""}) {
		t.Errorf("the places stand at %q", states)
	}
	p := g.Pace(votes, after(30))
	if len(p.Left) != 2 || p.Settled != 1 || p.Parked != 1 || p.Gone != 20*time.Minute {
		t.Errorf("%+v", p)
	}
	if n, ok := p.Fits(); !ok || n != 2 {
		t.Errorf("%d fit, %v", n, ok)
	}
	parkedThenSettled := append(votes, workshop.Ended{Key: g.Keys[2], State: workshop.Settled, Level: 4, At: after(28)})
	if e := g.Entries(parkedThenSettled)[2]; e.State != workshop.Settled || e.Level != 4 {
		t.Errorf("what was parked and then settled stands at %+v", e)
	}
}

// Whatever is done with an agenda, nothing stands on it twice and the value it
// was made from stays as it was.
func TestAnAgendaIsAValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, err := workshop.NewAgenda(agenda(rapid.IntRange(0, 6).Draw(t, "n")), 1, false, 0, ten)
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			was := slices.Clone(g.Keys)
			k := agenda(9)[rapid.IntRange(0, 8).Draw(t, "key")]
			next := g
			switch rapid.IntRange(0, 2).Draw(t, "act") {
			case 0:
				next, _ = g.With(k)
			case 1:
				next, _ = g.Without(k)
			default:
				next, _ = g.Moved(k, rapid.IntRange(-3, 3).Draw(t, "by"))
			}
			if !slices.Equal(g.Keys, was) {
				t.Fatalf("%v became %v", was, g.Keys)
			}
			seen := map[assess.Key]bool{}
			for _, k := range next.Keys {
				if seen[k] {
					t.Fatalf("%v stands twice in %v", k, next.Keys)
				}
				seen[k] = true
			}
			g = next
		}
	})
}

func TestItemsAreChosenByWhomTheyAsk(t *testing.T) {
	all := []*catalog.Item{
		{ID: "1", Interview: []string{"data scientist", "AIMS manager"}},
		{ID: "2", Interview: []string{"owner of the data"}},
		{ID: "3", Interview: []string{"lawyer", "AIMS manager"}},
		{ID: "4", Interview: []string{"metadata clerk"}},
	}
	for _, c := range []struct{ titles, want string }{
		{"", "1234"}, {"Data", "12"}, {"data  scientist", "1"}, {"lawyer, scientist", "13"}, {"aims manager,", "13"},
	} {
		got, err := workshop.Asking(all, workshop.TitlesIn(c.titles))
		ids := ""
		for _, it := range got {
			ids += it.ID
		}
		if err != nil || ids != c.want {
			t.Errorf("%q chose %s, %v; not %s", c.titles, ids, err, c.want)
		}
	}
	if _, err := workshop.Asking(all, []string{"lawyer", "astronaut"}); err == nil || err.Error() != `none of these items is asked of a "astronaut"; as AIMS manager, data scientist, owner of the data, lawyer, metadata clerk` {
		t.Error(err)
	}
}
