package statement

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/soa"
	"crosswalk/tui/dialog"
)

// edit is all of a line while a form asks about it.
type edit struct {
	assess.Statement
	owner, due string
}

// fields asks for all that is said of the line under the cursor. What the form did
// not change stays as others may have changed it meanwhile.
func (st *Screen) fields() tea.Cmd {
	l := st.current()
	if l == nil {
		return nil
	}
	ref := l.Ref
	began := edit{l.Statement, l.Owner, l.Due}
	is, chosen := began, strings.Fields(l.Drivers)
	save := func() tea.Cmd {
		is.Drivers = strings.Join(chosen, " ")
		return st.save([]string{ref}, "", func(a *assess.Assessment, ref string) ([]assess.Change, error) {
			now := answerOn(a, ref)
			to := rebase(began, is, edit{now.Statement, now.Owner, now.Due})
			changes, err := assess.Declare(st.s.Catalog, a, ref, to.Statement)
			if err != nil {
				return nil, err
			}
			more, err := st.assigned(a, ref, to.owner, to.due)
			return append(changes, more...), err
		})
	}
	return st.s.Open(dialog.NewForm(st.s, st.draft("statement", ref), l.Number()+"  "+l.Item.Title, save, st.parts(&is, &chosen)...))
}

func (st *Screen) parts(is *edit, chosen *[]string) []dialog.Part {
	status := []huh.Option[string]{huh.NewOption(soa.DeclaredWord(""), "")}
	for _, w := range assess.DeclaredWords {
		status = append(status, huh.NewOption(soa.DeclaredWord(w), w))
	}
	long := func(title string, at *string) huh.Field {
		return huh.NewInput().Title(title).Value(at).CharLimit(assess.MaxNote)
	}
	return []dialog.Part{
		dialog.Ask(long("Why is it included?", &is.WhyIn), driversField(chosen)),
		dialog.Ask(
			huh.NewSelect[string]().Title("Status").Inline(true).Options(status...).Value(&is.Declared),
			long("How is it met?", &is.How),
			long("Where is that described?", &is.Described),
		),
		dialog.Ask(
			huh.NewInput().Title("Owner").Value(&is.owner).Validate(dialog.Line("owner")),
			dialog.Day(st.s, "Due", "due date", "", &is.due),
			dialog.Day(st.s, "Looked at", "day it was looked at", "", &is.LookedAt),
		),
	}
}

// rebase puts what a form changed onto what stands now.
func rebase(began, is, now edit) edit {
	of := func(e *edit) []*string {
		return []*string{&e.WhyIn, &e.Drivers, &e.Declared, &e.How, &e.Described, &e.LookedAt, &e.owner, &e.due}
	}
	was, said, stands := of(&began), of(&is), of(&now)
	for i := range said {
		if *said[i] != *was[i] {
			*stands[i] = *said[i]
		}
	}
	return now
}
