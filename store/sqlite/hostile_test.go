package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"crosswalk/store"
)

// line is a row as it travels.
func (r *raw) line(t testing.TB) string {
	t.Helper()
	m := map[string]any{
		"is": "revision", "chain": r.replica, "seq": r.seq, "prev": hex.EncodeToString(r.prev), "hash": hex.EncodeToString(r.hash), "id": r.id, "subject": r.subject,
		"field": r.field, "value": r.value, "parent": r.parent, "act": r.act, "kind": r.kind, "author": r.author, "at": r.at, "salt": hex.EncodeToString(r.salt),
	}
	maps.DeleteFunc(m, func(_ string, v any) bool { return v == "" })
	text, err := json.Marshal(m)
	must(t, err)
	return string(text)
}

// forger makes up a history whose hashes are right.
type forger struct {
	t     testing.TB
	id    string
	chain string
	n     int64
	seq   int64
	prev  []byte
	lines []string
}

var noHash = make([]byte, sha256.Size)

// says adds a revision; change makes of it what the forger means.
func (f *forger) says(change func(*raw)) *raw {
	f.n, f.seq = f.n+1, f.seq+1
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(f.n) * time.Millisecond)
	r := &raw{
		n: f.n, seq: f.seq, replica: f.chain, id: idAt(at, f.n), assessment: f.id, subject: "answer/4.1//", field: "note", value: `"x"`,
		kind: "do", author: "Eve", at: at.Format("2006-01-02T15:04:05.000000Z"), prev: f.prev,
	}
	if change(r); r.act == "" {
		r.act = r.id
	}
	r.chained(r.prev)
	f.prev = r.hash
	f.lines = append(f.lines, r.line(f.t))
	return r
}

// A history that fits together and is made to fill the memory, or to take for ever, is
// refused before it does, and leaves nothing behind.
func TestAnAttackByAHistoryThatHoldsTooMuchIsRefused(t *testing.T) {
	here, id := begin(t)
	base, _ := bundleOf(t, here, id)
	var parent string
	attacks := map[string]struct {
		times int
		how   func(f *forger, i int) func(*raw)
	}{
		"copies of one chain": {102, func(f *forger, _ int) func(*raw) {
			return func(r *raw) { f.seq, r.seq, r.prev = 1, 1, noHash }
		}},
		"chains": {10_002, func(f *forger, i int) func(*raw) { // of which only hashes come
			f.lines = append(f.lines, fmt.Sprintf(`{"is":"gone","chain":"%s.%s","seq":1,"prev":"%x","hash":"%064x"}`, uuid.NewString(), id, noHash, i))
			return nil
		}},
		"people": {2_002, func(_ *forger, i int) func(*raw) {
			return func(r *raw) { r.author = fmt.Sprint("Eve the ", i) }
		}},
		"fields of one thing": {2_002, func(_ *forger, i int) func(*raw) {
			return func(r *raw) { r.subject, r.field = "record/risk/"+id, fmt.Sprint("f", i) }
		}},
		"erased revisions": {5, func(_ *forger, i int) func(*raw) {
			ids := make([]string, 25_000)
			for k := range ids {
				ids[k] = idAt(time.UnixMilli(int64(i)), int64(k))
			}
			text, _ := json.Marshal(ids)
			return func(r *raw) { r.subject, r.field, r.value = "erasure/"+id, "revisions", string(text) }
		}},
		"revisions of one field that disagree": {1_003, func(_ *forger, i int) func(*raw) {
			return func(r *raw) {
				if r.value = fmt.Sprintf(`"%d"`, i); i == 0 {
					parent = r.id
				} else {
					r.parent = parent
				}
			}
		}},
	}
	if torture() {
		attacks["things"] = attacks["people"]
		a := attacks["things"]
		a.times, a.how = 100_002, func(_ *forger, i int) func(*raw) {
			return func(r *raw) { r.subject = fmt.Sprint("answer/4.1//q", i) }
		}
		attacks["things"] = a
	}
	for _, what := range slices.Sorted(maps.Keys(attacks)) {
		a := attacks[what]
		f := &forger{t: t, id: id, chain: uuid.NewString() + "." + id, prev: noHash}
		for i := range a.times {
			if change := a.how(f, i); change != nil {
				f.says(change)
			}
		}
		there := open(t)
		began := time.Now()
		peak := peakOf(func() {
			_, err := there.Take(t.Context(), ada, bundle{lines: slices.Concat(base.lines, f.lines)}.give, false)
			if !errors.Is(err, store.ErrNotTaken) || !strings.Contains(err.Error(), what+", which no work of people comes to") {
				t.Errorf("%s: %v", what, err)
			}
		})
		t.Logf("%s: %v, %d MiB", what, time.Since(began), peak>>20)
		if list, err := there.Assessments(t.Context()); err != nil || len(list) > 0 || len(chainsOf(t, there)) > 0 {
			t.Errorf("%s: it left %v behind: %v", what, list, err)
		}
	}
}
