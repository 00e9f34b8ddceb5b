package baseline

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/screen"
)

type keys struct {
	Rate, NA, Clear, Note            key.Binding
	Finding, Import                  key.Binding
	Next, Prev, About, Carries, Walk key.Binding
	Filter, Back                     key.Binding
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Rate:    bind("0-5", "rate and move on", "0", "1", "2", "3", "4", "5"),
		NA:      bind("n", "not applicable, excluded by the ISMS", "n"),
		Clear:   bind("x", "clear the rating", "x", "backspace", "delete"),
		Note:    bind("c", "note", "c"),
		Finding: bind("f", "findings on the ISMS", "f"),
		Import:  bind("I", "import a Statement of Applicability", "I"),
		Next:    bind("tab", "next unanswered", "tab"),
		Prev:    bind("shift+tab", "previous unanswered", "shift+tab"),
		About:   bind("enter", "all about this item", "enter", "i"),
		Carries: bind("r", "what rests on this item", "r"),
		Walk:    bind("w", "walk to what rests on it", "w"),
		Filter:  bind("v", "which items are shown", "v"),
		Back:    bind("esc", "take the marks away, show all", "esc"),
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
	k.NA.SetHelp("n", "n/a")
	mark, to := b.rows.Marks.One, b.rows.Marks.To
	mark.SetHelp(",", "mark")
	to.SetHelp(";", "to here")
	if b.rows.Marks.Len() > 0 {
		k.Rate.SetHelp("0-5", "rates "+b.rows.Marks.These())
		k.Clear.SetHelp("x", "clears")
		k.Back.SetHelp("esc", "unmarks")
		return []key.Binding{k.Rate, k.NA, k.Clear, to, k.Back}
	}
	k.Rate.SetHelp("0-5", "rates "+it.ID)
	k.Next.SetHelp("tab", "next open")
	k.Filter.SetHelp("v", "show")
	k.About.SetHelp("enter", "about it")
	find := b.rows.Find.Begin
	find.SetHelp("/", "find")
	k.Import.SetHelp("I", "import an SoA")
	return []key.Binding{k.Rate, mark, k.Next, k.Import, k.NA, k.Note, k.Filter, find, k.About}
}

// Rights are what its keys ask for.
func (b *Screen) Rights() screen.Rights {
	k := b.keys
	return screen.Rights{b.s.Writes(k.Rate, k.NA, k.Clear, k.Note, k.Import), b.s.Writes(b.rows.Marks.Bindings()...), b.s.ReadsFiles(k.Import)}
}

// Keys are all keys of the screen.
func (b *Screen) Keys() []screen.Group {
	k := b.keys
	return []screen.Group{
		{Title: "Rate", Bindings: []key.Binding{k.Rate, k.NA, k.Clear, k.Note, k.Finding, k.Import}},
		{Title: "Mark", Bindings: b.rows.Marks.Bindings()},
		{Title: "See", Bindings: []key.Binding{k.About, k.Carries, k.Walk, k.Filter, b.rows.Find.Begin, k.Back}},
		{Title: "Move", Bindings: append([]key.Binding{k.Next, k.Prev}, b.rows.Keys.All()...)},
	}
}
