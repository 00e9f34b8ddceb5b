// Package screentest puts a screen on a stage, as the App does: a real store,
// a clock that stands, keys in, plain text out. Its one rule: what a test sees
// is what the terminal would show, and every drawing fills its space exactly.
package screentest

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
)

// Clock stands still until a test moves it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the time the session and its store go by.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock on.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Session is Ines Brandt at a store of her own, on Tuesday 24 November 2026 at
// 14:02 UTC.
func Session(t testing.TB) (*screen.Session, *Clock) {
	t.Helper()
	clock := &Clock{now: time.Date(2026, 11, 24, 14, 2, 0, 0, time.UTC)}
	db := storetest.OpenAt(t, filepath.Join(t.TempDir(), "crosswalk.db"), sqlite.Options{Clock: clock.Now})
	return &screen.Session{
		Context: t.Context(), Catalog: catalog.Shipped(), DB: db, Actor: store.Actor{Name: "Ines Brandt"},
		Theme: style.New(style.Dark, true), Now: clock.Now,
	}, clock
}

// Demo adds the demonstration to the store and gives its id.
func Demo(t testing.TB, s *screen.Session) string {
	t.Helper()
	changes, err := intake.Document(s.Catalog, assets.Demo, s.Now(), s.DB.NewID)
	must(t, err)
	a, err := s.DB.CreateFrom(s.Context, s.Actor, changes)
	must(t, err)
	return a.ID
}

// Empty adds an assessment in which nothing was answered and gives its id.
func Empty(t testing.TB, s *screen.Session, name, organisation string) string {
	t.Helper()
	p := assess.DefaultProfile()
	p.Organisation = organisation
	a, err := s.DB.Create(s.Context, s.Actor, name, p)
	must(t, err)
	return a.ID
}

// Do saves an act behind the screen's back; give the stage the News after it.
func Do(t testing.TB, s *screen.Session, id string, decide screen.Decide) {
	t.Helper()
	_, err := s.DB.Do(s.Context, s.Actor, id, decide)
	must(t, err)
}

// DoRecords is Do for what is decided about records.
func DoRecords(t testing.TB, s *screen.Session, id string, decide func(register.Case) ([]assess.Change, error)) {
	t.Helper()
	_, err := s.DB.DoRecords(s.Context, s.Actor, id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
		return decide(register.Case{Catalog: s.Catalog, Assessment: a, Book: b, Today: s.Now()})
	})
	must(t, err)
}

// Record is a record as the store has it, and what decisions about it look at.
func Record(t testing.TB, s *screen.Session, id, kind, of string) (register.Case, register.Record) {
	t.Helper()
	a, err := s.DB.Assessment(s.Context, id)
	must(t, err)
	book, err := s.DB.Records(s.Context, id)
	must(t, err)
	r, _ := book.Record(kind, of)
	return register.Case{Catalog: s.Catalog, Assessment: a, Book: book, Today: s.Now()}, r
}

// News is an assessment as it stands in the store, for a benchmark that has no
// stage.
func News(t testing.TB, s *screen.Session, id string) screen.Changed {
	t.Helper()
	a, err := s.DB.Assessment(s.Context, id)
	must(t, err)
	return screen.Changed{Figures: figures.Of(s.Catalog, a, s.Now()), Seq: 1}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
