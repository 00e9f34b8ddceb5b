package assessments

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/catalog/workshop"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Open, New, Duplicate, Archive, Rename, People, Demo, In, Out, Archived, Back key.Binding
}

func newKeys() keys {
	return keys{
		Open:      bind.And("enter", "open", bind.Open, bind.Right),
		New:       bind.And("a", "new assessment", bind.Add, bind.NA),
		Duplicate: bind.Duplicate.To("duplicate"),
		Archive:   bind.Clear.To("archive, or bring back"),
		Rename:    bind.Rename.To("rename"),
		People:    bind.Owner.To("who works on it"),
		Demo:      bind.Example.To("add the demonstration"),
		In:        bind.TakeIn.To("take in a bundle, or a sealed file"),
		Out:       bind.WriteOut.To("write a bundle, or seal it"),
		Archived:  bind.Show.To("show or hide archived ones"),
		Back:      bind.Back.To("show all again"),
	}
}

// Footer names what matters now: in an empty list how to begin.
func (x *Screen) Footer() []key.Binding {
	if x.Typing() {
		return x.list.Find.Footer()
	}
	k := x.keys
	fresh, find, demo, in, out := k.New, x.list.Find.Begin, k.Demo, k.In, k.Out
	bind.Say(&in, "bundle in")
	bind.Say(&out, "out")
	bind.Say(&fresh, "new")
	bind.Say(&find, "find")
	bind.Say(&demo, "demonstration")
	r, ok := x.list.Current()
	if !ok {
		if x.countArchived() > 0 {
			return []key.Binding{fresh, k.Archived, in, demo}
		}
		return []key.Binding{fresh, in, demo}
	}
	archive := k.Archive
	bind.Say(&archive, "archive")
	if r.Archived {
		bind.Say(&archive, "bring back")
	}
	if x.s.Remote { // nothing of the rest is done from elsewhere as often
		return []key.Binding{k.Open, k.People, find, fresh, k.Duplicate, k.Rename, archive}
	}
	return []key.Binding{k.Open, fresh, find, k.Duplicate, k.Rename, archive, out, in, demo}
}

// Rights are what its keys ask for.
func (x *Screen) Rights() screen.Rights {
	k := x.keys
	here := x.roleHere()
	admits := x.s.Role().MayAdmit()
	if here.MayLead() == nil {
		admits = nil
	}
	return screen.Rights{
		x.s.Leads(k.New, k.Duplicate, k.Demo), x.s.Carries(k.In, k.Out),
		{Bindings: []key.Binding{k.Archive, k.Rename}, Refused: here.MayLead()},
		{Bindings: []key.Binding{k.People}, Refused: admits},
	}
}

// roleHere is what this person is in the assessment under the cursor.
func (x *Screen) roleHere() workshop.Role {
	if r, ok := x.list.Current(); ok && r.Role != "" {
		return r.Role
	}
	return x.s.Role()
}

// Keys are all keys of the screen.
func (x *Screen) Keys() []screen.Group {
	k := x.keys
	return []screen.Group{
		{Title: "Assessments", Bindings: []key.Binding{k.Open, k.New, k.Duplicate, k.Rename, k.Archive, k.People, k.Demo}},
		{Title: "Away and back", Bindings: []key.Binding{k.Out, k.In}},
		{Title: "Move", Bindings: x.list.Keys.All()},
		{Title: "See", Bindings: []key.Binding{x.list.Find.Begin, k.Archived, k.Back}},
	}
}
