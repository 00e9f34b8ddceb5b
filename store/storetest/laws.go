package storetest

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
	"crosswalk/store/acttest"
)

// Open opens one database, and makes it the first time. Two calls give two
// handles on it.
type Open func(t testing.TB, o store.Options) *store.DB

// Run holds an engine to every law. Fresh gives what opens a database that
// holds nothing yet and that nobody else uses.
func Run(t *testing.T, fresh func(t testing.TB) Open) {
	all := reflect.ValueOf(laws{fresh})
	for i := range all.NumMethod() {
		if name := all.Type().Method(i).Name; strings.HasPrefix(name, "Test") {
			t.Run(sentence(name), all.Method(i).Interface().(func(*testing.T)))
		}
	}
}

// sentence takes the name of a test apart.
func sentence(name string) string {
	var b strings.Builder
	for i, r := range strings.TrimPrefix(name, "Test") {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// laws are the tests: every method with a name like that of a test is one.
type laws struct {
	fresh func(t testing.TB) Open
}

// place is a database that may be opened several times.
type place struct{ with Open }

func (l laws) place(t testing.TB) place {
	t.Helper()
	return place{l.fresh(t)}
}

// openWith gives a handle that is closed with the test.
func (p place) openWith(t testing.TB, o store.Options) *store.DB {
	t.Helper()
	db := p.with(t, o)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func (p place) open(t testing.TB) *store.DB { return p.openWith(t, store.Options{}) }

// begin makes a database with one assessment in it.
func (l laws) begin(t testing.TB) (*store.DB, string) {
	t.Helper()
	db := l.place(t).open(t)
	return db, create(t, db)
}

// A commit of another program is heard of within settled; what comes at last
// comes within patience, on a machine that is busy too.
const (
	settled  = 300 * time.Millisecond
	patience = 10 * time.Second
)

// clock is a time that a test moves on.
type clock struct{ now time.Time }

func (c *clock) options() store.Options {
	return store.Options{Clock: func() time.Time { return c.now }}
}

// What the tests say, in their words.
var (
	ada, bo                = acttest.Ada, acttest.Bo
	change, item           = assesstest.Change, assesstest.Item
	saying, rating, noting = acttest.Saying, acttest.Rating, acttest.Noting
	must, second           = acttest.Must, acttest.Second
	create, do             = acttest.Create, acttest.Do
	voter, sure, casts     = acttest.Voter, acttest.Sure, acttest.Casts
)

// decision is what the pure functions of package assess give.
type decision = acttest.Decision

// healthy fails the test where the database finds anything wrong with itself.
func healthy(t testing.TB, db *store.DB) {
	t.Helper()
	r, err := db.Examine(t.Context(), nil)
	acttest.Sound(t, r, err)
}
