package intake

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/score"
)

func blank() *assess.Assessment { return assess.New("new") }

const small = `
name: Nordwind · gap 2026
profile:
  organisation: Nordwind Analytics
  scope: |
    Forecasts,
    and the chatbot
  size: medium
  isms_years: 4
  isms_certified: true
  certification_wanted: yes
  start: 2026-09-14
  holidays: [2026-12-25, 2026-12-24]
  effort: {A.5.2: 3, x1: 2.5}
systems:
  - {ref: chatbot, name: Chatbot, purpose: answers, roles: [user, provider], stage: in operation, risk_class: limited, owner: Mara}
  - {ref: cv, name: CV screening, in_scope: true}
  - {ref: old, name: Old, in_scope: false}
controls:
  - {ref: x1, title: Ethics board, source: own, risk: R-7, phase: 2, days: 4}
answers:
  - item: A.5.4
    rating: 4
    reason: seen on site
    note: |
      First paragraph.

      Second paragraph.
    owner: Mara
    due: 2026-12-15
    flag: true
    soa: {declared: partly, drivers: [law, risk], why_in: people, how: by form, described: PRO-5, looked_at: 2026-10-01}
    questions:
      - {id: 1, rating: 3, note: carried}
      - {id: A.5.4-2, rating: 2}
    systems:
      - {system: chatbot, rating: 2, questions: [{id: 1, rating: 2, note: per system}]}
    evidence:
      - {what: POL-01, version: 2.10, place: Confluence, date: 2026-05-04, seen_by: Ines, seen_on: 2026-10-30, site: Hamburg, system: chatbot, items: [A.5.2, x1, A.5.4]}
      - {kind: interview, what: with the owner}
    findings:
      - {grade: minor, statement: late, system: cv}
      - {grade: note, statement: closed, closed_by: Ines, closed_on: 2026-11-01}
  - {item: x1, rating: 1}
  - {item: A.10.4, rating: na, reason: no customers, risk: R-1, approved_by: Board, approved_on: 2026-10-01}
  - item: "6.2"
    questions: [{id: 1, rating: 3}, {id: 2, rating: na, reason: does not arise}]
baseline:
  - {item: A.5.1, rating: 4, note: twelve policies, soa: {declared: implemented, drivers: [contract]}}
  - {item: A.7.4, rating: na, reason: no site}
  - {item: 6.2, rating: 3}
`

func documented(t testing.TB, text string) *assess.Assessment {
	t.Helper()
	changes, err := Document(book(), []byte(text), today, newID)
	if err != nil {
		t.Fatal(err)
	}
	return fold(t, blank(), changes)
}

func TestADocumentBecomesAnAssessment(t *testing.T) {
	a := documented(t, small)
	p := a.Profile
	if a.Name != "Nordwind · gap 2026" || p.Organisation != "Nordwind Analytics" || p.Start != "2026-09-14" || p.ISMSCertified != "yes" || p.CertificationWanted != "yes" ||
		p.Get("isms_years") != "4" || p.Get("holidays") != "2026-12-24,2026-12-25" || p.Scope != "Forecasts,\nand the chatbot" {
		t.Errorf("%q %+v", a.Name, p)
	}
	chatbot, own := a.Systems[0], a.Controls[0]
	if diff := cmp.Diff([]string{"provider", "user"}, chatbot.Roles); diff != "" || !chatbot.InScope || len(a.InScope()) != 2 || len(a.Systems) != 3 {
		t.Errorf("%+v %s", a.Systems, diff)
	}
	if own.Number != 1 || own.Days != 4 || p.Effort[own.ID] != 2.5 || p.Effort["A.5.2"] != 3 {
		t.Errorf("%+v %v", own, p.Effort)
	}
	x := a.Answer(assess.Key{Item: "A.5.4"})
	if x.Rating.Level != 4 || x.Rating.Reason != "seen on site" || x.Note != "First paragraph.\n\nSecond paragraph." || x.Owner != "Mara" || x.Due != "2026-12-15" || !x.Flag {
		t.Errorf("%+v", x)
	}
	if st := (assess.Statement{WhyIn: "people", Drivers: "risk law", Declared: "partly", How: "by form", Described: "PRO-5", LookedAt: "2026-10-01"}); x.Statement != st {
		t.Errorf("%+v", x.Statement)
	}
	if st := (assess.Statement{Drivers: "contract", Declared: "implemented"}); a.Baseline["A.5.1"].Statement != st {
		t.Errorf("%+v", a.Baseline["A.5.1"].Statement)
	}
	it, _ := book().Item("A.5.4")
	if st := assess.StandFor(it, a, ""); !st.Override || st.Level != 4 {
		t.Errorf("a rating below its questions does not stand: %+v", st)
	}
	if q := a.Answer(assess.Key{Item: "A.5.4", System: chatbot.ID, Question: "A.5.4-1"}); q.Rating.Level != 2 || q.Note != "per system" {
		t.Errorf("%+v", q)
	}
	e := a.Evidence[0]
	if diff := cmp.Diff([]string{"A.5.4", "A.5.2", own.ID}, e.Items); diff != "" || e.Version != "2.10" || e.Date != "2026-05-04" || e.SeenOn != "2026-10-30" || e.System != chatbot.ID || e.Kind != "document" {
		t.Errorf("%+v %s", e, diff)
	}
	if f := a.Findings; len(f) != 2 || f[0].System != a.Systems[1].ID || f[0].Closed || !f[1].Closed || f[1].ClosedOn != "2026-11-01" {
		t.Errorf("%+v", f)
	}
	if na := a.Answer(assess.Key{Item: "A.10.4"}).Rating; !na.Is(assess.NA) || na.Risk != "R-1" || na.ApprovedBy != "Board" || na.ApprovedOn != "2026-10-01" {
		t.Errorf("%+v", na)
	}
	if b := a.Baseline; b["A.5.1"].Note != "twelve policies" || b["A.7.4"].Rating.Reason != "no site" || b["6.2"].Rating.Level != 3 {
		t.Errorf("%+v", b)
	}
}

func TestABadDocumentNamesLineAndItem(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":                         {"", "the document is empty"},
		"a list":                        {"- a\n", "line 1: the value does not fit; a list of keys with values is right here"},
		"no YAML":                       {"name: [x\n", "did not find expected"},
		"two documents":                 {"name: x\n---\nname: y\n", "more than one document"},
		"no name":                       {"profile: {size: small}\n", "an assessment needs a name"},
		"an unknown key":                {"name: x\nanswers:\n  - item: A.5.2\n    ratng: 3\n", `line 4: A.5.2: there is no key "ratng" here`},
		"an unknown key at the top":     {"name: x\nanswers:\n  - {item: A.5.2}\nfoo: 1\n", `line 4: there is no key "foo" here`},
		"a key twice":                   {"name: x\nname: y\n", `line 2: mapping key "name" already defined at line 1`},
		"a list that is none":           {"name: x\nanswers: A.5.2\n", "line 2: the value does not fit; a list is right here"},
		"a number that is none":         {"name: x\ncontrols: [{ref: a, title: t, phase: two}]\n", "the value does not fit; a number is right here"},
		"a flag that is none":           {"name: x\nanswers:\n  - item: A.5.2\n    flag: perhaps\n", "line 4: A.5.2: the value does not fit; true or false is right here"},
		"an unknown profile key":        {"name: x\nprofile:\n  colour: red\n", `line 3: a profile has no key "colour"`},
		"a bad profile value":           {"name: x\nprofile:\n  size: huge\n", `line 3: the size "huge" is not known`},
		"a profile value of two":        {"name: x\nprofile:\n  size: [small]\n", "line 3: \"size\" is one value, not a list"},
		"effort of nothing":             {"name: x\nprofile:\n  effort: {A.9.9: 2}\n", `line 3: there is no item "A.9.9"`},
		"effort that is no list":        {"name: x\nprofile:\n  effort: 3\n", "line 3: effort is a list of items with days"},
		"an unknown item":               {"name: x\nanswers:\n  - {item: A.5.9, rating: 3}\n", `line 3: A.5.9: there is no item "A.5.9"`},
		"an item twice":                 {"name: x\nanswers:\n  - {item: A.5.2}\n  - {item: A.5.2}\n", "line 4: A.5.2: the item stands in line 3 already"},
		"a bad rating":                  {"name: x\nanswers:\n  - {item: A.5.2, rating: 3.5}\n", `line 3: A.5.2: "3.5" is no rating`},
		"a rating too high":             {"name: x\nanswers:\n  - {item: A.5.2, rating: 6}\n", "line 3: A.5.2: 6 is no rating"},
		"an exclusion without a reason": {"name: x\nanswers:\n  - {item: A.5.2, rating: na}\n", "line 3: A.5.2: A.5.2 can't be excluded without a justification"},
		"an excluded clause":            {"name: x\nanswers:\n  - {item: 6.1.4, rating: na, reason: y}\n", "line 3: 6.1.4: 6.1.4 can't be excluded"},
		"an approval of a rating":       {"name: x\nanswers:\n  - {item: A.5.2, rating: 3, approved_by: y}\n", "belong to the rating na"},
		"a reason alone":                {"name: x\nanswers:\n  - {item: A.5.2, reason: y}\n", "a reason belongs to a rating"},
		"an override without a reason":  {"name: x\nanswers:\n  - item: A.5.2\n    rating: 4\n    questions: [{id: 1, rating: 2}]\n", "line 3: A.5.2: A.5.2 rated 4 stands above its lowest question"},
		"an unknown question":           {"name: x\nanswers:\n  - item: A.5.2\n    questions:\n      - {id: 9, rating: 2}\n", `line 5: A.5.2: the item has no question "9"; it has 3`},
		"an unknown system":             {"name: x\nanswers:\n  - item: 8.2\n    systems:\n      - {system: bot, rating: 2}\n", `line 5: 8.2: there is no AI system with the ref "bot"`},
		"no system":                     {"name: x\nanswers:\n  - item: 8.2\n    systems:\n      - {rating: 2}\n", "line 5: 8.2: the entry names no system"},
		"a system where none belongs":   {"name: x\nsystems: [{ref: s, name: S}]\nanswers:\n  - item: 4.1\n    systems:\n      - {system: s, rating: 2}\n", "line 6: 4.1: 4.1 is about the organisation"},
		"a ref twice":                   {"name: x\nsystems:\n  - {ref: s, name: S}\n  - {ref: s, name: T}\n", `line 4: two entries have the ref "s"`},
		"no ref":                        {"name: x\nsystems:\n  - {name: S}\n", "line 3: the AI system has no ref"},
		"a name twice":                  {"name: x\nsystems:\n  - {ref: s, name: S}\n  - {ref: t, name: S}\n", `line 4: the inventory has an AI system named "S" already`},
		"a bad role":                    {"name: x\nsystems:\n  - {ref: s, name: S, roles: [boss]}\n", `line 3: the role "boss" is not known`},
		"a control without a title":     {"name: x\ncontrols:\n  - {ref: s}\nanswers:\n  - {item: s, rating: 2}\n", "line 3: an own control needs a title"},
		"evidence of an unknown item":   {"name: x\nanswers:\n  - item: 8.2\n    evidence:\n      - {what: w, items: [8.9]}\n", `line 5: 8.2: there is no item "8.9"`},
		"evidence of nothing":           {"name: x\nanswers:\n  - item: 8.2\n    evidence:\n      - {place: p}\n", "line 5: 8.2: evidence needs a word on what it is"},
		"evidence of a bad date":        {"name: x\nanswers:\n  - item: 8.2\n    evidence:\n      - {what: w, date: 2026-13-01}\n", "line 5: 8.2: the date of the evidence"},
		"a day it was seen, by nobody":  {"name: x\nanswers:\n  - item: 8.2\n    evidence:\n      - {what: w, seen_on: 2026-01-01}\n", "name who saw it in seen_by"},
		"evidence seen on no day":       {"name: x\nanswers:\n  - item: 8.2\n    evidence:\n      - {what: w, seen_by: Ines, seen_on: soon}\n", "line 5: 8.2: the day it was seen"},
		"a finding of no grade":         {"name: x\nanswers:\n  - item: 8.2\n    findings:\n      - {statement: s}\n", "line 5: 8.2: the grade"},
		"a closed day without a name":   {"name: x\nanswers:\n  - item: 8.2\n    findings:\n      - {grade: note, statement: s, closed_on: 2026-01-01}\n", "name who closed it in closed_by"},
		"an unknown baseline item":      {"name: x\nbaseline:\n  - {item: A.9.9, rating: 3}\n", "line 3: A.9.9: ISO/IEC 27001 has no A.9.9"},
		"a baseline item twice":         {"name: x\nbaseline:\n  - {item: A.5.9}\n  - {item: A.5.9}\n", "line 4: A.5.9: the item stands in line 3 already"},
		"a reason of a baseline rating": {"name: x\nbaseline:\n  - {item: A.5.9, rating: 3, reason: y}\n", "line 3: A.5.9: a baseline rating keeps a reason only where it is na"},
		"carried without a rating":      {"name: x\nanswers:\n  - {item: A.5.2, carried_by: [A.5.9]}\nbaseline:\n  - {item: A.5.9, rating: 3}\n", "line 3: A.5.2: carried_by belongs to a rating"},
		"carried without a place":       {"name: x\nanswers:\n  - {item: A.5.2, rating: 2, carried_by: [A.5.9]}\nbaseline:\n  - {item: A.5.9, rating: 3}\n", "line 3: A.5.2: A.5.2 can't be taken over from the ISMS without a word on where"},
		"carried by what is not rated":  {"name: x\nanswers:\n  - {item: A.5.2, rating: 2, reason: y, carried_by: [A.5.9]}\n", "line 3: A.5.2: nothing of the ISMS that A.5.2 could rest on is rated"},
		"an unknown declared status":    {"name: x\nanswers:\n  - item: A.5.2\n    soa: {declared: nearly}\n", `line 3: A.5.2: the declared status "nearly" is not known`},
		"a driver of the ISMS unknown":  {"name: x\nbaseline:\n  - {item: A.5.9, rating: 3, soa: {drivers: [fashion]}}\n", `line 3: A.5.9: `},
		"escapes in a name":             {"name: x\nanswers:\n  - {item: \"\\e[31m\", rating: 3}\n", `line 3: ␛[31m: there is no item "␛[31m"`},
	} {
		t.Run(name, func(t *testing.T) {
			changes, err := Document(book(), []byte(c.text), today, newID)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant it to contain: %s", err, c.want)
			}
			if len(changes) > 0 {
				t.Error("a refused document gives changes")
			}
		})
	}
}

func TestARatingMayRestOnTheBaselineOfTheSameDocument(t *testing.T) {
	text := "name: x\nanswers:\n  - {item: A.5.2, rating: 2, reason: sheet 3, carried_by: [A.5.9]}\nbaseline:\n  - {item: A.5.9, rating: 4}\n"
	changes, err := Document(book(), []byte(text), today, newID)
	if err != nil {
		t.Fatal(err)
	}
	if r := fold(t, assess.New("x"), changes).Answer(assess.Key{Item: "A.5.2"}).Rating; r.Level != 2 || r.Basis != "A.5.9=4" {
		t.Errorf("%+v", r)
	}
}

func TestABrokenDocumentNamesTheLine(t *testing.T) {
	if _, err := Document(book(), []byte("name: x\nsystems:\n  - {ref: s\n"), today, newID); err == nil || !strings.HasPrefix(err.Error(), "line ") {
		t.Error(err)
	}
}

func TestAllFaultsOfADocumentAreNamed(t *testing.T) {
	_, err := Document(book(), []byte("name: x\nanswers:\n  - {item: A.5.2, rating: 9}\n  - {item: nope}\nbaseline:\n  - {item: A.5.9, rating: x}\n"), today, newID)
	if faults, ok := err.(Faults); !ok || len(faults) != 3 || faults[0].Line != 3 || faults[1].Line != 4 || faults[2].Line != 6 {
		t.Errorf("%v", err)
	}
}

func TestADocumentThatExpandsItselfIsRefused(t *testing.T) {
	text := "name: x\na: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'i'; c++ {
		text += string(c) + ": &" + string(c) + " [" + strings.TrimSuffix(strings.Repeat("*"+string(c-1)+",", 9), ",") + "]\n"
	}
	if _, err := Document(book(), []byte(text), today, newID); err == nil {
		t.Error("it was read")
	}
	if _, err := Document(book(), make([]byte, maxDocument+1), today, newID); err == nil || !strings.Contains(err.Error(), "at most 8 are read") {
		t.Error(err)
	}
}

func TestAProfileIsReadByItselfOrOutOfADocument(t *testing.T) {
	for _, text := range []string{
		"organisation: Nordwind\nname: Gap\ntarget: 4\nfte: 0.5\nbudget: small\neffort: {A.5.2: 3}\n",
		"name: Gap\nprofile: {organisation: Nordwind, target: 4, fte: 0.5, budget: small, effort: {A.5.2: 3}}\nanswers:\n  - {item: A.5.2, rating: 3}\n",
	} {
		p, name, err := ProfileYAML([]byte(text))
		if err != nil || name != "Gap" || p.Organisation != "Nordwind" || p.Target != 4 || p.FTE != 0.5 || p.Budget != "small" || p.Kind != "gap" || p.Effort["A.5.2"] != 3 {
			t.Errorf("%q %+v %v", name, p, err)
		}
	}
	p, _, err := ProfileYAML([]byte("sites: [Hamburg, Gdańsk]\ndecisions: |-\n  Hire one.\n  Buy none.\n"))
	if err != nil || p.Sites != "Hamburg\nGdańsk" || p.Decisions != "Hire one.\nBuy none." {
		t.Errorf("%+v %v", p, err)
	}
	for text, want := range map[string]string{
		"scope: [a, b]\n":                       "line 1: \"scope\" is one value, not a list",
		"organisation: x\ncolour: red\n":        "line 2: a profile has no key \"colour\"",
		"profile: {size: small}\ncolour: red\n": "line 2: there is no key \"colour\" here",
		"fte: 0\n":                              "line 1: fte is \"0\"",
		"just words":                            "the value does not fit",
	} {
		if _, _, err := ProfileYAML([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestADuplicateSaysTheSameUnderNewIds(t *testing.T) {
	a := documented(t, small)
	changes, err := assess.RemoveEvidence(a, a.Evidence[1].ID)
	a = act(t, a, changes, err)
	changes, err = assess.RemoveSystem(a, a.Systems[2].ID)
	a = act(t, a, changes, err)
	before := a.Changes()
	b := fold(t, blank(), Duplicate(a, &register.Book{}, "Nordwind 2027", newID))
	if b.Name != "Nordwind 2027" || len(b.Evidence) != 1 || len(b.Findings) != 2 || len(b.ActiveSystems()) != 2 {
		t.Errorf("%+v", b)
	}
	ids := map[string]bool{}
	for i, s := range a.Systems {
		ids[s.ID] = true
		if b.Systems[i].Name != s.Name || b.Systems[i].Removed != s.Removed {
			t.Errorf("system %d is %+v", i, b.Systems[i])
		}
	}
	for _, c := range a.Controls {
		ids[c.ID] = true
	}
	for _, c := range b.Changes() {
		for id := range ids {
			if strings.Contains(string(c.Subject), id) || strings.Contains(string(c.Value), `"`+id+`"`) {
				t.Errorf("%s %s still names %s", c.Subject, c.Field, id)
			}
		}
	}
	it, _ := book().Item("A.5.4")
	if st := assess.StandFor(it, b, ""); !st.Override || st.Level != 4 {
		t.Errorf("the rating no longer stands against its questions: %+v", st)
	}
	if r := b.Answer(assess.Key{Item: "A.5.4"}).Rating; r != a.Answer(assess.Key{Item: "A.5.4"}).Rating {
		t.Errorf("the rating is %+v", r)
	}
	if diff := cmp.Diff(figures(t, book(), a), figures(t, book(), b)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, a.Changes()); diff != "" {
		t.Errorf("the one it was made of changed: %s", diff)
	}
}

// today is a day on which somebody looks at the figures.
var today = time.Date(2026, 11, 24, 14, 2, 0, 0, time.UTC)

// figures are the score, a line an item, without the ids of own controls.
func figures(t testing.TB, cat *catalog.Catalog, a *assess.Assessment) string {
	t.Helper()
	card := score.Of(cat, a, today)
	overall, err := json.Marshal(card.Overall)
	if err != nil {
		t.Fatal(err)
	}
	all := string(overall)
	for _, s := range card.Items {
		number := s.Item.Number
		s.Item = nil
		all += fmt.Sprintf("\n%s %+v", number, s)
	}
	return all
}

func TestTheDemonstrationLoads(t *testing.T) {
	if len(assets.Demo) == 0 {
		t.Fatal("the demonstration is empty")
	}
	cat := catalog.Shipped()
	changes, err := Document(cat, assets.Demo, today, newID)
	if err != nil {
		t.Fatal(err)
	}
	a := fold(t, blank(), changes)
	var open []string // left for the last session
	for _, it := range assess.Items(cat, a) {
		if st := assess.Stand(it, a); st.State != assess.Rated && st.State != assess.NA {
			open = append(open, it.Number)
		}
	}
	rated := 0
	for _, it := range cat.Foundation().Items() {
		if a.Baseline[it.ID].Rating.Is(assess.Unanswered) {
			t.Errorf("baseline %s is unanswered", it.ID)
		} else {
			rated++
		}
	}
	if left := strings.Join(open, " "); left != "7.5.2 7.5.3 9.3.3 10.1" || rated != 123 || len(a.InScope()) != 4 {
		t.Errorf("open: %s; %d baseline items, %d systems in scope", left, rated, len(a.InScope()))
	}
	b := fold(t, blank(), Duplicate(a, &register.Book{}, a.Name, newID))
	if diff := cmp.Diff(figures(t, cat, a), figures(t, cat, b)); diff != "" {
		t.Error(diff)
	}
}

// The demonstration opens with this; it is to cost little of a start.
func BenchmarkDocument(b *testing.B) {
	cat := catalog.Shipped()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Document(cat, assets.Demo, today, newID); err != nil {
			b.Fatal(err)
		}
	}
}
