package vote

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/dialog"
)

// wish is what somebody asks of an agenda.
type wish struct {
	filter          string // as it is typed
	titles, numbers string
	system          string
	named           bool
	tolerance       int
	minutes         string
}

// askPlan asks for a new agenda.
func (v *Screen) askPlan() tea.Cmd {
	g := v.room.Agenda
	w := &wish{filter: v.usual(), named: true, tolerance: workshop.DefaultTolerance}
	if !g.Empty() {
		w.named, w.tolerance = g.Named, g.Tolerance
	}
	if g.Given > 0 {
		w.minutes = fmt.Sprint(int(g.Given.Minutes()))
	}
	hint := "empty: no length"
	if !g.Empty() {
		hint = "empty: no length; this agenda takes the place of the one there is"
	}
	done := func() tea.Cmd {
		return v.plan(func(_ workshop.Agenda, now time.Time) (workshop.Agenda, error) {
			keys, err := v.wished(w)
			if err != nil {
				return workshop.Agenda{}, err
			}
			given, err := minutes(w.minutes)
			if err != nil {
				return workshop.Agenda{}, err
			}
			return workshop.NewAgenda(keys, w.tolerance, w.named, given, now)
		})
	}
	return v.s.Open(dialog.NewForm(v.s, v.form("agenda"), "The agenda", done,
		dialog.Ask(v.whichFields(w)...),
		dialog.Ask(
			huh.NewInput().Title("Minutes").Description(hint).Value(&w.minutes).
				Validate(func(s string) error { _, err := minutes(s); return err }),
			namesField(&w.named), toleranceField(&w.tolerance),
		)))
}

// askAdd asks what comes at the end of the agenda.
func (v *Screen) askAdd() tea.Cmd {
	w := &wish{filter: v.usual()}
	if r, ok := v.at(); ok && !r.planned {
		w.numbers, w.system = v.item(r.key).Number, r.key.System
	}
	done := func() tea.Cmd {
		return v.plan(func(g workshop.Agenda, now time.Time) (workshop.Agenda, error) {
			keys, err := v.wished(w)
			if err != nil {
				return g, err
			}
			if g.Empty() {
				return workshop.NewAgenda(keys, workshop.DefaultTolerance, true, 0, now)
			}
			return g.With(keys...)
		})
	}
	return v.s.Open(dialog.NewForm(v.s, v.form("more"), "More for the agenda", done, dialog.Ask(v.whichFields(w)...)))
}

// whichFields ask which items.
func (v *Screen) whichFields(w *wish) []huh.Field {
	filters := []huh.Option[string]{huh.NewOption(fmt.Sprintf("all items (%d)", len(v.chosen(filter.All))), filter.All)}
	for _, k := range filter.Kinds() {
		if f := filter.Of(k.Term()); k.Asks(catalog.AIMS) && !k.Listed() {
			filters = append(filters, huh.NewOption(fmt.Sprintf("%s (%d)", f.Words(), len(v.chosen(f.String()))), f.String()))
		}
	}
	asked := "by title, with commas, as " + strings.Join(workshop.Titles(assess.Items(v.s.Catalog, v.now.Assessment))[:3], ", ")
	fields := []huh.Field{
		huh.NewSelect[string]().Title("Items").Inline(true).Options(filters...).Value(&w.filter),
		huh.NewInput().Title("Of these, asked of").Description(asked + "; empty: all").Value(&w.titles).
			Validate(func(s string) error { _, err := workshop.Asking(v.chosen(w.filter), workshop.TitlesIn(s)); return err }),
		huh.NewInput().Title("Or just these").Description("numbers in your order, as A.5.4 6.1.2; empty: as above").Value(&w.numbers).
			Validate(func(s string) error { _, err := v.numbered(s); return err }),
	}
	scope := v.now.Assessment.InScope()
	if len(scope) == 0 {
		return fields
	}
	systems := []huh.Option[string]{huh.NewOption("all together", ""), huh.NewOption("each by itself", workshop.EachSystem)}
	for _, s := range scope {
		systems = append(systems, huh.NewOption(dialog.OneLine(s.Name), s.ID))
	}
	return append(fields, huh.NewSelect[string]().Title("AI system").Description("for items that are about one").Inline(true).Options(systems...).Value(&w.system))
}

// usual is what a room most likely works off: what is open, else what does not
// conform.
func (v *Screen) usual() string {
	for _, word := range []string{"unanswered", "gaps"} {
		if len(v.chosen(word)) > 0 {
			return word
		}
	}
	return filter.All
}

// chosen are the applicable items of a filter.
func (v *Screen) chosen(text string) []*catalog.Item {
	f, err := filter.Parse(text)
	if err != nil {
		return nil
	}
	n := &v.now
	all := v.s.Facts(v.now, v.room, v.kept).Choose(f, assess.Items(v.s.Catalog, n.Assessment))
	return slices.DeleteFunc(all, func(it *catalog.Item) bool { s, _ := n.Score.Item(it.ID); return !s.Applicable() })
}

// numbered are the items of a line of numbers.
func (v *Screen) numbered(text string) ([]*catalog.Item, error) {
	var items []*catalog.Item
	for _, number := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		it, ok := assess.FindItem(v.s.Catalog, v.now.Assessment, number)
		if !ok {
			return nil, fmt.Errorf("there is no item %q; write it as 6.1.2 or A.5.4", number)
		}
		items = append(items, it)
	}
	return items, nil
}

func (v *Screen) wished(w *wish) ([]assess.Key, error) {
	items, err := v.numbered(w.numbers)
	if err == nil && len(items) == 0 {
		items, err = workshop.Asking(v.chosen(w.filter), workshop.TitlesIn(w.titles))
	}
	if err == nil && len(items) == 0 {
		err = fmt.Errorf("no item is chosen by %s now; choose others, or name them by number", w.filter)
	}
	return workshop.KeysOf(v.now.Assessment, items, w.system), err
}

// minutes reads a length; empty: none.
func minutes(text string) (time.Duration, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if most := int(workshop.MaxGiven / time.Minute); err != nil || n < 0 || n > most {
		return 0, fmt.Errorf("a session has 0 to %d whole minutes", most)
	}
	return time.Duration(n) * time.Minute, nil
}

func (v *Screen) askLength() tea.Cmd {
	text := ""
	if g := v.room.Agenda.Given; g > 0 {
		text = fmt.Sprint(int(g.Minutes()))
	}
	in := huh.NewInput().Title("Minutes").Description("of the whole session; empty: no length").Value(&text).
		Validate(func(s string) error { _, err := minutes(s); return err })
	done := func() tea.Cmd {
		return v.plan(func(g workshop.Agenda, _ time.Time) (workshop.Agenda, error) {
			given, err := minutes(text)
			if err != nil {
				return g, err
			}
			return g.Lasting(given)
		})
	}
	return v.s.Open(dialog.NewForm(v.s, v.form("length"), "How long the session is", done, dialog.Ask(in)))
}
