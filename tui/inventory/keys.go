package inventory

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/screen"
)

type keys struct {
	Add, Was, Edit, Owner, Purpose, Scope, Remove, Walk, Back key.Binding
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Add:     bind("a", "add an AI system", "a"),
		Was:     key.NewBinding(key.WithKeys("n")), // what Add was, too
		Edit:    bind("enter", "edit", "enter", "e"),
		Owner:   bind("o", "owner, who answers for it", "o"),
		Purpose: bind("c", "purpose, as a longer text", "c"),
		Scope:   bind("i", "in or out of scope", "i"),
		Remove:  bind("x", "remove", "x", "delete"),
		Walk:    bind("w", "walk with this system", "w"),
		Back:    bind("esc", "take the marks away, show all", "esc"),
	}
}

// Footer names what matters now.
func (x *Screen) Footer() []key.Binding {
	if x.Typing() {
		return x.systems.Find.Footer()
	}
	k := x.keys
	r, ok := x.systems.Current()
	add, scope, walk, find := k.Add, k.Scope, k.Walk, x.systems.Find.Begin
	if ok || x.now.Assessment != nil && x.s.HasDraft(x.fresh()) {
		add.SetHelp("a", x.s.Adds(x.fresh()))
	}
	if !ok {
		return []key.Binding{add}
	}
	mark := x.systems.Marks.One
	mark.SetHelp(",", "mark")
	if x.systems.Marks.Len() > 0 {
		k.Owner.SetHelp("o", "owner of "+x.systems.Marks.These())
		scope.SetHelp("i", "scope")
		k.Back.SetHelp("esc", "unmarks")
		return []key.Binding{k.Owner, scope, k.Remove, mark, k.Back}
	}
	walk.SetHelp("w", "walk with it")
	find.SetHelp("/", "find")
	scope.SetHelp("i", "into scope")
	if r.InScope {
		scope.SetHelp("i", "out of scope")
	}
	return []key.Binding{k.Edit, add, scope, walk, k.Remove, mark, find}
}

// Rights are what its keys ask for.
func (x *Screen) Rights() screen.Rights {
	k := x.keys
	return screen.Rights{x.s.Writes(k.Add, k.Was, k.Edit, k.Owner, k.Purpose, k.Scope), x.s.Writes(x.systems.Marks.Bindings()...), x.s.Leads(k.Remove)}
}

// Keys are all keys of the screen.
func (x *Screen) Keys() []screen.Group {
	k := x.keys
	return []screen.Group{
		{Title: "AI systems", Bindings: []key.Binding{k.Add, k.Edit, k.Owner, k.Purpose, k.Scope, k.Remove, k.Walk}},
		{Title: "Mark", Bindings: x.systems.Marks.Bindings()},
		{Title: "Move", Bindings: append(x.systems.Keys.All(), x.systems.Find.Begin, k.Back)},
	}
}
