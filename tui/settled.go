package tui

import (
	"encoding/json"
	"fmt"

	"crosswalk/catalog/assess"
	"crosswalk/tui/widget"
)

// tellOverwritten tells who leads that somebody else overwrote what a room had
// settled on.
func (a *App) tellOverwritten(next *assess.Assessment) {
	was := a.now.Assessment
	if was == nil || !a.s.Actor.Role.Leads() {
		return
	}
	for _, v := range was.Votes {
		before, now := was.Answer(v.Key()).Rating, next.Answer(v.Key()).Rating
		var r struct{ Level int }
		if json.Unmarshal(v.Record, &r) != nil || !before.Is(assess.Rated) || before.Level != r.Level || now.Is(assess.Rated) && now.Level == r.Level {
			continue
		}
		if now.By == a.s.Actor.Name || len(next.Votes) < len(was.Votes) {
			continue // by this person, or taken back by who settled it
		}
		it, ok := assess.Item(a.s.Catalog, next, v.Item)
		if ok {
			a.say(fmt.Sprintf("%s was settled at %d, and %s changed that.", it.Number, r.Level, orSomebody(now.By)), false)
		}
	}
}

func orSomebody(name string) string {
	if name == "" {
		return "somebody"
	}
	return widget.Line(name)
}
