package walk

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

type keys struct {
	Rate, NA, Clear, Note, Editor, Evidence, Finding, Assign, Flag key.Binding
	Down, Up, Into, Out, Next, Prev, NextSet, PrevSet              key.Binding
	First, Last, PageDown, PageUp                                  key.Binding
	Levels, System, Filter, Search, About, Own, Vote, Slide        key.Binding
	GoOn, Yes, Delta, Stale, Import, Library, Side, Records        key.Binding
	Session                                                        key.Binding
}

func newKeys() keys {
	return keys{
		Rate:     bind.Rate.To("rate"),
		GoOn:     bind.GoOn.To("go on by itself after a rating, or stay"),
		NA:       bind.NA.To("not applicable"),
		Yes:      bind.Yes.To("yes to the draft, or it still holds"),
		Clear:    bind.Clear.To("clear the rating, no to the draft"),
		Note:     bind.Note.To("note"),
		Editor:   bind.Editor.To("note in your editor"),
		Session:  bind.Add.To("notes of the session of an audit that led here"),
		Evidence: bind.Evidence.To("evidence"),
		Library:  bind.Library.To("evidence library: choose, or mark as seen"),
		Finding:  bind.Finding.To("findings"),
		Records:  bind.Rests.To("the records that serve it"),
		Assign:   bind.Owner.To("owner and due date"),
		Flag:     bind.Flag.To("flag for later"),
		Down:     bind.Down.To("down"),
		Up:       bind.Up.To("up"),
		Into:     bind.And("→/l", "into the questions", bind.Right, bind.Open),
		Out:      bind.And("←/h", "out of the questions", bind.Left, bind.Back),
		Next:     bind.NextOpen.To("next open"),
		Prev:     bind.PrevOpen.To("previous open item"),
		NextSet:  bind.After.To("next clause or section"),
		PrevSet:  bind.Earlier.To("previous clause or section"),
		First:    bind.First.To("first item"),
		Last:     bind.Last.To("last item"),
		PageDown: bind.PageDown.To("read on"),
		PageUp:   bind.PageUp.To("read back"),
		Levels:   bind.State.To("the levels, or what the ISMS carries"),
		Delta:    bind.Delta.To("ask only the delta, or everything"),
		Stale:    bind.Need.To("stale answers, and those that records contradict"),
		System:   bind.System.To("AI system"),
		Filter:   bind.Show.To("which items are shown"),
		Search:   bind.Find.To("find words, in all that was said"),
		About:    bind.Read.To("all about this item"),
		Vote:     bind.Vote.To("vote on it, in the Room"),
		Slide:    bind.Present.To("show it to the room, without answers"),
		Own:      bind.Own.To("own controls"),
		Side:     bind.Side.To("the grid: all items side by side"),
		Import:   bind.TakeIn.To("import a sheet of answers"),
	}
}

// Footer names what matters now: while a question has the focus, what its keys
// rate and how to leave it.
func (w *Screen) Footer() []key.Binding {
	it := w.current()
	if it == nil {
		return nil
	}
	k := w.keys
	if w.marks.Len() > 0 {
		return w.markedFooter()
	}
	if w.room.Veils(it.ID) {
		bind.Say(&k.Vote, "to the vote")
		bind.Say(&k.Next, "next open")
		return []key.Binding{k.Vote, k.Next, k.About, k.Slide}
	}
	what := it.Number
	if w.question >= 0 {
		what = it.Number + " question " + it.Questions[w.question].Place()
	}
	if sys, ok := w.now.Assessment.System(w.place().System); ok {
		what += " for " + w.names[sys.ID]
	}
	rate := k.Rate
	bind.Say(&rate, "rates "+what)
	if w.goesOn {
		bind.Say(&rate, "rates "+what+", goes on")
	}
	na, next := k.NA, k.Next
	bind.Say(&na, "n/a")
	yes, no := k.Yes, k.Clear
	bind.Say(&yes, "it covers our AI")
	bind.Say(&no, "no")
	if len(w.staleHere(it)) > 0 {
		bind.Say(&yes, "it still holds")
		return []key.Binding{rate, yes, k.Note, next}
	}
	if _, ok := w.draft(it); ok {
		return []key.Binding{rate, yes, no, k.Note, next}
	}
	bind.Say(&next, "next open")
	if w.question >= 0 {
		out := k.Out
		bind.Say(&out, "item")
		bind.Say(&na, "does not arise")
		return []key.Binding{rate, na, k.Note, out, next}
	}
	into := k.Into
	bind.Say(&into, "questions")
	if r, is := w.inSession(); is {
		bind.Say(&k.Session, "session notes")
		bind.Say(&k.Finding, "finding")
		bind.Say(&k.Out, "back to "+w.kept.Numbers[r.ID])
		return []key.Binding{rate, k.Session, k.Finding, into, k.Evidence, k.Out}
	}
	if it.PerSystem() && len(w.now.Assessment.InScope()) > 0 {
		return []key.Binding{rate, k.System, k.Note, into, next, na, k.Evidence}
	}
	return []key.Binding{rate, na, k.Note, into, next, k.Evidence, k.Assign}
}

// markedFooter names what keys do to all that is marked.
func (w *Screen) markedFooter() []key.Binding {
	k := w.keys
	bind.Say(&k.Rate, "rates "+w.marks.These())
	bind.Say(&k.NA, "n/a")
	bind.Say(&k.Clear, "clears")
	bind.Say(&k.Assign, "owner, due")
	bind.Say(&k.Flag, "flag")
	k.Out = bind.Back.To("unmarks")
	return []key.Binding{k.Rate, k.Assign, k.NA, k.Flag, k.Evidence, k.Clear, k.Out}
}

// Rights are what its keys ask for.
func (w *Screen) Rights() screen.Rights {
	k := w.keys
	rights := screen.Rights{w.s.Writes(k.Rate, k.NA, k.Yes, k.Clear, k.Note, k.Session, k.Editor, k.Assign, k.Flag, k.Import), w.s.Writes(w.marks.Bindings()...), w.s.ReadsFiles(k.Import), w.s.Edits(k.Editor)}
	if w.room.Current == nil { // else it goes to the vote there is
		rights = append(rights, w.s.Leads(k.Vote))
	}
	return rights
}

// Keys are all keys of the screen.
func (w *Screen) Keys() []screen.Group {
	k := w.keys
	return []screen.Group{
		{Title: "Answer", Bindings: []key.Binding{k.Rate, k.NA, k.Yes, k.Clear, k.Note, k.Session, k.Editor, k.Evidence, k.Library, k.Finding, k.Assign, k.Flag, k.System, k.GoOn, k.Vote, k.Import}},
		{Title: "Mark", Bindings: w.marks.Bindings()},
		{Title: "Move", Bindings: []key.Binding{k.Down, k.Up, k.Into, k.Out, k.Next, k.Prev, k.NextSet, k.PrevSet, k.First, k.Last}},
		{Title: "See", Bindings: []key.Binding{k.Levels, k.Side, k.Delta, k.Stale, k.Records, k.About, k.Slide, k.Filter, k.Search, k.PageDown, k.PageUp, k.Own}},
	}
}
