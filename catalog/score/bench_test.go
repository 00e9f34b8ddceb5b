package score_test

import (
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
	if got := score.Of(cat, a).Overall; got.Answered != 70 {
		b.Fatalf("%d of 70 items are answered", got.Answered)
	}
	b.ReportAllocs()
	for b.Loop() {
		score.Of(cat, a)
	}
}
