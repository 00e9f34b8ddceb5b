package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// key travels: dialog, text field, global key, screen.
func (a *App) key(msg tea.KeyPressMsg) tea.Cmd {
	a.notice = ""
	if !key.Matches(msg, a.keys.Undo) {
		a.unseen = ""
	}
	if key.Matches(msg, a.keys.Stop) {
		return a.quit()
	}
	if key.Matches(msg, a.keys.Aside) {
		return a.aside()
	}
	if n := len(a.dialogs); n > 0 {
		if page, ok := a.dialogs[n-1].(*dialog.Page); ok && key.Matches(msg, a.keys.Copy) {
			return a.copy(page.View())
		}
		return a.allowed(a.dialogs[n-1], msg)
	}
	sc := a.top()
	if sc == nil {
		return nil
	}
	if sc.Typing() {
		return sc.Update(msg)
	}
	if why := a.rights().Pressed(msg); why != nil && a.open != "" {
		a.say(a.sentence(why), answer)
		return nil
	}
	if cmd, taken := a.global(msg); taken {
		return cmd
	}
	if a.unmoved(msg) {
		return nil
	}
	return a.allowed(sc, msg)
}

// allowed passes a key on to what is in front, or says why it is not for this
// person.
func (a *App) allowed(to interface{ Update(tea.Msg) tea.Cmd }, msg tea.KeyPressMsg) tea.Cmd {
	if why := screen.RightsOf(to).Pressed(msg); why != nil {
		a.say(a.sentence(why), answer)
		return nil
	}
	return to.Update(msg)
}

// takes reports whether the screen in front does with a key of the App what is
// narrower there, as the statement does that issues what others write out.
func (a *App) takes(b key.Binding) bool {
	for _, g := range a.top().Keys() {
		if slices.ContainsFunc(g.Bindings, func(own key.Binding) bool { return slices.Equal(own.Keys(), b.Keys()) }) {
			return true
		}
	}
	return false
}

// everywhere are the keys of the App that work on the screen in front.
func (a *App) everywhere() []key.Binding {
	all := a.rights().Offered(a.keys.all())
	return slices.DeleteFunc(all, func(b key.Binding) bool { return slices.Equal(b.Keys(), a.keys.WriteOut.Keys()) && a.takes(b) })
}

func (a *App) global(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch k := a.keys; {
	case key.Matches(msg, k.Help):
		return a.help(), true
	case key.Matches(msg, k.Palette):
		return a.palette(), true
	case key.Matches(msg, k.Quit):
		return a.quit(), true
	case key.Matches(msg, k.Copy):
		return a.copy(a.top().View()), true
	case a.open == "":
		return nil, false
	case key.Matches(msg, k.Follow):
		return a.toggleFollow(), true
	case key.Matches(msg, k.All):
		return a.leave(), true
	case key.Matches(msg, k.WriteOut) && !a.takes(k.WriteOut):
		return dialog.WriteOut(a.s, func() *assess.Assessment { return a.now.Assessment }), true
	case key.Matches(msg, k.Goto):
		return a.askNumber(), true
	case key.Matches(msg, k.NextTab):
		return a.goTo(screen.Go{Route: routes[(a.tab+1)%len(routes)].name}), true
	case key.Matches(msg, k.PrevTab):
		return a.goTo(screen.Go{Route: routes[(a.tab+len(routes)-1)%len(routes)].name}), true
	case key.Matches(msg, k.Tab):
		if i := strings.IndexRune(places, msg.Code); i >= 0 && i < len(routes) {
			return a.goTo(screen.Go{Route: routes[i].name}), true
		}
		return nil, true
	case key.Matches(msg, k.Undo):
		return a.undo(), true
	case key.Matches(msg, k.Redo):
		return a.s.Redo(a.open), true
	}
	return nil, false
}
