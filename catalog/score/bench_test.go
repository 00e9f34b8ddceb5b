package score_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// whole is an assessment of the real size: 70 items, 24 of them about AI
// systems, three systems, every question answered, notes, evidence, findings.
func whole(t testing.TB) (*catalog.Catalog, *assess.Assessment) {
	sets := map[string][]*catalog.Item{}
	var order []string
	for s, size := range []int{4, 3, 6, 7, 4, 5, 3, 3, 2, 5, 4, 9, 5, 4, 3, 3} {
		id := fmt.Sprint(s + 4)
		if s >= 7 {
			id = fmt.Sprintf("A.%d", s-5)
		}
		order = append(order, id)
		for i := range size {
			subject := catalog.Organisation
			if s >= 7 && i%2 == 1 || s == 11 {
				subject = catalog.System
			}
			it := item(fmt.Sprintf("%s.%d", id, i+1), subject)
			more := it.Questions[0]
			more.ID = it.ID + "-4"
			it.Questions = append(it.Questions, more)
			sets[id] = append(sets[id], it)
		}
	}
	cat := build(t, sets, order...)
	b := open(t, cat)
	names := []string{"system-1", "system-2", "system-3"}
	b.systems(names...)
	for n, it := range cat.Requirements().Items() {
		places := []string{""}
		if it.PerSystem() {
			places = names
		}
		for _, place := range places {
			for q, question := range it.Questions {
				b.rate(assess.Key{Item: it.ID, System: place, Question: question.ID}, 2+(n+q)%3)
			}
			b.do(assess.Note(cat, b.a, assess.Key{Item: it.ID, System: place}, strings.Repeat("seen ", 40)))
			b.evidence("evidence-"+it.ID+place, place, []string{"", "Ada"}[n%2], it.ID)
		}
		if n%9 == 0 {
			b.finding("finding-"+it.ID, it.ID, "", []string{assess.GradeMajor, assess.GradeMinor}[n%2])
		}
	}
	return cat, b.a
}

func BenchmarkOf(b *testing.B) {
	cat, a := whole(b)
	if got := score.Of(cat, a, today).Overall; got.Answered != 70 {
		b.Fatalf("%d of 70 items are answered", got.Answered)
	}
	b.ReportAllocs()
	for b.Loop() {
		score.Of(cat, a, today)
	}
}

// BenchmarkOfManySystems scores an item's worth of answers for each of so many
// AI systems. Ten times the systems are at most twelve times the work; 300 of
// them are right below 3 ms.
func BenchmarkOfManySystems(b *testing.B) {
	for _, n := range []int{3, 30, 100, 300, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			cat := catalog.Shipped()
			a := inventory(b, cat, n)
			b.ReportAllocs()
			for b.Loop() {
				score.Of(cat, a, today)
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
