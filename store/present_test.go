package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
)

// randomChange is any change that the pure functions of package assess could
// make.
func randomChange(t *rapid.T, systems []string) assess.Change {
	pick := func(label string, words ...string) string { return rapid.SampledFrom(words).Draw(t, label) }
	text := func() string { return rapid.StringN(0, 12, -1).Draw(t, "text") }
	rating := func() any {
		switch pick("rating", "level", "na", "none") {
		case "level":
			return map[string]any{"level": rapid.IntRange(0, 5).Draw(t, "level"), "reason": text(), "basis": pick("basis", "", "4.1=3", "4.1=4 A.5.9=2!")}
		case "na":
			return map[string]any{"na": true, "reason": text(), "approved_by": text(), "approved_on": "2026-01-31"}
		}
		return nil
	}
	record := func(kind string) assess.Subject {
		return assess.RecordSubject(kind, rapid.SampledFrom(systems).Draw(t, "id"))
	}
	subject := pick("subject", "answer", "answer", "question", "baseline", "system", "control", "evidence", "finding", "task", "vote", "profile")
	switch subject {
	case "answer":
		s := item(pick("item", "4.1", "5.1", "A.2.2"))
		switch f := pick("field", "rating", "note", "owner", "due", "flag", "declined"); f {
		case "rating":
			return change(s, f, rating())
		case "flag", "declined":
			return change(s, f, rapid.Bool().Draw(t, f))
		case "due":
			return change(s, f, pick("due", "", "2026-12-31"))
		default:
			return change(s, f, text())
		}
	case "question":
		return change(assess.Key{Item: "4.1", System: rapid.SampledFrom(systems).Draw(t, "id"), Question: "4.1-1"}.Subject(), "rating", rating())
	case "baseline":
		if rapid.Bool().Draw(t, "note") {
			return change(assess.BaselineSubject("A.5.9"), "note", text())
		}
		return change(assess.BaselineSubject("A.5.9"), "rating", map[string]any{"level": rapid.IntRange(0, 5).Draw(t, "level")})
	case "system":
		switch f := pick("field", "name", "roles", "in_scope", "removed"); f {
		case "name":
			return change(record(assess.KindSystem), f, text())
		case "roles":
			return change(record(assess.KindSystem), f, rapid.SliceOfN(rapid.SampledFrom(assess.AIRoles), 0, 3).Draw(t, "roles"))
		default:
			return change(record(assess.KindSystem), f, rapid.Bool().Draw(t, f))
		}
	case "control":
		if rapid.Bool().Draw(t, "days") {
			return change(record(assess.KindControl), "days", rapid.Float64Range(0.1, 900).Draw(t, "days"))
		}
		return change(record(assess.KindControl), "number", rapid.IntRange(1, 9).Draw(t, "number"))
	case "evidence":
		if rapid.Bool().Draw(t, "items") {
			return change(record(assess.KindEvidence), "items", rapid.SliceOfN(rapid.SampledFrom([]string{"4.1", "5.1"}), 0, 3).Draw(t, "items"))
		}
		return change(record(assess.KindEvidence), "what", text())
	case "finding":
		if rapid.Bool().Draw(t, "closed") {
			return change(record(assess.KindFinding), "closed", rapid.Bool().Draw(t, "is"))
		}
		return change(record(assess.KindFinding), pick("words", "statement", "baseline"), text())
	}
	if subject == "vote" {
		return change(record(assess.KindVote), assess.FieldRecord, map[string]any{"item": pick("item", "4.1", "A.2.2"), "level": rapid.IntRange(0, 5).Draw(t, "level"), "reason": text()})
	}
	if subject == "task" {
		f := pick("field", "status", "owner", "due", "note")
		value := text()
		switch f {
		case "status":
			value = pick(f, "", "open", "started", "done")
		case "due":
			value = pick(f, "", "2026-12-31")
		}
		return change(assess.RecordSubject(assess.KindTask, pick("id", "T1.1", "T2.3", "4.1")), f, value)
	}
	switch f := pick("field", "name", "archived", "holidays", "isms_years", "effort.4.1", "fte", "scope"); f {
	case "archived":
		return change(assess.KindAssessment, f, rapid.Bool().Draw(t, f))
	case "holidays":
		return change(assess.KindAssessment, f, pick(f, "", "2026-12-24", "2026-12-24,2026-12-31"))
	case "isms_years", "effort.4.1", "fte":
		return change(assess.KindAssessment, f, pick(f, "", "2.5", "7"))
	case "name":
		return change(assess.KindAssessment, f, "name "+text())
	default:
		return change(assess.KindAssessment, f, "scope")
	}
}

func TestThePresentStateIsWhatTheHistorySays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db, second := openAt(t, path), openAt(t, path)
	rapid.Check(t, func(rt *rapid.T) {
		id := create(t, db)
		records := []string{db.NewID(), db.NewID(), db.NewID()}
		for range rapid.IntRange(1, 12).Draw(rt, "acts") {
			var changes []assess.Change
			for range rapid.IntRange(1, 4).Draw(rt, "changes") {
				changes = append(changes, randomChange(rt, records))
			}
			at := rapid.SampledFrom([]*DB{db, second}).Draw(rt, "through")
			kept, err := at.Do(t.Context(), ada, id, saying(changes...))
			if err != nil {
				rt.Fatal(err)
			}
			if rapid.Bool().Draw(rt, "undo") {
				if _, kept, err = at.Undo(t.Context(), ada, id); err != nil {
					rt.Fatal(err)
				}
			}
			alike(rt, db, id, kept)
			alike(rt, second, id, kept)
		}
		made, err := fold(t.Context(), db.read, id)
		if err != nil {
			rt.Fatal(err)
		}
		loaded, _, err := load(t.Context(), db.read, id)
		if err != nil {
			rt.Fatal(err)
		}
		if subject, same := compare(made, loaded); !same {
			rt.Fatalf("%s: the tables do not hold what the history says", subject)
		}
		alike(rt, db, id, made)
	})
	healthy(t, db)
	before := everything(t, db)
	report, err := db.Repair(t.Context())
	must(t, err)
	if !report.OK() {
		t.Fatalf("after a repair: %+v", report)
	}
	for i, a := range everything(t, db) {
		if subject, same := compare(before[i], a); !same {
			t.Fatalf("a repair of what was whole changed %s", subject)
		}
	}
}

// everything is all that the present tables hold.
func everything(t *testing.T, db *DB) []*assess.Assessment {
	t.Helper()
	ids, err := assessmentIDs(t.Context(), db.read)
	must(t, err)
	var all []*assess.Assessment
	for _, id := range ids {
		a, _, err := load(t.Context(), db.read, id)
		must(t, err)
		all = append(all, a)
	}
	return all
}

func alike(rt *rapid.T, db *DB, id string, want *assess.Assessment) {
	got, err := db.Assessment(context.Background(), id)
	if err != nil {
		rt.Fatal(err)
	}
	if subject, same := compare(want, got); !same {
		rt.Fatalf("%s differs between two looks at it", subject)
	}
}

func TestAnActIsNeverSeenBeforeItIsCommitted(t *testing.T) {
	db, id := begin(t)
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

func TestAPanicWhileDecidingLeavesTheDatabaseUsable(t *testing.T) {
	db, id := begin(t)
	func() {
		defer func() { _ = recover() }()
		_, _ = db.Do(t.Context(), ada, id, func(*assess.Assessment) ([]assess.Change, error) { panic("oh") })
	}()
	do(t, db, ada, id, rating("4.1", 2))
}

func TestASecondHandleSeesAnAnswerThroughWatch(t *testing.T) {
	db, id := begin(t)
	second := openAt(t, db.Path())
	ctx, cancel := context.WithCancel(t.Context())
	news := second.Watch(ctx)
	own := db.Watch(ctx)
	time.Sleep(2 * pollEvery)
	for len(news) > 0 {
		<-news
	}
	do(t, db, ada, id, rating("4.1", 3))
	for name, ch := range map[string]<-chan struct{}{"the other": news, "its own": own} {
		select {
		case <-ch:
		case <-time.After(time.Minute):
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
	closing := second.Watch(t.Context())
	must(t, second.Close())
	for range closing {
		continue // ends because the channel is closed
	}
	for range second.Watch(t.Context()) {
		t.Fatal("a closed database has news")
	}
}

func TestManyReadersAndWritersAtOnceSeeWholeActs(t *testing.T) {
	db, id := begin(t)
	second := openAt(t, db.Path())
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for i := range 20 {
				h := []*DB{db, second}[(n+i)%2]
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

func TestDraftsAndPlacesAreEachPersonsOwn(t *testing.T) {
	db, id := begin(t)
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
	if acts, err := db.History(ctx, id, HistoryFilter{}); err != nil || len(acts) != 1 {
		t.Fatalf("drafts and places made history: %d acts, %v", len(acts), err)
	}
	if err := db.SaveDraft(ctx, ada, "nothing", item("4.1"), "note", "x"); err == nil {
		t.Fatal("a draft was kept for no assessment")
	}
}
