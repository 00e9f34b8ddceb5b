package dialog

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// What is typed and not saved is a draft, which is kept while it is typed: a key, a
// refusal, a crash or a dropped line costs nothing.

type (
	draftTick struct {
		of    screen.Draft
		typed int
	}
	draftFound struct {
		of   screen.Draft
		text string
	}
)

// draftWords are said of a draft that was found.
const draftWords = "This is a draft that was never saved. ctrl+g drops it."

// FormOf is the draft of a form about something.
func FormOf(assessment, form string, about assess.Subject) screen.Draft {
	return screen.Draft{Assessment: assessment, Subject: about, Field: store.FormField + form}
}

// FormOfRecord is the draft of the form of a record.
func FormOfRecord(assessment, kind, id string) screen.Draft {
	return FormOf(assessment, kind, assess.RecordSubject(kind, id))
}

// FormOfNew is the draft of the form of a record that is not there yet, by what it
// is begun at.
func FormOfNew(assessment, kind, at string) screen.Draft {
	return FormOfRecord(assessment, kind, "new "+at)
}

func findDraft(s *screen.Session, d screen.Draft) tea.Cmd {
	return s.Job(func(ctx context.Context) tea.Msg {
		text, ok, err := s.DraftOf(ctx, d)
		if err != nil || !ok {
			return nil
		}
		return draftFound{d, text}
	})
}

// draftIn waits until nobody types.
func draftIn(d screen.Draft, typed int) tea.Cmd {
	return tea.Tick(400*time.Millisecond, func(time.Time) tea.Msg { return draftTick{d, typed} })
}

func keepDraft(s *screen.Session, d screen.Draft, text string) tea.Cmd {
	return s.Job(func(ctx context.Context) tea.Msg { return failed(s.KeepDraft(ctx, d, text)) })
}

func dropDraft(s *screen.Session, d screen.Draft) tea.Cmd {
	return s.Job(func(ctx context.Context) tea.Msg { return failed(s.DropDraft(ctx, d)) })
}

func failed(err error) tea.Msg {
	if err != nil {
		return screen.Failed{Err: err}
	}
	return nil
}

// saving lets go of a draft once what saves its text is through; where that is
// refused, all that was typed is kept.
func saving(s *screen.Session, d screen.Draft, save tea.Cmd, text string) tea.Cmd {
	if save == nil {
		return dropDraft(s, d)
	}
	return func() tea.Msg {
		saved := save()
		if _, refused := saved.(screen.Failed); refused {
			return tea.BatchMsg{screen.Send(saved), keepDraft(s, d, text)}
		}
		return tea.BatchMsg{screen.Send(saved), dropDraft(s, d)}
	}
}

// typedIn is what was typed into the form so far.
func (f *Form) typedIn() string {
	if f.secret {
		return ""
	}
	return FormText(f.began, values(f.fields))
}

// note sees what was typed; a moment later it is kept.
func (f *Form) note() tea.Cmd {
	now := f.typedIn()
	if now == f.kept {
		return nil
	}
	f.kept = now
	f.typed++
	return draftIn(f.draft, f.typed)
}

// Keep writes the draft down.
func (f *Form) Keep() tea.Cmd {
	switch {
	case f.kept != "":
		return keepDraft(f.s, f.draft, f.kept)
	case f.typed > 0: // and taken back
		return dropDraft(f.s, f.draft)
	}
	return nil
}

func (f *Form) leave() tea.Cmd { return tea.Batch(f.s.Shut(), f.Keep()) }

// restore puts a draft into the fields that nobody touched since.
func (f *Form) restore(msg draftFound) tea.Cmd {
	if msg.of != f.draft {
		return nil
	}
	for at, text := range ReadFormText(msg.text) {
		if at < len(f.fields) && values(f.fields)[at] == f.began[at] {
			fill(f.fields[at], text)
		}
	}
	f.form.GetFocusedField().Focus()
	redrawn := f.pass(msg)                  // a page is drawn anew by a message alone
	if f.kept = f.typedIn(); f.kept == "" { // all of it stands there by now
		return tea.Batch(redrawn, dropDraft(f.s, f.draft))
	}
	f.found = true
	return redrawn
}

// paste puts a text into the field at hand; what of it does not fit is kept for a
// note.
func (f *Form) paste(msg tea.PasteMsg) tea.Cmd {
	length := func() int {
		text, _ := f.form.GetFocusedField().GetValue().(string)
		return utf8.RuneCountInString(text)
	}
	f.over = ""
	if _, ok := f.form.GetFocusedField().(*huh.Input); !ok {
		return f.pass(msg)
	}
	text := strings.ReplaceAll(pasted(msg.Content), heldTab, " ")
	before := length()
	cmd := f.pass(tea.PasteMsg{Content: text})
	if f.over = overOf(text, length()-before); f.over != "" {
		f.s.Over = f.over
	}
	return cmd
}

// word is what is to know of what was typed.
func (f *Form) word() []string {
	words := ""
	switch {
	case f.over != "":
		words = overWords(f.over, "ctrl+y puts it into a note")
	case f.found:
		words = draftWords
	default:
		return nil
	}
	return []string{f.s.Theme.Warn.Render(widget.Fit(words, f.w)), ""}
}
