package score_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// standard is a small catalogue with the shape of the real one: items of
// clauses and controls, about the organisation and about AI systems.
var standard = map[string][]*catalog.Item{
	"5":   {item("5.2", catalog.Organisation), item("5.3", catalog.Organisation)},
	"6":   {item("6.1.4", catalog.Organisation)},
	"A.5": {item("A.5.2", catalog.Organisation), item("A.5.4", catalog.System)},
}

func item(id, subject string) *catalog.Item {
	it := &catalog.Item{ID: id, Title: "Item " + id, Subject: subject, Intent: "To see."}
	for i, tests := range []string{catalog.Requirement, catalog.Requirement, catalog.Maturity} {
		it.Questions = append(it.Questions, catalog.Question{ID: fmt.Sprintf("%s-%d", id, i+1), Tests: tests, Ask: "Who?"})
	}
	return it
}

func small(t testing.TB) *catalog.Catalog {
	return build(t, standard, "5", "6", "A.5")
}

// build makes a catalogue of the sets in this order.
func build(t testing.TB, sets map[string][]*catalog.Item, order ...string) *catalog.Catalog {
	t.Helper()
	aims, isms := &catalog.Standard{Name: catalog.AIMS}, &catalog.Standard{Name: catalog.ISMS}
	for _, id := range order {
		kind := catalog.KindClause
		if id[0] == 'A' {
			kind = catalog.KindSection
		}
		aims.Clauses = append(aims.Clauses, &catalog.Clause{Standard: catalog.AIMS, ID: id, Title: "Set " + id, Kind: kind, Items: sets[id]})
	}
	raw, err := json.Marshal(catalog.Catalog{
		Standards: []*catalog.Standard{aims, isms},
		Method:    catalog.Method{Scale: make([]string, 6), InPlace: 3, SeenMonths: 12, MajorCap: 1.0 / 3, MinorCap: 2.0 / 3},
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

// reporter is what *testing.T, *testing.B and *rapid.T share.
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
}

func open(t reporter, cat *catalog.Catalog) *book {
	return &book{t: t, cat: cat, a: assess.New("a")}
}

// do makes the act, which must not be refused.
func (b *book) do(changes []assess.Change, err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("the act was refused: %v", err)
	}
	b.acts++
	at := time.Date(2026, 3, 1, 9, 0, b.acts, 0, time.UTC)
	for i, c := range changes {
		next, err := assess.Apply(b.a, assess.Revision{
			ID: fmt.Sprintf("%06d-%02d", b.acts, i), Assessment: b.a.ID, Subject: c.Subject, Field: c.Field,
			Value: c.Value, Author: "Ada", At: at,
		})
		if err != nil {
			b.t.Fatalf("the act can't be applied: %v", err)
		}
		b.a = next
	}
}

func (b *book) rate(k assess.Key, level int) {
	b.t.Helper()
	b.do(assess.Rate(b.cat, b.a, k, level, "seen"))
}

func (b *book) rateItem(id string, level int) {
	b.t.Helper()
	b.rate(assess.Key{Item: id}, level)
}

func (b *book) exclude(k assess.Key) {
	b.t.Helper()
	b.do(assess.Exclude(b.cat, b.a, k, assess.Exclusion{Reason: "no such system here"}))
}

func (b *book) systems(ids ...string) {
	b.t.Helper()
	for _, id := range ids {
		b.do(assess.PutSystem(b.a, assess.System{ID: id, Name: id, InScope: true}))
	}
}

func (b *book) finding(id, item, system, grade string) {
	b.t.Helper()
	b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: id, Item: item, System: system, Statement: "No record.", Grade: grade}))
}

func (b *book) evidence(id, system, seenBy string, items ...string) {
	b.t.Helper()
	b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: id, What: "Policy", System: system, SeenBy: seenBy, Items: items}))
}

// today is the day after all acts of a book.
var today = time.Date(2026, 3, 2, 14, 2, 0, 0, time.UTC)

func (b *book) score() score.Scorecard { return score.Of(b.cat, b.a, today) }

func (b *book) item(id string) score.ItemScore {
	b.t.Helper()
	i, ok := b.score().Item(id)
	if !ok {
		b.t.Fatalf("the scorecard has no item %s", id)
	}
	return i
}
