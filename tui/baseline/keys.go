package baseline

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Rate, NA, Clear, Note, Editor    key.Binding
	Finding, Import                  key.Binding
	Next, Prev, About, Carries, Walk key.Binding
	Filter, Back                     key.Binding
}

func newKeys() keys {
	return keys{
		Rate:    bind.Rate.To("rate and move on"),
		NA:      bind.NA.To("not applicable, excluded by the ISMS"),
		Clear:   bind.Clear.To("clear the rating"),
		Note:    bind.Note.To("note"),
		Editor:  bind.Editor.To("note in your editor"),
		Finding: bind.Finding.To("findings on the ISMS"),
		Import:  bind.TakeIn.To("import a Statement of Applicability"),
		Next:    bind.NextOpen.To("next unanswered"),
		Prev:    bind.PrevOpen.To("previous unanswered"),
		About:   bind.And("enter", "all about this item", bind.Open, bind.Read),
		Carries: bind.Rests.To("what rests on this item"),
		Walk:    bind.Walk.To("walk to what rests on it"),
		Filter:  bind.Show.To("which items are shown"),
		Back:    bind.Back.To("take the marks away, show all"),
	}
}

// Footer names what matters now: of marked rows what its keys do to all of them.
func (b *Screen) Footer() []key.Binding {
	if b.Typing() {
		return b.rows.Find.Footer()
	}
	it := b.current()
	if it == nil {
		return []key.Binding{b.keys.Filter, b.keys.Back}
	}
	k := b.keys
	bind.Say(&k.NA, "n/a")
	mark, to := b.rows.Marks.One, b.rows.Marks.To
	bind.Say(&mark, "mark")
	bind.Say(&to, "to here")
	if b.rows.Marks.Len() > 0 {
		bind.Say(&k.Rate, "rates "+b.rows.Marks.These())
		bind.Say(&k.Clear, "clears")
		bind.Say(&k.Back, "unmarks")
		return []key.Binding{k.Rate, k.NA, k.Clear, to, k.Back}
	}
	bind.Say(&k.Rate, "rates "+it.ID)
	bind.Say(&k.Next, "next open")
	bind.Say(&k.Filter, "show")
	bind.Say(&k.About, "about it")
	find := b.rows.Find.Begin
	bind.Say(&find, "find")
	bind.Say(&k.Import, "import an SoA")
	return []key.Binding{k.Rate, mark, k.Next, k.Import, k.NA, k.Note, k.Filter, find, k.About}
}

// Rights are what its keys ask for.
func (b *Screen) Rights() screen.Rights {
	k := b.keys
	return screen.Rights{b.s.Writes(k.Rate, k.NA, k.Clear, k.Note, k.Editor, k.Import), b.s.Writes(b.rows.Marks.Bindings()...), b.s.ReadsFiles(k.Import), b.s.Edits(k.Editor)}
}

// Keys are all keys of the screen.
func (b *Screen) Keys() []screen.Group {
	k := b.keys
	return []screen.Group{
		{Title: "Rate", Bindings: []key.Binding{k.Rate, k.NA, k.Clear, k.Note, k.Editor, k.Finding, k.Import}},
		{Title: "Mark", Bindings: b.rows.Marks.Bindings()},
		{Title: "See", Bindings: []key.Binding{k.About, k.Carries, k.Walk, k.Filter, b.rows.Find.Begin, k.Back}},
		{Title: "Move", Bindings: append([]key.Binding{k.Next, k.Prev}, b.rows.Keys.All()...)},
	}
}
