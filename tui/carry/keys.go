package carry

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/screen"
)

type keys struct {
	Why, Basis, Was, Keep, Printed, Quadrants, Matrix key.Binding
	Open, Shut, Rests, Walk, Back                     key.Binding
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Why:       bind("enter", "why this figure", "enter"),
		Basis:     bind("b", "as published, or as corrected", "b"),
		Was:       key.NewBinding(key.WithKeys("x")), // what Basis was
		Keep:      bind("B", "make this the basis of all figures", "B"),
		Printed:   bind("t", "the published table of controls", "t"),
		Quadrants: bind("v", "the four kinds of work", "v"),
		Matrix:    bind("m", "both standards, set against set", "m"),
		Open:      bind("→/l", "show the items", "right", "l", "space"),
		Shut:      bind("←/h", "hide the items", "left", "h"),
		Rests:     bind("r", "what rests on a control", "r"),
		Walk:      bind("w", "walk to the item", "w"),
		Back:      bind("esc", "back", "esc"),
	}
}

// Footer names what matters in the view at hand.
func (c *Screen) Footer() []key.Binding {
	k := c.keys
	k.Why.SetHelp("enter", "why")
	k.Basis.SetHelp("b", "as published")
	if c.basis == "published" {
		k.Basis.SetHelp("b", "as corrected")
	}
	k.Open.SetHelp("→", "items")
	k.Printed.SetHelp("t", "table")
	k.Quadrants.SetHelp("v", "quadrants")
	k.Matrix.SetHelp("m", "matrix")
	k.Rests.SetHelp("r", "what rests")
	switch c.view {
	case sets:
		return []key.Binding{k.Why, k.Basis, k.Open, k.Printed, k.Quadrants, k.Matrix, k.Rests, k.Walk}
	case printed:
		k.Walk.SetHelp("w", "walk to it")
		return []key.Binding{k.Why, k.Basis, k.Walk, k.Back}
	case matrix:
		move := key.NewBinding(key.WithKeys("j"), key.WithHelp("↑↓←→", "choose"))
		return []key.Binding{move, k.Why, k.Back}
	}
	k.Walk.SetHelp("w", "walk to it")
	return []key.Binding{k.Why, k.Walk, k.Basis, k.Rests, k.Back}
}

// Rights are what its keys ask for.
func (c *Screen) Rights() screen.Rights { return screen.Rights{c.s.Leads(c.keys.Keep)} }

// Keys are all keys of the screen.
func (c *Screen) Keys() []screen.Group {
	k := c.keys
	return []screen.Group{
		{Title: "Compare", Bindings: []key.Binding{k.Why, k.Basis, k.Keep, k.Rests, k.Walk}},
		{Title: "See", Bindings: []key.Binding{k.Open, k.Shut, k.Printed, k.Quadrants, k.Matrix, k.Back}},
		{Title: "Move", Bindings: c.rows.Keys.All()},
	}
}
