package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/charmbracelet/x/term"

	"crosswalk/catalog"
	"crosswalk/store"
	"crosswalk/tui"
)

// workbench opens the terminal workbench on the database.
func (x *app) workbench(ctx context.Context) error {
	if err := x.drawable(); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP) // a line that drops is left in order
	defer stop()
	x.warm()
	return x.withDB(ctx, func(db *store.DB) error { return x.open(ctx, db, false) })
}

// warm decodes the catalogue beside the opening of the database. What goes wrong
// with it is met again where it is asked for.
func (x *app) warm() {
	if x.catalogDir != "" {
		return
	}
	go func() {
		defer func() { _ = recover() }()
		catalog.Shipped()
	}()
}

// open runs the workbench on an open database; throwaway says that it goes at
// the end.
func (x *app) open(ctx context.Context, db *store.DB, throwaway bool) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	overlay, err := x.overlay(cat)
	if err != nil {
		return err
	}
	if _, err := x.language(cat); err != nil {
		return err
	}
	who, err := x.author()
	if err != nil {
		return err
	}
	if err := x.openWanted(ctx, db); err != nil {
		return err
	}
	err = tui.Run(ctx, tui.Options{
		DB: db, Catalog: cat, Overlay: overlay, Lang: x.lang, Actor: who, Program: maker(), Throwaway: throwaway, Files: sheetFiles(), Documents: x.documents(cat, db), In: x.in, Out: x.out.w, Clock: x.clock,
	})
	var crash *tui.Crash
	if errors.As(err, &crash) {
		if throwaway {
			x.dbFlag = "" // its folder goes, and the report must not
		}
		x.confess(crash.Cause, crash.Stack)
		return errSaid
	}
	return err
}

// openWanted has the workbench open the assessment that -a names.
func (x *app) openWanted(ctx context.Context, db *store.DB) error {
	if x.wanted == "" {
		return nil
	}
	all, err := db.Assessments(ctx)
	if err != nil {
		return err
	}
	id, err := pick(all, x.wanted)
	if err != nil {
		return err
	}
	return db.SetLastOpened(ctx, id)
}

// drawable refuses to draw where nobody could see it.
func (x *app) drawable() error {
	kind := os.Getenv("TERM")
	if !isTerminal(x.in) || !isTerminal(x.out.w) {
		return errors.New("there is no terminal to open the workbench on; for scripts there are new, answer, answers, baseline, import, score, gaps and more, see crosswalk --help")
	}
	if runtime.GOOS != "windows" && (kind == "dumb" || kind == "") {
		return errors.New("this terminal can't show the workbench (TERM is dumb or not set); set TERM to what it is, or use the commands for scripts, see crosswalk --help")
	}
	return nil
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}
