package dialog

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// OpenEvidence opens the file that was kept of a piece of evidence, or writes a copy of
// it, or opens the link to where it is. Where there is the link alone that is asked at
// once.
func OpenEvidence(s *screen.Session, assessment string, e assess.Evidence) tea.Cmd {
	f, kept := e.Kept()
	if !kept {
		return openLink(s, e)
	}
	options := []Option{
		{Label: "open the file", Note: fileWords(f), Pick: func() tea.Cmd { return openFile(s, f) }},
		{Label: "write a copy", Note: "to a place of your own", Pick: func() tea.Cmd { return copyFile(s, assessment, f) }},
	}
	if link, err := e.Link(); err == nil {
		options = append(options, Option{Label: "open its link", Note: link, Pick: func() tea.Cmd { return openLink(s, e) }})
	}
	return s.Open(NewChoice(s, widget.FirstLine(e.What), "", func() []Option { return options }))
}

func fileWords(f assess.File) string { return fmt.Sprintf("%s, %d bytes", widget.Line(f.Name), f.Size) }

// openFile shows a file in the program that the system has for its kind, once a person
// saw what it is and agreed.
func openFile(s *screen.Session, f assess.File) tea.Cmd {
	kind, err := f.Kind()
	if err != nil {
		return screen.Tell(screen.Said(err.Error()))
	}
	question := fmt.Sprintf("%s, by its name %s. Its bytes are those that were kept (%s…). A copy of it is opened, which goes when you leave.", fileWords(f), kind.Is, f.SHA256[:12])
	return s.Open(NewConfirm(s, "Open this file?", question, "open it", func() tea.Cmd {
		return s.Job(func(context.Context) tea.Msg {
			if err := s.Files.Show(f); err != nil {
				return screen.Failed{Err: err}
			}
			return screen.Notice{Text: "Handed to the program that your system has for it."}
		})
	}))
}

func copyFile(s *screen.Session, assessment string, f assess.File) tea.Cmd {
	return s.Job(func(context.Context) tea.Msg {
		raw, err := s.Files.Kept(f)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return screen.Open{Dialog: newFileForm(s, assessment, "Write a copy of "+widget.Line(f.Name), safeName(f.Name), writing(s, raw))}
	})
}

// safeName is a name that is offered for a file of somebody else's: of the letters,
// digits, dots and strokes of its own.
func safeName(name string) string {
	keep := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("._- ", r) {
			return r
		}
		return '-'
	}
	return strings.TrimLeft(strings.Map(keep, name), ".- ")
}

// openLink opens the place of a piece of evidence in the browser of the person's
// machine, once they have seen the whole of it and agreed: it is a text that
// anybody may have written.
func openLink(s *screen.Session, e assess.Evidence) tea.Cmd {
	link, err := e.Link()
	if err != nil {
		return screen.Tell(screen.Said(err.Error()))
	}
	open := s.Files.Open
	return s.Open(NewConfirm(s, "Open this link in your browser?", link, "open it", func() tea.Cmd {
		return func() tea.Msg {
			if err := open(link); err != nil {
				return screen.Failed{Err: err}
			}
			return screen.Notice{Text: "Handed to your browser."}
		}
	}))
}
