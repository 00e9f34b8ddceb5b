package register_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/register"
)

// stands is how far a prompt of the assessment is answered.
func (d *desk) stands(id string) register.Prompt {
	d.t.Helper()
	for _, p := range d.Prompts(d.record("impact-assessment", "a1")) {
		if p.ID == id {
			return p
		}
	}
	d.t.Fatalf("%s is not asked", id)
	return register.Prompt{}
}

func TestTheShortFormIsAskedUntilAReasonForTheFullOneIsTrue(t *testing.T) {
	for _, c := range []struct {
		name, field, class string
		want               int
	}{
		{"nothing is said", "", "minimal", 16},
		{"the short one is chosen", "form=short", "", 16},
		{"the full one is chosen", "form=full", "", 30},
		{"a reason is true", "full_because=many people", "", 30},
		{"the law calls it high-risk", "form=short", "high", 30},
	} {
		d := newDesk(t)
		d.Assessment.Systems[0].RiskClass = c.class
		d.assessment()
		if name, _, _ := strings.Cut(c.field, "="); name != "" {
			d.set("impact-assessment", "a1", c.field)
		}
		if got := len(d.Prompts(d.record("impact-assessment", "a1"))); got != c.want {
			t.Errorf("%s: %d prompts are asked; %d are right", c.name, got, c.want)
		}
	}
}

func TestAnAnswerIsAFieldOfTheAssessment(t *testing.T) {
	for _, c := range []struct{ field, err string }{
		{"p.A1=It reads letters and sorts them", ""},
		{"p.A5=Base model | Acme | 4 | its data\nCloud | Nuvo", ""},
		{"p.A5=Base model | Acme | 4 | its data | more", "row 1 of A5 has 5 columns; these are right: part | from whom | version | what we do not know about it"},
		{"p.C2=They lose", "the prompt C2 is answered by impacts; add one that names it"},
		{"p.G1=Nothing", "the answer to G1 is made from the impacts; mend them"},
		{"p.Z9=Nothing", `an impact assessment has no field "p.Z9"; it has `},
	} {
		d := newDesk(t)
		d.assessment()
		err := d.take(register.Set(d.Case, "impact-assessment", "a1", said(c.field)))
		if got := errText(err); got != c.err && (c.err == "" || !strings.HasPrefix(got, c.err)) {
			t.Errorf("%s: %q; %q is right", c.field, got, c.err)
		}
	}
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	if err := d.take(register.Set(d.Case, "trial", "t1", said("p.A1=Nothing"))); err == nil {
		t.Error("a trial answers the prompts of a form that it has not")
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestAnAnswerIsOpenThinOrWhole(t *testing.T) {
	long := strings.Repeat("It says who acts. ", 4)
	for _, c := range []struct {
		prompt, text, why string
		want              register.Answered
	}{
		{"A1", "", "", register.Unanswered},
		{"A1", "It sorts.", "it says little", register.Thin},
		{"A1", long, "", register.Whole},
		{"A4", "Poland", "it says little", register.Thin},
		{"A4", "Poland, in Polish\nGermany", "", register.Whole},
		{"B1", "Applicants | 400 | | no", "row 1 does not say: how they meet the system", register.Thin},
		{"B1", "Applicants | 400 | they read a letter | no", "", register.Whole},
	} {
		d := newDesk(t)
		d.assessment("form=full", "p."+c.prompt+"="+c.text)
		if p := d.stands(c.prompt); p.Answered != c.want || p.Why != c.why {
			t.Errorf("%s with %q stands as %d, %q; %d, %q is right", c.prompt, c.text, p.Answered, p.Why, c.want, c.why)
		}
	}
}

func TestAPromptIsLeftOutWhereTheAssessmentSaysWhy(t *testing.T) {
	d := newDesk(t)
	d.assessment("form=full", "not_assessed=e3: it writes nothing in public\nF3:")
	if p := d.stands("E3"); p.Answered != register.LeftOut || p.Why != "it writes nothing in public" {
		t.Errorf("E3 stands as %d, %q", p.Answered, p.Why)
	}
	if p := d.stands("F3"); p.Answered != register.Unanswered {
		t.Error("F3 is left out without a reason")
	}
}

func TestEffectsAreAnsweredByRatedImpacts(t *testing.T) {
	d := newDesk(t)
	d.assessment()
	if p := d.stands("C2"); p.Answered != register.Unanswered {
		t.Error("C2 is answered by nothing")
	}
	d.harm("h1", 2, 1, 1, 1)
	if p := d.stands("C2"); p.Answered != register.Whole || len(p.Impacts) != 1 {
		t.Errorf("C2 stands as %d, %q", p.Answered, p.Why)
	}
	d.put("impact", "h2", "parent=IA-1", "title=h2", "prompt=C2", "on=individuals", "side=harm", "who=Applicants", "severity=2", "reach=1", "likelihood=2")
	if p := d.stands("C2"); p.Answered != register.Thin || p.Why != "IA-1.2 does not say: Repair, Rests on" {
		t.Errorf("C2 stands as %d, %q", p.Answered, p.Why)
	}
}

func TestTheLastPromptsAreMadeFromTheImpacts(t *testing.T) {
	d := newDesk(t)
	d.assessment()
	if p := d.stands("G1"); p.Answered != register.Unanswered {
		t.Error("G1 is answered before an impact is written down")
	}
	d.harm("h1", 2, 1, 1, 1)
	if p := d.stands("G1"); p.Answered != register.Whole || len(p.Rows) != 0 {
		t.Errorf("a harm of severity 2 asks for a safeguard: %q", p.Rows)
	}
	d.harm("h2", 3, 1, 1, 1, "safeguards=A.5.4", "action=A person looks first", "owner=Ines", "due=2027-05-01")
	for _, c := range []struct{ prompt, row, why string }{
		{"G1", "IA-1.2 h2|A.5.4 A person looks first|Ines|1 May 2027|", "row 1 does not say: how we will see that it works"},
		{"G2", "IA-1.2 h2|||", "row 1 does not say: why it stays"},
		{"G3", "IA-1.2 h2||", "row 1 does not say: risk"},
	} {
		p := d.stands(c.prompt)
		if len(p.Rows) != 1 || strings.Join(p.Rows[0], "|") != c.row || p.Why != c.why {
			t.Errorf("%s is made as %q, %q; %q, %q is right", c.prompt, p.Rows, p.Why, c.row, c.why)
		}
	}
	d.set("impact", "h2", "no_risk=The organisation loses nothing")
	if p := d.stands("G3"); p.Answered != register.Whole {
		t.Errorf("a reason for no risk is not taken: %q", p.Why)
	}
}

// leaveOut says of each open prompt of an assessment that it is not in this test.
func (d *desk) leaveOut(id string) {
	d.t.Helper()
	ia, _ := d.Book.Record(register.KindAssessment, id)
	text := ia.Text("not_assessed")
	for _, p := range d.Prompts(ia) {
		if p.Answered == register.Unanswered {
			text += "\n" + p.ID + ": not in this test"
		}
	}
	d.set(register.KindAssessment, id, "not_assessed="+text)
}

func TestAnAssessmentIsApprovedOnceEachPromptOfItsFormSaysSomethingOrWhyNot(t *testing.T) {
	d := newDesk(t)
	d.assessment("assessors=Ines", "decision=go", "approved_by=Ada", "approved_on=2027-02-01", "next_on=2028-02-01")
	for _, c := range []struct{ field, says string }{
		{"form=short", `16 prompts of its short form are open, A1, A2, A3, B1, B2, B4 and 10 more; answer them, or say in the field "Parts not assessed" why they are left out`},
		{"form=full", "30 prompts of its full form are open"},
		{"p.A1=It sorts.", "29 prompts of its full form are open, A2,"},
		{"not_assessed=A2:", "29 prompts of its full form are open, A2,"},
		{"not_assessed=A2: no money is made with it", "28 prompts of its full form are open, A3,"},
	} {
		d.set("impact-assessment", "a1", c.field)
		if err := d.take(register.Move(d.Case, "impact-assessment", "a1", "approved")); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("after %s it says %v; %q is right", c.field, err, c.says)
		}
	}
	d.move("impact-assessment", "a1", "in review", "approved")
}

func TestWhatIsThinIsToldOnceTheDraftIsDone(t *testing.T) {
	d := newDesk(t)
	all := []string{"assessors=Ines", "decision=go", "approved_by=Ada", "approved_on=2027-02-01", "next_on=2028-02-01", "p.A1=It sorts."}
	for _, p := range d.Catalog.ImpactForm().Prompts {
		if p.Short && p.ID != "A1" && p.ID != "A2" {
			all = append(all, "not_assessed="+said(all...)["not_assessed"]+"\n"+p.ID+": not in this test")
		}
	}
	d.assessment(all...)
	d.expect("thin_prompts")
	d.move("impact-assessment", "a1", "in review")
	d.expect("thin_prompts", "look IA-1: nothing is said to A2; little is said to A1")
	d.set("impact-assessment", "a1", "p.A2=Clerks.")
	d.move("impact-assessment", "a1", "approved")
	d.set("impact-assessment", "a1", "p.A2=")
	d.expect("thin_prompts", "act IA-1: nothing is said to A2; little is said to A1")
	d.move("impact-assessment", "a1", "superseded")
	d.expect("thin_prompts")
}
