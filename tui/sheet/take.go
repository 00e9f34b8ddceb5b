package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/register"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// yes agrees with the proposal under the cursor where there is one among the
// words, and takes the sheet elsewhere.
func (b *Screen) yes() tea.Cmd {
	if b.part == words {
		if q, is := b.questionHere(); is && q.open {
			return b.answer(q)
		}
		if w, is := b.wordHere(); is && b.file.waits(w) {
			return b.agree(w)
		}
	}
	return b.take()
}

// take saves what the file says, once nothing is open: or says what is.
func (b *Screen) take() tea.Cmd {
	f := b.file
	switch {
	case b.taking != "":
		return nil
	case f.reads():
		return screen.Tell("The sheet is still being read; y takes it once that is done.")
	case f.err != nil:
		return screen.Tell(screen.Said(f.err.Error()))
	case f.reading.Questions() > 0:
		b.part = words
		b.firstOpen()
		return screen.Tell(f.openWords() + " No proposal can be agreed to for all of it; what is marked ○ has to be said.")
	case f.refused() > 0 && f.register != nil:
		b.part = rows
		return screen.Tell(rowCount(f.refused()) + " can't be taken: mend the sheet and open it again.")
	case f.refused() > 0 && f.rest == "":
		b.part = rows
		return screen.Tell(rowCount(f.refused()) + " can't be taken: mend the sheet and open it again, or x leaves out what is refused, into a file.")
	case len(f.reading.Asks) > 0:
		return b.read(true)
	case len(f.reading.Changes) == 0:
		return screen.Tell(f.nothingNew())
	}
	return b.sure(f.reading, false)
}

// sure asks before a sheet overwrites what a room agreed on.
func (b *Screen) sure(r intake.Reading, agreed bool) tea.Cmd {
	settled := b.now.Assessment.Unsettles(r.Changes)
	if len(settled) == 0 {
		return b.save(r, agreed)
	}
	said := make([]string, len(settled))
	for i, one := range settled {
		said[i] = one.Words(b.s.Catalog, b.now.Assessment)
	}
	question := fmt.Sprintf("The sheet says otherwise: %s. Whoever leads is told, and the minutes will say both.", widget.Line(strings.Join(said, "; ")))
	return b.s.Open(dialog.NewConfirm(b.s, "A room settled on some of it by a vote", question, "take the sheet's", func() tea.Cmd { return b.save(r, agreed) }))
}

// firstOpen stands on the first line of the words that waits.
func (b *Screen) firstOpen() {
	f := b.file
	f.word.At = len(f.questions) + len(f.words) - 1
	b.nextOpen()
}

func (f *file) nothingNew() string {
	said := fmt.Sprintf("%s says what stands here already: %s, nothing to change.", f.base(), rowCount(f.reading.Unchanged))
	if f.reading.Silent > 0 {
		said += fmt.Sprintf(" It says nothing in %s.", rowCount(f.reading.Silent))
	}
	return said
}

// agreement names what y would agree to, and what comes of it.
func (b *Screen) agreement(msg got) tea.Cmd {
	r := msg.reading
	switch {
	case msg.err != nil:
		return screen.Tell(screen.Said(msg.err.Error()))
	case len(r.Asks) > 0:
		return screen.Tell("With all that is proposed, something else is open: " + screen.Said(r.Asks[0].Text))
	case len(r.Refused) > 0:
		return screen.Tell("With all that is proposed, " + rowCount(len(r.Refused)) + " can't be taken: " + screen.Said(r.Refused[0].Error()))
	case len(r.Changes) == 0:
		return screen.Tell("With all that is proposed, the sheet says what stands here already.")
	}
	asks := msg.file.reading.Asks
	do := dialog.Extra{
		Binding: bind.Yes.To("agree, and take " + rowCount(r.Changed())), Closes: true,
		Do: func(int) tea.Cmd { return b.sure(r, true) },
	}
	title := "What y agrees to, and takes " + rowCount(r.Changed())
	return b.s.Open(dialog.NewPage(b.s, title, func(w int) []string { return b.agreementLines(msg.file, asks, w) }).With(do))
}

func (b *Screen) agreementLines(f *file, asks []intake.Ask, w int) []string {
	var lines []string
	for _, a := range asks {
		if a.Kind != intake.AskWords {
			lines = append(lines, widget.Indent(widget.Wrap(screen.Said(a.Text), w-2), "≈ ", "  ")...)
			continue
		}
		for _, word := range f.words {
			if f.waits(word) {
				lines = append(lines, widget.Fit(fmt.Sprintf("≈ %s means %s%s", widget.Fit(word.Word, min(36, w/2)), meaningWords(word.Means), declaring(word)), w))
			}
		}
	}
	return append(lines, "", b.s.Theme.Dim.Render(widget.Fit("esc goes back, to say something else.", w)))
}

// wrote says that the refused rows stand in their file.
type wrote struct {
	file    *file
	reading intake.Reading
	agreed  bool
	text    string
	err     error
}

// save writes the refused rows, where they are left out, and then the act.
func (b *Screen) save(r intake.Reading, agreed bool) tea.Cmd {
	f := b.file
	if f.rest == "" || r.Left() == 0 {
		return b.act(r, agreed)
	}
	path, before := f.rest, f.written
	return b.s.Job(func(context.Context) tea.Msg {
		var rest bytes.Buffer
		msg := wrote{file: f, reading: r, agreed: agreed, err: r.WriteRest(&rest)}
		if msg.text = path + "\n" + rest.String(); msg.err == nil && msg.text != before {
			msg.err = b.s.Files.Write(path, rest.Bytes())
		}
		return msg
	})
}

func (b *Screen) wrote(msg wrote) tea.Cmd {
	if msg.err != nil {
		return b.s.Ask(screen.Failed{Err: msg.err})
	}
	msg.file.written = msg.text
	if b.file != msg.file {
		return nil
	}
	return b.act(msg.reading, msg.agreed)
}

// act saves what the file says, read against the assessment as it stands by then.
func (b *Screen) act(r intake.Reading, agreed bool) tea.Cmd {
	f := b.file
	b.taking = rowCount(r.Changed()) + " imported, as one act: u takes it back."
	if n := r.Left(); n > 0 {
		b.taking = fmt.Sprintf("%s imported, as one act: u takes it back. %s left out, in %s.", rowCount(r.Changed()), rowCount(n), widget.Line(filepath.Base(f.rest)))
	}
	f.learnt(r)
	book, want, cat, newID := f.book, f.request(agreed), b.s.Catalog, b.s.DB.NewID
	if k := f.register; k != nil {
		return b.s.ActOnCase(b.now.Assessment.ID, b.taking, func(c register.Case) ([]assess.Change, error) {
			now, err := book.Records(c, k, want, newID)
			if err != nil {
				return nil, err
			}
			p, err := now.Taken()
			return p.Changes, plain(err)
		})
	}
	return b.s.ActSaying(b.now.Assessment.ID, b.taking, func(a *assess.Assessment) ([]assess.Change, error) {
		now, err := book.Read(cat, a, want, newID)
		if err != nil {
			return nil, err
		}
		p, err := now.Taken()
		return p.Changes, plain(err)
	})
}

// plain is a refusal of many lines as one sentence.
func plain(err error) error {
	if err == nil {
		return nil
	}
	first, rest, more := strings.Cut(err.Error(), "\n")
	if !more {
		return err
	}
	return fmt.Errorf("the sheet was read again and can't be taken now: %w", errors.New(first+"; "+strings.ReplaceAll(rest, "\n", "; ")))
}

// learnt keeps with the file what was read of it, for the layout that is kept once
// the act is saved.
func (f *file) learnt(r intake.Reading) {
	f.shape, f.used, f.first = r.Shape, r.Used, r.Lines[0].Item
	for _, a := range f.reading.Asks {
		if a.Kind == intake.AskTitles {
			f.used = f.used.With(intake.Layout{Items: map[string]string{a.Title: a.Item}})
		}
	}
}

// taken keeps how the file was read, and goes back to the screen that asked, where
// the first item of the act is: what is in sight is taken back with one key.
func (b *Screen) taken() tea.Cmd {
	f := b.file
	b.taking = ""
	if f == nil {
		return nil
	}
	b.file, f.old = nil, true
	if f.register != nil {
		return b.s.Ask(screen.Go{Route: b.from, Place: screen.Place{Record: f.register.ID}})
	}
	f.said = f.used
	kept := b.keep(f.name, f.shape, f.used)
	return tea.Batch(kept, b.s.Ask(screen.Go{Route: b.from, Place: screen.Place{Item: f.first}}))
}
