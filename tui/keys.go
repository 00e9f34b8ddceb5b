package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

// keys are the bindings that work on every screen.
type keys struct {
	Help, Palette, Goto, Search  key.Binding
	NextTab, PrevTab, Tab        key.Binding
	Follow, All, WriteOut        key.Binding
	Undo, Redo, Back, Quit, Stop key.Binding
	Copy, Aside                  key.Binding
}

func newKeys() keys {
	return keys{
		Help:    bind.Help.To("help"),
		Palette: bind.Palette.To("all"),
		Goto:    bind.Goto.To("go to an item by number"),
		Search:  bind.Find.To("find words, in all that was said"),
		NextTab: bind.NextTab.To("next tab"),
		PrevTab: bind.PrevTab.To("previous tab"),
		Tab:     bind.Tab.To("tab by its place"),
		Follow:  bind.Follow.To("follow the facilitator, or go alone"),
		All:     bind.All.To("all assessments"),

		WriteOut: bind.WriteOut.To("report: write out a document"),

		Copy:  bind.Copy.To("copy what is in sight, as text"),
		Aside: bind.Aside.To("put the program aside; fg brings it back"),

		Undo: bind.Undo.To("undo your last act"),
		Redo: bind.Redo.To("do it again"),
		Back: bind.Back.To("back"),
		Quit: bind.Quit.To("quit"),
		Stop: bind.Stop.To("quit"),
	}
}

func (k keys) all() []key.Binding {
	return []key.Binding{
		k.Help, k.Palette, k.Search, k.Goto, k.PrevTab, k.NextTab, k.Tab, k.Follow, k.All, k.WriteOut,
		k.Undo, k.Redo, k.Copy, k.Back, k.Aside, k.Quit,
	}
}

// rights are what they ask for.
func (a *App) rights() screen.Rights {
	return screen.Rights{a.s.Writes(a.keys.Undo, a.keys.Redo), a.s.Leaves(a.keys.All), a.s.Suspends(a.keys.Aside)}
}

// press is the key message of a binding's first key, so that the palette does
// exactly what the key does.
func press(name string) tea.KeyPressMsg {
	k := tea.Key{}
	for {
		mod, rest, found := strings.Cut(name, "+")
		if !found || rest == "" {
			break
		}
		switch mod {
		case "ctrl":
			k.Mod |= tea.ModCtrl
		case "alt":
			k.Mod |= tea.ModAlt
		case "shift":
			k.Mod |= tea.ModShift
		}
		name = rest
	}
	named := map[string]rune{
		"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "f1": tea.KeyF1,
	}
	if code, ok := named[name]; ok {
		k.Code = code
		return tea.KeyPressMsg(k)
	}
	k.Code = []rune(name + "\x00")[0]
	if k.Mod == 0 {
		k.Text = name
	}
	return tea.KeyPressMsg(k)
}
