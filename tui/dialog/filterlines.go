package dialog

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/filter"
	"crosswalk/tui/widget"
)

// filterLine is a line of the dialog: a kind, a value of one, or a filter that was
// kept.
type filterLine struct {
	key   string // a letter that shows this alone; empty: it has none
	label string
	count int
	on    bool // it is part of what holds
	lists bool // it opens the values of its kind
	rule  bool // it is none of these, and parts them

	term  filter.Term
	alone filter.Filter // what choosing this and nothing else shows
	name  string        // under which it was kept
	wrong error         // why that can't be read any more
}

// renew makes the lines and counts anew: at a change, never at a drawing.
func (f *Filters) renew() {
	x, items := f.list.Facts(), f.list.Items()
	f.lines = nil
	f.all, f.shown = len(items), x.Count(f.holds, items)
	if k, ok := filter.KindOf(f.of); ok {
		f.valueLines(x, k)
	} else {
		f.kindLines(x)
		f.keptLines(x)
	}
	f.at = max(0, min(f.at, len(f.lines)-1))
}

// kindLines are the kinds that can be asked of the items. What a kind that holds
// already would add is nothing.
func (f *Filters) kindLines(x filter.Facts) {
	items := f.list.Items()
	within := x.Choose(f.holds, items)
	for _, k := range filter.Kinds() {
		if !k.Asks(f.list.Standard) {
			continue
		}
		l := filterLine{key: k.Key, term: k.Term(), on: f.holds.Holds(k.Word), lists: k.Listed()}
		l.alone = filter.Of(l.term)
		l.label = l.alone.Words()
		switch {
		case l.on:
			l.label, l.count = f.holds.Only(k.Word).Words(), f.shown
		case l.lists:
			_, l.count = x.Values(k, within)
		default:
			l.count = x.Count(f.holds.With(l.term), items)
		}
		if l.lists && !l.on {
			l.label = strings.Replace(k.Shown, "…", "", 1) + "…"
		}
		f.lines = append(f.lines, l)
	}
}

// valueLines are the values that the items have, and those that hold though none
// has them any more.
func (f *Filters) valueLines(x filter.Facts, k filter.Kind) {
	items := f.list.Items()
	values, _ := x.Values(k, items)
	terms := f.holds.Only(k.Word)
	for _, v := range values {
		terms = terms.With(filter.Term{Word: k.Word, Value: v})
	}
	for _, t := range terms {
		alone := filter.Of(t)
		within := alone
		if f.made {
			within = f.holds.Without(k.Word).With(t)
		}
		f.lines = append(f.lines, filterLine{label: t.Value + f.titleOf(t), term: t, alone: alone, on: f.holds.Has(t), count: x.Count(within, items)})
	}
	if len(terms) == 0 {
		f.lines = append(f.lines, filterLine{label: "none of the items has one", rule: true})
	}
}

// titleOf is what a clause, section or theme is called.
func (f *Filters) titleOf(t filter.Term) string {
	for _, it := range f.list.Items() {
		if t.Word == "clause" && it.Set.ID == t.Value {
			return "  " + it.Set.Title
		}
	}
	return ""
}

func (f *Filters) keptLines(x filter.Facts) {
	if len(f.kept) > 0 {
		f.lines = append(f.lines, filterLine{rule: true, label: "kept by you"})
	}
	for _, k := range f.kept {
		l := filterLine{label: k.Name + " · " + k.filter.Words(), alone: k.filter, name: k.Name, wrong: k.wrong}
		if k.wrong != nil {
			l.label = k.Name + " · can't be read"
		} else {
			l.count, l.on = x.Count(k.filter, f.list.Items()), len(k.filter) > 0 && k.filter.Equal(f.holds)
		}
		f.lines = append(f.lines, l)
	}
}

// Resize keeps the space.
func (f *Filters) Resize(w, h int) { f.w, f.h = min(w, wide), h }

// View is what holds, and below it the lines around the cursor.
func (f *Filters) View() string {
	label := f.w - 13
	from, to := widget.Window(f.top, f.at, len(f.lines), room(len(f.lines), f.h-2))
	f.top = from
	lines := []string{f.held(f.w), ""}
	for i := from; i < to; i++ {
		lines = append(lines, f.line(f.lines[i], i == f.at, label))
	}
	return strings.Join(append(lines, more(f.s.Theme, from, len(f.lines)-to, f.w)...), "\n")
}

// held says what holds, as the list will.
func (f *Filters) held(w int) string {
	words := fmt.Sprintf("All %d are shown.", f.all)
	if len(f.holds) > 0 {
		words = fmt.Sprintf("%d of %d: %s", f.shown, f.all, widget.Line(f.holds.Words()))
	}
	return f.s.Theme.Warn.Render(widget.Fit(words, w))
}

// line has its sign, so that what is on is seen without colour.
func (f *Filters) line(l filterLine, here bool, label int) string {
	t, mark, letter := f.s.Theme, " ", " "
	if l.rule {
		lead := "── " + l.label + " "
		return t.Dim.Render(widget.Fit(lead+widget.Rule(label+13-ansi.StringWidth(lead)), label+13))
	}
	if l.on {
		mark = "●"
	}
	if l.key != "" {
		letter = l.key
	}
	count := "  " + widget.FitRight(strconv.Itoa(l.count), 4)
	words := widget.Fit(widget.Line(l.label), label)
	if here {
		return t.Cursor.Render("▸ " + mark + " " + letter + "  " + words + count)
	}
	return "  " + mark + " " + t.Key.Render(letter) + "  " + words + t.Dim.Render(count)
}
