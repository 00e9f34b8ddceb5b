package tui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/render"
	"crosswalk/catalog/report"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// offersNote gives a session one document: the note of 4.1.
func offersNote(s *screen.Session) {
	s.Documents = screen.Documents{
		Kinds: func() []screen.DocumentKind {
			return []screen.DocumentKind{{Name: "trial", For: "tests", Holds: "the note of 4.1"}}
		}, Formats: render.Formats,
		Build: func(_ context.Context, a *assess.Assessment, kind, about string) (*report.Document, error) {
			return &report.Document{Kind: kind, Lang: "en", Title: "Trial", Blocks: []report.Block{
				{Is: report.IsParagraph, Text: "Note: " + a.Answer(assess.Key{Item: "4.1"}).Note},
				{Is: report.IsList, Items: strings.Split(strings.Repeat("line,", 60)+"last", ",")},
			}}, nil
		},
	}
}

func TestADocumentOfOneThingAsksOfWhich(t *testing.T) {
	d, s, _ := demo(t, 80, 24)
	offersNote(s)
	s.Documents.Kinds = func() []screen.DocumentKind {
		return []screen.DocumentKind{{Name: "sheet", For: "tests", Holds: "one thing", OfOne: true}}
	}
	s.Documents.Subjects = func(context.Context, *assess.Assessment, string) ([]report.Subject, error) {
		return []report.Subject{{Name: "IA-1", Title: "First"}, {Name: "IA-2", Title: "Second one"}}, nil
	}
	s.Documents.Build = func(_ context.Context, _ *assess.Assessment, kind, about string) (*report.Document, error) {
		return &report.Document{Kind: kind, Lang: "en", Title: "Of " + about}, nil
	}
	s.Files = &screen.Files{Write: func(string, []byte) error { return nil }}
	d.settle().press("W").press("enter").shows("The document sheet: of which one?", "▸ IA-1  First", "IA-2  Second one")
	d.press("j").press("enter").shows("The document sheet IA-2", "Of IA-2")
	d.press("W").press("enter").shows("Write the document sheet IA-2 as md", "sheet-IA-2.md")
}

func noteOf41(t *testing.T, s *screen.Session, id, text string) {
	t.Helper()
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(s.Catalog, a, assess.Key{Item: "4.1"}, text)
	})
}

func TestADocumentIsSeenBeforeItIsWritten(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	offersNote(s)
	noteOf41(t, s, id, "as it was")
	d.run(s.Reread(id))
	var wrote, at string
	s.Files = &screen.Files{Write: func(path string, raw []byte) error {
		if path == "taken.md" {
			return errors.New("taken.md is there already; choose another name")
		}
		at, wrote = path, string(raw)
		return nil
	}}
	d.settle().press("W").shows("Which document?", "▸ trial  for tests: the note of 4.1").press("enter")
	d.shows("The document trial", "═════", "Note: as it was", "W write a file").hides("last")
	d.press("end").shows("• last").press("home").shows("═════").press("G")
	d.press("W").shows("In which format?", "▸ md", "Markdown").press("enter").shows("Write the document trial as md", "trial.md")
	d.press("enter").shows("Written: trial.md")
	if at != "trial.md" || !strings.HasPrefix(wrote, "# Trial\n") {
		t.Errorf("%q holds %q", at, wrote)
	}
	d.press("W", "enter", "ctrl+u").write("taken.md").press("enter").shows("The file taken.md is there already; choose another name").press("esc").hides("The document")
}

func TestAPreviewFollowsTheAnswersAndTheVeil(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	offersNote(s)
	d.press("W", "enter")
	noteOf41(t, s, id, "said meanwhile")
	d.run(s.Reread(id))
	d.settle().shows("Note: said meanwhile")
	if _, err := s.DB.OpenVote(t.Context(), store.Actor{Name: "Ines"}, s.Catalog, id, assess.Key{Item: "4.1"}, 1, true); err != nil {
		t.Fatal(err)
	}
	d.run(d.app.lookAround())
	d.settle().shows("The document trial", "Note:").hides("said meanwhile")
	d.press("esc", "W", "enter").shows("Note:").hides("said meanwhile")
}

func TestWhoComesFromElsewhereSeesADocumentAndWritesNone(t *testing.T) {
	for _, role := range []workshop.Role{workshop.Observer, workshop.Assessor, workshop.Facilitator} {
		d, s, _ := visitor(t, role)
		offersNote(s)
		d.press("W", "enter").shows("The document trial", "Note:").hides("write a file")
		d.press("W").shows("Files of your machine can't be written from here").hides("In which format?")
	}
}

func TestWithoutDocumentsThereIsASentence(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("W").shows("There is no document to write.")
}
