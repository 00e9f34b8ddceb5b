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

// Impact is the list of what rests on an item of the ISMS: how much each
// inherits, how much it would without that item, and whether an answer was taken
// over from it; of what the room votes on, none of that.
type Impact struct {
	*Choice
	room screen.Room
}

// NewImpact lists what rests on an item of the ISMS, by the figures of the news
// and a basis. Choosing one walks to it.
func NewImpact(s *screen.Session, now screen.Changed, basis string, baseline *catalog.Item) *Impact {
	title := "What rests on ISMS " + baseline.ID + " · enter walks to it"
	empty := "Nothing of ISO/IEC 42001 rests on " + baseline.ID + " " + baseline.Title + "."
	i := &Impact{}
	i.Choice = NewChoice(s, title, empty, func() []Option {
		all := synergy.ImpactOf(s.Catalog, now.Assessment, basis, baseline.ID)
		options := make([]Option, len(all))
		for n, x := range all {
			options[n] = Option{
				Label: x.Item.Number + "  " + widget.Line(x.Item.Title), Note: i.words(x),
				Pick: func() tea.Cmd {
					return s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: x.Item.ID}})
				},
			}
		}
		return options
	})
	return i
}

// In tells it what the room votes on as it opens.
func (i *Impact) In(room screen.Room) *Impact {
	i.room = room
	return i
}

// Update takes keys, and what the room votes on from then on.
func (i *Impact) Update(msg tea.Msg) tea.Cmd {
	if room, ok := msg.(screen.Room); ok {
		i.room = room
	}
	return i.Choice.Update(msg)
}

func (i *Impact) words(x synergy.Impact) string {
	if i.room.Veils(x.Item.ID) {
		return screen.Veil + " " + screen.Hidden
	}
	words := fmt.Sprintf("%s · carries %d, without it %d", x.Relationship.Level, score.Percent(x.Inherited), score.Percent(x.Without))
	switch {
	case x.Stale:
		return "! stale · " + words
	case len(x.Answers) > 0:
		return "taken over · " + words
	}
	return words
}
