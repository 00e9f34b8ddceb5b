package storetest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// Who does what to records.
var (
	mara = store.Actor{Name: "Mara", Role: workshop.Assessor, Pass: "SHA256:mara"}
	kim  = store.Actor{Name: "Kim", Role: workshop.Assessor}
	obi  = store.Actor{Name: "Obi", Role: workshop.Observer}
)

// hall is a shelf in a room that Mara comes into by her own key.
func (l laws) hall(t *testing.T) shelf {
	t.Helper()
	db, id, _ := l.room(t)
	must(t, db.AddPeople(t.Context(), lead, []workshop.Person{{Name: mara.Name, Role: mara.Role, Key: mara.Pass}}))
	return shelf{t, db, id}
}

// refused fails the test where an act was not refused with these words.
func refused(t testing.TB, what string, err error, words string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("%s: %v; %q is right", what, err, words)
	}
}

func (l laws) TestARecordIsWrittenByAnAssessorAndDecidedAboutByWhoLeads(t *testing.T) {
	s := l.hall(t)
	id := s.put(kim, "risk", map[string]string{"title": "Wrong answers", "kind": "threat", "owner": "Kim", "assessed_on": "2026-11-20"})
	must(t, s.move(kim, "risk", id, "assessed"))
	must(t, s.set(kim, "risk", id, "closed_by", "Kim"))
	must(t, s.set(kim, "risk", id, "closed_on", "2026-11-24"))
	refused(t, "an observer writes", s.set(obi, "risk", id, "owner", "Obi"), "an observer looks on")
	refused(t, "an assessor closes", s.move(kim, "risk", id, "closed"), `put a risk into the state "closed": only a facilitator may do this`)
	must(t, s.set(kim, "risk", id, "accepted_by", "Kim"))
	must(t, s.set(kim, "risk", id, "accepted_until", "2027-11-20"))
	refused(t, "who names themselves accepts", s.move(kim, "risk", id, "retained"), `or who stands in the field "Accepted by" by another's word`)
	must(t, s.move(lead, "risk", id, "retained"))
	refused(t, "an assessor changes who accepted", s.set(kim, "risk", id, "accepted_by", "Mara"), `change what the state "retained" of a risk rests on`)
	must(t, s.set(kim, "risk", id, "happens", "More is known of it."))
	refused(t, "an assessor takes it out of a final state", s.move(kim, "risk", id, "assessed"), `take a risk out of the state "retained"`)
	refused(t, "an assessor removes it", s.try(kim, func(c register.Case) ([]assess.Change, error) { return register.Remove(c, "risk", id) }), "take a record away")
	must(t, s.move(lead, "risk", id, "assessed"))
}

func (l laws) TestWhoIsNamedForADecisionMakesItUnderTheirOwnKey(t *testing.T) {
	s := l.hall(t)
	id := s.put(kim, "risk", map[string]string{"title": "Wrong answers", "kind": "threat", "accepted_until": "2027-11-20"})
	must(t, s.set(mara, "risk", id, "accepted_by", "Mara"))
	refused(t, "by her own word", s.move(mara, "risk", id, "retained"), "by another's word")
	must(t, s.set(lead, "risk", id, "accepted_by", "Lena"))
	must(t, s.set(lead, "risk", id, "accepted_by", "mara "))
	keyless := mara
	keyless.Pass = ""
	refused(t, "without her key", s.move(keyless, "risk", id, "retained"), "under their own key")
	must(t, s.move(mara, "risk", id, "retained"))
	if got := s.record("risk", id).State(); got != "retained" {
		t.Errorf("it is %s", got)
	}
}

func (l laws) TestARestrictedRecordIsThereForItsReadersAlone(t *testing.T) {
	s := l.hall(t)
	before := s.book()
	first := s.put(kim, "concern", map[string]string{"title": "The bot told lies", "readers": "Mara"})
	again := s.put(store.Actor{Name: "Obi", Role: workshop.Assessor}, "concern", map[string]string{"title": "It did so again", "readers": "Mara, Lena"})
	if now := s.book(); now != before || len(now.Kinds()) > 0 {
		t.Errorf("who is nobody in particular sees %q", now.Kinds())
	}
	for who, want := range map[store.Actor]string{mara: "CC-1 CC-2", {Name: "Lena", Role: workshop.Observer}: "CC-2", lead: "", kim: ""} {
		b, err := s.db.RecordsReadBy(t.Context(), who, s.id)
		must(t, err)
		var numbers []string
		for _, r := range b.Of("concern") {
			numbers = append(numbers, b.Number(catalog.Shipped(), r))
		}
		if got := strings.Join(numbers, " "); got != want {
			t.Errorf("%s reads %q; %q is right", who.Name, got, want)
		}
	}
	refused(t, "who leads changes it", second(s.db.Do(t.Context(), lead, s.id, saying(change(register.SubjectOf("concern", first), "title", "x")))), "a concern is changed by its readers alone")
	_, _, err := s.db.Undo(t.Context(), kim, s.id)
	refused(t, "who raised it takes it back", err, "by its readers alone")
	must(t, s.set(mara, "concern", again, "due", "2026-12-01"))
	refused(t, "the readers are taken away", second(s.db.Do(t.Context(), mara, s.id, saying(change(register.SubjectOf("concern", first), "readers", nil)))), "without readers nobody could see a concern")
	_, err = s.db.Erase(t.Context(), lead, s.id, s.said(register.SubjectOf("concern", first), "title"), "a person asked")
	refused(t, "who leads erases what it says", err, "by its readers alone")
	for _, f := range []store.HistoryFilter{{}, {Author: "Kim"}, {Subject: register.SubjectOf("concern", first)}} {
		acts, err := s.db.History(t.Context(), s.id, f)
		must(t, err)
		for _, act := range acts {
			for _, r := range act.Revisions {
				if r.Subject.Kind() == assess.KindRecord {
					t.Errorf("the history %+v says %s %s", f, r.Subject, r.Value)
				}
			}
		}
	}
	healthy(t, s.db)
}

func (l laws) TestRecordsThatNobodyChangedAreTheSameBook(t *testing.T) {
	at := l.place(t)
	db := at.open(t)
	here := shelf{t, db, create(t, db)}
	there := shelf{t, at.open(t), here.id}
	id := here.risk("Wrong answers")
	was := there.book()
	do(t, db, ada, here.id, noting("4.1", "seen"))
	if there.book() != was {
		t.Error("a note made the records others")
	}
	must(t, here.set(ada, "risk", id, "owner", "Ines"))
	now := there.book()
	if r, _ := now.Record("risk", id); now == was || r.Text("owner") != "Ines" {
		t.Errorf("another program made Ines the owner, and it reads %q", r.Text("owner"))
	}
	if r, _ := was.Record("risk", id); r.Text("owner") != "" {
		t.Error("the book that was read before has changed")
	}
	must(t, here.db.Forget(t.Context(), ada, here.id))
	if _, err := there.db.Records(t.Context(), here.id); err == nil {
		t.Error("records of an assessment that was forgotten are read")
	}
}

func (l laws) TestWordsOfARecordAreErasedEverywhere(t *testing.T) {
	s := l.hall(t)
	const words = "Jo Ruiz was seen drunk at the console"
	id := s.put(lead, "risk", map[string]string{"title": "Wrong answers", "kind": "threat", "happens": words})
	must(t, s.set(lead, "risk", id, "happens", "Somebody was not fit for work."))
	must(t, s.set(lead, "risk", id, "happens", words))
	acts, err := s.db.History(t.Context(), s.id, store.HistoryFilter{Subject: register.SubjectOf("risk", id)})
	must(t, err)
	n, err := s.db.Erase(t.Context(), lead, s.id, []string{acts[0].Revisions[0].ID}, "a person asked")
	must(t, err)
	if n != 2 {
		t.Errorf("%d revisions lost their words; both that said so are right", n)
	}
	if got := s.record("risk", id).Text("happens"); got != "" {
		t.Errorf("it still says %q", got)
	}
	acts, err = s.db.History(t.Context(), s.id, store.HistoryFilter{})
	must(t, err)
	if strings.Contains(fmt.Sprintf("%s", acts), words) {
		t.Error("the history still has the words")
	}
	healthy(t, s.db)
}

func (l laws) TestRecordsAreReadAsTheyStoodThen(t *testing.T) {
	c := &clock{time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)}
	db := l.place(t).openWith(t, c.options())
	s := shelf{t, db, create(t, db)}
	id := s.risk("Wrong answers")
	c.now = c.now.Add(time.Hour)
	then := c.now
	c.now = c.now.Add(time.Hour)
	must(t, s.set(ada, "risk", id, "title", "Wrong answers reach a customer"))
	later := s.risk("Another")
	b, err := db.RecordsAsOf(t.Context(), s.id, store.Point{Before: then})
	must(t, err)
	if r, _ := b.Record("risk", id); r.Title() != "Wrong answers" {
		t.Errorf("then it was %q", r.Title())
	}
	if _, there := b.Record("risk", later); there {
		t.Error("a record that was made later stands there")
	}
}

// said are the revisions of a field, which of a restricted record nobody is shown.
func (s shelf) said(at assess.Subject, field string) []string {
	s.t.Helper()
	var ids []string
	must(s.t, s.db.Repair(s.t.Context(), func(ctx context.Context, tx store.Tx) error {
		var id string
		return store.Each(ctx, tx, "SELECT id FROM history WHERE subject = ? AND field = ?", []any{string(at), field}, []any{&id}, func() error {
			ids = append(ids, id)
			return nil
		})
	}, nil))
	return ids
}
