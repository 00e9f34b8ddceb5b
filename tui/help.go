package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// help shows the keys of this screen and those that work everywhere, made from
// the bindings themselves.
func (a *App) help() tea.Cmd {
	var groups []screen.Group
	title := "Help"
	if sc := a.top(); sc != nil {
		for _, g := range sc.Keys() {
			if g.Bindings = sc.Rights().Offered(g.Bindings); len(g.Bindings) > 0 {
				groups = append(groups, g)
			}
		}
		title = a.route().title + " · help"
	}
	everywhere := a.rights().Offered([]key.Binding{a.keys.Help, a.keys.Palette, a.keys.Copy, a.keys.Aside, a.keys.Quit})
	if a.open != "" {
		everywhere = a.everywhere()
	}
	groups = append(groups, screen.Group{Title: "Everywhere", Bindings: everywhere})
	return a.push(dialog.NewPage(a.s, title, func(w int) []string { return a.helpLines(groups, w) }))
}

func (a *App) helpLines(groups []screen.Group, w int) []string {
	t := a.s.Theme
	var lines []string
	for i, g := range groups {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, t.Strong.Render(g.Title))
		for _, b := range g.Bindings {
			if h := b.Help(); b.Enabled() && h.Key != "" {
				lines = append(lines, widget.Fit("  "+t.Key.Render(widget.Fit(h.Key, 14))+" "+h.Desc, w))
			}
		}
	}
	lines = append(lines, "", t.Strong.Render("Signs"))
	for _, sign := range screen.Signs() {
		lines = append(lines, widget.Fit("  "+widget.Fit(sign[0], 14)+" "+sign[1], w))
	}
	return lines
}
