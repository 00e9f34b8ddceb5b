package sheet

import (
	"context"
	"encoding/json"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/day"
	"crosswalk/catalog/intake"
	"crosswalk/store"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// untouched reports whether nobody decided anything of how the file is read.
func (f *file) untouched() bool { return text(f.said) == text(intake.Layout{}) }

// text is a layout as it is kept.
func text(l intake.Layout) string {
	raw, err := json.Marshal(l)
	if err != nil {
		return ""
	}
	return string(raw)
}

// mostTried is how many kept layouts are tried on a file that can't be read
// without one.
const mostTried = 8

// offer looks for a layout that was kept of a sheet of the same shape, and reads
// the file by it. A file that is not understood as it stands may be of the shape
// of any of them.
func (b *Screen) offer(ctx context.Context, id string, msg *got, read func(intake.Layout) (intake.Reading, error)) {
	all, err := b.s.DB.Layouts(ctx, id)
	if err != nil {
		return // the file is read as it stands
	}
	shape, tried := msg.reading.Shape, 0
	for _, one := range all {
		var l intake.Layout
		if shape != "" && one.Shape != shape || json.Unmarshal([]byte(one.Text), &l) != nil {
			continue
		}
		if tried++; tried > mostTried {
			return
		}
		if r, err := read(l); err == nil && r.Shape == one.Shape {
			msg.reading, msg.err, msg.said, msg.kept = r, nil, l, one
			return
		}
	}
}

// keptLine says which layout reads the file.
func (b *Screen) keptLine() string {
	k := b.file.kept
	if k.Name == "" {
		return ""
	}
	return "read as " + widget.Line(k.Name) + ", kept on " + k.Saved.In(b.s.Now().Location()).Format(day.Form)
}

// chooseKept lists the layouts that were kept.
func (b *Screen) chooseKept() tea.Cmd {
	f, id := b.file, b.now.Assessment.ID
	if f.register != nil {
		return screen.Tell("Layouts are kept of sheets of answers; a sheet of records is read by its headings.")
	}
	return b.s.Job(func(ctx context.Context) tea.Msg {
		all, err := b.s.DB.Layouts(ctx, id)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return kept{f, all}
	})
}

// kept are the layouts that were kept of this assessment's sheets.
type kept struct {
	file *file
	all  []store.Layout
}

func (b *Screen) listKept(msg kept) tea.Cmd {
	f, all := msg.file, msg.all
	options := func() []dialog.Option {
		list := make([]dialog.Option, len(all))
		for i, l := range all {
			list[i] = dialog.Option{
				Label: widget.Line(l.Name), Note: "kept on " + l.Saved.In(b.s.Now().Location()).Format(day.Form),
				Pick: func() tea.Cmd { return b.readBy(f, l) },
			}
		}
		return list
	}
	forget := dialog.Extra{
		Binding: bind.Clear.To("forget it"), Closes: true,
		Do: func(at int) tea.Cmd { return b.forget(f, all, at) },
	}
	name := dialog.Extra{
		Binding: bind.Rename.To("name for this one"), Closes: true,
		Do: func(int) tea.Cmd { return b.askName(f) },
	}
	return b.s.Open(dialog.NewChoice(b.s, "How sheets of this client are read", "Nothing is kept yet. y keeps how this file was read, as "+widget.Line(f.name)+"; r gives it another name.", options, forget, name))
}

// readBy reads a file by a layout that was kept, whatever its shape.
func (b *Screen) readBy(f *file, l store.Layout) tea.Cmd {
	var said intake.Layout
	if err := json.Unmarshal([]byte(l.Text), &said); err != nil {
		return screen.Tell("The layout " + widget.Line(l.Name) + " can't be read; x in this list forgets it.")
	}
	f.kept, f.plain = l, false
	return b.decide(func(is *intake.Layout) { *is = said })
}

func (b *Screen) askName(f *file) tea.Cmd {
	name := f.name
	keep := func() tea.Cmd {
		f.name = name
		return screen.Tell("y keeps how this file was read, as " + widget.Line(name) + ".")
	}
	return b.s.Open(dialog.NewForm(b.s, b.form("layout"), "Name of the layout", keep, dialog.Ask(
		huh.NewInput().Title("Name").Description("the next file of this form is read the same way").Value(&name).Validate(store.CheckLayoutName),
	)))
}

// forget drops a layout, once somebody has said yes.
func (b *Screen) forget(f *file, all []store.Layout, at int) tea.Cmd {
	if at < 0 {
		return nil
	}
	l, id := all[at], b.now.Assessment.ID
	question := "The layout " + widget.Line(l.Name) + " is forgotten. What was imported by it stays."
	return b.s.Open(dialog.NewConfirm(b.s, "Forget a layout", question, "forgets it", func() tea.Cmd {
		if f.kept.Name == l.Name {
			f.kept = store.Layout{}
		}
		return b.s.Job(func(ctx context.Context) tea.Msg {
			if err := b.s.DB.DropLayout(ctx, b.s.Actor, id, l.Name); err != nil {
				return screen.Failed{Err: err}
			}
			return screen.Notice{Text: "The layout " + widget.Line(l.Name) + " is forgotten."}
		})
	}))
}

// asItStands drops all that was said of how the file is read.
func (b *Screen) asItStands() tea.Cmd {
	f := b.file
	if f.untouched() {
		return screen.Tell("Nothing was said of this sheet: it is read as it stands.")
	}
	drop := func() tea.Cmd {
		f.kept, f.plain = store.Layout{}, true
		return b.decide(func(l *intake.Layout) { *l = intake.Layout{} })
	}
	if text(f.said) == f.kept.Text {
		return drop() // the layout stays where it is kept
	}
	return b.s.Open(dialog.NewConfirm(b.s, "Read the sheet as it stands", "What you said of its sheets, columns and words is dropped.", "drops it", drop))
}

// keep remembers how the file was read, for the next one of its form.
func (b *Screen) keep(name, shape string, l intake.Layout) tea.Cmd {
	if shape == "" || text(l) == text(intake.Layout{}) {
		return nil
	}
	id := b.now.Assessment.ID
	return b.s.Job(func(ctx context.Context) tea.Msg {
		if err := b.s.DB.KeepLayout(ctx, b.s.Actor, id, store.Layout{Name: name, Shape: shape, Text: text(l)}); err != nil {
			return screen.Failed{Err: err}
		}
		return nil
	})
}
