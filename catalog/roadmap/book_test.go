package roadmap_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// reporter is what *testing.T, *testing.B and *rapid.T share.
type reporter interface {
	Helper()
	Fatalf(format string, args ...any)
}

// book is an assessment of the shipped catalogue that acts are made in.
type book struct {
	t    reporter
	cat  *catalog.Catalog
	a    *assess.Assessment
	asOf time.Time
	acts int
}

// tuesday is a day on which people work.
var tuesday = time.Date(2026, 11, 24, 14, 2, 0, 0, time.UTC)

func open(t reporter) *book {
	return &book{t: t, cat: catalog.Shipped(), a: assess.New("a"), asOf: tuesday}
}

// demo is the demonstration assessment.
func demo(t testing.TB) *book {
	t.Helper()
	b := open(t)
	n := 0
	changes, err := intake.Document(b.cat, assets.Demo, b.asOf, func() string { n++; return fmt.Sprintf("id-%04d", n) })
	b.do(changes, err)
	return b
}

// do makes the act, which must not be refused.
func (b *book) do(changes []assess.Change, err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("the act was refused: %v", err)
	}
	b.acts++
	revisions := make([]assess.Revision, len(changes))
	for i, c := range changes {
		revisions[i] = assess.Revision{
			ID: fmt.Sprintf("%06d-%06d", b.acts, i), Assessment: b.a.ID, Subject: c.Subject, Field: c.Field, Value: c.Value,
			Author: "Ada", At: tuesday.Add(time.Duration(b.acts) * time.Second),
		}
	}
	next, err := assess.Apply(b.a, revisions...)
	if err != nil {
		b.t.Fatalf("the act can't be applied: %v", err)
	}
	b.a = next
}

func (b *book) rate(item string, level int) {
	b.t.Helper()
	b.do(assess.Rate(b.cat, b.a, assess.Key{Item: item}, level, "seen"))
}

// profile sets keys of the profile: key, value, key, value.
func (b *book) profile(pairs ...string) {
	b.t.Helper()
	p := b.a.Profile
	for i := 0; i < len(pairs); i += 2 {
		next, err := p.With(pairs[i], pairs[i+1])
		if err != nil {
			b.t.Fatalf("%v", err)
		}
		p = next
	}
	b.do(assess.SetProfile(b.a, p), nil)
}

// everything rates every item alike.
func (b *book) everything(level int) {
	b.t.Helper()
	for _, it := range b.cat.Requirements().Items() {
		b.rate(it.ID, level)
	}
}

func (b *book) task(id, status string) {
	b.t.Helper()
	t := b.a.Task(id)
	t.Status = status
	b.do(assess.PutTask(b.cat, b.a, t))
}

func (b *book) in() roadmap.Input {
	card := score.Of(b.cat, b.a, b.asOf)
	return roadmap.Input{Catalog: b.cat, Assessment: b.a, Score: card, Synergy: synergy.Of(b.cat, b.a, card, b.a.Profile.Basis), AsOf: b.asOf}
}

func (b *book) plan() roadmap.Roadmap { return roadmap.Of(b.in()) }

// anything rates parts of both sides, excludes, and sets tasks and the profile.
func anything(t *rapid.T) *book {
	b := open(t)
	base, items := b.cat.Foundation().Items(), b.cat.Requirements().Items()
	tasks := b.cat.Tasks()
	for range rapid.IntRange(0, 50).Draw(t, "acts") {
		it := rapid.SampledFrom(items).Draw(t, "item")
		var changes []assess.Change
		var err error
		switch rapid.IntRange(0, 6).Draw(t, "act") {
		case 0, 1:
			changes, err = assess.RateBaseline(b.cat, b.a, rapid.SampledFrom(base).Draw(t, "baseline").ID, rapid.IntRange(0, 5).Draw(t, "level"))
		case 2, 3:
			changes, err = assess.Rate(b.cat, b.a, assess.Key{Item: it.ID}, rapid.IntRange(0, 5).Draw(t, "level"), "seen")
		case 4:
			changes, err = assess.Exclude(b.cat, b.a, assess.Key{Item: it.ID}, assess.Exclusion{Reason: "none"})
		case 5:
			state := b.a.Task(rapid.SampledFrom(tasks).Draw(t, "task").ID)
			state = state.WithStatus(rapid.SampledFrom(assess.TaskStatuses).Draw(t, "status"), "2026-11-24")
			if state.Started != "" {
				state.Started = rapid.SampledFrom([]string{"2025-01-01", "2026-10-01", "2027-02-01"}).Draw(t, "started")
			}
			state.Spent = rapid.Float64Range(0, 30).Draw(t, "spent")
			changes, err = assess.PutTask(b.cat, b.a, state)
		case 6:
			p, refused := b.a.Profile.With("fte", rapid.SampledFrom([]string{"0.25", "0.5", "1", "2", "5"}).Draw(t, "fte"))
			changes, err = assess.SetProfile(b.a, p), refused
		}
		if err == nil {
			b.do(changes, nil)
		}
	}
	return b
}
