package history

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/screen"
)

type keys struct {
	Open, Restore, Filter, Back key.Binding
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Open:    bind("enter", "open the act, with the earlier values of its fields", "enter"),
		Restore: bind("R", "restore what stood before this act", "R"),
		Filter:  bind("w", "which acts are shown", "w"),
		Back:    bind("esc", "show all", "esc"),
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
	k.Open.SetHelp("enter", "open")
	k.Restore.SetHelp("R", "restore what was")
	k.Filter.SetHelp("w", "show")
	find.SetHelp("/", "find")
	return []key.Binding{k.Open, k.Restore, k.Filter, find, k.Back}
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
		{Title: "Act", Bindings: []key.Binding{k.Open, k.Restore}},
		{Title: "See", Bindings: []key.Binding{k.Filter, h.acts.Find.Begin, k.Back}},
		{Title: "Move", Bindings: h.acts.Keys.All()},
	}
}
