package register_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// rated are a likelihood and a consequence for individuals, in the fields of a risk.
func rated(likelihood, consequence int) []string {
	return []string{fmt.Sprint("likelihood=", likelihood), fmt.Sprint("individuals=", consequence)}
}

func (d *desk) risk(id string, fields ...string) {
	d.t.Helper()
	d.put("risk", id, append([]string{"title=" + id, "kind=threat", "category=Harm"}, fields...)...)
}

func (d *desk) move(kind, id string, states ...string) {
	d.t.Helper()
	for _, state := range states {
		was, _ := d.Book.Record(kind, id)
		if kind == register.KindAssessment && state == "approved" {
			d.leaveOut(id)
			defer d.set(kind, id, "not_assessed="+was.Text("not_assessed")) // as one that was approved before this was asked
		}
		if err := d.take(register.Move(d.Case, kind, id, state)); err != nil {
			d.t.Fatal(err)
		}
	}
}

func (d *desk) set(kind, id string, fields ...string) {
	d.t.Helper()
	if err := d.take(register.Set(d.Case, kind, id, said(fields...))); err != nil {
		d.t.Fatal(err)
	}
}

// criteria approves a limit for the category Harm.
func (d *desk) criteria(limit string) {
	d.t.Helper()
	d.put("risk-criteria", "c1", "title=harm", "limit="+limit, "accepts=Board", "approved_by=Ines", "approved_on=2027-01-01")
	d.move("risk-criteria", "c1", "approved")
}

func TestTheUsualMatrixIsThatOfTheMethod(t *testing.T) {
	m := newDesk(t).Method()
	want := strings.Fields("lllmm llmmh lmmhh lmhhs mmhss")
	for i := range 5 {
		for j := range 5 {
			if got := m.Bands[m.Level(i+1, j+1)-1][:1]; got != want[i][j:j+1] {
				t.Errorf("likelihood %d with consequence %d is %s; %c is right", i+1, j+1, got, want[i][j])
			}
		}
	}
	if m.Level(0, 3) != 0 || m.Level(6, 3) != 0 || m.Level(3, 0) != 0 || m.Level(3, 6) != 0 {
		t.Error("what is no step has a level")
	}
}

func TestTheHighestConsequenceCounts(t *testing.T) {
	m := newDesk(t).Method()
	risk := register.Risk{Likelihood: 3, Organisation: 1, Individuals: 5, Society: 2, LikelihoodAfter: 1, OrganisationAfter: 1, SocietyAfter: 2}
	if m.Bands[risk.Level(m)-1] != "high" || m.Bands[risk.After(m)-1] != "low" {
		t.Errorf("now band %d, after band %d; high and low are right", risk.Level(m), risk.After(m))
	}
}

const own = `title=Ours
likelihood=seldom;often;always
consequence=small;middle;large;huge
bands=green;yellow;red
matrix=g g y y;g y y r;y y r r`

// method writes a method down, with one field of it otherwise.
func (d *desk) method(id, was, is string) {
	d.t.Helper()
	text := strings.Replace(own, was, is, 1)
	var fields []string
	for line := range strings.Lines(text) {
		fields = append(fields, strings.ReplaceAll(strings.TrimSpace(line), ";", "\n"))
	}
	d.put("risk-method", id, fields...)
}

func TestAnOwnMethodGivesTheStepsAndTheLevels(t *testing.T) {
	d := newDesk(t)
	d.method("m1", "", "")
	d.risk("r1", "likelihood=always", "individuals=4")
	r := d.record("risk", "r1")
	if got := d.Says(r, "likelihood") + ", " + d.Says(r, "individuals"); got != "3 always, 4 huge" {
		t.Errorf("the steps read %s", got)
	}
	m := d.Method()
	if got := register.As[register.Risk](r).Level(m); m.Bands[got-1] != "red" {
		t.Errorf("the level is %s; red is right", m.Bands[got-1])
	}
	if _, err := register.Set(d.Case, "risk", "r1", said("likelihood=4")); err == nil {
		t.Error("a fourth step of three is taken")
	}
	d.expect("method_sound")
}

func TestAnApprovedMethodHoldsBeforeANewerDraft(t *testing.T) {
	d := newDesk(t)
	d.method("m1", "green", "grey")
	d.set("risk-method", "m1", "approved_by=Ines", "approved_on=2027-01-01")
	d.move("risk-method", "m1", "approved")
	d.method("m2", "", "")
	if got := d.Method().Bands[0]; got != "grey" {
		t.Errorf("%s holds; grey, which was approved, is right", got)
	}
}

func TestAMethodThatCantBeReadSaysWhyAndTheUsualOneHolds(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{"seldom;often;always", "seldom;often", "the method has 2 steps of likelihood; 3 to 6 are right, a line each"},
		{"small;middle;large;huge", "a;b;c;d;e;f;g", "the method has 7 steps of consequence; 3 to 6 are right, a line each"},
		{"green;yellow;red", "green;gold;red", `two bands begin with "g"; each begins with a letter of its own`},
		{"g g y y;", "", "the matrix has 2 lines; one for each of the 3 steps of likelihood is right"},
		{"g g y y;", "g g y;", "line 1 of the matrix has 3 letters; one for each of the 4 steps of consequence is right"},
		{"g g y y;", "g g y b;", `line 1 of the matrix says "b", which no band begins with`},
		{"g g y y;", "y g y y;", "the matrix falls in line 1; a higher step never makes a lower level"},
		{"y y r r", "g y r r;", "the matrix falls in line 3; a higher step never makes a lower level"},
	} {
		d := newDesk(t)
		if c.want == "the matrix falls in line 3; a higher step never makes a lower level" {
			d.method("m1", "g y y r;y y r r", "y y y r;g y r r")
		} else {
			d.method("m1", c.was, c.is)
		}
		d.expect("method_sound", "act MT-1: "+c.want)
		if len(d.Method().Bands) != 4 {
			t.Errorf("%s: it is used all the same", c.want)
		}
	}
}

func TestARiskAboveItsLimitSaysSo(t *testing.T) {
	d := newDesk(t)
	d.risk("r1", rated(4, 5)...)
	d.risk("r2", rated(2, 3)...)
	d.put("risk", "r3", append([]string{"title=r3", "kind=threat"}, rated(4, 5)...)...)
	d.put("risk", "r4", append([]string{"title=r4", "kind=opportunity", "category=Harm"}, rated(5, 5)...)...)
	d.expect("above_limit", "look RI-1: there are no approved criteria for “Harm”", "look RI-2: there are no approved criteria for “Harm”",
		"look RI-3: it has no category, so no limit holds for it")
	d.criteria("medium")
	d.expect("above_limit", "act RI-1: it is severe, above the limit medium for “Harm”", "look RI-3: it has no category, so no limit holds for it")
}

func TestTheLevelAfterTheTreatmentCountsOnceItIsTreated(t *testing.T) {
	d := newDesk(t)
	d.criteria("medium")
	d.risk("r1", append(rated(4, 5), "owner=Ines", "assessed_on=2027-02-01", "action=Stop it", "due=2027-06-01", "likelihood_after=1", "individuals_after=3")...)
	d.move("risk", "r1", "assessed", "in treatment")
	d.expect("above_limit", "act RI-1: it is severe, above the limit medium for “Harm”")
	d.move("risk", "r1", "treated")
	d.expect("above_limit")
	d.set("risk", "r1", "likelihood_after=5")
	d.expect("acceptance_missing", "act RI-1: it is above the limit after the treatment and nobody accepted it")
	d.set("risk", "r1", "accepted_by=Board")
	d.expect("acceptance_missing", "act RI-1: it is accepted above the limit without a day until which")
	d.set("risk", "r1", "accepted_until=2027-12-31")
	d.expect("acceptance_missing")
}

func TestARetainedRiskNamesWhoTookItAndUntilWhen(t *testing.T) {
	d := newDesk(t)
	d.risk("r1", rated(4, 5)...)
	if _, err := register.Move(d.Case, "risk", "r1", "retained"); err == nil || err.Error() != `before a risk is retained it needs a word in the field "Accepted by" and in "Accepted until"` {
		t.Error(err)
	}
}

func TestAnAssessedRiskHasALevel(t *testing.T) {
	d := newDesk(t)
	d.risk("r1", "owner=Ines", "assessed_on=2027-02-01", "likelihood=3")
	d.expect("level")
	d.move("risk", "r1", "assessed")
	d.expect("level", "look RI-1: it has no level; likelihood and a consequence are rated together")
	d.set("risk", "r1", "society=2", "likelihood_after=1")
	d.expect("level")
	d.move("risk", "r1", "treated")
	d.expect("level", "look RI-1: it has no level after the treatment; likelihood and a consequence are rated together")
}

func TestARiskThatNeedsAnExcludedControlSaysSo(t *testing.T) {
	d := newDesk(t)
	a := *d.Assessment
	a.Baseline = map[string]assess.Answer{"A.5.9": {Rating: assess.Rating{State: assess.NA}}}
	a.Answers = assess.Answers{}
	a.Answers.Append(assess.Key{Item: "A.2.2"}, assess.Answer{Rating: assess.Rating{State: assess.NA}})
	d.Assessment = &a
	d.risk("r1", "existing=A.5.2", "to_come=A.2.2, 27001:A.5.9")
	d.risk("r2", "to_come=A.2.2")
	d.risk("r3", "to_come=A.5.2")
	d.expect("excluded_but_needed", "act RI-1: A.2.2, 27001:A.5.9 are excluded, and this needs them", "act RI-2: A.2.2 is excluded, and this needs it")
}

func TestALimitIsABandOfTheMethod(t *testing.T) {
	d := newDesk(t)
	d.criteria("green")
	d.expect("limit_known", "act RC-1: the limit “green” is no band of the risk method; it is low, medium, high or severe")
	d.method("m1", "", "")
	d.expect("limit_known")
}

func TestWhatTheRulesReadIsAFieldOfItsRegister(t *testing.T) {
	for kind, typ := range map[string]reflect.Type{
		"risk":       reflect.TypeFor[register.Risk](),
		"competence": reflect.TypeFor[register.Competence](),
		"held-level": reflect.TypeFor[register.Held](),
	} {
		k, _ := cat().Register(kind)
		for i := range typ.NumField() {
			name := typ.Field(i).Tag.Get("field")
			f, has := k.Field(name)
			if whole := typ.Field(i).Type.Kind() == reflect.Int; !has || whole != (f.Type == "level") {
				t.Errorf("a %s is read by the field %q, which its register has not, or of another type", kind, name)
			}
		}
	}
}

func BenchmarkJudgeRisks(b *testing.B) {
	d := &desk{t: &testing.T{}, Case: register.Case{Catalog: cat(), Assessment: assess.New("a"), Book: &register.Book{}, Today: newDesk(&testing.T{}).Today}}
	d.criteria("medium")
	var revisions []assess.Revision
	for i := range 5000 {
		for field, value := range map[string]string{
			"title": `"A risk"`, "number": fmt.Sprint(i + 1), "state": `"2 assessed"`, "kind": `"threat"`, "category": `"Harm"`, "assessed_on": `"2027-01-01"`,
			"due": `"2027-12-01"`, "likelihood": fmt.Sprint(i%5 + 1), "individuals": fmt.Sprint(i/5%5 + 1), "to_come": `["A.5.2","27001:A.5.9"]`,
		} {
			revisions = append(revisions, assess.Revision{Subject: register.SubjectOf("risk", fmt.Sprintf("r%05d", i)), Field: field, Value: json.RawMessage(value)})
		}
	}
	next, err := register.Apply(d.Book, revisions...)
	if err != nil {
		b.Fatal(err)
	}
	d.Book = next
	b.ReportAllocs()
	for b.Loop() {
		register.Judge(d.Case)
	}
}
