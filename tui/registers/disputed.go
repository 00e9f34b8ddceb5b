package registers

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// disagree stands before each thing that a copy says.
const disagree = "≠"

// sides are what each copy says in a field of a record that they disagree on, with who
// said it and when; none where they agree.
func (g *Screen) sides(r *row, field string) []string {
	c, is := g.shelf.disputes[assess.Place{Subject: r.Subject(), Field: field}]
	if !is {
		return nil
	}
	var all []string
	for i, side := range c.Sides {
		one := r.Record
		one.Values = one.Values.With(field, side.Value)
		said := g.shelf.Says(one, field)
		if field == catalog.RecordState { // kept with its place before it
			_, said, _ = strings.Cut(said, " ")
		}
		if said == "" {
			said = "nothing"
		}
		who := widget.Line(c.Said[i].Author) + ", " + day.Show(c.Said[i].At.Format("2006-01-02"))
		all = append(all, who+": "+said)
	}
	return all
}

// vote goes to the Room, for the item that a record is about whose field copies
// disagree on.
func (g *Screen) vote(e entry) tea.Cmd {
	if len(e.sides) == 0 {
		return screen.Tell("V has the room vote where copies disagree on a field; here they do not.")
	}
	items := g.open.k.Serves
	for _, ref := range g.open.row.List(catalog.RecordItems) {
		if _, isms := assess.BaselineOf(ref); !isms {
			items = []string{ref}
			break
		}
	}
	if len(items) == 0 {
		return screen.Tell("Records of this register serve no item that a room could vote on.")
	}
	return g.s.Ask(screen.Go{Route: screen.Votes, Place: screen.Place{Item: items[0]}})
}
