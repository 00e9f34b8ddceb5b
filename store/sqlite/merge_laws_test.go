package sqlite

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/register"
	"crosswalk/store"
)

// forkOf is a copy of a closed file that does not notice it is one, as where the file was
// copied from machine to machine with all that tells them apart: both go on under one name.
func forkOf(t testing.TB, path string) *DB {
	t.Helper()
	copy := copied(t, path)
	must(t, copy.e.Write(t.Context(), func(ctx context.Context, tx store.Tx) error {
		return tx.Exec(ctx, setMeta, metaWriter, whereabouts(copy.e.real, copy.e.opened))
	}))
	return copy
}

// bundle are lines that lie about, as a file that was sent once and may be taken in at any
// time, and again.
type bundle struct{ lines []string }

func (x bundle) give(yield func([]byte) error) error {
	for _, l := range x.lines {
		if err := yield([]byte(l)); err != nil {
			return err
		}
	}
	return nil
}

func bundleOf(t testing.TB, db *DB, id string, since ...store.Head) (x bundle, c store.Carried) {
	t.Helper()
	c, err := db.Carry(t.Context(), id, since, func(line []byte) error { x.lines = append(x.lines, string(line)); return nil })
	must(t, err)
	return x, c
}

// team are the copies of one assessment, and what they sent each other so far.
type team struct {
	t    testing.TB
	rt   *rapid.T
	id   string
	all  []*DB
	sent []bundle
	said map[string]bool // every revision that was ever made
	recs []string        // records that all know of

	forks int
}

func (m *team) one() *DB { return rapid.SampledFrom(m.all).Draw(m.rt, "copy") }

// step lets one of the copies act, send, or take in what was sent, be it old.
func (m *team) step() {
	db := m.one()
	switch rapid.SampledFrom([]string{"act", "act", "act", "record", "settle", "send", "take", "take"}).Draw(m.rt, "what") {
	case "act":
		anyStep(m.rt, m.t, db, rapid.SampledFrom([]store.Actor{ada, bo}).Draw(m.rt, "who"), m.id, m.recs)
	case "record":
		s := register.SubjectOf("risk", rapid.SampledFrom(m.recs).Draw(m.rt, "risk"))
		f := rapid.SampledFrom([]string{"title", "state", "number", "owner", "happens", "removed"}).Draw(m.rt, "field")
		v := map[string][]any{
			"title": {"a", "b"}, "state": {"1 found", "3 treated"}, "number": {1, 2}, "owner": {"Ada", "Bo", nil},
			"happens": {"a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC", "x"}, "removed": {true, false},
		}[f]
		m.do(db, assesstest.Change(s, f, rapid.SampledFrom(v).Draw(m.rt, "value")))
	case "settle":
		a, err := db.Assessment(m.t.Context(), m.id)
		must(m.t, err)
		for _, at := range a.Conflicts {
			if at.Subject == item("4.1") && at.Field == assess.FieldRating {
				m.do(db, assesstest.Change(at.Subject, at.Field, map[string]any{"level": rapid.IntRange(0, 5).Draw(m.rt, "level")}))
			}
		}
	case "send":
		m.send(db)
	case "take":
		if len(m.sent) > 0 {
			m.take(db, rapid.SampledFrom(m.sent).Draw(m.rt, "which"))
		}
	}
}

func (m *team) do(db *DB, changes ...assess.Change) { do(m.t, db, bo, m.id, saying(changes...)) }

func (m *team) send(db *DB) {
	x, _ := bundleOf(m.t, db, m.id)
	m.sent = append(m.sent, x)
}

func (m *team) take(db *DB, x bundle) {
	took, err := db.Take(m.t.Context(), ada, x.give, false)
	if err != nil {
		m.rt.Fatal(err)
	}
	m.forks += len(took.Forks)
	m.remember(db)
}

func (m *team) remember(db *DB) {
	for _, r := range rawRows(m.t, db.e.readers, "WHERE assessment = ?", m.id) {
		m.said[r.id] = true
	}
}

// meet has everybody take in what everybody has, in any order.
func (m *team) meet() {
	m.sent = nil
	for _, db := range m.all {
		m.remember(db)
		m.send(db)
	}
	for _, db := range m.all {
		for _, x := range rapid.Permutation(m.sent).Draw(m.rt, "order") {
			m.take(db, x)
		}
	}
}

// alike wants every copy to hold every revision, and to show the same.
func (m *team) alike() {
	first, err := m.all[0].Assessment(m.t.Context(), m.id)
	must(m.t, err)
	book, err := m.all[0].Records(m.t.Context(), m.id)
	must(m.t, err)
	head, n, err := m.all[0].HeadOnPaper(m.t.Context(), m.id)
	must(m.t, err)
	for _, db := range m.all {
		rows := rawRows(m.t, db.e.readers, "WHERE assessment = ?", m.id)
		if len(rows) != len(m.said) {
			m.rt.Fatalf("a copy has %d revisions of %d", len(rows), len(m.said))
		}
		a, err := db.Assessment(m.t.Context(), m.id)
		must(m.t, err)
		if s := assesstest.Difference(first, a); s != "" {
			m.rt.Fatalf("%s is not the same in two copies", s)
		}
		other, err := db.Records(m.t.Context(), m.id)
		must(m.t, err)
		if is, right := fmt.Sprint(slices.Collect(other.All())), fmt.Sprint(slices.Collect(book.All())); is != right {
			m.rt.Fatalf("the records are %s in one copy and %s in another", right, is)
		}
		if h, k, err := db.HeadOnPaper(m.t.Context(), m.id); err != nil || h != head || k != n {
			m.rt.Fatalf("the head on paper is %s of %d, and %s of %d in another copy: %v", head, n, h, k, err)
		}
		rightHeads(m.t, db)
		healthy(m.t, db)
	}
}

// What three people know comes together whatever the order and however often: bringing it
// together is commutative, associative and idempotent, and nothing is lost.
func TestCopiesThatExchangeWhatTheyKnowEndAlike(t *testing.T) {
	checks(t, times(12, 400))
	conflicts, forks := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		here, forked, id := twoForks(t, rapid.Bool().Draw(rt, "forked"))
		m := &team{t: t, rt: rt, id: id, all: []*DB{here, forked}, said: map[string]bool{}, recs: []string{here.NewID(), here.NewID()}}
		for range rapid.IntRange(0, 3).Draw(rt, "more copies") {
			db := open(t)
			m.take(db, func() bundle { x, _ := bundleOf(t, here, id); return x }())
			m.all = append(m.all, db)
		}
		defer func() {
			for _, db := range m.all {
				_ = db.Close()
			}
		}()
		for range rapid.IntRange(4, 24).Draw(rt, "steps") {
			m.step()
		}
		m.meet()
		m.alike()
		a, err := here.Assessment(t.Context(), id)
		must(t, err)
		conflicts, forks = conflicts+len(a.Conflicts), forks+m.forks
		for _, db := range m.all { // and once more
			x, _ := bundleOf(t, m.one(), id)
			if again, err := db.Take(t.Context(), ada, x.give, false); err != nil || again.Revisions != 0 || len(again.Forks) != 0 {
				rt.Fatalf("taken in again: %+v, %v", again, err)
			}
		}
		for i, db := range m.all { // all go on after it, each in a chain of its own
			do(t, db, ada, id, rating("4.1", i))
		}
		m.meet()
		m.alike()
	})
	if conflicts == 0 || forks == 0 {
		t.Errorf("%d conflicts and %d forks are too few to tell", conflicts, forks)
	}
}

// twoForks are two copies of a database; where they are forks both go on in one chain.
func twoForks(t testing.TB, forks bool) (here, there *DB, id string) {
	t.Helper()
	if !forks {
		return twoCopies(t)
	}
	path := t.TempDir() + "/x.db"
	db := openAt(t, path)
	id = create(t, db)
	do(t, db, ada, id, noting("4.1", "begun\n\nand\n\nended"))
	must(t, db.Close())
	return openAt(t, path), forkOf(t, path), id
}

func TestAChainThatWentOnInTwoCopiesIsKeptAsTwoAndNamed(t *testing.T) {
	here, there, id := twoForks(t, true)
	do(t, here, ada, id, rating("4.2", 1))
	do(t, here, ada, id, rating("4.2", 2))
	do(t, there, bo, id, rating("4.3", 3))
	chain := rawRows(t, here.e.readers, "WHERE assessment = ? ORDER BY n DESC LIMIT 1", id)[0].replica
	x, _ := bundleOf(t, there, id)
	took, err := here.Take(t.Context(), ada, x.give, false)
	must(t, err)
	if len(took.Forks) != 1 || took.Forks[0].Chain != chain || took.Forks[0].Seq < 2 || !took.Forks[0].Own || len(chainsOf(t, here)) != 2 {
		t.Fatalf("the forks are %+v, the chains %q", took.Forks, chainsOf(t, here))
	}
	do(t, here, ada, id, rating("4.4", 4))
	if last := rawRows(t, here.e.readers, "WHERE assessment = ? ORDER BY n DESC LIMIT 1", id)[0]; last.replica == chain || last.seq != 1 {
		t.Errorf("the next act went on in %s as number %d", last.replica, last.seq)
	}
	must(t, here.VerifyRest(t.Context()))
	healthy(t, here)
	back, _ := bundleOf(t, here, id)
	must(t, second(there.Take(t.Context(), bo, back.give, false)))
	must(t, second(openAt(t, t.TempDir()+"/new.db").Take(t.Context(), bo, back.give, false)))
	do(t, there, bo, id, rating("4.5", 5))
	healthy(t, there)
	if a, err := there.Assessment(t.Context(), id); err != nil || a.Answer(assess.Key{Item: "4.4"}).Rating.Level != 4 {
		t.Errorf("what was said after the fork did not come: %v", err)
	}
}

// Of a chain of the first format, which several assessments share, one of them takes its
// own revisions along and of the others the hashes; those fill in later.
func TestTheOldChainOfSeveralAssessmentsTravelsWithOneOfThem(t *testing.T) {
	old := openLater(t, oldFileNamed(t, "version-5-5d57914").unpack(t))
	there := open(t)
	list, err := old.Assessments(t.Context())
	must(t, err)
	gone := 0
	for _, s := range list {
		x, c := bundleOf(t, old, s.ID)
		gone += c.Gone
		took, err := there.Take(t.Context(), ada, x.give, false)
		must(t, err)
		if !took.New || took.Revisions != c.Revisions {
			t.Errorf("of %d revisions came %+v", c.Revisions, took)
		}
		healthy(t, there)
		was, err := old.Assessment(t.Context(), s.ID)
		must(t, err)
		if is, err := there.Assessment(t.Context(), s.ID); err != nil || assesstest.Difference(was, is) != "" {
			t.Errorf("%s is not the same there: %v", assesstest.Difference(was, is), err)
		}
		must(t, there.VerifyRest(t.Context()))
	}
	if gone == 0 {
		t.Fatal("the assessments do not share a chain")
	}
}
