package sheet

import (
	"charm.land/bubbles/v2/key"

	"crosswalk/tui/bind"
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
	return keys{
		NextPart: bind.NextOpen.To("next part: sheet, words, rows"),
		PrevPart: bind.PrevOpen.To("part before"),
		Take:     bind.Yes.To("take it, as one act"),
		Other:    bind.TakeIn.To("take in another file"),
		Kept:     bind.Library.To("layouts that were kept"),
		Back:     bind.Back.To("leave; nothing is written"),

		Left:    bind.Left.To("column to the left"),
		Right:   bind.Right.To("column to the right"),
		Sheet:   bind.Sheets.To("which sheets are read"),
		Heading: bind.State.To("this row holds the headings"),
		Column:  bind.Open.To("what this column holds"),
		Kind:    bind.Show.To("read it as an SoA, or as ratings of the whole ISMS"),

		Level:  bind.Rate.To("the word means this level"),
		NA:     bind.NA.To("the word means not applicable"),
		Silent: bind.Silent.To("the word says nothing"),
		Turn:   bind.State.To("next possible answer"),
		Agree:  bind.Open.To("agree with what is proposed"),
		Clear:  bind.Clear.To("take back what was said; in the sheet, all of it"),

		Open:     bind.Open.To("open a group, or all about a row"),
		Fold:     bind.State.To("open the group, or close it"),
		Falling:  bind.Show.To("what becomes of ratings that would fall"),
		LeaveOut: bind.Clear.To("leave out the refused rows, into a file"),
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
	bind.Say(&k.NextPart, "next part")
	if b.file == nil || b.file.book == nil {
		return []key.Binding{k.Other, k.Back}
	}
	bind.Say(&k.Take, "takes it")
	bind.Say(&k.Back, "leave")
	switch b.part {
	case words:
		return b.wordKeys()
	case rows:
		bind.Say(&k.Open, "opens")
		bind.Say(&k.Falling, "falling ratings")
		bind.Say(&k.LeaveOut, "leave out refused")
		k.LeaveOut.SetEnabled(b.file.refused() > 0 && b.file.register == nil || b.file.rest != "")
		k.Falling.SetEnabled(b.file.register == nil)
		return []key.Binding{k.Take, k.NextPart, k.Open, k.LeaveOut, k.Falling, k.Back}
	}
	bind.Say(&k.Column, "column")
	bind.Say(&k.Heading, "headings")
	bind.Say(&k.Sheet, "sheets")
	bind.Say(&k.Clear, "as it stands")
	k.Kept.SetEnabled(b.file.register == nil)
	return []key.Binding{k.Take, k.NextPart, k.Column, k.Heading, k.Sheet, k.Clear, k.Kept, k.Back}
}

// wordKeys say what they would set for the word under the cursor.
func (b *Screen) wordKeys() []key.Binding {
	k := b.keys
	bind.Say(&k.Take, "takes it")
	bind.Say(&k.Back, "leave")
	bind.Say(&k.NextPart, "next part")
	bind.Say(&k.Clear, "take back")
	w, is := b.wordHere()
	if q, asks := b.questionHere(); !is && asks {
		bind.Say(&k.Agree, "agree")
		bind.Say(&k.Turn, "other answer")
		if q.open {
			bind.Say(&k.Take, "agree")
		}
		return []key.Binding{k.Take, k.NextPart, k.Turn, k.Clear, k.Back}
	}
	if !is {
		return []key.Binding{k.Take, k.NextPart, k.Back}
	}
	if b.file.waits(w) && w.Means != "" {
		bind.Say(&k.Take, "agree: "+meaningWords(w.Means))
	}
	bind.Say(&k.Level, "level")
	bind.Say(&k.NA, "n/a")
	bind.Say(&k.Silent, "says nothing")
	bind.Say(&k.Turn, "yes or no")
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
