package dialog

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/bind"
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
	first := f.Fresh()
	turn := Extra{
		Binding: bind.State.To("close, open again"), Asks: s.Leads,
		Do: func(at int) tea.Cmd { return f.turn(s, at) },
	}
	return NewRecords(s, Records[assess.Finding]{
		Assessment: f.Assessment, Kind: assess.KindFinding, At: first.Item + first.Baseline,
		Title: "Findings on " + f.On, About: "Finding on " + f.On, Removed: "Finding removed; u brings it back.",
		Empty: "No finding on this item. a writes one: a major or minor nonconformity, an opportunity for improvement, or a note.",
		All:   f.All, Fresh: f.Fresh, Remove: assess.RemoveFinding,
		Show: func(one assess.Finding) (id, label, note string) {
			state := "open"
			if one.Closed {
				state = "closed by " + widget.Line(one.ClosedBy)
			}
			return one.ID, widget.FirstLine(one.Statement), one.Grade + " · " + state
		},
		Ask: func(one assess.Finding, fresh bool) ([]Part, screen.Decide) { return f.ask(s, one, fresh) },
	}, turn)
}

// turn closes the finding at that place, or opens it again.
func (f Findings) turn(s *screen.Session, at int) tea.Cmd {
	all := f.All()
	if at < 0 || at >= len(all) {
		return nil
	}
	began, one := all[at], all[at]
	one.Closed = !began.Closed
	said := "Finding closed; space opens it again."
	if began.Closed {
		said = "The finding is open again."
	}
	return s.ActSaying(f.Assessment, said, f.put(s, began, &one))
}

// put saves what was made of a finding, with who closed it.
func (f Findings) put(s *screen.Session, began assess.Finding, one *assess.Finding) screen.Decide {
	return func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.EditFinding(s.Catalog, a, began, *one, s.Actor.Name, s.Now().Format(time.DateOnly))
	}
}

// grades are the grades of a finding in words.
var grades = []huh.Option[string]{
	huh.NewOption("major nonconformity", assess.GradeMajor), huh.NewOption("minor nonconformity", assess.GradeMinor),
	huh.NewOption("opportunity for improvement", assess.GradeOpportunity), huh.NewOption("note", assess.GradeNote),
}

// ask asks what was found. Only one that stands already can be closed, by whoever
// leads; others open it again.
func (f Findings) ask(s *screen.Session, one assess.Finding, fresh bool) ([]Part, screen.Decide) {
	began := one
	fields := []huh.Field{
		huh.NewInput().Title("What was found?").Value(&one.Statement).CharLimit(assess.MaxNote).Validate(found),
		huh.NewSelect[string]().Title("Grade").Options(grades...).Value(&one.Grade),
	}
	if len(f.Systems) > 1 {
		fields = append(fields, huh.NewSelect[string]().Title("AI system").Inline(true).Options(f.Systems...).Value(&one.System))
	}
	if !fresh && (s.Role().Leads() || one.Closed) {
		fields = append(fields, huh.NewConfirm().Title("Is it closed?  ").Inline(true).Affirmative("closed").Negative("open").Value(&one.Closed))
	}
	return []Part{Ask(fields...)}, f.put(s, began, &one)
}

func found(statement string) error {
	if statement == "" {
		return errors.New("say what was found")
	}
	return assess.CheckText("what was found", statement, assess.MaxNote)
}
