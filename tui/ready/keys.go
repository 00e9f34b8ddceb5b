package ready

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct{ Walk, About, Need, Next, Print, Back key.Binding }

func newKeys() keys {
	return keys{
		Walk:  bind.And("enter", "walk to this item", bind.Open, bind.Walk),
		About: bind.Read.To("all about this item"),
		Need:  bind.Need.To("only what is not ready"),
		Next:  bind.NextOpen.To("the next to see to first"),
		Print: bind.WriteOut.To("the pack of the audit day, to print"),
		Back:  bind.Back.To("show all, leave"),
	}
}

// Footer names what matters now.
func (d *Screen) Footer() []key.Binding {
	if d.Typing() {
		return d.items.Find.Footer()
	}
	k := d.keys
	bind.Say(&k.Walk, "walk")
	bind.Say(&k.About, "about")
	bind.Say(&k.Next, "first")
	bind.Say(&k.Print, "print")
	bind.Say(&k.Back, "back")
	bind.Say(&k.Need, "not ready")
	if d.only {
		bind.Say(&k.Need, "all")
	}
	return []key.Binding{k.Walk, k.Next, k.Need, k.About, k.Print, k.Back}
}

// Rights are what its keys ask for: everybody may look.
func (d *Screen) Rights() screen.Rights { return nil }

// Keys are all keys of the screen.
func (d *Screen) Keys() []screen.Group {
	k := d.keys
	return []screen.Group{
		{Title: "Readiness", Bindings: []key.Binding{k.Walk, k.About, k.Print}},
		{Title: "See", Bindings: []key.Binding{k.Need, k.Next, d.items.Find.Begin, k.Back}},
		{Title: "Move", Bindings: d.items.Keys.All()},
	}
}
