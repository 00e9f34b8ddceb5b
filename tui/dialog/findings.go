package dialog

import (
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Findings is what the findings of one item are kept with, an item of either standard,
// or those that were raised because of a record.
type Findings struct {
	Assessment string                  // its id
	At         string                  // id of the item or the record
	On         string                  // as a person calls it
	All        func() []assess.Finding // as they stand now
	Fresh      func() assess.Finding   // a new one, placed and graded
	Systems    []huh.Option[string]    // the AI systems it may be about; none: not asked
	AsksItem   bool                    // a new one is asked which item it is about
	Now        func() *assess.Assessment

	Save func(id string, put screen.Decide) tea.Cmd // of a new one; nil: as an act of its own
}

// NewFinding is the draft of a new finding on an item.
func NewFinding(assessment, item string) screen.Draft {
	return FormOfNew(assessment, assess.KindFinding, item)
}

// NewFindings lists the findings of an item; they are written, changed, closed
// and removed here.
func NewFindings(s *screen.Session, f Findings) *Choice {
	turn := Extra{
		Binding: bind.State.To("close, open again"), Asks: s.Leads,
		Do: func(at int) tea.Cmd { return f.turn(s, at) },
	}
	return NewRecords(s, f.records(s), turn)
}

func (f Findings) records(s *screen.Session) Records[assess.Finding] {
	return Records[assess.Finding]{
		Assessment: f.Assessment, Kind: assess.KindFinding, At: f.At,
		Title: "Findings on " + f.On, About: "Finding on " + f.On, Removed: "Finding removed; u brings it back.",
		Empty: "No finding on " + f.where() + ". a writes one: a major or minor nonconformity, an opportunity for improvement, or a note.",
		All:   f.All, Fresh: f.Fresh, Remove: assess.RemoveFinding,
		Show: func(one assess.Finding) (id, label, note string) {
			return one.ID, f.number(one) + "  " + widget.FirstLine(one.Statement), one.Grade + " · " + findingState(one) + f.sharedCause(one)
		},
		Ask:  func(one assess.Finding, fresh bool) ([]Part, screen.Decide) { return f.ask(s, one, fresh) },
		Save: f.Save,
	}
}

func (f Findings) where() string {
	if f.AsksItem {
		return f.On
	}
	return "this item"
}

// sharedCause says that a cause is that of several findings.
func (f Findings) sharedCause(one assess.Finding) string {
	if same := f.Now().SameCause(one); len(same) > 0 {
		return fmt.Sprintf(" · 1 of %d with this cause", len(same))
	}
	return ""
}

// findingState is how a finding stands, and who closed it.
func findingState(f assess.Finding) string {
	if !f.Closed || f.Unverified {
		return f.Shown() // who closed it has no room beside that
	}
	return f.Shown() + " by " + widget.Line(f.ClosedBy)
}

// turn closes the finding at that place, or opens it again. A nonconformity whose
// effect nobody checked asks for the reason first.
func (f Findings) turn(s *screen.Session, at int) tea.Cmd {
	all := f.All()
	if at < 0 || at >= len(all) {
		return nil
	}
	began, one := all[at], all[at]
	one.Closed = !began.Closed
	said := "Finding closed; space opens it again."
	switch {
	case began.Closed:
		said = "The finding is open again."
	case began.Nonconformity() && began.State() != assess.FindingVerified:
		return f.because(s, began)
	}
	return s.ActSaying(f.Assessment, said, f.put(s, began, &one))
}

// because asks why a nonconformity is closed before its effect was checked.
func (f Findings) because(s *screen.Session, began assess.Finding) tea.Cmd {
	one := began
	one.Closed = true
	reason := huh.NewInput().Title("Why close it now?").CharLimit(assess.MaxNote).Value(&one.ClosedBecause).Validate(func(text string) error {
		if text == "" {
			return errors.New("say why; or say first what was done and who checked its effect")
		}
		return assess.CheckText("reason for closing", text, assess.MaxNote)
	}).Description("Nobody has checked the effect yet: it is " + began.State() + ". It counts until somebody does.")
	draft := FormOfRecord(f.Assessment, assess.KindFinding, began.ID)
	draft.Field += " closing"
	return s.Open(NewForm(s, draft, "Closing "+f.number(began), func() tea.Cmd {
		return s.ActSaying(f.Assessment, "Finding closed, its effect not verified.", f.put(s, began, &one))
	}, Ask(reason)))
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

// findingPages are what the form asks of a finding that stands, in the order in which
// it comes to be known.
var findingPages = []TextPage{
	{"what it is", []string{"requirement", "shown_by", "extent"}},
	{"who raised it", []string{"raised_by", "answer_due", "accepted_on"}},
	{"at once", []string{"containment", "correction", "elsewhere"}},
	{"its cause", []string{"cause", "cause_by"}},
	{"the action", []string{"action", "aims_change", assess.FieldOwner, assess.FieldDue, "done_on"}},
	{"its effect", []string{"effect_how", "effect_by", "effect_on", "effect"}},
}

// ask asks what was found, and of one that stands already what came of it. That can be
// closed by whoever leads; others open it again.
func (f Findings) ask(s *screen.Session, one assess.Finding, fresh bool) ([]Part, screen.Decide) {
	began := one
	fields := []huh.Field{
		huh.NewInput().Title("What was found?").Value(&one.Statement).CharLimit(assess.MaxNote).Validate(found),
		huh.NewSelect[string]().Title("Grade").Options(grades...).Value(&one.Grade),
	}
	if len(f.Systems) > 1 {
		fields = append(fields, huh.NewSelect[string]().Title("AI system").Inline(true).Options(f.Systems...).Value(&one.System))
	}
	if fresh && f.AsksItem {
		return f.askItem(s, fields, began, &one)
	}
	if fresh {
		return []Part{Ask(fields...)}, f.put(s, began, &one)
	}
	q := NewTexts(s, assess.FindingFields, began, &one)
	parts := append([]Part{Ask(fields...)}, q.Pages(findingPages)...)
	f.offerCauses(one, q, parts)
	if s.Role().Leads() || one.Closed {
		parts = append(parts, Part{"its end", []huh.Field{
			q.Field("closed_because"),
			huh.NewConfirm().Title("Is it closed?  ").Inline(true).Affirmative("closed").Negative("open").Value(&one.Closed),
		}})
	}
	put := f.put(s, began, &one)
	return parts, func(a *assess.Assessment) ([]assess.Change, error) {
		q.Take()
		return put(a)
	}
}

// askItem also asks which item a new finding is about.
func (f Findings) askItem(s *screen.Session, fields []huh.Field, began assess.Finding, one *assess.Finding) ([]Part, screen.Decide) {
	ref := one.Item
	if ref == "" {
		ref = assess.BaselineRef(one.Baseline)
	}
	ref = assess.RefName(s.Catalog, f.Now(), ref)
	item := huh.NewInput().Title("Item").Description("the requirement or control that is not met").Value(&ref).Validate(func(text string) error {
		_, err := assess.FindRef(s.Catalog, f.Now(), text)
		return err
	})
	put := f.put(s, began, one)
	return []Part{Ask(append(fields, item)...)}, func(a *assess.Assessment) ([]assess.Change, error) {
		it, err := assess.FindRef(s.Catalog, a, ref)
		if err != nil {
			return nil, err
		}
		if one.About(it); !it.PerSystem() {
			one.System = ""
		}
		return put(a)
	}
}

// offerCauses offers the causes of earlier findings where the cause is typed: a third
// finding of one cause is seen as such only where it is worded alike.
func (f Findings) offerCauses(one assess.Finding, q Texts[assess.Finding], parts []Part) {
	causes := f.Now().Causes()
	if len(causes) == 0 {
		return
	}
	field := q.fields["cause"]
	help := field.Help + "; ctrl+e takes an earlier one that begins so"
	if same := f.Now().CauseWords(f.Now().SameCause(one)); same != "" {
		help = same + ". What would end them together?"
	}
	for i, page := range findingPages {
		for j, name := range page.Fields {
			if name == field.Name {
				parts[i+1].Fields[j] = q.Text(name).Suggestions(causes).Description(help)
			}
		}
	}
}

func (f Findings) number(one assess.Finding) string { return f.Now().FindingNumber(one) }

func found(statement string) error {
	if statement == "" {
		return errors.New("say what was found")
	}
	return assess.CheckText("what was found", statement, assess.MaxNote)
}
