package walk

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/screen"
)

type keys struct {
	Rate, NA, Clear, Note, Evidence, Finding, Assign, Flag  key.Binding
	Down, Up, Into, Out, Next, Prev, NextSet, PrevSet       key.Binding
	First, Last, PageDown, PageUp                           key.Binding
	Levels, System, Filter, Search, About, Own, Vote, Slide key.Binding
	Yes, Delta, Stale, Import, Library                      key.Binding
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Rate:     bind("0-5", "rate", "0", "1", "2", "3", "4", "5"),
		NA:       bind("n", "not applicable", "n"),
		Yes:      bind("y", "yes to the draft, or it still holds", "y"),
		Clear:    bind("x", "clear the rating, no to the draft", "x", "backspace", "delete"),
		Note:     bind("c", "note", "c"),
		Evidence: bind("e", "evidence", "e"),
		Library:  bind("L", "evidence library: choose, or mark as seen", "L"),
		Finding:  bind("f", "findings", "f"),
		Assign:   bind("o", "owner and due date", "o"),
		Flag:     bind("m", "flag for later", "m"),
		Down:     bind("↓/j", "down", "down", "j"),
		Up:       bind("↑/k", "up", "up", "k"),
		Into:     bind("→/l", "into the questions", "right", "l", "enter"),
		Out:      bind("←/h", "out of the questions", "left", "h", "esc"),
		Next:     bind("tab", "next open", "tab"),
		Prev:     bind("shift+tab", "previous open item", "shift+tab"),
		NextSet:  bind("J", "next clause or section", "J", "shift+down"),
		PrevSet:  bind("K", "previous clause or section", "K", "shift+up"),
		First:    bind("home", "first item", "home"),
		Last:     bind("end", "last item", "end", "G"),
		PageDown: bind("pgdn", "read on", "pgdown", "ctrl+d"),
		PageUp:   bind("pgup", "read back", "pgup", "ctrl+u"),
		Levels:   bind("space", "the levels, or what the ISMS carries", "space"),
		Delta:    bind("d", "ask only the delta, or everything", "d"),
		Stale:    bind("!", "stale answers", "!"),
		System:   bind("s", "AI system", "s"),
		Filter:   bind("v", "which items are shown", "v"),
		Search:   bind("/", "find words, in all that was said", "/"),
		About:    bind("i", "all about this item", "i"),
		Vote:     bind("V", "vote on it, in the Room", "V"),
		Slide:    bind("P", "show it to the room, without answers", "P"),
		Own:      bind("X", "own controls", "X"),
		Import:   bind("I", "import a sheet of answers", "I"),
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
		k.Vote.SetHelp("V", "to the vote")
		k.Next.SetHelp("tab", "next open")
		return []key.Binding{k.Vote, k.Next, k.About, k.Slide}
	}
	what := it.Number
	if w.question >= 0 {
		what = it.Number + " question " + it.Questions[w.question].Place()
	}
	if sys, ok := w.now.Assessment.System(w.place().System); ok {
		what += " for " + initials(sys.Name)
	}
	rate := k.Rate
	rate.SetHelp("0-5", "rates "+what)
	na, next := k.NA, k.Next
	na.SetHelp("n", "n/a")
	yes, no := k.Yes, k.Clear
	yes.SetHelp("y", "it covers our AI")
	no.SetHelp("x", "no")
	if len(w.staleHere(it)) > 0 {
		yes.SetHelp("y", "it still holds")
		return []key.Binding{rate, yes, k.Note, next}
	}
	if _, ok := w.draft(it); ok {
		return []key.Binding{rate, yes, no, k.Note, next}
	}
	next.SetHelp("tab", "next open")
	if w.question >= 0 {
		out := k.Out
		out.SetHelp("←", "item")
		na.SetHelp("n", "does not arise")
		return []key.Binding{rate, na, k.Note, out, next}
	}
	into := k.Into
	into.SetHelp("→", "questions")
	if it.PerSystem() && len(w.now.Assessment.InScope()) > 0 {
		return []key.Binding{rate, k.System, k.Note, into, next, na, k.Evidence}
	}
	return []key.Binding{rate, na, k.Note, into, next, k.Evidence, k.Assign}
}

// markedFooter names what keys do to all that is marked.
func (w *Screen) markedFooter() []key.Binding {
	k := w.keys
	k.Rate.SetHelp("0-5", "rates "+w.marks.These())
	k.NA.SetHelp("n", "n/a")
	k.Clear.SetHelp("x", "clears")
	k.Assign.SetHelp("o", "owner, due")
	k.Flag.SetHelp("m", "flag")
	k.Out.SetHelp("esc", "unmarks")
	return []key.Binding{k.Rate, k.Assign, k.NA, k.Flag, k.Evidence, k.Clear, k.Out}
}

// Rights are what its keys ask for.
func (w *Screen) Rights() screen.Rights {
	k := w.keys
	rights := screen.Rights{w.s.Writes(k.Rate, k.NA, k.Yes, k.Clear, k.Note, k.Assign, k.Flag, k.Import), w.s.Writes(w.marks.Bindings()...), w.s.ReadsFiles(k.Import)}
	if w.room.Current == nil { // else it goes to the vote there is
		rights = append(rights, w.s.Leads(k.Vote))
	}
	return rights
}

// Keys are all keys of the screen.
func (w *Screen) Keys() []screen.Group {
	k := w.keys
	return []screen.Group{
		{Title: "Answer", Bindings: []key.Binding{k.Rate, k.NA, k.Yes, k.Clear, k.Note, k.Evidence, k.Library, k.Finding, k.Assign, k.Flag, k.System, k.Vote, k.Import}},
		{Title: "Mark", Bindings: w.marks.Bindings()},
		{Title: "Move", Bindings: []key.Binding{k.Down, k.Up, k.Into, k.Out, k.Next, k.Prev, k.NextSet, k.PrevSet, k.First, k.Last}},
		{Title: "See", Bindings: []key.Binding{k.Levels, k.Delta, k.Stale, k.About, k.Slide, k.Filter, k.Search, k.PageDown, k.PageUp, k.Own}},
	}
}
