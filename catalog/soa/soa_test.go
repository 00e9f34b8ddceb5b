package soa_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/register"
	"crosswalk/catalog/soa"
)

var day = time.Date(2026, 11, 26, 15, 4, 0, 0, time.UTC)

// book is an assessment under way.
type book struct {
	testing.TB
	cat *catalog.Catalog
	a   *assess.Assessment
	n   int

	records register.Book
}

// record writes a record down.
func (b *book) record(kind string, said map[string]string) *book {
	b.Helper()
	changes, err := register.Put(b.inCase(), kind, id(b.n+900), said)
	for _, c := range changes {
		b.n++
		var next *register.Book
		if err == nil {
			next, err = register.Apply(&b.records, assess.Revision{ID: id(b.n), Subject: c.Subject, Field: c.Field, Value: c.Value})
			b.records = *next
		}
	}
	if err != nil {
		b.Fatal(err)
	}
	return b
}

func (b *book) inCase() register.Case {
	return register.Case{Catalog: b.cat, Assessment: b.a, Book: &b.records, Today: day}
}

// statement is that of both standards, with what the records say of it.
func (b *book) statement() *soa.Statement {
	s := soa.Compile(b.cat, b.a, day, soa.Both)
	s.Take(b.inCase())
	return s
}

func open(t testing.TB) *book {
	return &book{TB: t, cat: catalog.Shipped(), a: assess.New("one")}
}

func (b *book) do(changes []assess.Change, err error) *book {
	b.Helper()
	for _, c := range changes {
		b.n++
		var next *assess.Assessment
		if err == nil {
			next, err = assess.Apply(b.a, assess.Revision{ID: id(b.n), Subject: c.Subject, Field: c.Field, Value: c.Value, Author: "Ines"})
			b.a = next
		}
	}
	if err != nil {
		b.Fatal(err)
	}
	return b
}

func id(n int) string { return fmt.Sprintf("01990000-0000-7000-8000-%012d", n) }

func (b *book) rate(ref string, level int) *book {
	b.Helper()
	if isms, ok := assess.BaselineOf(ref); ok {
		return b.do(assess.RateBaseline(b.cat, b.a, isms, level))
	}
	return b.do(assess.Rate(b.cat, b.a, assess.Key{Item: ref}, level, ""))
}

func (b *book) exclude(ref, reason string) *book {
	b.Helper()
	if isms, ok := assess.BaselineOf(ref); ok {
		return b.do(assess.ExcludeBaseline(b.cat, b.a, isms, assess.Exclusion{Reason: reason}))
	}
	return b.do(assess.Exclude(b.cat, b.a, assess.Key{Item: ref}, assess.Exclusion{Reason: reason}))
}

func (b *book) declare(ref string, st assess.Statement) *book {
	b.Helper()
	return b.do(assess.Declare(b.cat, b.a, ref, st))
}

func (b *book) shown(ref, system string) *book {
	b.Helper()
	return b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: id(b.n + 500), What: "Minutes", Items: []string{ref}, System: system}))
}

func (b *book) line(standard, ref string) *soa.Line {
	b.Helper()
	l, ok := soa.Compile(b.cat, b.a, day, standard).Line(ref)
	if !ok {
		b.Fatalf("the statement of %s has no %s", standard, ref)
	}
	return l
}

// remarks are the names of the rules that a line breaks.
func (b *book) remarks(ref string) []string {
	var names []string
	for _, r := range soa.Check(b.statement()) {
		if r.Line.Ref == ref {
			names = append(names, r.Rule)
		}
	}
	return names
}

func TestAStatementHasEveryControlOfItsStandardAndTheOwnOnes(t *testing.T) {
	b := open(t).do(assess.PutControl(open(t).a, assess.OwnControl{ID: "own", Title: "Kill switch"}))
	for standard, want := range map[string]int{soa.AIMS: 39, soa.ISMS: 93, soa.Both: 132} {
		s := soa.Compile(b.cat, b.a, day, standard)
		if len(s.Lines) != want {
			t.Errorf("the statement of %s has %d lines, not %d", standard, len(s.Lines), want)
		}
		for _, l := range s.Lines {
			if !l.Item.Excludable() {
				t.Errorf("%s is no control", l.Number())
			}
		}
	}
	if l := b.line(soa.AIMS, "own"); l.Number() != "X.1" || l.Item.Title != "Kill switch" {
		t.Errorf("the own control is called %s %s", l.Number(), l.Item.Title)
	}
	if l := b.line(soa.Both, "27001:A.5.9"); l.Number() != "27001:A.5.9" {
		t.Errorf("the control of the ISMS is called %s", l.Number())
	}
}

func TestALineHoldsAllThatWasSaidOfAControlOfEitherStandard(t *testing.T) {
	st := assess.Statement{WhyIn: "People are affected", Drivers: "risk law", Declared: "partly", How: "In the release procedure", Described: "IM-02", LookedAt: "2026-11-02"}
	for _, ref := range []string{"A.5.2", "27001:A.5.9"} {
		b := open(t).declare(ref, st).rate(ref, 4).shown(ref, "")
		if isms, ok := assess.BaselineOf(ref); ok {
			b.do(assess.AssignBaseline(b.cat, b.a, isms, "Mia", "2027-03-01"))
		} else {
			b.do(assess.Assign(b.cat, b.a, assess.Key{Item: ref}, "Mia", "2027-03-01"))
		}
		l := b.line(soa.Both, ref)
		if l.Statement != st || l.Owner != "Mia" || l.Due != "2027-03-01" || l.Rating() != "4" || len(l.Evidence) != 1 || l.Excluded {
			t.Errorf("%s: %+v", ref, l)
		}
	}
}

func TestAnExclusionHasItsOwnReason(t *testing.T) {
	b := open(t).exclude("A.10.4", "No customers").exclude("27001:A.8.30", "Nothing is outsourced")
	s := soa.Compile(b.cat, b.a, day, soa.Both)
	if s.Excluded() != 2 || b.line(soa.AIMS, "A.10.4").WhyOut != "No customers" || b.line(soa.ISMS, "27001:A.8.30").WhyOut != "Nothing is outsourced" {
		t.Errorf("%d are excluded, one because %q", s.Excluded(), b.line(soa.AIMS, "A.10.4").WhyOut)
	}
}

// sieved has two AI systems in scope.
func sieved(t *testing.T) *book {
	b := open(t)
	for n, name := range []string{"Lotse", "Siebwerk"} {
		b.do(assess.PutSystem(b.a, assess.System{ID: id(n + 900), Name: name, InScope: true}))
	}
	return b
}

func TestALineAboutSystemsFoldsOutByThoseWithAnAnswerOfTheirOwn(t *testing.T) {
	b := sieved(t)
	lotse, siebwerk := assess.Key{Item: "A.6.2.4", System: id(900)}, assess.Key{Item: "A.6.2.4", System: id(901)}
	b.do(assess.Rate(b.cat, b.a, lotse, 3, "")).shown("A.6.2.4", id(900))
	b.do(assess.Exclude(b.cat, b.a, siebwerk, assess.Exclusion{Reason: "It is retired"}))
	l := b.line(soa.AIMS, "A.6.2.4")
	if l.Excluded || len(l.Systems) != 2 {
		t.Fatalf("n/a for one system excludes the control: %+v", l)
	}
	if x := l.Systems[1]; x.System.Name != "Siebwerk" || !x.Excluded || x.WhyOut != "It is retired" || x.Rating() != "n/a" || len(x.Evidence) != 0 {
		t.Errorf("%+v", x)
	}
	if x := l.Systems[0]; x.Excluded || x.Rating() != "3" || len(x.Evidence) != 1 {
		t.Errorf("%+v", x)
	}
	b.do(assess.Exclude(b.cat, b.a, lotse, assess.Exclusion{Reason: "Never released"}))
	if l := b.line(soa.AIMS, "A.6.2.4"); !l.Excluded || l.WhyOut != "Lotse: Never released\nSiebwerk: It is retired" {
		t.Errorf("n/a for every system is an exclusion; the line says %q", l.WhyOut)
	}
}

func TestALineSaysWhatTheSameWorkDoesForTheOtherStandard(t *testing.T) {
	b := open(t)
	for _, l := range soa.Compile(b.cat, b.a, day, soa.Both).Lines {
		for _, also := range l.Also {
			other := b.cat.Carries(l.Item.ID)
			if _, isms := assess.BaselineOf(l.Ref); !isms {
				other = b.cat.Edges(l.Item.ID)
			}
			if len(other) != len(l.Also) || also.Level == "" {
				t.Fatalf("%s: %+v", l.Ref, l.Also)
			}
		}
	}
	if also := b.line(soa.ISMS, "27001:A.5.19").Also; !slices.ContainsFunc(also, func(x soa.Also) bool { return x.Ref == "A.10.3" }) {
		t.Errorf("A.5.19 serves suppliers of AI too: %+v", also)
	}
}

func TestTheCheckAsksWhatAnAuditorWould(t *testing.T) {
	held := assess.Statement{Drivers: "risk", Declared: "partly"}
	with := func(change func(*assess.Statement)) assess.Statement {
		st := held
		change(&st)
		return st
	}
	implemented := with(func(st *assess.Statement) { st.Declared = assess.Implemented })
	cases := []struct {
		name string
		ref  string
		said func(*book)
		want []string
	}{
		{"nothing was said", "A.9.2", func(*book) {}, []string{"undecided"}},
		{"partly in place, driven by a risk", "A.9.2", func(b *book) { b.declare("A.9.2", held) }, nil},
		{"an exclusion lost its reason", "A.10.4", func(b *book) {
			b.do([]assess.Change{{Subject: assess.Key{Item: "A.10.4"}.Subject(), Field: assess.FieldRating, Value: []byte(`{"na":true}`)}}, nil)
		}, []string{"no-reason"}},
		{"rated and nothing more", "27001:A.5.9", func(b *book) { b.rate("27001:A.5.9", 3) }, []string{"no-driver", "undeclared"}},
		{"good practice alone", "A.9.2", func(b *book) { b.declare("A.9.2", with(func(st *assess.Statement) { st.Drivers = "isms practice" })) }, []string{"weak-driver"}},
		{"implemented and rated 1", "A.9.2", func(b *book) { b.declare("A.9.2", implemented).rate("A.9.2", 1).shown("A.9.2", "") }, []string{"claimed"}},
		{"implemented and rated 3", "A.9.2", func(b *book) { b.declare("A.9.2", implemented).rate("A.9.2", 3).shown("A.9.2", "") }, nil},
		{"not implemented and rated 4", "A.9.2", func(b *book) {
			b.declare("A.9.2", with(func(st *assess.Statement) { st.Declared = "none" })).rate("A.9.2", 4)
		}, nil},
		{"planned, nobody sees to it", "A.9.2", func(b *book) { b.declare("A.9.2", with(func(st *assess.Statement) { st.Declared = "planned" })) }, []string{"no-plan"}},
		{"planned, with owner and day", "A.9.2", func(b *book) {
			b.declare("A.9.2", with(func(st *assess.Statement) { st.Declared = "planned" })).do(assess.Assign(b.cat, b.a, assess.Key{Item: "A.9.2"}, "Mia", "2027-01-01"))
		}, nil},
		{"implemented and nothing to show", "A.9.2", func(b *book) { b.declare("A.9.2", implemented) }, []string{"no-evidence"}},
		{"the impact assessment is left out", "A.5.2", func(b *book) { b.exclude("A.5.2", "Not ours") }, []string{"doubtful"}},
		{"one of two objectives is left out", "A.9.3", func(b *book) { b.exclude("A.9.3", "Not ours") }, nil},
		{"both are", "A.9.3", func(b *book) { b.exclude("A.9.3", "Not ours").exclude("A.6.1.2", "Not ours") }, []string{"doubtful"}},
		{"A.5.2 of the ISMS is another control", "27001:A.5.2", func(b *book) { b.exclude("27001:A.5.2", "Not ours") }, nil},
		{"we only buy", "A.6.2.6", func(b *book) { b.exclude("A.6.2.6", "We only buy AI") }, []string{"only-bought"}},
		{"we only buy, of another control", "A.10.4", func(b *book) { b.exclude("A.10.4", "We only buy AI") }, nil},
		{"excluded and needed", "A.10.4", func(b *book) {
			b.record("risk", map[string]string{"title": "Lost customers", "kind": "threat", "to_come": "A.10.4"}).exclude("A.10.4", "No customers")
		}, []string{"needed"}},
		{"excluded and implemented", "A.10.4", func(b *book) { b.declare("A.10.4", implemented).exclude("A.10.4", "No customers") }, []string{"contradicted"}},
		{"excluded with evidence", "A.10.4", func(b *book) { b.shown("A.10.4", "").exclude("A.10.4", "No customers") }, []string{"contradicted"}},
		{"excluded with a nonconformity", "27001:A.8.30", func(b *book) {
			b.exclude("27001:A.8.30", "Not ours").do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f", Baseline: "A.8.30", Statement: "None", Grade: "major"}))
		}, []string{"contradicted"}},
		{"excluded, and an answer rests on it", "27001:A.5.19", func(b *book) {
			b.rate("27001:A.5.19", 4).do(assess.Adopt(b.cat, b.a, assess.Key{Item: "A.10.3"}, 3, "Supplier file", "A.5.19")).exclude("27001:A.5.19", "No suppliers")
		}, []string{"contradicted"}},
		{"looked at a year ago to the day", "A.9.2", func(b *book) { b.declare("A.9.2", with(func(st *assess.Statement) { st.LookedAt = "2025-11-26" })) }, nil},
		{"looked at before that", "A.9.2", func(b *book) { b.declare("A.9.2", with(func(st *assess.Statement) { st.LookedAt = "2025-11-25" })) }, []string{"old"}},
	}
	met := map[string]bool{}
	for _, c := range cases {
		b := open(t)
		c.said(b)
		got := b.remarks(c.ref)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: the check says %v of %s, not %v", c.name, got, c.ref, c.want)
		}
		for _, name := range got {
			met[name] = true
		}
	}
	for _, name := range soa.RuleNames() {
		if !met[name] {
			t.Errorf("no case breaks the rule %s", name)
		}
	}
}

func TestARemarkGoesOnAfterTheNumberAsOneSentence(t *testing.T) {
	for _, r := range soa.Check(soa.Compile(catalog.Shipped(), assess.New("one"), day, soa.Both)) {
		if r.Says == "" || strings.HasSuffix(r.Says, ".") || strings.ToLower(r.Says[:1]) != r.Says[:1] {
			t.Errorf("%s %q", r.Line.Number(), r.Says)
		}
	}
}

func TestADisagreementIsSaidInWords(t *testing.T) {
	b := open(t).declare("A.9.2", assess.Statement{Declared: "none"}).rate("A.9.2", 4)
	s := soa.Compile(b.cat, b.a, day, soa.AIMS)
	l, _ := s.Line("A.9.2")
	if got := s.Differs(l); got != "declared not implemented, rated 4" {
		t.Errorf("%q", got)
	}
}

func TestEveryWordHasOneForPeople(t *testing.T) {
	for _, w := range assess.DriverWords {
		if soa.DriverWord(w) == "" {
			t.Errorf("%s has no word for people", w)
		}
	}
	at := ""
	for _, want := range assess.DeclaredWords {
		if at = soa.NextDeclared(at); at != want || soa.DeclaredWord(at) == "" {
			t.Errorf("the next status is %q (%q), not %q", at, soa.DeclaredWord(at), want)
		}
	}
	if soa.NextDeclared(at) != assess.DeclaredWords[0] {
		t.Error("after implemented it begins again")
	}
}

func BenchmarkCompile(b *testing.B) {
	n := 0
	changes, err := intake.Document(catalog.Shipped(), assets.Demo, day, func() string { n++; return id(n) })
	book := open(b).do(changes, err)
	for b.Loop() {
		soa.Check(soa.Compile(book.cat, book.a, day, soa.Both))
	}
}
