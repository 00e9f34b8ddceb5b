package assessments

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/workshop"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// staff are who may come into an assessment with their role there, and behind them,
// for who may know of them, all others who join over the network.
type staff struct {
	of     row
	people []workshop.Person
	in     int // how many of them may come in
}

// whoWorks asks who works on an assessment.
func (x *Screen) whoWorks(r row) tea.Cmd {
	return x.s.Job(func(ctx context.Context) tea.Msg {
		people, err := x.s.DB.PeopleIn(ctx, r.ID)
		if err != nil {
			return screen.Failed{Err: err}
		}
		in := len(people)
		if all, err := x.s.DB.People(ctx); err == nil { // of one assessment alone who leads it knows its own
			for _, p := range all {
				if !slices.ContainsFunc(people[:in], func(q workshop.Person) bool { return q.Name == p.Name }) {
					people = append(people, p)
				}
			}
		}
		return staff{r, people, in}
	})
}

// showStaff shows them, each with what they are.
func (x *Screen) showStaff(all staff) tea.Cmd {
	options := make([]dialog.Option, len(all.people))
	for i, p := range all.people {
		note := "not a member"
		if i < all.in {
			note = string(p.Role)
		}
		options[i] = dialog.Option{Label: widget.Line(p.Name), Note: note, Pick: func() tea.Cmd { return x.offerRoles(all.of, p.Name) }}
	}
	const empty = "Nobody joins over SSH yet. On the machine of the database: crosswalk people add NAME --key FILE --role member"
	return x.s.Open(dialog.NewChoice(x.s, "Who works on "+widget.Line(all.of.Name), empty, func() []dialog.Option { return options }))
}

// offerRoles asks what somebody is in an assessment from now on.
func (x *Screen) offerRoles(r row, name string) tea.Cmd {
	options := make([]dialog.Option, 0, len(workshop.Roles)+1)
	does := map[workshop.Role]string{workshop.Facilitator: "leads", workshop.Assessor: "answers and votes", workshop.Observer: "looks on"}
	for _, role := range workshop.Roles {
		options = append(options, dialog.Option{Label: string(role), Note: does[role], Pick: func() tea.Cmd { return x.giveRole(r, name, role) }})
	}
	options = append(options, dialog.Option{Label: "no role of their own here", Note: "one in a group or everywhere stays", Pick: func() tea.Cmd { return x.giveRole(r, name, "") }})
	return x.s.Open(dialog.NewChoice(x.s, widget.Line(name)+" in "+widget.Line(r.Name), "", func() []dialog.Option { return options }))
}

func (x *Screen) giveRole(r row, name string, role workshop.Role) tea.Cmd {
	return x.s.Job(func(ctx context.Context) tea.Msg {
		if err := x.s.DB.SetMember(ctx, x.s.Actor, r.ID, name, role); err != nil {
			return screen.Failed{Err: err}
		}
		said := widget.Line(name) + " has no role of their own in it any more."
		if role != "" {
			said = widget.Line(name) + " is " + role.Article() + " in it from the next act on."
		}
		return screen.Notice{Text: said}
	})
}
