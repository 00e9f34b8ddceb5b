package answer

import (
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

// Evidence lists what was shown for an item; more keys act on the piece under the
// cursor. For several it asks about a piece that serves all of them.
func (o On) Evidence(more ...dialog.Extra) tea.Cmd {
	if o.several() {
		return o.shared()
	}
	open := dialog.Extra{
		Binding: bind.Link.To("open its file or link"), Asks: o.S.OpensLinks,
		Do: func(at int) tea.Cmd {
			all := o.Now().EvidenceFor(o.At[0].Item)
			if at < 0 || at >= len(all) {
				return nil
			}
			return dialog.OpenEvidence(o.S, o.Now().ID, all[at])
		},
	}
	return o.S.Open(dialog.NewRecords(o.S, o.Pieces(), append(more, open)...))
}

// shared asks about a new piece that serves all of it.
func (o On) shared() tea.Cmd {
	p := o.piece(o.fresh())
	return o.S.Open(dialog.NewForm(o.S, o.form(assess.KindEvidence), "Evidence for "+o.name(), func() tea.Cmd {
		o.Marks.Clear()
		did := "evidence " + widget.FirstLine(p.is.What)
		return o.S.ActSaying(o.Now().ID, screen.Together(len(p.serves()), "items", did), p.put)
	}, p.parts()...))
}

// fresh is a new piece that serves all of it, about one AI system where all of it
// is.
func (o On) fresh() assess.Evidence {
	e := assess.Evidence{ID: o.S.DB.NewID(), Kind: assess.EvidenceKinds[0], System: o.At[0].System}
	for _, k := range o.At {
		e.Items = append(e.Items, k.Item)
		if k.System != e.System {
			e.System = ""
		}
	}
	return e
}

// Pieces are the evidence of an item as records.
func (o On) Pieces() dialog.Records[assess.Evidence] {
	at := o.At[0].Item
	return dialog.Records[assess.Evidence]{
		Assessment: o.Now().ID, Kind: assess.KindEvidence, At: at,
		Title: "Evidence for " + o.name(), About: "Evidence for " + o.name(), Removed: "Evidence removed; u brings it back.",
		Empty: "Nothing was shown for this item yet. a adds a piece: a document, a record, an interview, an observation or a demonstration.",
		All:   func() []assess.Evidence { return o.Now().EvidenceFor(at) },
		Fresh: o.fresh,
		Show: func(e assess.Evidence) (id, label, note string) {
			return e.ID, widget.FirstLine(e.What), Seen(e)
		},
		Ask: func(e assess.Evidence, _ bool) ([]dialog.Part, screen.Decide) {
			p := o.piece(e)
			return p.parts(), p.put
		},
		Remove: assess.RemoveEvidence,
	}
}

// Seen is what is known of a piece beside what it is.
func Seen(e assess.Evidence) string {
	words := []string{e.Kind}
	if e.Version != "" {
		words = append(words, widget.Line(e.Version))
	}
	if e.Date != "" {
		words = append(words, day.Show(e.Date))
	}
	if f, kept := e.Kept(); kept {
		words = append(words, "file "+widget.Line(f.Name))
	}
	if e.SeenBy != "" {
		words = append(words, "seen "+day.Show(e.SeenDay())+" by "+widget.Line(e.SeenBy))
	} else {
		words = append(words, "not seen")
	}
	return strings.Join(words, " · ")
}

// piece is a piece of evidence while a form asks about it.
type piece struct {
	s         *screen.Session
	now       *assess.Assessment // when it began
	began, is assess.Evidence
	items     string // what it serves, as typed
}

func (o On) piece(e assess.Evidence) *piece {
	return &piece{s: o.S, now: o.Now(), began: e, is: e, items: Numbers(o.S.Catalog, o.Now(), e.Items)}
}

// parts ask for everything about it; what it is is enough.
func (p *piece) parts() []dialog.Part {
	e := &p.is
	parts := []dialog.Part{dialog.Ask(
		huh.NewInput().Title("What is it?").Value(&e.What).CharLimit(2000).Validate(dialog.Needed("what it is")),
		huh.NewSelect[string]().Title("Kind").Inline(true).Options(huh.NewOptions(assess.EvidenceKinds...)...).Value(&e.Kind),
		huh.NewInput().Title("Version").Value(&e.Version).Validate(dialog.Line("version")),
		huh.NewInput().Title("Where is it kept?").Value(&e.Place),
	), dialog.Ask(
		dialog.Day(p.s, "Its date", "date of the evidence", "", &e.Date),
		huh.NewInput().Title("Seen by").Description("who saw it with their own eyes; empty while it is only claimed").Value(&e.SeenBy).Validate(dialog.Line("name of who saw it")),
		dialog.Day(p.s, "Seen on", "day it was seen", "empty: the day it was entered", &e.SeenOn),
		huh.NewInput().Title("Site").Value(&e.Site).Validate(dialog.Line("site")),
		huh.NewInput().Title("Serves").Description("items by number, separated by commas; of the ISMS as 27001:A.5.9").Value(&p.items).CharLimit(assess.MaxNote).Validate(dialog.Needed("which items it serves")),
	)}
	if systems := SystemOptions(p.now); len(systems) > 1 {
		parts = append(parts, dialog.Ask(huh.NewSelect[string]().Title("AI system").Options(systems...).Value(&e.System)))
	}
	return parts
}

// serves are the items it serves, as typed.
func (p *piece) serves() []string { return assess.SplitRefs(p.items) }

// put saves what was made of it.
func (p *piece) put(a *assess.Assessment) ([]assess.Change, error) {
	return assess.EditEvidence(p.s.Catalog, a, p.began, p.is, p.serves(), p.s.Now().Format(time.DateOnly))
}

// Numbers are items as people call them, for a text field.
func Numbers(cat *catalog.Catalog, a *assess.Assessment, ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = assess.RefName(cat, a, id)
	}
	return strings.Join(names, ", ")
}

// SystemOptions are the AI systems that something may be about, where there are
// any after the option of none in particular.
func SystemOptions(a *assess.Assessment) []huh.Option[string] {
	options := []huh.Option[string]{huh.NewOption("all, or none in particular", "")}
	for _, s := range a.InScope() {
		options = append(options, huh.NewOption(widget.Line(s.Name), s.ID))
	}
	return options
}
