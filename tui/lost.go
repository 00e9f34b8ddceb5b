package tui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/store"
)

// A database on a server may go away for a while. The window says so for as long as it is
// away, keeps what is typed, and goes on by itself once it answers again.

type (
	// asking is the tick after which a database that is away is asked again.
	asking struct{}
	// unanswered says that it did not answer, reached that it did.
	unanswered struct{}
	reached    struct{}
)

const askEvery = 2 * time.Second

// lose notes that the database can't be reached. It reports whether that is known
// already: what can't be read then need not be said again.
func (a *App) lose(err error) (known bool) {
	if !errors.Is(err, store.Unreachable) {
		return false
	}
	known, a.lost = a.lost, true
	return known
}

// askAgain asks a database that is away after a while; one question is under way at a
// time.
func (a *App) askAgain() tea.Cmd {
	if !a.lost || a.asks {
		return nil
	}
	a.asks = true
	return tea.Tick(askEvery, func(time.Time) tea.Msg { return asking{} })
}

// askNow asks whether the database is back.
func (a *App) askNow() tea.Cmd {
	a.asks = false
	return a.s.Job(func(ctx context.Context) tea.Msg {
		if _, err := a.s.DB.LastOpened(ctx); err != nil {
			return unanswered{}
		}
		return reached{}
	})
}

// goOn writes down what was kept here while the database was away, and reads what others
// did meanwhile.
func (a *App) goOn() tea.Cmd {
	if !a.lost {
		return nil
	}
	a.lost = false
	a.say("The database is there again. What you were typing is kept as a draft; what was said NOT to be saved is to be entered again.", success)
	kept := a.s.Job(func(ctx context.Context) tea.Msg { return a.s.StoreDrafts(ctx) })
	return tea.Batch(append(a.keep(), kept, a.lookAround(), a.reread())...)
}
