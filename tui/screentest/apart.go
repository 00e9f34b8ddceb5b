package screentest

import (
	"path/filepath"
	"testing"

	"crosswalk/store"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
	"crosswalk/tui/screen"
)

// Apart has somebody work in a copy of an assessment while this person goes on here,
// and brings both together in the store of the session.
func Apart(t testing.TB, s *screen.Session, id string, there func(db *store.DB), here func()) {
	t.Helper()
	other := storetest.OpenAt(t, filepath.Join(t.TempDir(), "there.db"), sqlite.Options{Clock: s.Now})
	send(t, s, id, s.DB, other)
	there(other)
	here()
	send(t, s, id, other, s.DB)
}

func send(t testing.TB, s *screen.Session, id string, from, to *store.DB) {
	t.Helper()
	var lines [][]byte
	_, err := from.Carry(s.Context, id, nil, func(line []byte) error { lines = append(lines, line); return nil })
	must(t, err)
	_, err = to.Take(s.Context, s.Actor, func(yield func([]byte) error) error {
		for _, l := range lines {
			if err := yield(l); err != nil {
				return err
			}
		}
		return nil
	}, false)
	must(t, err)
}
