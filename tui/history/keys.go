package history

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Open, Walk, Restore, Filter, Need, Back key.Binding
}

func newKeys() keys {
	return keys{
		Open:    bind.And("enter", "open the act, with the earlier values of its fields", bind.Open, bind.Read),
		Walk:    bind.Walk.To("walk to the item"),
		Restore: bind.Restore.To("restore what stood before this act"),
		Filter:  bind.Show.To("which acts are shown"),
		Need:    bind.Need.To("what copies disagree on"),
		Back:    bind.Back.To("show all"),
	}
}

// Footer names what matters now.
func (h *Screen) Footer() []key.Binding {
	if h.Typing() {
		return h.acts.Find.Footer()
	}
	k, find := h.keys, h.acts.Find.Begin
	if h.current() == nil {
		return []key.Binding{k.Filter, k.Back}
	}
	bind.Say(&k.Open, "open")
	bind.Say(&k.Restore, "restore what was")
	bind.Say(&k.Filter, "show")
	bind.Say(&find, "find")
	keys := []key.Binding{k.Open, k.Walk, k.Restore, k.Filter, find}
	if len(h.now.Assessment.Conflicts) > 0 {
		bind.Say(&k.Need, "settle")
		keys = append([]key.Binding{k.Need}, keys...)
	}
	if h.acts.Find.On() || h.filter != (filter{}) {
		keys = append(keys, k.Back)
	}
	return keys
}

// Rights are what its keys ask for.
func (h *Screen) Rights() screen.Rights {
	if x := h.current(); x != nil {
		return screen.Rights{h.restores(h.keys.Restore, x.Revisions...)}
	}
	return nil
}

// Keys are all keys of the screen.
func (h *Screen) Keys() []screen.Group {
	k := h.keys
	return []screen.Group{
		{Title: "Act", Bindings: []key.Binding{k.Open, k.Walk, k.Restore}},
		{Title: "See", Bindings: []key.Binding{k.Filter, k.Need, h.acts.Find.Begin, k.Back}},
		{Title: "Move", Bindings: h.acts.Keys.All()},
	}
}
