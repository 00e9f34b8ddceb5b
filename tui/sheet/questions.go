package sheet

import (
	"errors"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// question is something beside the words that somebody has to say, or has said.
type question struct {
	kind   intake.AskKind
	what   string // a word or two
	answer string // as it stands
	text   string // one sentence
	open   bool
	field  string // of AskColumn
	ask    intake.Ask
}

// ask are the questions of a file: those that are open, and those about the scale
// and the edition that were answered, so that the answer can be changed.
func (f *file) ask() []question {
	var all []question
	seen := map[intake.AskKind]bool{}
	for _, a := range f.reading.Asks {
		seen[a.Kind] = true
		switch a.Kind {
		case intake.AskWords, intake.AskColumn:
		case intake.AskScale:
			all = append(all, question{kind: a.Kind, what: "the scale of the numbers", answer: f.reading.Used.Scale, text: a.Text, open: true})
		case intake.AskEdition:
			all = append(all, question{kind: a.Kind, what: "the edition", answer: f.reading.Used.Edition, text: a.Text, open: true})
		case intake.AskTitles:
			all = append(all, question{kind: a.Kind, what: oneLine(a.Title, mostWide), answer: a.Item, text: a.Text, open: true, ask: a})
		default:
			all = append(all, question{kind: a.Kind, what: "which sheet is meant", text: a.Text, open: true})
		}
	}
	if f.said.Scale != "" && !seen[intake.AskScale] {
		all = append(all, question{kind: intake.AskScale, what: "the scale of the numbers", answer: f.said.Scale, text: "The numbers are read on the scale " + f.said.Scale + "."})
	}
	if f.said.Edition != "" && !seen[intake.AskEdition] {
		all = append(all, question{kind: intake.AskEdition, what: "the edition", answer: f.said.Edition, text: "The controls are read as those of the " + f.said.Edition + " edition."})
	}
	return append(f.askColumns(), all...)
}

// askColumns are the columns that were taken by what stands in them alone.
func (f *file) askColumns() []question {
	var all []question
	for _, s := range f.reading.Sheets {
		for _, c := range s.Columns {
			if s.Read && c.Asked {
				all = append(all, question{
					kind: intake.AskColumn, what: "the " + f.fieldWord(c.Field), answer: strings.TrimSpace(c.Letter + " " + c.Heading), open: true, field: c.Field,
					text: "No heading is known for the " + f.fieldWord(c.Field) + "; column " + c.Letter + " may hold it, for " + c.Why + ".",
				})
			}
		}
	}
	return all
}

// questionHere is the question under the cursor.
func (b *Screen) questionHere() (question, bool) {
	if f := b.file; f.word.At < len(f.questions) {
		return f.questions[f.word.At], true
	}
	return question{}, false
}

func (b *Screen) questionKey(msg tea.KeyPressMsg) tea.Cmd {
	q, is := b.questionHere()
	k := b.keys
	switch {
	case !is:
		return nil
	case key.Matches(msg, k.Agree):
		return b.answer(q)
	case key.Matches(msg, k.Turn):
		return b.other(q)
	case key.Matches(msg, k.Level, k.NA, k.Silent):
		return screen.Tell("This is no word: y agrees with what is proposed, space turns to another answer.")
	case key.Matches(msg, k.Clear):
		return b.decide(func(l *intake.Layout) {
			switch q.kind {
			case intake.AskScale:
				l.Scale = ""
			case intake.AskEdition:
				l.Edition = ""
			}
		})
	}
	return nil
}

// answer agrees with what a question proposes.
func (b *Screen) answer(q question) tea.Cmd {
	f := b.file
	switch q.kind {
	case intake.AskSheet:
		return b.chooseSheet()
	case intake.AskTitles:
		return b.askItem(q)
	case intake.AskColumn:
		b.nextOpen()
		return b.decide(func(l *intake.Layout) { l.Columns[q.field] = f.reading.Used.Columns[q.field] })
	case intake.AskScale:
		return b.decide(func(l *intake.Layout) { l.Scale = q.answer })
	}
	return b.decide(func(l *intake.Layout) { l.Edition = q.answer })
}

// other turns to the next possible answer.
func (b *Screen) other(q question) tea.Cmd {
	switch q.kind {
	case intake.AskScale:
		next := after(intake.Scales(b.s.Catalog), q.answer)
		return b.decide(func(l *intake.Layout) { l.Scale = next })
	case intake.AskEdition:
		next := after([]string{intake.Edition2013, intake.Edition2022}, q.answer)
		return b.decide(func(l *intake.Layout) { l.Edition = next })
	case intake.AskColumn:
		b.part = grid
		return screen.Tell("Move to the column that holds the " + b.file.fieldWord(q.field) + ", and enter says so.")
	}
	return b.answer(q)
}

func after(all []string, is string) string { return all[(slices.Index(all, is)+1)%len(all)] }

// askItem asks which item a title means.
func (b *Screen) askItem(q question) tea.Cmd {
	number := q.ask.Item
	keep := func() tea.Cmd {
		return b.decide(func(l *intake.Layout) {
			*l = l.With(intake.Layout{Items: map[string]string{q.ask.Title: strings.TrimSpace(number)}})
		})
	}
	known := func(said string) error {
		if _, is := b.item(strings.TrimSpace(said)); !is {
			return errors.New("write the number of an item, such as " + q.ask.Item)
		}
		return nil
	}
	return b.s.Open(dialog.NewForm(b.s, b.form("title"), "Which item is it?", keep, dialog.Ask(
		huh.NewInput().Title(q.what).Description(q.text).Value(&number).Validate(known),
	)))
}

// item is an item of the standard that the sheet is about.
func (b *Screen) item(number string) (*catalog.Item, bool) {
	if b.file.as == intake.Answers {
		return assess.FindItem(b.s.Catalog, b.now.Assessment, number)
	}
	return b.s.Catalog.Baseline(number)
}
