package overview

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// keepElsewhere asks where the register is kept that the line under the cursor rests
// on, and who looked there when. An empty place takes that back.
func (o *Screen) keepElsewhere(at int) tea.Cmd {
	all := o.allSaid()
	if at < 0 || at >= len(all) {
		return nil
	}
	k, known := o.s.Catalog.Register(all[at].kind)
	if !known {
		return screen.Tell("AI systems are kept here: the inventory is what all other records rest on.")
	}
	e := o.kept.Elsewhere(k.ID)
	e.Checked = cmp.Or(e.Checked, o.s.Now().Format(time.DateOnly))
	e.By = cmp.Or(e.By, o.s.Actor.Name)
	part := dialog.Ask(
		huh.NewInput().Title("Where it is kept").Description("such as the register of the ISMS; empty: here").Value(&e.Where),
		dialog.Day(o.s, "Looked at there on", "day", "", &e.Checked),
		huh.NewInput().Title("Looked at by").Value(&e.By),
	)
	id := o.now.Assessment.ID
	draft := dialog.FormOf(id, "elsewhere", register.SubjectOf("elsewhere", k.ID))
	return o.s.Open(dialog.NewForm(o.s, draft, k.Title+" · kept elsewhere", func() tea.Cmd { return o.keep(k.ID, k.Title, e) }, part))
}

func (o *Screen) keep(kind, title string, e register.Elsewhere) tea.Cmd {
	said := title + ": kept elsewhere. Nothing is asked of it for a year after somebody looked there."
	if e.Where == "" {
		e, said = register.Elsewhere{}, title+": kept here."
	}
	return o.s.ActOnCase(o.now.Assessment.ID, said, func(c register.Case) ([]assess.Change, error) {
		return register.KeepElsewhere(c, kind, e)
	})
}
