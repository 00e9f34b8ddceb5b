package register_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// trial is a register with a field of every type; its kin are below it.
const trial = `id: trial
prefix: XT
title: Trials
singular: trial
clause: 8
serves: ["8.1"]
need: practice
purpose: What was tried.
empty: Nothing was tried yet.
fields:
  - {name: title, type: line, label: What, help: What was tried., required: true}
  - {name: about, type: text, label: About, help: All about it.}
  - {name: owner, type: person, label: Owner, help: Whose it is.}
  - {name: due, type: date, label: Due, help: Until when.}
  - {name: at, type: time, label: At, help: When it begins.}
  - {name: within, type: period, label: Within, help: How long it takes.}
  - {name: climate, type: yesno, label: Climate, help: Whether it warms.}
  - {name: kind, type: choice, words: [small, large], label: Kind, help: How large it is.}
  - {name: themes, type: choices, words: [law, money, people], label: Themes, help: What it touches.}
  - {name: likelihood, type: level, words: [rare, seldom, often], label: Likelihood, help: How often.}
  - {name: cost, type: number, unit: EUR, label: Cost, help: What it costs.}
  - {name: crew, type: persons, label: Crew, help: Who takes part.}
  - {name: systems, type: systems, label: AI systems, help: Which ones.}
  - {name: items, type: items, label: Items, help: Which ones.}
  - {name: before, type: record, register: trial, label: Before, help: The one before.}
  - {name: others, type: records, register: trial, label: Others, help: Related ones.}
  - {name: proof, type: evidence, label: Proof, help: What shows it.}
  - {name: why, type: text, when: kind = large, required: true, label: Why so large, help: What speaks for it.}
  - {name: result, type: line, label: Result, help: What came out., required_for: done}
states:
  - {name: planned}
  - {name: approved, needs: [owner], by: lead}
  - {name: done}
columns: [title, state]
rules: ["overdue(due, done)", "incomplete(owner, why)"]
`

const stepOfTrial = `id: step-of-trial
prefix: ST
title: Steps
singular: step
clause: 8
serves: ["8.1"]
need: practice
purpose: What is done.
empty: Nothing is done yet.
child_of: trial
fields:
  - {name: title, type: line, label: What, help: What is done., required: true}
columns: [title]
`

// cat is the shipped catalogue with both.
var cat = sync.OnceValue(func() *catalog.Catalog {
	files := fstest.MapFS{}
	shipped, err := fs.Sub(assets.Catalog, "catalog")
	if err != nil {
		panic(err)
	}
	err = fs.WalkDir(shipped, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(shipped, name)
		files[name] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		panic(err)
	}
	files["registers/trial.yaml"] = &fstest.MapFile{Data: []byte(trial)}
	files["registers/step-of-trial.yaml"] = &fstest.MapFile{Data: []byte(stepOfTrial)}
	c, err := catalog.Load(files)
	if err != nil {
		panic(err)
	}
	return c
})

// desk keeps a book as acts are made on it.
type desk struct {
	t *testing.T
	register.Case
	n int
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	a := assess.New("a")
	a.Systems = []assess.System{{ID: "s1", Name: "Siebwerk"}, {ID: "s2", Name: "Chat", Removed: true}}
	a.Evidence = []assess.Evidence{{ID: "e1", What: "Test report"}, {ID: "e2", What: "Twin"}, {ID: "e3", What: "twin"}, {ID: "e4", What: "Old", Removed: true}}
	return &desk{t: t, Case: register.Case{
		Catalog: cat(), Assessment: a, Book: &register.Book{}, Today: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC),
	}}
}

// take makes an act of what was decided.
func (d *desk) take(changes []assess.Change, err error) error {
	d.t.Helper()
	if err != nil {
		return err
	}
	var revisions []assess.Revision
	for _, c := range changes {
		d.n++
		revisions = append(revisions, assess.Revision{ID: fmt.Sprintf("r%04d", d.n), Subject: c.Subject, Field: c.Field, Value: c.Value})
	}
	next, err := register.Apply(d.Book, revisions...)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Book = next
	return nil
}

// put makes a record of fields as "name=text".
func (d *desk) put(kind, id string, fields ...string) {
	d.t.Helper()
	if err := d.take(register.Put(d.Case, kind, id, said(fields...))); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) record(kind, id string) register.Record {
	d.t.Helper()
	r, known := d.Book.Record(kind, id)
	if !known {
		d.t.Fatalf("there is no %s %s", kind, id)
	}
	return r
}

func said(fields ...string) map[string]string {
	all := map[string]string{}
	for _, f := range fields {
		name, text, _ := strings.Cut(f, "=")
		all[name] = text
	}
	return all
}

func TestWhatTheCatalogueDoesNotKnowIsKeptAndShownAsItStands(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	next, err := register.Apply(d.Book,
		assess.Revision{ID: "x1", Subject: register.SubjectOf("trial", "t1"), Field: "mood", Value: json.RawMessage(`{"good":true}`)},
		assess.Revision{ID: "x2", Subject: register.SubjectOf("weather", "w1"), Field: "title", Value: json.RawMessage(`"Rain"`)},
		assess.Revision{ID: "x3", Subject: register.SubjectOf("weather", "w1"), Field: "number", Value: json.RawMessage(`4`)},
		assess.Revision{ID: "x4", Subject: "system/s1", Field: "name", Value: json.RawMessage(`"Other"`)},
	)
	if err != nil {
		t.Fatal(err)
	}
	d.Book = next
	if got := d.Says(d.record("trial", "t1"), "mood"); got != `{"good":true}` {
		t.Errorf("the unknown field reads %s", got)
	}
	w := d.record("weather", "w1")
	if got := d.Book.Number(d.Catalog, w) + " " + d.Says(w, "title"); got != "WEATHER-4 Rain" {
		t.Errorf("the unknown record reads %q", got)
	}
	if err := d.take(register.Set(d.Case, "weather", "w1", said("title=Sun"))); err == nil || !strings.HasPrefix(err.Error(), `there is no register "weather"; it is context-issue, `) {
		t.Errorf("a record of an unknown kind is edited: %v", err)
	}
	if err := d.take(register.Remove(d.Case, "weather", "w1")); err != nil || len(d.Book.Of("weather")) != 0 {
		t.Errorf("a record of an unknown kind can't be taken away: %v", err)
	}
	if len(register.Judge(d.Case)) == 0 {
		t.Error("an unknown kind silences the rules of the others")
	}
}

func TestATextOrAListIsReadHoweverItIsWritten(t *testing.T) {
	for value, want := range map[string]string{
		`"plain"`: "plain", `"a \"b\" \u00e9"`: `a "b" é`, `""`: "", `7`: "", `{"a":"b"}`: "",
		`["x","y"]`: "x+y", `[ "x" , "y" ]`: "x+y", `["a\"b"]`: `a"b`, `["a,b"]`: "a,b", `["x",1]`: "", `[["x"]]`: "", `[{"x":"y"}]`: "", `[]`: "",
	} {
		r := register.Record{Values: register.Fields{}.With("f", json.RawMessage(value))}
		if got := r.Text("f") + strings.Join(r.List("f"), "+"); got != want {
			t.Errorf("%s reads %q; %q is right", value, got, want)
		}
	}
}

func TestABookNeverChanges(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	before := d.Book
	if err := d.take(register.Set(d.Case, "trial", "t1", said("title=Second", "owner=Ines"))); err != nil {
		t.Fatal(err)
	}
	d.put("trial", "t2", "title=Third")
	if r, _ := before.Record("trial", "t1"); r.Title() != "First" || len(before.Of("trial")) != 1 || r.Values.Len() != 3 {
		t.Errorf("the book before says %q of %d records", r.Title(), len(before.Of("trial")))
	}
}

func TestARevisionThatCantBeReadIsRefused(t *testing.T) {
	for subject, value := range map[assess.Subject]string{"record/trial": `"x"`, "record//t1": `"x"`, "record/trial/t1/x": `"x"`, "record/trial/t1": `"x`} {
		if _, err := register.Apply(&register.Book{}, assess.Revision{ID: "r", Subject: subject, Field: "title", Value: json.RawMessage(value)}); err == nil {
			t.Errorf("%s = %s is taken", subject, value)
		}
	}
}

func TestNumbersAreGivenOnceAndForAll(t *testing.T) {
	d := newDesk(t)
	number := func(kind, id string) string { return d.Book.Number(d.Catalog, d.record(kind, id)) }
	d.put("trial", "t1", "title=First")
	d.put("trial", "t2", "title=Second")
	if err := d.take(register.Remove(d.Case, "trial", "t2")); err != nil {
		t.Fatal(err)
	}
	d.put("trial", "t3", "title=Third")
	if number("trial", "t1") != "XT-1" || number("trial", "t3") != "XT-3" {
		t.Errorf("the numbers are %s and %s; XT-1 and XT-3 are right", number("trial", "t1"), number("trial", "t3"))
	}
	d.put("step-of-trial", "x1", "title=One", "parent=xt 3")
	d.put("step-of-trial", "x2", "title=Two", "parent=XT-3")
	d.put("step-of-trial", "x3", "title=One", "parent=xt1")
	if got := number("step-of-trial", "x2") + " " + number("step-of-trial", "x3"); got != "XT-3.2 XT-1.1" {
		t.Errorf("the steps are %s; XT-3.2 and XT-1.1 are right", got)
	}
	next, err := register.Apply(d.Book, assess.Revision{ID: "y", Subject: register.SubjectOf("trial", "t9"), Field: "number", Value: json.RawMessage("3")})
	if err != nil {
		t.Fatal(err)
	}
	d.Book = next // made in another copy
	if got := number("trial", "t3") + " " + number("trial", "t9"); got != "XT-3a XT-3b" {
		t.Errorf("two of one number are %s; XT-3a and XT-3b are right", got)
	}
	if r, err := d.Book.Find(d.Catalog, "xt3b"); err != nil || r.ID != "t9" {
		t.Errorf("XT-3b is found as %s, %v", r.ID, err)
	}
	if _, err := d.Book.Find(d.Catalog, "XT-2"); err == nil || err.Error() != `there is no record "XT-2"; a number such as RI-7 is right` {
		t.Errorf("a removed record is found: %v", err)
	}
}

func TestWhatStandsBelowARecordGoesWithIt(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	d.put("step-of-trial", "x1", "title=One", "parent=XT-1")
	if err := d.take(register.Remove(d.Case, "trial", "t1")); err != nil {
		t.Fatal(err)
	}
	if len(d.Book.Of("trial"))+len(d.Book.Of("step-of-trial")) != 0 {
		t.Error("the step stands without its trial")
	}
	if err := d.take(register.Remove(d.Case, "trial", "t1")); err == nil || err.Error() != "there is no such trial any more" {
		t.Error(err)
	}
}

// fill makes many trials in one act.
func (d *desk) fill(n int) {
	d.t.Helper()
	var revisions []assess.Revision
	for i := range n {
		for field, value := range map[string]string{"title": `"A trial"`, "number": fmt.Sprint(i + 1), "state": `"1 planned"`, "due": `"2027-12-01"`} {
			revisions = append(revisions, assess.Revision{Subject: register.SubjectOf("trial", fmt.Sprintf("t%05d", i)), Field: field, Value: json.RawMessage(value)})
		}
	}
	next, err := register.Apply(d.Book, revisions...)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Book = next
}

func TestRecordsOfACopyReferToEachOtherAndToNothingElse(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	d.put("trial", "t2", "title=Second", "before=XT-1", "others=XT-1")
	d.put("step-of-trial", "s1", "title=Step", "parent=XT-1")
	d.put("trial", "t3", "title=Gone")
	if err := d.take(register.Remove(d.Case, "trial", "t3")); err != nil {
		t.Fatal(err)
	}
	copied := newDesk(t)
	ids := map[string]string{"t1": "n1", "t2": "n2", "s1": "n3"}
	if err := copied.take(d.Book.Changes(func(id string) string { return cmp.Or(ids[id], id) }), nil); err != nil {
		t.Fatal(err)
	}
	var got []string
	for r := range copied.Book.All() {
		got = append(got, fmt.Sprintf("%s %s %s %v %s", copied.Book.Number(cat(), r), r.ID, r.Text("before"), r.List("others"), r.Text("parent")))
	}
	if want := []string{"XT-1.1 n3  [] n1", "XT-1 n1  [] ", "XT-2 n2 n1 [n1] "}; !slices.Equal(got, want) {
		t.Errorf("the copy is %q; %q is right", got, want)
	}
}
