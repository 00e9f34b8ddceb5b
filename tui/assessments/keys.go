package assessments

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/screen"
)

type keys struct {
	Open, New, Duplicate, Archive, Rename, Demo, Archived, Back key.Binding
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Open:      bind("enter", "open", "enter", "right", "l"),
		New:       bind("n", "new assessment", "n"),
		Duplicate: bind("d", "duplicate", "d"),
		Archive:   bind("a", "archive or bring back", "a"),
		Rename:    bind("r", "rename", "r"),
		Demo:      bind("D", "add the demonstration", "D"),
		Archived:  bind("A", "show or hide archived ones", "A"),
		Back:      bind("esc", "show all again", "esc"),
	}
}

// Footer names what matters now: in an empty list how to begin.
func (x *Screen) Footer() []key.Binding {
	if x.Typing() {
		return x.list.Find.Footer()
	}
	k := x.keys
	fresh, find, demo := k.New, x.list.Find.Begin, k.Demo
	fresh.SetHelp("n", "new")
	find.SetHelp("/", "find")
	demo.SetHelp("D", "demonstration")
	r, ok := x.list.Current()
	if !ok {
		if x.countArchived() > 0 {
			return []key.Binding{fresh, k.Archived, demo}
		}
		return []key.Binding{fresh, demo}
	}
	archive := k.Archive
	archive.SetHelp("a", "archive")
	if r.Archived {
		archive.SetHelp("a", "bring back")
	}
	return []key.Binding{k.Open, fresh, find, k.Duplicate, k.Rename, archive, demo}
}

// Rights are what its keys ask for.
func (x *Screen) Rights() screen.Rights {
	k := x.keys
	return screen.Rights{x.s.Leads(k.New, k.Duplicate, k.Archive, k.Rename, k.Demo)}
}

// Keys are all keys of the screen.
func (x *Screen) Keys() []screen.Group {
	k := x.keys
	return []screen.Group{
		{Title: "Assessments", Bindings: []key.Binding{k.Open, k.New, k.Duplicate, k.Rename, k.Archive, k.Demo}},
		{Title: "Move", Bindings: x.list.Keys.All()},
		{Title: "See", Bindings: []key.Binding{x.list.Find.Begin, k.Archived, k.Back}},
	}
}
