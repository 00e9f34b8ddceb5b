package carry

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// rests offers the items of the ISMS that carry what is under the cursor, and
// opens what rests on the one that is chosen.
func (c *Screen) rests() tea.Cmd {
	ids := c.carriers()
	if len(ids) == 0 {
		return screen.Tell("Nothing of the ISMS carries it.")
	}
	choice := dialog.NewChoice(c.s, "What rests on which control · enter opens", "", func() []dialog.Option {
		options := make([]dialog.Option, len(ids))
		for i, id := range ids {
			b, _ := c.s.Catalog.Baseline(id)
			note := fmt.Sprintf("%s · carries %d", ratedWords(c.now.Assessment.Baseline[id].Rating), len(c.s.Catalog.Carries(id)))
			options[i] = dialog.Option{Label: id + "  " + b.Title, Note: note, Pick: func() tea.Cmd { return c.impact(b) }}
		}
		return options
	})
	return c.s.Open(choice)
}

// carriers are the baseline items that carry the item or set under the cursor,
// in the order of their standard; for the whole, all that carry anything.
func (c *Screen) carriers() []string {
	r, _ := c.rows.Current()
	var items []*catalog.Item
	switch {
	case r.item != nil:
		items = []*catalog.Item{r.item}
	case r.set != nil:
		items = r.set.Items
	default:
		items = c.s.Catalog.Requirements().Items()
	}
	carry := map[string]bool{}
	for _, it := range items {
		for _, e := range c.s.Catalog.Edges(it.ID) {
			carry[e.Baseline] = true
		}
	}
	var ids []string
	for _, b := range c.s.Catalog.Foundation().Items() {
		if carry[b.ID] {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// impact opens what rests on a baseline item.
func (c *Screen) impact(b *catalog.Item) tea.Cmd {
	return c.s.Open(dialog.NewImpact(c.s, c.now, c.basis, b).In(c.room))
}
