package assessments

import (
	"context"
	"errors"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/report"
	"crosswalk/store"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// bringIn asks which bundle is to be taken in, and shows what it would bring.
func (x *Screen) bringIn() tea.Cmd {
	return dialog.AskNearby(x.s, dialog.Nearby{
		Title: "Take in a bundle, or a sealed file",
		Empty: "No bundle (.cwb, .cwb.age) stands in this folder or among your downloads. p asks for a path; W writes one.",
		What:  "a bundle (.cwb) or a locked one (.cwb.age)",
		Draft: dialog.FormOf("", "bundle in", "all"),
		Paths: x.s.Bundles.Nearby,
		Take:  func(path string) tea.Cmd { return x.look(path, "") },
	})
}

// look reads a bundle whole before anything is decided.
func (x *Screen) look(path, passphrase string) tea.Cmd {
	name := widget.Line(filepath.Base(path))
	return tea.Batch(screen.Tell("What is in "+name+" is shown once it was read to its end."), x.s.Job(func(ctx context.Context) tea.Msg {
		seen, err := x.s.Bundles.Look(ctx, path, passphrase)
		switch {
		case errors.Is(err, screen.ErrLocked):
			return wantsPassphrase{path}
		case err != nil:
			return screen.Failed{Err: err}
		}
		return screen.Open{Dialog: x.offer(name, seen)}
	}))
}

type (
	// wantsPassphrase says that a bundle is locked by one.
	wantsPassphrase struct{ path string }
	// cameIn is what a bundle brought.
	cameIn struct {
		name  string
		seen  screen.Arriving
		taken store.Taken
	}
)

func (x *Screen) unlock(path string) tea.Cmd {
	return askPassphrase(x.s, "The passphrase of "+widget.Line(filepath.Base(path)), false, func(words string) tea.Cmd { return x.look(path, words) })
}

// offer says what a bundle holds and what it would bring, and takes it in where a
// person says so.
func (x *Screen) offer(file string, seen screen.Arriving) screen.Dialog {
	page := dialog.NewPage(x.s, "What is in "+file, func(w int) []string { return x.arrivingLines(seen, w) })
	if seen.Would.Revisions+seen.Would.Gone == 0 {
		return page
	}
	return page.With(dialog.Extra{Binding: bind.Yes.To("take it in"), Asks: x.s.Carries, Closes: true, Do: func(int) tea.Cmd {
		return tea.Sequence(x.s.Job(func(ctx context.Context) tea.Msg {
			taken, err := seen.Take(ctx)
			if err != nil {
				return screen.Failed{Err: err}
			}
			return cameIn{file, seen, taken}
		}), x.load())
	}})
}

const labelWidth = 13

// arrivingLines are what a bundle says of itself, what there is to decide, and what it
// would change.
func (x *Screen) arrivingLines(seen screen.Arriving, w int) []string {
	t := x.s.Theme
	lines := []string{t.Strong.Render(widget.Line(seen.Name))}
	for _, f := range seen.Facts {
		lines = append(lines, widget.Indent(widget.Wrap(widget.Line(f.Value), w-labelWidth), t.Dim.Render(widget.Fit(f.Label, labelWidth)), widget.Blank(labelWidth))...)
	}
	if seen.Would.Revisions+seen.Would.Gone == 0 {
		return append(lines, "", "All of it is known here already; there is nothing to take in.")
	}
	if len(seen.Doubts) > 0 {
		var doubts []string
		for _, said := range seen.Doubts {
			doubts = append(doubts, screen.Said(said))
		}
		lines = append(lines, "", t.Warn.Render("Decide before it is taken in:"))
		lines = append(lines, bullets(doubts, w)...)
	}
	if len(seen.Words) > 0 {
		lines = append(lines, "", t.Strong.Render("What it would change:"))
		lines = append(lines, bullets(seen.Words, w)...)
	}
	return lines
}

func bullets(all []string, w int) (lines []string) {
	for _, text := range all {
		lines = append(lines, widget.Indent(widget.Wrap(widget.Line(text), w-2), "- ", "  ")...)
	}
	return lines
}

// tellOf is the page after a merge: what came, and by how much the figures moved.
func (x *Screen) tellOf(in cameIn) tea.Cmd {
	x.list.Stand(in.taken.Assessment)
	page := dialog.NewPage(x.s, "What came in with "+in.name, func(w int) []string { return bullets(in.seen.Words, w) })
	return x.s.Open(page.With(dialog.Extra{Binding: bind.WriteOut.To("keep it as a document"), Do: func(int) tea.Cmd {
		return dialog.ShowDocument(x.s, report.KindEvening, "", in.taken.After)
	}}))
}
