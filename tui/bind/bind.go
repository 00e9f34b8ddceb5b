// Package bind is the one table of keys. Its one rule: a key has one meaning on
// all screens; a screen may leave it out, or say more narrowly what it does there,
// and never gives it another. Digits rate or vote, nothing else. Capitals leave
// the list: they write, take in, open, vote.
package bind

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
)

// Meaning is a key with what it means everywhere.
type Meaning struct {
	Keys  []string // the first is the one that is named
	Shown string   // how it is named
	Words string   // what it means
}

// To binds the key to what it does here.
func (m Meaning) To(does string) key.Binding {
	return key.NewBinding(key.WithKeys(m.Keys...), key.WithHelp(m.Shown, does))
}

// And binds several keys to the same, under one name.
func And(shown, does string, all ...Meaning) key.Binding {
	var on []string
	for _, m := range all {
		on = append(on, m.Keys...)
	}
	return key.NewBinding(key.WithKeys(on...), key.WithHelp(shown, does))
}

// Only binds keys of the table by themselves, where the others of their lines are
// letters of a text.
func Only(shown, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
}

var table []Meaning

func means(shown, words string, keys ...string) Meaning {
	m := Meaning{keys, shown, words}
	if len(keys) == 0 {
		m.Keys = []string{shown}
	}
	table = append(table, m)
	return m
}

// Table is every meaning, in the order in which it is written down.
func Table() []Meaning { return slices.Clone(table) }

// What an answer is made of.
var (
	Rate     = means("0-5", "rate, or vote", "0", "1", "2", "3", "4", "5")
	NA       = means("n", "not applicable, only that; to a question no")
	Clear    = means("x", "take away: clear, remove, archive; asks where it is shared or can't be brought back", "x", "backspace", "delete")
	Yes      = means("y", "yes to what is proposed")
	Add      = means("a", "add")
	Note     = means("c", "note; in the Room how sure one is")
	Evidence = means("e", "evidence")
	Finding  = means("f", "findings")
	Owner    = means("o", "owner and due date, and what belongs to the work")
	Flag     = means("m", "flag for later")
	State    = means("space", "next state of the thing; in the Walk its levels; in a text read on")
)

// What is looked at.
var (
	Open    = means("enter", "open it, or why it is so")
	Read    = means("i", "all about it, to read")
	Show    = means("v", "which rows are shown, or which view of them")
	Need    = means("!", "only what needs somebody; in the SoA the check")
	Sort    = means("s", "sort; in the Walk the AI system, in the Roadmap strategies, in the Room settle, in a sheet which sheet")
	Rests   = means("r", "what rests on it, what serves it; in the Roadmap rules, in the Room a reason, in the list rename, in an impact assessment the risk made of it")
	Delta   = means("d", "only the delta; in the SoA what drives it; in the list duplicate")
	Basis   = means("b", "basis of the figures; in the Room the clock")
	Keep    = means("B", "keep the basis that is shown")
	Compare = means("=", "compare with something else: a version, what if")
	Profile = means("p", "profile of the organisation; in the Room park, among files another path")
	Hands   = means("t", "show of hands, in the Room")
	Find    = means("/", "find words")
)

// Marks, for one act about many rows.
var (
	Mark    = means(",", "mark the row and go on")
	MarkTo  = means(";", "mark from the last mark to here")
	MarkAll = means("T", "mark the whole clause, section or theme")
)

// Where one goes.
var (
	Walk     = means("w", "to the Walk, at this item")
	Vote     = means("V", "vote on it; in the Room again")
	Own      = means("X", "own controls")
	Library  = means("L", "take from a library: evidence, layouts, the agenda; in a review what the registers hold")
	Side     = means("S", "side by side: items about AI systems, a column a system")
	TakeIn   = means("I", "take in a file, or a bundle")
	WriteOut = means("W", "write out a document or a bundle, or issue it")
	Editor   = means("E", "the note in an editor of yours, on the own machine")
	Link     = means("O", "open a file or link of evidence, on the own machine")
	Restore  = means("R", "restore what stood before, in the History")
	Count    = means("C", "count and show all votes")
	Present  = means("P", "show it to the room, without answers")
	Follow   = means("F", "follow the facilitator, or go alone")
	All      = means("A", "all assessments")
	Example  = means("D", "add the demonstration")
	More     = means("+", "more people, in a plan")
	Less     = means("-", "fewer people, in a plan; in the Room abstain, in a sheet a word that says nothing")
	Later    = means(">", "later months", ">", "shift+right")
	Sooner   = means("<", "earlier months", "<", "shift+left")
	Earlier  = means("K", "clause or section before; in the Room earlier on the agenda", "K", "shift+up")
	After    = means("J", "next clause or section; in the Room later on the agenda", "J", "shift+down")
	GoOn     = means("z", "go on by itself after a rating, or stay")
	NextOpen = means("tab", "next that is open; in a form or a sheet the next part")
	PrevOpen = means("shift+tab", "the one before that is open")
)

// Moving.
var (
	Down     = means("↓/j", "down", "down", "j")
	Up       = means("↑/k", "up", "up", "k")
	Right    = means("→/l", "into it, or to the right", "right", "l")
	Left     = means("←/h", "out of it, or to the left", "left", "h")
	PageDown = means("pgdn", "page down", "pgdown", "ctrl+d")
	PageUp   = means("pgup", "page up", "pgup", "ctrl+u")
	First    = means("home", "first row")
	Last     = means("end", "last row", "end", "G")
	Goto     = means("g", "go to an item by its number")
	NextTab  = means("]", "next tab", "]", "alt+right")
	PrevTab  = means("[", "tab before", "[", "alt+left")
	Tab      = means("alt+1…0", "tab by its place, the tenth is 0", "alt+1", "alt+2", "alt+3", "alt+4", "alt+5", "alt+6", "alt+7", "alt+8", "alt+9", "alt+0")
)

// What a key of the table is called where it means something narrower.
var (
	System     = Sort    // the Walk
	Strategies = Sort    // the Roadmap
	Settle     = Sort    // the Room
	Sheets     = Sort    // a sheet
	Rules      = Rests   // the Roadmap
	Reason     = Rests   // the Room
	Rename     = Rests   // the list
	Risk       = Rests   // an impact assessment
	Duplicate  = Delta   // the list
	Drivers    = Delta   // the SoA
	Clock      = Basis   // the Room
	Park       = Profile // the Room
	Sure       = Note    // the Room
	Abstain    = Less    // the Room
	Silent     = Less    // a sheet
	WhatIf     = Compare // the Roadmap
	Agenda     = Library // the Room
)

// Everywhere, and in what stands over a screen.
var (
	Help    = means("?", "help", "?", "f1")
	Palette = means(":", "all that can be done, and every item", ":", "ctrl+p")
	Undo    = means("u", "undo your last act")
	Redo    = means("ctrl+r", "do it again")
	Back    = means("esc", "back: marks, words, filter, dialog; a form keeps what was typed")
	Done    = means("ctrl+s", "done, from every field")
	Drop    = means("ctrl+g", "drop what was typed")
	NextHit = means("ctrl+n", "next hit, while words are typed", "ctrl+n", "ctrl+j")
	PrevHit = means("ctrl+k", "hit before, while words are typed")
	PutIn   = means("ctrl+y", "put in what did not fit")
	Outside = means("ctrl+o", "the note that is typed in an editor of yours")
	Copy    = means("Y", "copy what is in sight, as text")
	Aside   = means("ctrl+z", "put the program aside, on the own machine; fg brings it back")
	Leave   = means("q", "back, out of what stands over a screen")
	Quit    = means("Q", "quit")
	Stop    = means("ctrl+c", "quit")
)

// Say gives a binding fewer words, as a footer has less room than a help; of two
// names of a key it has room for the first.
func Say(b *key.Binding, does string) {
	shown := b.Help().Key
	if first, _, two := strings.Cut(shown, "/"); two && first != "" {
		shown = first
	}
	b.SetHelp(shown, does)
}
