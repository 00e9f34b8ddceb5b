package dialog

import (
	"context"
	"io"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/tui/screen"
)

type (
	// beginning is what the draft of a note is that opens in the editor.
	beginning struct {
		of   screen.Draft
		text string
		ok   bool
	}
	// edited is what came back from the editor.
	edited struct {
		of   screen.Draft
		text string
		err  error
	}
)

// AtOnce has the note open in the person's editor, where that is wanted: what they save
// there is saved.
func (n *Note) AtOnce(wanted bool) *Note {
	n.outside = wanted
	return n
}

// Rights are what its keys ask for.
func (n *Note) Rights() screen.Rights { return screen.Rights{n.s.Edits(n.editor)} }

// beginOutside looks for a draft first: it is what the editor shows.
func (n *Note) beginOutside() tea.Cmd {
	s, d := n.s, n.draft
	return s.Job(func(ctx context.Context) tea.Msg {
		text, ok, err := s.DraftOf(ctx, d)
		return beginning{d, text, ok && err == nil}
	})
}

func (n *Note) begin(msg beginning) tea.Cmd {
	if msg.of != n.draft || !n.outside {
		return nil
	}
	if msg.ok && msg.text != n.was {
		n.put(msg.text)
		n.found = true
	}
	return n.inEditor()
}

// inEditor gives the terminal to the editor. What it wrote is a draft before anything
// else is done with it.
func (n *Note) inEditor() tea.Cmd {
	s, d, was := n.s, n.draft, n.whole()
	return screen.Send(screen.Apart{Run: func(in io.Reader, out, errs io.Writer) tea.Msg {
		text, err := s.Files.Edit(in, out, errs, was)
		if text == was {
			return edited{d, text, err}
		}
		if err == nil {
			err = assess.CheckText("text", text, assess.MaxNote)
		}
		if assess.CheckText("text", text, len(text)) != nil { // no text at all: kept as it can be shown
			text = visible.Text(text)
		}
		if kept := s.KeepDraft(context.WithoutCancel(s.Context), d, text); err == nil { // also while the program ends
			err = kept
		}
		return edited{d, text, err}
	}})
}

// takeBack goes on with what came back. Where something was wrong with it nothing is
// saved, and the text stands here as the draft it is.
func (n *Note) takeBack(msg edited) tea.Cmd {
	if msg.of != n.draft {
		return nil
	}
	wrote := msg.text != n.whole()
	if wrote {
		n.put(msg.text)
		n.typed++
	}
	done := n.outside && (msg.err == nil || !wrote)
	n.outside = false
	switch {
	case msg.err == nil && done:
		return n.finish()
	case msg.err == nil:
		return nil
	}
	said := screen.Sentence(msg.err, n.s.Remote)
	if wrote {
		n.found = true
		said += " It is kept as a draft."
	}
	if done {
		return tea.Batch(n.s.Shut(), screen.Tell(said))
	}
	return screen.Tell(said)
}
