package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/dialog"
	"crosswalk/tui/widget"
)

// mostCopied is how many bytes go to a clipboard: some terminals drop more.
const mostCopied = 100_000

// copies is a text that the person agreed to have on their clipboard.
type copies string

// copy hands what is drawn to the clipboard of the person's terminal, as text. It asks
// once, since it leaves the workbench; a clipboard is never read.
func (a *App) copy(drawn string) tea.Cmd {
	text := inSight(drawn)
	switch {
	case text == "":
		a.say("Nothing is in sight to copy.", answer)
		return nil
	case len(text) > mostCopied:
		a.say(fmt.Sprintf("What is in sight has %d bytes, and a clipboard takes %d; make the window smaller.", len(text), mostCopied), answer)
		return nil
	case a.copies:
		return a.copied(text)
	}
	question := fmt.Sprintf("The %s, as you see them, go as text to the clipboard of your terminal, and other programs may read them there."+
		" It is asked once; from then on Y copies at once.", lines(text))
	return a.s.Open(dialog.NewConfirm(a.s, "Copy what is in sight?", question, "copy it", func() tea.Cmd { return a.s.Ask(copies(text)) }))
}

func (a *App) copied(text string) tea.Cmd {
	a.copies = true
	a.say("Handed to your terminal: "+lines(text)+". Where nothing arrives, it allows no copying.", answer)
	return tea.SetClipboard(text)
}

// inSight is what is drawn as text: as it stands in its columns, without colours, and
// without what fills lines and room.
func inSight(drawn string) string {
	all := strings.Split(ansi.Strip(drawn), "\n")
	for i, line := range all {
		all[i] = strings.TrimRight(widget.Line(line), " ")
	}
	return strings.Trim(strings.Join(all, "\n"), "\n")
}

// lines counts those of a text.
func lines(text string) string {
	if n := strings.Count(text, "\n") + 1; n > 1 {
		return fmt.Sprintf("%d lines", n)
	}
	return "1 line"
}
