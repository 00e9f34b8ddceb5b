package gaps

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Walk, About, Assign, Flag, Evidence, Rate, NA, Sort, Filter, Side, Back key.Binding
}

func newKeys() keys {
	return keys{
		Walk:     bind.And("enter", "walk to this item", bind.Open, bind.Walk),
		About:    bind.Read.To("all about this item"),
		Assign:   bind.Owner.To("owner and due date"),
		Flag:     bind.Flag.To("flag for later"),
		Evidence: bind.Evidence.To("evidence"),
		Rate:     bind.Rate.To("rate what is marked"),
		NA:       bind.NA.To("what is marked is not applicable"),
		Sort:     bind.Sort.To("sort another way"),
		Filter:   bind.Show.To("which items are shown"),
		Side:     bind.Side.To("the grid: all items side by side"),
		Back:     bind.Back.To("take the marks away, show all"),
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
		bind.Say(&k.Walk, "walk")
		return []key.Binding{k.Walk, k.Back}
	}
	bind.Say(&k.Flag, "flag")
	mark := g.gaps.Marks.One
	bind.Say(&mark, "mark")
	bind.Say(&k.Assign, "owner, due")
	if g.gaps.Marks.Len() > 0 {
		bind.Say(&k.Rate, "rates "+g.gaps.Marks.These())
		bind.Say(&k.NA, "n/a")
		bind.Say(&k.Back, "unmarks")
		return []key.Binding{k.Assign, k.Rate, k.Flag, k.Evidence, k.NA, k.Back}
	}
	bind.Say(&k.Walk, "walk to it")
	bind.Say(&k.Sort, "sort")
	bind.Say(&k.Filter, "show")
	bind.Say(&find, "find")
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
		{Title: "Gap", Bindings: []key.Binding{k.Walk, k.About, k.Assign, k.Flag, k.Evidence, k.Rate, k.NA}},
		{Title: "Mark", Bindings: g.gaps.Marks.Bindings()},
		{Title: "See", Bindings: []key.Binding{k.Sort, k.Filter, k.Side, g.gaps.Find.Begin, k.Back}},
		{Title: "Move", Bindings: g.gaps.Keys.All()},
	}
}
