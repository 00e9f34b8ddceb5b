package tui

import (
	"fmt"

	"crosswalk/catalog/assess"
	"crosswalk/tui/widget"
)

// tellOverwritten tells who leads that somebody else overwrote what a room had
// settled on.
func (a *App) tellOverwritten(next *assess.Assessment) {
	was := a.now.Assessment
	if was == nil || !a.s.Role().Leads() {
		return
	}
	for _, v := range was.Votes {
		before, stood := was.SettledAt(v.Key())
		_, stands := next.SettledAt(v.Key())
		now := next.Answer(v.Key()).Rating
		if !stood || stands || now.By == a.s.Actor.Name || len(next.Votes) < len(was.Votes) {
			continue // by this person, or taken back by who settled it
		}
		if it, ok := assess.Item(a.s.Catalog, next, v.Item); ok {
			a.say(fmt.Sprintf("%s was settled at %d, and %s changed that.", it.Number, before.Level, orSomebody(now.By)), answer)
		}
	}
}

func orSomebody(name string) string {
	if name == "" {
		return "somebody"
	}
	return widget.Line(name)
}
