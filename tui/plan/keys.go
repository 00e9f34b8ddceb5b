package plan

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

type keys struct {
	Why, Open, Shut, Later, Sooner             key.Binding
	Status, Assign, Walk                       key.Binding
	Strategies, What, More, Fewer, Keep, Rules key.Binding
	Back                                       key.Binding
	Moves                                      list.Keys
}

func newKeys() keys {
	return keys{
		Why:        bind.And("enter", "all about it", bind.Open, bind.Read),
		Open:       bind.Right.To("tasks and actions"),
		Shut:       bind.Left.To("hide them"),
		Later:      bind.Later.To("later months"),
		Sooner:     bind.Sooner.To("earlier months"),
		Status:     bind.State.To("open, started, done"),
		Assign:     bind.Owner.To("owner, due date, status, days, note"),
		Walk:       bind.Walk.To("walk to the item"),
		Strategies: bind.Strategies.To("the three strategies"),
		What:       bind.WhatIf.To("what if: people, start, target, strategy"),
		More:       bind.More.To("what if a quarter of a person more"),
		Fewer:      bind.Less.To("what if a quarter of a person less"),
		Keep:       bind.Yes.To("keep what was looked at"),
		Rules:      bind.Rules.To("other rules for AI"),
		Back:       bind.Back.To("drop the look"),
		Moves:      list.NewKeys(),
	}
}

// Footer names what matters now: while something is looked at, how to keep it.
func (p *Screen) Footer() []key.Binding {
	if p.plan == nil {
		return nil
	}
	k := p.keys
	if p.what != nil {
		bind.Say(&k.Keep, "keep it")
		bind.Say(&k.Back, "drop it")
		change := bind.And("+ -", "people", bind.More, bind.Less)
		bind.Say(&k.What, "what if")
		return []key.Binding{k.Keep, k.Back, change, k.What}
	}
	bind.Say(&k.Why, "why")
	bind.Say(&k.Open, "tasks")
	bind.Say(&k.Strategies, "strategies")
	bind.Say(&k.What, "what if")
	bind.Say(&k.Rules, "AI rules")
	people := bind.And("+ -", "people", bind.More, bind.Less)
	if p.task() == nil && p.action() == nil {
		return []key.Binding{k.Why, k.Open, people, k.What, k.Strategies, k.Rules, k.Later}
	}
	bind.Say(&k.Status, "status")
	bind.Say(&k.Assign, "owner and due")
	bind.Say(&k.Walk, "walk to it")
	return []key.Binding{k.Status, k.Assign, k.Walk, k.Why, k.Strategies}
}

// Rights are what its keys ask for.
func (p *Screen) Rights() screen.Rights {
	k := p.keys
	return screen.Rights{p.s.Writes(k.Status, k.Assign), p.s.Leads(k.Keep)}
}

// Keys are all keys of the screen.
func (p *Screen) Keys() []screen.Group {
	k := p.keys
	return []screen.Group{
		{Title: "Plan", Bindings: []key.Binding{k.Status, k.Assign, k.Walk}},
		{Title: "What if", Bindings: []key.Binding{k.More, k.Fewer, k.What, k.Keep, k.Strategies}},
		{Title: "See", Bindings: []key.Binding{k.Why, k.Open, k.Shut, k.Later, k.Sooner, k.Rules, k.Back}},
		{Title: "Move", Bindings: k.Moves.All()},
	}
}
