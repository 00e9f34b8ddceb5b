package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// watch waits for the next write, by whomever, to what is open: to anything where
// that is the list.
func (a *App) watch() tea.Cmd {
	if a.unwatch != nil {
		a.unwatch()
	}
	about := a.open
	if about == "" {
		about = store.Everything
	}
	var ctx context.Context
	ctx, a.unwatch = context.WithCancel(a.s.Context)
	a.feed = a.s.DB.Watch(ctx, about)
	return a.await(a.feed)
}

func (a *App) await(feed <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		_, ok := <-feed
		return fed{feed, ok}
	}
}

// reread looks again after somebody wrote.
func (a *App) reread() tea.Cmd {
	if a.open == "" {
		return a.broadcast(screen.Outside{})
	}
	return a.s.Reread(a.open)
}

// lookAround reads what the room votes on.
func (a *App) lookAround() tea.Cmd {
	if a.open == "" {
		return nil
	}
	id := a.open
	return a.s.Job(func(ctx context.Context) tea.Msg { return a.s.LookAtRoom(ctx, id) })
}

// roomChanged passes the votes on, and says it where a round was opened or
// revealed while the eye is elsewhere.
func (a *App) roomChanged(msg screen.Room) tea.Cmd {
	was := a.room
	if was != nil && was.Turn == msg.Turn {
		return nil
	}
	msg = msg.Behind()
	a.room = &msg
	if now := msg.Current; now != nil && routes[a.tab].name != screen.Votes && (was == nil || was.Current == nil || was.Current.ID != now.ID ||
		was.Current.Vote.Round != now.Vote.Round || was.Current.Vote.State != now.Vote.State) {
		a.say(a.voteWords(now), answer)
	}
	cmd := a.broadcast(msg)
	if was == nil || was.Veiled() != msg.Veiled() {
		cmd = tea.Batch(cmd, a.drawVeil())
	}
	return cmd
}

func (a *App) voteWords(r *store.RoomVote) string {
	what := r.Vote.Key.Item
	if a.read.Assessment != nil {
		if it, ok := assess.Item(a.s.Catalog, a.read.Assessment, what); ok {
			what = it.Number + " " + widget.Line(it.Title)
		}
	}
	key := tabKey(routeIndex(screen.Votes))
	if r.Vote.State == workshop.Revealed {
		return "The votes on " + what + " are revealed: " + key + " shows them."
	}
	return "The room votes on " + what + ": " + key + " takes you there."
}

func (a *App) changed(msg screen.Changed) tea.Cmd {
	if msg.Saved {
		a.saved, a.unsafe = a.s.Now(), false
	}
	handed := a.s.Behind(msg)
	if handed.Said != "" {
		a.say(handed.Said, success)
	}
	if msg.Assessment == nil || msg.Assessment.ID != a.open || msg.Seq < a.read.Seq {
		return nil
	}
	a.tellOverwritten(msg.Assessment)
	a.read = msg
	return a.handOut(handed)
}

// settling is how long the news must rest before the plan is made anew, so that
// somebody who rates a row of items does not wait for a row of plans.
const settling = 120 * time.Millisecond

// pause says that the news of that number has rested.
type pause struct{ seq int }

func (a *App) plan(msg pause) tea.Cmd {
	if msg.seq != a.now.Seq {
		return nil
	}
	return a.s.Judged(a.now)
}

// judged hands out what follows from the records, without a word on the item that
// the room votes on, and has the plan made with it.
func (a *App) judged(msg screen.Kept) tea.Cmd {
	if msg.Seq != a.now.Seq || msg.Assessment != a.now.Assessment {
		return nil
	}
	msg.Ruling = msg.Without(a.room.Veiled())
	a.kept = msg
	return tea.Batch(a.broadcast(msg), a.wanted())
}

// wanted makes the plan, once the records are known, where the tab in front shows it
// and nobody made it yet: its forecast is dear, and most people rate for an hour
// without looking at it.
func (a *App) wanted() tea.Cmd {
	if a.kept.Ruling == nil || a.kept.Seq != a.now.Seq || !a.route().plans || a.laid.Input.Assessment != nil && a.laid.Seq == a.now.Seq {
		return nil
	}
	return a.s.Planned(a.now, a.kept)
}

func (a *App) planned(msg screen.Planned) tea.Cmd {
	if msg.Seq != a.now.Seq || msg.Input.Assessment != a.now.Assessment {
		return nil
	}
	a.laid = msg
	return a.broadcast(msg)
}
