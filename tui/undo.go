package tui

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/screen"
)

// undo takes the last act back where it was made in this window and what it is
// about is on the screen. Of any other it tells what it was, and is asked again.
func (a *App) undo() tea.Cmd {
	sure, words := a.unseen, wordsOf(a.top().View())
	a.unseen = ""
	return a.s.UndoSeen(a.open, func(as *assess.Assessment, act store.Act) bool {
		return act.ID == sure || a.s.Made(act) && slices.ContainsFunc(act.Revisions, func(r assess.Revision) bool { return a.shown(as, r, words) })
	})
}

// ask tells what the last act was.
func (a *App) ask(msg screen.Unseen) {
	a.unseen = msg.Act
	a.say("Your last act is not on this screen: you "+msg.Said+". u once more takes it back.", answer)
}

// shown reports whether what a revision is about is among the words of a screen.
// What is about the assessment itself stands in the header of all.
func (a *App) shown(as *assess.Assessment, r assess.Revision, words string) bool {
	return r.Subject == assess.KindAssessment || slices.ContainsFunc(assess.ShownAs(a.s.Catalog, as, r.Subject), func(name string) bool {
		return strings.Contains(words, " "+name+" ")
	})
}

// wordsOf are the words of a drawing with one blank around each. The signs of a mark
// and of a flag stand against a number and are no part of it.
func wordsOf(drawing string) string {
	words := strings.FieldsFunc(ansi.Strip(drawing), func(r rune) bool { return unicode.IsSpace(r) || r == '┃' || r == '⚑' })
	return " " + strings.Join(words, " ") + " "
}
