package registers

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Open, In, Out, Next, Prev, Add, Library, State, Clear, Owner, Editor key.Binding
	About, Names, Walk, Show, Need, Sort, Back, Finding, Import, Vote    key.Binding
}

func newKeys() keys {
	return keys{
		Open:    bind.Open.To("open: the list, the record, or write the field"),
		In:      bind.Right.To("into the list, into the record"),
		Out:     bind.Left.To("out of it"),
		Next:    bind.NextOpen.To("next field that says nothing"),
		Prev:    bind.PrevOpen.To("the one before that says nothing"),
		Add:     bind.Add.To("add a record"),
		Library: bind.Library.To("take records from the library"),
		State:   bind.State.To("next state"),
		Clear:   bind.Clear.To("remove the record; on a field, clear it"),
		Owner:   bind.Owner.To("owner and due date"),
		Editor:  bind.Editor.To("the long text under the cursor in your editor"),
		About:   bind.Read.To("all about the record, with its history"),
		Names:   bind.Rests.To("the records that name it"),
		Finding: bind.Finding.To("findings raised because of the record"),
		Walk:    bind.Walk.To("walk to an item that it serves"),
		Show:    bind.Show.To("which records, the map, the programme; among the kinds all of them"),
		Need:    bind.Need.To("only what needs somebody"),
		Sort:    bind.Sort.To("sort another way"),
		Back:    bind.Back.To("back: marks, words, filter, record, list"),
		Vote:    bind.Vote.To("vote on the item, where copies disagree on a field"),
		Import:  bind.TakeIn.To("import records from a sheet"),
	}
}

// Footer names what matters now.
func (g *Screen) Footer() []key.Binding {
	switch {
	case g.shelf == nil:
		return nil
	case g.edit != nil:
		return g.edit.footer()
	case g.rows.Find.Typing():
		return g.rows.Find.Footer()
	}
	switch g.part {
	case atKinds:
		return g.kindsFooter()
	case atWhole:
		return g.wholeFooter()
	case atRows:
		return g.rowsFooter()
	case atHeat:
		return g.heatFooter()
	case atProgramme:
		return g.programmeFooter()
	}
	return g.recordFooter()
}

func (g *Screen) kindsFooter() []key.Binding {
	k := g.keys
	bind.Say(&k.Open, "open")
	bind.Say(&k.Show, "show all registers")
	if g.every {
		bind.Say(&k.Show, "show what is needed next")
	}
	r := g.register()
	if r == nil {
		return []key.Binding{k.Open, k.Show}
	}
	bind.Say(&k.Add, "add "+r.Singular)
	bind.Say(&k.Library, "library")
	all := []key.Binding{k.Open, k.Add}
	if len(g.shelf.library[r.ID]) > 0 {
		all = append(all, k.Library)
	}
	return append(all, k.Show)
}

func (g *Screen) rowsFooter() []key.Binding {
	k, find, mark := g.keys, g.rows.Find.Begin, g.rows.Marks.One
	r := g.register()
	bind.Say(&k.Add, "add")
	bind.Say(&k.Library, "library")
	bind.Say(&k.Back, "back")
	library := r != nil && len(g.shelf.library[r.ID]) > 0
	if len(g.rows.Rows()) == 0 {
		if library {
			return []key.Binding{k.Add, k.Library, k.Back}
		}
		return []key.Binding{k.Add, k.Back}
	}
	bind.Say(&k.Open, "open")
	bind.Say(&k.Owner, "owner, due")
	bind.Say(&k.Show, "show")
	bind.Say(&k.Need, "needs somebody")
	bind.Say(&k.Clear, "remove")
	bind.Say(&find, "find")
	bind.Say(&mark, "mark")
	bind.Say(&k.Sort, "sort")
	if g.rows.Marks.Len() > 0 {
		bind.Say(&k.State, "state of "+g.rows.Marks.These())
		bind.Say(&k.Back, "unmarks")
		return []key.Binding{k.State, k.Owner, k.Clear, mark, k.Back}
	}
	all := []key.Binding{k.Open, k.Add, k.State}
	if g.walked() != nil {
		bind.Say(&all[0], "prompt by prompt")
		if r.Form == catalog.FormReview {
			bind.Say(&all[0], "input by input")
		}
		bind.Say(&k.In, "its fields")
		all = append(all, k.In)
	}
	if r != nil && r.ID == register.KindAudit {
		bind.Say(&all[0], "work on it")
		bind.Say(&k.In, "its fields")
		all = append(all, k.In)
	}
	if library {
		all = append(all, k.Library)
	}
	return append(all, k.Show, k.Need, find, k.Sort, k.Owner, k.Back)
}

func (g *Screen) recordFooter() []key.Binding {
	k, e := g.keys, g.open.current()
	bind.Say(&k.Back, "back")
	bind.Say(&k.Next, "next empty")
	bind.Say(&k.About, "all about it")
	bind.Say(&k.Names, "named by")
	bind.Say(&k.Clear, "remove")
	if e.field != nil && e.said != "" {
		bind.Say(&k.Clear, "clear")
	}
	switch {
	case e.state:
		bind.Say(&k.Open, "next state")
		return []key.Binding{k.Open, k.Next, k.About, k.Names, k.Clear, k.Back}
	case e.item != "":
		bind.Say(&k.Open, "to the Walk")
	case e.leads != nil:
		bind.Say(&k.Open, "open "+e.leads.number)
	case e.answers:
		bind.Say(&k.Open, "make an incident")
	case e.adds != "" || e.measures && e.measured == nil:
		bind.Say(&k.Open, "add")
	default:
		bind.Say(&k.Open, "write")
	}
	all := []key.Binding{k.Open, k.State, k.Next, k.Clear, k.About, k.Owner, k.Back}
	if register.Raises(g.open.k) {
		bind.Say(&k.Finding, "findings")
		all = slices.Insert(all, 2, k.Finding)
	}
	return all
}

// Rights are what its keys ask for.
func (g *Screen) Rights() screen.Rights {
	k := g.keys
	return screen.Rights{
		g.s.Writes(k.Add, k.Library, k.State, k.Clear, k.Owner, k.Editor, k.Import), g.s.ReadsFiles(k.Import), g.s.Leads(k.Vote), g.s.Writes(g.rows.Marks.Bindings()...), g.s.Edits(k.Editor),
	}
}

// Keys are all keys of the screen.
func (g *Screen) Keys() []screen.Group {
	k := g.keys
	return []screen.Group{
		{Title: "Record", Bindings: []key.Binding{k.Open, k.Add, k.Library, k.State, k.Owner, k.Clear, k.Editor, k.About, k.Names, k.Finding, k.Walk, k.Vote, k.Import}},
		{Title: "Mark", Bindings: g.rows.Marks.Bindings()},
		{Title: "See", Bindings: []key.Binding{k.Show, k.Need, k.Sort, g.rows.Find.Begin, k.Back}},
		{Title: "Move", Bindings: append(g.rows.Keys.All(), k.In, k.Out, k.Next, k.Prev)},
	}
}
