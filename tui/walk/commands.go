package walk

import (
	"errors"
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// act takes the keys that change the answer.
func (w *Screen) act(msg tea.KeyPressMsg, it *catalog.Item) tea.Cmd {
	k := w.keys
	switch {
	case key.Matches(msg, k.NA):
		return w.unsettle(it, "not applicable", func() tea.Cmd { return w.exclude(it) })
	case key.Matches(msg, k.Yes):
		return w.yes(it)
	case key.Matches(msg, k.Clear):
		return w.unsettle(it, "clear it", w.clear)
	case key.Matches(msg, k.Note):
		return w.note(it)
	case key.Matches(msg, k.Evidence):
		return w.evidence(it)
	case key.Matches(msg, k.Library):
		return w.library(it)
	case key.Matches(msg, k.Finding):
		return w.findings(it)
	case key.Matches(msg, k.Assign):
		return w.assign(it)
	case key.Matches(msg, k.Flag):
		return w.flag()
	case key.Matches(msg, k.About):
		return w.s.Open(dialog.NewPage(w.s, it.Number+"  "+it.Title, func(width int) []string { return w.about(it, width) }))
	case key.Matches(msg, k.Own):
		return w.ownControls()
	}
	return nil
}

func (w *Screen) do(said string, decide screen.Decide) tea.Cmd {
	return w.s.ActSaying(w.now.Assessment.ID, said, decide)
}

// rateAt saves a rating, instead of those of single AI systems or beside them. A
// direct rating above the item's questions first asks for its reason.
func (w *Screen) rateAt(at assess.Key, level int, alone bool, said string) tea.Cmd {
	cat := w.s.Catalog
	_, err := assess.Rate(cat, w.now.Assessment, at, level, "")
	var needs *assess.NeedsReason
	if errors.As(err, &needs) {
		title := fmt.Sprintf("%s: why %d, when its lowest question is %d?", needs.Item, needs.Level, needs.Lowest)
		return w.reason(at, title, func(reason string) tea.Cmd {
			return w.do(said, rating(cat, at, level, reason, alone))
		})
	}
	if err != nil {
		return screen.Send(screen.Failed{Err: err})
	}
	if alone { // it says something of the AI systems too
		return w.do(said, rating(cat, at, level, "", alone))
	}
	return w.s.ActNewest(w.now.Assessment.ID, "rating of "+string(at.Subject()), said, rating(cat, at, level, "", alone))
}

// reason asks for a justification on one short form.
func (w *Screen) reason(at assess.Key, title string, done func(string) tea.Cmd) tea.Cmd {
	var reason string
	in := huh.NewInput().Title("Reason").Value(&reason).CharLimit(assess.MaxNote).Validate(needed("a reason"))
	return w.s.Open(dialog.NewForm(w.s, w.form("override", at), title, func() tea.Cmd { return done(reason) }, dialog.Ask(in)))
}

func needed(what string) func(string) error {
	return func(s string) error {
		if s == "" {
			return errors.New("say " + what)
		}
		return assess.CheckText(what, s, assess.MaxNote)
	}
}

// exclude asks the justification, after the rules were asked whether it may be.
func (w *Screen) exclude(it *catalog.Item) tea.Cmd {
	cat, at := w.s.Catalog, w.focus()
	if _, err := assess.Exclude(cat, w.now.Assessment, at, assess.Exclusion{Reason: "asked below"}); err != nil {
		return screen.Send(screen.Failed{Err: err})
	}
	x := assess.Exclusion{}
	was := w.now.Assessment.Answer(at).Rating
	if was.Is(assess.NA) {
		x = assess.Exclusion{Reason: was.Reason, Risk: was.Risk, ApprovedBy: was.ApprovedBy, ApprovedOn: was.ApprovedOn}
	}
	save := func() tea.Cmd {
		return w.do("", func(a *assess.Assessment) ([]assess.Change, error) { return assess.Exclude(cat, a, at, x) })
	}
	fields := []huh.Field{huh.NewInput().Title("Why does it not apply?").Value(&x.Reason).CharLimit(assess.MaxNote).Validate(needed("why it does not apply"))}
	title := it.Number + " is not applicable"
	if at.Question != "" {
		title = "Question " + at.Question + " does not arise"
	} else {
		fields = append(fields,
			huh.NewInput().Title("Risk it refers to").Description("optional").Value(&x.Risk),
			huh.NewInput().Title("Approved by").Description("optional").Value(&x.ApprovedBy).Validate(line("approver")),
			dialog.Day(w.s, "Approved on", "day of approval", "optional", &x.ApprovedOn))
	}
	return w.s.Open(dialog.NewForm(w.s, w.form("exclusion", at), title, save, dialog.Ask(fields...)))
}

// form is the draft of a form about an answer.
func (w *Screen) form(name string, at assess.Key) screen.Draft {
	return dialog.FormOf(w.now.Assessment.ID, name, at.Subject())
}

func line(name string) func(string) error {
	return func(s string) error { return assess.CheckLine(name, s) }
}

func (w *Screen) clear() tea.Cmd {
	cat, at := w.s.Catalog, w.focus()
	if w.now.Assessment.Answer(at).Rating.Is(assess.Unanswered) {
		if cmd, ok := w.no(w.current()); ok {
			return cmd
		}
		if at.Question == "" && w.scoreOf(w.current()).Standing.State == assess.Rated {
			return screen.Tell("Nothing was rated here directly; the rating comes from the questions or from single AI systems.")
		}
		return screen.Tell("There is no rating here to clear.")
	}
	clear := func() tea.Cmd {
		return w.do("", func(a *assess.Assessment) ([]assess.Change, error) { return assess.Clear(cat, a, at) })
	}
	if _, settled := w.now.Assessment.SettledAt(at); settled {
		return clear() // it was asked already
	}
	return dialog.ClearShared(w.s, w.room, w.current().Number, clear)
}

func (w *Screen) note(it *catalog.Item) tea.Cmd {
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
	}).Beside(now))
}

func (w *Screen) noteDraft(at assess.Key) screen.Draft {
	return screen.Draft{Assessment: w.now.Assessment.ID, Subject: at.Subject(), Field: assess.FieldNote}
}

func (w *Screen) assign(it *catalog.Item) tea.Cmd {
	cat, at := w.s.Catalog, w.place()
	x := w.now.Assessment.Answer(at)
	owner, due := x.Owner, x.Due
	save := func() tea.Cmd {
		return w.do("", func(a *assess.Assessment) ([]assess.Change, error) { return assess.Assign(cat, a, at, owner, due) })
	}
	return w.s.Open(dialog.NewForm(w.s, w.form("assign", at), it.Number+" · who sees to it, and by when", save, dialog.Ask(
		huh.NewInput().Title("Owner").Value(&owner).Validate(line("owner")),
		dialog.Day(w.s, "Due", "due date", "", &due),
	)))
}

func (w *Screen) flag() tea.Cmd {
	cat, at := w.s.Catalog, w.place()
	return w.do("", func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Flag(cat, a, at, !a.Answer(at).Flag)
	})
}

func (w *Screen) chooseFilter() tea.Cmd {
	c := dialog.NewChoice(w.s, "Which items", "", func() []dialog.Option {
		options := make([]dialog.Option, len(synergy.Filters))
		for i, f := range synergy.Filters {
			options[i] = dialog.Option{Label: f.String(), Note: fmt.Sprint(len(w.choose(f))), Pick: func() tea.Cmd { return w.setFilter(f) }}
		}
		return options
	})
	return w.s.Open(c.At(slices.Index(synergy.Filters, w.filter)))
}

func (w *Screen) setFilter(f synergy.Filter) tea.Cmd {
	w.filter, w.shown, w.rows, w.question = f, w.choose(f), nil, -1
	if it := w.current(); it == nil || !w.shows(it) {
		for _, it := range w.items {
			if w.shows(it) {
				w.moveTo(it)
				return w.at()
			}
		}
		w.filter = synergy.Everything
		return screen.Tell("No item is " + f.String() + " now, so all are shown.")
	}
	return nil
}

func (w *Screen) click(msg screen.Click) tea.Cmd {
	if msg.X < w.treeWidth() {
		rows := w.tree()
		from, to := widget.Window(w.treeTop, w.cursorRow(), len(rows), w.h)
		if i := from + msg.Y; i < to && rows[i].item != nil {
			w.question = -1
			w.moveTo(rows[i].item)
			return w.at()
		} else if i < to && len(rows[i].set.Items) > 0 {
			w.question = -1
			w.moveTo(rows[i].set.Items[0])
			return w.at()
		}
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
