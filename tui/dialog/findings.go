package dialog

import (
	"errors"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Findings is what the findings of one item are kept with: an item of either
// standard.
type Findings struct {
	Assessment string                  // its id
	On         string                  // the item, as a person calls it
	All        func() []assess.Finding // as they stand now
	Fresh      func() assess.Finding   // a new one, placed and graded
	Systems    []huh.Option[string]    // the AI systems it may be about; none: not asked
}

// NewFinding is the draft of a new finding on an item.
func NewFinding(assessment, item string) screen.Draft {
	return FormOfNew(assessment, assess.KindFinding, item)
}

// NewFindings lists the findings of an item; they are written, changed, closed
// and removed here.
func NewFindings(s *screen.Session, f Findings) *Choice {
	list := func() []Option {
		var options []Option
		for _, one := range f.All() {
			state := "open"
			if one.Closed {
				state = "closed by " + widget.Line(one.ClosedBy)
			}
			options = append(options, Option{
				Label: widget.FirstLine(one.Statement), Note: s.Marked(one.Grade+" · "+state, FormOfRecord(f.Assessment, assess.KindFinding, one.ID)),
				Pick: func() tea.Cmd { return f.form(s, one) },
			})
		}
		return options
	}
	remove := func(at int) tea.Cmd {
		all := f.All()
		if at < 0 || at >= len(all) {
			return nil
		}
		return s.ActSaying(f.Assessment, "Finding removed; u brings it back.", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.RemoveFinding(a, all[at].ID)
		})
	}
	empty := "No finding on this item. a writes one: a major or minor nonconformity, an opportunity for improvement, or a note."
	fresh := NewFinding(f.Assessment, f.Fresh().Item+f.Fresh().Baseline)
	add := Extra{Binding: key.NewBinding(key.WithKeys("a"), key.WithHelp("a", s.Adds(fresh))), Asks: s.Writes, Closes: true, Do: func(int) tea.Cmd { return f.form(s, f.Fresh()) }}
	drop := Extra{Binding: key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "remove")), Asks: s.Leads, Do: remove}
	return NewChoice(s, "Findings on "+f.On, empty, list, add, drop).Picked(s.Writes)
}

func (f Findings) form(s *screen.Session, one assess.Finding) tea.Cmd {
	began := one
	save := func() tea.Cmd {
		if one.Closed && !began.Closed {
			one.ClosedBy, one.ClosedOn = s.Actor.Name, s.Now().Format("2006-01-02")
		}
		return s.Act(f.Assessment, func(a *assess.Assessment) ([]assess.Change, error) {
			if now, known := a.Finding(one.ID); known {
				return assess.PutFinding(s.Catalog, a, assess.Rebase(began, one, now))
			}
			return assess.PutFinding(s.Catalog, a, one)
		})
	}
	grades := []huh.Option[string]{
		huh.NewOption("major nonconformity", assess.GradeMajor), huh.NewOption("minor nonconformity", assess.GradeMinor),
		huh.NewOption("opportunity for improvement", assess.GradeOpportunity), huh.NewOption("note", assess.GradeNote),
	}
	fields := []huh.Field{
		huh.NewInput().Title("What was found?").Value(&one.Statement).CharLimit(assess.MaxNote).Validate(found),
		huh.NewSelect[string]().Title("Grade").Options(grades...).Value(&one.Grade),
	}
	if len(f.Systems) > 1 {
		fields = append(fields, huh.NewSelect[string]().Title("AI system").Inline(true).Options(f.Systems...).Value(&one.System))
	}
	if s.Role().Leads() || one.Closed { // others open it again, and close none
		fields = append(fields, huh.NewConfirm().Title("Is it closed?").Affirmative("closed").Negative("open").Value(&one.Closed))
	}
	draft := NewFinding(f.Assessment, one.Item+one.Baseline)
	if slices.ContainsFunc(f.All(), func(x assess.Finding) bool { return x.ID == one.ID }) {
		draft = FormOfRecord(f.Assessment, assess.KindFinding, one.ID)
	}
	return s.Open(NewForm(s, draft, "Finding on "+f.On, save, Ask(fields...)))
}

func found(statement string) error {
	if statement == "" {
		return errors.New("say what was found")
	}
	return assess.CheckText("what was found", statement, assess.MaxNote)
}
