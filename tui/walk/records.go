package walk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// evidence lists what was shown for an item.
func (w *Screen) evidence(it *catalog.Item) tea.Cmd {
	link := func(at int) tea.Cmd {
		all := w.now.Assessment.EvidenceFor(it.ID)
		if at < 0 || at >= len(all) {
			return nil
		}
		return dialog.OpenLink(w.s, all[at])
	}
	library := dialog.Extra{
		Binding: bind.Library.To("library"), Closes: true,
		Do: func(int) tea.Cmd { return w.library(it) },
	}
	open := dialog.Extra{Binding: bind.Link.To("open its link"), Asks: w.s.OpensLinks, Do: link}
	return w.s.Open(dialog.NewRecords(w.s, w.pieces(it), library, open))
}

// pieces are the evidence of an item as records.
func (w *Screen) pieces(it *catalog.Item) dialog.Records[assess.Evidence] {
	return dialog.Records[assess.Evidence]{
		Assessment: w.now.Assessment.ID, Kind: assess.KindEvidence, At: it.ID,
		Title: "Evidence for " + it.Number, About: "Evidence for " + it.Number, Removed: "Evidence removed; u brings it back.",
		Empty: "Nothing was shown for this item yet. a adds a piece: a document, a record, an interview, an observation or a demonstration; L chooses one that is there.",
		All:   func() []assess.Evidence { return w.now.Assessment.EvidenceFor(it.ID) },
		Fresh: func() assess.Evidence {
			e := assess.Evidence{ID: w.s.DB.NewID(), Kind: assess.EvidenceKinds[0], Items: []string{it.ID}}
			if it.PerSystem() {
				e.System = w.system
			}
			return e
		},
		Show: func(e assess.Evidence) (id, label, note string) {
			return e.ID, widget.FirstLine(e.What), evidenceNote(e)
		},
		Ask: w.askEvidence, Remove: assess.RemoveEvidence,
	}
}

func evidenceNote(e assess.Evidence) string {
	words := []string{e.Kind}
	if e.Version != "" {
		words = append(words, widget.Line(e.Version))
	}
	if e.Date != "" {
		words = append(words, day.Show(e.Date))
	}
	if e.SeenBy != "" {
		words = append(words, "seen "+day.Show(e.SeenDay())+" by "+widget.Line(e.SeenBy))
	} else {
		words = append(words, "not seen")
	}
	return strings.Join(words, " · ")
}

// askEvidence asks for everything about a piece of evidence; what it is is enough.
func (w *Screen) askEvidence(e assess.Evidence, _ bool) ([]dialog.Part, screen.Decide) {
	began, items := e, w.numbers(e.Items)
	parts := []dialog.Part{dialog.Ask(
		huh.NewInput().Title("What is it?").Value(&e.What).CharLimit(2000).Validate(needed("what it is")),
		huh.NewSelect[string]().Title("Kind").Inline(true).Options(huh.NewOptions(assess.EvidenceKinds...)...).Value(&e.Kind),
		huh.NewInput().Title("Version").Value(&e.Version).Validate(line("version")),
		huh.NewInput().Title("Where is it kept?").Value(&e.Place),
	), dialog.Ask(
		dialog.Day(w.s, "Its date", "date of the evidence", "", &e.Date),
		huh.NewInput().Title("Seen by").Description("who saw it with their own eyes; empty while it is only claimed").Value(&e.SeenBy).Validate(line("name of who saw it")),
		dialog.Day(w.s, "Seen on", "day it was seen", "empty: the day it was entered", &e.SeenOn),
		huh.NewInput().Title("Site").Value(&e.Site).Validate(line("site")),
		huh.NewInput().Title("Serves").Description("items by number, separated by commas; of the ISMS as 27001:A.5.9").Value(&items).Validate(needed("which items it serves")),
	)}
	if systems := w.systemOptions(); len(systems) > 1 {
		parts = append(parts, dialog.Ask(huh.NewSelect[string]().Title("AI system").Options(systems...).Value(&e.System)))
	}
	return parts, func(a *assess.Assessment) ([]assess.Change, error) { return w.putEvidence(a, began, e, items) }
}

// putEvidence saves what was made of a piece of evidence that serves those items.
func (w *Screen) putEvidence(a *assess.Assessment, began, e assess.Evidence, items string) ([]assess.Change, error) {
	cat := w.s.Catalog
	e.Items = nil
	for _, number := range strings.FieldsFunc(items, func(r rune) bool { return r == ',' || r == ' ' }) {
		found, err := assess.FindRef(cat, a, number)
		switch {
		case err == nil:
			e.Items = append(e.Items, assess.RefOf(found))
		case slices.Contains(began.Items, number): // gone since; that is no reason to lose it
			e.Items = append(e.Items, number)
		default:
			return nil, fmt.Errorf("evidence serves items by number, like A.5.4, those of the ISMS like 27001:A.5.9; %q is none", number)
		}
	}
	if e.SeenBy != began.SeenBy && e.SeenOn == began.SeenOn {
		e.SeenOn = w.s.Now().Format(time.DateOnly)
	}
	if now, known := a.EvidenceByID(e.ID); known {
		e = assess.Rebase(began, e, now)
	}
	return assess.PutEvidence(cat, a, e)
}

// newEvidence is the draft of a new piece of evidence for an item.
func (w *Screen) newEvidence(it *catalog.Item) screen.Draft {
	return dialog.FormOfNew(w.now.Assessment.ID, assess.KindEvidence, it.ID)
}

// numbers are items as people call them, for a text field.
func (w *Screen) numbers(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = assess.RefName(w.s.Catalog, w.now.Assessment, id)
	}
	return strings.Join(names, ", ")
}

func (w *Screen) systemOptions() []huh.Option[string] {
	options := []huh.Option[string]{huh.NewOption("all, or none in particular", "")}
	for _, s := range w.now.Assessment.InScope() {
		options = append(options, huh.NewOption(widget.Line(s.Name), s.ID))
	}
	return options
}

// findings lists what was found on an item.
func (w *Screen) findings(it *catalog.Item) tea.Cmd {
	f := dialog.Findings{
		Assessment: w.now.Assessment.ID, On: it.Number,
		All: func() []assess.Finding { return w.now.Assessment.FindingsOn(it.ID) },
		Fresh: func() assess.Finding {
			return assess.Finding{ID: w.s.DB.NewID(), Item: it.ID, Grade: assess.GradeMinor, System: w.place().System}
		},
	}
	if it.PerSystem() {
		f.Systems = w.systemOptions()
	}
	return w.s.Open(dialog.NewFindings(w.s, f))
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
		huh.NewInput().Title("Title").Value(&c.Title).Validate(line("title")),
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
