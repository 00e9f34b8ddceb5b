package assess_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
)

// knowing is what one copy knows: revisions by id.
type knowing map[string]assess.Revision

// line is what it knows of a field, in any order that puts nothing before what it replaces.
func (k knowing) line(at assess.Place) []assess.Revision {
	var all []assess.Revision
	for _, r := range k {
		if r.Subject == at.Subject && r.Field == at.Field {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b assess.Revision) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// world makes histories of several copies.
type world struct {
	*rand.Rand
	copies []knowing
	n      int
}

var disputedFields = []assess.Place{
	{Subject: "answer/4.1//", Field: "rating"},
	{Subject: "answer/4.1//", Field: "note"},
	{Subject: "answer/4.2//", Field: "owner"},
	{Subject: "system/s", Field: "removed"},
	{Subject: "task/T1.1", Field: "status"},
}

var saidOf = map[string][]string{
	"rating": {`{"level":1}`, `{"level":3}`, `{"na":true,"reason":"x"}`, `null`},
	"note":   {`"a\n\nb\n\nc"`, `"A\n\nb\n\nc"`, `"a\n\nb\n\nC"`, `"z"`},
	"owner":  {`"Ada"`, `"Bo"`, `null`}, "removed": {`true`, `false`}, "status": {`"open"`, `"started"`, `"done"`, `null`},
}

// act has a copy say something, or take back what stands alone in a field.
func (w *world) act(k knowing) {
	at := disputedFields[w.IntN(len(disputedFields))]
	line := k.line(at)
	w.n++
	id := fmt.Sprintf("%06d", w.n)
	r := assess.Revision{
		ID: id, Act: id, Kind: assess.Do, Subject: at.Subject, Field: at.Field, Author: []string{"Ada", "Bo"}[w.IntN(2)],
		At: time.Date(2026, 3, 4, 0, 0, w.n, 0, time.UTC), Value: json.RawMessage(saidOf[at.Field][w.IntN(len(saidOf[at.Field]))]),
	}
	heads := assess.Heads(line)
	for i, h := range slices.Backward(heads) {
		if i == len(heads)-1 {
			r.Parent = h.ID
			continue
		}
		r.Merges = append(r.Merges, h.ID)
	}
	slices.Sort(r.Merges)
	if len(heads) == 1 && heads[0].Kind == assess.Do && heads[0].Parent != "" && len(heads[0].Merges) == 0 && w.IntN(4) == 0 {
		r.Kind, r.Reverts = assess.Undo, heads[0].Act
		r.Value, _ = assess.Restored(k[heads[0].Parent])
	}
	k[id] = r
}

// arrival is an order in which all revisions may have come to a copy.
func (w *world) arrival(all knowing) (order []assess.Revision) {
	left := maps.Clone(all)
	for len(left) > 0 {
		var free []assess.Revision
		for _, r := range left {
			_, waits := left[r.Parent]
			if !waits && !slices.ContainsFunc(r.Merges, func(m string) bool { _, is := left[m]; return is }) {
				free = append(free, r)
			}
		}
		slices.SortFunc(free, func(a, b assess.Revision) int { return cmp.Compare(a.ID, b.ID) })
		r := free[w.IntN(len(free))]
		delete(left, r.ID)
		order = append(order, r)
	}
	return order
}

// folded is the assessment as a copy makes it that hears of revisions in some order, some
// at a time.
func (w *world) folded(t *testing.T, order []assess.Revision) *assess.Assessment {
	t.Helper()
	a, known := assess.New("a"), knowing{}
	for len(order) > 0 {
		some := order[:1+w.IntN(len(order))]
		order = order[len(some):]
		var err error
		if a, err = assess.Apply(a, some...); err != nil {
			t.Fatal(err)
		}
		touched := map[assess.Place]bool{}
		for _, r := range some {
			known[r.ID] = r
			touched[assess.Place{Subject: r.Subject, Field: r.Field}] = true
		}
		for at := range touched {
			if line := known.line(at); len(assess.Heads(line)) > 1 {
				if a, err = assess.Refold(a, line); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return a
}

// Histories of two to five copies come together to one assessment in every order, with the
// same conflicts.
func TestHistoriesOfSeveralCopiesComeTogetherInAnyOrder(t *testing.T) {
	conflicts := 0
	for seed := range uint64(2000) {
		w := &world{Rand: rand.New(rand.NewPCG(seed, 1))}
		for range 2 + w.IntN(4) {
			w.copies = append(w.copies, knowing{})
		}
		for range 5 + w.IntN(25) {
			k := w.copies[w.IntN(len(w.copies))]
			if w.IntN(4) == 0 {
				maps.Copy(k, w.copies[w.IntN(len(w.copies))])
				continue
			}
			w.act(k)
		}
		all := knowing{}
		for _, k := range w.copies {
			maps.Copy(all, k)
		}
		first := w.folded(t, w.arrival(all))
		conflicts += len(first.Conflicts)
		for range 2 {
			if s := assesstest.Difference(first, w.folded(t, w.arrival(all))); s != "" {
				t.Fatalf("with seed %d %s is shown otherwise in another order", seed, s)
			}
		}
	}
	if conflicts == 0 {
		t.Error("nothing ever disagreed")
	}
}
