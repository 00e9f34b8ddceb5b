package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// shelf is a book in the making.
type shelf struct {
	t *testing.T
	register.Case
	ids map[string]string // by number
	n   int
}

// put makes a record of fields as "name=text" and, behind the kind, the states it went
// through.
func (s *shelf) put(kind string, fields ...string) {
	s.t.Helper()
	kind, states, _ := strings.Cut(kind, ":")
	s.n++
	id := fmt.Sprintf("019f0000-0000-7000-8000-%012d", s.n)
	said := map[string]string{}
	for _, f := range fields {
		name, text, _ := strings.Cut(f, "=")
		said[name] = text
	}
	s.take(register.Put(s.Case, kind, id, said))
	if states != "" {
		for _, state := range strings.Split(states, ",") {
			s.take(register.Move(s.Case, kind, id, state))
		}
	}
	r, _ := s.Book.Record(kind, id)
	s.ids[s.Book.Number(s.Catalog, r)] = id
}

func (s *shelf) take(changes []assess.Change, err error) {
	s.t.Helper()
	if err == nil {
		s.Book, err = register.Foresee(s.Book, changes)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// approve puts an impact assessment into the state approved as a file of before the
// form was asked whole has it, with prompts that say nothing.
func (s *shelf) approve(id string) {
	s.t.Helper()
	ia, _ := s.Book.Record(register.KindAssessment, id)
	was := ia.Text("not_assessed")
	all := was
	for _, p := range s.Prompts(ia) {
		all += "\n" + p.ID + ": not in this test"
	}
	for _, step := range []func() ([]assess.Change, error){
		func() ([]assess.Change, error) {
			return register.Set(s.Case, ia.Kind, id, map[string]string{"not_assessed": all})
		},
		func() ([]assess.Change, error) { return register.Move(s.Case, ia.Kind, id, "approved") },
		func() ([]assess.Change, error) {
			return register.Set(s.Case, ia.Kind, id, map[string]string{"not_assessed": was})
		},
	} {
		s.take(step())
	}
}

// bookOf is a book of an assessment with a record or two of every kind that documents
// tell of, and a concern that only its readers see.
func bookOf(t *testing.T, a *assess.Assessment) *register.Book {
	t.Helper()
	s := &shelf{t: t, Case: register.Case{Catalog: catalog.Shipped(), Assessment: a, Book: &register.Book{}, Today: tuesday}, ids: map[string]string{}}
	lotse, hiring := "Lotse chat assistant", "Siebwerk CV screening"
	if all := a.ActiveSystems(); len(all) == 0 {
		return s.Book
	} else if _, known := assess.FindSystem(a, lotse); !known {
		lotse, hiring = all[0].Name, all[0].Name
	}
	s.put("role:held", "title=AI officer", "held_by=Ada Quill, Bo Reed", "decides=Which systems go on", "may_stop=yes", "appointed_on=2026-03-01", "items=5.3")
	s.put("document:in review,approved", "title=AI policy", "kind=policy", "place=Wiki", "version=1.2", "extends=Information security policy", "added=Principles of AI", "items=5.2", "owner=Ada Quill", "due=2027-05-01", "approved_by=Cleo Marsh", "approved_on=2026-05-01")
	s.put("objective", "title=Fewer wrong answers", "target=below 2 %", "due=2027-06-30", "owner=Bo Reed", "systems="+lotse)
	s.put("principle", "parent=DO-1", "title=Fairness", "place=Section 3", "objective=OJ-1")
	s.put("communication:working", "title=Release notes", "when=before each release", "to_whom=customers", "owner=Bo Reed", "how=mail", "outside=yes")
	s.put("context-issue", "title=Few people know the models", "side=internal", "theme_inside=people", "effect=Changes wait", "owner=Ada Quill")
	s.put("interested-party", "title=Applicants", "group=affected people", "no_contract=yes", "about=fairness", "expectation=To be judged by what they can do", "accepted=yes", "items=A.5.4")
	s.put("requirement:applies,met", "title=EU AI Act art. 50: Marking", "source=law", "article=art. 50", "systems="+lotse, "applies_from=2026-12-02", "owner=Cleo Marsh", "items=A.8.2", "document=DO-1")
	s.put("scope-line:agreed", "title=Customer support", "kind=activity", "in_isms=yes", "in_aims=yes", "why=It uses Lotse", "interface=Tickets come from the shops", "owner=Bo Reed")
	s.put("scope-line", "title=Canteen", "in_isms=no", "in_aims=no", "why=It uses no AI")
	s.put("risk-criteria:approved", "title=safety", "limit=medium", "accepts=Managing director", "approved_by=Cleo Marsh", "approved_on=2026-04-01")
	s.put("risk:assessed,in treatment", "title=Wrong delivery promise", "kind=threat", "category=safety", "systems="+lotse, "likelihood=4", "organisation=3", "individuals=4", "treatment=modify", "to_come=A.6.2.4", "action=Test the promises", "owner=Bo Reed", "due=2027-02-01", "assessed_on=2026-10-01", "likelihood_after=2", "individuals_after=3")
	s.put("risk:assessed,retained", "title=Model is withdrawn", "kind=threat", "category=safety", "likelihood=2", "organisation=5", "treatment=retain", "owner=Ada Quill", "accepted_by=Cleo Marsh", "accepted_until=2027-04-01", "assessed_on=2026-10-01")
	s.put("risk", "title=Faster answers", "kind=opportunity", "benefit=Customers wait less")
	s.put("impact-assessment:in review", "title=Hiring, spring release", "systems="+hiring, "form=short", "version=4.1", "assessors=Bo Reed", "not_assessed=B2: the supplier does not tell", "decision=go with conditions", "conditions=A person reads each refusal. Bo Reed, 1 Dec", "approved_by=Cleo Marsh", "approved_on=2026-11-02", "next_on=2027-11-02", "p.A1=It sorts applications by how well they fit, and a recruiter reads the first thirty.")
	s.put("impact", "parent=IA-1", "title=A good applicant is not read", "prompt=C2", "on=individuals", "who=applicants over 50", "side=harm", "severity=3", "reach=2", "likelihood=3", "repair=2", "safeguards=A.9.2", "action=Read a sample of refusals", "owner=Bo Reed", "due=2027-01-15")
	s.approve(s.ids["IA-1"])
	s.put("audit:prepared,under way,reported", "title=Impact and data", "kind=internal", "objective=Whether effects on people are known", "criteria=The standard", "items=A.5.2, A.7.2", "from=2026-11-10", "due=2026-11-11", "owner=Cleo Marsh", "conclusion=It works, with one gap.")
	s.put("session:held", "parent=AU-1", "title=Impact assessments", "from=2026-11-10 09:00", "to=2026-11-10 10:30", "items=A.5.2, 27001:A.5.12", "auditor=Cleo Marsh", "auditee=Ada Quill", "method=interview", "notes=Ada Quill showed the last two assessments.")
	s.put("session", "parent=AU-1", "title=Data", "from=2026-11-10 10:00", "to=2026-11-10 11:00", "items=A.7.2", "auditor=Cleo Marsh")
	s.put("sample", "parent=AU-1", "title=Releases", "population=All releases by the log", "listed_on=2026-11-09", "criterion=Tested by another person", "how=random", "size=40", "n=3")
	s.take(register.DrawSample(s.Case, s.ids["AU-1.3"], "9 November", "", ""))
	s.reviewed()
	s.put("competence:closing", "title=Judges outputs", "role=RO-1", "topic=oversight", "needed=3", "action=train", "owner=Ada Quill", "due=2027-03-01")
	s.put("held-level", "parent=CO-1", "title=Test passed", "person=Ada Quill", "level=3", "place=HR file")
	s.put("training", "title=Oversight of Lotse", "kind=training", "audience=support", "competences=CO-1", "due=2027-02-01")
	s.put("term", "title=Incident", "meaning=A wrong output that harms somebody", "isms_meaning=A breach of security", "relation=differs", "documents=DO-1")
	s.put("supplier:in use", "title=Talentis", "supplies=The sorting model", "systems="+hiring, "criticality=high", "owner=Bo Reed")
	s.put("supplier-mark", "parent=SU-1", "title=Their model card", "respect=model explained", "mark=1", "action=Ask for tests by group")
	s.put("responsibility", "parent=SU-1", "title=Watch error rates", "activity=monitoring", "who=us, supplier", "owner=Bo Reed", "agreed=Contract 7.2")
	s.put("responsibility", "parent=SU-1", "title=Tell applicants", "activity=user information")
	s.put("resource:in use", "title=Tickets 2024", "kind=data set", "systems="+lotse, "owner=Bo Reed", "use=training", "acquired_from=Own support", "retention=3y")
	s.put("change:assessed", "title=New base model", "systems="+lotse, "kind=new model or supplier", "requested_on=2026-10-10")
	s.put("release", "title=2.4", "systems="+lotse, "change=CH-1", "test_overall=97 % right")
	s.put("request", "title=Minutes of the last review", "items=9.3.3", "asked_by=Cleo Marsh", "owner=Ada Quill", "due=2026-12-01", "place=Share 4")
	s.put("incident", "title=Wrong refund", "systems="+lotse, "on=2026-11-03 09:30", "happened=It promised a refund")
	s.put("concern", "title=Zzquiet", "what=Zzsecret words", "readers=Ada Quill")
	return s.Book
}

// reviewed adds a management review that was held, with two decisions, and the one
// before it.
func (s *shelf) reviewed() {
	s.t.Helper()
	s.put("review", "title=Autumn", "for=both", "due=2026-11-20", "chair=Cleo Marsh", "present=Cleo Marsh, Ada Quill", "top=yes", "aims.06=Two complaints, both answered", "isms.10=12 risks, 2 above the limit",
		"source.10=Register of the ISMS", "said.06=Nobody had heard of the second one.")
	s.put("review", "title=Last year", "held_on=2025-11-18", "chair=Cleo Marsh", "present=Cleo Marsh", "suitable=Yes", "adequate=Yes", "effective=Too early")
	s.put("decision:done", "parent=MR-2", "title=Name who may stop a system", "what=task", "input=04", "owner=Ada Quill", "due=2026-03-01", "done_on=2026-02-20", "result=The AI officer may")
	s.take(register.Move(s.Case, "review", s.ids["MR-2"], "held"))
	s.take(register.OpenReview(s.Case, s.ids["MR-1"]))
	decide := func(n int, fields ...string) {
		said := map[string]string{}
		for _, f := range fields {
			name, text, _ := strings.Cut(f, "=")
			said[name] = text
		}
		id := func(of int) string { return fmt.Sprintf("019f0000-0000-7000-8001-%012d", of) }
		s.take(register.Decide(s.Case, s.ids["MR-1"], id(n), id(n+100), said))
	}
	decide(1, "what=improvement", "title=Read each complaint within a day", "input=06", "benefit=Harm is seen sooner", "owner=Bo Reed", "due=2027-02-01")
	decide(2, "what=acceptance", "title=We live without a second model", "input=15", "risk=RI-2", "owner=Cleo Marsh", "accepted_until=2027-04-01")
	s.take(register.MoveSaying(s.Case, "review", s.ids["MR-1"], "held", map[string]string{
		"held_on": "2026-11-20", "suitable": "It fits the products", "adequate": "Not for complaints", "effective": "Two quarters show it", "resources": "One person more", "next": "2027-05-20",
	}))
}

func TestWhatOnlyItsReadersSeeStandsInNoDocument(t *testing.T) {
	in := input(t, demo(t), English)
	in.Book = bookOf(t, in.Assessment)
	if len(in.Book.Of("concern")) != 1 {
		t.Fatal("there is no concern, so nothing is shown")
	}
	for _, k := range Kinds() {
		if text := plain(t, built(t, k.Name, in)); strings.Contains(text, "Zzquiet") || strings.Contains(text, "Zzsecret") {
			t.Errorf("%s tells of a concern", k.Name)
		}
	}
	k, _ := KindNamed("register")
	if _, err := k.Find(in.Case(), "concern"); err == nil || !strings.Contains(err.Error(), "stands in no document") {
		t.Errorf("a document of the concerns can be asked for: %v", err)
	}
	in.Record = "concern"
	if _, err := k.Build(in); err == nil {
		t.Error("a document of the concerns is made")
	}
}

func TestADocumentOfAnEmptyRegisterSaysWhatMakesTheFirstRecord(t *testing.T) {
	in := input(t, demo(t), English)
	for kind, register := range map[string]string{
		"scope": "scope-line", "context": "context-issue", "roles": "role", "communication": "communication", "objectives": "objective", "risks": "risk", "treatment": "risk",
		"competence": "competence", "vocabulary": "term", "resources": "resource", "suppliers": "supplier", "changes": "change", "regulatory": "requirement", "extension": "document", "requests": "request",
	} {
		if text := outline(built(t, kind, in)); !strings.Contains(text, "crosswalk record add "+register+" --title TITLE.") {
			t.Errorf("%s does not say how the first %s is made", kind, register)
		}
	}
}

func TestARegisterThatIsKeptElsewhereSaysWhereAndNamesNobodyWhereNobodyIsToBeNamed(t *testing.T) {
	in := input(t, demo(t), English)
	changes, err := register.KeepElsewhere(register.Case{Catalog: in.Catalog, Assessment: in.Assessment, Book: &register.Book{}, Today: tuesday}, "supplier",
		register.Elsewhere{Where: "the purchasing system", Checked: "2026-11-01", By: "Quokka"})
	if err == nil {
		in.Book, err = register.Foresee(&register.Book{}, changes)
	}
	if err != nil {
		t.Fatal(err)
	}
	if text := outline(built(t, "suppliers", in)); !strings.Contains(text, "Suppliers: kept elsewhere, in the purchasing system; last looked at on 1 Nov 2026 by Quokka.") {
		t.Error(text)
	}
	masked, _ := in.Anonymous()
	if text := outline(built(t, "suppliers", masked)); !strings.Contains(text, "kept elsewhere, in not stated here; last looked at on 1 Nov 2026 by Person ") {
		t.Error(text)
	}
}

// Every text of a record is either masked or left out, whatever its field is.
func TestNoTextOfARecordIsLeftInAnAnonymousBook(t *testing.T) {
	a := demo(t)
	in := input(t, a, English)
	var all []register.Record
	for i, k := range in.Catalog.Registers() {
		r := register.Record{Kind: k.ID, ID: fmt.Sprint("r", i), Values: register.Fields{}.With("number", json.RawMessage("1")).With("unheard", json.RawMessage(`"Quokka"`))}
		for _, f := range k.Fields {
			if !slices.Contains(nameless, f.Type) && !slices.Contains(keptOf[k.ID], f.Name) {
				r.Values = r.Values.With(f.Name, json.RawMessage(`"Quokka"`))
			}
		}
		all = append(all, r)
	}
	all = append(all, register.Record{Kind: "weather", ID: "w", Values: register.Fields{}.With("title", json.RawMessage(`"Quokka"`))})
	in.Book = register.Keep(all)
	masked, gone := in.Anonymous()
	for r := range masked.Book.All() {
		for field, value := range r.Values.All() {
			if strings.Contains(string(value), "Quokka") {
				t.Errorf("%s.%s still says %s", r.Kind, field, value)
			}
		}
	}
	if len(gone.In("Quokka")) == 0 {
		t.Error("what was left out is not looked for")
	}
}

func TestAnAnonymousRiskAssessmentHasTheSameLevels(t *testing.T) {
	in := input(t, demo(t), English)
	in.Book = bookOf(t, in.Assessment)
	masked, _ := in.Anonymous()
	levels := func(in Input) (all []string) {
		for _, l := range register.TreatmentPlan(in.Case()) {
			all = append(all, l.Level+" "+l.After)
		}
		return all
	}
	if was, is := levels(in), levels(masked); len(was) < 3 || !slices.Equal(was, is) {
		t.Errorf("the levels are %q, not %q", is, was)
	}
}

func TestAnImpactAssessmentIsFoundByItsNumberOrItsAISystem(t *testing.T) {
	in := input(t, demo(t), English)
	in.Book = bookOf(t, in.Assessment)
	k, _ := KindNamed("impact")
	byNumber, err := k.Find(in.Case(), "ia 1")
	if err != nil {
		t.Fatal(err)
	}
	bySystem, err := k.Find(in.Case(), "Siebwerk CV screening")
	if err != nil || bySystem != byNumber {
		t.Errorf("%q and %q: %v", byNumber, bySystem, err)
	}
	for named, want := range map[string]string{
		"RI-1":                 `there is no impact assessment "RI-1"; name it by its number, such as IA-1, or by its AI system`,
		"Lotse chat assistant": "there is no impact assessment of Lotse chat assistant; make one in the tab Registers",
	} {
		if _, err := k.Find(in.Case(), named); err == nil || err.Error() != want {
			t.Errorf("%s: %v", named, err)
		}
	}
}

func TestARegisterDocumentSaysWhatChangedSinceItsLastVersion(t *testing.T) {
	in := input(t, demo(t), English)
	in.Book = bookOf(t, in.Assessment)
	in.Before = &Earlier{"1.0", built(t, "treatment", in)}
	if text := outline(built(t, "treatment", in)); !strings.Contains(text, "Replaces: version 1.0") || !strings.Contains(text, "No line differs from version 1.0.") {
		t.Error(text)
	}
	c := in.Case()
	r, err := c.Book.Find(c.Catalog, "RI-1")
	if err != nil {
		t.Fatal(err)
	}
	changes, err := register.Set(c, "risk", r.ID, map[string]string{"owner": "Cleo Marsh"})
	if err == nil {
		in.Book, err = register.Foresee(in.Book, changes)
	}
	if err != nil {
		t.Fatal(err)
	}
	if text := outline(built(t, "treatment", in)); !strings.Contains(text, "| 1 risk | Owner | Bo Reed | Cleo Marsh") {
		t.Error(text)
	}
}

func TestACompetenceThatNobodyIsListedForIsShownByNobody(t *testing.T) {
	in := input(t, demo(t), English)
	s := &shelf{t: t, Case: register.Case{Catalog: in.Catalog, Assessment: in.Assessment, Book: &register.Book{}, Today: tuesday}, ids: map[string]string{}}
	s.put("role", "title=AI board")
	s.put("competence", "title=Knows the law", "role=RO-1", "topic=law", "needed=1")
	in.Book = s.Book
	if text := outline(built(t, "competence", in)); !strings.Contains(text, "0 of 1 competences are shown by everybody who needs them.") {
		t.Error(text)
	}
}

func TestRequestsStandInTheOrderOfAnAuditorAndByWhoFetchesThem(t *testing.T) {
	in := input(t, demo(t), English)
	s := &shelf{t: t, Case: register.Case{Catalog: in.Catalog, Assessment: in.Assessment, Book: &register.Book{}, Today: tuesday}, ids: map[string]string{}}
	s.put("request", "title=Access list", "items=27001:A.5.9", "owner=Ali", "due=2026-01-10", "place=Share 4")
	s.put("request", "title=Impact assessments", "items=8.4, A.5.4", "owner=Ines")
	s.put("request", "title=Scope statement", "items=4.3", "owner=ALI")
	s.put("request", "title=Whatever")
	in.Book = s.Book
	text := plain(t, built(t, "requests", in))
	at := 0
	for _, want := range []string{
		"Asked for: 4. Shown: 0. Still to come: 4, overdue: 1. Not available: 0.",
		"In the order in which an auditor asks", "4.3 ", "Scope statement", "8.4 ", "Impact assessments", "27001:A.5.9", "Access list", "No item is named", "Whatever",
		"By who fetches it", "Scope statement", "Ines", "Impact assessments", "Nobody is named", "Whatever",
	} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("%q does not stand where it should in\n%s", want, text)
		}
		at += i + len(want)
	}
}
