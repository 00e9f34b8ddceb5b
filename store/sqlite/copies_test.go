package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// spot is one field in a database.
type spot struct{ assessment, subject, field string }

// headsByRows are the heads of every field as they follow from the rows of the
// history: what no other row of the field names as what it replaces.
func headsByRows(rows []raw) map[spot][]string {
	replaced := map[string]bool{}
	for _, r := range rows {
		replaced[r.parent] = true
		for _, m := range strings.Fields(r.merges) {
			replaced[m] = true
		}
	}
	heads := map[spot][]string{}
	for _, r := range rows {
		if !replaced[r.id] {
			at := spot{r.assessment, r.subject, r.field}
			heads[at] = append(heads[at], r.id)
			slices.Sort(heads[at])
		}
	}
	return heads
}

// headsKept are the heads that the database keeps, and the fields that it says
// have several.
func headsKept(t testing.TB, q store.Queryer) (heads map[spot][]string, split []spot) {
	t.Helper()
	heads = map[spot][]string{}
	var at spot
	var id string
	into := []any{&at.assessment, &at.subject, &at.field}
	must(t, store.Each(t.Context(), q, "SELECT assessment, subject, field, revision FROM head ORDER BY revision", nil, append(into, &id), func() error {
		heads[at] = append(heads[at], id)
		return nil
	}))
	must(t, store.Each(t.Context(), q, "SELECT assessment, subject, field FROM split", nil, into, func() error {
		split = append(split, at)
		return nil
	}))
	return heads, split
}

// rightHeads wants every field to have its heads and no others.
func rightHeads(t testing.TB, db *DB) {
	t.Helper()
	want := headsByRows(rawRows(t, db.e.readers, "ORDER BY n"))
	got, split := headsKept(t, db.e.readers)
	if !maps.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Fatalf("the heads are %v; right is %v", got, want)
	}
	several := 0
	for at, heads := range want {
		if len(heads) > 1 {
			several++
			if !slices.Contains(split, at) {
				t.Fatalf("%v has several heads, and nobody says so", at)
			}
		}
	}
	if several != len(split) {
		t.Fatalf("%d fields have several heads; noted are %v", several, split)
	}
}

// anyStep is an act, an undo, a redo or a value brought back, as it comes. It
// may be refused.
func anyStep(rt *rapid.T, t testing.TB, db *DB, who store.Actor, id string, records []string) {
	ctx := context.Background()
	var err error
	switch rapid.SampledFrom([]string{"do", "do", "do", "undo", "redo", "restore"}).Draw(rt, "step") {
	case "do":
		var changes []assess.Change
		for range rapid.IntRange(1, 3).Draw(rt, "changes") {
			changes = append(changes, assesstest.Any(rt, records))
		}
		if _, err = db.Do(ctx, who, id, saying(changes...)); err != nil {
			rt.Fatal(err)
		}
	case "undo":
		_, _, err = db.Undo(ctx, who, id)
	case "redo":
		_, _, err = db.Redo(ctx, who, id)
	case "restore":
		rows := rawRows(t, db.e.readers, "WHERE assessment = ? ORDER BY n", id)
		_, err = db.RestoreValue(ctx, who, id, rapid.SampledFrom(rows).Draw(rt, "revision").id)
	}
	if err != nil && !mayBeRefused(err) {
		rt.Fatal(err)
	}
}

func mayBeRefused(err error) bool {
	return errors.Is(err, store.ErrNothingToUndo) || errors.Is(err, store.ErrNothingToRedo) || errors.Is(err, store.ErrFirstAct) ||
		errors.As(err, new(*store.Overtaken)) || errors.As(err, new(*store.Unsettled)) || strings.Contains(err.Error(), "by its readers alone") || strings.Contains(err.Error(), "settled already")
}

func TestEveryFieldHasItsHeadsAfterAnyAct(t *testing.T) {
	checks(t, times(40, 400))
	rapid.Check(t, func(rt *rapid.T) {
		db, id := begin(t)
		other := openAt(t, db.Path())
		defer db.Close()
		defer other.Close()
		records := []string{db.NewID(), db.NewID()}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			h := rapid.SampledFrom([]*DB{db, other}).Draw(rt, "through")
			anyStep(rt, t, h, rapid.SampledFrom([]store.Actor{ada, bo}).Draw(rt, "who"), id, records)
			rightHeads(t, db)
		}
		healthy(t, db)
	})
}

// copied lays a copy of a closed file elsewhere, and opens it.
func copied(t testing.TB, path string) *DB {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	must(t, os.WriteFile(to, contents(t, path), 0o600))
	return openAt(t, to)
}

// twoCopies are two copies of a database with one assessment, in which Ada has
// noted and rated 4.1.
func twoCopies(t testing.TB) (here, there *DB, id string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	id = create(t, db)
	do(t, db, ada, id, noting("4.1", "begun"))
	do(t, db, ada, id, rating("4.1", 5))
	must(t, db.Close())
	return openAt(t, path), copied(t, path), id
}

// bring puts what another copy knows of an assessment into this one with plain
// SQL: its rows in their order, the heads, how far the assessment goes. The
// present state is made of it by repair.
func bring(t testing.TB, from, to *DB, id string) {
	t.Helper()
	known := map[string]bool{}
	for _, r := range rawRows(t, to.e.readers, "") {
		known[r.id] = true
	}
	rows := rawRows(t, from.e.readers, "WHERE assessment = ? ORDER BY n", id)
	inPlain(t, to.Path(), func(tx *sql.Tx) {
		var n int64
		must(t, tx.QueryRowContext(t.Context(), "SELECT max(n) FROM history").Scan(&n))
		for _, r := range rows {
			if known[r.id] {
				continue
			}
			n++
			r.n = n
			r.insert(t, tx, "history")
		}
		setHeads(t, tx)
		last := rawRows(t, tx, "WHERE assessment = ? ORDER BY id DESC LIMIT 1", id)[0]
		_, err := tx.ExecContext(t.Context(), "UPDATE assessment SET n = ?, last = ?, changed = ?, changed_by = ? WHERE id = ?", n, last.id, last.at, last.author, id)
		must(t, err)
	})
	rightHeads(t, to)
}

func setHeads(t testing.TB, tx *sql.Tx) {
	t.Helper()
	heads := headsByRows(rawRows(t, tx, "ORDER BY n"))
	_, err := tx.ExecContext(t.Context(), "DELETE FROM head; DELETE FROM split")
	must(t, err)
	for at, ids := range heads {
		for _, id := range ids {
			_, err := tx.ExecContext(t.Context(), "INSERT INTO head (assessment, subject, field, revision) VALUES (?, ?, ?, ?)", at.assessment, at.subject, at.field, id)
			must(t, err)
		}
		if len(ids) > 1 {
			_, err := tx.ExecContext(t.Context(), "INSERT INTO split (assessment, subject, field) VALUES (?, ?, ?)", at.assessment, at.subject, at.field)
			must(t, err)
		}
	}
}

// together is a copy into which another one was brought, seen by a handle that
// knew it before, and made anew: both must show the same.
func together(t testing.TB, from, to *DB, id string) *assess.Assessment {
	t.Helper()
	must(t, second(to.Assessment(t.Context(), id)))
	bring(t, from, to, id)
	folded, err := to.Assessment(t.Context(), id)
	must(t, err)
	report, err := to.Repair(t.Context(), nil)
	must(t, err)
	if !report.OK() {
		t.Fatalf("%+v", report.Checks)
	}
	made, err := to.Assessment(t.Context(), id)
	must(t, err)
	if s := assesstest.Difference(folded, made); s != "" {
		t.Fatalf("%s is shown otherwise by who knew it before", s)
	}
	read, err := openAt(t, to.Path()).Assessment(t.Context(), id)
	must(t, err)
	if s := assesstest.Difference(read, made); s != "" {
		t.Fatalf("%s is shown otherwise by who opens it", s)
	}
	return made
}

var ratingOf41 = assess.Place{Subject: item("4.1"), Field: assess.FieldRating}

func levelOf41(a *assess.Assessment) int { return a.Answer(assess.Key{Item: "4.1"}).Rating.Level }

// standing are the rows of the heads of the rating of 4.1.
func standing(t testing.TB, db *DB, id string) []raw {
	t.Helper()
	return rawRows(t, db.e.readers, "WHERE id IN (SELECT revision FROM head WHERE assessment = ? AND subject = ? AND field = ?) ORDER BY id",
		id, string(ratingOf41.Subject), ratingOf41.Field)
}

func TestTwoCopiesThatDisagreeAreSettledByTheNextAct(t *testing.T) {
	here, there, id := twoCopies(t)
	do(t, here, ada, id, rating("4.1", 4))
	do(t, there, bo, id, rating("4.1", 2))
	a := together(t, there, here, id)
	if levelOf41(a) != 2 || !slices.Equal(a.Conflicts, []assess.Place{ratingOf41}) {
		t.Fatalf("shown is %d, in conflict are %v", levelOf41(a), a.Conflicts)
	}
	if b := together(t, here, there, id); assesstest.Said(a, b) != "" {
		t.Fatal("the copies show different things")
	}
	_, _, err := here.Undo(t.Context(), ada, id)
	var unsettled *store.Unsettled
	if !errors.As(err, &unsettled) || unsettled.Subject != ratingOf41.Subject || unsettled.Field != ratingOf41.Field {
		t.Fatalf("a side of a conflict was taken back: %v", err)
	}
	both := standing(t, here, id)
	if len(both) != 2 {
		t.Fatalf("%d values stand", len(both))
	}

	a = do(t, here, ada, id, rating("4.1", 3))
	settlement := standing(t, here, id)
	if len(settlement) != 1 || settlement[0].parent != both[1].id || settlement[0].merges != both[0].id {
		t.Fatalf("settled by %+v, of %q and %q", settlement, both[0].id, both[1].id)
	}
	if levelOf41(a) != 3 || len(a.Conflicts) > 0 {
		t.Fatalf("settled, it shows %d, in conflict are %v", levelOf41(a), a.Conflicts)
	}
	for range 2 {
		settlement := standing(t, here, id)
		_, a, err = here.Undo(t.Context(), ada, id)
		must(t, err)
		back := standing(t, here, id)
		if len(back) != 2 || back[0].parent != settlement[0].id || back[1].parent != settlement[0].id {
			t.Fatalf("undone, these stand: %+v", back)
		}
		if levelOf41(a) != 2 || !slices.Equal(a.Conflicts, []assess.Place{ratingOf41}) {
			t.Fatalf("undone, it shows %d, in conflict are %v", levelOf41(a), a.Conflicts)
		}
		if _, _, err := here.Undo(t.Context(), ada, id); !errors.As(err, &unsettled) {
			t.Fatalf("undone, the side that came back was taken back: %v", err)
		}
		rightHeads(t, here)
		healthy(t, here)
		_, a, err = here.Redo(t.Context(), ada, id)
		must(t, err)
		again := standing(t, here, id)
		if len(again) != 1 || len(strings.Fields(again[0].merges)) != 1 || levelOf41(a) != 3 || len(a.Conflicts) > 0 {
			t.Fatalf("redone, it shows %d by %+v, in conflict are %v", levelOf41(a), again, a.Conflicts)
		}
		rightHeads(t, here)
		healthy(t, here)
	}
	if b := together(t, here, there, id); levelOf41(b) != 3 || len(b.Conflicts) > 0 {
		t.Fatalf("brought over, the settlement shows %d, in conflict are %v", levelOf41(b), b.Conflicts)
	}
	healthy(t, there)
}

// What two copies say alike is no conflict, and the next act replaces both.
func TestTwoCopiesThatSayTheSameAgree(t *testing.T) {
	here, there, id := twoCopies(t)
	say := saying(change(item("4.1"), "rating", map[string]any{"level": 3, "reason": "as seen"}), change(item("4.1"), "owner", "Cy"))
	do(t, here, ada, id, say)
	do(t, there, bo, id, say)
	a := together(t, there, here, id)
	if levelOf41(a) != 3 || len(a.Conflicts) > 0 || len(standing(t, here, id)) != 2 {
		t.Fatalf("shown is %d, in conflict are %v", levelOf41(a), a.Conflicts)
	}
	do(t, here, ada, id, rating("4.1", 1))
	if now := standing(t, here, id); len(now) != 1 || now[0].merges == "" {
		t.Fatalf("these stand: %+v", now)
	}
	healthy(t, here)
}

func TestUndoNeverTakesBackAnActOfAnotherCopy(t *testing.T) {
	here, there, id := twoCopies(t)
	do(t, here, ada, id, noting("5.1", "here"))
	do(t, there, ada, id, noting("5.2", "there"))
	do(t, there, ada, id, noting("5.3", "there"))
	_, _, err := there.Undo(t.Context(), ada, id)
	must(t, err)
	together(t, there, here, id)
	if _, _, err := here.Redo(t.Context(), ada, id); !errors.Is(err, store.ErrNothingToRedo) {
		t.Errorf("an undo of the other copy was redone: %v", err)
	}
	_, a, err := here.Undo(t.Context(), ada, id)
	must(t, err)
	if a.Answer(assess.Key{Item: "5.1"}).Note != "" || a.Answer(assess.Key{Item: "5.2"}).Note != "there" {
		t.Errorf("undone here, the notes are %q and %q", a.Answer(assess.Key{Item: "5.1"}).Note, a.Answer(assess.Key{Item: "5.2"}).Note)
	}
	_, a, err = here.Undo(t.Context(), ada, id) // of before the copies parted
	must(t, err)
	if levelOf41(a) != 0 || a.Answer(assess.Key{Item: "5.2"}).Note != "there" {
		t.Errorf("undone twice, it is %+v", a.Answer(assess.Key{Item: "4.1"}))
	}
	healthy(t, here)
}

func TestCopiesThatWorkApartShowTheSameOnceTheyAreBroughtTogether(t *testing.T) {
	checks(t, times(20, 400))
	rapid.Check(t, func(rt *rapid.T) {
		here, there, id := twoCopies(t)
		defer here.Close()
		defer there.Close()
		records := []string{here.NewID(), here.NewID()}
		people := map[*DB][]store.Actor{here: {ada, {Name: "Cy"}}, there: {bo, ada}}
		for range rapid.IntRange(1, 2).Draw(rt, "meetings") {
			for range rapid.IntRange(1, 8).Draw(rt, "steps") {
				db := rapid.SampledFrom([]*DB{here, there}).Draw(rt, "where")
				anyStep(rt, t, db, rapid.SampledFrom(people[db]).Draw(rt, "who"), id, records)
				rightHeads(t, db)
			}
			a := together(t, there, here, id)
			b := together(t, here, there, id)
			if subject := assesstest.Difference(a, b); subject != "" {
				rt.Fatalf("of %s the copies show different things", subject)
			}
		}
		healthy(t, here)
		healthy(t, there)
	})
}

func TestACopyTakesAnotherNameAtItsFirstActAndNotBefore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	before := contents(t, path)
	second := copied(t, path)
	first := openAt(t, path)
	was := nameOf(t, first)
	if nameOf(t, second) != was {
		t.Fatal("a copy has another name before its first act")
	}
	must(t, second.Close())
	if string(contents(t, second.Path())) != string(before) {
		t.Fatal("to open a copy and close it wrote to it")
	}
	second = openAt(t, second.Path())
	do(t, first, ada, id, rating("4.1", 1))
	do(t, second, ada, id, rating("4.1", 2))
	if nameOf(t, first) != was || nameOf(t, second) == was {
		t.Fatalf("the first is called %s, the copy %s; before both were %s", nameOf(t, first), nameOf(t, second), was)
	}
	if chains := chainsOf(t, second); !slices.Contains(chains, was+"."+id) || !slices.Contains(chains, nameOf(t, second)+"."+id) {
		t.Fatalf("the chains of the copy are %q", chains)
	}
	if _, a, err := second.Undo(t.Context(), ada, id); err != nil || !a.Answer(assess.Key{Item: "4.1"}).IsZero() {
		t.Fatalf("its own act under the new name was not undone: %v", err)
	}
	if _, _, err := second.Undo(t.Context(), ada, id); !errors.Is(err, store.ErrFirstAct) {
		t.Fatalf("an act under the old name, of before the copy, is no longer its own: %v", err)
	}
	must(t, second.Close())
	must(t, os.Rename(second.Path(), second.Path()+".moved"))
	moved := openAt(t, second.Path()+".moved")
	name := nameOf(t, moved)
	do(t, moved, ada, id, rating("4.1", 3))
	if nameOf(t, moved) != name {
		t.Error("a file that was moved took another name")
	}
	healthy(t, moved)
	healthy(t, first)
}

func TestToOpenAFileAndCloseItWritesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	db := openAt(t, path)
	for n := range 3 {
		do(t, db, ada, id, noting("4.1", fmt.Sprint(n)))
	}
	must(t, db.Close())
	before := folderBytes(t, filepath.Dir(path))
	db = openAt(t, path)
	must(t, second(db.Assessment(t.Context(), id)))
	must(t, second(db.History(t.Context(), id, store.HistoryFilter{})))
	healthy(t, db)
	must(t, db.Close())
	if after := folderBytes(t, filepath.Dir(path)); after != before {
		t.Fatal("the folder is not as it was")
	}
}

// A copy whose catalogue does not know a kind of record still knows by the chain that not
// everybody may see it.
func TestACopyThatDoesNotKnowAKindOfRecordDoesNotGiveItAway(t *testing.T) {
	path := t.TempDir() + "/x.db"
	db := openAt(t, path)
	id := create(t, db)
	do(t, db, ada, id, saying(assesstest.Change(register.SubjectOf("concern", db.NewID()), "title", "The bot told lies")))
	must(t, db.Close())
	stranger, err := Open(t.Context(), path, Options{Clock: clocktest.Now, Catalog: &catalog.Catalog{}})
	must(t, err)
	t.Cleanup(func() { must(t, stranger.Close()) })
	x, c := bundleOf(t, stranger, id)
	if !c.Withheld || strings.Contains(strings.Join(x.lines, ""), "concern") {
		t.Error("it travels with what everybody may know")
	}
	if parts, _, err := stranger.CarryRestricted(t.Context(), id); err != nil || len(parts) != 1 || len(parts[0].Lines) != 1 {
		t.Errorf("apart travels %+v: %v", parts, err)
	}
}
