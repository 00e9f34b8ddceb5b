package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
)

func (l laws) TestThePresentStateIsWhatTheHistorySays(t *testing.T) {
	at := l.place(t)
	db, second := at.open(t), at.open(t)
	rapid.Check(t, func(rt *rapid.T) {
		id := create(t, db)
		records := []string{db.NewID(), db.NewID(), db.NewID()}
		for range rapid.IntRange(1, 12).Draw(rt, "acts") {
			kept, err := anyAct(rt, rapid.SampledFrom([]*store.DB{db, second}).Draw(rt, "through"), ada, id, records)
			if err != nil {
				rt.Fatal(err)
			}
			alike(rt, db, id, kept)
			alike(rt, second, id, kept)
		}
	})
	healthy(t, db) // which makes the present state out of the history again
	before := everything(t, db)
	must(t, db.Repair(t.Context(), func(context.Context, store.Tx) error { return nil }, nil))
	healthy(t, db)
	reader := at.open(t)
	for _, was := range before {
		for _, h := range []*store.DB{db, second, reader} {
			is, err := h.Assessment(t.Context(), was.ID)
			must(t, err)
			if subject := assesstest.Difference(was, is); subject != "" {
				t.Fatalf("after a repair of what was whole, %s is another", subject)
			}
		}
	}
}

// anyAct is an act of one to four changes, which may be taken back at once and
// done again.
func anyAct(rt *rapid.T, db *store.DB, who store.Actor, id string, records []string) (*assess.Assessment, error) {
	var changes []assess.Change
	for range rapid.IntRange(1, 4).Draw(rt, "changes") {
		changes = append(changes, assesstest.Any(rt, records))
	}
	kept, err := db.Do(context.Background(), who, id, saying(changes...))
	if err == nil && rapid.Bool().Draw(rt, "undo") {
		_, kept, err = db.Undo(context.Background(), who, id)
		if err == nil && rapid.Bool().Draw(rt, "redo") {
			_, kept, err = db.Redo(context.Background(), who, id)
		}
	}
	return kept, err
}

// everything is all that a database holds.
func everything(t *testing.T, db *store.DB) []*assess.Assessment {
	t.Helper()
	list, err := db.Assessments(t.Context())
	must(t, err)
	var all []*assess.Assessment
	for _, s := range list {
		a, err := db.Assessment(t.Context(), s.ID)
		must(t, err)
		all = append(all, a)
	}
	return all
}

func alike(rt *rapid.T, db *store.DB, id string, want *assess.Assessment) {
	got, err := db.Assessment(context.Background(), id)
	if err != nil {
		rt.Fatal(err)
	}
	if subject := assesstest.Difference(want, got); subject != "" {
		rt.Fatalf("%s differs between two looks at it", subject)
	}
}

func (l laws) TestAnActIsNeverSeenBeforeItIsCommitted(t *testing.T) {
	db, id := l.begin(t)
	do(t, db, ada, id, rating("4.1", 1))
	level := func() int {
		a, err := db.Assessment(t.Context(), id)
		must(t, err)
		return a.Answer(assess.Key{Item: "4.1"}).Rating.Level
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := db.Do(ctx, ada, id, func(*assess.Assessment) ([]assess.Change, error) {
		if level() != 1 {
			t.Error("the act under way is seen")
		}
		cancel()
		return rating("4.1", 5)(nil)
	})
	if !errors.Is(err, context.Canceled) || level() != 1 {
		t.Fatalf("cancelled before the commit: %v, the rating is %d", err, level())
	}
	_, err = db.Do(t.Context(), ada, id, saying(change(item("4.1"), "rating", map[string]any{"level": 9})))
	if err == nil || level() != 1 {
		t.Fatalf("a level of 9 gave %v, the rating is %d", err, level())
	}
	_, err = db.Do(t.Context(), ada, id, saying(change("wall/paper", "colour", "blue")))
	if err == nil || level() != 1 {
		t.Fatalf("a subject that there is none of gave %v", err)
	}
	do(t, db, ada, id, rating("4.1", 2))
	if level() != 2 {
		t.Fatalf("the rating is %d after the next act", level())
	}
	healthy(t, db)
}

func (l laws) TestAPanicWhileDecidingLeavesTheDatabaseUsable(t *testing.T) {
	db, id := l.begin(t)
	func() {
		defer func() { _ = recover() }()
		_, _ = db.Do(t.Context(), ada, id, func(*assess.Assessment) ([]assess.Change, error) { panic("oh") })
	}()
	do(t, db, ada, id, rating("4.1", 2))
}

func (l laws) TestASecondHandleSeesAnAnswerThroughWatch(t *testing.T) {
	at := l.place(t)
	db, second := at.open(t), at.open(t)
	id := create(t, db)
	ctx, cancel := context.WithCancel(t.Context())
	news := second.Watch(ctx, id)
	own := db.Watch(ctx, id)
	time.Sleep(settled)
	for len(news) > 0 {
		<-news
	}
	do(t, db, ada, id, rating("4.1", 3))
	for name, ch := range map[string]<-chan struct{}{"the other": news, "its own": own} {
		select {
		case <-ch:
		case <-time.After(patience):
			t.Fatalf("%s handle heard nothing", name)
		}
	}
	a, err := second.Assessment(t.Context(), id)
	must(t, err)
	if a.Answer(assess.Key{Item: "4.1"}).Rating.Level != 3 {
		t.Fatal("the second handle does not see the answer")
	}
	cancel()
	for range 2 {
		if _, more := <-news; !more {
			break
		}
	}
	closing := second.Watch(t.Context(), id)
	must(t, second.Close())
	for range closing {
		continue // ends because the channel is closed
	}
	for range second.Watch(t.Context(), id) {
		t.Fatal("a closed database has news")
	}
}

func (l laws) TestManyReadersAndWritersAtOnceSeeWholeActs(t *testing.T) {
	at := l.place(t)
	db, second := at.open(t), at.open(t)
	id := create(t, db)
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for i := range 20 {
				h := []*store.DB{db, second}[(n+i)%2]
				if _, err := db.Do(context.Background(), bo, id, counting); err != nil {
					t.Error(err)
				}
				if _, err := h.Do(context.Background(), ada, id, saying(change(item("4.1"), "note", fmt.Sprint(i)), change(item("5.1"), "note", fmt.Sprint(i)))); err != nil {
					t.Error(err)
				}
				a, err := h.Assessment(context.Background(), id)
				if err != nil {
					t.Error(err)
				} else if a.Answer(assess.Key{Item: "4.1"}).Note != a.Answer(assess.Key{Item: "5.1"}).Note {
					t.Error("half an act was seen")
				}
			}
		})
	}
	all.Wait()
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	if got := a.Answer(assess.Key{Item: "6.1"}).Note; got != "80" {
		t.Fatalf("80 acts counted to %q: one decided on an old state", got)
	}
	healthy(t, db)
}

// counting is an act that must see the one before it.
func counting(a *assess.Assessment) ([]assess.Change, error) {
	var n int
	_, _ = fmt.Sscan(a.Answer(assess.Key{Item: "6.1"}).Note, &n)
	return noting("6.1", fmt.Sprint(n+1))(a)
}

func (l laws) TestDraftsAndPlacesAreEachPersonsOwn(t *testing.T) {
	db, id := l.begin(t)
	ctx := t.Context()
	must(t, db.SaveDraft(ctx, ada, id, item("4.1"), "note", "half a tho"))
	must(t, db.SaveDraft(ctx, ada, id, item("4.1"), "note", "half a thought"))
	must(t, db.SavePlace(ctx, ada, id, `{"item":"4.1"}`))
	if text, ok, err := db.Draft(ctx, ada, id, item("4.1"), "note"); text != "half a thought" || !ok || err != nil {
		t.Fatalf("the draft is %q, %v, %v", text, ok, err)
	}
	if _, ok, _ := db.Draft(ctx, bo, id, item("4.1"), "note"); ok {
		t.Fatal("Bo sees Ada's draft")
	}
	must(t, db.DropDraft(ctx, ada, id, item("4.1"), "note"))
	if _, ok, _ := db.Draft(ctx, ada, id, item("4.1"), "note"); ok {
		t.Fatal("the draft is still there")
	}
	if place, err := db.Place(ctx, ada, id); place != `{"item":"4.1"}` || err != nil {
		t.Fatalf("the place is %q, %v", place, err)
	}
	other := create(t, db)
	must(t, db.SetLastOpened(ctx, id))
	if last, err := db.LastOpened(ctx); last != id || err != nil {
		t.Fatalf("last opened is %q, %v", last, err)
	}
	do(t, db, ada, other, rating("4.1", 1))
	if last, _ := db.LastOpened(ctx); last != other {
		t.Fatalf("an act elsewhere left %q as last opened", last)
	}
	if acts, err := db.History(ctx, id, store.HistoryFilter{}); err != nil || len(acts) != 1 {
		t.Fatalf("drafts and places made history: %d acts, %v", len(acts), err)
	}
	if err := db.SaveDraft(ctx, ada, "nothing", item("4.1"), "note", "x"); err == nil {
		t.Fatal("a draft was kept for no assessment")
	}
}

func (l laws) TestLayoutsOfSheetsAreKeptWithTheirAssessmentAndGoWithIt(t *testing.T) {
	db, id := l.begin(t)
	ctx := t.Context()
	other := create(t, db)
	must(t, db.KeepLayout(ctx, ada, id, store.Layout{Name: "Client SoA", Shape: "control\nstatus", Text: `{"scale":"1-4"}`}))
	must(t, db.KeepLayout(ctx, bo, id, store.Layout{Name: "Client SoA", Shape: "control\nstatus", Text: `{"scale":"1-5"}`}))
	must(t, db.KeepLayout(ctx, ada, other, store.Layout{Name: "Client SoA", Shape: "id", Text: `{}`}))
	got, err := db.Layouts(ctx, id)
	if err != nil || len(got) != 1 || got[0].Text != `{"scale":"1-5"}` {
		t.Fatalf("the layouts are %+v, %v", got, err)
	}
	if got[0].Saved.IsZero() {
		t.Error("the layout does not say when it was kept")
	}
	if err := db.KeepLayout(ctx, ada, id, store.Layout{Name: "", Text: "{}"}); err == nil {
		t.Error("a layout without a name was kept")
	}
	if err := db.KeepLayout(ctx, observer, id, store.Layout{Name: "Mine", Text: "{}"}); err == nil {
		t.Error("an observer kept a layout")
	}
	if acts, err := db.History(ctx, id, store.HistoryFilter{}); err != nil || len(acts) != 1 {
		t.Errorf("a layout made history: %d acts, %v", len(acts), err)
	}
	must(t, db.DropLayout(ctx, ada, id, "Client SoA"))
	if got, err := db.Layouts(ctx, id); err != nil || len(got) != 0 {
		t.Errorf("the layouts are %+v, %v", got, err)
	}
	if got, _ := db.Layouts(ctx, other); len(got) != 1 {
		t.Error("the other assessment's layout went too")
	}
}

func (l laws) TestFiltersAreEachPersonsOwnAndNoHistory(t *testing.T) {
	db, id := l.begin(t)
	ctx := t.Context()
	must(t, db.KeepFilter(ctx, ada, store.Filter{Name: "Monday", Text: "gaps"}))
	must(t, db.KeepFilter(ctx, ada, store.Filter{Name: "Audit", Text: "not-verified"}))
	must(t, db.KeepFilter(ctx, ada, store.Filter{Name: "Monday", Text: "gaps mine"}))
	must(t, db.KeepFilter(ctx, observer, store.Filter{Name: "Monday", Text: "overdue"})) // it changes nothing that others see
	got, err := db.Filters(ctx, ada)
	if err != nil || len(got) != 2 || got[0].Name != "Audit" || got[1].Text != "gaps mine" || got[1].Saved.IsZero() {
		t.Fatalf("the filters are %+v, %v", got, err)
	}
	if acts, err := db.History(ctx, id, store.HistoryFilter{}); err != nil || len(acts) != 1 {
		t.Errorf("a filter made history: %d acts, %v", len(acts), err)
	}
	must(t, db.DropFilter(ctx, ada, "Monday"))
	if got, _ := db.Filters(ctx, ada); len(got) != 1 {
		t.Errorf("the filters are %+v", got)
	}
	if got, _ := db.Filters(ctx, observer); len(got) != 1 || got[0].Text != "overdue" {
		t.Errorf("another's filters are %+v", got)
	}
}

func (l laws) TestAFilterThatCannotBeFoundAgainIsRefused(t *testing.T) {
	db, _ := l.begin(t)
	for i := range 100 {
		must(t, db.KeepFilter(t.Context(), ada, store.Filter{Name: fmt.Sprint("f", i), Text: "gaps"}))
	}
	for want, f := range map[string]store.Filter{
		"100 filters are kept": {Name: "one more", Text: "gaps"}, "needs a name": {Name: " ", Text: "gaps"},
		"more than one line": {Name: "a\nb", Text: "gaps"}, "at most 2000": {Name: "f1", Text: strings.Repeat("gaps ", 500)},
	} {
		if err := db.KeepFilter(t.Context(), ada, f); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q is answered by %v", f.Name, err)
		}
	}
	must(t, db.KeepFilter(t.Context(), ada, store.Filter{Name: "f1", Text: "mine"}))
	must(t, db.KeepFilter(t.Context(), bo, store.Filter{Name: "f1", Text: "mine"}))
}
