package due

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// handOver asks who hands over all that they have to do, and to whom, and says how
// much that is before it is done.
func (d *Screen) handOver() tea.Cmd {
	var from, to string
	if r, ok := d.dates.Current(); ok {
		from = r.Owner
	}
	names := d.people()
	part := dialog.Ask(
		huh.NewInput().Title("From").Description("whose work is handed over; as it is written, or as the register of people lists it").Suggestions(names).Value(&from).Validate(dialog.Needed("a name")),
		huh.NewInput().Title("To").Description("who takes it over").Suggestions(names).Value(&to).Validate(dialog.Needed("a name")),
	)
	draft := dialog.FormOf(d.now.Assessment.ID, "reassign", assess.KindAssessment)
	return d.s.Open(dialog.NewForm(d.s, draft, "Hand over all that somebody has to do", func() tea.Cmd { return d.askHandOver(from, to) }, part))
}

// askHandOver says what would go over and asks for a yes.
func (d *Screen) askHandOver(from, to string) tea.Cmd {
	h, err := register.Reassign(d.kept.Case, from, to)
	if err != nil {
		return screen.Tell(screen.Said(err.Error()))
	}
	question := fmt.Sprintf("To %s go %s. What is done, closed or decided stays. It is one act, and u takes it back.", widget.Line(h.To), h)
	return d.s.Open(dialog.NewConfirm(d.s, "Hand over "+count(h.N())+" from "+widget.Line(from)+"?", question, "hand over", func() tea.Cmd {
		cat, today := d.s.Catalog, d.s.Now()
		said := fmt.Sprintf("%s went to %s; u takes it back.", count(h.N()), widget.Line(h.To))
		return d.s.LeadOnRecords(d.now.Assessment.ID, said, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
			h, err := register.Reassign(register.Case{Catalog: cat, Assessment: a, Book: b, Today: today}, from, to)
			if err != nil {
				return nil, err
			}
			return h.Changes, nil
		})
	}))
}

func count(n int) string {
	if n == 1 {
		return "1 thing"
	}
	return fmt.Sprintf("%d things", n)
}

// people are the names that something waits for.
func (d *Screen) people() []string {
	var names []string
	for _, w := range register.WhoWaits(register.Owed(d.kept.Agenda)) {
		if w.Person != "" {
			names = append(names, w.Person)
		}
	}
	return names
}
