package answer

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Exclude asks for the justification, one for all, after the rules were asked
// whether it may be.
func (o On) Exclude() tea.Cmd { return o.unsettle("not applicable", o.exclude) }

func (o On) exclude() tea.Cmd {
	x := assess.Exclusion{Reason: "asked below"}
	decide := o.each(func(cat *catalog.Catalog, a *assess.Assessment, k assess.Key) ([]assess.Change, error) {
		return assess.Exclude(cat, a, k, x)
	})
	if _, err := decide(o.Now()); err != nil {
		return screen.Send(screen.Failed{Err: err})
	}
	one, title := o.At[0], o.name()+" is not applicable"
	x = assess.Exclusion{}
	if was := o.Now().Answer(one).Rating; was.Is(assess.NA) && !o.several() {
		x = assess.Exclusion{Reason: was.Reason, Risk: was.Risk, ApprovedBy: was.ApprovedBy, ApprovedOn: was.ApprovedOn}
	}
	fields := []huh.Field{huh.NewInput().Title("Why does it not apply?").Value(&x.Reason).CharLimit(assess.MaxNote).Validate(dialog.Needed("why it does not apply"))}
	if one.Question == "" {
		fields = append(fields,
			huh.NewInput().Title("Risk it refers to").Description("optional").Value(&x.Risk),
			huh.NewInput().Title("Approved by").Description("optional").Value(&x.ApprovedBy).Validate(dialog.Line("approver")),
			dialog.Day(o.S, "Approved on", "day of approval", "optional", &x.ApprovedOn))
	}
	switch {
	case one.Question != "":
		title = "Question " + one.Question + " does not arise"
	case o.several():
		title = o.name() + " are not applicable, for one reason"
	}
	return o.S.Open(dialog.NewForm(o.S, o.form("exclusion"), title, func() tea.Cmd { return o.act("not applicable", decide) }, dialog.Ask(fields...)))
}

// Clear takes away what ratings there are; it asks first where rooms settled on
// them, or others look on.
func (o On) Clear() tea.Cmd {
	o.At = slices.DeleteFunc(slices.Clone(o.At), func(k assess.Key) bool { return o.Now().Answer(k).Rating.Is(assess.Unanswered) })
	if len(o.At) == 0 {
		return screen.Tell("There is no rating here to clear.")
	}
	clear := func() tea.Cmd { return o.act("cleared", o.each(assess.Clear)) }
	return o.unsettle("clear "+o.it(), func() tea.Cmd {
		if slices.ContainsFunc(o.At, func(k assess.Key) bool { _, settled := o.Now().SettledAt(k); return settled }) {
			return clear() // it was asked already
		}
		return dialog.ClearShared(o.S, o.Room, o.name(), clear)
	})
}

// Assign asks who sees to it and by when. Of several a field that is left empty
// leaves what each has.
func (o On) Assign() tea.Cmd {
	var owner, due, keeps string
	title := o.name() + " · who sees to it, and by when"
	if o.several() {
		title, keeps = o.name()+" · who sees to them, and by when", "empty: each keeps its own"
	} else {
		x := o.Now().Answer(o.At[0])
		owner, due = o.S.Offered(x.Owner), x.Due
	}
	decide := o.each(func(cat *catalog.Catalog, a *assess.Assessment, k assess.Key) ([]assess.Change, error) {
		if !o.several() {
			return assess.Assign(cat, a, k, owner, due)
		}
		x := a.Answer(k)
		return assess.Assign(cat, a, k, cmp.Or(owner, x.Owner), cmp.Or(due, x.Due))
	})
	save := func() tea.Cmd {
		if o.several() && owner == "" && due == "" {
			return screen.Tell("Nothing was typed, so each item keeps its owner and its due date.")
		}
		return o.act(assigned(owner, due), decide)
	}
	return o.S.Open(dialog.NewForm(o.S, o.form("assign"), title, save, dialog.Ask(
		huh.NewInput().Title("Owner").Description(keeps).Value(&owner).Validate(dialog.Line("owner")),
		dialog.Day(o.S, "Due", "due date", keeps, &due),
	)))
}

// assigned says what several were given.
func assigned(owner, due string) string {
	var words []string
	if owner != "" {
		words = append(words, "owner "+widget.Line(owner))
	}
	if due != "" {
		words = append(words, "due "+day.Show(due))
	}
	return strings.Join(words, ", ")
}

// Flag flags all of it, or takes the flags off where all of it has one. A flag may
// stand at others of its places, which at gives.
func (o On) Flag(at func(*assess.Assessment, assess.Key) []assess.Key) tea.Cmd {
	on := func(a *assess.Assessment) bool {
		return slices.ContainsFunc(o.At, func(k assess.Key) bool {
			return !slices.ContainsFunc(at(a, k), func(k assess.Key) bool { return a.Answer(k).Flag })
		})
	}
	did := "flags taken off"
	if on(o.Now()) {
		did = "flagged"
	}
	return o.act(did, func(a *assess.Assessment) ([]assess.Change, error) {
		set := on(a)
		return o.each(func(cat *catalog.Catalog, a *assess.Assessment, k assess.Key) ([]assess.Change, error) {
			keys := []assess.Key{k}
			if !set {
				keys = at(a, k)
			}
			return assess.Each(keys, func(k assess.Key) ([]assess.Change, error) { return assess.Flag(cat, a, k, set) })
		})(a)
	})
}

// Here is an answer's one place, for Flag.
func Here(_ *assess.Assessment, k assess.Key) []assess.Key { return []assess.Key{k} }
