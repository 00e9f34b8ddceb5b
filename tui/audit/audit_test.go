package audit_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/audit"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

const (
	au1 = "019d0000-0000-7000-8000-000000000001"
	se1 = "019d0000-0000-7000-8000-000000000002"
	se2 = "019d0000-0000-7000-8000-000000000003"
	sa1 = "019d0000-0000-7000-8000-000000000004"
)

// do decides about the records behind the screen's back.
func do(t testing.TB, s *screen.Session, id string, decide func(register.Case) ([]assess.Change, error)) {
	t.Helper()
	_, err := s.DB.DoRecords(s.Context, s.Actor, id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
		return decide(register.Case{Catalog: s.Catalog, Assessment: a, Book: b, Today: s.Now()})
	})
	if err != nil {
		t.Fatal(err)
	}
}

func put(t testing.TB, s *screen.Session, id, kind, record string, fields ...string) {
	t.Helper()
	said := map[string]string{}
	for _, f := range fields {
		name, text, _ := strings.Cut(f, "=")
		said[name] = text
	}
	do(t, s, id, func(c register.Case) ([]assess.Change, error) { return register.Put(c, kind, record, said) })
}

// planned is an assessment with an audit of two sessions at one time and a sample.
func planned(t testing.TB, s *screen.Session) (id string) {
	t.Helper()
	id = screentest.Empty(t, s, "Gap", "Org")
	day := s.Now().Format("2006-01-02")
	put(t, s, id, "audit", au1, "title=Impact and data", "items=A.5.2, A.7.2", "owner=Eva Roth", "from="+day, "due="+day)
	put(t, s, id, "session", se1, "parent=AU-1", "title=Data sets", "from="+day+" 13:00", "to="+day+" 14:00", "items=A.7.2", "auditor=Max Lohr")
	put(t, s, id, "session", se2, "parent=AU-1", "title=Impact assessments", "from="+day+" 00:00", "to="+day+" 23:59", "items=A.5.2, A.5.3, 27001:A.5.12", "auditor=Eva Roth, Max Lohr", "auditee=Ines Brandt")
	put(t, s, id, "sample", sa1, "parent=AU-1", "title=Releases", "population=All of the log", "criterion=Tested by another", "how=random", "size=40", "n=5")
	return id
}

func worked(t testing.TB, s *screen.Session, id string, keys ...string) *screentest.Stage {
	t.Helper()
	return screentest.Open(t, s, audit.New(s), id).Send(screen.WorkAudit{From: screen.Registers, ID: au1}).Press(keys...)
}

func TestThePlanOfAnAuditIsByTimeAndSaysWhoIsInTwoSessions(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := worked(t, s, id).Golden("plan-80x24")
	st.Resize(140, 40).Golden("plan-140x40")
	st.EveryKeyIsNamed()
	st.Press("esc")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Registers {
		t.Errorf("esc goes to %v", st.Went)
	}
}

func TestInASessionItsItemsAreAskedAndTheTimeIsShown(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := worked(t, s, id, "enter").Golden("session-80x24")
	st.Resize(140, 40).Golden("session-140x40")
	st.EveryKeyIsNamed()
	st.Press("j", "w")
	if len(st.Went) != 1 || st.Went[0].Route != screen.Walk || st.Went[0].Item != "A.5.3" {
		t.Errorf("w goes to %v", st.Went)
	}
	st.Press("j", "w")
	if len(st.Went) != 2 || st.Went[1].Route != screen.Baseline || st.Went[1].Item != "A.5.12" {
		t.Errorf("w goes to %v", st.Went)
	}
}

func TestANoteServesAllItemsOfASessionAndOneKeyMakesEvidenceOfIt(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := worked(t, s, id, "enter", "e").Shows("Nothing is noted yet")
	st.Press("c").Type("The last two assessments were shown.").Press("esc").Shows("The last two assessments were shown.")
	st.Press("e").Shows("Evidence was made of the notes, for 2 items")
	c, r := screentest.Record(t, s, id, "session", se2)
	if len(c.Assessment.Evidence) != 1 || !slices.Equal(c.Assessment.Evidence[0].Items, []string{"A.5.2", "A.5.3"}) || !slices.Equal(r.List("evidence"), []string{c.Assessment.Evidence[0].ID}) {
		t.Errorf("evidence is %v, the session names %v", c.Assessment.Evidence, r.List("evidence"))
	}
	st.Press("e").Shows("Evidence was made of it already").Press("space").Shows("AU-1.2 is held").Undo()
	st.Undo()
	if c, r := screentest.Record(t, s, id, "session", se2); len(c.Assessment.Pieces()) != 0 || len(r.List("evidence")) != 0 {
		t.Errorf("undone it leaves %v and %v", c.Assessment.Pieces(), r.List("evidence"))
	}
}

func TestAFindingIsMadeWhereOneStands(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := worked(t, s, id, "enter", "f", "a").Type("No repeat point is written.").Press("ctrl+s").Shows("1 open")
	if c, _ := screentest.Record(t, s, id, "session", se2); len(c.Assessment.FindingsOn("A.5.2")) != 1 {
		t.Errorf("findings are %v, on the screen\n%s", c.Assessment.Findings, st.Screen.View())
	}
	c, r := screentest.Record(t, s, id, "session", se2)
	if all := c.Raised(r); len(all) != 1 || all[0].Item != "A.5.2" {
		t.Errorf("the session leads to %v", all)
	}
	st.Press("f").Shows("FI-1  No repeat point is written.").Press("enter").Shows("Finding on A.5.2")
	st.Undo()
	if c, r := screentest.Record(t, s, id, "session", se2); len(c.Raised(r)) != 0 || len(c.Assessment.FindingsOn("A.5.2")) != 0 {
		t.Error("undone it leaves the finding, or what leads to it")
	}
}

func TestAFindingIsMadeOfASampleWithWhatFollowsFromIt(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	do(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Set(c, "sample", sa1, map[string]string{"items": "A.6.2.4"})
	})
	st := worked(t, s, id, "end", "enter", "y", "space", "space").Shows("does not conform")
	st.Press("f", "a").Shows("A.6.2.4").Press("ctrl+s")
	c, r := screentest.Record(t, s, id, "sample", sa1)
	if all := c.Raised(r); len(all) != 1 || all[0].Item != "A.6.2.4" || !strings.HasPrefix(all[0].Statement, "Releases: nonconforming 1 of 5, by the criterion “Tested by another” (") || !strings.HasPrefix(all[0].ShownBy, "5 of the 40 on the list") {
		t.Errorf("the sample leads to %+v", all)
	}
}

func TestASampleIsDrawnAndJudgedUnitByUnit(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := worked(t, s, id, "end", "enter").Shows("Nothing is drawn yet").Press("y").Shows("5 of the 40 on the list were drawn at random")
	for range 5 {
		st.Press("space", "j")
	}
	st.Shows("✓ conforms", "Draw it again: for i in", "none is nonconforming", "at most 17 of the 40").EveryKeyIsNamed()
	st.Press("space").Shows("does not conform", "1 is nonconforming").Press("space").Shows("1 could not be seen").Press("x").Shows("still to look at: 1")
	st.Press("y").Type("The list was old.").Press("enter").Press("esc").Shows("AU-1.4")
	if _, again := screentest.Record(t, s, id, "sample", sa1); again.Text("drawn") == "" {
		t.Error("the first draw is gone")
	}
}

func TestAnAuditThatSomebodyRemovesIsLeft(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := worked(t, s, id)
	do(t, s, id, func(c register.Case) ([]assess.Change, error) { return register.Remove(c, "audit", au1) })
	st.News().Shows("This audit was removed")
}

func TestWhatAnAuditorAsksToSeeBecomesARequestOfTheItem(t *testing.T) {
	s, _ := screentest.Session(t)
	id := planned(t, s)
	st := worked(t, s, id, "enter", "j").Press("a").Shows("Ask to see · A.5.3", "Who fetches it", "Ines Brandt")
	st.Press("ctrl+s").Shows("what is asked for").Type("The last assessment of Lotse").Press("ctrl+s").Shows("it stands in Requests of auditors")
	book, err := s.DB.Records(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	all := book.Of(register.KindRequest)
	if len(all) != 1 {
		t.Fatalf("there are %d requests", len(all))
	}
	r, day := all[0], s.Now().Format("2006-01-02")
	if r.Title() != "The last assessment of Lotse" || !slices.Equal(r.List("items"), []string{"A.5.3"}) || r.Text("owner") != "Ines Brandt" ||
		r.Text("asked_by") != "Eva Roth, Max Lohr" || !strings.HasPrefix(r.Text("asked_at"), day) || r.Text("due") != day || r.Text("note") != "AU-1.2" {
		t.Errorf("it says %s", r.Values)
	}
}
