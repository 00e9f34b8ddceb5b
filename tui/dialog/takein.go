package dialog

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// takeInTitles say what is taken in, by the screen that asks.
var takeInTitles = map[string]string{
	screen.Baseline: "Import a Statement of Applicability", screen.Walk: "Import a sheet of answers",
}

// titleOf says what is taken in.
func titleOf(s *screen.Session, in screen.TakeIn) string {
	if k, known := s.Catalog.Register(in.Register); known {
		return "Import records: " + widget.Line(k.Title)
	}
	return takeInTitles[in.From]
}

// TakeIn asks which file is to be taken in, whose path is not known yet: one of those
// nearby, or any other by its path.
func TakeIn(s *screen.Session, in screen.TakeIn, assessment string) tea.Cmd {
	return AskNearby(s, Nearby{
		Title: titleOf(s, in),
		Empty: "No workbook or CSV file stands in this folder or among your downloads. p asks for a path. crosswalk demo --soa FILE writes one to try.",
		What:  "a workbook (XLSX, XLSM, ODS) or a text with columns (CSV)",
		Draft: FormOf(assessment, "import", assess.KindAssessment),
		Paths: s.Files.Sheets,
		Take: func(path string) tea.Cmd {
			in.Path = path
			return s.Ask(in)
		},
	})
}

// Nearby is a file that is wanted: one of those nearby, or any other by its path.
type Nearby struct {
	Title string
	Empty string // said where none is nearby
	What  string // what kind of file it is
	Draft screen.Draft
	Paths func() []string
	Take  func(path string) tea.Cmd
}

// AskNearby asks which file is wanted.
func AskNearby(s *screen.Session, n Nearby) tea.Cmd {
	return s.Job(func(context.Context) tea.Msg {
		return screen.Open{Dialog: n.among(s, n.Paths())}
	})
}

func (n Nearby) among(s *screen.Session, paths []string) screen.Dialog {
	list := func() []Option {
		options := make([]Option, len(paths))
		for i, path := range paths {
			options[i] = Option{
				Label: widget.Line(filepath.Base(path)), Note: widget.Line(filepath.Dir(path)),
				Pick: func() tea.Cmd { return n.Take(path) },
			}
		}
		return options
	}
	ask := func(begin string) tea.Cmd { return n.askPath(s, begin) }
	other := Extra{
		Binding: bind.Profile.To("another path"), Closes: true,
		Do: func(int) tea.Cmd { return ask("") },
	}
	return &nearby{NewChoice(s, n.Title, n.Empty, list, other), ask}
}

// nearby is a list of files in which a path can be typed or pasted right away.
type nearby struct {
	*Choice
	path func(begin string) tea.Cmd
}

// Update takes keys, and what can only be the beginning of a path.
func (n *nearby) Update(msg tea.Msg) tea.Cmd {
	begin := ""
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if k := msg.String(); k == "/" || k == "~" || k == "." {
			begin = k
		}
	case tea.PasteMsg:
		begin = strings.TrimSpace(msg.Content)
	}
	if begin == "" {
		return n.Choice.Update(msg)
	}
	n.s.Shut()
	return n.path(begin)
}

func (n Nearby) askPath(s *screen.Session, path string) tea.Cmd {
	take := func() tea.Cmd { return n.Take(strings.TrimSpace(path)) }
	return s.Open(NewForm(s, n.Draft, n.Title, take, Ask(
		huh.NewInput().Title("File").Description(n.What).Value(&path).Validate(Named),
	)))
}

// Named refuses a path that is empty.
func Named(path string) error {
	if strings.TrimSpace(path) == "" {
		return errors.New("name a file")
	}
	return nil
}
