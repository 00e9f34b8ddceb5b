package dialog

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/render"
	"crosswalk/catalog/report"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// WriteOut asks which document is wanted and shows it. Now is the assessment as this
// person may know it when it is asked for.
func WriteOut(s *screen.Session, now func() *assess.Assessment) tea.Cmd {
	var options []Option
	for _, k := range s.Documents.All() {
		options = append(options, Option{Label: k.Name, Note: "for " + k.For + ": " + k.Holds, Pick: func() tea.Cmd {
			if k.OfOne {
				return askSubject(s, k.Name, now)
			}
			return s.Open(newPreview(s, k.Name, "", now()))
		}})
	}
	return s.Open(NewChoice(s, "Which document?", "There is no document to write.", func() []Option { return options }))
}

// ShowDocument shows a document as this person may know it: about a whole assessment,
// or about one thing in it, by its name.
func ShowDocument(s *screen.Session, kind, about string, of *assess.Assessment) tea.Cmd {
	if s.Documents.Build == nil {
		return screen.Tell("There is no document to show.")
	}
	return s.Open(newPreview(s, kind, about, of))
}

// askSubject asks what a document is about, once it was read what there is.
func askSubject(s *screen.Session, kind string, now func() *assess.Assessment) tea.Cmd {
	of := now()
	return s.Job(func(ctx context.Context) tea.Msg {
		all, err := s.Documents.Subjects(ctx, of, kind)
		if err != nil {
			return screen.Failed{Err: err}
		}
		var options []Option
		for _, one := range all {
			options = append(options, Option{Label: widget.Line(one.Name), Note: widget.Line(one.Title), Pick: func() tea.Cmd {
				return s.Open(newPreview(s, kind, one.Name, now()))
			}})
		}
		return screen.Open{Dialog: NewChoice(s, "The document "+kind+": of which one?", "There is none yet that it could be about.", func() []Option { return options })}
	})
}

// preview is a document as text, made anew with all news, so that it never shows
// more than the screens do.
type preview struct {
	*Page
	kind  string
	about string             // the name of what it is about; empty: the whole assessment
	of    *assess.Assessment // what it is, or is being, made of
	made  *report.Document   // nil: not yet
}

// named is the document with what it is about.
func (p *preview) named() string { return strings.TrimSpace(p.kind + " " + p.about) }

// previewed is a document that was made for the screen.
type previewed struct {
	of   *assess.Assessment
	name string
	made *report.Document
}

func newPreview(s *screen.Session, kind, about string, of *assess.Assessment) *preview {
	p := &preview{kind: kind, about: about, of: of}
	p.Page = NewPage(s, "The document "+widget.Line(p.named()), p.text).With(Extra{
		Binding: bind.WriteOut.To("write a file"), Asks: s.WritesFiles, Do: func(int) tea.Cmd { return p.writeOut() },
	})
	return p
}

// text is what is there of it.
func (p *preview) text(w int) []string {
	if p.made == nil {
		return []string{"It is being made."}
	}
	return render.Lines(p.made, w)
}

// Init makes the document.
func (p *preview) Init() tea.Cmd {
	of, kind, about, name := p.of, p.kind, p.about, p.named()
	return p.s.Job(func(ctx context.Context) tea.Msg {
		made, err := p.s.Documents.Build(ctx, of, kind, about)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return previewed{of, name, made}
	})
}

// Update takes what was made, and has it made anew when the assessment is another.
func (p *preview) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		if p.of, p.made = msg.Assessment, nil; p.of == nil {
			return p.s.Shut()
		}
		p.shown = p.lines(p.w)
		return p.Init()
	case previewed:
		if msg.of == p.of && msg.name == p.named() {
			p.made = msg.made
			p.shown = p.lines(p.w)
		}
		return nil
	}
	return p.Page.Update(msg)
}

// writeOut asks for the format.
func (p *preview) writeOut() tea.Cmd {
	if p.made == nil {
		return screen.Tell("The document is being made; ask again in a moment.")
	}
	d := p.made
	var options []Option
	for _, f := range p.s.Documents.Formats {
		options = append(options, Option{Label: f.Name, Note: f.About, Pick: func() tea.Cmd { return askPlace(p.s, p.of.ID, p.named(), d, f) }})
	}
	return p.s.Open(NewChoice(p.s, "In which format?", "There is no format to write it in.", func() []Option { return options }))
}

// askPlace asks where the file goes, and writes it.
func askPlace(s *screen.Session, assessment, named string, d *report.Document, f render.Format) tea.Cmd {
	other := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	path := strings.Join(strings.FieldsFunc(named, other), "-") + "." + f.Name
	return askFile(s, assessment, "Write the document "+widget.Line(named)+" as "+f.Name, path, func(path string) tea.Msg { return writeDocument(s, path, d, f) })
}

// AskFile asks where bytes go that are a file as they stand, and writes it.
func AskFile(s *screen.Session, assessment, title, path string, raw []byte) tea.Cmd {
	return askFile(s, assessment, title, path, writing(s, raw))
}

// writing writes bytes as they stand.
func writing(s *screen.Session, raw []byte) func(path string) tea.Msg {
	return func(path string) tea.Msg {
		if err := s.Files.Write(path, raw); err != nil {
			return screen.Failed{Err: fmt.Errorf("the file %w", err)}
		}
		return screen.Notice{Text: "Written: " + widget.Line(path)}
	}
}

// askFile asks for the name of a file that is not there yet.
func askFile(s *screen.Session, assessment, title, path string, write func(path string) tea.Msg) tea.Cmd {
	return s.Open(newFileForm(s, assessment, title, path, write))
}

func newFileForm(s *screen.Session, assessment, title, path string, write func(path string) tea.Msg) *Form {
	do := func() tea.Cmd {
		return s.Job(func(context.Context) tea.Msg { return write(strings.TrimSpace(path)) })
	}
	return NewForm(s, FormOf(assessment, "document", assess.KindAssessment), title, do, Ask(
		huh.NewInput().Title("File").Description("a name that is not taken yet").Value(&path).Validate(Named),
	))
}

// writeDocument writes a file and says what it does not hold.
func writeDocument(s *screen.Session, path string, d *report.Document, f render.Format) tea.Msg {
	raw, err := f.Write(s.Context, d)
	if err == nil {
		if err = s.Files.Write(path, raw); err != nil {
			err = fmt.Errorf("the file %w", err)
		}
	}
	if err != nil {
		return screen.Failed{Err: err}
	}
	text := "Written: " + widget.Line(path)
	if lacks := f.Lacks(d); len(lacks) > 0 {
		text += "  Not in it: " + strings.Join(lacks, "; ") + "."
	}
	return screen.Notice{Text: text}
}
