package sheet

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// file is a file, what was found in it, and what somebody decided of it.
type file struct {
	path string
	as   intake.As

	register *catalog.Register // whose records it holds; nil: it holds none
	book     *intake.File      // nil before it was opened, and where it can't be

	said    intake.Layout // by a person here, or by a layout that was kept
	kept    store.Layout  // the one that reads it; without a name: none
	plain   bool          // it is read as it stands: no kept layout is offered
	falling intake.Falling
	rest    string // path for the refused rows; empty: they are refused
	written string // what was written there
	name    string // under which y keeps how it was read

	// asked is the number of the newest reading that was asked for: older ones are
	// not begun, and what comes of them is dropped.
	asked atomic.Int64
	has   int64 // the reading at hand; 0: none yet
	old   bool  // it was made of an assessment that is another by now
	// forgotten says that what was read told too much, and is read anew with the
	// next news.
	forgotten bool
	reading   intake.Reading
	err       error

	shown     shown
	word      list.Cursor // over questions and words
	questions []question
	words     []intake.WordSeen // as they are listed
	row       list.Cursor
	table     table

	shape string        // of what was taken, for the layout that is kept
	used  intake.Layout // how it was read
	first string        // number of the first item of it
}

// base is the name of the file, safe to draw.
func (f *file) base() string { return widget.Line(filepath.Base(f.path)) }

// stem is the path without its ending.
func (f *file) stem() string { return strings.TrimSuffix(f.path, filepath.Ext(f.path)) }

// forget drops what was read, and what is being read; what was decided stays.
func (f *file) forget() {
	f.has, f.err, f.reading, f.questions, f.words = 0, nil, intake.Reading{}, nil, nil
	f.table = table{opened: f.table.opened}
	f.asked.Add(1)
}

// unnamed is a sentence about the file without its name, which stands above it.
func (f *file) unnamed(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(strings.TrimPrefix(err.Error(), f.base()+": "))
}

// reads reports whether a reading is under way.
func (f *file) reads() bool { return f.has != f.asked.Load() }

func (f *file) request(agreed bool) intake.Request {
	return intake.Request{As: f.as, Layout: f.said, Falling: f.falling, Accept: agreed, Rest: f.rest != ""}
}

// decide changes what is said of the file. A reading that is under way keeps what
// it was given.
func (b *Screen) decide(change func(*intake.Layout)) tea.Cmd {
	said := intake.Layout{Columns: map[string]string{}, Words: map[string]string{}, Items: map[string]string{}}.With(b.file.said)
	change(&said)
	b.file.said = said
	return b.read(false)
}

type (
	// opened is a file that was read from the disk.
	opened struct {
		file *file
		book *intake.File
		err  error
	}
	// got is what a file says of the assessment.
	got struct {
		file    *file
		n       int64
		agreed  bool // with all that is proposed
		said    intake.Layout
		kept    store.Layout // the layout that was found for it
		reading intake.Reading
		table   table
		err     error
	}
)

// takeIn opens a file, or goes on with one that was opened before.
func (b *Screen) takeIn(msg screen.TakeIn) tea.Cmd {
	b.from, b.of, b.part = msg.From, msg.Register, grid
	key := msg.From + " " + msg.Register + " " + msg.Path
	f, before := b.files[key]
	if !before {
		f = &file{path: msg.Path}
		if k, known := b.s.Catalog.Register(msg.Register); known {
			f.register = k
		} else {
			f.as = kinds[msg.From][0]
		}
		f.name = filepath.Base(f.stem())
		b.files[key] = f
	}
	f.book, f.shown = nil, shown{}
	f.forget()
	b.file = f
	return b.s.Job(func(context.Context) tea.Msg {
		msg := opened{file: f}
		raw, err := b.s.Files.Read(f.path)
		if msg.err = err; err == nil {
			msg.book, msg.err = intake.Open(filepath.Base(f.path), raw)
		}
		return msg
	})
}

// opened shows the first sheet that a person sees, and has the file read.
func (b *Screen) opened(msg opened) tea.Cmd {
	f := msg.file
	f.book, f.err = msg.book, msg.err
	if f.err != nil || b.file != f {
		return nil
	}
	sheets := f.book.Sheets()
	first := sheets[0].Name
	for i := len(sheets) - 1; i >= 0; i-- {
		if !sheets[i].Hidden {
			first = sheets[i].Name
		}
	}
	return tea.Batch(b.look(first), b.read(false))
}

// read finds out what the file says, beside everything else. What is asked for
// later replaces it.
func (b *Screen) read(agreed bool) tea.Cmd {
	f, a := b.file, b.now.Assessment
	f.old = false
	msg := got{file: f, n: f.asked.Add(1), agreed: agreed, said: f.said, kept: f.kept}
	want, offer := f.request(agreed), f.has == 0 && !f.plain && f.untouched() && f.register == nil
	return b.s.Job(func(ctx context.Context) tea.Msg {
		if f.asked.Load() != msg.n {
			return nil
		}
		msg.reading, msg.err = b.says(ctx, f, a, want)
		if offer {
			b.offer(ctx, a.ID, &msg, func(l intake.Layout) (intake.Reading, error) {
				with := want
				with.Layout = l
				return b.says(ctx, f, a, with)
			})
		}
		msg.err = f.unnamed(msg.err)
		msg.table = newTable(msg.reading, msg.err)
		return msg
	})
}

// says is what a file says of an assessment, or of the records of a register that
// this person may read.
func (b *Screen) says(ctx context.Context, f *file, a *assess.Assessment, want intake.Request) (intake.Reading, error) {
	if f.register == nil {
		return f.book.Read(b.s.Catalog, a, want, b.s.DB.NewID)
	}
	book, err := b.s.DB.RecordsReadBy(ctx, b.s.Actor, a.ID)
	if err != nil {
		return intake.Reading{}, err
	}
	c := register.Case{Catalog: b.s.Catalog, Assessment: a, Book: book, Today: b.s.Now()}
	return f.book.Records(c, f.register, want, b.s.DB.NewID)
}

// asWords say what the file is read as.
func (f *file) asWords() string {
	if f.register != nil {
		return widget.Line("records: " + f.register.Title)
	}
	return asWords[f.as]
}

// got takes what was found, unless something else was asked for since.
func (b *Screen) got(msg got) tea.Cmd {
	f := msg.file
	if msg.n != f.asked.Load() {
		return nil
	}
	if msg.agreed && b.file != f {
		return nil
	}
	if msg.agreed {
		f.asked.Store(f.has) // a look ahead: what stands is what was said
		return b.agreement(msg)
	}
	msg.table.opened = f.table.opened
	f.has, f.reading, f.table, f.err = msg.n, msg.reading, msg.table, msg.err
	f.said, f.kept = msg.said, msg.kept
	if f.kept.Name != "" {
		f.name = f.kept.Name
	}
	f.list()
	f.table.arrange()
	f.row.Move(0, len(f.table.lines))
	return b.follow()
}

// follow shows a sheet that is read, where the one in sight is not, and nobody
// chose it.
func (b *Screen) follow() tea.Cmd {
	f := b.file
	if f == nil || f.shown.chosen {
		return nil
	}
	first := ""
	for _, s := range f.reading.Sheets {
		switch {
		case s.Read && s.Name == f.shown.sheet:
			return nil
		case s.Read && first == "":
			first = s.Name
		}
	}
	if first == "" {
		return nil
	}
	return b.look(first)
}
