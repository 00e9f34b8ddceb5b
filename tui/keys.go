package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
)

// keys are the bindings that work on every screen.
type keys struct {
	Help, Palette, Goto, Search  key.Binding
	NextTab, PrevTab, Tab        key.Binding
	Follow                       key.Binding
	Undo, Redo, Back, Quit, Stop key.Binding
}

func newKeys() keys {
	bind := func(help, desc string, on ...string) key.Binding {
		return key.NewBinding(key.WithKeys(on...), key.WithHelp(help, desc))
	}
	return keys{
		Help:    bind("?", "help", "?", "f1"),
		Palette: bind(":", "all", ":", "ctrl+p"),
		Goto:    bind("g", "go to an item by number", "g"),
		Search:  bind("/", "find words, in all that was said", "/"),
		NextTab: bind("]", "next tab", "]", "alt+right"),
		PrevTab: bind("[", "previous tab", "[", "alt+left"),
		Tab:     bind("alt+1…9", "tab by its place", "alt+1", "alt+2", "alt+3", "alt+4", "alt+5", "alt+6", "alt+7", "alt+8", "alt+9"),
		Follow:  bind("F", "follow the facilitator, or go alone", "F"),
		Undo:    bind("u", "undo your last act", "u"),
		Redo:    bind("ctrl+r", "do it again", "ctrl+r"),
		Back:    bind("esc", "back", "esc"),
		Quit:    bind("Q", "quit", "Q"),
		Stop:    bind("ctrl+c", "quit", "ctrl+c"),
	}
}

func (k keys) all() []key.Binding {
	return []key.Binding{
		k.Help, k.Palette, k.Search, k.Goto, k.PrevTab, k.NextTab, k.Tab, k.Follow,
		k.Undo, k.Redo, k.Back, k.Quit,
	}
}

// rights are what they ask for.
func (a *App) rights() screen.Rights { return screen.Rights{a.s.Writes(a.keys.Undo, a.keys.Redo)} }

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
