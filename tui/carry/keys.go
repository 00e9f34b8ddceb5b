package carry

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Why, Basis, Keep, View, Open, Shut, Rests, Walk, Back key.Binding
}

func newKeys() keys {
	return keys{
		Why:   bind.Open.To("why this figure"),
		Basis: bind.Basis.To("as published, or as corrected"),
		Keep:  bind.Keep.To("make this the basis of all figures"),
		View:  bind.Show.To("which view: sets, kinds of work, matrix, the published table"),
		Open:  bind.And("→/l", "show the items", bind.Right, bind.State),
		Shut:  bind.Left.To("hide the items"),
		Rests: bind.Rests.To("what rests on a control"),
		Walk:  bind.Walk.To("walk to the item"),
		Back:  bind.Back.To("back"),
	}
}

// Footer names what matters in the view at hand.
func (c *Screen) Footer() []key.Binding {
	k := c.keys
	bind.Say(&k.Why, "why")
	bind.Say(&k.Basis, "as published")
	if c.basis == "published" {
		bind.Say(&k.Basis, "as corrected")
	}
	bind.Say(&k.Open, "items")
	bind.Say(&k.View, "views")
	bind.Say(&k.Rests, "what rests")
	switch c.view {
	case sets:
		return []key.Binding{k.Why, k.Basis, k.Open, k.View, k.Rests, k.Walk}
	case printed:
		bind.Say(&k.Walk, "walk to it")
		return []key.Binding{k.Why, k.Basis, k.Walk, k.View, k.Back}
	case matrix:
		move := bind.And("↑↓←→", "choose", bind.Down, bind.Up, bind.Left, bind.Right)
		return []key.Binding{move, k.Why, k.View, k.Back}
	}
	bind.Say(&k.Walk, "walk to it")
	return []key.Binding{k.Why, k.Walk, k.Basis, k.Rests, k.View, k.Back}
}

// Rights are what its keys ask for.
func (c *Screen) Rights() screen.Rights { return screen.Rights{c.s.Leads(c.keys.Keep)} }

// Keys are all keys of the screen.
func (c *Screen) Keys() []screen.Group {
	k := c.keys
	return []screen.Group{
		{Title: "Compare", Bindings: []key.Binding{k.Why, k.Basis, k.Keep, k.Rests, k.Walk}},
		{Title: "See", Bindings: []key.Binding{k.Open, k.Shut, k.View, k.Back}},
		{Title: "Move", Bindings: c.rows.Keys.All()},
	}
}
