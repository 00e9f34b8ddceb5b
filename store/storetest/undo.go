package storetest

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/store"
)

// spot is one field of one answer in the model below.
type spot struct {
	item, field string
}

// standing is what a spot holds and which act put it there.
type standing struct {
	rating assess.Rating
	note   string
	token  int
}

func seen(a *assess.Assessment, s spot) standing {
	x := a.Answer(assess.Key{Item: s.item})
	if s.field == assess.FieldRating {
		return standing{rating: x.Rating}
	}
	return standing{note: x.Note}
}

type modelAct map[spot][2]standing // before and after

type modelPerson struct {
	done, undone []modelAct
}

// model is undo and redo without a database.
type model struct {
	now    map[spot]standing
	people map[store.Actor]*modelPerson
	tokens int
}

func (m *model) do(who store.Actor, after map[spot]standing) {
	act := modelAct{}
	m.tokens++
	for s, is := range after {
		is.token = m.tokens
		act[s] = [2]standing{m.now[s], is}
		m.now[s] = is
	}
	p := m.people[who]
	p.done, p.undone = append(p.done, act), nil
}

// turn takes the last act of one list back (from after to before, or the other
// way) and moves it to the other list.
func (m *model) turn(from, to *[]modelAct, is, becomes int, nothing error) error {
	if len(*from) == 0 {
		return nothing
	}
	act := (*from)[len(*from)-1]
	for s, both := range act {
		if m.now[s].token != both[is].token {
			return &store.Overtaken{}
		}
	}
	for s, both := range act {
		m.now[s] = both[becomes]
	}
	*from, *to = (*from)[:len(*from)-1], append(*to, act)
	return nil
}

func (l laws) TestUndoAndRedoAgreeWithAModelOfThem(t *testing.T) {
	db := l.place(t).open(t)
	items, people := []string{"4.1", "5.1", "6.1"}, []store.Actor{ada, bo}
	rapid.Check(t, func(rt *rapid.T) {
		id := create(t, db)
		m := &model{now: map[spot]standing{}, people: map[store.Actor]*modelPerson{ada: {}, bo: {}}}
		for n := range rapid.IntRange(1, 25).Draw(rt, "steps") {
			who := rapid.SampledFrom(people).Draw(rt, "who")
			p := m.people[who]
			var a *assess.Assessment
			var err, want error
			switch rapid.SampledFrom([]string{"do", "do", "undo", "undo", "redo"}).Draw(rt, "step") {
			case "do":
				var changes []assess.Change
				spots := map[spot]standing{}
				for _, it := range rapid.SliceOfNDistinct(rapid.SampledFrom(items), 1, 3, rapid.ID).Draw(rt, "items") {
					s, v := spot{it, assess.FieldRating}, any(map[string]any{"level": n % 6})
					if rapid.Bool().Draw(rt, "note") {
						s, v = spot{it, assess.FieldNote}, fmt.Sprint("note ", n)
					}
					changes = append(changes, change(item(it), s.field, v))
					spots[s] = standing{}
				}
				a = do(t, db, who, id, saying(changes...))
				for s := range spots {
					spots[s] = seen(a, s)
				}
				m.do(who, spots)
			case "undo":
				_, a, err = db.Undo(t.Context(), who, id)
				nothing := store.ErrNothingToUndo
				if who == ada {
					nothing = store.ErrFirstAct
				}
				want = m.turn(&p.done, &p.undone, 1, 0, nothing)
			case "redo":
				_, a, err = db.Redo(t.Context(), who, id)
				want = m.turn(&p.undone, &p.done, 0, 1, store.ErrNothingToRedo)
			}
			agree(rt, want, err)
			if err == nil {
				for s, is := range m.now {
					if is.token = 0; seen(a, s) != is {
						rt.Fatalf("step %d: %v is %+v, the model says %+v", n, s, seen(a, s), is)
					}
				}
			}
		}
	})
	healthy(t, db)
}

func agree(rt *rapid.T, want, got error) {
	var a, b *store.Overtaken
	if errors.As(want, &a) && errors.As(got, &b) || errors.Is(got, want) {
		return
	}
	rt.Fatalf("the store says %v, the model %v", got, want)
}

func (l laws) TestTheAssessmentItselfIsNotUndone(t *testing.T) {
	db, id := l.begin(t)
	if _, _, err := db.Undo(t.Context(), ada, id); !errors.Is(err, store.ErrFirstAct) {
		t.Fatal(err)
	}
	if _, _, err := db.Undo(t.Context(), bo, id); !errors.Is(err, store.ErrNothingToUndo) {
		t.Fatal(err)
	}
	if _, _, err := db.Redo(t.Context(), ada, id); !errors.Is(err, store.ErrNothingToRedo) {
		t.Fatal(err)
	}
}

func (l laws) TestAnotherPersonsLaterActStopsAnUndo(t *testing.T) {
	db, id := l.begin(t)
	do(t, db, ada, id, rating("4.1", 1))
	do(t, db, bo, id, rating("4.1", 2))
	_, _, err := db.Undo(t.Context(), ada, id)
	var o *store.Overtaken
	if !errors.As(err, &o) || o.By != "Bo" || o.Subject != item("4.1") || o.Field != assess.FieldRating || o.At.IsZero() {
		t.Fatalf("%v", err)
	}
	if _, _, err := db.Undo(t.Context(), bo, id); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.Undo(t.Context(), ada, id); err != nil {
		t.Fatalf("after Bo took it back: %v", err)
	}
}

func (l laws) TestUndoingANewRecordRemovesItAndRedoBringsItBack(t *testing.T) {
	db, id := l.begin(t)
	sys := assess.RecordSubject(assess.KindSystem, db.NewID())
	made := saying(change(sys, "name", "Chatbot"), change(sys, "in_scope", true), change(sys, "roles", []string{"provider"}))
	do(t, db, ada, id, made)
	for range 3 {
		act, a, err := db.Undo(t.Context(), ada, id)
		must(t, err)
		if s, _ := a.System(sys.ID()); !s.Removed || s.Name != "Chatbot" || len(a.ActiveSystems()) != 0 {
			t.Fatalf("after undo it is %+v", s)
		}
		if act.Kind != assess.Undo || len(act.Revisions) != 1 || act.Revisions[0].Reverts == "" {
			t.Fatalf("the act is %+v", act)
		}
		_, a, err = db.Redo(t.Context(), ada, id)
		must(t, err)
		if s, _ := a.System(sys.ID()); s.Removed || !s.InScope {
			t.Fatalf("after redo it is %+v", s)
		}
	}
	do(t, db, bo, id, saying(change(sys, "purpose", "To chat")))
	if _, _, err := db.Undo(t.Context(), ada, id); !errors.As(err, new(*store.Overtaken)) {
		t.Fatalf("a system that Bo worked on was removed: %v", err)
	}
	healthy(t, db)
}

// A system that left the scope and came back by an undo was never gone: what was
// answered for all systems holds for it.
func (l laws) TestAnUndoneScopeIsAsItWasBefore(t *testing.T) {
	db, id := l.begin(t)
	sys := assess.RecordSubject(assess.KindSystem, db.NewID())
	do(t, db, ada, id, saying(change(sys, "name", "Chatbot"), change(sys, "in_scope", true)))
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	was, _ := a.System(sys.ID())
	do(t, db, bo, id, saying(change(sys, "in_scope", false)))
	for range 2 {
		_, a, err = db.Undo(t.Context(), bo, id)
		must(t, err)
		if s, _ := a.System(sys.ID()); !s.InScope || s.Since.By != "Ada" || s.Since.Order != was.Since.Order || !s.Since.At.Equal(was.Since.At) {
			t.Fatalf("after undo it is %+v; it was %+v", s, was)
		}
		healthy(t, db)
		_, a, err = db.Redo(t.Context(), bo, id)
		must(t, err)
		if s, _ := a.System(sys.ID()); s.InScope || !s.Since.IsZero() {
			t.Fatalf("after redo it is %+v", s)
		}
	}
	healthy(t, db)
}

func (l laws) TestAnUndoneProfileFieldIsAsItWasBefore(t *testing.T) {
	db, id := l.begin(t)
	do(t, db, ada, id, saying(change(assess.KindAssessment, "target", "5"), change(assess.KindAssessment, "effort.A.5.2", "7.5"), change(assess.KindAssessment, "isms_years", "3")))
	_, a, err := db.Undo(t.Context(), ada, id)
	must(t, err)
	if a.Profile.Target != 3 || len(a.Profile.Effort) != 0 || a.Profile.ISMSYears != nil {
		t.Fatalf("the profile is %+v", a.Profile)
	}
	healthy(t, db)
}

func (l laws) TestAnEarlierValueIsRestoredAsANewAct(t *testing.T) {
	db, id := l.begin(t)
	first := do(t, db, ada, id, rating("4.1", 1)).Answer(assess.Key{Item: "4.1"}).Rating
	do(t, db, bo, id, rating("4.1", 4))
	acts, err := db.History(t.Context(), id, store.HistoryFilter{Subject: item("4.1")})
	must(t, err)
	a, err := db.RestoreValue(t.Context(), bo, id, acts[1].Revisions[0].ID)
	must(t, err)
	if got := a.Answer(assess.Key{Item: "4.1"}).Rating; got != first {
		t.Fatalf("%+v was restored as %+v", first, got)
	}
	if _, err := db.RestoreValue(t.Context(), bo, id, "nothing"); err == nil {
		t.Fatal("a revision that is not there was restored")
	}
	other := create(t, db)
	if _, err := db.RestoreValue(t.Context(), bo, other, acts[1].Revisions[0].ID); err == nil {
		t.Fatal("a value crossed from one assessment to another")
	}
}

func (l laws) TestTheHistoryIsPagedAndFiltered(t *testing.T) {
	db, id := l.begin(t)
	do(t, db, ada, id, rating("4.1", 1))
	do(t, db, bo, id, saying(change(item("4.1"), "note", "x"), change(item("5.1"), "note", "y")))
	q := assess.Key{Item: "4.1", Question: "4.1-1"}.Subject()
	do(t, db, ada, id, saying(change(q, "rating", map[string]any{"level": 2})))
	do(t, db, ada, id, rating("4.10", 1))
	_, _, err := db.Undo(t.Context(), ada, id)
	must(t, err)

	count := func(f store.HistoryFilter) []store.Act {
		acts, err := db.History(t.Context(), id, f)
		must(t, err)
		for i := 1; i < len(acts); i++ {
			if acts[i].ID >= acts[i-1].ID {
				t.Fatal("the history is not newest first")
			}
		}
		return acts
	}
	for _, c := range []struct {
		name string
		f    store.HistoryFilter
		want int
	}{
		{"all", store.HistoryFilter{}, 6},
		{"limit", store.HistoryFilter{Limit: 2}, 2},
		{"author", store.HistoryFilter{Author: "Bo"}, 1},
		{"nobody", store.HistoryFilter{Author: "Cy"}, 0},
		{"subject", store.HistoryFilter{Subject: item("4.1")}, 2},
		{"item", store.HistoryFilter{Item: "4.1"}, 3},
		{"item and author", store.HistoryFilter{Item: "4.1", Author: "Ada"}, 2},
		{"item of which another begins so", store.HistoryFilter{Item: "4.10"}, 2},
	} {
		if got := count(c.f); len(got) != c.want {
			t.Errorf("%s: %d acts, not %d", c.name, len(got), c.want)
		}
	}
	all := count(store.HistoryFilter{})
	if len(all[3].Revisions) != 2 || len(count(store.HistoryFilter{Item: "4.1"})[1].Revisions) != 1 {
		t.Error("an act has the wrong revisions")
	}
	var paged []string
	for before := ""; ; {
		page := count(store.HistoryFilter{Limit: 2, Before: before})
		if len(page) == 0 {
			break
		}
		for _, a := range page {
			paged, before = append(paged, a.ID), a.ID
		}
	}
	if len(paged) != 6 {
		t.Errorf("paging saw %d acts", len(paged))
	}
	if all[0].Kind != assess.Undo || all[0].Revisions[0].Reverts != all[1].ID {
		t.Errorf("the undo is %+v", all[0])
	}
	reader := l.place(t).open(t)
	if acts, err := reader.History(t.Context(), id, store.HistoryFilter{}); err != nil || len(acts) != 0 {
		t.Errorf("another file has a history of it: %v, %v", acts, err)
	}
}
