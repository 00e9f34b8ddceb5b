package sqlite

import (
	"testing"
	"time"
)

func TestUndoTakesNoLongerAfterManyActs(t *testing.T) {
	acts := times(5_000, 100_000)
	var dbs [2]*DB
	var ids [2]string
	for i, n := range []int{100, acts} {
		dbs[i], ids[i] = begin(t)
		fill(t, dbs[i], ids[i], n, ada)
		do(t, dbs[i], bo, ids[i], rating("5.1", 1))
	}
	var took [2][]time.Duration
	for range 40 {
		for i, db := range dbs {
			start := time.Now()
			_, _, err := db.Undo(t.Context(), ada, ids[i])
			must(t, err)
			took[i] = append(took[i], time.Since(start))
		}
	}
	few, many := median(took[0]), median(took[1])
	t.Logf("undo after 100 acts: median %v, after %d: %v", few, acts, many)
	if many > 10*few {
		t.Fatalf("an undo after %d acts takes %v, after 100 %v", acts, many, few)
	}
	healthy(t, openAt(t, dbs[1].Path()))
}
