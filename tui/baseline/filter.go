package baseline

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/filter"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// text is what words are looked for in.
func (b *Screen) text(it *catalog.Item) string {
	text := b.words[it.ID]
	if note := b.now.Assessment.Baseline[it.ID].Note; note != "" {
		text += " " + strings.ToLower(note)
	}
	return text
}

func (b *Screen) facts() filter.Facts { return b.s.Facts(b.now, b.room, screen.Kept{}) }

func (b *Screen) chooseFilter() tea.Cmd {
	return b.s.Open(dialog.NewFilters(b.s, dialog.Filtered{
		Standard: catalog.ISMS, Holds: b.filter, Facts: b.facts, Items: func() []*catalog.Item { return b.items }, Set: b.setFilter,
	}))
}

func (b *Screen) setFilter(f filter.Filter) tea.Cmd {
	b.filter, b.lets = f, b.facts().Lets(f)
	b.rows.Arrange()
	return b.moved()
}
