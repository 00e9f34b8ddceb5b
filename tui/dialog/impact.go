package dialog

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// NewImpact lists what rests on an item of the ISMS: how much each inherits, how
// much it would without that item, and whether an answer was taken over from it.
// Choosing one walks to it. The figures are those of the news and a basis.
func NewImpact(s *screen.Session, now screen.Changed, basis string, baseline *catalog.Item) *Choice {
	title := "What rests on ISMS " + baseline.ID + " · enter walks to it"
	empty := "Nothing of ISO/IEC 42001 rests on " + baseline.ID + " " + baseline.Title + "."
	return NewChoice(s, title, empty, func() []Option {
		all := synergy.ImpactOf(s.Catalog, now.Assessment, basis, baseline.ID)
		options := make([]Option, len(all))
		for i, x := range all {
			options[i] = Option{
				Label: x.Item.Number + "  " + widget.Line(x.Item.Title), Note: impactWords(x),
				Pick: func() tea.Cmd {
					return s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: x.Item.ID}})
				},
			}
		}
		return options
	})
}

func impactWords(x synergy.Impact) string {
	words := fmt.Sprintf("%s · carries %d, without it %d", x.Relationship.Level, score.Percent(x.Inherited), score.Percent(x.Without))
	switch {
	case x.Stale:
		return "! stale · " + words
	case len(x.Answers) > 0:
		return "taken over · " + words
	}
	return words
}
