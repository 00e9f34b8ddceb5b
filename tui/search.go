package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/search"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// The most places that are listed, and the most cells that the name of what a text
// is about takes.
const (
	mostHits  = 100
	nameCells = 30
)

// indexed is what can be found in an assessment as it was handed out.
type indexed struct {
	of    *assess.Assessment
	kept  screen.Kept // with the records that it knows
	index *search.Index
}

// is reports whether it is the index of that.
func (x indexed) is(as *assess.Assessment, kept screen.Kept) bool {
	return x.of == as && x.kept.Ruling == kept.Ruling
}

// indexOf makes it, with the records that this person may read.
func indexOf(cat *catalog.Catalog, as *assess.Assessment, kept screen.Kept) indexed {
	x := search.Of(cat, as)
	if kept.Ruling != nil {
		x.With(kept.Book)
	}
	return indexed{as, kept, x}
}

// look opens a palette, and has made what it looks through while the first word is
// typed: with ten thousand notes that takes a moment.
func (a *App) look(title string, from source) tea.Cmd {
	open := a.push(a.newPalette(title, from))
	cat, as, kept := a.s.Catalog, a.now.Assessment, a.kept
	if as == nil || a.found.is(as, kept) {
		return open
	}
	return tea.Batch(open, func() tea.Msg { return indexOf(cat, as, kept) })
}

// index is what can be found in the assessment as the screens have it, so behind the
// veil; nil where none is open. It is made here where a key or news comes first, so
// that whoever types quickly goes where they meant to.
func (a *App) index() *search.Index {
	as := a.now.Assessment
	if !a.found.is(as, a.kept) {
		a.found = indexOf(a.s.Catalog, as, a.kept)
	}
	return a.found.index
}

// search finds words in all that was said, and in what is asked.
func (a *App) search() tea.Cmd {
	return a.look("Find words", func(text string) (hits []entry, said string) {
		if text == "" {
			return a.itemEntries(), "Words of a title, note, owner, reason, piece of evidence, finding …"
		}
		x := a.index()
		found, total := x.Find(text, mostHits)
		said = fmt.Sprintf("%d places", total)
		switch {
		case total == 1:
			said = "1 place"
		case total > mostHits:
			said = fmt.Sprintf("The best %d of %d places; one more word narrows them.", mostHits, total)
		case total == 0:
			if found = x.Near(text, 10); len(found) > 0 {
				said = "Nothing has these words. Titles that are spelt nearly so:"
			} else {
				said = "Nothing has these words. Try fewer letters."
			}
		}
		return a.entriesOf(found), said
	})
}

// titles are the items and AI systems whose titles have all words of a text.
func (a *App) titles(text string) []entry {
	x := a.index()
	if x == nil {
		return nil
	}
	found, _ := x.Find(text, mostHits)
	titles := found[:0:0]
	for _, h := range found {
		if h.Title {
			titles = append(titles, h)
		}
	}
	return a.entriesOf(titles)
}

func (a *App) entriesOf(hits []search.Hit) []entry {
	all := make([]entry, 0, len(hits))
	for _, h := range hits {
		e := entry{do: func() tea.Cmd { return a.goTo(a.whereIs(h.Subject)) }}
		switch name := ansi.Truncate(widget.Line(h.Name), nameCells, "…"); {
		case h.Title && h.Subject.Kind() == assess.KindSystem:
			e.label, e.note = widget.Line(h.Name), "AI system"
		case h.Title:
			e.label, e.note = widget.Line(h.Name+"  "+h.Text), a.setOf(h.Subject)
		case h.Part == "":
			e.label = name + ": " + widget.Line(h.Around())
		default:
			e.label = name + " · " + h.Part + ": " + widget.Line(h.Around())
		}
		all = append(all, e)
	}
	return all
}

// setOf is the title of the clause or section that an item stands in.
func (a *App) setOf(s assess.Subject) string {
	switch s.Kind() {
	case assess.KindBaseline:
		return "baseline"
	case assess.KindRecord:
		if k, known := a.s.Catalog.Register(s.Parts()[0]); known {
			return k.Singular
		}
		return "record"
	}
	k, _ := s.Key()
	it, ok := assess.Item(a.s.Catalog, a.now.Assessment, k.Item)
	if !ok {
		return ""
	}
	return widget.Line(it.Set.Title)
}

// whereIs is the screen and the place in it where a subject stands.
func (a *App) whereIs(s assess.Subject) screen.Go {
	as := a.now.Assessment
	switch s.Kind() {
	case assess.KindAnswer:
		k, _ := s.Key()
		return screen.Go{Route: screen.Walk, Place: screen.Place{Item: k.Item, System: k.System, Question: k.Question}}
	case assess.KindSystem:
		return screen.Go{Route: screen.Systems, Place: screen.Place{System: s.ID()}}
	case assess.KindRecord:
		return screen.Go{Route: screen.Registers, Place: screen.Place{Record: strings.Join(s.Parts(), "/")}}
	case assess.KindEvidence:
		if e, _ := as.EvidenceByID(s.ID()); len(e.Items) > 0 {
			return atRef(e.Items[0])
		}
	case assess.KindFinding:
		f, _ := as.Finding(s.ID())
		if f.Baseline == "" {
			return screen.Go{Route: screen.Walk, Place: screen.Place{Item: f.Item, System: f.System}}
		}
		return atRef(assess.BaselineRef(f.Baseline))
	case assess.KindBaseline:
		return atRef(assess.BaselineRef(s.ID()))
	}
	if _, ok := assess.Item(a.s.Catalog, as, s.ID()); ok {
		return atRef(s.ID())
	}
	return screen.Go{Route: screen.Roadmap}
}

// atRef is where an item of either standard stands, named as in a list.
func atRef(ref string) screen.Go {
	if item, ok := assess.BaselineOf(ref); ok {
		return screen.Go{Route: screen.Baseline, Place: screen.Place{Item: item}}
	}
	return screen.Go{Route: screen.Walk, Place: screen.Place{Item: ref}}
}

// itemEntries are all items of both standards.
func (a *App) itemEntries() []entry {
	as := a.assessment()
	if as == nil {
		return nil
	}
	var all []entry
	add := func(it *catalog.Item, name, note string) {
		all = append(all, entry{label: name + "  " + widget.Line(it.Title), note: note, do: func() tea.Cmd {
			return a.goTo(atRef(assess.RefOf(it)))
		}})
	}
	for _, it := range assess.Items(a.s.Catalog, as) {
		add(it, it.Number, widget.Line(it.Set.Title))
	}
	for _, it := range a.s.Catalog.Foundation().Items() {
		add(it, "ISMS "+it.ID, "baseline")
	}
	return all
}

// askNumber goes to an item by its number: "a52" is A.5.2.
func (a *App) askNumber() tea.Cmd {
	return a.look("Go to an item", func(text string) (hits []entry, said string) {
		if text == "" {
			return a.itemEntries(), "Type its number, dots may be left out: a52, 614, x1."
		}
		var begins []entry
		want := plainNumber(text)
		for _, e := range a.itemEntries() {
			number, _, _ := strings.Cut(strings.TrimPrefix(e.label, "ISMS "), "  ")
			switch n := plainNumber(number); {
			case n == want:
				hits = append(hits, e)
			case strings.HasPrefix(n, want):
				begins = append(begins, e)
			}
		}
		if hits = append(hits, begins...); len(hits) == 0 {
			said = "No item has this number. Try fewer letters."
		}
		return hits, said
	})
}

func plainNumber(s string) string {
	return strings.NewReplacer(".", "", " ", "").Replace(strings.ToLower(s))
}
