package impact

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/register"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Open, Add, Risk, NA, Clear, State, Form, About            key.Binding
	Down, Up, Into, Out, Back, Next, Prev, NextPart, PrevPart key.Binding
	First, Last, PageDown, PageUp                             key.Binding
}

func newKeys() keys {
	return keys{
		Open:     bind.Open.To("write the answer, open the impact, decide"),
		Add:      bind.Add.To("add an impact"),
		Risk:     bind.Risk.To("make the impact a risk for the organisation"),
		NA:       bind.NA.To("leave the prompt out, with a reason"),
		Clear:    bind.Clear.To("clear the answer, remove the impact, ask the prompt again"),
		State:    bind.State.To("next state of the assessment, or of the impact"),
		Form:     bind.Show.To("the short form, or the full one"),
		About:    bind.Read.To("what a good answer holds, and the scales"),
		Down:     bind.Down.To("next prompt, or impact"),
		Up:       bind.Up.To("prompt or impact before"),
		Into:     bind.Right.To("into the impacts"),
		Out:      bind.Left.To("out of the impacts"),
		Back:     bind.Back.To("out of the impacts, leave"),
		Next:     bind.NextOpen.To("next prompt that is open or thin"),
		Prev:     bind.PrevOpen.To("the one before that is open or thin"),
		NextPart: bind.After.To("next part"),
		PrevPart: bind.Earlier.To("part before"),
		First:    bind.First.To("first prompt"),
		Last:     bind.Last.To("the decision"),
		PageDown: bind.PageDown.To("read on"),
		PageUp:   bind.PageUp.To("read back"),
	}
}

func (x *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case x.note.Typing():
		return x.note.Update(msg)
	case key.Matches(msg, x.keys.Back):
		return x.back()
	case x.ia.ID == "":
		return nil
	case x.move(msg):
		return nil
	}
	switch k := x.keys; {
	case key.Matches(msg, k.Next):
		return x.nextOpen(1)
	case key.Matches(msg, k.Prev):
		return x.nextOpen(-1)
	case key.Matches(msg, k.Into):
		return x.into()
	case key.Matches(msg, k.About):
		return x.about()
	case key.Matches(msg, k.Form):
		return x.turnForm()
	case key.Matches(msg, k.Add):
		return x.addImpact()
	case key.Matches(msg, k.Risk):
		return x.makeRisk()
	case key.Matches(msg, k.State):
		return x.nextState()
	case key.Matches(msg, k.Open):
		return x.enter()
	case key.Matches(msg, k.NA):
		return x.leaveOut()
	case key.Matches(msg, k.Clear):
		return x.clear()
	}
	return nil
}

// Footer names what matters now.
func (x *Screen) Footer() []key.Binding {
	k := x.keys
	bind.Say(&k.Back, "back")
	bind.Say(&k.Next, "next open")
	bind.Say(&k.Add, "impact")
	p, prompt := x.current()
	switch _, impact := x.focused(); {
	case x.note.Typing():
		return x.note.Footer()
	case x.ia.ID == "":
		return []key.Binding{k.Back}
	case impact:
		bind.Say(&k.Open, "edit")
		bind.Say(&k.State, "state")
		bind.Say(&k.Risk, "risk of it")
		bind.Say(&k.Clear, "remove")
		return []key.Binding{k.Open, k.State, k.Risk, k.Add, k.Clear, k.Back}
	case !prompt:
		bind.Say(&k.Open, "decide")
		bind.Say(&k.State, "state")
		return []key.Binding{k.Open, k.State, k.Next, k.Add, k.Back}
	case p.Answered == register.LeftOut:
		bind.Say(&k.Clear, "ask it again")
		return []key.Binding{k.Clear, k.Next, k.Back}
	case p.Typed():
		bind.Say(&k.Open, "write")
	case len(p.Impacts) > 0:
		bind.Say(&k.Into, "impacts")
		k.Open = k.Into
	default:
		k.Open = k.Down
		bind.Say(&k.Open, "next")
	}
	bind.Say(&k.NA, "leave out")
	bind.Say(&k.About, "what is good")
	return []key.Binding{k.Open, k.Add, k.Next, k.NA, k.About, k.Back}
}

// Rights are what its keys ask for. A state that is a decision asks for more at the
// door.
func (x *Screen) Rights() screen.Rights {
	if x.note.Typing() {
		return x.note.Rights()
	}
	k := x.keys
	return screen.Rights{x.s.Writes(k.Add, k.Risk, k.NA, k.Clear, k.State, k.Form), x.s.Writes(x.opens())}
}

// opens is what enter is where it writes: everybody may go into the impacts.
func (x *Screen) opens() key.Binding {
	if p, ok := x.current(); ok && x.in < 0 && len(p.Impacts) > 0 {
		return key.Binding{}
	}
	return x.keys.Open
}

// Keys are all keys of the screen.
func (x *Screen) Keys() []screen.Group {
	k := x.keys
	return []screen.Group{
		{Title: "Answer", Bindings: []key.Binding{k.Open, k.Add, k.Risk, k.NA, k.Clear, k.State, k.Form}},
		{Title: "Move", Bindings: []key.Binding{k.Down, k.Up, k.Into, k.Out, k.Next, k.Prev, k.NextPart, k.PrevPart, k.First, k.Last}},
		{Title: "See", Bindings: []key.Binding{k.About, k.PageDown, k.PageUp, k.Back}},
	}
}
