package walk

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// evidence lists what was shown for the item, or asks about a piece for all that
// is marked.
func (w *Screen) evidence(it *catalog.Item) tea.Cmd {
	return w.on(w.place()).Evidence(dialog.Extra{
		Binding: bind.Library.To("library"), Closes: true,
		Do: func(int) tea.Cmd { return w.library(it) },
	})
}

// newEvidence is the draft of a new piece of evidence for an item.
func (w *Screen) newEvidence(it *catalog.Item) screen.Draft {
	return dialog.FormOfNew(w.now.Assessment.ID, assess.KindEvidence, it.ID)
}

// findings lists what was found on an item; in a session of an audit that leads to
// what is found there.
func (w *Screen) findings(it *catalog.Item) tea.Cmd {
	x := reading.Found{S: w.s, Now: func() *assess.Assessment { return w.now.Assessment }}
	x.From, _ = w.inSession()
	return x.On(it, w.placeOf(it).System)
}

// ownControls lists the controls the organisation added.
func (w *Screen) ownControls() tea.Cmd {
	return w.s.Open(dialog.NewRecords(w.s, dialog.Records[assess.OwnControl]{
		Assessment: w.now.Assessment.ID, Kind: assess.KindControl,
		Title: "Own controls", About: "A control of your own", Removed: "Control removed; u brings it back with its answers.",
		Empty: "No controls of your own yet. a adds one: where a risk of yours needs a control that Annex A does not have. It becomes X.1 and is walked like the others.",
		All: func() []assess.OwnControl {
			return slices.DeleteFunc(slices.Clone(w.now.Assessment.Controls), func(c assess.OwnControl) bool { return c.Removed })
		},
		Fresh: func() assess.OwnControl { return assess.OwnControl{ID: w.s.DB.NewID()} },
		Show: func(c assess.OwnControl) (id, label, note string) {
			return c.ID, w.now.Assessment.OwnNumber(c) + "  " + widget.Line(c.Title), widget.FirstLine(c.Source)
		},
		Ask: askControl, Remove: assess.RemoveControl,
	}))
}

func askControl(c assess.OwnControl, _ bool) ([]dialog.Part, screen.Decide) {
	began := c
	part := dialog.Ask(
		huh.NewInput().Title("Title").Value(&c.Title).Validate(dialog.Line("title")),
		huh.NewInput().Title("Source").Description("the law, standard or decision it comes from").Value(&c.Source),
		huh.NewInput().Title("Risk it treats").Value(&c.Risk),
	)
	return []dialog.Part{part}, func(a *assess.Assessment) ([]assess.Change, error) {
		if now, known := a.Control(c.ID); known {
			return assess.PutControl(a, assess.Rebase(began, c, now))
		}
		return assess.PutControl(a, c)
	}
}
