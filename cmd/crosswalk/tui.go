package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui"
)

// workbench opens the terminal workbench on the database.
func (x *app) workbench(ctx context.Context) error {
	if err := x.drawable(); err != nil {
		return err
	}
	ctx, stop := x.leavable(ctx)
	defer stop()
	collectLater()
	x.warm()
	return x.withBase(ctx, opening{create: true}, func(b *base) error { return x.open(ctx, b, false) })
}

// collectLater lets memory wait until the first screen has long been drawn: what
// is read for it stays, so that looking for what could go only delays it.
func collectLater() {
	const wide, begun = 400, 2 * time.Second
	was := debug.SetGCPercent(wide)
	time.AfterFunc(begun, func() {
		defer func() { _ = recover() }() // it ends nothing that it goes on as it began
		debug.SetGCPercent(was)
	})
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
func (x *app) open(ctx context.Context, b *base, throwaway bool) error {
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
	if err := x.openWanted(ctx, b.db); err != nil {
		return err
	}
	shown, err := os.MkdirTemp("", "crosswalk-evidence-") // made 0700; what is opened lies here while the workbench is open
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(shown) }()
	mine := x.config()
	o := tui.Options{
		DB: b.db, Catalog: cat, Overlay: overlay, Lang: x.lang, Actor: who, Program: maker(), Throwaway: throwaway, In: x.in, Out: x.out.w, Clock: x.clock,
		Files: sheetFiles(editor(mine.value("editor")), b.own, shown), Bundles: x.bundles(cat, b, who), Documents: x.documents(cat, b.db),
		Theme: tui.Theme(cmp.Or(x.theme, mine.value("theme"))), Owner: mine.value("owner"), Notice: mine.slip(),
	}
	if x.plainly() {
		o.Out = x.out
		return tui.Plain(ctx, o, x.columns(), !isTerminal(x.in))
	}
	err = tui.Run(ctx, o)
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

// plainly reports whether lines are read and printed in place of a drawn screen:
// where that was asked for, or where the terminal can't draw.
func (x *app) plainly() bool {
	if x.plain || x.config().value("plain") == "true" {
		return true
	}
	kind := os.Getenv("TERM")
	return isTerminal(x.in) && isTerminal(x.out.w) && runtime.GOOS != "windows" && (kind == "dumb" || kind == "")
}

// columns are those of the terminal, 0 where there is none.
func (x *app) columns() int {
	if f, ok := x.out.w.(*os.File); ok {
		if width, _, err := term.GetSize(f.Fd()); err == nil {
			return width
		}
	}
	return 0
}

// leavable is a context in which the workbench is left in order when its line drops,
// and without a drawn screen, which takes the key itself, by ctrl+c too.
func (x *app) leavable(ctx context.Context) (context.Context, context.CancelFunc) {
	if x.plainly() {
		return signal.NotifyContext(ctx, syscall.SIGHUP, syscall.SIGTERM, os.Interrupt)
	}
	return signal.NotifyContext(ctx, syscall.SIGHUP)
}

// drawable refuses to draw where nobody could see it.
func (x *app) drawable() error {
	if x.plainly() || isTerminal(x.in) && isTerminal(x.out.w) {
		return nil
	}
	return errors.New("there is no terminal to open the workbench on; --plain reads lines and prints lines, and for scripts there are new, answer, answers, baseline, import, score, gaps and more, see crosswalk --help")
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}

// lookFlags are how the workbench is looked at, before what config says.
func (x *app) lookFlags(cmd *cobra.Command) {
	cmd.Flags().Var(word{&x.theme, themeNames()}, "theme", "colours: "+assess.Either(themeNames())+" (else CROSSWALK_THEME, else what config says)")
	cmd.Flags().BoolVar(&x.plain, "plain", false, "read and print lines, without a drawn screen (else CROSSWALK_PLAIN, else what config says)")
}
