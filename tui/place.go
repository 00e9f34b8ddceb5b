package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/tui/screen"
)

// remembered is where a person left off in an assessment.
type remembered struct {
	screen.LeftOff
	said *catalog.Language // that of Lang
}

func (a *App) remember(ctx context.Context, id string) (remembered, error) {
	left, err := a.s.WhereLeft(ctx, id)
	place := remembered{LeftOff: left}
	if err == nil {
		// A language that is gone is no reason not to open: then nobody chose one.
		var gone error
		if place.said, gone = a.s.Catalog.In(place.Lang); gone != nil {
			place.Lang = ""
		}
	}
	return place, err
}

func (a *App) at(msg screen.At) tea.Cmd {
	if a.places[msg.Route] == msg.Place {
		return nil
	}
	a.places[msg.Route] = msg.Place
	return tea.Batch(a.tellRoom(), a.moved())
}

// tellRoom tells the Room where the Walk is: a vote is offered on that.
func (a *App) tellRoom() tea.Cmd {
	sc, ok := a.screens[screen.Votes]
	if !ok {
		return nil
	}
	return sc.Update(screen.At{Route: screen.Walk, Place: a.places[screen.Walk]})
}

// moved writes the place down once the person rests, so that a held key does
// not write at every row. One ticker at most is under way.
func (a *App) moved() tea.Cmd {
	a.tell()
	a.moves++
	if a.resting {
		return nil
	}
	a.resting = true
	return a.rests()
}

func (a *App) rests() tea.Cmd {
	moves := a.moves
	return tea.Tick(150*time.Millisecond, func(time.Time) tea.Msg { return rest{moves} })
}

func (a *App) writePlace(msg rest) tea.Cmd {
	if msg.moves != a.moves {
		return a.rests()
	}
	a.resting = false
	if a.open == "" {
		return nil
	}
	return a.savePlace()
}

func (a *App) savePlace() tea.Cmd {
	left := screen.LeftOff{Route: routes[a.tab].name, Places: a.places, Lang: a.lang}
	id := a.open
	return a.s.Job(func(ctx context.Context) tea.Msg {
		if err := a.s.LeaveAt(ctx, id, left); err != nil {
			return screen.Failed{Err: err}
		}
		return nil
	})
}
