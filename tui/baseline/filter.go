package baseline

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
)

// filter says which items the table shows; the zero filter shows all.
type filter struct {
	what kind
	set  string // id of a clause or theme, where what is ofSet
}

type kind int

const (
	all kind = iota
	unanswered
	mapped
	ofSet
)

// text is what words are looked for in.
func (b *Screen) text(it *catalog.Item) string {
	text := b.words[it.ID]
	if note := b.now.Assessment.Baseline[it.ID].Note; note != "" {
		text += " " + strings.ToLower(note)
	}
	return text
}

func (b *Screen) passes(f filter, it *catalog.Item) bool {
	switch f.what {
	case unanswered:
		return b.rating(it).Is(assess.Unanswered)
	case mapped:
		return len(b.s.Catalog.Carries(it.ID)) > 0
	case ofSet:
		return it.Set.ID == f.set
	}
	return true
}

func (b *Screen) count(f filter) int {
	n := 0
	for _, it := range b.items {
		if b.passes(f, it) {
			n++
		}
	}
	return n
}

// filters are all there are, in the order in which they are offered.
func (b *Screen) filters() []filter {
	fs := []filter{{what: all}, {what: unanswered}, {what: mapped}}
	for _, set := range b.s.Catalog.Foundation().Clauses {
		fs = append(fs, filter{ofSet, set.ID})
	}
	return fs
}

func (b *Screen) name(f filter) string {
	switch f.what {
	case unanswered:
		return "unanswered"
	case mapped:
		return "those on which ISO/IEC 42001 rests"
	case ofSet:
		for _, set := range b.s.Catalog.Foundation().Clauses {
			if set.ID == f.set {
				return set.ID + " " + set.Title
			}
		}
	}
	return "all items"
}

func (b *Screen) chooseFilter() tea.Cmd {
	fs := b.filters()
	at := 0
	for i, f := range fs {
		if f == b.filter {
			at = i
		}
	}
	c := dialog.NewChoice(b.s, "Which items", "", func() []dialog.Option {
		options := make([]dialog.Option, len(fs))
		for i, f := range fs {
			options[i] = dialog.Option{Label: b.name(f), Note: strconv.Itoa(b.count(f)), Pick: func() tea.Cmd { return b.setFilter(f) }}
		}
		return options
	})
	return b.s.Open(c.At(at))
}

func (b *Screen) setFilter(f filter) tea.Cmd {
	b.filter = f
	b.rows.Arrange()
	return b.moved()
}
