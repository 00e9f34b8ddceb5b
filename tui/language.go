package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// languages lets the person choose in which language the items are read. One that
// can't be read is left out; crosswalk catalog check says why.
func (a *App) languages() tea.Cmd {
	all := []*catalog.Language{nil}
	for _, code := range a.s.Catalog.Languages() {
		if said, err := a.s.Catalog.In(code); err == nil {
			all = append(all, said)
		}
	}
	options := make([]dialog.Option, len(all))
	for i, said := range all {
		options[i] = a.inLanguage(said)
	}
	choice := dialog.NewChoice(a.s, "Language of the questions", "", func() []dialog.Option { return options })
	return a.s.Open(choice.At(max(0, slices.Index(all, a.s.Lang))))
}

func (a *App) inLanguage(said *catalog.Language) dialog.Option {
	code, name := catalog.English, "English"
	if said != nil {
		code, name = said.Code, widget.Line(said.Name)
	}
	note := code
	if said == a.s.Lang {
		note += ", as now"
	}
	return dialog.Option{Label: name, Note: note, Pick: func() tea.Cmd { return a.speak(code, said) }}
}

// speak reads the items in a language from now on, here and whenever this person
// comes back. Everything is drawn as before, with other words.
func (a *App) speak(code string, said *catalog.Language) tea.Cmd {
	a.lang, a.s.Lang = code, said
	return tea.Batch(a.broadcast(screen.Restyle{}), a.savePlace())
}
