package gaps

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/screen"
)

type keys struct {
	Walk, Assign, Flag, Evidence, Rate, NA, Sort, Filter, Back key.Binding
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Walk:     bind("enter", "walk to this item", "enter", "w"),
		Assign:   bind("o", "owner and due date", "o"),
		Flag:     bind("m", "flag for later", "m"),
		Evidence: bind("e", "evidence", "e"),
		Rate:     bind("0-5", "rate what is marked", "0", "1", "2", "3", "4", "5"),
		NA:       bind("n", "what is marked is not applicable", "n"),
		Sort:     bind("s", "sort another way", "s"),
		Filter:   bind("v", "which items are shown", "v"),
		Back:     bind("esc", "take the marks away, show all", "esc"),
	}
}

// Footer names what matters now.
func (g *Screen) Footer() []key.Binding {
	if g.Typing() {
		return g.gaps.Find.Footer()
	}
	k, find := g.keys, g.gaps.Find.Begin
	if g.current() == nil {
		if len(g.filter) > 0 || g.gaps.Find.On() {
			return []key.Binding{k.Filter, k.Back}
		}
		k.Walk.SetHelp("enter", "walk")
		return []key.Binding{k.Walk, k.Back}
	}
	k.Flag.SetHelp("m", "flag")
	mark := g.gaps.Marks.One
	mark.SetHelp(",", "mark")
	k.Assign.SetHelp("o", "owner, due")
	if g.gaps.Marks.Len() > 0 {
		k.Rate.SetHelp("0-5", "rates "+g.gaps.Marks.These())
		k.NA.SetHelp("n", "n/a")
		k.Back.SetHelp("esc", "unmarks")
		return []key.Binding{k.Assign, k.Rate, k.Flag, k.Evidence, k.NA, k.Back}
	}
	k.Walk.SetHelp("enter", "walk to it")
	k.Sort.SetHelp("s", "sort")
	k.Filter.SetHelp("v", "show")
	find.SetHelp("/", "find")
	return []key.Binding{k.Walk, k.Assign, mark, k.Sort, k.Filter, k.Flag, find}
}

// Rights are what its keys ask for.
func (g *Screen) Rights() screen.Rights {
	k := g.keys
	return screen.Rights{g.s.Writes(k.Assign, k.Flag, k.Rate, k.NA), g.s.Writes(g.gaps.Marks.Bindings()...)}
}

// Keys are all keys of the screen.
func (g *Screen) Keys() []screen.Group {
	k := g.keys
	return []screen.Group{
		{Title: "Gap", Bindings: []key.Binding{k.Walk, k.Assign, k.Flag, k.Evidence, k.Rate, k.NA}},
		{Title: "Mark", Bindings: g.gaps.Marks.Bindings()},
		{Title: "See", Bindings: []key.Binding{k.Sort, k.Filter, g.gaps.Find.Begin, k.Back}},
		{Title: "Move", Bindings: g.gaps.Keys.All()},
	}
}
