package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// told is all that can be said of an item: a level, and a text for the rest.
type told struct {
	level int
	text  string
}

// sitAtVote is a window of the demonstration in which that was said of an item,
// while the room votes on it.
func sitAtVote(t *testing.T, item string, x told) (*desk, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	cat, k := s.Catalog, assess.Key{Item: item}
	_, err := s.DB.Do(t.Context(), s.Actor, id, func(a *assess.Assessment) ([]assess.Change, error) {
		if x.text == "" {
			return assess.Flag(cat, a, k, true)
		}
		system := assess.Key{Item: item, System: a.InScope()[0].ID}
		if it, _ := assess.Item(cat, a, item); !it.PerSystem() {
			system.System = ""
		}
		return together(
			func() ([]assess.Change, error) { return assess.Rate(cat, a, k, x.level, "reason "+x.text) },
			func() ([]assess.Change, error) { return assess.Rate(cat, a, system, x.level, "reason "+x.text) },
			func() ([]assess.Change, error) { return assess.Note(cat, a, k, "note "+x.text) },
			func() ([]assess.Change, error) { return assess.Assign(cat, a, k, "owner "+x.text, "") },
			func() ([]assess.Change, error) {
				return assess.PutFinding(cat, a, assess.Finding{ID: s.DB.NewID(), Item: item, Statement: "finding " + x.text, Grade: assess.Grades[x.level%3]})
			},
			func() ([]assess.Change, error) {
				return assess.PutEvidence(cat, a, assess.Evidence{ID: s.DB.NewID(), Kind: "document", What: "evidence " + x.text, Items: []string{item}})
			},
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.DB.OpenVote(t.Context(), s.Actor, cat, id, k, 1, true); err != nil {
		t.Fatal(err)
	}
	s.Only = id
	return sit(t, s, 140, 40), s, id
}

func together(acts ...func() ([]assess.Change, error)) (all []assess.Change, err error) {
	for _, act := range acts {
		changes, err := act()
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	return all, nil
}

// The law of the veil: however an item stands, and whatever was said of it, every
// screen draws the same while the room votes on it.
func TestNoScreenTellsHowAnItemStandsThatTheRoomVotesOn(t *testing.T) {
	keys := []string{
		"?", "esc",
		"space", "down", "enter", "esc", "u", "ctrl+r", "i", "esc", "e", "esc", "L", "esc", "f", "esc", "/", "z", "e", "b", "esc", "tab", "s", "v", "o", "esc", "esc", "v", "esc", "S", "down", "esc",
		"right", "o", "esc", "c", "esc", "!", "esc", "end", "enter", "esc",
	}
	for _, item := range []string{"6.1.4", "A.5.4"} {
		one, _, _ := sitAtVote(t, item, told{1, "zebra"})
		two, _, _ := sitAtVote(t, item, told{5, "okapi"})
		none, _, _ := sitAtVote(t, item, told{})
		for i, r := range routes {
			for n, key := range keys {
				for _, d := range []*desk{one, two, none} {
					d.standAt(i, item)
				}
				one.press(key)
				two.press(key).draws(one, r, n, key)
				none.press(key).draws(one, r, n, key)
			}
		}
	}
}

// standAt comes back to a tab that a key has left, and to the item.
func (d *desk) standAt(tab int, item string) {
	if d.app.tab == tab && d.app.now.Assessment != nil {
		return
	}
	d.tell(screen.Go{Route: routes[tab].name, Place: screen.Place{Item: item}})
	d.settle().planned()
}

// draws fails where one window does not draw what another does.
func (d *desk) draws(other *desk, r route, n int, key string) {
	d.t.Helper()
	d.planned()
	other.planned()
	a, b := d.picture(), other.picture()
	if a != b || strings.Contains(a, "zebra") || strings.Contains(a, "okapi") {
		d.t.Fatalf("%s tells after key %d, %s:\n%s\n%s", r.name, n, key, a, b)
	}
}

// planned waits until the records were judged by what is shown, and the plan was made
// of it.
func (d *desk) planned() {
	d.t.Helper()
	for range 1000 {
		a := d.app
		judged := a.now.Assessment == nil || a.kept.Seq == a.now.Seq
		if judged && (a.now.Assessment == nil || !routes[a.tab].plans || a.laid.Seq == a.now.Seq && a.laid.Input.Assessment == a.now.Assessment) {
			return
		}
		d.wait(20 * time.Millisecond)
	}
	d.t.Fatal("the plan was never made")
}

func TestTheFiguresSayWhatTheyAreMadeWithout(t *testing.T) {
	d, s, id := sitAtVote(t, "6.1.4", told{5, "zebra"})
	for i := range routes {
		d.press(tabKey(i)).shows("◇ without 6.1.4, which is voted on ─")
	}
	v, _, err := s.DB.CurrentVote(t.Context(), id)
	if err == nil {
		_, err = s.DB.Park(t.Context(), s.Actor, v.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	for d.app.room.Veiled() != "" {
		d.wait(20 * time.Millisecond)
	}
	d.hides("which is voted on")
	d.press("alt+2", "g").write("614").press("enter").shows("▐5▌", "zebra")
}

func TestUndoAndRedoDoNotTouchWhatTheRoomVotesOn(t *testing.T) {
	d, s, id := sitAtVote(t, "6.1.4", told{5, "zebra"})
	d.press("u").shows("! The room votes on 6.1.4, and what is said of it waits for the reveal").hides("Undone")
	_, err := s.DB.Do(t.Context(), s.Actor, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, 1, "")
	})
	if err != nil {
		t.Fatal(err)
	}
	d.press("u", "u").shows("Undone: 4.1 is rated 3 again")
	d.press("ctrl+r").shows("Done again: rated 4.1 1")
}

func TestAnActOnWhatTheRoomVotesOnIsRefusedWhereverItIsMade(t *testing.T) {
	d, s, id := sitAtVote(t, "6.1.4", told{5, "zebra"})
	was, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	cmd := s.ActSaying(id, "6.1.4 is rated 2 now.", func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "6.1.4"}, 2, "")
	})
	d.tell(cmd())
	d.settle().shows("The room votes on 6.1.4").hides("is rated 2 now")
	if is, err := s.DB.Assessment(t.Context(), id); err != nil || is != was {
		t.Errorf("something was saved: %v", err)
	}
}

func TestNoScreenIsTakenForShownBeforeItIsKnownWhatTheRoomVotesOn(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.app.forget(id)
	d.app.show(routes[0])
	d.tell(s.Read(id)())
	if d.app.now.Assessment != nil {
		t.Error("the assessment was handed out before the room was read")
	}
	d.tell(tea.Msg(s.LookAtRoom(t.Context(), id)))
	if d.settle(); d.app.now.Assessment == nil {
		t.Error("the assessment was never handed out")
	}
}

func TestACopyIsNotMadeOfWhatTheRoomVotesOn(t *testing.T) {
	d, s, id := sitAtVote(t, "6.1.4", told{5, "zebra"})
	s.Only = ""
	d.tell(screen.Leave{})
	d.settle().press("d", "enter").shows("Its room votes on 6.1.4")
	if all, err := s.DB.Assessments(t.Context()); err != nil || len(all) != 1 || all[0].ID != id {
		t.Errorf("%v %v", all, err)
	}
}
