// Package answer is what keys do to answers: to the one where somebody stands, or
// to those of all marked items. Its one rule: whatever an act is about, it is
// asked about once, saved whole or not at all, and taken back by one undo.
package answer

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
)

// On are the answers that a key is about, at least one. Several are those of
// items; one may be that of a question.
type On struct {
	S     *screen.Session
	Now   func() *assess.Assessment // as it stands, whenever it is asked for
	Room  screen.Room
	Marks *list.Marks // on the items; gone once the act is made
	At    []assess.Key
	Then  func() tea.Cmd // after a rating of it; nil: nothing
}

// decision is what is said at one place.
type decision func(cat *catalog.Catalog, a *assess.Assessment, k assess.Key) ([]assess.Change, error)

// each is what is said at all of them, as one act.
func (o On) each(decide decision) screen.Decide {
	return func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Each(o.At, func(k assess.Key) ([]assess.Change, error) { return decide(o.S.Catalog, a, k) })
	}
}

// act makes the act, and says what it did where that was to several.
func (o On) act(did string, decide screen.Decide) tea.Cmd {
	o.Marks.Clear()
	return o.S.ActSaying(o.Now().ID, o.together(did), decide)
}

func (o On) together(did string) string { return screen.Together(len(o.At), "items", did) }

// several reports whether it is about more than one.
func (o On) several() bool { return len(o.At) > 1 }

// name is what it is about in a title: "4.1", "12 items".
func (o On) name() string {
	if o.several() {
		return fmt.Sprintf("%d items", len(o.At))
	}
	return o.number(o.At[0])
}

// it is what it is about after a verb.
func (o On) it() string {
	if o.several() {
		return "them"
	}
	return "it"
}

// some says how many of them something holds for, as the beginning of a sentence.
func (o On) some(n int, one, more string) string {
	if n == 1 {
		return fmt.Sprintf("1 of these %d items %s", len(o.At), one)
	}
	return fmt.Sprintf("%d of these %d items %s", n, len(o.At), more)
}

func (o On) number(k assess.Key) string { return assess.RefName(o.S.Catalog, o.Now(), k.Item) }

// numbers are some items, for a sentence: the first dozen, and how many more.
func (o On) numbers(at []assess.Key) string {
	const most = 12
	var names []string
	for _, k := range at[:min(len(at), most)] {
		names = append(names, o.number(k))
	}
	said := strings.Join(names, ", ")
	if more := len(at) - most; more > 0 {
		said += fmt.Sprintf(" and %d more", more)
	}
	return said
}

// form is the draft of a form about it.
func (o On) form(name string) screen.Draft {
	about := assess.Subject(assess.KindAssessment)
	if !o.several() {
		about = o.At[0].Subject()
	}
	return dialog.FormOf(o.Now().ID, name, about)
}

// Waits says why nothing of it may be judged just now; empty where it may.
func (o On) Waits() string {
	at := slices.IndexFunc(o.At, func(k assess.Key) bool { return o.Room.Veils(k.Item) })
	if at < 0 {
		return ""
	}
	said := "The room votes on " + o.number(o.At[at]) + ", and its answer waits for the reveal."
	if o.Marks.Len() > 0 {
		said += " Take its mark away before the others are judged."
	}
	return said
}

// unsettle asks once before an act overwrites what rooms agreed on.
func (o On) unsettle(what string, then func() tea.Cmd) tea.Cmd {
	var settled []assess.Key
	level := 0
	for _, k := range o.At {
		if s, ok := o.Now().SettledAt(k); ok {
			settled, level = append(settled, k), s.Level
		}
	}
	if len(settled) == 0 {
		return then()
	}
	title, voted := o.name()+" was settled by a vote", fmt.Sprintf("%s and settled on %d", o.name(), level)
	if o.several() {
		title, voted = o.some(len(settled), "was settled by a vote", "were settled by votes"), o.numbers(settled)
	}
	question := "The room voted on " + voted + ". Whoever leads is told, and the minutes will say both."
	return o.S.Open(dialog.NewConfirm(o.S, title, question, what, then))
}
