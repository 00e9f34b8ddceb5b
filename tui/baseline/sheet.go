package baseline

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// nearby are the sheets that may be meant.
type nearby struct{ paths []string }

// preview is what a sheet would change; nothing is written yet.
type preview struct {
	path, sheet string
	raw         []byte
	would       intake.Proposal
	err         error
}

// importSheet begins the import of a Statement of Applicability: which file,
// what it would change, and only then the act.
func (b *Screen) importSheet() tea.Cmd {
	return b.s.Job(func(context.Context) tea.Msg { return nearby{b.s.Files.Sheets()} })
}

// chooseSheet offers the sheets nearby, and any other by its path.
func (b *Screen) chooseSheet(msg nearby) tea.Cmd {
	list := func() []dialog.Option {
		options := make([]dialog.Option, len(msg.paths))
		for i, path := range msg.paths {
			options[i] = dialog.Option{
				Label: widget.Line(filepath.Base(path)), Note: widget.Line(filepath.Dir(path)),
				Pick: func() tea.Cmd { return b.look(path, "") },
			}
		}
		return options
	}
	other := dialog.Extra{
		Binding: key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "another path")), Closes: true,
		Do: func(int) tea.Cmd { return b.askPath("", "") },
	}
	empty := "No XLSX or CSV file stands in this folder or among your downloads. p asks for a path. crosswalk demo --soa FILE writes one to try."
	return b.s.Open(dialog.NewChoice(b.s, "Import a Statement of Applicability", empty, list, other))
}

// askPath asks for a file, and for the sheet where a workbook has several.
func (b *Screen) askPath(path, sheet string) tea.Cmd {
	there := func(s string) error {
		if strings.TrimSpace(s) == "" {
			return errors.New("name a file")
		}
		return nil
	}
	draft := dialog.FormOf(b.now.Assessment.ID, "import", assess.KindAssessment)
	look := func() tea.Cmd { return b.look(strings.TrimSpace(path), sheet) }
	return b.s.Open(dialog.NewForm(b.s, draft, "Import a Statement of Applicability", look, dialog.Ask(
		huh.NewInput().Title("File").Description("an XLSX workbook or a CSV file").Value(&path).Validate(there),
		huh.NewInput().Title("Sheet").Description("only where several could be meant").Value(&sheet),
	)))
}

// look reads the file and finds out what it would change.
func (b *Screen) look(path, sheet string) tea.Cmd {
	cat, a := b.s.Catalog, b.now.Assessment
	return b.s.Job(func(context.Context) tea.Msg {
		p := preview{path: path, sheet: sheet}
		if p.raw, p.err = b.s.Files.Read(path); p.err == nil {
			p.would, p.err = intake.ReadSheet(cat, a, filepath.Base(path), p.raw, intake.Request{As: intake.SoA, Layout: intake.Layout{Sheets: named(sheet)}}, b.s.DB.NewID)
		}
		return p
	})
}

// showPreview shows what would change, or all that is refused.
func (b *Screen) showPreview(p preview) tea.Cmd {
	name := widget.Line(filepath.Base(p.path))
	again := dialog.Extra{
		Binding: key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "another path or sheet")), Closes: true,
		Do: func(int) tea.Cmd { return b.askPath(p.path, p.sheet) },
	}
	if p.err != nil {
		return b.s.Open(dialog.NewPage(b.s, name+" · nothing was written", func(w int) []string { return b.refusedLines(p, w) }).With(again))
	}
	if len(p.would.Changes) == 0 {
		said := fmt.Sprintf("%s says what stands here already: %s, nothing to change.", name, rows(p.would.Unchanged))
		if p.would.Silent > 0 {
			said += fmt.Sprintf(" It says nothing in %s.", rows(p.would.Silent))
		}
		return screen.Tell(said)
	}
	do := dialog.Extra{
		Binding: key.NewBinding(key.WithKeys("y"), key.WithHelp("y", "import it")), Closes: true,
		Do: func(int) tea.Cmd { return b.take(p) },
	}
	title := fmt.Sprintf("%s · what would change", name)
	return b.s.Open(dialog.NewPage(b.s, title, func(w int) []string { return b.previewLines(p.would, w) }).With(do, again))
}

// take saves what was looked at, as one act. The sheet is read against the
// assessment as it stands by then.
func (b *Screen) take(p preview) tea.Cmd {
	cat, newID := b.s.Catalog, b.s.DB.NewID
	said := fmt.Sprintf("%s imported, as one act: u takes it back.", rows(p.would.Changed()))
	return b.s.ActSaying(b.now.Assessment.ID, said, func(a *assess.Assessment) ([]assess.Change, error) {
		would, err := intake.ReadSheet(cat, a, filepath.Base(p.path), p.raw, intake.Request{As: intake.SoA, Layout: intake.Layout{Sheets: named(p.sheet)}}, newID)
		return would.Changes, err
	})
}

func rows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// previewLines are the rows of a sheet with what each would change.
func (b *Screen) previewLines(p intake.Proposal, w int) []string {
	t := b.s.Theme
	lines := widget.Wrap(fmt.Sprintf("Sheet %s: %s, of which %d would change and %d say what stands here already. Nothing is written before y.",
		widget.Line(p.Sheet), rows(p.Rows), p.Changed(), p.Unchanged), w)
	for _, c := range []struct {
		n    int
		said string
	}{
		{p.Silent, "Without a word about their control"},
		{p.Fall, "Lower a rating"},
		{p.Stay, "Say less than the rating that stands, which stays"},
	} {
		if c.n > 0 {
			lines = append(lines, widget.Wrap(fmt.Sprintf("· %s: %s", c.said, rows(c.n)), w)...)
		}
	}
	for _, r := range p.Remarks {
		lines = append(lines, widget.Wrap("· "+r, w)...)
	}
	if len(p.Unknown) > 0 {
		lines = append(lines, widget.Wrap("· not read: the columns "+strings.Join(p.Unknown, ", "), w)...)
	}
	lines = append(lines, "", t.Dim.Render(widget.Fit("   Row  Item     What     Was          Would be", w)))
	for _, l := range p.Lines {
		was, now := widget.FirstLine(l.Was), widget.FirstLine(l.Now)
		if was == "" {
			was = "–"
		}
		if now == "" {
			now = "–"
		}
		head := fmt.Sprintf("%6d  %-8s %-8s ", l.Row, l.Item, l.What)
		lines = append(lines, widget.Fit(head+widget.Fit(was, 12)+" "+now, w))
	}
	return lines
}

// refusedLines say why nothing of a sheet was taken, each row with its place.
func (b *Screen) refusedLines(p preview, w int) []string {
	lines := widget.Wrap("The import was refused whole. Mend what is listed in the sheet, save it, and import again.", w)
	lines = append(lines, "")
	var all intake.Refusals
	if !errors.As(p.err, &all) {
		said := strings.TrimPrefix(p.err.Error(), widget.Line(filepath.Base(p.path))+": ") // the title names the file
		return append(lines, widget.Wrap(capital(said)+".", w)...)
	}
	for _, r := range all {
		if r.Row == 0 {
			lines = append(lines, widget.Wrap(capital(r.Reason)+".", w)...)
			continue
		}
		where := r.Where()
		if r.Item != "" {
			where += " · " + widget.Line(r.Item)
		}
		lines = append(lines, b.s.Theme.Strong.Render(widget.Fit(where, w)))
		lines = append(lines, widget.Indent(widget.Wrap(r.Reason, w-2), "  ", "  ")...)
	}
	return lines
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func named(sheet string) []string {
	if sheet == "" {
		return nil
	}
	return []string{sheet}
}
