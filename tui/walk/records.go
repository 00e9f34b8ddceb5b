package walk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

func extra(k, what string, asks dialog.Asks, closes bool, do func(int) tea.Cmd) dialog.Extra {
	return dialog.Extra{Binding: key.NewBinding(key.WithKeys(k), key.WithHelp(k, what)), Asks: asks, Closes: closes, Do: do}
}

// evidence lists what was shown for an item.
func (w *Screen) evidence(it *catalog.Item) tea.Cmd {
	all := func() []assess.Evidence { return w.now.Assessment.EvidenceFor(it.ID) }
	list := func() []dialog.Option {
		var options []dialog.Option
		for _, e := range all() {
			options = append(options, dialog.Option{
				Label: widget.FirstLine(e.What), Note: w.s.Marked(evidenceNote(e), dialog.FormOfRecord(w.now.Assessment.ID, assess.KindEvidence, e.ID)),
				Pick: func() tea.Cmd { return w.evidenceForm(it, e) },
			})
		}
		return options
	}
	fresh := func(int) tea.Cmd {
		e := assess.Evidence{ID: w.s.DB.NewID(), Kind: assess.EvidenceKinds[0], Items: []string{it.ID}}
		if it.PerSystem() {
			e.System = w.system
		}
		return w.evidenceForm(it, e)
	}
	remove := func(at int) tea.Cmd {
		if at < 0 || at >= len(all()) {
			return nil
		}
		id := all()[at].ID
		return w.do("Evidence removed; u brings it back.", func(a *assess.Assessment) ([]assess.Change, error) { return assess.RemoveEvidence(a, id) })
	}
	link := func(at int) tea.Cmd {
		if at < 0 || at >= len(all()) {
			return nil
		}
		return dialog.OpenLink(w.s, all()[at])
	}
	empty := "Nothing was shown for this item yet. a adds a piece: a document, a record, an interview, an observation or a demonstration; L chooses one that is there."
	return w.s.Open(dialog.NewChoice(w.s, "Evidence for "+it.Number, empty, list,
		extra("a", w.s.Adds(w.newEvidence(it)), w.s.Writes, true, fresh), extra("x", "remove", w.s.Leads, false, remove),
		extra("L", "library", nil, true, func(int) tea.Cmd { return w.library(it) }), extra("O", "open its link", w.s.OpensLinks, false, link)).Picked(w.s.Writes))
}

func evidenceNote(e assess.Evidence) string {
	words := []string{e.Kind}
	if e.Version != "" {
		words = append(words, widget.Line(e.Version))
	}
	if e.Date != "" {
		words = append(words, e.Date)
	}
	if e.SeenBy != "" {
		words = append(words, "seen "+e.SeenDay()+" by "+widget.Line(e.SeenBy))
	} else {
		words = append(words, "not seen")
	}
	return strings.Join(words, " · ")
}

func (w *Screen) evidenceForm(it *catalog.Item, e assess.Evidence) tea.Cmd {
	cat := w.s.Catalog
	began, items := e, w.numbers(e.Items)
	save := func() tea.Cmd {
		return w.do("", func(a *assess.Assessment) ([]assess.Change, error) {
			e.Items = e.Items[:0:0]
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
				return assess.PutEvidence(cat, a, assess.Rebase(began, e, now))
			}
			return assess.PutEvidence(cat, a, e)
		})
	}
	first := dialog.Ask(
		huh.NewInput().Title("What is it?").Value(&e.What).CharLimit(2000).Validate(needed("what it is")),
		huh.NewSelect[string]().Title("Kind").Inline(true).Options(huh.NewOptions(assess.EvidenceKinds...)...).Value(&e.Kind),
		huh.NewInput().Title("Version").Value(&e.Version).Validate(line("version")),
		huh.NewInput().Title("Where is it kept?").Value(&e.Place),
	)
	second := dialog.Ask(
		huh.NewInput().Title("Its date").Description("as 2026-12-31").Value(&e.Date).Validate(date("date of the evidence")),
		huh.NewInput().Title("Seen by").Description("who saw it with their own eyes; empty while it is only claimed").Value(&e.SeenBy).Validate(line("name of who saw it")),
		huh.NewInput().Title("Seen on").Description("as 2026-12-31; empty: the day it was entered").Value(&e.SeenOn).Validate(date("day it was seen")),
		huh.NewInput().Title("Site").Value(&e.Site).Validate(line("site")),
		huh.NewInput().Title("Serves").Description("items by number, separated by commas; of the ISMS as 27001:A.5.9").Value(&items).Validate(needed("which items it serves")),
	)
	pages := []dialog.Part{first, second}
	if systems := w.systemOptions(); len(systems) > 1 {
		pages = append(pages, dialog.Ask(huh.NewSelect[string]().Title("AI system").Options(systems...).Value(&e.System)))
	}
	draft := w.newEvidence(it)
	if _, known := w.now.Assessment.EvidenceByID(e.ID); known {
		draft = dialog.FormOfRecord(w.now.Assessment.ID, assess.KindEvidence, e.ID)
	}
	return w.s.Open(dialog.NewForm(w.s, draft, "Evidence for "+it.Number, save, pages...))
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
	all := func() []assess.OwnControl {
		var some []assess.OwnControl
		for _, c := range w.now.Assessment.Controls {
			if !c.Removed {
				some = append(some, c)
			}
		}
		return some
	}
	list := func() []dialog.Option {
		var options []dialog.Option
		for _, c := range all() {
			options = append(options, dialog.Option{
				Label: w.now.Assessment.OwnNumber(c) + "  " + widget.Line(c.Title), Note: w.s.Marked(widget.FirstLine(c.Source), dialog.FormOfRecord(w.now.Assessment.ID, assess.KindControl, c.ID)),
				Pick: func() tea.Cmd { return w.controlForm(c) },
			})
		}
		return options
	}
	remove := func(at int) tea.Cmd {
		if at < 0 || at >= len(all()) {
			return nil
		}
		id := all()[at].ID
		return w.do("Control removed; u brings it back with its answers.", func(a *assess.Assessment) ([]assess.Change, error) { return assess.RemoveControl(a, id) })
	}
	empty := "No controls of your own yet. a adds one: where a risk of yours needs a control that Annex A does not have. It becomes X.1 and is walked like the others."
	return w.s.Open(dialog.NewChoice(w.s, "Own controls", empty, list,
		extra("a", w.s.Adds(w.newControl()), w.s.Writes, true, func(int) tea.Cmd { return w.controlForm(assess.OwnControl{ID: w.s.DB.NewID()}) }),
		extra("x", "remove", w.s.Leads, false, remove)).Picked(w.s.Writes))
}

func (w *Screen) newControl() screen.Draft {
	return dialog.FormOfNew(w.now.Assessment.ID, assess.KindControl, "")
}

func (w *Screen) controlForm(c assess.OwnControl) tea.Cmd {
	began := c
	save := func() tea.Cmd {
		return w.do("", func(a *assess.Assessment) ([]assess.Change, error) {
			if now, known := a.Control(c.ID); known {
				return assess.PutControl(a, assess.Rebase(began, c, now))
			}
			return assess.PutControl(a, c)
		})
	}
	draft := w.newControl()
	if _, known := w.now.Assessment.Control(c.ID); known {
		draft = dialog.FormOfRecord(w.now.Assessment.ID, assess.KindControl, c.ID)
	}
	return w.s.Open(dialog.NewForm(w.s, draft, "A control of your own", save, dialog.Ask(
		huh.NewInput().Title("Title").Value(&c.Title).Validate(line("title")),
		huh.NewInput().Title("Source").Description("the law, standard or decision it comes from").Value(&c.Source),
		huh.NewInput().Title("Risk it treats").Value(&c.Risk),
	)))
}
