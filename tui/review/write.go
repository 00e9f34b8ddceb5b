package review

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

const said = catalog.ReviewSaid

// enter writes what is under the cursor.
func (x *Screen) enter() tea.Cmd {
	switch e := x.here(); {
	case e.adds:
		return x.decide()
	case e.decision != nil:
		return x.editDecision(*e.decision)
	case e.name == "":
		return screen.Tell("Nothing is asked here.")
	default:
		return x.write(e)
	}
}

// comment writes what is said to the input at hand.
func (x *Screen) comment() tea.Cmd {
	in, ok := x.current()
	if !ok {
		return screen.Tell("c is about an input; ← goes back to the last one.")
	}
	x.stand(in.Field(said))
	return x.write(x.here())
}

// write begins to write a long text where it stands; another field is asked for.
func (x *Screen) write(e entry) tea.Cmd {
	k, _ := x.s.Catalog.Register(register.KindReview)
	f, declared := k.Field(e.name)
	if declared && f.Type != "text" {
		return x.ask(e.label, e.name)
	}
	began, id, field := x.mr.Text(e.name), x.mr.ID, e.name
	draft := screen.Draft{Assessment: x.now.Assessment.ID, Subject: x.mr.Subject(), Field: field}
	return x.note.Begin(dialog.NewNote(x.s, e.label, began, draft, func(text string) tea.Cmd {
		x.onward = strings.HasPrefix(field, catalog.ReviewISMS+".") // its source is asked for next
		return x.act("", func(c register.Case) ([]assess.Change, error) {
			return register.Write(c, register.KindReview, id, field, began, text)
		})
	}))
}

// ask asks for some fields of the review.
func (x *Screen) ask(title string, names ...string) tea.Cmd {
	k, _ := x.s.Catalog.Register(register.KindReview)
	form, id := dialog.NewAsking(x.s, x.c, k, x.mr, nil), x.mr.ID
	fields := form.Fields(names...)
	save := func() tea.Cmd {
		return x.act("", func(c register.Case) ([]assess.Change, error) { return register.Set(c, k.ID, id, form.Changed()) })
	}
	draft := dialog.FormOf(x.now.Assessment.ID, "review "+strings.Join(names, " "), x.mr.Subject())
	return x.s.Open(dialog.NewForm(x.s, draft, x.number(x.mr)+" · "+title, save, dialog.Ask(fields...)))
}

// clear takes away what stands under the cursor; undo brings it back.
func (x *Screen) clear() tea.Cmd {
	e, id := x.here(), x.mr.ID
	switch {
	case e.decision != nil:
		d := e.decision.Record
		word := x.number(d) + " is removed; u brings it back."
		if e.decision.Made.ID != "" {
			word = x.number(d) + " is removed, and " + x.number(e.decision.Made) + " stays; u brings it back."
		}
		return x.act(word, func(c register.Case) ([]assess.Change, error) { return register.Remove(c, d.Kind, d.ID) })
	case e.name == "" || x.mr.Value(e.name) == nil:
		return screen.Tell("Nothing is written here that could be taken away.")
	}
	return x.act(e.label+" says nothing any more; u brings it back.", func(c register.Case) ([]assess.Change, error) {
		return register.Set(c, register.KindReview, id, map[string]string{e.name: ""})
	})
}

// collect opens the review; what was collected or typed of the AIMS before gives way,
// so it asks then.
func (x *Screen) collect() tea.Cmd {
	id, opened := x.mr.ID, x.mr.Text("opened_on")
	do := func() tea.Cmd {
		x.onward = true
		return x.act("The inputs are collected as they stand today; u takes it back.", func(c register.Case) ([]assess.Change, error) {
			return register.OpenReview(c, id)
		})
	}
	if opened == "" || x.mr.State() == held {
		return do()
	}
	question := "They were collected on " + day.Show(opened) + ". What stands of the AIMS gives way, also where somebody typed it. What was typed of the ISMS and what was said stays."
	return x.s.Open(dialog.NewConfirm(x.s, "Collect the inputs again?", question, "collect them", do))
}

// nextState puts the decision under the cursor into its next state, or holds the
// review.
func (x *Screen) nextState() tea.Cmd {
	if d := x.here().decision; d != nil {
		return x.turn(d.Record)
	}
	if x.mr.State() == held {
		return screen.Tell(x.number(x.mr) + " was held on " + x.c.Says(x.mr, "held_on") + ". r leads to its record, where its state is set back.")
	}
	k, _ := x.s.Catalog.Register(register.KindReview)
	var names []string
	for _, f := range register.Lacks(k, x.mr, held) {
		names = append(names, f.Name)
	}
	for _, name := range []string{"top", "next"} { // its minutes are not whole without
		if x.mr.Text(name) == "" {
			names = append(names, name)
		}
	}
	form, id := dialog.NewAsking(x.s, x.c, k, x.mr, nil), x.mr.ID
	save := func() tea.Cmd {
		return x.act(x.number(x.mr)+" is held; W prints the minutes, u takes it back.", func(c register.Case) ([]assess.Change, error) {
			return register.MoveSaying(c, k.ID, id, held, form.Changed())
		})
	}
	if len(names) == 0 {
		return save()
	}
	form.Offer("held_on", x.s.Now().Format(time.DateOnly))
	var pages []dialog.Part
	for from := 0; from < len(names); from += 3 {
		pages = append(pages, dialog.Part{Title: "before it is held", Fields: form.Fields(names[from:min(from+3, len(names))]...)})
	}
	draft := dialog.FormOf(x.now.Assessment.ID, "held", x.mr.Subject())
	return x.s.Open(dialog.NewForm(x.s, draft, x.number(x.mr)+" · held", save, pages...))
}

// writeOut shows the pack or the minutes, from where they are written to a file.
func (x *Screen) writeOut() tea.Cmd {
	number := x.number(x.mr)
	show := func(kind string) func() tea.Cmd {
		return func() tea.Cmd { return dialog.ShowDocument(x.s, kind, number, x.now.Assessment) }
	}
	return x.s.Open(dialog.NewChoice(x.s, "Which document of "+number+"?", "", func() []dialog.Option {
		return []dialog.Option{
			{Label: "the pack", Note: "what lies on the table, for those who sit there", Pick: show("review-pack")},
			{Label: "the minutes", Note: "what was said and decided, with lines to sign", Pick: show("review-minutes")},
		}
	}))
}

// toRecord leads to the record of the review, or of what was made of the decision under
// the cursor.
func (x *Screen) toRecord() tea.Cmd {
	r := x.mr
	if d := x.here().decision; d != nil {
		if r = d.Record; d.Made.ID != "" {
			r = d.Made
		}
	}
	return x.s.Ask(screen.Go{Route: screen.Registers, Place: screen.Place{Record: r.Kind + "/" + r.ID}})
}

// walk leads to an item that the input is about; of several it asks.
func (x *Screen) walk() tea.Cmd {
	in, ok := x.current()
	if !ok {
		return screen.Tell("w is about an input; ← goes back to the last one.")
	}
	return x.s.Open(dialog.NewChoice(x.s, in.ID+" "+in.Input+" · enter walks to it", "", func() []dialog.Option {
		var all []dialog.Option
		for _, it := range x.c.Named(in.From) {
			all = append(all, dialog.Option{Label: it.Number + "  " + widget.Line(x.s.Lang.Item(it).Title), Pick: func() tea.Cmd {
				return x.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: it.ID}})
			}})
		}
		return all
	}))
}

// about is all of an input, to read; at the result what a review leaves behind.
func (x *Screen) about() tea.Cmd {
	in, ok := x.current()
	if !ok {
		return x.s.Open(dialog.NewPage(x.s, "What a review leaves behind", func(w int) []string {
			var lines []string
			for _, r := range x.s.Catalog.ReviewForm().Results {
				lines = append(lines, widget.Indent(widget.Wrap(r.Result+".", w-2), "· ", "  ")...)
			}
			return lines
		}))
	}
	return x.s.Open(dialog.NewPage(x.s, in.ID+" "+in.Input, func(w int) []string { return x.whole(in, w) }))
}

// whole is an input with everything that stands to it.
func (x *Screen) whole(in register.Input, w int) []string {
	t := x.s.Theme
	lines := widget.Wrap(in.Ask, w)
	lines = append(append(lines, widget.Wrap(fmt.Sprintf("Show: %s. Brought by: %s.", in.Show, in.Brings), w)...), "")
	for _, part := range []struct{ label, text string }{{"AIMS", in.AIMS}, {"ISMS", in.ISMS}, {"Source", in.Source}, {"Said", in.Said}} {
		if part.text != "" {
			lines = append(lines, t.Strong.Render(part.label))
			lines = append(append(lines, widget.Wrap(part.text, w)...), "")
		}
	}
	return lines
}
