package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"crosswalk/store"
)

// raw is a row of the history as the tests write it with plain SQL: as another
// copy would have written it, or a forger. Its hash is put together here once
// more, and not by the code that is held to it.
type raw struct {
	n                                               int64
	id, assessment, subject, field, value, parent   string
	merges, act, kind, reverts, author, at, replica string
	seq                                             int64
	prev, hash, salt                                []byte
}

const rawColumns = "n, id, assessment, subject, field, value, coalesce(parent, ''), merges, act, kind, coalesce(reverts, ''), author, at, replica, seq, prev_hash, hash, salt"

func (r *raw) places() []any {
	return []any{
		&r.n, &r.id, &r.assessment, &r.subject, &r.field, &r.value, &r.parent, &r.merges, &r.act, &r.kind, &r.reverts, &r.author, &r.at,
		&r.replica, &r.seq, &r.prev, &r.hash, &r.salt,
	}
}

// rawRows reads rows of the history; behind names what goes behind its name.
func rawRows(t testing.TB, q store.Queryer, behind string, args ...any) []raw {
	t.Helper()
	var r raw
	var all []raw
	must(t, store.Each(t.Context(), q, "SELECT "+rawColumns+" FROM history "+behind, args, r.places(), func() error {
		one := r
		one.prev, one.hash, one.salt = append([]byte{}, r.prev...), append([]byte{}, r.hash...), append([]byte{}, r.salt...)
		all = append(all, one)
		return nil
	}))
	return all
}

// chained gives a row its place in a chain behind a hash.
func (r *raw) chained(prev []byte) *raw {
	r.prev = prev
	var size [8]byte
	h := sha256.New()
	add := func(b []byte) {
		binary.BigEndian.PutUint64(size[:], uint64(len(b)))
		_, _ = h.Write(size[:])
		_, _ = h.Write(b)
	}
	value := []byte(r.value)
	if len(r.salt) > 0 {
		digest := sha256.Sum256(append(append([]byte{}, r.salt...), r.value...))
		value = digest[:]
	}
	add(prev)
	add([]byte(r.replica))
	add(binary.BigEndian.AppendUint64(nil, uint64(r.seq)))
	for _, b := range []string{r.id, r.assessment, r.subject, r.field, string(value), r.parent, r.act, r.kind, r.reverts, r.author, r.at} {
		add([]byte(b))
	}
	if r.merges != "" {
		add([]byte(r.merges))
	}
	r.hash = h.Sum(nil)
	return r
}

// insert writes the row; of the first format into the table that there was.
func (r *raw) insert(t testing.TB, x execer, table string) {
	t.Helper()
	columns, more := "n, id, assessment, subject, field, value, parent, act, kind, reverts, author, at, replica, seq, prev_hash, hash", ""
	args := []any{r.n, r.id, r.assessment, r.subject, r.field, r.value, r.parent, r.act, r.kind, r.reverts, r.author, r.at, r.replica, r.seq, r.prev, r.hash}
	if table == "history" {
		columns, more = columns+", merges, salt", ", ?, ?"
		salt := r.salt
		if salt == nil {
			salt = []byte{}
		}
		args = append(args, r.merges, salt)
	}
	_, err := x.ExecContext(t.Context(), "INSERT INTO "+table+" ("+columns+") VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?"+more+")", args...)
	must(t, err)
}

type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// inPlain runs do on a plain connection to a file, in one transaction.
func inPlain(t testing.TB, path string, do func(tx *sql.Tx)) {
	t.Helper()
	pool, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=busy_timeout(10000)")
	must(t, err)
	defer pool.Close()
	tx, err := pool.BeginTx(t.Context(), nil)
	must(t, err)
	do(tx)
	must(t, tx.Commit())
}

// grower makes row after row of one chain: ratings of questions by people in
// turn, an act each.
type grower struct {
	id, chain string
	n, seq    int64
	prev      []byte
	at        time.Time
	salted    bool
	last      map[string]string // by subject, the revision that stands
}

func (g *grower) next(i int, who string) *raw {
	g.n, g.seq = g.n+1, g.seq+1
	g.at = g.at.Add(time.Millisecond)
	subject := fmt.Sprintf("answer/4.1//4.1-%s-%d", who, i%200)
	r := &raw{
		n: g.n, seq: g.seq, replica: g.chain, id: idAt(g.at, g.n), assessment: g.id, subject: subject, field: "rating", value: fmt.Sprintf(`{"level":%d}`, i%6),
		parent: g.last[subject], kind: "do", author: who, at: g.at.UTC().Format("2006-01-02T15:04:05.000000Z"),
	}
	if r.act = r.id; g.salted {
		r.salt = []byte(fmt.Sprintf("%016d", g.n))
	}
	r.chained(g.prev)
	g.prev, g.last[subject] = r.hash, r.id
	return r
}

// idAt is a UUIDv7 of a moment, that grows with n.
func idAt(at time.Time, n int64) string {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(at.UnixMilli())<<16)
	binary.BigEndian.PutUint64(id[8:], uint64(n))
	id[6], id[8] = 0x70|id[6]&0x0f, 0x80|id[8]&0x3f
	return id.String()
}

// fill puts many acts into an open database, in one transaction, and has the
// present state made of them.
func fill(t testing.TB, db *DB, id string, acts int, people ...store.Actor) {
	t.Helper()
	do(t, db, ada, id, noting("4.9", "before the many")) // so that the chain is there
	last := rawRows(t, db.e.readers, "WHERE assessment = ? ORDER BY n DESC LIMIT 1", id)[0]
	at, err := time.Parse(time.RFC3339Nano, last.at)
	must(t, err)
	g := &grower{id: id, chain: last.replica, n: last.n, seq: last.seq, prev: last.hash, at: at.Add(time.Millisecond), salted: true, last: map[string]string{}}
	inPlain(t, db.Path(), func(tx *sql.Tx) {
		for i := range acts {
			g.next(i/len(people), people[i%len(people)].Name).insert(t, tx, "history")
		}
	})
	report, err := db.Repair(t.Context(), nil)
	must(t, err)
	if !report.OK() {
		t.Fatalf("%+v", report.Checks)
	}
}

// oldBase is a file of the first format, of one of its versions, with one
// assessment in it, before anything was said in it but its name.
func oldBase(t testing.TB, path string, version, acts int) (id string) {
	t.Helper()
	const made = "2026-03-01T09:00:00.000000Z"
	at, err := time.Parse(time.RFC3339Nano, made)
	must(t, err)
	id = idAt(at, 1)
	pool, err := sql.Open("sqlite", "file:"+path)
	must(t, err)
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	for _, text := range append([]string{fmt.Sprintf("PRAGMA application_id = %d; PRAGMA synchronous = OFF", applicationID)}, migrations()[:version]...) {
		_, err := pool.ExecContext(t.Context(), text)
		must(t, err)
	}
	_, err = pool.ExecContext(t.Context(), fmt.Sprintf("PRAGMA user_version = %d; INSERT INTO meta (key, value) VALUES ('replica', 'old-copy')", version))
	must(t, err)
	tx, err := pool.BeginTx(t.Context(), nil)
	must(t, err)
	_, err = tx.ExecContext(t.Context(), `INSERT INTO assessment (id, name, archived, created, created_by, organisation, scope, kind, size, target, start, fte,
		holidays, isms_certified, scopes_compatible, certification_wanted, certification_by, one_owner, scope_moves, budget, basis)
		VALUES (?, 'Old', 0, ?, 'Ada', '', '', 'gap', 'medium', 3, '', 1.5, '', '', '', '', '', '', '', '', 'corrected')`, id, made)
	must(t, err)
	first := &raw{n: 1, seq: 1, replica: "old-copy", id: idAt(at, 2), assessment: id, subject: "assessment", field: "name", value: `"Old"`, kind: "do", author: "Ada", at: made}
	first.act = first.id
	first.chained(make([]byte, sha256.Size)).insert(t, tx, "revision")
	g := &grower{id: id, chain: "old-copy", n: 1, seq: 1, prev: first.hash, at: at, last: map[string]string{}}
	stand := map[string]*raw{}
	for i := range acts {
		r := g.next(i/2, []string{"Ada", "Bo"}[i%2])
		r.insert(t, tx, "revision")
		stand[r.subject] = r
	}
	for _, r := range stand {
		part := strings.Split(r.subject, "/")
		_, err := tx.ExecContext(t.Context(), `INSERT INTO answer (assessment, item, system, question, state, level, reason, risk, approved_by, approved_on,
			rated_by, rated_at, rated_order, note, owner, due, flag) VALUES (?, ?, '', ?, 'rated', ?, '', '', '', '', ?, ?, ?, '', '', '', 0)`,
			id, part[1], part[3], int(r.value[len(r.value)-2]-'0'), r.author, r.at, r.id)
		must(t, err)
	}
	must(t, tx.Commit())
	return id
}

// chainsOf are the names of the chains in a database.
func chainsOf(t testing.TB, db *DB) []string {
	t.Helper()
	heads, err := db.Ends(t.Context())
	must(t, err)
	var all []string
	for _, h := range heads {
		all = append(all, h.Chain)
	}
	return all
}

// nameOf is the name of a copy in the chains.
func nameOf(t testing.TB, db *DB) (name string) {
	t.Helper()
	must(t, second(store.One(t.Context(), db.e.readers, metaValue, []any{store.MetaStore}, &name)))
	return name
}
