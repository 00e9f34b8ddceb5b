package register_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// titles are those of rows.
func titles(rows []register.Row) (all []string) {
	for _, r := range rows {
		all = append(all, r.Title())
	}
	return all
}

func TestEveryRowOfEveryLibraryCanBeTakenAndIsThenOfferedNoMore(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Systems = []assess.System{{ID: "s1", Name: "Siebwerk", InScope: true, Roles: assess.AIRoles, RiskClass: "high"}}
	d.put("document", "policy", "title=Our own policy", "kind=policy")
	for kind, least := range map[string]int{
		"risk": 44, "document": 15, "term": 60, "communication": 12, "resource": 10, "role": 14, "interested-party": 15,
		"requirement": 12 + 20, "context-issue": 24, "training": 6, "principle": 10,
	} {
		rows := register.Library(d.Case, kind)
		if len(rows) < least {
			t.Errorf("the library of %s has %d rows; %d and more are right", kind, len(rows), least)
		}
		for i, row := range rows {
			if kind == "principle" {
				row["parent"] = "DO-1"
			}
			if err := d.take(register.Put(d.Case, kind, fmt.Sprintf("%s%03d", kind, i), row)); err != nil {
				t.Errorf("%s: %v", row.Title(), err)
			}
		}
		if left := register.Library(d.Case, kind); len(left) > 0 {
			t.Errorf("after all of %s was taken, %v is offered", kind, titles(left))
		}
		if register.LibraryNote(d.Catalog, kind) == "" {
			t.Errorf("the library of %s does not say how it is used", kind)
		}
	}
}

func TestARiskOfTheLibraryProposesWhatHelps(t *testing.T) {
	d := newDesk(t)
	rows := register.Library(d.Case, "risk")
	at := slices.IndexFunc(rows, func(r register.Row) bool { return r[catalog.RecordLibrary] == "R03" })
	if err := d.take(register.Put(d.Case, "risk", "r1", rows[at])); err != nil {
		t.Fatal(err)
	}
	r := d.record("risk", "r1")
	if got := r.Title() + ": " + d.Says(r, "source") + ", " + d.Says(r, "to_come"); got != "Wrong labels: data, A.7.6, A.7.4, A.4.6, 27001:A.5.20" {
		t.Errorf("it says %s", got)
	}
}

func TestWhatWasTakenIsNotOfferedUnderAnotherTitleAndComesBackWhenRemoved(t *testing.T) {
	d := newDesk(t)
	offered := func(title string) bool { return slices.Contains(titles(register.Library(d.Case, "role")), title) }
	if err := d.take(register.Put(d.Case, "role", "o1", register.Library(d.Case, "role")[0])); err != nil {
		t.Fatal(err)
	}
	d.set("role", "o1", "title=Board of directors")
	d.put("role", "o2", "title=aims  MANAGER")
	if offered("Top management for AI") || offered("AIMS manager") || !offered("AI board") {
		t.Errorf("offered are %v", titles(register.Library(d.Case, "role")))
	}
	if err := d.take(register.Remove(d.Case, "role", "o1")); err != nil {
		t.Fatal(err)
	}
	if !offered("Top management for AI") {
		t.Error("what was removed is not offered again")
	}
}

func TestRolesThatAreTakenTogetherReportToEachOther(t *testing.T) {
	d := newDesk(t)
	rows := register.Library(d.Case, "role")
	if got := rows[1]["reports_to"]; got != "Top management for AI" {
		t.Errorf("before it is there, it reports to %q", got)
	}
	for i, row := range rows[:3] {
		if err := d.take(register.Put(d.Case, "role", fmt.Sprintf("o%d", i), row)); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.Says(d.record("role", "o2"), "reports_to"); got != "RO-1" {
		t.Errorf("the board reports to %q; RO-1 is right", got)
	}
	rows = register.Library(d.Case, "role")
	if got := rows[0]["reports_to"]; got != "RO-3" {
		t.Errorf("the owner of a system would report to %q; RO-3 is right", got)
	}
	rows[1]["reports_to"] = "nobody of that name"
	if err := d.take(register.Put(d.Case, "role", "o9", rows[1])); err != nil || d.record("role", "o9").Text("reports_to") != "" {
		t.Errorf("what is not there is not left out: %v", err)
	}
}

func TestASystemWithACommaInItsNameIsOneSystem(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Systems = []assess.System{{ID: "s1", Name: "Sieve, large", InScope: true, Roles: assess.AIRoles, RiskClass: "high"}}
	for _, kind := range []string{"resource", "requirement"} {
		if err := d.take(register.Put(d.Case, kind, kind, register.Library(d.Case, kind)[0])); err != nil {
			t.Fatal(err)
		}
		if got := d.Says(d.record(kind, kind), "systems"); got != "Sieve, large" {
			t.Errorf("the %s is of %s", kind, got)
		}
	}
}

func TestACompetenceIsOfferedOnceItsRoleIsListed(t *testing.T) {
	d := newDesk(t)
	if rows := register.Library(d.Case, "competence"); len(rows) > 0 {
		t.Errorf("without roles %v is offered", titles(rows))
	}
	d.put("role", "o1", "title=Data steward")
	rows := register.Library(d.Case, "competence")
	if len(rows) != 1 {
		t.Fatalf("offered are %v; what a data steward needs is right", titles(rows))
	}
	if err := d.take(register.Put(d.Case, "competence", "c1", rows[0])); err != nil {
		t.Fatal(err)
	}
	if got := d.Says(d.record("competence", "c1"), "role"); got != "RO-1" {
		t.Errorf("it is of the role %s", got)
	}
}

func TestEveryCompetenceOfTheLibraryCanBeTakenWithAllRoles(t *testing.T) {
	d := newDesk(t)
	for _, kind := range []string{"role", "competence"} {
		for i, row := range register.Library(d.Case, kind) {
			if err := d.take(register.Put(d.Case, kind, fmt.Sprintf("%s%02d", kind, i), row)); err != nil {
				t.Errorf("%s: %v", row.Title(), err)
			}
		}
	}
	if n := len(d.Book.Of("competence")); n != 20 {
		t.Errorf("%d competences are taken; 20 are right", n)
	}
}

func TestAResourceIsOfferedForEachSystemInScope(t *testing.T) {
	d := newDesk(t)
	if rows := register.Library(d.Case, "resource"); len(rows) > 0 {
		t.Errorf("without a system in scope %v is offered", titles(rows))
	}
	d.Assessment.Systems = []assess.System{{ID: "s1", Name: "Siebwerk", InScope: true}, {ID: "s2", Name: "Lotse", InScope: true}, {ID: "s3", Name: "Out"}}
	rows := titles(register.Library(d.Case, "resource"))
	if len(rows)%2 != 0 || !slices.Contains(rows, "Siebwerk: Model") || !slices.Contains(rows, "Lotse: Model") {
		t.Errorf("offered are %v", rows)
	}
	d.put("resource", "m1", "title=Bought", "kind=model", "systems=Siebwerk", "library=RE05/s1")
	if rows := titles(register.Library(d.Case, "resource")); slices.Contains(rows, "Siebwerk: Model") || !slices.Contains(rows, "Lotse: Model") {
		t.Errorf("then offered are %v", rows)
	}
}

func TestALawIsOfferedWhereItAsksSomethingOfASystem(t *testing.T) {
	d := newDesk(t)
	articles := func(systems ...assess.System) string {
		d.Assessment.Systems = systems
		var all []string
		for _, r := range register.Library(d.Case, "requirement") {
			if r["source"] == "law" {
				all = append(all, strings.TrimPrefix(r["article"], "art. ")+" "+r["systems"])
			}
		}
		return strings.Join(all, ", ")
	}
	for _, c := range []struct {
		system assess.System
		want   string
	}{
		{assess.System{ID: "id", Name: "s", InScope: true, Roles: []string{"user"}, RiskClass: "minimal"}, "4 s, 5 s"},
		{assess.System{ID: "id", Name: "s", InScope: true, Roles: []string{"user"}, RiskClass: "limited"}, "4 s, 5 s, 50 s"},
		{assess.System{ID: "id", Name: "s", InScope: true, Roles: []string{"user"}, RiskClass: "high"}, "4 s, 5 s, 25 s, 26 s, 27 s, 49 s, 50 s, 86 s"},
		{assess.System{ID: "id", Name: "s", InScope: true, Roles: []string{"provider"}, RiskClass: "high"}, "4 s, 5 s, 6 s, 9 s, 10 s, 11 s, 12 s, 13 s, 14 s, 15 s, 17 s, 18 s, 19 s, 20 s, 22 s, 25 s, 43 s, 49 s, 50 s, 72 s, 73 s"},
		{assess.System{ID: "id", Name: "s", InScope: true, Roles: []string{"developer"}}, "4 s, 5 s, 6 s, 50 s"},
		{assess.System{ID: "id", Name: "s", InScope: true, RiskClass: "high"}, ""},
		{assess.System{ID: "id", Name: "s", Roles: []string{"user"}, RiskClass: "high"}, ""},
	} {
		if got := articles(c.system); got != c.want {
			t.Errorf("%v of class %q: %s\n%s is right", c.system.Roles, c.system.RiskClass, got, c.want)
		}
	}
	got := articles(assess.System{ID: "1", Name: "a", InScope: true, Roles: []string{"user"}, RiskClass: "high"}, assess.System{ID: "2", Name: "b", InScope: true, Roles: []string{"user"}, RiskClass: "minimal"})
	if !strings.HasPrefix(got, "4 a, b, 5 a, b, 25 a,") {
		t.Errorf("of two systems: %s", got)
	}
}

func TestALawThatWasTakenSaysFromWhenItAppliesAndToWhom(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Systems = []assess.System{{ID: "s1", Name: "Siebwerk", InScope: true, Roles: []string{"user"}, RiskClass: "high"}}
	rows := register.Library(d.Case, "requirement")
	at := slices.IndexFunc(rows, func(r register.Row) bool { return r["article"] == "art. 26" })
	if err := d.take(register.Put(d.Case, "requirement", "q1", rows[at])); err != nil {
		t.Fatal(err)
	}
	r := d.record("requirement", "q1")
	got := strings.Join([]string{r.Title(), d.Says(r, "systems"), d.Says(r, "applies_from"), r.Text("role")}, "\n")
	if want := `EU AI Act art. 26: Obligations of deployers of high-risk AI systems
Siebwerk
2 Dec 2027
deployers of high-risk systems of Annex III; deployers of high-risk systems in products of Annex I`; got != want {
		t.Errorf("it says\n%s", got)
	}
}

func TestAKindWithoutALibraryOffersNothing(t *testing.T) {
	d := newDesk(t)
	if len(register.Library(d.Case, "trial"))+len(register.Library(d.Case, "poem")) != 0 || register.LibraryNote(d.Catalog, "trial") != "" {
		t.Error("rows are offered")
	}
}
