package gaps

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/tui/answer"
	"crosswalk/tui/dialog"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
)

// walk goes to the item under the cursor; where nothing is answered, to the
// beginning.
func (g *Screen) walk() tea.Cmd {
	var p screen.Place
	if x := g.current(); x != nil {
		p.Item = x.ID
	}
	return g.s.Ask(screen.Go{Route: screen.Walk, Place: p})
}

// about opens all that is known of the item under the cursor.
func (g *Screen) about() tea.Cmd {
	return reading.Item{S: g.s, Now: g.now, Kept: g.kept, Room: g.room, It: g.current().Item}.Open(nil)
}

// on is what a key is about: the answers for all AI systems of the marked gaps,
// else of the one under the cursor.
func (g *Screen) on() answer.On {
	o := answer.On{S: g.s, Now: func() *assess.Assessment { return g.now.Assessment }, Room: g.room, Marks: g.gaps.Marks}
	for _, x := range g.gaps.Chosen() {
		o.At = append(o.At, assess.Key{Item: x.ID})
	}
	return o
}

// act takes the keys that change answers. It judges only what is marked: a digit
// that was meant for another screen rates nothing.
func (g *Screen) act(msg tea.KeyPressMsg) tea.Cmd {
	k, on := g.keys, g.on()
	switch {
	case !key.Matches(msg, k.Rate, k.NA, k.Assign, k.Flag, k.Evidence):
		return nil
	case key.Matches(msg, k.Rate, k.NA) && g.gaps.Marks.Len() == 0:
		return screen.Tell("Here only marked rows are judged: , marks this one and goes on. enter judges it in the Walk.")
	case on.Waits() != "":
		return screen.Tell(on.Waits())
	case key.Matches(msg, k.Rate):
		return on.Rate(int(msg.Code - '0'))
	case key.Matches(msg, k.NA):
		return on.Exclude()
	case key.Matches(msg, k.Assign):
		return on.Assign()
	case key.Matches(msg, k.Flag):
		return on.Flag(g.places)
	}
	return on.Evidence()
}

// places are where a flag of an item may stand.
func (g *Screen) places(a *assess.Assessment, k assess.Key) []assess.Key {
	it, ok := assess.Item(g.s.Catalog, a, k.Item)
	if !ok {
		return nil
	}
	return keysOf(a, it)
}

func (g *Screen) chooseFilter() tea.Cmd {
	return g.s.Open(dialog.NewFilters(g.s, dialog.Filtered{
		Standard: catalog.AIMS, Holds: g.filter, Facts: g.facts, Items: g.items, Set: g.setFilter,
	}))
}

func (g *Screen) setFilter(f filter.Filter) tea.Cmd {
	g.filter, g.lets = f, g.facts().Lets(f)
	g.gaps.Arrange()
	return g.moved()
}

// items are those of all gaps, in the order of the catalogue.
func (g *Screen) items() []*catalog.Item {
	var all []*catalog.Item
	for _, x := range slices.SortedFunc(slices.Values(g.gaps.All()), byNumber.compare) {
		all = append(all, x.Item)
	}
	return all
}
