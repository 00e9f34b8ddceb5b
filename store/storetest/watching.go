package storetest

import (
	"testing"
	"time"

	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// woken are the channels on which something comes once all had time to hear of
// it, by their names.
func woken(t *testing.T, all map[string]<-chan struct{}, wait ...string) map[string]bool {
	t.Helper()
	heard := map[string]bool{}
	for _, name := range wait {
		select {
		case <-all[name]:
			heard[name] = true
		case <-time.After(patience):
			t.Errorf("%s was not woken", name)
		}
	}
	time.Sleep(settled)
	for name, ch := range all {
		select {
		case <-ch:
			heard[name] = true
		default:
		}
	}
	return heard
}

func (l laws) TestAnActWakesThoseWhoWatchWhatItIsAbout(t *testing.T) {
	at := l.place(t)
	here, there := at.open(t), at.open(t)
	a, b := create(t, here), create(t, here)
	all := map[string]<-chan struct{}{}
	for name, db := range map[string]*store.DB{"here": here, "there": there} {
		for about, what := range map[string]string{"A": a, "B": b, "lists": store.Lists, "everything": store.Everything} {
			all[about+" "+name] = db.Watch(t.Context(), what)
		}
	}
	time.Sleep(settled)
	woken(t, all) // what came before
	for _, c := range []struct {
		what  string
		act   func() error
		wakes string
	}{
		{"an act on A", func() error { return second(here.Do(t.Context(), ada, a, rating("4.1", 1))) }, "A"},
		{"an act on B", func() error { return second(there.Do(t.Context(), ada, b, rating("4.1", 1))) }, "B"},
		{"a person", func() error {
			return here.AddPeople(t.Context(), ada, []workshop.Person{{Name: "Jon", Role: workshop.Assessor, Key: "SHA256:j"}})
		}, "lists"},
		{"another role", func() error { return there.SetRole(t.Context(), ada, "Jon", workshop.Observer) }, "lists"},
		{"another assessment", func() error { create(t, here); return nil }, "lists"},
	} {
		must(t, c.act())
		heard := woken(t, all, c.wakes+" here", c.wakes+" there", "everything here", "everything there")
		for _, about := range []string{"A", "B", "lists"} {
			for _, where := range []string{" here", " there"} {
				if about != c.wakes && heard[about+where] {
					t.Errorf("%s woke those who watch %s%s", c.what, about, where)
				}
			}
		}
	}
}

func (l laws) TestANewNameIsHeardByThoseWhoWatchTheLists(t *testing.T) {
	at := l.place(t)
	here, there := at.open(t), at.open(t)
	a := create(t, here)
	lists := map[string]<-chan struct{}{"here": here.Watch(t.Context(), store.Lists), "there": there.Watch(t.Context(), store.Lists)}
	time.Sleep(settled)
	woken(t, lists)
	do(t, here, ada, a, saying(change("assessment", "name", "Another name")))
	woken(t, lists, "here", "there")
}
