package registers

import (
	"fmt"
	"maps"
	"slices"
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

// library is the dialog in which they are chosen.
type library struct {
	g    *Screen
	kind *catalog.Register
	rows *list.Table[register.Row]
	w, h int

	take, out key.Binding
}

func (g *Screen) openLibrary(k *catalog.Register) tea.Cmd {
	all := g.shelf.library[k.ID]
	if len(all) == 0 {
		return screen.Tell("There is nothing to take from a library here; a adds a record.")
	}
	l := &library{g: g, kind: k, rows: list.NewTable(g.s, func(r register.Row) string { return r[catalog.RecordLibrary] + r["systems"] })}
	l.rows.Words = func(r register.Row) string {
		return strings.ToLower(strings.Join(slices.Collect(maps.Values(r)), "\n"))
	}
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
func (g *Screen) takeIn(k *catalog.Register, some []register.Row) tea.Cmd {
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
		return register.Take(c, k.ID, some, ids)
	})
}

func (l *library) columns(int) list.Columns[register.Row] {
	cols := list.Columns[register.Row]{
		{Title: "What it says", Fill: 3, Text: func(r register.Row, _ *style.Theme) string { return widget.Line(r.Title()) }},
	}
	if has(l.kind, "systems") && l.rows.All()[0]["systems"] != "" {
		cols = append(cols, list.Column[register.Row]{Title: "AI system", Gap: 1, Fill: 1, Text: func(r register.Row, _ *style.Theme) string {
			return widget.Line(l.g.reads(l.kind, "systems", r["systems"]))
		}})
	}
	return cols
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
func (l *library) about(one register.Row) []string {
	var lines []string
	for _, f := range l.kind.Fields {
		said := widget.Wrap(l.g.reads(l.kind, f.Name, one[f.Name]), max(8, l.w-24))
		switch {
		case one[f.Name] == "" || f.Name == catalog.RecordTitle:
		case f.Type == "text": // it says itself what it is
			lines = append(lines, widget.Wrap(one[f.Name], l.w)...)
		default:
			lines = append(lines, widget.Indent(said, l.g.s.Theme.Dim.Render(widget.Fit(f.Label, 22))+"  ", widget.Blank(24))...)
		}
	}
	return lines
}

// reads is what a person reads of a field that says what is typed.
func (g *Screen) reads(k *catalog.Register, field, typed string) string {
	f, has := k.Field(field)
	if !has || typed == "" {
		return typed
	}
	value, err := g.shelf.Read(f, typed)
	if err != nil {
		return typed
	}
	return g.shelf.Says(register.Record{Kind: k.ID, Values: register.Fields{}.With(field, value)}, field)
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
