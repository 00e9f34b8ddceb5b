package tui

import (
	"context"
	"fmt"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"crosswalk/catalog"
	"crosswalk/store"
	"crosswalk/tui/plain"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// A room with others, and who is in it.
type (
	Seat    = screen.Seat
	Present = screen.Present
	At      = screen.At
)

// Figures are worked out once for all who share them.
type Figures = screen.Figures

// Files is what may be read and written of the person's own machine.
type Files = screen.Files

// Refusal is an error as somebody is told who came from elsewhere: without the
// places of this machine.
func Refusal(err error) string { return screen.Sentence(err, true) }

// What is carried between machines, as it goes out and as it comes in.
type (
	Bundles  = screen.Bundles
	Parcel   = screen.Parcel
	Packed   = screen.Packed
	Arriving = screen.Arriving
)

// ErrLocked says that a passphrase opens what is looked at.
var ErrLocked = screen.ErrLocked

// Documents are what can be handed over of an assessment, by their kinds.
type (
	Documents    = screen.Documents
	DocumentKind = screen.DocumentKind
)

// Theme is the name of a choice of colours.
type Theme = style.Kind

// Themes are all of them, the usual one first.
func Themes() []Theme { return style.Kinds() }

// Options say who sits down at what.
type Options struct {
	DB      *store.DB
	Catalog *catalog.Catalog
	Overlay *catalog.Overlay // the organisation's copy of the standards; nil: none
	// Lang is the code of the language the items are read in; empty: the one this
	// person chose before. Who comes to a room finds it so, and what they chose
	// themselves holds.
	Lang    string
	Actor   store.Actor
	Program string // with its version, as documents name it
	// Throwaway says that the database is a copy that goes at the end.
	Throwaway bool
	Files     *Files   // the sheets of this machine; nil: none may be read or written
	Bundles   *Bundles // nil: nothing is carried from here
	Documents Documents
	In        io.Reader // nil: standard input
	Out       io.Writer // nil: standard output
	Theme     Theme     // empty: as the terminal tells its background
	Owner     string    // who is offered as an owner; empty: nobody
	Notice    string    // what is told at the first frame; empty: nothing
	Clock     func() time.Time
	Only      string   // id of the one assessment there is to see; empty: all
	Remote    *Remote  // where the person sits; nil: at this machine
	Seat      *Seat    // in a room with others; nil: alone
	Figures   *Figures // of a room; nil: of this person
}

// The frame rate at a terminal of this machine: key to screen in about 9 ms.
const localFPS = 120

// How long a program that was told to leave may take to restore the terminal.
const patience = 2 * time.Second

// leave ends a program in order when its context ends. A program given the
// context itself is killed instead, and closes the keyboard under its reader.
func (g *guard) leave(p *tea.Program) {
	defer time.AfterFunc(patience, g.beside(p.Kill)).Stop()
	p.Quit()
	p.Wait()
}

// session is who sits down, until the context ends.
func (o *Options) session(ctx context.Context) (*screen.Session, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	lang, err := o.Catalog.In(o.Lang)
	if err != nil {
		return nil, err
	}
	return &screen.Session{
		Context: ctx, Catalog: o.Catalog, Overlay: o.Overlay, Lang: lang, DB: o.DB, Actor: o.Actor, Colours: o.Theme, Theme: style.New(o.Theme, true), Owner: o.Owner,
		Now: o.Clock, Program: o.Program, Throwaway: o.Throwaway, Files: o.Files, Bundles: o.Bundles, Documents: o.Documents, Only: o.Only, Remote: o.Remote != nil, Figures: o.Figures, Seat: o.Seat,
	}, nil
}

// Plain is Run without a drawn screen: lines of a width in cells are printed, and
// lines are read; 0 is the usual width. Echo prints what is read, too.
func Plain(ctx context.Context, o Options, width int, echo bool) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s, err := o.session(ctx)
	if err != nil {
		return err
	}
	lines := plain.Options{In: o.In, Out: o.Out, Width: width, Echo: echo, Lang: o.Lang}
	if o.Remote != nil {
		lines.Lang, lines.Words, lines.Roles, lines.Parts = "", o.Remote.Words, o.Remote.Roles, o.Remote.Parts
	}
	return plain.Run(s, lines)
}

// Run opens the workbench and returns when the person leaves. A panic restores
// the terminal first and then comes back as a *Crash.
func Run(ctx context.Context, o Options) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s, err := o.session(ctx)
	if err != nil {
		return err
	}
	options := []tea.ProgramOption{tea.WithFPS(localFPS)}
	if o.Remote != nil {
		options = o.Remote.options()
	}
	if o.Theme == style.Colourless { // also of what the libraries colour by themselves
		options = append(options, tea.WithColorProfile(colorprofile.Ascii))
	}
	if o.In != nil {
		options = append(options, tea.WithInput(o.In))
	}
	if o.Out != nil {
		options = append(options, tea.WithOutput(o.Out))
	}
	app := New(s, true)
	app.greeting = widget.Line(o.Notice)
	if o.Remote == nil {
		app.lang = o.Lang
	}
	g := &guard{app: app}
	p := tea.NewProgram(g, options...)
	g.quit = p.Quit
	defer context.AfterFunc(ctx, g.beside(func() { g.leave(p) }))()
	app.first = make(chan tea.Msg, 1)
	read := app.start()
	begin := g.beside(func() { app.first <- read() })
	go begin()
	if o.Remote != nil {
		pass := g.beside(func() { o.Remote.pass(ctx, p) })
		go pass()
	}
	_, err = p.Run()
	if crash := g.failure(); crash != nil {
		return crash
	}
	if err != nil {
		return fmt.Errorf("run the workbench: %w", err)
	}
	// What was decided in the last moment is on disk before the program ends.
	s.Finish()
	return nil
}
