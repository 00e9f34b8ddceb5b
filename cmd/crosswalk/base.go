package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"crosswalk/catalog/visible"
	"crosswalk/store"
	"crosswalk/store/postgres"
	"crosswalk/store/sqlite"
)

// base is an open database: what is the same of all, and what each engine has of its
// own.
type base struct {
	db     *store.DB
	own    engine
	place  string // where it is, as a person names it
	folder string // where keys and what comes and goes may lie, as private as the database
}

// engine is what a database does in its own way.
type engine interface {
	// KeepFile keeps a file of evidence, and gives its hash and size when it is safe.
	KeepFile(ctx context.Context, from io.Reader) (sha string, size int64, err error)
	// KeptFile opens one by its hash: store.ErrNotKept where it is not there.
	KeptFile(ctx context.Context, sha string) (io.ReadCloser, error)
	// DropUnnamed takes those away that no piece of evidence names.
	DropUnnamed(ctx context.Context, files []string) error
	Forget(ctx context.Context, who store.Actor, id string) error
	ForgetAt(ctx context.Context, who store.Actor, id string, heads []store.Head) error
	Doctor(ctx context.Context, tell func(done, of int64)) (store.Report, error)
	Repair(ctx context.Context, tell func(done, of int64)) (store.Report, error)
	Status(ctx context.Context) (store.Status, error)
	Close() error
}

// opening is how a database is opened.
type opening struct {
	create  bool // make it where it is missing
	inspect bool // also where its history is damaged, to see what is left
	look    bool // to read alone: nothing is made, nor brought to this version
}

// withBase opens the database for as long as do takes.
func (x *app) withBase(ctx context.Context, how opening, do func(*base) error) error {
	name, err := x.database()
	if err != nil {
		return err
	}
	return x.using(ctx, name, how, do)
}

// using is withBase for a database that is named.
func (x *app) using(ctx context.Context, name string, how opening, do func(*base) error) (err error) {
	if err := x.openLog(); err != nil {
		return err
	}
	b, err := x.openBase(ctx, name, how)
	if err != nil {
		return err
	}
	defer func() {
		if shut := b.own.Close(); err == nil {
			err = shut
		}
	}()
	return do(b)
}

// openBase opens a database by what its name is the name of.
func (x *app) openBase(ctx context.Context, name string, how opening) (*base, error) {
	if isAddress(name) {
		return x.openServer(ctx, name)
	}
	return x.openFile(ctx, name, how)
}

func (x *app) openFile(ctx context.Context, path string, how opening) (*base, error) {
	o := sqlite.Options{Clock: x.clock, Log: x.causes, Catalog: x.anyCatalogue(), Create: how.create, Inspect: how.inspect, Look: how.look}
	db, err := sqlite.Open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	if db.Kept != "" {
		fmt.Fprintf(x.errs, "crosswalk: the database was brought to this version; as it was before, it is kept as %s\n", visible.Line(db.Kept))
	}
	return &base{db: db.DB, own: db, place: db.Path(), folder: filepath.Dir(db.Path())}, nil
}

// openServer opens a database on a server. It is made by its owner alone, and read by
// whoever may: how it is opened makes no difference.
func (x *app) openServer(ctx context.Context, address string) (*base, error) {
	folder, err := privateFolder()
	if err != nil {
		return nil, err
	}
	db, err := postgres.Open(ctx, address, postgres.Options{Clock: x.clock, Log: x.causes, Catalog: x.anyCatalogue()})
	if err != nil {
		return nil, err
	}
	return &base{db: db.DB, own: db, place: db.Place(), folder: folder}, nil
}
