package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

const secret = "Mr Unmistakable of Room 101 has been ill since the winter"

// revisionOf is the newest revision of a field that says some words.
func revisionOf(t *testing.T, db *store.DB, id, words string) assess.Revision {
	t.Helper()
	acts, err := db.History(t.Context(), id, store.HistoryFilter{Limit: 1000})
	must(t, err)
	for _, a := range acts {
		for _, r := range a.Revisions {
			if strings.Contains(string(r.Value), words) {
				return r
			}
		}
	}
	t.Fatalf("nothing in the history says %q", words)
	return assess.Revision{}
}

// says reports whether an assessment, or anything its history has, holds words.
func says(t *testing.T, db *store.DB, id, words string) bool {
	t.Helper()
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	acts, err := db.History(t.Context(), id, store.HistoryFilter{Limit: 1000})
	must(t, err)
	raw, err := json.Marshal(a)
	must(t, err)
	text := string(raw)
	for _, act := range acts {
		for _, r := range act.Revisions {
			text += string(r.Value)
		}
	}
	return strings.Contains(text, words)
}

func (l laws) TestErasedWordsAreGoneAndTheHistoryStillHolds(t *testing.T) {
	at := l.place(t)
	db, second := at.open(t), at.open(t)
	id := create(t, db)
	do(t, db, ada, id, noting("4.1", "harmless"))
	do(t, db, ada, id, noting("4.1", secret))
	do(t, db, ada, id, saying(change(item("4.2"), "rating", map[string]any{"level": 4, "reason": secret})))
	rated := do(t, db, bo, id, noting("4.3", "another")).Answer(assess.Key{Item: "4.2"}).Rating
	if !says(t, second, id, secret) {
		t.Fatal("it was never there")
	}
	note, reason := revisionOf(t, db, id, secret), assess.Revision{}
	acts, err := db.History(t.Context(), id, store.HistoryFilter{Subject: item("4.1"), Limit: 1})
	must(t, err)
	reason, note = note, acts[0].Revisions[0]
	watch := db.Watch(t.Context(), id)
	n, err := db.Erase(t.Context(), lead, id, []string{note.ID, reason.ID}, "a person asked for it")
	if err != nil || n != 2 {
		t.Fatalf("%d erased, %v", n, err)
	}
	select {
	case <-watch:
	default:
		t.Error("who watches the assessment was not told")
	}
	for name, h := range map[string]*store.DB{"here": db, "there": second, "later": at.open(t)} {
		if says(t, h, id, "Unmistakable") {
			t.Errorf("%s it is still said", name)
		}
		a, err := h.Assessment(t.Context(), id)
		must(t, err)
		if x := a.Answer(assess.Key{Item: "4.1"}); x.Note != "" {
			t.Errorf("%s the note is %q", name, x.Note)
		}
		r := a.Answer(assess.Key{Item: "4.2"}).Rating
		if r.Level != 4 || r.Reason != "" || r.By != rated.By || r.Order != rated.Order || !r.At.Equal(rated.At) {
			t.Errorf("%s the rating is %+v", name, r)
		}
		if len(a.Erasures) != 1 || a.Erasures[0].Reason != "a person asked for it" || !slices.Contains(a.Erasures[0].Revisions, note.ID) {
			t.Errorf("%s the erasures are %+v", name, a.Erasures)
		}
		healthy(t, h)
	}
	acts, err = db.History(t.Context(), id, store.HistoryFilter{Subject: note.Subject})
	must(t, err)
	if len(acts) != 3 || !acts[1].Revisions[0].Erased() || acts[0].Revisions[0].Erased() || acts[2].Revisions[0].Erased() {
		t.Errorf("the history of the note is %+v", acts)
	}
}

func (l laws) TestDraftsOfFormsThatHoldErasedWordsGoWithThem(t *testing.T) {
	db := l.place(t).open(t)
	id, other := create(t, db), create(t, db)
	do(t, db, ada, id, noting("4.1", "Line one.\nLine two."))
	here, elsewhere := item("4.1"), item("4.2")
	must(t, db.SaveDraft(t.Context(), bo, id, here, store.FormField+"exclusion", "0\tof the same item\n"))
	must(t, db.SaveDraft(t.Context(), bo, id, elsewhere, store.FormField+"evidence", "0\tit says: Line one. Line two. And so on\n3\tx\n"))
	must(t, db.SaveDraft(t.Context(), bo, id, elsewhere, store.FormField+"finding", "0\tline three\n"))
	must(t, db.SaveDraft(t.Context(), ada, other, elsewhere, store.FormField+"evidence", "0\tLine one. Line two.\n"))
	must(t, second(db.Erase(t.Context(), lead, id, []string{revisionOf(t, db, id, "Line one.").ID}, "asked for")))
	left, err := db.Drafts(t.Context(), bo, id)
	if err != nil || len(left) != 1 || left[0] != (assess.Place{Subject: elsewhere, Field: store.FormField + "finding"}) {
		t.Errorf("left are %v, %v", left, err)
	}
	if left, err := db.Drafts(t.Context(), ada, other); err != nil || len(left) != 1 {
		t.Errorf("of the other assessment left are %v, %v", left, err)
	}
	must(t, db.Forget(t.Context(), lead, other))
	if left, err := db.Drafts(t.Context(), ada, other); err != nil || len(left) != 0 {
		t.Errorf("of the forgotten one left are %v, %v", left, err)
	}
}

func (l laws) TestFiltersThatHoldErasedWordsGoWithThem(t *testing.T) {
	db := l.place(t).open(t)
	id := create(t, db)
	for _, owner := range []string{"Ines Braun", `Jo "Red" Byrne`, "Al"} {
		do(t, db, ada, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Assign(catalog.Shipped(), a, assess.Key{Item: "4.1"}, owner, "")
		})
	}
	for name, text := range map[string]string{
		"hers": `gaps owner:"Ines Braun"`, "his": `owner:"Jo \"Red\" Byrne"`, "of INES Braun": "gaps", "another's": `owner:"Ines Brand" owner:Alma`, "Al's": "gaps owner:al mine",
	} {
		must(t, db.KeepFilter(t.Context(), bo, store.Filter{Name: name, Text: text}))
	}
	for _, owner := range []string{"Ines Braun", `Jo \"Red\" Byrne`, `"Al"`} {
		must(t, second(db.Erase(t.Context(), lead, id, []string{revisionOf(t, db, id, owner).ID}, "asked for")))
	}
	if left, err := db.Filters(t.Context(), bo); err != nil || len(left) != 1 || left[0].Name != "another's" {
		t.Errorf("left are %+v, %v", left, err)
	}
}

func (l laws) TestWhatWasErasedIsNotBroughtBack(t *testing.T) {
	db, id := l.begin(t)
	do(t, db, ada, id, noting("4.1", secret))
	do(t, db, bo, id, noting("4.1", "after it"))
	gone := revisionOf(t, db, id, secret)
	must(t, second(db.Erase(t.Context(), lead, id, []string{gone.ID}, "asked for")))
	if _, err := db.RestoreValue(t.Context(), ada, id, gone.ID); !errors.Is(err, store.ErrErased) {
		t.Errorf("restored: %v", err)
	}
	if err := second(takenBack(db.Undo(t.Context(), bo, id))); !errors.Is(err, store.ErrErased) {
		t.Errorf("what stood on it was undone: %v", err)
	}
	if _, err := db.Erase(t.Context(), lead, id, []string{gone.ID}, "again"); err == nil || !strings.Contains(err.Error(), "erased already") {
		t.Errorf("erased again: %v", err)
	}
	do(t, db, bo, id, noting("4.1", "on"))
	if _, a, err := db.Undo(t.Context(), bo, id); err != nil || a.Answer(assess.Key{Item: "4.1"}).Note != "after it" {
		t.Errorf("a later act was not undone: %v", err)
	}
	healthy(t, db)
}

func (l laws) TestAnErasureItselfIsNotTakenBack(t *testing.T) {
	db, id := l.begin(t)
	do(t, db, lead, id, noting("4.2", "mine"))
	do(t, db, ada, id, noting("4.1", secret))
	must(t, second(db.Erase(t.Context(), lead, id, []string{revisionOf(t, db, id, secret).ID}, "asked for")))
	_, a, err := db.Undo(t.Context(), lead, id)
	must(t, err)
	if len(a.Erasures) != 1 || a.Answer(assess.Key{Item: "4.1"}).Note != "" || a.Answer(assess.Key{Item: "4.2"}).Note != "" {
		t.Errorf("undone, it is %+v", a)
	}
	acts, err := db.History(t.Context(), id, store.HistoryFilter{Limit: 50})
	must(t, err)
	for _, act := range acts {
		for _, r := range act.Revisions {
			if r.Subject.Kind() == assess.KindErasure {
				if _, err := db.Erase(t.Context(), lead, id, []string{r.ID}, "hide it"); err == nil {
					t.Error("what was erased and why was erased")
				}
			}
		}
	}
	healthy(t, db)
}

func (l laws) TestAnErasureIsForWhoLeadsWithAReason(t *testing.T) {
	db, id := l.begin(t)
	do(t, db, ada, id, noting("4.1", secret))
	other := create(t, db)
	r := revisionOf(t, db, id, secret).ID
	for what, err := range map[string]error{
		"an assessor":        second(db.Erase(t.Context(), assessor, id, []string{r}, "x")),
		"an observer":        second(db.Erase(t.Context(), observer, id, []string{r}, "x")),
		"no name":            second(db.Erase(t.Context(), store.Actor{}, id, []string{r}, "x")),
		"no reason":          second(db.Erase(t.Context(), lead, id, []string{r}, "")),
		"no revision":        second(db.Erase(t.Context(), lead, id, nil, "x")),
		"another assessment": second(db.Erase(t.Context(), lead, other, []string{r}, "x")),
		"none of that id":    second(db.Erase(t.Context(), lead, id, []string{"nothing"}, "x")),
	} {
		if err == nil {
			t.Errorf("%s: it was erased", what)
		}
	}
	if err := db.Forget(t.Context(), assessor, id); !errors.Is(err, workshop.ErrLeads) {
		t.Errorf("an assessor forgot: %v", err)
	}
	if !says(t, db, id, secret) {
		t.Error("it is gone")
	}
	must(t, db.Repair(t.Context(), func(context.Context, store.Tx) error { return nil }, nil))
	healthy(t, db)
}

func (l laws) TestAnErasureReachesAnArchivedAssessmentAndLeavesItArchived(t *testing.T) {
	at := l.place(t)
	db := at.open(t)
	id := create(t, db)
	do(t, db, ada, id, noting("4.1", secret))
	do(t, db, ada, id, archiving(true))
	must(t, second(db.Erase(t.Context(), lead, id, []string{revisionOf(t, db, id, secret).ID}, "asked for")))
	for _, h := range []*store.DB{db, at.open(t)} {
		a, err := h.Assessment(t.Context(), id)
		must(t, err)
		if !a.Archived || a.Answer(assess.Key{Item: "4.1"}).Note != "" {
			t.Errorf("it is %+v", a)
		}
		healthy(t, h)
	}
}

func (l laws) TestAForgottenAssessmentIsGoneAndTheOthersStay(t *testing.T) {
	at := l.place(t)
	db, second := at.open(t), at.open(t)
	id, other := create(t, db), create(t, db)
	for _, a := range []string{id, other, id, other} {
		do(t, db, ada, a, noting("4.1", "of "+a))
	}
	must(t, db.SaveDraft(t.Context(), ada, id, item("4.1"), "note", "half"))
	must(t, db.SavePlace(t.Context(), ada, id, "{}"))
	_, err := second.Assessment(t.Context(), id)
	must(t, err)
	must(t, db.Forget(t.Context(), lead, id))
	for _, h := range []*store.DB{db, second, at.open(t)} {
		if _, err := h.Assessment(t.Context(), id); !errors.Is(err, store.ErrNoAssessment) {
			t.Errorf("it is still there: %v", err)
		}
		if _, err := h.Do(t.Context(), ada, id, noting("4.1", "x")); !errors.Is(err, store.ErrNoAssessment) {
			t.Errorf("somebody wrote to it: %v", err)
		}
		if acts, err := h.History(t.Context(), id, store.HistoryFilter{}); err != nil || len(acts) != 0 {
			t.Errorf("it has a history: %v, %v", acts, err)
		}
		if list, err := h.Assessments(t.Context()); err != nil || len(list) != 1 || list[0].ID != other {
			t.Errorf("listed are %+v, %v", list, err)
		}
		if last, err := h.LastOpened(t.Context()); err != nil || last == id {
			t.Errorf("last opened is %q, %v", last, err)
		}
	}
	do(t, second, ada, other, noting("4.1", "on"))
	if a, err := db.Assessment(t.Context(), other); err != nil || a.Answer(assess.Key{Item: "4.1"}).Note != "on" {
		t.Errorf("the other one does not go on: %v", err)
	}
	healthy(t, db)
	if err := db.Forget(t.Context(), lead, id); !errors.Is(err, store.ErrNoAssessment) {
		t.Errorf("forgotten twice: %v", err)
	}
}
