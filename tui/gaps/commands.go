package gaps

import (
	"strconv"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

func (g *Screen) do(decide screen.Decide) tea.Cmd {
	return g.s.Act(g.now.Assessment.ID, decide)
}

// walk goes to the item under the cursor; where nothing is answered, to the
// beginning.
func (g *Screen) walk() tea.Cmd {
	var p screen.Place
	if x := g.current(); x != nil {
		p.Item = x.ID
	}
	return g.s.Ask(screen.Go{Route: screen.Walk, Place: p})
}

// assign asks who sees to the item as a whole, and by when.
func (g *Screen) assign() tea.Cmd {
	cat, at := g.s.Catalog, assess.Key{Item: g.gaps.Here()}
	x := g.now.Assessment.Answer(at)
	owner, due := x.Owner, x.Due
	save := func() tea.Cmd {
		return g.do(func(a *assess.Assessment) ([]assess.Change, error) { return assess.Assign(cat, a, at, owner, due) })
	}
	return g.s.Open(dialog.NewForm(g.s, dialog.FormOf(g.now.Assessment.ID, "assign", at.Subject()), g.current().Item.Number+" · who sees to it, and by when", save, dialog.Ask(
		huh.NewInput().Title("Owner").Value(&owner).Validate(func(s string) error { return assess.CheckLine("owner", s) }),
		dialog.Day(g.s, "Due", "due date", "", &due),
	)))
}

// flag marks the item to come back to, or takes the mark off wherever it
// stands.
func (g *Screen) flag() tea.Cmd {
	cat, x := g.s.Catalog, g.current()
	item, on := x.Item, !x.flagged
	return g.do(func(a *assess.Assessment) ([]assess.Change, error) {
		keys := keysOf(a, item)
		if on {
			keys = keys[:1]
		}
		var all []assess.Change
		for _, k := range keys {
			some, err := assess.Flag(cat, a, k, on)
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
		}
		return all, nil
	})
}

func (g *Screen) chooseFilter() tea.Cmd {
	c := dialog.NewChoice(g.s, "Which gaps", "", func() []dialog.Option {
		options := make([]dialog.Option, len(filterNames))
		for i, name := range filterNames {
			options[i] = dialog.Option{Label: name, Note: strconv.Itoa(g.count(filter(i))), Pick: func() tea.Cmd {
				g.filter = filter(i)
				g.gaps.Arrange()
				return nil
			}}
		}
		return options
	})
	return g.s.Open(c.At(int(g.filter)))
}

func (g *Screen) count(f filter) int {
	n := 0
	for _, x := range g.gaps.All() {
		if f.lets(x, g.s.Actor.Name) {
			n++
		}
	}
	return n
}
