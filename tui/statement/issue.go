package statement

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report"
	"crosswalk/catalog/soa"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// choose asks which standard and which lines are shown.
func (st *Screen) choose() tea.Cmd {
	return st.s.Open(dialog.NewChoice(st.s, "Which controls", "", func() []dialog.Option {
		var options []dialog.Option
		for i, name := range []string{"ISO/IEC 42001 and own controls", "ISO/IEC 27001", "both standards"} {
			options = append(options, dialog.Option{Label: name, Note: "standard", Pick: func() tea.Cmd {
				st.standard = soa.Standards[i]
				st.compile()
				return st.moved()
			}})
		}
		for i, l := range lets {
			options = append(options, dialog.Option{Label: l.word, Note: "lines", Pick: func() tea.Cmd {
				st.which = which(i)
				st.rows.Arrange()
				return st.moved()
			}})
		}
		return options
	}))
}

// check lists what an auditor would ask; enter goes to the line.
func (st *Screen) check() tea.Cmd {
	return st.s.Open(dialog.NewChoice(st.s, "What an auditor would ask", "The check finds nothing to ask.", func() []dialog.Option {
		var options []dialog.Option
		for _, l := range st.lines.Lines {
			for _, r := range st.asked[l.Ref] {
				options = append(options, dialog.Option{Label: r.Line.Number() + " " + r.Says, Pick: func() tea.Cmd { return st.goTo(r.Line.Ref) }})
			}
		}
		return options
	}))
}

// document is the statement as it stands for the body that certifies.
func (st *Screen) document(in report.Input) (_ *report.Document, err error) {
	k, _ := report.KindNamed(report.KindSoA)
	in.Standard = st.standard
	if in.Before, err = report.Last(in.Assessment, k.Name, k.About(in)); err != nil {
		return nil, err
	}
	return k.Build(in)
}

// versions lists what was issued; enter tells what changed since.
func (st *Screen) versions() tea.Cmd {
	a := st.now.Assessment
	empty := "No version was issued yet. W issues the statement as it stands; an issued version is never changed."
	if st.room.Veiled() != "" {
		empty = "While the room votes, versions that speak of the item are hidden."
	}
	return st.s.Open(dialog.NewChoice(st.s, "Issued versions", empty, func() []dialog.Option {
		var options []dialog.Option
		for _, is := range a.IssuedOf(report.KindSoA, st.standard) {
			note := widget.Line(is.ApprovedBy) + " · " + day.Show(is.ApprovedOn) + " · " + is.Head
			options = append(options, dialog.Option{Label: widget.Line(is.Version), Note: note, Pick: func() tea.Cmd { return st.since(is) }})
		}
		return options
	}))
}

// since shows what is other than in a version; a key reads the version itself.
func (st *Screen) since(is assess.Issued) tea.Cmd {
	was, err := report.Read([]byte(is.Document))
	if err != nil {
		return screen.Tell(screen.Said(err.Error()))
	}
	words, err := report.WordsIn(was.Lang) // lines are compared in the words of that version
	if err != nil {
		return screen.Tell(screen.Said(err.Error()))
	}
	now, err := st.document(report.Input{Figures: st.now.Figures, Words: words, Book: st.book()})
	if err != nil {
		return screen.Tell(screen.Said(err.Error()))
	}
	all := report.Compare(was, now)
	read := dialog.Extra{Binding: bind.Read.To("read the version"), Do: func(int) tea.Cmd {
		return st.s.Open(dialog.NewPage(st.s, "Version "+widget.Line(is.Version), func(w int) []string { return documentLines(was, w) }))
	}}
	return st.s.Open(dialog.NewPage(st.s, "Since version "+widget.Line(is.Version), func(w int) []string { return changeLines(all, w) }).With(read))
}

// book is the records as they are known; nil before.
func (st *Screen) book() *register.Book {
	if st.kept.Ruling == nil {
		return nil
	}
	return st.kept.Book
}

// askIssue asks for what an approved version needs.
func (st *Screen) askIssue() tea.Cmd {
	if st.room.Veiled() != "" {
		return screen.Tell("The room votes; a version is issued once the vote is settled.")
	}
	by, reason := report.Approval{On: st.s.Now().Format(time.DateOnly)}, ""
	line := func(title, name string, at *string) huh.Field {
		return huh.NewInput().Title(title).Value(at).Validate(dialog.Line(name))
	}
	needed := func(title, name string, at *string) huh.Field {
		return huh.NewInput().Title(title).Value(at).Validate(dialog.Needed(name))
	}
	draft := dialog.FormOf(st.now.Assessment.ID, "issue", assess.KindAssessment)
	return st.s.Open(dialog.NewForm(st.s, draft, "Issue the statement as it stands", func() tea.Cmd { return st.prepare(by, reason) },
		dialog.Ask(
			needed("Version", "which version it is", &by.Version),
			needed("Approved by", "who approved it", &by.By),
			dialog.Day(st.s, "Approved on", "day of approval", "", &by.On),
			huh.NewInput().Title("Why this version?").Value(&reason).CharLimit(assess.MaxNote),
		),
		dialog.Ask(
			line("Where can the approval be seen?", "place of the approval", &by.Place),
			line("Risk and impact assessments it rests on", "assessments it rests on", &by.Rests),
			line("Who may read it?", "classification", &by.Class),
		),
	))
}

// prepared is a document that was made and is to be issued.
type prepared struct {
	seen *assess.Assessment
	is   assess.Issued
}

// prepare makes the document of the assessment as it stands, with the head of its
// history.
func (st *Screen) prepare(by report.Approval, reason string) tea.Cmd {
	id := st.now.Assessment.ID
	return st.s.Job(func(ctx context.Context) tea.Msg {
		seen, err := st.s.DB.Assessment(ctx, id)
		if err != nil {
			return screen.Failed{Err: err}
		}
		in := report.Input{
			Figures: figures.Of(st.s.Catalog, seen, st.s.Now()), Words: report.InEnglish(), Made: st.s.Now(),
			Program: st.s.Program, Hash: report.HashOf(st.s.Catalog), Approval: by,
		}
		if in.Book, err = st.s.DB.Records(ctx, id); err != nil {
			return screen.Failed{Err: err}
		}
		if in.Head, in.Acts, err = st.s.DB.HeadOnPaper(ctx, id); err != nil {
			return screen.Failed{Err: err}
		}
		d, err := st.document(in)
		if err != nil {
			return screen.Failed{Err: err}
		}
		if d, err = st.s.Documents.Dressed(ctx, id, d); err != nil {
			return screen.Failed{Err: err}
		}
		is, err := report.Issued(st.s.DB.NewID(), d, st.standard, by, reason)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return prepared{seen, is}
	})
}

func (st *Screen) issue(p prepared) tea.Cmd {
	said := "Version " + widget.Line(p.is.Version) + " is issued; = lists the versions."
	return st.s.ActSaying(p.seen.ID, said, report.Issue(p.seen, p.is))
}
