package synergy_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// reporter is what *testing.T, *testing.B and *rapid.T share.
type reporter interface {
	Helper()
	Fatalf(format string, args ...any)
}

// today is the day of all acts of a book.
var today = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

// book is an assessment of the shipped catalogue that acts are made in.
type book struct {
	t    reporter
	cat  *catalog.Catalog
	a    *assess.Assessment
	acts int
}

func open(t reporter) *book { return &book{t: t, cat: catalog.Shipped(), a: assess.New("a")} }

// do makes the act, which must not be refused.
func (b *book) do(changes []assess.Change, err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("the act was refused: %v", err)
	}
	b.acts++
	for i, c := range changes {
		next, err := assess.Apply(b.a, assess.Revision{
			ID: fmt.Sprintf("%06d-%02d", b.acts, i), Assessment: b.a.ID, Subject: c.Subject, Field: c.Field, Value: c.Value,
			Author: "Ada", At: today.Add(time.Duration(b.acts) * time.Second),
		})
		if err != nil {
			b.t.Fatalf("the act can't be applied: %v", err)
		}
		b.a = next
	}
}

func (b *book) base(item string, level int) {
	b.t.Helper()
	b.do(assess.RateBaseline(b.cat, b.a, item, level))
}

func (b *book) rate(item string, level int) {
	b.t.Helper()
	b.do(assess.Rate(b.cat, b.a, assess.Key{Item: item}, level, "seen"))
}

func (b *book) systems(ids ...string) {
	b.t.Helper()
	for _, id := range ids {
		b.do(assess.PutSystem(b.a, assess.System{ID: id, Name: id, InScope: true}))
	}
}

func (b *book) adopt(k assess.Key) {
	b.t.Helper()
	b.do(synergy.Adopt(b.cat, b.a, synergy.Corrected, k, "change board, minutes of May", fmt.Sprintf("e-%d", b.acts)))
}

func (b *book) on(basis string) synergy.Synergy {
	return synergy.Of(b.cat, b.a, score.Of(b.cat, b.a, today), basis)
}

func (b *book) item(id string) synergy.ItemSynergy {
	b.t.Helper()
	s := b.on(synergy.Corrected)
	i, ok := s.Item(id)
	if !ok {
		b.t.Fatalf("there is no item %s", id)
	}
	return i
}

// anything rates parts of both sides, excludes, finds and gathers evidence.
func anything(t *rapid.T) *book {
	b := open(t)
	b.systems("s1", "s2")
	b.kin("", rapid.SampledFrom([]string{"", "x"}).Draw(t, "family"))
	for range rapid.IntRange(0, 60).Draw(t, "acts") {
		b.act(t)
	}
	return b
}

// act is one of many, of both sides and of the inventory; refused ones are left out.
func (b *book) act(t *rapid.T) {
	base, items := b.cat.Foundation().Items(), b.cat.Requirements().Items()
	it := rapid.SampledFrom(items).Draw(t, "item")
	on := rapid.SampledFrom(base).Draw(t, "baseline")
	k := assess.Key{Item: it.ID}
	if it.PerSystem() {
		k.System = rapid.SampledFrom([]string{"", "s1", "s2"}).Draw(t, "system")
	}
	var changes []assess.Change
	var err error
	switch rapid.IntRange(0, 10).Draw(t, "act") {
	case 0, 1, 2:
		changes, err = assess.RateBaseline(b.cat, b.a, on.ID, rapid.IntRange(0, 5).Draw(t, "level"))
	case 3, 4:
		changes, err = assess.Rate(b.cat, b.a, k, rapid.IntRange(0, 5).Draw(t, "level"), "seen")
	case 5:
		changes, err = assess.Exclude(b.cat, b.a, k, assess.Exclusion{Reason: "none here"})
	case 6:
		changes, err = assess.ExcludeBaseline(b.cat, b.a, on.ID, assess.Exclusion{Reason: "none here"})
	case 7:
		changes, err = synergy.Adopt(b.cat, b.a, synergy.Corrected, k, "there", fmt.Sprintf("e-%d", b.acts))
	case 8:
		changes, err = assess.PutFinding(b.cat, b.a, assess.Finding{
			ID: rapid.SampledFrom([]string{"f1", "f2"}).Draw(t, "id"), Item: it.ID, Statement: "No record.",
			Grade: rapid.SampledFrom(assess.Grades).Draw(t, "grade"),
		})
	case 9:
		id := rapid.SampledFrom([]string{"s1", "s2", "s3"}).Draw(t, "system")
		changes, err = assess.PutSystem(b.a, assess.System{ID: id, Name: id, InScope: rapid.Bool().Draw(t, "in scope")})
	case 10:
		p := b.a.Profile
		p.Size = rapid.SampledFrom([]string{"small", "medium", "large"}).Draw(t, "size")
		changes = assess.SetProfile(b.a, p)
	}
	if err == nil {
		b.do(changes, nil)
	}
}

// whole is an assessment of the real size, in which everything is rated.
func whole(t testing.TB) *book {
	b := open(t)
	b.systems("s1", "s2", "s3")
	for n, on := range b.cat.Foundation().Items() {
		b.base(on.ID, 2+n%3)
	}
	for n, it := range b.cat.Requirements().Items() {
		b.rate(it.ID, 1+n%3)
	}
	return b
}

func BenchmarkOf(b *testing.B) {
	for _, basis := range []string{synergy.Corrected, synergy.Published} {
		b.Run(basis, func(b *testing.B) {
			x := whole(b)
			card := score.Of(x.cat, x.a, today)
			b.ReportAllocs()
			for b.Loop() {
				synergy.Of(x.cat, x.a, card, basis)
			}
		})
	}
}

// BenchmarkOfManySystems makes the picture for so many AI systems. Ten times
// the systems are at most twelve times the work; 300 of them are right below
// 3 ms.
func BenchmarkOfManySystems(b *testing.B) {
	for _, n := range []int{3, 30, 100, 300, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			cat := catalog.Shipped()
			a := inventory(b, cat, n)
			card := score.Of(cat, a, today)
			b.ReportAllocs()
			for b.Loop() {
				synergy.Of(cat, a, card, synergy.Corrected)
			}
		})
	}
}

// inventory is an assessment with so many AI systems in which every item about
// them is rated for each.
func inventory(t testing.TB, cat *catalog.Catalog, systems int) *assess.Assessment {
	t.Helper()
	var all []assess.Revision
	say := func(s assess.Subject, field, value string) {
		all = append(all, assess.Revision{ID: fmt.Sprintf("r%07d", len(all)), Subject: s, Field: field, Value: json.RawMessage(value)})
	}
	for n := range systems {
		id := fmt.Sprintf("01990000-0000-7000-8000-%012d", n)
		say(assess.RecordSubject(assess.KindSystem, id), assess.FieldName, fmt.Sprintf(`"System %d"`, n))
		say(assess.RecordSubject(assess.KindSystem, id), "in_scope", "true")
		for at, it := range cat.Requirements().Items() {
			if it.PerSystem() {
				say(assess.Key{Item: it.ID, System: id}.Subject(), assess.FieldRating, fmt.Sprintf(`{"level":%d}`, (n+at)%6))
			}
		}
	}
	a, err := assess.Apply(assess.New("a"), all...)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
