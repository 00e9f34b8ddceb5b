package vote

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/catalog/workshop"
	"crosswalk/tui/bind"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

type keys struct {
	Rate, Abstain, Sure, Reason      key.Binding
	Reveal, Park, Settle, Hands, New key.Binding
	Vote, Plan, Add, Drop, Up, Down  key.Binding
	Clock                            key.Binding
	Walk                             key.Binding
	Moves                            list.Keys
}

func newKeys() keys {
	return keys{
		Rate:    bind.Rate.To("your vote"),
		Abstain: bind.Abstain.To("abstain"),
		Sure:    bind.Sure.To("how sure you are"),
		Reason:  bind.Reason.To("your reason, in a line"),
		Reveal:  bind.Count.To("count and show all votes"),
		Park:    bind.Park.To("park it for later"),
		Settle:  bind.Settle.To("settle on a level"),
		Hands:   bind.Hands.To("enter a show of hands"),
		New:     bind.Vote.To("open a vote, or vote again"),
		Vote:    bind.Open.To("vote on it"),
		Plan:    bind.Agenda.To("make the agenda"),
		Add:     bind.Add.To("put more on the agenda"),
		Drop:    bind.Clear.To("take it off the agenda"),
		Up:      bind.Earlier.To("earlier on the agenda"),
		Down:    bind.After.To("later on the agenda"),
		Clock:   bind.Clock.To("the clock: start, stop, the length"),
		Walk:    bind.Walk.To("walk to the item"),
		Moves:   list.NewKeys(),
	}
}

// Footer names what matters now.
func (v *Screen) Footer() []key.Binding {
	k := v.keys
	bind.Say(&k.Sure, "how sure")
	bind.Say(&k.Reason, "reason")
	bind.Say(&k.Reveal, "reveal")
	bind.Say(&k.Park, "park")
	bind.Say(&k.Settle, "settle")
	bind.Say(&k.Hands, "hands")
	bind.Say(&k.Walk, "walk to it")
	bind.Say(&k.Vote, "vote")
	bind.Say(&k.Plan, "agenda")
	bind.Say(&k.Add, "more")
	bind.Say(&k.Drop, "off")
	bind.Say(&k.Up, "earlier")
	bind.Say(&k.Down, "later")
	bind.Say(&k.Clock, "clock")
	if v.current() == nil {
		bind.Say(&k.New, "open a vote")
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
		bind.Say(&k.New, "again")
		return []key.Binding{k.Settle, k.New, k.Park, k.Walk}
	}
	return []key.Binding{k.Rate, k.Reveal, k.Hands, k.Sure, k.Reason, k.Abstain, k.Park, k.Walk}
}

// Rights are what its keys ask for.
func (v *Screen) Rights() screen.Rights {
	k := v.keys
	return screen.Rights{
		v.s.Writes(k.Rate, k.Abstain, k.Sure, k.Reason),
		v.s.Leads(k.Reveal, k.Park, k.Settle, k.Hands, k.New, k.Vote, k.Plan, k.Add, k.Drop, k.Up, k.Down, k.Clock),
	}
}

// Keys are all keys of the screen.
func (v *Screen) Keys() []screen.Group {
	k := v.keys
	return []screen.Group{
		{Title: "Your vote", Bindings: []key.Binding{k.Rate, k.Abstain, k.Sure, k.Reason}},
		{Title: "Facilitator", Bindings: []key.Binding{k.New, k.Reveal, k.Settle, k.Park, k.Hands}},
		{Title: "Agenda", Bindings: []key.Binding{k.Vote, k.Plan, k.Add, k.Drop, k.Up, k.Down, k.Clock}},
		{Title: "See", Bindings: []key.Binding{k.Walk}},
		{Title: "Move", Bindings: k.Moves.All()},
	}
}
