package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// follow is whether a person goes where the facilitator goes, and where that
// was last: until the next move they may look around on their own.
type follow struct {
	on   bool
	last screen.At
}

// tell lets the room know where this person is.
func (a *App) tell() {
	if a.s.Seat != nil && a.open != "" {
		a.s.Seat.Moved(screen.At{Route: routes[a.tab].name, Place: a.places[routes[a.tab].name]})
	}
}

// leader is the facilitator to follow: the first who is not this person.
func (a *App) leader() (screen.Present, bool) {
	if a.s.Seat != nil {
		for _, p := range a.s.Seat.Here() {
			if p.Role.Leads() && p.Name != a.s.Actor.Name {
				return p, true
			}
		}
	}
	return screen.Present{}, false
}

// toggleFollow begins to follow, or goes on alone.
func (a *App) toggleFollow() tea.Cmd {
	if a.follow.on {
		a.follow = follow{}
		return screen.Tell("You go on your own again.")
	}
	p, ok := a.leader()
	if !ok {
		return screen.Tell("No other facilitator is here to follow.")
	}
	a.follow = follow{on: true}
	return screen.Tell("You follow " + widget.Line(p.Name) + " now; F ends it.")
}

// goAlong goes where the facilitator went, unless this person is in the middle of
// something.
func (a *App) goAlong() tea.Cmd {
	if !a.follow.on || a.open == "" || len(a.dialogs) > 0 || a.over != "" || a.top() == nil || a.top().Typing() {
		return nil
	}
	p, ok := a.leader()
	if !ok || p.At == a.follow.last || p.At.Route == "" {
		return nil
	}
	a.follow.last = p.At
	if p.At.Route == screen.Votes {
		return a.goTo(screen.Go{Route: screen.Votes})
	}
	return a.goTo(screen.Go{Route: p.At.Route, Place: p.At.Place})
}

// company is how many are in the room, and whom this person follows.
func (a *App) company() string {
	if a.s.Seat == nil || a.open == "" {
		return ""
	}
	words := fmt.Sprintf("%d here", len(a.s.Seat.Here()))
	if a.follow.on {
		words = "following, " + words
	}
	return words
}
