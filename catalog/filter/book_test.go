package filter_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// today is the day on which every book is read.
var today = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

// book is an assessment of the shipped catalogue that acts are made in.
type book struct {
	t    testing.TB
	cat  *catalog.Catalog
	a    *assess.Assessment
	acts int
}

func open(t testing.TB) *book { return &book{t: t, cat: catalog.Shipped(), a: assess.New("a")} }

// do makes the act, which must not be refused.
func (b *book) do(changes []assess.Change, err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("the act was refused: %v", err)
	}
	b.acts++
	for i, c := range changes {
		b.a, err = assess.Apply(b.a, assess.Revision{
			ID: fmt.Sprintf("%06d-%02d", b.acts, i), Assessment: "a", Subject: c.Subject, Field: c.Field, Value: c.Value,
			Author: "Ada", At: today.Add(time.Duration(b.acts) * time.Second),
		})
		if err != nil {
			b.t.Fatalf("the act can't be applied: %v", err)
		}
	}
}

func (b *book) rate(item string, level int) {
	b.t.Helper()
	b.do(assess.Rate(b.cat, b.a, assess.Key{Item: item}, level, "seen"))
}

func (b *book) base(item string, level int) {
	b.t.Helper()
	b.do(assess.RateBaseline(b.cat, b.a, item, level))
}

func (b *book) own(item, owner, due string) {
	b.t.Helper()
	b.do(assess.Assign(b.cat, b.a, assess.Key{Item: item}, owner, due))
}

func (b *book) system(name string) {
	b.t.Helper()
	b.do(assess.PutSystem(b.a, assess.System{ID: "s-" + name, Name: name, InScope: true}))
}

func (b *book) facts() filter.Facts {
	card := score.Of(b.cat, b.a, today)
	syn := synergy.Of(b.cat, b.a, card, b.a.Profile.Basis)
	return filter.Facts{Catalog: b.cat, Assessment: b.a, Score: &card, Synergy: &syn, Today: today, Person: "Ada Lovelace"}
}

func (b *book) items() []*catalog.Item { return assess.Items(b.cat, b.a) }

// chosen are the numbers of what a filter lets through, with blanks between.
func (b *book) chosen(text string, items []*catalog.Item) string {
	b.t.Helper()
	var ids []string
	for _, it := range b.facts().Choose(parsed(b.t, text), items) {
		ids = append(ids, it.Number)
	}
	return strings.Join(ids, " ")
}

func parsed(t testing.TB, text string) filter.Filter {
	t.Helper()
	f, err := filter.Parse(text)
	if err != nil {
		t.Fatalf("%q is refused: %v", text, err)
	}
	return f
}
