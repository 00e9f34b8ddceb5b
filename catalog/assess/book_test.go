package assess_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// small is a catalogue with the shape of the real one: 5.2 and 6.1.4 are
// requirements of clauses, A.5.2 is a control about the organisation, A.5.4 one
// about AI systems. Each has two requirement questions and a maturity question.
func small(t testing.TB) *catalog.Catalog {
	t.Helper()
	item := func(id, subject string) *catalog.Item {
		it := &catalog.Item{ID: id, Title: "Item " + id, Subject: subject, Intent: "To see."}
		for i, tests := range []string{catalog.Requirement, catalog.Requirement, catalog.Maturity} {
			it.Questions = append(it.Questions, catalog.Question{ID: fmt.Sprintf("%s-%d", id, i+1), Tests: tests, Ask: "Who?"})
		}
		return it
	}
	raw, err := json.Marshal(catalog.Catalog{
		Standards: []*catalog.Standard{
			{Name: catalog.AIMS, Clauses: []*catalog.Clause{
				{ID: "5", Kind: catalog.KindClause, Items: []*catalog.Item{item("5.2", catalog.Organisation)}},
				{ID: "6", Kind: catalog.KindClause, Items: []*catalog.Item{item("6.1.4", catalog.Organisation)}},
				{ID: "A.5", Kind: catalog.KindSection, Items: []*catalog.Item{item("A.5.2", catalog.Organisation), item("A.5.4", catalog.System)}},
			}},
			{Name: catalog.ISMS, Clauses: []*catalog.Clause{
				{ID: "5", Kind: catalog.KindClause, Items: []*catalog.Item{{ID: "5.2", Ask: "Who?"}}},
				{ID: "A.5", Kind: catalog.KindTheme, Items: []*catalog.Item{{ID: "A.5.9", Ask: "Who?"}}},
			}},
		},
		Method: catalog.Method{Scale: make([]string, 6), InPlace: 3, MajorCap: 1.0 / 3, MinorCap: 2.0 / 3},
	})
	if err != nil {
		t.Fatal(err)
	}
	cat, err := catalog.Decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// reporter is what *testing.T and *rapid.T share.
type reporter interface {
	Helper()
	Fatalf(format string, args ...any)
}

// book is an assessment that acts are made in, one after the other.
type book struct {
	t    reporter
	cat  *catalog.Catalog
	a    *assess.Assessment
	acts int
	log  []assess.Revision
}

func open(t reporter, cat *catalog.Catalog) *book {
	return &book{t: t, cat: cat, a: assess.New("a")}
}

// revise makes the revisions that a store would make of an act.
func (b *book) revise(changes []assess.Change) []assess.Revision {
	b.acts++
	revisions := make([]assess.Revision, len(changes))
	for i, c := range changes {
		revisions[i] = assess.Revision{
			ID: fmt.Sprintf("%06d-%02d", b.acts, i), Assessment: b.a.ID, Subject: c.Subject, Field: c.Field, Value: c.Value,
			Act: fmt.Sprintf("act-%06d", b.acts), Kind: assess.Do, Author: "Ada",
			At: time.Date(2026, 3, 1, 9, 0, b.acts, 0, time.UTC),
		}
	}
	return revisions
}

// do makes the act, which must not be refused.
func (b *book) do(changes []assess.Change, err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("the act was refused: %v", err)
	}
	revisions := b.revise(changes)
	next, err := assess.Apply(b.a, revisions...)
	if err != nil {
		b.t.Fatalf("the act can't be applied: %v", err)
	}
	b.a, b.log = next, append(b.log, revisions...)
}

// try makes the act, or lets it be where it is refused.
func (b *book) try(changes []assess.Change, err error) {
	if err == nil {
		b.do(changes, nil)
	}
}

// refused wants the sentence in the refusal.
func refused(t reporter, changes []assess.Change, err error, sentence string) {
	t.Helper()
	if err == nil {
		t.Fatalf("accepted with %d changes; it is refused: %s", len(changes), sentence)
	}
	if !strings.Contains(err.Error(), sentence) {
		t.Fatalf("refused with %q; the sentence is %q", err, sentence)
	}
}

// at reads "A.5.4", "A.5.4-2", "A.5.4@s1" and "A.5.4-2@s1".
func at(text string) assess.Key {
	var k assess.Key
	text, k.System, _ = strings.Cut(text, "@")
	item, _, isQuestion := strings.Cut(text, "-")
	k.Item = item
	if isQuestion {
		k.Question = text
	}
	return k
}

func (b *book) rate(place string, level int) {
	b.t.Helper()
	b.do(assess.Rate(b.cat, b.a, at(place), level, "seen"))
}

func (b *book) exclude(place string) {
	b.t.Helper()
	b.do(assess.Exclude(b.cat, b.a, at(place), assess.Exclusion{Reason: "none here"}))
}

func (b *book) clear(place string) {
	b.t.Helper()
	b.do(assess.Clear(b.cat, b.a, at(place)))
}

func (b *book) systems(ids ...string) {
	b.t.Helper()
	for _, id := range ids {
		b.do(assess.PutSystem(b.a, assess.System{ID: id, Name: id, InScope: true}))
	}
}

func (b *book) stand(item string) assess.Standing {
	b.t.Helper()
	it, ok := assess.Item(b.cat, b.a, item)
	if !ok {
		b.t.Fatalf("there is no item %s", item)
	}
	return assess.Stand(it, b.a)
}
