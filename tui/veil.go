package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// The veil stands here, once for all screens: what they are handed out while the
// room votes on an item is the assessment without it, and the figures of that.
// So none of them can tell how the item was judged; what they know of the vote
// itself, from screen.Room, is for the words in its place.

// forget closes what is open, and opens another; empty: the list.
func (a *App) forget(id string) {
	a.open, a.read, a.now, a.room = id, screen.Changed{}, screen.Changed{}, nil
	a.kept, a.laid = screen.Kept{}, screen.Planned{}
	a.screens = map[string]screen.Screen{}
	a.dialogs, a.over, a.found = nil, "", indexed{}
	a.s.SetVeil("")
}

// handOut tells all screens, once it is known what the room votes on, and has
// the plan made when the news rests.
func (a *App) handOut(now screen.Changed) tea.Cmd {
	if a.room == nil || now.Assessment == nil {
		return nil
	}
	a.now = now
	wait := tea.Tick(settling, func(time.Time) tea.Msg { return pause{now.Seq} })
	return tea.Batch(a.broadcast(now), wait)
}

// drawVeil hands the assessment out anew, with or without an item.
func (a *App) drawVeil() tea.Cmd {
	a.s.SetVeil(a.room.Veiled())
	var hide tea.Cmd
	if known := a.kept; known.Ruling != nil {
		known.Ruling = known.Without(a.room.Veiled())
		hide = a.broadcast(known)
	}
	a.kept, a.laid = screen.Kept{}, screen.Planned{}
	again := a.read
	again.Saved, again.Said = false, ""
	return tea.Batch(hide, a.handOut(a.s.Behind(again)))
}

// above is the rule between the tabs and the screen; it says what the figures
// below it are made without.
func (a *App) above() string {
	t := a.s.Theme
	rule := widget.Rule(a.w)
	if a.open == "" || a.room == nil || a.room.Veiled() == "" {
		return t.Faint.Render(rule)
	}
	number := a.room.Veiled()
	if a.now.Assessment != nil {
		number = assess.RefName(a.s.Catalog, a.now.Assessment, number)
	}
	words := " " + screen.Veil + " without " + widget.Line(number) + ", which is voted on "
	return t.Faint.Render(widget.Rule(max(0, a.w-ansi.StringWidth(words)-2))) + t.Warn.Render(words) + t.Faint.Render(widget.Rule(2))
}
