package vote

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/catalog/workshop"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

type keys struct {
	Rate, Abstain, Sure, Reason             key.Binding
	Reveal, Again, Park, Settle, Hands, New key.Binding
	Was                                     key.Binding // what New was
	Vote, Plan, Add, Drop, Up, Down         key.Binding
	Clock, Length                           key.Binding
	Walk                                    key.Binding
	Moves                                   list.Keys
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Rate:    bind("0-5", "your vote", "0", "1", "2", "3", "4", "5"),
		Abstain: bind("a", "abstain", "a"),
		Sure:    bind("c", "how sure you are", "c"),
		Reason:  bind("r", "your reason, in a line", "r"),
		Reveal:  bind("C", "count and show all votes", "C"),
		Again:   bind("v", "vote again", "v"),
		Park:    bind("p", "park it for later", "p"),
		Settle:  bind("s", "settle on a level", "s"),
		Hands:   bind("t", "enter a show of hands", "t"),
		New:     bind("V", "open a vote", "V"),
		Was:     key.NewBinding(key.WithKeys("n")),
		Vote:    bind("enter", "vote on it", "enter"),
		Plan:    bind("e", "make the agenda", "e"),
		Add:     bind("+", "put more on the agenda", "+"),
		Drop:    bind("x", "take it off the agenda", "x"),
		Up:      bind("K", "earlier on the agenda", "K", "shift+up"),
		Down:    bind("J", "later on the agenda", "J", "shift+down"),
		Clock:   bind("b", "start or stop the clock", "b"),
		Length:  bind("m", "set the length in minutes", "m"),
		Walk:    bind("w", "walk to the item", "w"),
		Moves:   list.NewKeys(),
	}
}

// moved is said to who presses what New was.
const moved = "V opens a vote now; n is not applicable, everywhere."

// Footer names what matters now.
func (v *Screen) Footer() []key.Binding {
	k := v.keys
	k.Sure.SetHelp("c", "how sure")
	k.Reason.SetHelp("r", "reason")
	k.Reveal.SetHelp("C", "reveal")
	k.Again.SetHelp("v", "again")
	k.Park.SetHelp("p", "park")
	k.Settle.SetHelp("s", "settle")
	k.Hands.SetHelp("t", "hands")
	k.Walk.SetHelp("w", "walk to it")
	k.Vote.SetHelp("enter", "vote")
	k.Plan.SetHelp("e", "agenda")
	k.Add.SetHelp("+", "more")
	k.Drop.SetHelp("x", "off")
	k.Up.SetHelp("K", "earlier")
	k.Down.SetHelp("J", "later")
	k.Clock.SetHelp("b", "start clock")
	if !v.room.Agenda.Since.IsZero() {
		k.Clock.SetHelp("b", "stop clock")
	}
	switch r := v.current(); {
	case !v.ready:
		return nil
	case r == nil && len(v.rows) == 0:
		return []key.Binding{k.New, k.Plan}
	case r == nil && v.room.Agenda.Empty():
		return []key.Binding{k.Vote, k.New, k.Plan, k.Add, k.Walk}
	case r == nil:
		return []key.Binding{k.Vote, k.Clock, k.Plan, k.Add, k.Drop, k.Up, k.Down, k.New, k.Walk}
	case r.Vote.State == workshop.Revealed:
		return []key.Binding{k.Settle, k.Again, k.Park, k.Walk}
	}
	return []key.Binding{k.Rate, k.Reveal, k.Hands, k.Sure, k.Reason, k.Abstain, k.Park, k.Walk}
}

// Rights are what its keys ask for.
func (v *Screen) Rights() screen.Rights {
	k := v.keys
	return screen.Rights{
		v.s.Writes(k.Rate, k.Abstain, k.Sure, k.Reason),
		v.s.Leads(k.Reveal, k.Again, k.Park, k.Settle, k.Hands, k.New, k.Was, k.Vote, k.Plan, k.Add, k.Drop, k.Up, k.Down, k.Clock, k.Length),
	}
}

// Keys are all keys of the screen.
func (v *Screen) Keys() []screen.Group {
	k := v.keys
	return []screen.Group{
		{Title: "Your vote", Bindings: []key.Binding{k.Rate, k.Abstain, k.Sure, k.Reason}},
		{Title: "Facilitator", Bindings: []key.Binding{k.New, k.Reveal, k.Again, k.Settle, k.Park, k.Hands}},
		{Title: "Agenda", Bindings: []key.Binding{k.Vote, k.Plan, k.Add, k.Drop, k.Up, k.Down, k.Clock, k.Length}},
		{Title: "See", Bindings: []key.Binding{k.Walk}},
		{Title: "Move", Bindings: k.Moves.All()},
	}
}
