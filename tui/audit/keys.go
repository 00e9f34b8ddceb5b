package audit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/register"
	"crosswalk/tui/bind"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

type keys struct {
	Open, State, Note, Evidence, Finding, Ask, Walk, Clear, Fields, Draw, Back key.Binding
	Move                                                                       list.Keys
}

func newKeys() keys {
	return keys{
		Open:     bind.Open.To("into the session or the sample"),
		State:    bind.State.To("next state of the session; of a unit its verdict"),
		Note:     bind.Note.To("notes of the session, for all its items"),
		Evidence: bind.Evidence.To("make evidence of the notes"),
		Finding:  bind.Finding.To("findings on the item, or made of the sample"),
		Ask:      bind.Add.To("ask to see something of the item: a request"),
		Walk:     bind.Walk.To("walk to the item"),
		Clear:    bind.Clear.To("take the verdict away"),
		Draw:     bind.Yes.To("draw the sample"),
		Fields:   bind.Read.To("all that is said of it, in the Registers"),
		Back:     bind.Back.To("out of the session, leave"),
		Move:     list.NewKeys(),
	}
}

func (x *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	k := x.keys
	switch {
	case x.note.Typing():
		return x.note.Update(msg)
	case key.Matches(msg, k.Back):
		return x.back()
	case x.au.ID == "" || x.cursor().Key(msg, k.Move, x.length()):
		return nil
	}
	r, ok := x.row()
	switch {
	case !key.Matches(msg, k.Open, k.State, k.Note, k.Evidence, k.Finding, k.Ask, k.Walk, k.Clear, k.Fields, k.Draw):
		return nil
	case !ok && key.Matches(msg, k.Fields):
		return x.s.Ask(screen.Go{Route: screen.Registers, Place: screen.Place{Record: register.KindAudit + "/" + x.id}})
	case !ok:
		return screen.Tell("The audit has no session yet. i goes to its record, where a adds one.")
	case key.Matches(msg, k.Open) && x.in == "":
		x.in, x.part = r.ID, list.Cursor{}
		return x.tick()
	case key.Matches(msg, k.Open):
		return screen.Tell("It is open already; esc leaves it.")
	case key.Matches(msg, k.Fields):
		return x.s.Ask(screen.Go{Route: screen.Registers, Place: screen.Place{Record: r.Kind + "/" + r.ID}})
	case r.Kind == register.KindSample:
		return x.sampleKey(msg, x.drawn[r.ID])
	}
	return x.sessionKey(msg, r)
}

// back leaves the session or the sample, then the audit.
func (x *Screen) back() tea.Cmd {
	if x.in != "" {
		x.in = ""
		return nil
	}
	return x.s.Ask(screen.Go{Route: x.from})
}

func (x *Screen) click(msg screen.Click) tea.Cmd {
	if at := x.cursor().Line(msg.Y-x.top(), x.length()); at >= 0 && !x.note.Typing() {
		x.cursor().At = at
	}
	return nil
}

// Footer names what matters now.
func (x *Screen) Footer() []key.Binding {
	k := x.keys
	bind.Say(&k.Back, "back")
	bind.Say(&k.Fields, "its record")
	r, ok := x.row()
	switch {
	case x.note.Typing():
		return x.note.Footer()
	case !ok:
		return []key.Binding{k.Fields, k.Back}
	case x.in == "":
		bind.Say(&k.Open, "open")
		return []key.Binding{k.Open, k.Fields, k.Back}
	case r.Kind == register.KindSample && len(x.drawn[r.ID].Units) == 0:
		bind.Say(&k.Draw, "draw")
		return []key.Binding{k.Draw, k.Fields, k.Back}
	case r.Kind == register.KindSample:
		bind.Say(&k.State, "verdict")
		bind.Say(&k.Clear, "clear")
		bind.Say(&k.Draw, "draw again")
		bind.Say(&k.Finding, "finding")
		return []key.Binding{k.State, k.Clear, k.Finding, k.Draw, k.Fields, k.Back}
	}
	bind.Say(&k.Note, "notes")
	bind.Say(&k.Walk, "walk")
	bind.Say(&k.Finding, "finding")
	bind.Say(&k.Evidence, "evidence of it")
	bind.Say(&k.Ask, "ask to see")
	bind.Say(&k.State, "state")
	return []key.Binding{k.Note, k.Walk, k.Finding, k.Ask, k.Evidence, k.State, k.Fields, k.Back}
}

// Rights are what its keys ask for.
func (x *Screen) Rights() screen.Rights {
	if x.note.Typing() {
		return x.note.Rights()
	}
	k := x.keys
	return screen.Rights{x.s.Writes(k.State, k.Note, k.Evidence, k.Ask, k.Clear, k.Draw)}
}

// Keys are all keys of the screen.
func (x *Screen) Keys() []screen.Group {
	k := x.keys
	return []screen.Group{
		{Title: "Audit", Bindings: []key.Binding{k.Note, k.Evidence, k.Finding, k.Ask, k.State, k.Clear, k.Draw}},
		{Title: "See", Bindings: []key.Binding{k.Open, k.Walk, k.Fields, k.Back}},
		{Title: "Move", Bindings: k.Move.All()},
	}
}
