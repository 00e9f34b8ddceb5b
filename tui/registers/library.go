package registers

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/bind"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// taken is a record of a library.
type taken struct {
	id    string
	title string
	about string            // what it says, in a sentence or two
	said  map[string]string // of its fields, as people type them
}

// library are the records that a kind can take from the catalogue.
func (g *Screen) library(k *catalog.Register) []taken {
	if k.ID != riskKind {
		return nil
	}
	var all []taken
	for _, r := range g.s.Catalog.Risks().Risks {
		all = append(all, taken{r.ID, r.Title, r.Happens, register.FromLibrary(r)})
	}
	return all
}

// library is the dialog in which they are chosen.
type library struct {
	g    *Screen
	kind *catalog.Register
	rows *list.Table[taken]
	w, h int

	take, out key.Binding
}

func (g *Screen) openLibrary(k *catalog.Register) tea.Cmd {
	all := g.library(k)
	if len(all) == 0 {
		return screen.Tell("There is no library for this register; a adds a record.")
	}
	l := &library{g: g, kind: k, rows: list.NewTable(g.s, func(t taken) string { return t.id })}
	l.rows.Words = func(t taken) string { return strings.ToLower(t.title + "\n" + t.about) }
	l.rows.Marks = list.NewMarks("all that are shown")
	l.rows.Columns, l.rows.None = l.columns, l.none
	l.take = bind.Open.To("take it")
	l.out = bind.And("esc", "back", bind.Back, bind.Leave)
	l.rows.Set(all)
	return g.s.Open(l)
}

// Init does nothing.
func (l *library) Init() tea.Cmd { return nil }

// Update takes keys.
func (l *library) Update(msg tea.Msg) tea.Cmd {
	if _, pasted := msg.(tea.PasteMsg); pasted && l.rows.Find.Typing() {
		return l.rows.Search(msg)
	}
	k, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return nil
	case l.rows.Find.Typing():
		return l.rows.Search(msg)
	case l.rows.Key(k):
		return nil
	case key.Matches(k, l.take) && len(l.rows.Rows()) > 0:
		l.g.s.Shut()
		return l.g.takeIn(l.kind, l.rows.Chosen())
	case key.Matches(k, l.out) && !l.rows.Back():
		return l.g.s.Shut()
	}
	return nil
}

// takeIn makes records of what was chosen, in one act, and goes to the first.
func (g *Screen) takeIn(k *catalog.Register, some []taken) tea.Cmd {
	ids := make([]string, len(some))
	for i := range some {
		ids[i] = g.s.DB.NewID()
	}
	g.wanted = k.ID + "/" + ids[0]
	said := "It is taken from the library; u takes it out again."
	if len(some) > 1 {
		g.wanted = k.ID
		said = fmt.Sprintf("%d are taken from the library; u takes them out again.", len(some))
	}
	return g.act(said, func(c register.Case) ([]assess.Change, error) {
		var all []assess.Change
		for i, one := range some {
			changes, err := register.Put(c, k.ID, ids[i], one.said)
			if err == nil {
				c.Book, err = register.Foresee(c.Book, changes)
			}
			if err != nil {
				return nil, err
			}
			all = append(all, changes...)
		}
		return all, nil
	})
}

func (l *library) columns(int) list.Columns[taken] {
	return list.Columns[taken]{
		{Title: "No.", Width: 6, Text: func(t taken, _ *style.Theme) string { return t.id }},
		{Title: "What it says", Gap: 1, Fill: 1, Text: func(t taken, _ *style.Theme) string { return t.title }},
		{Gap: 1, Width: 5, Text: func(t taken, _ *style.Theme) string { return l.there(t) }},
	}
}

// there says that a record of that title is kept already.
func (l *library) there(t taken) string {
	for _, r := range l.g.shelf.rows[l.kind.ID] {
		if assess.FoldName(r.Title()) == assess.FoldName(t.title) {
			return "there"
		}
	}
	return ""
}

func (l *library) none(w int) []string {
	return widget.Wrap("None has these words. esc shows all again.", w)
}

// Resize keeps the space.
func (l *library) Resize(w, h int) { l.w, l.h = min(w, 100), h }

// View is the list, and below it all that the one under the cursor says.
func (l *library) View() string {
	below := max(3, min(8, l.h/3))
	foot, above := l.rows.Foot(l.w, l.h-below-1)
	head := list.Head{What: fmt.Sprintf("%d to choose from", len(l.rows.All()))}
	view := l.rows.View(l.w, above, head) + foot + "\n" + l.g.s.Theme.Faint.Render(widget.Rule(l.w)) + "\n"
	one, ok := l.rows.Current()
	if !ok {
		return view + widget.Pane(nil, l.w, below)
	}
	lines := l.about(one)
	if len(lines) > below {
		lines = append(lines[:below-1], "…")
	}
	return view + widget.Pane(lines, l.w, below)
}

// about is what a record of the library says, field by field.
func (l *library) about(one taken) []string {
	lines := widget.Wrap(one.about, l.w)
	for _, f := range l.kind.Fields {
		said := one.said[f.Name]
		if said == "" || said == one.about || f.Name == catalog.RecordTitle {
			continue
		}
		lines = append(lines, widget.Indent(widget.Wrap(said, l.w-24), l.g.s.Theme.Dim.Render(widget.Fit(f.Label, 22))+"  ", widget.Blank(24))...)
	}
	return lines
}

// Title is what it is.
func (l *library) Title() string { return l.kind.Title + " · library" }

// Cursor is not shown: the row is marked.
func (l *library) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Rights are what its keys ask for.
func (l *library) Rights() screen.Rights { return screen.Rights{l.g.s.Writes(l.take)} }

// Footer names its keys.
func (l *library) Footer() []key.Binding {
	if l.rows.Find.Typing() {
		return l.rows.Find.Footer()
	}
	take, mark, find := l.take, l.rows.Marks.One, l.rows.Find.Begin
	bind.Say(&mark, "mark")
	bind.Say(&find, "find")
	if l.rows.Marks.Len() > 0 {
		bind.Say(&take, "take "+l.rows.Marks.These())
	}
	return []key.Binding{take, mark, find, l.out}
}
