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
	return s.Job(func(context.Context) tea.Msg {
		return screen.Open{Dialog: sheetsNearby(s, in, assessment, s.Files.Sheets())}
	})
}

func sheetsNearby(s *screen.Session, in screen.TakeIn, assessment string, paths []string) screen.Dialog {
	list := func() []Option {
		options := make([]Option, len(paths))
		for i, path := range paths {
			options[i] = Option{
				Label: widget.Line(filepath.Base(path)), Note: widget.Line(filepath.Dir(path)),
				Pick: func() tea.Cmd {
					in.Path = path
					return s.Ask(in)
				},
			}
		}
		return options
	}
	other := Extra{
		Binding: bind.Profile.To("another path"), Closes: true,
		Do: func(int) tea.Cmd { return askPath(s, in, assessment, "") },
	}
	empty := "No workbook or CSV file stands in this folder or among your downloads. p asks for a path. crosswalk demo --soa FILE writes one to try."
	choice := NewChoice(s, titleOf(s, in), empty, list, other)
	return &nearby{choice, func(begin string) tea.Cmd { return askPath(s, in, assessment, begin) }}
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

func askPath(s *screen.Session, in screen.TakeIn, assessment, path string) tea.Cmd {
	there := func(said string) error {
		if strings.TrimSpace(said) == "" {
			return errors.New("name a file")
		}
		return nil
	}
	take := func() tea.Cmd {
		in.Path = strings.TrimSpace(path)
		return s.Ask(in)
	}
	return s.Open(NewForm(s, FormOf(assessment, "import", assess.KindAssessment), titleOf(s, in), take, Ask(
		huh.NewInput().Title("File").Description("a workbook (XLSX, XLSM, ODS) or a text with columns (CSV)").Value(&path).Validate(there),
	)))
}
