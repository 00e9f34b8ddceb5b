package sqlite

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// forkOf is a copy of a closed file that does not notice it is one, as where the file was
// copied from machine to machine with all that tells them apart: both go on under one name.
func forkOf(t testing.TB, path string) *DB {
	t.Helper()
	copy := copied(t, path)
	must(t, copy.e.Write(t.Context(), store.Everything, func(ctx context.Context, tx store.Tx) error {
		return tx.Exec(ctx, setMeta, metaWriter, whereabouts(copy.e.real, copy.e.opened))
	}))
	return copy
}

// bundle are lines that lie about, as a file that was sent once and may be taken in at any
// time, and again.
type bundle struct {
	id    string // of the assessment
	lines []string
	heads []store.Head // how far its chains go
	since []store.Head // what it stands on
}

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
	x.id = id
	c, err := db.Carry(t.Context(), id, since, func(line []byte) error { x.lines = append(x.lines, string(line)); return nil })
	must(t, err)
	x.heads = c.Heads
	return x, c
}

// team are the copies of some assessments, and what they sent each other so far.
type team struct {
	t    testing.TB
	rt   *rapid.T
	id   string // the one that all began with; the others are duplicates of it
	all  []*DB
	sent []bundle
	said map[string]map[string]bool // every revision that was ever made, by assessment
	recs []string                   // records that all know of
	seen map[string]int             // what came to pass
}

func newTeam(t testing.TB, rt *rapid.T, id string, all ...*DB) *team {
	m := &team{t: t, rt: rt, id: id, all: all, said: map[string]map[string]bool{id: {}}, recs: []string{all[0].NewID(), all[0].NewID()}, seen: map[string]int{}}
	for range rapid.IntRange(0, 2).Draw(rt, "more copies") {
		db := open(t)
		x, _ := bundleOf(t, all[0], id)
		m.take(db, x)
		m.all = append(m.all, db)
	}
	return m
}

func (m *team) close() {
	for _, db := range m.all {
		_ = db.Close()
	}
}

func (m *team) one() *DB { return rapid.SampledFrom(m.all).Draw(m.rt, "copy") }

// known is one of the assessments that a copy knows of.
func (m *team) known(db *DB) string {
	list, err := db.Assessments(m.t.Context())
	must(m.t, err)
	var ids []string
	for _, a := range list {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	return rapid.SampledFrom(ids).Draw(m.rt, "assessment")
}

// step lets one of the copies act, send, or take in what was sent, be it old.
func (m *team) step() {
	db := m.one()
	id := m.known(db)
	switch what := rapid.SampledFrom([]string{"act", "act", "act", "record", "concern", "settle", "vote", "duplicate", "fork", "send", "send since", "take", "take", "take"}).Draw(m.rt, "what"); what {
	case "act":
		anyStep(m.rt, m.t, db, rapid.SampledFrom([]store.Actor{ada, bo}).Draw(m.rt, "who"), id, m.recs)
	case "record":
		m.do(db, id, m.record())
	case "concern": // of which only Bo knows
		s := register.SubjectOf("concern", rapid.SampledFrom(m.recs).Draw(m.rt, "concern"))
		m.do(db, id, assesstest.Change(s, "readers", []string{bo.Name}), assesstest.Change(s, "due", rapid.SampledFrom([]string{"2027-01-01", "2027-01-02"}).Draw(m.rt, "due")))
	case "settle":
		m.settle(db, id)
	case "vote":
		m.vote(db, id)
	case "duplicate":
		if len(m.said) < 3 {
			m.duplicate(db, id)
		}
	case "fork":
		if len(m.all) < 5 {
			m.fork(db)
		}
	case "send":
		m.send(db, id)
	case "send since":
		if len(m.sent) > 0 {
			m.since(db, rapid.SampledFrom(m.sent).Draw(m.rt, "after"))
		}
	case "take":
		if len(m.sent) > 0 {
			m.take(db, rapid.SampledFrom(m.sent).Draw(m.rt, "which"))
		}
	}
}

func (m *team) record() assess.Change {
	s := register.SubjectOf("risk", rapid.SampledFrom(m.recs).Draw(m.rt, "risk"))
	f := rapid.SampledFrom([]string{"title", "state", "number", "owner", "happens", "removed"}).Draw(m.rt, "field")
	v := map[string][]any{
		"title": {"a", "b"}, "state": {"1 found", "3 treated"}, "number": {1, 2}, "owner": {"Ada", "Bo", nil},
		"happens": {"a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC", "x"}, "removed": {true, false},
	}[f]
	return assesstest.Change(s, f, rapid.SampledFrom(v).Draw(m.rt, "value"))
}

func (m *team) do(db *DB, id string, changes ...assess.Change) {
	do(m.t, db, bo, id, saying(changes...))
}

// settle takes a side, what stood before, or something else in what disagrees.
func (m *team) settle(db *DB, id string) {
	all, err := db.Conflicts(m.t.Context(), id)
	must(m.t, err)
	var choices []store.Choice
	for _, c := range all {
		if !rapid.Bool().Draw(m.rt, "this one") {
			continue
		}
		sides := c.Sides
		value := store.TakeSide(sides[rapid.IntRange(0, len(sides)-1).Draw(m.rt, "side")].ID)
		if _, none := c.Before(); none == nil && rapid.Bool().Draw(m.rt, "base") {
			value = store.TakeBase
		}
		choices = append(choices, store.Choice{Place: c.Place, Value: value})
	}
	if len(choices) == 0 {
		return
	}
	_, _, err = db.SettleConflicts(m.t.Context(), rapid.SampledFrom([]store.Actor{ada, bo}).Draw(m.rt, "who"), id, choices, rapid.SampledFrom([]string{"", "We met."}).Draw(m.rt, "reason"))
	must(m.t, err)
	m.seen["settled"]++
}

// vote has a room settle 4.1, be it in conflict or not.
func (m *team) vote(db *DB, id string) {
	ctx, cat := m.t.Context(), catalog.Shipped()
	v, err := db.OpenVote(ctx, ada, cat, id, assess.Key{Item: "4.1"}, workshop.DefaultTolerance, false)
	must(m.t, err)
	level := rapid.IntRange(0, 5).Draw(m.rt, "level")
	var hands workshop.Tally
	hands.Counts[level] = 3
	must(m.t, second(db.Hands(ctx, ada, v.ID, hands)))
	must(m.t, second(db.Reveal(ctx, ada, v.ID)))
	_, _, err = db.Settle(ctx, ada, cat, v.ID, level, "As counted.")
	must(m.t, err)
	m.seen["voted"]++
}

func (m *team) duplicate(db *DB, id string) {
	a, err := db.Assessment(m.t.Context(), id)
	must(m.t, err)
	book, err := db.RecordsReadBy(m.t.Context(), bo, id)
	must(m.t, err)
	b, err := db.CreateFrom(m.t.Context(), bo, intake.Duplicate(a, book, fmt.Sprint("Duplicate ", len(m.said)), db.NewID))
	must(m.t, err)
	m.said[b.ID] = map[string]bool{}
	m.seen["duplicates"]++
}

// fork copies the file of a copy; both go on under one name and do not know of it.
func (m *team) fork(db *DB) {
	path := db.Path()
	must(m.t, db.Close())
	twin := forkOf(m.t, path)
	m.all[slices.Index(m.all, db)] = openAt(m.t, path)
	m.all = append(m.all, twin)
}

func (m *team) send(db *DB, id string) {
	x, _ := bundleOf(m.t, db, id)
	parts, _, err := db.CarryRestricted(m.t.Context(), id)
	must(m.t, err)
	for _, p := range parts {
		for _, line := range p.Lines {
			x.lines = append(x.lines, string(line))
		}
	}
	m.sent = append(m.sent, x)
}

// since sends what came after something that was sent.
func (m *team) since(db *DB, after bundle) {
	list, err := db.Assessments(m.t.Context())
	must(m.t, err)
	if !slices.ContainsFunc(list, func(s store.Summary) bool { return s.ID == after.id }) {
		return
	}
	x, _ := bundleOf(m.t, db, after.id, after.heads...)
	x.since = after.heads
	m.sent = append(m.sent, x)
}

func (m *team) take(db *DB, x bundle) {
	if missing, err := db.Lacks(m.t.Context(), x.since); err != nil || len(missing) > 0 {
		must(m.t, err)
		return
	}
	took, err := db.Take(m.t.Context(), ada, x.give, false)
	if err != nil {
		m.rt.Fatal(err)
	}
	m.seen["forks"] += len(took.Forks)
	m.remember(db, x.id)
}

func (m *team) remember(db *DB, id string) {
	for _, r := range rawRows(m.t, db.e.readers, "WHERE assessment = ?", id) {
		m.said[id][r.id] = true
	}
}

// meet has everybody take in what everybody has, in any order.
func (m *team) meet() {
	m.sent = nil
	for _, db := range m.all {
		list, err := db.Assessments(m.t.Context())
		must(m.t, err)
		for _, s := range list {
			m.remember(db, s.ID)
			m.send(db, s.ID)
		}
	}
	for _, db := range m.all {
		for _, x := range rapid.Permutation(m.sent).Draw(m.rt, "order") {
			m.take(db, x)
		}
	}
}

// shown is all that a copy shows of an assessment besides the assessment itself.
func (m *team) shown(db *DB, id string) string {
	book, err := db.RecordsReadBy(m.t.Context(), bo, id)
	must(m.t, err)
	head, n, err := db.HeadOnPaper(m.t.Context(), id)
	must(m.t, err)
	conflicts, err := db.Conflicts(m.t.Context(), id)
	must(m.t, err)
	text := fmt.Sprintf("the head %s of %d, the records %v, the conflicts", head, n, slices.Collect(book.All()))
	for _, c := range conflicts {
		text += " " + c.Name
		for _, side := range c.Sides {
			text += " " + side.ID
		}
	}
	return text
}

// alike wants every copy to hold every revision, and to show the same.
func (m *team) alike() {
	for _, id := range slices.Sorted(maps.Keys(m.said)) {
		first, err := m.all[0].Assessment(m.t.Context(), id)
		must(m.t, err)
		right := m.shown(m.all[0], id)
		for _, db := range m.all {
			if rows := rawRows(m.t, db.e.readers, "WHERE assessment = ?", id); len(rows) != len(m.said[id]) {
				m.rt.Fatalf("a copy has %d revisions of %d", len(rows), len(m.said[id]))
			}
			a, err := db.Assessment(m.t.Context(), id)
			must(m.t, err)
			if s := assesstest.Difference(first, a); s != "" {
				m.rt.Fatalf("%s is not the same in two copies", s)
			}
			if is := m.shown(db, id); is != right {
				m.rt.Fatalf("one copy shows %s and another %s", right, is)
			}
		}
		m.seen["conflicts"] += len(first.Conflicts)
	}
	for _, db := range m.all {
		rightHeads(m.t, db)
		healthy(m.t, db)
	}
}

// What several people know comes together whatever the order and however often: bringing
// it together is commutative, associative and idempotent, and nothing is lost.
func TestCopiesThatExchangeWhatTheyKnowEndAlike(t *testing.T) {
	checks(t, times(12, 400))
	seen := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		here, forked, id := twoForks(t, rapid.Bool().Draw(rt, "forked"))
		m := newTeam(t, rt, id, here, forked)
		defer m.close()
		for range rapid.IntRange(4, 24).Draw(rt, "steps") {
			m.step()
		}
		m.meet()
		m.alike()
		for _, db := range m.all { // and once more
			for _, x := range m.sent {
				if again, err := db.Take(t.Context(), ada, x.give, false); err != nil || again.Revisions != 0 || len(again.Forks) != 0 {
					rt.Fatalf("taken in again: %+v, %v", again, err)
				}
			}
		}
		m.settle(m.one(), id)
		for i, db := range m.all { // all go on after it, each in a chain of its own
			do(t, db, ada, id, rating("4.1", i))
		}
		m.meet()
		m.alike()
		for what, n := range m.seen {
			seen[what] += n
		}
	})
	t.Log(seen)
	if !torture() { // a few histories may go without
		return
	}
	for _, what := range []string{"conflicts", "forks", "settled", "voted", "duplicates"} {
		if seen[what] == 0 {
			t.Errorf("no %s came to pass", what)
		}
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
