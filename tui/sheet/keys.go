package sheet

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

type keys struct {
	NextPart, PrevPart, Take, Other, Kept, Back key.Binding
	Left, Right, Sheet, Heading, Column, Kind   key.Binding
	Level, NA, Silent, Turn, Agree, Clear       key.Binding
	Open, Fold, Falling, LeaveOut               key.Binding
	Moves                                       list.Keys
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		NextPart: bind("tab", "next part: sheet, words, rows", "tab"),
		PrevPart: bind("shift+tab", "part before", "shift+tab"),
		Take:     bind("y", "take it, as one act", "y"),
		Other:    bind("I", "take in another file", "I"),
		Kept:     bind("L", "layouts that were kept", "L"),
		Back:     bind("esc", "leave; nothing is written", "esc"),

		Left:    bind("←/h", "column to the left", "left", "h"),
		Right:   bind("→/l", "column to the right", "right", "l"),
		Sheet:   bind("s", "which sheets are read", "s"),
		Heading: bind("space", "this row holds the headings", "space"),
		Column:  bind("enter", "what this column holds", "enter"),
		Kind:    bind("v", "read it as an SoA, or as ratings of the whole ISMS", "v"),

		Level:  bind("0-5", "the word means this level", "0", "1", "2", "3", "4", "5"),
		NA:     bind("n", "the word means not applicable", "n"),
		Silent: bind("-", "the word says nothing", "-"),
		Turn:   bind("space", "next possible answer", "space"),
		Agree:  bind("enter", "agree with what is proposed", "enter"),
		Clear:  bind("x", "take back what was said; in the sheet, all of it", "x", "backspace", "delete"),

		Open:     bind("enter", "open a group, or all about a row", "enter"),
		Fold:     bind("space", "open the group, or close it", "space"),
		Falling:  bind("v", "what becomes of ratings that would fall", "v"),
		LeaveOut: bind("x", "leave out the refused rows, into a file", "x"),
		Moves:    list.NewKeys(),
	}
}

// Rights are those of who may write: to take a sheet in is to answer.
func (b *Screen) Rights() screen.Rights {
	return screen.Rights{b.s.Writes(b.keys.Take), b.s.ReadsFiles(b.keys.Other)}
}

// Footer names what matters in the part at hand.
func (b *Screen) Footer() []key.Binding {
	k := b.keys
	k.NextPart.SetHelp("tab", "next part")
	if b.file == nil || b.file.book == nil {
		return []key.Binding{k.Other, k.Back}
	}
	k.Take.SetHelp("y", "takes it")
	k.Back.SetHelp("esc", "leave")
	switch b.part {
	case words:
		return b.wordKeys()
	case rows:
		k.Open.SetHelp("enter", "opens")
		k.Falling.SetHelp("v", "falling ratings")
		k.LeaveOut.SetHelp("x", "leave out refused")
		k.LeaveOut.SetEnabled(b.file.refused() > 0 || b.file.rest != "")
		return []key.Binding{k.Take, k.NextPart, k.Open, k.LeaveOut, k.Falling, k.Back}
	}
	k.Column.SetHelp("enter", "column")
	k.Heading.SetHelp("space", "headings")
	k.Sheet.SetHelp("s", "sheets")
	k.Clear.SetHelp("x", "as it stands")
	return []key.Binding{k.Take, k.NextPart, k.Column, k.Heading, k.Sheet, k.Clear, k.Kept, k.Back}
}

// wordKeys say what they would set for the word under the cursor.
func (b *Screen) wordKeys() []key.Binding {
	k := b.keys
	k.Take.SetHelp("y", "takes it")
	k.Back.SetHelp("esc", "leave")
	k.NextPart.SetHelp("tab", "next part")
	k.Clear.SetHelp("x", "take back")
	w, is := b.wordHere()
	if q, asks := b.questionHere(); !is && asks {
		k.Agree.SetHelp("enter", "agree")
		k.Turn.SetHelp("space", "other answer")
		if q.open {
			k.Take.SetHelp("y", "agree")
		}
		return []key.Binding{k.Take, k.NextPart, k.Turn, k.Clear, k.Back}
	}
	if !is {
		return []key.Binding{k.Take, k.NextPart, k.Back}
	}
	if b.file.waits(w) && w.Means != "" {
		k.Take.SetHelp("y", "agree: "+meaningWords(w.Means))
	}
	k.Level.SetHelp("0-5", "level")
	k.NA.SetHelp("n", "n/a")
	k.Silent.SetHelp("-", "says nothing")
	k.Turn.SetHelp("space", "yes or no")
	if applicable(w) {
		return []key.Binding{k.Take, k.NextPart, k.Turn, k.Silent, k.Clear, k.Back}
	}
	return []key.Binding{k.Take, k.NextPart, k.Level, k.NA, k.Silent, k.Clear, k.Back}
}

// Keys are all keys of the screen.
func (b *Screen) Keys() []screen.Group {
	k := b.keys
	return []screen.Group{
		{Title: "Everywhere in a sheet", Bindings: append([]key.Binding{k.Take, k.NextPart, k.PrevPart, k.Other, k.Kept, k.Back}, k.Moves.All()...)},
		{Title: "Sheet", Bindings: []key.Binding{k.Column, k.Heading, k.Sheet, k.Kind, k.Clear, k.Left, k.Right}},
		{Title: "Words", Bindings: []key.Binding{k.Level, k.NA, k.Silent, k.Agree, k.Turn, k.Clear}},
		{Title: "Rows", Bindings: []key.Binding{k.Open, k.Fold, k.Falling, k.LeaveOut}},
	}
}
