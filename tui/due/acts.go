package due

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// open goes where the thing under the cursor is done.
func (d *Screen) open() tea.Cmd {
	r, ok := d.dates.Current()
	switch {
	case !ok:
		return screen.Tell("Nothing is shown here that could be opened.")
	case r.Begins:
		return dialog.ShowDocument(d.s, "regulatory", "", d.now.Assessment)
	}
	return d.s.Ask(d.leads(r.Dated))
}

// leads is the way to something: an item, a record, or the plan.
func (d *Screen) leads(x register.Dated) screen.Go {
	if isms, base := assess.BaselineOf(x.Item); base {
		return screen.Go{Route: screen.Baseline, Place: screen.Place{Item: isms}}
	}
	switch {
	case x.Item != "" && x.Kind == "":
		return screen.Go{Route: screen.Walk, Place: screen.Place{Item: x.Item, System: x.ID}}
	case x.Item != "":
		return screen.Go{Route: screen.Walk, Place: screen.Place{Item: x.Item}}
	case x.Kind != "":
		return screen.Go{Route: screen.Registers, Place: screen.Place{Record: x.Kind + "/" + x.ID}}
	}
	return screen.Go{Route: screen.Roadmap}
}

// choose asks whose dates are shown.
func (d *Screen) choose() tea.Cmd {
	if d.kept.Ruling == nil {
		return nil
	}
	return d.s.Open(dialog.NewChoice(d.s, "Show only", "Nothing has a day.", func() []dialog.Option {
		options := []dialog.Option{
			d.option("everything", len(d.kept.Agenda), need{}),
			d.option("what is overdue", d.press.Late, need{late: true}),
		}
		for _, w := range register.WhoWaits(register.Owed(d.kept.Agenda)) {
			n := need{named: true, who: w.Person}
			words := "what waits for " + widget.Line(w.Person)
			if w.Person == "" {
				words = "what nobody is named for"
			}
			options = append(options, d.option(words, len(w.For), n))
		}
		return options
	}))
}

func (d *Screen) option(words string, n int, narrow need) dialog.Option {
	return dialog.Option{Label: words, Note: fmt.Sprint(n), Pick: func() tea.Cmd { return d.only(narrow) }}
}

// mail is the text for a mail about what is shown.
func (d *Screen) mail() string {
	return register.Letter(d.shown(), d.kept.Today.Format(time.DateOnly))
}

// letter shows who is waited for, and for what.
func (d *Screen) letter() tea.Cmd {
	if d.mail() == "" {
		return screen.Tell("Nothing that is shown waits for anybody.")
	}
	return d.s.Open(dialog.NewPage(d.s, "Who waits for whom · Y copies what is in sight", func(w int) []string { return widget.Wrap(d.mail(), w) }))
}

// writeOut asks what of it is wanted as a file.
func (d *Screen) writeOut() tea.Cmd {
	shown := d.shown()
	if len(shown) == 0 {
		return screen.Tell("Nothing is shown that could be written.")
	}
	owed := slices.ContainsFunc(shown, func(x register.Dated) bool { return !x.Begins })
	return d.s.Open(dialog.NewChoice(d.s, "Write what?", "There is nothing to write.", func() []dialog.Option {
		a := d.now.Assessment
		options := []dialog.Option{{Label: "ics", Note: "a calendar of what is shown, a day an entry", Pick: func() tea.Cmd {
			return dialog.AskFile(d.s, a.ID, "Write a calendar", "due.ics", d.s.Documents.Calendar(a, shown))
		}}}
		if owed {
			options = append(options, dialog.Option{Label: "txt", Note: "who waits for whom, for a mail", Pick: func() tea.Cmd {
				return dialog.AskFile(d.s, a.ID, "Write who waits for whom", "who-waits.txt", []byte(d.mail()))
			}})
		}
		return options
	}))
}
