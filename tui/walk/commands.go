package walk

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/answer"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// act takes the keys that change the answer.
func (w *Screen) act(msg tea.KeyPressMsg, it *catalog.Item) tea.Cmd {
	k := w.keys
	switch {
	case key.Matches(msg, k.NA):
		return w.on(w.focus()).Exclude()
	case key.Matches(msg, k.Yes):
		return w.yes(it)
	case key.Matches(msg, k.Clear):
		return w.clear(it)
	case key.Matches(msg, k.Note, k.Editor):
		return w.note(it, key.Matches(msg, k.Editor))
	case key.Matches(msg, k.Evidence):
		return w.evidence(it)
	case key.Matches(msg, k.Library):
		return w.library(it)
	case key.Matches(msg, k.Finding):
		return w.findings(it)
	case key.Matches(msg, k.Assign):
		return w.on(w.place()).Assign()
	case key.Matches(msg, k.Flag):
		return w.on(w.place()).Flag(answer.Here)
	case key.Matches(msg, k.About):
		return w.about(it).Open(nil)
	case key.Matches(msg, k.Own):
		return w.ownControls()
	}
	return nil
}

func (w *Screen) do(said string, decide screen.Decide) tea.Cmd {
	return w.s.ActSaying(w.now.Assessment.ID, said, decide)
}

// form is the draft of a form about an answer.
func (w *Screen) form(name string, at assess.Key) screen.Draft {
	return dialog.FormOf(w.now.Assessment.ID, name, at.Subject())
}

// clear takes the rating away; where there is none, it says no to the draft.
func (w *Screen) clear(it *catalog.Item) tea.Cmd {
	at := w.focus()
	if w.marks.Len() > 0 || !w.now.Assessment.Answer(at).Rating.Is(assess.Unanswered) {
		return w.on(at).Clear()
	}
	if cmd, ok := w.no(it); ok {
		return cmd
	}
	if at.Question == "" && w.scoreOf(it).Standing.State == assess.Rated {
		return screen.Tell("Nothing was rated here directly; the rating comes from the questions or from single AI systems.")
	}
	return screen.Tell("There is no rating here to clear.")
}

func (w *Screen) note(it *catalog.Item, outside bool) tea.Cmd {
	cat, at := w.s.Catalog, w.focus()
	title := "Note on " + it.Number
	if at.Question != "" {
		title = "Note on question " + at.Question
	}
	if s, ok := w.now.Assessment.System(at.System); ok {
		title += " · " + widget.Line(s.Name)
	}
	now := func(a *assess.Assessment) string { return a.Answer(at).Note }
	was := now(w.now.Assessment)
	return w.s.Open(dialog.NewNote(w.s, title, was, w.noteDraft(at), func(text string) tea.Cmd {
		return w.do("", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Note(cat, a, at, assess.Both(was, text, now(a)))
		})
	}).Beside(now).AtOnce(outside))
}

func (w *Screen) noteDraft(at assess.Key) screen.Draft {
	return screen.Draft{Assessment: w.now.Assessment.ID, Subject: at.Subject(), Field: assess.FieldNote}
}

func (w *Screen) click(msg screen.Click) tea.Cmd {
	if msg.X >= w.treeWidth() {
		return w.clickPane(msg)
	}
	rows, above := w.tree(), len(w.treeHead(w.treeWidth()))
	if msg.Y < above {
		return w.chooseFilter()
	}
	from, to := widget.Window(w.treeTop, w.cursorRow(), len(rows), w.treeRows())
	i := from + msg.Y - above
	if i >= to {
		return nil
	}
	r := rows[i]
	switch {
	case r.item != nil:
		w.moveTo(r.item)
	case len(r.set.Items) > 0:
		w.moveTo(r.set.Items[0])
	default:
		return nil
	}
	w.question = -1
	return w.at()
}

// clickPane does what the line under the mouse is for.
func (w *Screen) clickPane(msg screen.Click) tea.Cmd {
	for _, p := range slices.Backward(w.panes) {
		if msg.X < p.x {
			continue
		}
		if msg.Y < len(p.lines) && p.lines[msg.Y].click != nil {
			return p.lines[msg.Y].click(msg.X - p.x)
		}
		break
	}
	return nil
}

func (w *Screen) wheel(msg screen.Wheel) {
	if msg.X >= w.treeWidth() {
		w.scrollBy(msg.Lines)
		return
	}
	w.step(msg.Lines / 3)
}
