package storetest

import (
	"context"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// shelf is a database with an assessment whose records a test is about.
type shelf struct {
	t  testing.TB
	db *store.DB
	id string
}

func (l laws) shelf(t *testing.T) shelf {
	t.Helper()
	db, id := l.begin(t)
	return shelf{t, db, id}
}

// caseOf is what decisions about records look at.
func caseOf(a *assess.Assessment, b *register.Book) register.Case {
	return register.Case{Catalog: catalog.Shipped(), Assessment: a, Book: b, Today: clocktest.Now()}
}

// try makes an act about records.
func (s shelf) try(who store.Actor, decide func(register.Case) ([]assess.Change, error)) error {
	s.t.Helper()
	return second(s.db.DoRecords(s.t.Context(), who, s.id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
		return decide(caseOf(a, b))
	}))
}

// put adds a record of a kind, and gives its id.
func (s shelf) put(who store.Actor, kind string, said map[string]string) string {
	s.t.Helper()
	id := s.db.NewID()
	must(s.t, s.try(who, func(c register.Case) ([]assess.Change, error) { return register.Put(c, kind, id, said) }))
	return id
}

func (s shelf) risk(title string) string {
	s.t.Helper()
	return s.put(ada, "risk", map[string]string{"title": title, "kind": "threat"})
}

func (s shelf) set(who store.Actor, kind, id, field, text string) error {
	s.t.Helper()
	return s.try(who, func(c register.Case) ([]assess.Change, error) {
		return register.Set(c, kind, id, map[string]string{field: text})
	})
}

func (s shelf) move(who store.Actor, kind, id, state string) error {
	s.t.Helper()
	return s.try(who, func(c register.Case) ([]assess.Change, error) { return register.Move(c, kind, id, state) })
}

func (s shelf) book() *register.Book {
	s.t.Helper()
	b, err := s.db.Records(s.t.Context(), s.id)
	must(s.t, err)
	return b
}

// record is one as it stands.
func (s shelf) record(kind, id string) register.Record {
	s.t.Helper()
	r, ok := s.book().Record(kind, id)
	if !ok {
		s.t.Fatalf("there is no %s %s", kind, id)
	}
	return r
}

func (s shelf) number(kind, id string) string {
	s.t.Helper()
	return s.book().Number(catalog.Shipped(), s.record(kind, id))
}

func (l laws) TestARecordIsReadAsItWasSaid(t *testing.T) {
	s := l.shelf(t)
	id := s.risk("Wrong answers reach a customer")
	must(t, s.set(ada, "risk", id, "due", "2027-03-15"))
	must(t, s.set(ada, "risk", id, "existing", "A.5.4, 6.1.2"))
	must(t, s.set(ada, "risk", id, "happens", "A “quote”, <b> & a line\nmore"))
	r := s.record("risk", id)
	for field, want := range map[string]string{"title": "Wrong answers reach a customer", "due": "2027-03-15", "happens": "A “quote”, <b> & a line\nmore"} {
		if got := r.Text(field); got != want {
			t.Errorf("%s says %q; %q is right", field, got, want)
		}
	}
	if got := r.List("existing"); len(got) != 2 || r.State() != "identified" {
		t.Errorf("its controls are %q and its state is %q", got, r.State())
	}
	if got := s.number("risk", id); got != "RI-1" {
		t.Errorf("it is called %s", got)
	}
	must(t, s.set(ada, "risk", id, "due", ""))
	if got := s.record("risk", id).Text("due"); got != "" {
		t.Errorf("it is still due %s", got)
	}
	healthy(t, s.db)
}

func (l laws) TestAnAssessmentHoldsNoRecord(t *testing.T) {
	s := l.shelf(t)
	before, err := s.db.Assessment(t.Context(), s.id)
	must(t, err)
	s.risk("Wrong answers")
	after, err := s.db.Assessment(t.Context(), s.id)
	must(t, err)
	if got, want := whole(t, after), whole(t, before); got != want {
		t.Errorf("beside a record it is\n%s\nright is\n%s", got, want)
	}
	if after.Last <= before.Last {
		t.Error("its last act is the one before the record")
	}
	book, err := s.db.Records(t.Context(), s.id, "scope-line")
	must(t, err)
	if len(book.Kinds()) > 0 {
		t.Errorf("asked for scope lines it gives %q", book.Kinds())
	}
}

func (l laws) TestTheNumberOfARecordIsNeverGivenAgain(t *testing.T) {
	s := l.shelf(t)
	first := s.risk("One")
	must(t, s.try(ada, func(c register.Case) ([]assess.Change, error) { return register.Remove(c, "risk", first) }))
	undone := s.risk("Two")
	must(t, undo(s.db, s.id))
	third := s.risk("Three")
	if got := s.number("risk", third); got != "RI-3" {
		t.Errorf("the third is %s", got)
	}
	if !s.record("risk", undone).Removed() || len(s.book().Of("risk")) != 1 {
		t.Error("what was taken back is still there")
	}
	healthy(t, s.db)
}

func undo(db *store.DB, id string) error {
	_, _, err := db.Undo(context.Background(), ada, id)
	return err
}

func (l laws) TestAnActOnARecordIsTakenBackAndDoneAgain(t *testing.T) {
	s := l.shelf(t)
	id := s.risk("Wrong answers")
	must(t, s.set(ada, "risk", id, "owner", "Ines Braun"))
	must(t, s.set(ada, "risk", id, "owner", "Jo Ruiz"))
	must(t, undo(s.db, s.id))
	if got := s.record("risk", id).Text("owner"); got != "Ines Braun" {
		t.Errorf("its owner is %q again", got)
	}
	must(t, undo(s.db, s.id))
	if got := s.record("risk", id).Text("owner"); got != "" {
		t.Errorf("its owner is still %q", got)
	}
	must(t, undo(s.db, s.id))
	if !s.record("risk", id).Removed() {
		t.Error("it is there though the act that made it was taken back")
	}
	for range 3 {
		_, _, err := s.db.Redo(t.Context(), ada, s.id)
		must(t, err)
	}
	if r := s.record("risk", id); r.Removed() || r.Text("owner") != "Jo Ruiz" {
		t.Errorf("done again it is %v", r.Values)
	}
	healthy(t, s.db)
}

func (l laws) TestRecordsAreMadeAgainFromTheHistory(t *testing.T) {
	s := l.shelf(t)
	id := s.risk("Wrong answers")
	must(t, s.set(ada, "risk", id, "likelihood", "4"))
	was := s.record("risk", id)
	must(t, s.db.Repair(t.Context(), func(ctx context.Context, tx store.Tx) error {
		must(t, tx.Exec(ctx, "UPDATE record SET title = 'Another', fields = '{}'"))
		return nil
	}, nil))
	if got := s.record("risk", id); string(got.Value("likelihood")) != "4" || got.Title() != was.Title() {
		t.Errorf("repaired it says %q", got.Values)
	}
	healthy(t, s.db)
}

func (l laws) TestWhatComesWithANewAssessmentAreActsOfTheirOwn(t *testing.T) {
	s := l.shelf(t)
	first, err := assess.Create("Demonstration", assess.DefaultProfile())
	must(t, err)
	c := caseOf(assess.New(""), &register.Book{})
	top, below := s.db.NewID(), s.db.NewID()
	role, err := register.Put(c, "role", top, map[string]string{"title": "Board"})
	must(t, err)
	c.Book, err = register.Foresee(c.Book, role)
	must(t, err)
	more, err := register.Put(c, "role", below, map[string]string{"title": "AI lead", "reports_to": top})
	must(t, err)
	again, err := register.Set(c, "role", top, map[string]string{"decides": "All"})
	must(t, err)
	a, err := s.db.CreateFrom(t.Context(), ada, first, role, append(more, again...))
	must(t, err)
	s.id = a.ID
	acts, err := s.db.History(t.Context(), s.id, store.HistoryFilter{})
	must(t, err)
	if len(acts) != 3 || len(s.book().Of("role")) != 2 || s.record("role", top).Text("decides") != "All" {
		t.Errorf("%d acts, and the roles %v", len(acts), s.book().Of("role"))
	}
	healthy(t, s.db)
}

func (l laws) TestADuplicateHasRecordsOfItsOwn(t *testing.T) {
	s := l.shelf(t)
	one := s.put(ada, "document", map[string]string{"title": "AI policy", "kind": "policy"})
	s.put(ada, "principle", map[string]string{"title": "We say when it is a machine", "parent": "DO-1"})
	a, err := s.db.Assessment(t.Context(), s.id)
	must(t, err)
	b, err := s.db.CreateFrom(t.Context(), ada, intake.Duplicate(a, s.book(), "Again", s.db.NewID))
	must(t, err)
	again := shelf{t, s.db, b.ID}
	below := again.book().Of("principle")
	if len(below) != 1 || again.book().Number(catalog.Shipped(), below[0]) != "DO-1.1" {
		t.Fatalf("the copy has %v", below)
	}
	parent := below[0].Text("parent")
	if r, there := again.book().Record("document", parent); !there || r.Title() != "AI policy" || parent == one {
		t.Errorf("the principle stands below %q", parent)
	}
	healthy(t, s.db)
}

func (l laws) TestHistoryAndUndoCallARecordByItsNumber(t *testing.T) {
	s := l.shelf(t)
	id := s.risk("Wrong answers")
	must(t, s.set(ada, "risk", id, "due", "2027-03-15"))
	acts, err := s.db.History(t.Context(), s.id, store.HistoryFilter{})
	must(t, err)
	undone, a, err := s.db.Undo(t.Context(), ada, s.id)
	must(t, err)
	before := assess.FromParents(nil)
	for act, want := range map[*store.Act]string{
		&acts[0]: "set the due date of the risk RI-1 to 15 Mar 2027",
		&undone:  "the risk RI-1 has no due date again",
	} {
		if got := assess.Tell(catalog.Shipped(), a.Called(act.Called), act.Revisions, before); got != want {
			t.Errorf("%q; %q is right", got, want)
		}
	}
}
