package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/store"
)

// app is one call of the program: its clock, its streams and its global flags.
type app struct {
	clock func() time.Time // for all that is saved, shown or worked out, in its own zone
	in    io.Reader
	out   *output
	errs  io.Writer

	dbFlag     string           // --db
	wanted     string           // -a, --assessment: an id or a name
	authorFlag string           // --as-person
	catalogDir string           // --catalog
	loaded     *catalog.Catalog // the one of --catalog; nil: not read yet
	overlayDir string           // --overlay
	lang       string           // --lang, of the verbs that have it
	logFile    string           // --log
	plain      bool             // --plain, of the verbs that open the workbench
	theme      string           // --theme, of the same
	chosen     *config          // what the person chose for the workbench; nil: not read yet

	texts  []func()     // make what only the help says
	causes *slog.Logger // what went wrong underneath; nil: nobody wants to know
}

func newApp(clock func() time.Time, in io.Reader, out, errs io.Writer) *app {
	return &app{clock: clock, in: in, out: &output{w: out}, errs: errs}
}

// here is a moment as the clock of this call has it, in its zone.
func (x *app) here(t time.Time) time.Time { return t.In(x.clock().Location()) }

// catalogue is the one that --catalog names, else the shipped one.
func (x *app) catalogue() (*catalog.Catalog, error) {
	if x.catalogDir == "" {
		return catalog.Shipped(), nil
	}
	if x.loaded != nil {
		return x.loaded, nil
	}
	cat, err := catalog.Load(os.DirFS(x.catalogDir))
	var problems catalog.Problems
	if errors.As(err, &problems) && len(problems) > 0 {
		return nil, fmt.Errorf("the catalogue in %s has %s, the first: %w; crosswalk catalog check %s lists them",
			x.catalogDir, count(problems.Count(), "problem"), problems[0], x.catalogDir)
	}
	x.loaded = cat
	return cat, err
}

// withDB opens the database, made when it is missing, for as long as do takes.
func (x *app) withDB(ctx context.Context, do func(*store.DB) error) error {
	return x.withBase(ctx, opening{create: true}, func(b *base) error { return do(b.db) })
}

// anyCatalogue is the one that says which registers there are; nil: the shipped one.
// Where it can't be read the verb says so, or has no need of it.
func (x *app) anyCatalogue() *catalog.Catalog {
	cat, err := x.catalogue()
	if err != nil {
		return nil
	}
	return cat
}

// openLog begins to write down causes where --log asks for it.
func (x *app) openLog() error {
	if x.logFile == "" || x.causes != nil {
		return nil
	}
	f, err := os.OpenFile(x.logFile, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return cantWrite(x.logFile, err)
	}
	x.causes = x.logger(f) // open as long as the program runs
	return nil
}

// read runs a reading verb on the assessment it is about.
func (x *app) read(ctx context.Context, do func(*catalog.Catalog, *store.DB, *assess.Assessment) error) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	return x.readDesk(ctx, func(a *assess.Assessment, b *base) error { return do(cat, b.db, a) })
}

// readDesk is read for what also lies beside the database.
func (x *app) readDesk(ctx context.Context, do func(*assess.Assessment, *base) error) error {
	return x.withBase(ctx, opening{create: true}, func(b *base) error {
		id, err := x.toRead(ctx, b.db)
		if err != nil {
			return err
		}
		a, err := b.db.CheckedAssessment(ctx, id)
		if err != nil {
			return err
		}
		return do(a, b)
	})
}

// desk is where a writing verb works: one assessment of an open database, and
// who writes.
type desk struct {
	*base
	cat *catalog.Catalog
	who store.Actor
	id  string
}

// write runs a writing verb on the assessment it is about.
func (x *app) write(ctx context.Context, do func(desk) error) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	who, err := x.author()
	if err != nil {
		return err
	}
	return x.withBase(ctx, opening{create: true}, func(b *base) error {
		id, err := x.toWrite(ctx, b.db)
		if err != nil {
			return err
		}
		return do(desk{b, cat, who, id})
	})
}

// do saves one act and gives the assessment after it, with what was made.
func (d desk) do(ctx context.Context, decide func(*assess.Assessment) ([]assess.Change, error)) (*assess.Assessment, made, error) {
	var act made
	a, err := d.db.Do(ctx, d.who, d.id, func(a *assess.Assessment) ([]assess.Change, error) {
		changes, err := decide(a)
		act = made{changes, d.who.Name, a}
		return changes, err
	})
	return a, act, err
}

// toRead is the assessment a reading verb is about: the one -a names, else the
// one last opened, made or written.
func (x *app) toRead(ctx context.Context, db *store.DB) (string, error) {
	all, err := db.Assessments(ctx)
	if err != nil {
		return "", err
	}
	if x.wanted != "" || len(all) == 0 {
		return pick(all, x.wanted)
	}
	last, err := db.LastOpened(ctx)
	if err != nil {
		return "", err
	}
	for _, s := range all {
		if s.ID == last {
			return last, nil
		}
	}
	return all[0].ID, nil
}

// toWrite is the assessment a writing verb is about: the one -a names, else the
// only one there is. Among several nobody's answer goes to a guess.
func (x *app) toWrite(ctx context.Context, db *store.DB) (string, error) {
	all, err := db.Assessments(ctx)
	if err != nil {
		return "", err
	}
	if x.wanted != "" || len(all) == 0 {
		return pick(all, x.wanted)
	}
	if len(all) > 1 {
		return "", fmt.Errorf("the database holds %d assessments; say with -a which one is meant: %s", len(all), named(all))
	}
	return all[0].ID, nil
}

// pick finds an assessment by id, else by its exact name.
func pick(all []store.Summary, wanted string) (string, error) {
	if len(all) == 0 {
		return "", errors.New("there is no assessment yet; make one with crosswalk new NAME")
	}
	var same []store.Summary
	for _, s := range all {
		if s.ID == wanted {
			return s.ID, nil
		}
		if s.Name == wanted {
			same = append(same, s)
		}
	}
	switch len(same) {
	case 0:
		return "", fmt.Errorf("there is no assessment %q; crosswalk list shows them", wanted)
	case 1:
		return same[0].ID, nil
	}
	ids := make([]string, len(same))
	for i, s := range same {
		ids[i] = s.ID
	}
	return "", fmt.Errorf("%d assessments are named %q; say which one by its id: %s", len(same), wanted, strings.Join(ids, ", "))
}

// named lists assessments for a sentence, at most five of them.
func named(all []store.Summary) string {
	var names []string
	for _, s := range all[:min(len(all), 5)] {
		names = append(names, fmt.Sprintf("%s (%s)", s.ID, s.Name))
	}
	if more := len(all) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more, see crosswalk list", more))
	}
	return strings.Join(names, ", ")
}
