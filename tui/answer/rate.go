package answer

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// Rate rates all of it. What rooms settled on that very level stands; before it
// overwrites what they settled otherwise, it asks.
func (o On) Rate(level int) tea.Cmd {
	o.At = slices.DeleteFunc(slices.Clone(o.At), func(k assess.Key) bool {
		settled, ok := o.Now().SettledAt(k)
		return ok && settled.Level == level
	})
	if len(o.At) == 0 {
		return nil
	}
	return o.unsettle(fmt.Sprintf("rate %s %d", o.it(), level), func() tea.Cmd { return o.whose(level) })
}

// overruled are those that are for all AI systems and count for none, since each
// has an answer of its own, and how many answers those are.
func (o On) overruled() (at []assess.Key, answers int) {
	for _, k := range o.At {
		it, ok := assess.Item(o.S.Catalog, o.Now(), k.Item)
		if !ok || !it.PerSystem() || k.System != "" {
			continue
		}
		if n := len(assess.OwnOnes(it, o.Now())); n > 0 {
			at, answers = append(at, k), answers+n
		}
	}
	return at, answers
}

// whose asks which answers are meant where a rating for all AI systems would count
// for none of them.
func (o On) whose(level int) tea.Cmd {
	overruled, n := o.overruled()
	switch {
	case n == 0:
		return o.rate(level, false, "")
	case o.At[0].Question != "":
		return o.rate(level, false, "It counts for no AI system: each has its own answer. s chooses one.")
	}
	title := o.name() + " for all counts for no AI system: each has its own answer"
	if o.several() {
		title = o.some(len(overruled), "counts for no AI system: each has its own answer", "count for no AI system: each has its own answer")
	}
	return o.S.Open(dialog.NewChoice(o.S, title, "", func() []dialog.Option {
		return []dialog.Option{
			{Label: fmt.Sprintf("Replace the %d answers by %d", n, level), Note: o.settledOnes(overruled) + "u brings them back", Pick: func() tea.Cmd { return o.rate(level, true, "") }},
			{Label: fmt.Sprintf("Keep them; %d for systems to come", level), Note: "counts for none", Pick: func() tea.Cmd { return o.rate(level, false, "") }},
		}
	}))
}

// settledOnes is how many of the answers of single AI systems were settled by
// votes, in words; empty: none.
func (o On) settledOnes(at []assess.Key) string {
	n := 0
	for _, k := range at {
		for _, x := range o.Now().Answers[k.Item] {
			if _, ok := o.Now().SettledAt(x.Key); ok && x.System != "" {
				n++
			}
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 was settled by a vote; "
	}
	return fmt.Sprintf("%d were settled by votes; ", n)
}

// rate saves the ratings, instead of those of single AI systems or beside them. A
// direct rating above an item's questions first asks for its reason, once for all.
func (o On) rate(level int, alone bool, said string) tea.Cmd {
	if _, err := o.rating(level, "asked below", alone)(o.Now()); err != nil {
		return screen.Send(screen.Failed{Err: err})
	}
	above := 0
	var needs *assess.NeedsReason
	for _, k := range o.At {
		if _, err := assess.Rate(o.S.Catalog, o.Now(), k, level, ""); errors.As(err, &needs) {
			above++
		}
	}
	if above == 0 {
		return o.rated(level, alone, said)
	}
	title := fmt.Sprintf("%s: why %d, when its lowest question is %d?", needs.Item, needs.Level, needs.Lowest)
	if o.several() {
		title = o.some(above, "stands above its lowest question", "stand above their lowest questions") + fmt.Sprintf(": why %d?", level)
	}
	var reason string
	in := huh.NewInput().Title("Reason").Value(&reason).CharLimit(assess.MaxNote).Validate(dialog.Needed("a reason"))
	return o.S.Open(dialog.NewForm(o.S, o.form("override"), title, func() tea.Cmd {
		o.Marks.Clear()
		return tea.Batch(o.S.ActSaying(o.Now().ID, o.saying(said, level), o.rating(level, reason, alone)), o.then())
	}, dialog.Ask(in)))
}

// rated saves ratings that need no reason: of several digits typed in a row only
// the last waits.
func (o On) rated(level int, alone bool, said string) tea.Cmd {
	o.Marks.Clear()
	said, decide := o.saying(said, level), o.rating(level, "", alone)
	if alone { // it says something of the AI systems too
		return tea.Batch(o.S.ActSaying(o.Now().ID, said, decide), o.then())
	}
	var subjects []string
	for _, k := range o.At {
		subjects = append(subjects, string(k.Subject()))
	}
	return tea.Batch(o.S.ActNewest(o.Now().ID, "rating of "+strings.Join(subjects, " "), said, decide), o.then())
}

// then goes on from what was rated, where the screen does.
func (o On) then() tea.Cmd {
	if o.Then == nil {
		return nil
	}
	return o.Then()
}

func (o On) saying(said string, level int) string {
	if said == "" {
		return o.together(fmt.Sprintf("rated %d", level))
	}
	return said
}

// rating decides on a level, with the reason where one is needed; alone takes
// away, in the same act, what the AI systems in scope have of their own.
func (o On) rating(level int, reason string, alone bool) screen.Decide {
	return o.each(func(cat *catalog.Catalog, a *assess.Assessment, k assess.Key) ([]assess.Change, error) {
		return assess.RateWith(cat, a, k, level, reason, alone)
	})
}
