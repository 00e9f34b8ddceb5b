package gaps

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/screen"
)

type keys struct {
	Walk, Assign, Flag, Sort, Filter, Back key.Binding
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Walk:   bind("enter", "walk to this item", "enter"),
		Assign: bind("o", "owner and due date", "o"),
		Flag:   bind("m", "flag for later", "m"),
		Sort:   bind("s", "sort another way", "s"),
		Filter: bind("w", "which gaps are shown", "w"),
		Back:   bind("esc", "show all", "esc"),
	}
}

// Footer names what matters now.
func (g *Screen) Footer() []key.Binding {
	if g.Typing() {
		return g.gaps.Find.Footer()
	}
	k, find := g.keys, g.gaps.Find.Begin
	if g.current() == nil {
		if g.filter != every || g.gaps.Find.On() {
			return []key.Binding{k.Filter, k.Back}
		}
		k.Walk.SetHelp("enter", "walk")
		return []key.Binding{k.Walk, k.Back}
	}
	k.Walk.SetHelp("enter", "walk to it")
	k.Sort.SetHelp("s", "sort")
	k.Filter.SetHelp("w", "show")
	k.Flag.SetHelp("m", "flag")
	find.SetHelp("/", "find")
	return []key.Binding{k.Walk, k.Assign, k.Sort, k.Filter, k.Flag, find}
}

// Rights are what its keys ask for.
func (g *Screen) Rights() screen.Rights { return screen.Rights{g.s.Writes(g.keys.Assign, g.keys.Flag)} }

// Keys are all keys of the screen.
func (g *Screen) Keys() []screen.Group {
	k := g.keys
	return []screen.Group{
		{Title: "Gap", Bindings: []key.Binding{k.Walk, k.Assign, k.Flag}},
		{Title: "See", Bindings: []key.Binding{k.Sort, k.Filter, g.gaps.Find.Begin, k.Back}},
		{Title: "Move", Bindings: g.gaps.Keys.All()},
	}
}
