package plan

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

type keys struct {
	Why, Open, Shut, Later, Sooner             key.Binding
	Status, Assign, Days, Walk                 key.Binding
	Strategies, What, More, Fewer, Keep, Rules key.Binding
	Back                                       key.Binding
	Moves                                      list.Keys
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Why:        bind("enter", "all about it", "enter", "i"),
		Open:       bind("→/l", "tasks and actions", "right", "l"),
		Shut:       bind("←/h", "hide them", "left", "h"),
		Later:      bind(">", "later months", ">", "shift+right"),
		Sooner:     bind("<", "earlier months", "<", "shift+left"),
		Status:     bind("space", "open, started, done", "space"),
		Assign:     bind("o", "owner, due date, status, days spent, note", "o"),
		Days:       bind("e", "person-days of the item here", "e"),
		Walk:       bind("w", "walk to the item", "w"),
		Strategies: bind("s", "the three strategies", "s"),
		What:       bind("f", "what if: people, start, target, strategy", "f"),
		More:       bind("+", "what if a quarter of a person more", "+", "="),
		Fewer:      bind("-", "what if a quarter of a person less", "-"),
		Keep:       bind("y", "keep what was looked at", "y"),
		Rules:      bind("r", "other rules for AI", "r"),
		Back:       bind("esc", "drop the look", "esc"),
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
		k.Keep.SetHelp("y", "keep it")
		k.Back.SetHelp("esc", "drop it")
		change := key.NewBinding(key.WithKeys("+"), key.WithHelp("+ -", "people"))
		k.What.SetHelp("f", "what if")
		return []key.Binding{k.Keep, k.Back, change, k.What}
	}
	k.Why.SetHelp("enter", "why")
	k.Open.SetHelp("→", "tasks")
	k.Strategies.SetHelp("s", "strategies")
	k.What.SetHelp("f", "what if")
	k.Rules.SetHelp("r", "AI rules")
	people := key.NewBinding(key.WithKeys("+"), key.WithHelp("+ -", "people"))
	if p.task() == nil && p.action() == nil {
		return []key.Binding{k.Why, k.Open, people, k.What, k.Strategies, k.Rules, k.Later}
	}
	k.Status.SetHelp("space", "status")
	k.Assign.SetHelp("o", "owner and due")
	k.Days.SetHelp("e", "days")
	k.Walk.SetHelp("w", "walk to it")
	return []key.Binding{k.Status, k.Assign, k.Walk, k.Days, k.Why, k.Strategies}
}

// Rights are what its keys ask for.
func (p *Screen) Rights() screen.Rights {
	k := p.keys
	return screen.Rights{p.s.Writes(k.Status, k.Assign), p.s.Leads(k.Days, k.Keep)}
}

// Keys are all keys of the screen.
func (p *Screen) Keys() []screen.Group {
	k := p.keys
	return []screen.Group{
		{Title: "Plan", Bindings: []key.Binding{k.Status, k.Assign, k.Days, k.Walk}},
		{Title: "What if", Bindings: []key.Binding{k.More, k.Fewer, k.What, k.Keep, k.Strategies}},
		{Title: "See", Bindings: []key.Binding{k.Why, k.Open, k.Shut, k.Later, k.Sooner, k.Rules, k.Back}},
		{Title: "Move", Bindings: k.Moves.All()},
	}
}
