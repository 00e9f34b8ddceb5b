package screentest

import (
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Key is the message of a key by its name.
func Key(name string) tea.KeyPressMsg {
	k := tea.Key{}
	for {
		mod, rest, found := strings.Cut(name, "+")
		if !found || rest == "" {
			break
		}
		k.Mod |= map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}[mod]
		name = rest
	}
	if code, ok := named[name]; ok {
		k.Code = code
		return tea.KeyPressMsg(k)
	}
	k.Code = []rune(name)[0]
	if k.Mod == 0 {
		k.Text = name
	}
	return tea.KeyPressMsg(k)
}

var named = map[string]rune{
	"enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
}

// View is the stage as plain text: the screen, the dialog over it, the footer,
// and below it the sentence that was told. The screen must fill its space.
func (st *Stage) View() string {
	st.t.Helper()
	frame := st.Screen.View()
	st.measure(frame)
	footer, room := st.Screen.Rights().Offered(st.Screen.Footer()), st.w-18
	for _, d := range st.dialogs {
		box := st.s.Theme.Dialog.Render(ansi.Truncate(widget.Line(d.Title()), st.w-8, "…") + "\n" + d.View())
		w, h := lipgloss.Width(box), lipgloss.Height(box)
		if w > st.w || h > st.h-2 {
			st.t.Errorf("the dialog %q is %d x %d cells, more than %d x %d", d.Title(), w, h, st.w, st.h-2)
		}
		frame = widget.Stand(frame, box, max(0, (st.w-w)/2), max(0, (st.h-chrome-h)/2), 0, st.h-chrome)
		footer, room = screen.RightsOf(d).Offered(d.Footer()), st.w-2
	}
	lines := strings.Split(ansi.Strip(frame), "\n")
	lines = append(lines, widget.Rule(st.w))
	hints := " "
	for _, b := range screen.Hinted(footer, room) {
		hints += b.Help().Key + " " + b.Help().Desc + "   "
	}
	lines = append(lines, hints)
	switch {
	case st.Failed != nil:
		lines = append(lines, "! "+st.Failed.Error())
	case st.Notice != "":
		lines = append(lines, "✓ "+st.Notice)
	}
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// measure refuses a drawing that is not exactly as large as its space.
func (st *Stage) measure(view string) {
	st.t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) != st.h-chrome {
		st.t.Errorf("the screen drew %d lines in a space of %d", len(lines), st.h-chrome)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w != st.w {
			st.t.Errorf("line %d is %d cells wide in a space of %d: %q", i+1, w, st.w, ansi.Strip(l))
		}
	}
}

// Shows reports a text that is not on the stage.
func (st *Stage) Shows(texts ...string) *Stage {
	st.t.Helper()
	view := st.View()
	for _, text := range texts {
		if !strings.Contains(view, text) {
			st.t.Errorf("the screen does not show %q:\n%s", text, view)
		}
	}
	return st
}

// Hides reports a text that is on the stage.
func (st *Stage) Hides(texts ...string) *Stage {
	st.t.Helper()
	view := st.View()
	for _, text := range texts {
		if strings.Contains(view, text) {
			st.t.Errorf("the screen shows %q:\n%s", text, view)
		}
	}
	return st
}

// Golden compares the stage with testdata/NAME.txt; UPDATE=1 renews it.
func (st *Stage) Golden(name string) *Stage {
	st.t.Helper()
	path, got := filepath.Join("testdata", name+".txt"), st.View()
	if os.Getenv("UPDATE") != "" {
		must(st.t, os.MkdirAll("testdata", 0o755))
		must(st.t, os.WriteFile(path, []byte(got), 0o644))
		return st
	}
	want, err := os.ReadFile(path)
	must(st.t, err)
	if got != string(want) {
		st.t.Errorf("the screen is not as in %s (UPDATE=1 renews it):\n%s\nwanted:\n%s", path, got, want)
	}
	return st
}

// EveryKeyIsNamed reports keys of the screen without help.
func (st *Stage) EveryKeyIsNamed() {
	st.t.Helper()
	for _, b := range st.Bindings() {
		if b.Help().Key == "" || b.Help().Desc == "" {
			st.t.Errorf("the key %v has no help", b.Keys())
		}
	}
}
