package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
)

// started is what stands open, with all that its first frame shows; without an id it
// is the list.
type started struct {
	id         string
	role       workshop.Role // of this person in it; empty: as they came
	place      remembered
	room, read tea.Msg
	err        error
}

func (a *App) start() tea.Cmd {
	return a.s.Job(func(ctx context.Context) tea.Msg {
		if !a.resume {
			return started{}
		}
		id, err := a.s.First(ctx)
		if err != nil || id == "" {
			return started{err: err}
		}
		return a.opened(ctx, id)
	})
}

// opened reads all that the first frame of an assessment shows, so that no frame
// comes before it that would be drawn over.
func (a *App) opened(ctx context.Context, id string) started {
	role, err := a.s.RoleIn(ctx, id)
	if err != nil {
		return started{err: err}
	}
	place, err := a.remember(ctx, id)
	return started{id: id, role: role, place: place, room: a.s.LookAtRoom(ctx, id), read: a.s.Look(id), err: err}
}

func (a *App) begin(msg started) tea.Cmd {
	if a.greeting != "" {
		a.say(a.greeting, failure)
	}
	if msg.err != nil {
		a.say(a.sentence(msg.err), failure)
	}
	if msg.id == "" {
		return tea.Batch(a.watch(), a.show(home), a.verify())
	}
	return tea.Batch(a.resumeAt(msg), a.verify())
}

// verify checks what of the history was not checked before, once, beside
// everything else and a second late: a long one must not keep the first frame or
// a save waiting.
func (a *App) verify() tea.Cmd {
	if a.verified || a.s.Remote { // of a room the server has it done
		return nil
	}
	a.verified = true
	return tea.Tick(time.Second, func(time.Time) tea.Msg {
		if err := a.s.DB.VerifyRest(a.s.Context); err != nil && a.s.Context.Err() == nil {
			return screen.Failed{Err: err}
		}
		return nil
	})
}

// enter opens an assessment where this person left it.
func (a *App) enter(id string) tea.Cmd {
	return a.s.Job(func(ctx context.Context) tea.Msg {
		if err := a.s.DB.SetLastOpened(ctx, id); err != nil {
			return screen.Failed{Err: err}
		}
		open := a.opened(ctx, id)
		if open.id == "" {
			return screen.Failed{Err: open.err}
		}
		return open
	})
}

// resumeAt goes on where this person left an assessment. What was written between
// its reading and the watch is read again.
func (a *App) resumeAt(msg started) tea.Cmd {
	place := msg.place
	a.forget(msg.id)
	a.s.Enter(msg.id, msg.role)
	a.places = place.Places
	if a.places == nil {
		a.places = map[string]screen.Place{}
	}
	a.tab = max(0, routeIndex(place.Route))
	if a.lang == "" && place.Lang != "" {
		a.lang, a.s.Lang = place.Lang, place.said
	}
	a.tell()
	cmds := []tea.Cmd{a.watch(), a.show(routes[a.tab]), a.take(msg.room), a.take(msg.read)}
	if lacks(a.top()) { // the plan, which others show when the news has rested
		cmds = append(cmds, a.wanted())
	}
	return tea.Batch(append(cmds, a.s.Reread(msg.id), a.lookAround())...)
}

func (a *App) leave() tea.Cmd {
	if a.s.Only != "" {
		a.say("This room is about one assessment; Q leaves it.", answer)
		return nil
	}
	a.forget("")
	a.s.Enter("", a.s.Actor.Role)
	return tea.Batch(a.watch(), a.show(home))
}
