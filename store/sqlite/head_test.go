package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// seqNoted is how far the first chain of a database goes by what was noted.
func seqNoted(t testing.TB, path string) int64 {
	t.Helper()
	heads, err := (&headFile{path: headPath(path)}).read()
	must(t, err)
	if len(heads) == 0 {
		return 0
	}
	return heads[len(heads)-1].Seq
}

func TestABusyFileNotesItsHeadsWhileItIsWorkedOn(t *testing.T) {
	db, id := begin(t)
	file := contents(t, db.Path()) // before the log is folded into it
	const acts = 130
	for n := range acts {
		do(t, db, ada, id, rating("4.1", n%6))
	}
	waitFor(func() bool { return exists(headPath(db.Path())) && seqNoted(t, db.Path()) > acts-noteActs })
	if got := seqNoted(t, db.Path()); got < acts-noteActs {
		t.Fatalf("of %d acts without a pause, number %d of the chain was noted last", acts, got)
	}
	cut := filepath.Join(t.TempDir(), "cut.db") // the log is lost
	must(t, os.WriteFile(cut, file, 0o600))
	must(t, os.WriteFile(headPath(cut), contents(t, headPath(db.Path())), 0o600))
	_, err := Open(t.Context(), cut, Options{Clock: clocktest.Now})
	refusedAs(t, err, store.Shortened, cut)
	r, err := openWith(t, cut, Options{Clock: clocktest.Now, Inspect: true}).Doctor(t.Context(), nil)
	if err != nil || r.OK() {
		t.Fatalf("doctor finds nothing: %v", err)
	}
}

func TestASlowFileNotesItsHeadsAMomentAfterAnAct(t *testing.T) {
	db, id := begin(t)
	start := time.Now()
	for seqNoted(t, db.Path()) == 0 { // never pausing for as long
		do(t, db, ada, id, rating("4.1", 1))
		time.Sleep(noteAfter / 16)
		if time.Since(start) > 30*noteAfter {
			t.Fatalf("after %v nothing was noted", time.Since(start))
		}
	}
}

func TestTheLastLineOfAChainHoldsAndATornOneIsPassedOver(t *testing.T) {
	f := &headFile{path: filepath.Join(t.TempDir(), "x.db.head")}
	line := func(chain string, seq int64, b byte) store.Head {
		h, err := store.ParseHead(chain + " 1 " + strings.Repeat("0a", 32))
		must(t, err)
		h.Seq, h.Hash[0] = seq, b
		return h
	}
	must(t, f.add([]store.Head{line("a", 1, 1), line("b", 1, 2)}))
	must(t, f.add([]store.Head{line("a", 5, 3)}))
	torn := append(contents(t, f.path), []byte("a 6 0a0a")...)
	must(t, os.WriteFile(f.path, torn, 0o600))
	must(t, f.add([]store.Head{line("c", 2, 4)}))
	heads, err := f.read()
	must(t, err)
	if len(heads) != 3 || heads[0].Chain != "b" || heads[1].Chain != "a" || heads[1].Seq != 5 || heads[2].Chain != "c" {
		t.Fatalf("read are %v", heads)
	}
	must(t, f.write(heads))
	if again, err := f.read(); err != nil || len(again) != 3 || strings.Count(string(contents(t, f.path)), "\n") != 3 {
		t.Fatalf("written anew, read are %v, %v", again, err)
	}
}

func TestTheFileOfHeadsDoesNotGrowForEver(t *testing.T) {
	db, id := begin(t)
	do(t, db, ada, id, rating("4.1", 1))
	must(t, db.e.note(t.Context()))
	heads, err := db.e.heads.read()
	must(t, err)
	for range mostHeads / len(heads[0].String()) {
		must(t, db.e.heads.add(heads))
	}
	do(t, db, ada, id, rating("4.1", 2))
	must(t, db.Close())
	if info, err := os.Stat(headPath(db.Path())); err != nil || info.Size() > 1000 || seqNoted(t, db.Path()) < 3 {
		t.Fatalf("it has %d bytes and ends at %d: %v", info.Size(), seqNoted(t, db.Path()), err)
	}
}
