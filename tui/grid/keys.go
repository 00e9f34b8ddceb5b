package grid

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Rate, NA, Clear, Assign, Flag, Evidence            key.Binding
	Left, Right, Next, Prev, Walk, About, Filter, Back key.Binding
}

func newKeys() keys {
	return keys{
		Rate:     bind.Rate.To("rate"),
		NA:       bind.NA.To("not applicable"),
		Clear:    bind.Clear.To("clear the rating"),
		Assign:   bind.Owner.To("owner and due date"),
		Flag:     bind.Flag.To("flag for later"),
		Evidence: bind.Evidence.To("evidence"),
		Left:     bind.Left.To("AI system to the left"),
		Right:    bind.Right.To("AI system to the right"),
		Next:     bind.NextOpen.To("next cell that is open"),
		Prev:     bind.PrevOpen.To("the one before that is open"),
		Walk:     bind.And("enter", "walk to this item, for this AI system", bind.Open, bind.Walk),
		About:    bind.Read.To("all about this item"),
		Filter:   bind.Show.To("which items are shown"),
		Back:     bind.Back.To("take the marks away, show all, leave"),
	}
}

// Footer names what matters now.
func (g *Screen) Footer() []key.Binding {
	if g.Typing() {
		return g.rows.Find.Footer()
	}
	k, mark := g.keys, g.rows.Marks.One
	it, ok := g.rows.Current()
	if !ok || len(g.systems) == 0 {
		bind.Say(&k.Back, "back")
		return []key.Binding{k.Back}
	}
	bind.Say(&mark, "mark")
	bind.Say(&k.NA, "n/a")
	bind.Say(&k.Clear, "clears")
	bind.Say(&k.Walk, "walk")
	bind.Say(&k.Next, "next open")
	bind.Say(&k.Back, "back")
	if g.rows.Marks.Len() > 0 {
		bind.Say(&k.Rate, "rates "+g.rows.Marks.These()+" for "+g.names[g.here().ID])
		bind.Say(&k.Back, "unmarks")
		return []key.Binding{k.Rate, k.NA, k.Clear, k.Assign, k.Flag, k.Back}
	}
	bind.Say(&k.Rate, "rates "+it.Number+" for "+g.names[g.here().ID])
	return []key.Binding{k.Rate, k.NA, k.Next, k.Walk, k.Clear, mark, k.Filter, k.Back}
}

// Rights are what its keys ask for.
func (g *Screen) Rights() screen.Rights {
	k := g.keys
	return screen.Rights{g.s.Writes(k.Rate, k.NA, k.Clear, k.Assign, k.Flag), g.s.Writes(g.rows.Marks.Bindings()...)}
}

// Keys are all keys of the screen.
func (g *Screen) Keys() []screen.Group {
	k := g.keys
	return []screen.Group{
		{Title: "Answer", Bindings: []key.Binding{k.Rate, k.NA, k.Clear, k.Assign, k.Flag, k.Evidence}},
		{Title: "Mark", Bindings: g.rows.Marks.Bindings()},
		{Title: "Move", Bindings: append([]key.Binding{k.Left, k.Right, k.Next, k.Prev}, g.rows.Keys.All()...)},
		{Title: "See", Bindings: []key.Binding{k.Walk, k.About, k.Filter, g.rows.Find.Begin, k.Back}},
	}
}
