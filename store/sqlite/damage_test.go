package sqlite

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// specimen is a closed database with some history in it, and what it says.
func specimen(t testing.TB, acts int) (file, head []byte, id string, says *assess.Assessment) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	id = create(t, db)
	for i := range acts {
		who := []store.Actor{ada, bo}[i%2]
		says = do(t, db, who, id, saying(
			change(item(fmt.Sprintf("4.%d", i%9)), "rating", map[string]any{"level": i % 6}),
			change(item(fmt.Sprintf("5.%d", i%7)), "note", strings.Repeat("word ", i%40))))
	}
	must(t, db.Close())
	return contents(t, path), contents(t, path+".head"), id, says
}

// examine opens damaged files as a careful person would and says whether
// anything was noticed: a refusal, or doctor's word.
func examine(t *testing.T, path, id string, says *assess.Assessment) (noticed, same bool) {
	t.Helper()
	db, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
	if err != nil {
		if db, err = Open(t.Context(), path, Options{Clock: clocktest.Now, Inspect: true}); err != nil {
			return true, false
		}
		noticed = true
	}
	defer db.Close()
	r, err := db.Doctor(t.Context(), nil)
	noticed = noticed || err != nil || !r.OK()
	a, err := db.Assessment(t.Context(), id)
	if err != nil {
		return true, false
	}
	same = assesstest.Difference(says, a) == ""
	// Use must not panic either, whatever it finds.
	_, errDo := db.Do(t.Context(), ada, id, rating("4.1", 1))
	_, _, errUndo := db.Undo(t.Context(), bo, id)
	_, errHistory := db.History(t.Context(), id, store.HistoryFilter{Item: "4.1"})
	noticed = noticed || errDo != nil || errUndo != nil || errHistory != nil
	return noticed, same
}

func TestNoDamageToTheFileStaysSilent(t *testing.T) {
	file, head, id, says := specimen(t, 60)
	rnd := rand.New(rand.NewPCG(7, 7))
	pages := len(file) / 4096
	silent, noticed := 0, 0
	for n := range times(220, 1000) {
		bad := bytes.Clone(file)
		switch n % 4 {
		case 0, 1: // a bit
			bad[rnd.IntN(len(bad))] ^= 1 << rnd.IntN(8)
		case 2: // a page
			p := rnd.IntN(pages)
			clear(bad[p*4096 : (p+1)*4096])
		case 3: // the end
			bad = bad[:rnd.IntN(len(bad))]
		}
		dir := filepath.Join(t.TempDir())
		path := filepath.Join(dir, "bad.db")
		must(t, os.WriteFile(path, bad, 0o600))
		must(t, os.WriteFile(path+".head", head, 0o600))
		saw, same := examine(t, path, id, says)
		if saw {
			noticed++
		}
		if !saw && !same {
			silent++
			t.Errorf("mutant %d: what it says has changed, and nobody noticed", n)
		}
		must(t, os.RemoveAll(dir))
	}
	t.Logf("%d damaged files: %d noticed, %d silent; the rest say the same as before", times(220, 1000), noticed, silent)
}

func TestDamageToTheLogThatShortensHistoryIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	id := create(t, db)
	var says *assess.Assessment
	for i := range 30 {
		says = do(t, db, ada, id, rating(fmt.Sprintf("4.%d", i), i%6))
	}
	must(t, db.e.note(t.Context()))
	file, log, head := contents(t, path), contents(t, path+"-wal"), contents(t, path+".head")
	rnd := rand.New(rand.NewPCG(3, 9))
	shortened := 0
	for n := range times(60, 300) {
		dir := t.TempDir()
		bad := filepath.Join(dir, "bad.db")
		torn := bytes.Clone(log)
		if n%2 == 0 {
			torn = torn[:rnd.IntN(len(torn))]
		} else {
			torn[rnd.IntN(len(torn))] ^= 1 << rnd.IntN(8)
		}
		must(t, os.WriteFile(bad, file, 0o600))
		must(t, os.WriteFile(bad+"-wal", torn, 0o600))
		must(t, os.WriteFile(bad+".head", head, 0o600))
		_, err := Open(t.Context(), bad, Options{Clock: clocktest.Now})
		if errors.Is(err, store.Shortened) {
			shortened++
		}
		if err == nil {
			if saw, same := examine(t, bad, id, says); !saw && !same {
				t.Errorf("log %d: history is shorter, and nobody noticed", n)
			}
		}
		must(t, os.RemoveAll(dir))
	}
	t.Logf("%d damaged logs, %d named as a shortened history", times(60, 300), shortened)
	if shortened == 0 {
		t.Fatal("none was named")
	}
}

// tamper opens the file as somebody at the sqlite3 prompt would.
func tamper(t *testing.T, path string, texts ...string) {
	t.Helper()
	pool, err := sql.Open("sqlite", "file:"+path)
	must(t, err)
	defer pool.Close()
	for _, text := range texts {
		if _, err := pool.Exec(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

const unlocked = "DROP TRIGGER history_is_never_changed; DROP TRIGGER history_is_never_deleted;"

func TestTamperingIsFoundOrRefused(t *testing.T) {
	file, head, _, _ := specimen(t, 40)
	for name, text := range map[string]string{
		"a change edited":            unlocked + `UPDATE history SET value = '{"level":5}' WHERE seq = 30`,
		"an author edited":           unlocked + "UPDATE history SET author = 'Cy' WHERE seq = 31",
		"a time edited":              unlocked + "UPDATE history SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 31",
		"a change deleted":           unlocked + "DELETE FROM history WHERE seq = 34",
		"two changes swapped":        unlocked + "UPDATE history SET seq = 9999 WHERE seq = 20; UPDATE history SET seq = 20 WHERE seq = 22; UPDATE history SET seq = 22 WHERE seq = 9999",
		"an answer edited":           "UPDATE answer SET level = 5 WHERE item = '4.1'",
		"an answer removed":          "DELETE FROM answer WHERE item = '4.2'",
		"the last ten cut":           unlocked + "DELETE FROM history WHERE seq > (SELECT max(seq) - 10 FROM history)",
		"an assessment invented":     "INSERT INTO assessment SELECT 'new', name, archived, created, created_by, organisation, scope, kind, size, target, start, fte, holidays, isms_years, isms_certified, scopes_compatible, certification_wanted, certification_by, one_owner, scope_moves, budget, basis, strategy, strategy_reason, first, changed, changed_by, last, n, effort, decisions, sites, people_met, not_seen, concern_readers FROM assessment",
		"the whole history replaced": unlocked + "DELETE FROM history WHERE seq > 1",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			must(t, os.WriteFile(path, file, 0o600))
			must(t, os.WriteFile(path+".head", head, 0o600))
			tamper(t, path, text)
			db, err := Open(t.Context(), path, Options{Clock: clocktest.Now, Inspect: true})
			must(t, err)
			defer db.Close()
			r, err := db.Doctor(t.Context(), nil)
			must(t, err)
			if r.OK() {
				t.Fatal("doctor finds nothing")
			}
			for _, c := range r.Checks {
				if !c.OK && c.Detail == "" {
					t.Fatalf("%s fails without a word", c.Name)
				}
			}
		})
	}
}

func TestTheHistoryRefusesToBeEdited(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	made(t, path)
	db := openAt(t, path)
	for _, text := range []string{
		"UPDATE history SET author = 'Cy'", "DELETE FROM history", "INSERT OR REPLACE INTO history SELECT * FROM history",
	} {
		must(t, db.e.writer.open(t.Context()))
		if err := db.e.writer.exec(t.Context(), text); err == nil {
			t.Errorf("%s went through", text)
		}
	}
	healthy(t, db)
}

func TestAChainWrittenAnewIsFoundAgainstTheHeadKeptBeside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	db := openAt(t, path)
	do(t, db, ada, id, rating("4.1", 1))
	must(t, db.Close())
	tamper(t, path, unlocked, "UPDATE history SET author = 'Cy'", "UPDATE assessment SET created_by = 'Cy'",
		"UPDATE answer SET rated_by = 'Cy'", "DELETE FROM meta WHERE key LIKE 'verified%'")
	rehash(t, path)
	_, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
	refusedAs(t, err, store.Damaged, path)
	if !strings.Contains(err.Error(), "is another one than was noted") {
		t.Fatalf("a history written anew opened with %v", err)
	}
}

// rehash makes the chain whole again after an edit, as a patient forger would.
func rehash(t *testing.T, path string) {
	t.Helper()
	pool, err := sql.Open("sqlite", "file:"+path)
	must(t, err)
	defer pool.Close()
	prev := make([]byte, sha256.Size)
	for _, r := range rawRows(t, pool, "ORDER BY n") {
		_, err := pool.Exec("UPDATE history SET prev_hash = ?, hash = ? WHERE n = ?", prev, r.chained(prev).hash, r.n)
		must(t, err)
		prev = r.hash
	}
}

func TestRepairMakesThePresentStateFromTheHistory(t *testing.T) {
	file, head, id, says := specimen(t, 30)
	path := filepath.Join(t.TempDir(), "x.db")
	must(t, os.WriteFile(path, file, 0o600))
	must(t, os.WriteFile(path+".head", head, 0o600))
	tamper(t, path, "UPDATE answer SET level = 0 WHERE state = 'rated'", "DELETE FROM answer WHERE item = '5.1'",
		"INSERT INTO assessment SELECT 'new', name, archived, created, created_by, organisation, scope, kind, size, target, start, fte, holidays, isms_years, isms_certified, scopes_compatible, certification_wanted, certification_by, one_owner, scope_moves, budget, basis, strategy, strategy_reason, first, changed, changed_by, last, n, effort, decisions, sites, people_met, not_seen, concern_readers FROM assessment")
	db := openAt(t, path)
	before, err := db.Doctor(t.Context(), nil)
	must(t, err)
	after, err := db.Repair(t.Context(), nil)
	must(t, err)
	if before.OK() || !after.OK() || before.Head != after.Head || before.Revisions != after.Revisions {
		t.Fatalf("before %+v, after %+v", before, after)
	}
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	if subject := assesstest.Difference(says, a); subject != "" {
		t.Fatalf("%s is not as it was", subject)
	}
	must(t, db.Close())
	tamper(t, path, unlocked, "UPDATE history SET author = 'Cy' WHERE seq = 3")
	db, err = Open(t.Context(), path, Options{Clock: clocktest.Now, Inspect: true})
	must(t, err)
	defer db.Close()
	if _, err := db.Repair(t.Context(), nil); !errors.Is(err, store.Damaged) {
		t.Fatalf("a damaged history was taken for repair: %v", err)
	}
}

func TestARepairAcceptsAHistoryThatLostItsEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	old := contents(t, path)
	db := openAt(t, path)
	do(t, db, ada, id, rating("4.1", 1))
	must(t, db.Close())
	must(t, os.WriteFile(path, old, 0o600))
	_, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
	refusedAs(t, err, store.Shortened, path)
	looking, err := Open(t.Context(), path, Options{Clock: clocktest.Now, Inspect: true})
	must(t, err)
	if r, err := looking.Doctor(t.Context(), nil); err != nil || r.OK() {
		t.Fatalf("doctor does not miss the end: %+v, %v", r, err)
	}
	must(t, looking.Close())
	_, err = Open(t.Context(), path, Options{Clock: clocktest.Now})
	refusedAs(t, err, store.Shortened, path)
	db, err = Open(t.Context(), path, Options{Clock: clocktest.Now, Inspect: true})
	must(t, err)
	if r, err := db.Repair(t.Context(), nil); err != nil || !r.OK() {
		t.Fatalf("%+v, %v", r, err)
	}
	must(t, db.Close())
	do(t, openAt(t, path), ada, id, rating("4.1", 2))
}

func TestALongHistoryIsVerifiedAfterTheFirstFrame(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	db := openAt(t, path)
	fill(t, db, id, 5*64, ada, bo)
	must(t, db.VerifyRest(t.Context()))
	must(t, db.Close())
	tamper(t, path, unlocked, "UPDATE history SET author = 'Cy' WHERE seq = 300", "DELETE FROM meta WHERE key LIKE 'verified%'")
	db = openAt(t, path)
	if err := db.VerifyRest(t.Context()); !errors.Is(err, store.Damaged) {
		t.Fatalf("an edit deep in the history: %v", err)
	}
}

func FuzzHeadsBesideTheFile(f *testing.F) {
	f.Add("a 1 00\nb")
	f.Add("01a2-x 12 " + strings.Repeat("ab", sha256.Size) + "\n")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "x.db")
		must(t, os.WriteFile(headPath(path), []byte(text), 0o600))
		heads, err := (&headFile{path: headPath(path)}).read()
		must(t, err)
		seen := map[string]bool{}
		for _, h := range heads {
			if len(h.Hash) != sha256.Size || seen[h.Chain] {
				t.Fatalf("of %q, %s was taken", text, h)
			}
			seen[h.Chain] = true
		}
	})
}
