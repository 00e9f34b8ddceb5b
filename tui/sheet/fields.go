package sheet

import (
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/intake"
	"crosswalk/tui/dialog"
	"crosswalk/tui/widget"
)

// fieldWords are what a column holds where its name does not say it.
var fieldWords = map[string]string{
	"why_in": "why it is in", "why_not": "why it is out",
	"due": "due date", "risk": "in for a risk", "law": "in for a law", "contract": "in for a contract", "isms": "in for the ISMS",
	"practice": "in as good practice", "drivers": "what it is in for", "how": "how it is done", "described": "where described",
	"looked_at": "looked at on", "system": "AI system",
}

func (f *file) fieldWord(name string) string {
	if f.register != nil {
		if is, has := f.register.Field(name); has {
			return widget.Line(is.Label)
		}
		return name
	}
	if w, there := fieldWords[name]; there {
		return w
	}
	return name
}

// none is what a layout says of a field that no column holds.
const none = "-"

// chooseField asks what the column under the cursor holds.
func (b *Screen) chooseField() tea.Cmd {
	f := b.file
	at := f.shown.column
	c := f.column(at)
	list := []dialog.Option{{Label: "not read", Pick: func() tea.Cmd { return b.holds(at, "") }}}
	var names []string
	if f.register != nil {
		names = intake.RecordFields(f.register)
	} else {
		names = intake.Fields(f.as)
		list = append(list, dialog.Option{Label: "joined into the note, with its heading", Pick: func() tea.Cmd { return b.joins(at) }})
	}
	place := 0
	for _, name := range names {
		if name == c.Field {
			place = len(list)
		}
		list = append(list, dialog.Option{Label: f.fieldWord(name), Note: f.heldBy(name), Pick: func() tea.Cmd { return b.holds(at, name) }})
	}
	title := strings.TrimSpace("What column " + letter(at) + " holds: " + c.Heading)
	return b.s.Open(dialog.NewChoice(b.s, title, "", func() []dialog.Option { return list }).At(place))
}

// heldBy names the column that holds a field now.
func (f *file) heldBy(name string) string {
	for _, c := range f.seen().Columns {
		if c.Field == name {
			return "now " + strings.TrimSpace(c.Letter+" "+oneLine(c.Heading, mostWide))
		}
	}
	return ""
}

// holds says what a column holds; an empty name: nothing that is read.
func (b *Screen) holds(at int, name string) tea.Cmd {
	if name == "" {
		return b.free(at, func(*intake.Layout, string) {})
	}
	column := b.file.named(at)
	return b.free(at, func(l *intake.Layout, was string) {
		if l.Columns[was] == none {
			delete(l.Columns, was) // another column may hold it
		}
		l.Columns[name] = column
	})
}

// joins has a column joined into the note.
func (b *Screen) joins(at int) tea.Cmd {
	column := b.file.named(at)
	return b.free(at, func(l *intake.Layout, _ string) { l.Join = append(l.Join, column) })
}

// free drops what was said of a column, and has what it held read from nowhere,
// before something else is said of it.
func (b *Screen) free(at int, then func(l *intake.Layout, was string)) tea.Cmd {
	was, mine := b.file.column(at).Field, []string{b.file.named(at), letter(at)}
	return b.decide(func(l *intake.Layout) {
		maps.DeleteFunc(l.Columns, func(_, is string) bool { return slices.Contains(mine, is) })
		l.Join = slices.DeleteFunc(l.Join, func(is string) bool { return slices.Contains(mine, is) })
		if was != "" {
			l.Columns[was] = none
		}
		then(l, was)
	})
}
