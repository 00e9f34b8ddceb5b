package statement

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Declare, Exclude, Clear, Drivers, How, Editor, Owner, Evidence, Fields key.Binding
	About, Walk, Check, Show, Versions, Issue, Back                        key.Binding
}

func newKeys() keys {
	return keys{
		Declare:  bind.State.To("declare the next status"),
		Exclude:  bind.NA.To("exclude with a reason"),
		Clear:    bind.Clear.To("take the exclusion back"),
		Drivers:  bind.Drivers.To("what drives it"),
		How:      bind.Note.To("how it is met"),
		Editor:   bind.Editor.To("how it is met, in your editor"),
		Owner:    bind.Owner.To("owner and due date"),
		Evidence: bind.Evidence.To("evidence"),
		Fields:   bind.Open.To("all fields"),
		About:    bind.Read.To("all about this control"),
		Walk:     bind.Walk.To("to its answers"),
		Check:    bind.Need.To("what an auditor would ask"),
		Show:     bind.Show.To("which standard, which controls"),
		Versions: bind.Compare.To("versions, and what changed"),
		Issue:    bind.WriteOut.To("issue a version"),
		Back:     bind.Back.To("take the marks away, show all"),
	}
}

// Footer names what matters now: of marked rows what its keys do to all of them.
func (st *Screen) Footer() []key.Binding {
	if st.Typing() {
		return st.rows.Find.Footer()
	}
	k := st.keys
	bind.Say(&k.Show, "show")
	if st.current() == nil {
		return []key.Binding{k.Show, k.Back}
	}
	bind.Say(&k.Declare, "next status")
	bind.Say(&k.Exclude, "excludes")
	bind.Say(&k.Drivers, "drivers")
	bind.Say(&k.Owner, "owner, due")
	if st.rows.Marks.Len() > 0 {
		bind.Say(&k.Declare, "declares "+st.rows.Marks.These())
		bind.Say(&k.Back, "unmarks")
		return []key.Binding{k.Declare, k.Exclude, k.Drivers, k.Owner, k.Back}
	}
	bind.Say(&k.Check, "check")
	bind.Say(&k.Versions, "versions")
	bind.Say(&k.Issue, "issue")
	return []key.Binding{k.Declare, k.Fields, k.Exclude, k.Check, k.Drivers, k.Show, k.Versions, k.Issue}
}

// Rights are what its keys ask for.
func (st *Screen) Rights() screen.Rights {
	k := st.keys
	return screen.Rights{
		st.s.Writes(k.Declare, k.Exclude, k.Clear, k.Drivers, k.How, k.Editor, k.Owner, k.Fields), st.s.Writes(st.rows.Marks.Bindings()...), st.s.Leads(k.Issue), st.s.Edits(k.Editor),
	}
}

// Keys are all keys of the screen.
func (st *Screen) Keys() []screen.Group {
	k := st.keys
	return []screen.Group{
		{Title: "Declare", Bindings: []key.Binding{k.Declare, k.Exclude, k.Clear, k.Drivers, k.How, k.Editor, k.Owner, k.Evidence, k.Fields}},
		{Title: "Document", Bindings: []key.Binding{k.Check, k.Versions, k.Issue}},
		{Title: "Mark", Bindings: st.rows.Marks.Bindings()},
		{Title: "See", Bindings: []key.Binding{k.About, k.Walk, k.Show, st.rows.Find.Begin, k.Back}},
		{Title: "Move", Bindings: st.rows.Keys.All()},
	}
}
