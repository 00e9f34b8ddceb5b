package review

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Open, Note, Add, State, Clear, Collect, WriteOut, About, Fields, Walk key.Binding
	Down, Up, Right, Left, Next, Prev, First, Last, Back                  key.Binding
}

func newKeys() keys {
	return keys{
		Open:     bind.Open.To("write the text or the field, open the decision"),
		Note:     bind.Note.To("what is said to the input"),
		Add:      bind.Add.To("decide: a task, an improvement, people and money, an acceptance, a system"),
		State:    bind.State.To("hold the review; of a decision its next state"),
		Clear:    bind.Clear.To("clear the text, remove the decision"),
		Collect:  bind.Library.To("collect the inputs as the registers stand today"),
		WriteOut: bind.WriteOut.To("the pack, or the minutes"),
		About:    bind.Read.To("all of the input, to read"),
		Fields:   bind.Rests.To("its record in the Registers; of a decision what was made of it"),
		Walk:     bind.Walk.To("walk to an item that the input is about"),
		Down:     bind.Down.To("next thing on the page, then the next input"),
		Up:       bind.Up.To("the one before"),
		Right:    bind.Right.To("next input"),
		Left:     bind.Left.To("input before"),
		Next:     bind.NextOpen.To("next input that is not complete"),
		Prev:     bind.PrevOpen.To("the one before that is not complete"),
		First:    bind.First.To("first input"),
		Last:     bind.Last.To("the result"),
		Back:     bind.Back.To("leave"),
	}
}

func (x *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch k := x.keys; {
	case x.note.Typing():
		return x.note.Update(msg)
	case key.Matches(msg, k.Back):
		return x.s.Ask(screen.Go{Route: x.from})
	case x.mr.ID == "" || x.move(msg):
		return nil
	case key.Matches(msg, k.Next):
		return x.nextOpen(1)
	case key.Matches(msg, k.Prev):
		return x.nextOpen(-1)
	case key.Matches(msg, k.Open):
		return x.enter()
	case key.Matches(msg, k.Note):
		return x.comment()
	case key.Matches(msg, k.Add):
		return x.decide()
	case key.Matches(msg, k.State):
		return x.nextState()
	case key.Matches(msg, k.Clear):
		return x.clear()
	case key.Matches(msg, k.Collect):
		return x.collect()
	case key.Matches(msg, k.WriteOut):
		return x.writeOut()
	case key.Matches(msg, k.About):
		return x.about()
	case key.Matches(msg, k.Fields):
		return x.toRecord()
	case key.Matches(msg, k.Walk):
		return x.walk()
	}
	return nil
}

// move takes the keys that go somewhere and always may.
func (x *Screen) move(msg tea.KeyPressMsg) bool {
	switch k := x.keys; {
	case key.Matches(msg, k.Down):
		x.step(1)
	case key.Matches(msg, k.Up):
		x.step(-1)
	case key.Matches(msg, k.Right):
		x.goTo(x.at + 1)
	case key.Matches(msg, k.Left):
		x.goTo(x.at - 1)
	case key.Matches(msg, k.First):
		x.goTo(0)
	case key.Matches(msg, k.Last):
		x.goTo(len(x.inputs))
	default:
		return false
	}
	return true
}

// step goes to the next thing on the page, and from the last one to the next page.
func (x *Screen) step(by int) {
	to := x.cursor.At + by
	switch {
	case to >= 0 && to < len(x.entries):
		x.cursor.At = to
	case by > 0 && x.at < len(x.inputs):
		x.goTo(x.at + 1)
		x.cursor.At = 0
	case by < 0 && x.at > 0:
		x.goTo(x.at - 1)
		x.cursor.At = max(0, len(x.entries)-1)
	}
}

// goTo goes to an input, where the first thing stands in focus that lacks, else what is
// said to it.
func (x *Screen) goTo(at int) {
	x.at = max(0, min(at, len(x.inputs)))
	x.entries = x.page()
	x.cursor.At = 0
	for i, e := range x.entries {
		if e.lacks {
			x.cursor.At = i
			return
		}
	}
	if in, ok := x.current(); ok {
		x.stand(in.Field(said))
	}
}

// nextOpen goes to the next input that is not complete, around the end.
func (x *Screen) nextOpen(by int) tea.Cmd {
	n := len(x.inputs)
	for step := 1; step <= n; step++ {
		at := ((x.at+by*step)%n + n) % n
		if x.at == n && by > 0 {
			at = step - 1
		}
		if x.inputs[at].Lacks != "" {
			x.goTo(at)
			return nil
		}
	}
	x.goTo(n)
	return screen.Tell("Every input is complete; the result is left.")
}

// stop is a place in the strip of inputs.
type stop struct{ x, at int }

// click goes to the input under the mouse.
func (x *Screen) click(msg screen.Click) {
	if msg.Y != stripLine || x.note.Typing() || len(x.inputs) == 0 {
		return
	}
	for _, s := range x.strip {
		if msg.X >= s.x && msg.X < s.x+3 {
			x.goTo(s.at)
		}
	}
}

// Footer names what matters now.
func (x *Screen) Footer() []key.Binding {
	k := x.keys
	bind.Say(&k.Back, "back")
	bind.Say(&k.Open, "write")
	bind.Say(&k.Note, "said")
	bind.Say(&k.Add, "decide")
	bind.Say(&k.Collect, "collect")
	bind.Say(&k.Next, "next lacking")
	bind.Say(&k.WriteOut, "pack, minutes")
	bind.Say(&k.About, "read all")
	bind.Say(&k.Right, "next")
	bind.Say(&k.Last, "result")
	bind.Say(&k.State, "hold it")
	_, input := x.current()
	switch e := x.here(); {
	case x.note.Typing():
		return x.note.Footer()
	case x.mr.ID == "":
		return []key.Binding{k.Back}
	case e.decision != nil:
		bind.Say(&k.Open, "edit")
		bind.Say(&k.State, "its state")
		bind.Say(&k.Clear, "remove")
		return []key.Binding{k.Open, k.State, k.Add, k.Clear, k.Right, k.Back}
	case x.mr.Text("opened_on") == "" && x.mr.State() != held:
		return []key.Binding{k.Collect, k.Open, k.Right, k.Last, k.Back}
	case !input && x.mr.State() == held:
		return []key.Binding{k.Open, k.Add, k.WriteOut, k.Next, k.Back}
	case !input:
		return []key.Binding{k.Open, k.State, k.Add, k.Next, k.WriteOut, k.Back}
	}
	return []key.Binding{k.Open, k.Note, k.Add, k.Right, k.Next, k.About, k.WriteOut, k.Back}
}

// Rights are what its keys ask for: who leads opens a review and holds it.
func (x *Screen) Rights() screen.Rights {
	if x.note.Typing() {
		return x.note.Rights()
	}
	k, e := x.keys, x.here()
	leads := []key.Binding{k.Collect}
	writes := []key.Binding{k.Note, k.Add, k.Clear, k.Open}
	if e.decision == nil {
		leads = append(leads, k.State)
	} else {
		writes = append(writes, k.State)
	}
	return screen.Rights{x.s.Writes(writes...), x.s.Leads(leads...)}
}

// Keys are all keys of the screen.
func (x *Screen) Keys() []screen.Group {
	k := x.keys
	return []screen.Group{
		{Title: "Review", Bindings: []key.Binding{k.Open, k.Note, k.Add, k.State, k.Clear, k.Collect, k.WriteOut}},
		{Title: "Move", Bindings: []key.Binding{k.Down, k.Up, k.Right, k.Left, k.Next, k.Prev, k.First, k.Last}},
		{Title: "See", Bindings: []key.Binding{k.About, k.Fields, k.Walk, k.Back}},
	}
}
