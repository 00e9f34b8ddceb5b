package inventory

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Add, Edit, Owner, Purpose, Editor, Scope, Remove, Walk, Back key.Binding
}

func newKeys() keys {
	return keys{
		Add:     bind.Add.To("add an AI system"),
		Edit:    bind.And("enter", "all about it, to edit", bind.Open, bind.Read),
		Owner:   bind.Owner.To("owner, who answers for it"),
		Purpose: bind.Note.To("purpose, as a longer text"),
		Editor:  bind.Editor.To("purpose in your editor"),
		Scope:   bind.State.To("in or out of scope"),
		Remove:  bind.Clear.To("remove"),
		Walk:    bind.Walk.To("walk with this system"),
		Back:    bind.Back.To("take the marks away, show all, to the registers"),
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
		bind.Say(&add, x.s.Adds(x.fresh()))
	}
	bind.Say(&k.Back, "registers")
	if !ok {
		return []key.Binding{add, k.Back}
	}
	mark := x.systems.Marks.One
	bind.Say(&mark, "mark")
	if x.systems.Marks.Len() > 0 {
		bind.Say(&k.Owner, "owner of "+x.systems.Marks.These())
		bind.Say(&scope, "scope")
		bind.Say(&k.Back, "unmarks")
		return []key.Binding{k.Owner, scope, k.Remove, mark, k.Back}
	}
	bind.Say(&walk, "walk with it")
	bind.Say(&find, "find")
	bind.Say(&scope, "into scope")
	if r.InScope {
		bind.Say(&scope, "out of scope")
	}
	return []key.Binding{k.Edit, add, scope, walk, k.Remove, mark, find, k.Back}
}

// Rights are what its keys ask for.
func (x *Screen) Rights() screen.Rights {
	k := x.keys
	return screen.Rights{x.s.Writes(k.Add, k.Edit, k.Owner, k.Purpose, k.Editor, k.Scope), x.s.Writes(x.systems.Marks.Bindings()...), x.s.Leads(k.Remove), x.s.Edits(k.Editor)}
}

// Keys are all keys of the screen.
func (x *Screen) Keys() []screen.Group {
	k := x.keys
	return []screen.Group{
		{Title: "AI systems", Bindings: []key.Binding{k.Add, k.Edit, k.Owner, k.Purpose, k.Editor, k.Scope, k.Remove, k.Walk}},
		{Title: "Mark", Bindings: x.systems.Marks.Bindings()},
		{Title: "Move", Bindings: append(x.systems.Keys.All(), x.systems.Find.Begin, k.Back)},
	}
}
