package inventory

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// together makes one act about systems that are marked, or about the one under the
// cursor, and says what it did: of one in a sentence of its own.
func (x *Screen) together(chosen []row, one, did string, decide func(a *assess.Assessment, r row) ([]assess.Change, error)) tea.Cmd {
	x.systems.Marks.Clear()
	if len(chosen) > 1 {
		one = screen.Together(len(chosen), "AI systems", did)
	}
	return x.act(one, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Each(chosen, func(r row) ([]assess.Change, error) { return decide(a, r) })
	})
}

// changing changes a system as it stands when it is saved.
func changing(change func(*assess.System)) func(*assess.Assessment, row) ([]assess.Change, error) {
	return func(a *assess.Assessment, r row) ([]assess.Change, error) {
		now, err := still(a, r.System)
		if err != nil {
			return nil, err
		}
		change(&now)
		return assess.PutSystem(a, now)
	}
}

// still is a system as it stands, where it does.
func still(a *assess.Assessment, was assess.System) (assess.System, error) {
	now, ok := a.System(was.ID)
	if !ok || now.Removed {
		return now, fmt.Errorf("%s was taken out of the inventory meanwhile; nothing was changed", was.Name)
	}
	return now, nil
}

// owner asks who answers for them. Of several it is given to all.
func (x *Screen) owner(chosen []row) tea.Cmd {
	r := chosen[0]
	owner, title, hint := x.s.Offered(r.Owner), widget.Line(r.Name)+" · who answers for it", ""
	draft := dialog.FormOf(x.now.Assessment.ID, "owner", assess.RecordSubject(assess.KindSystem, r.ID))
	if len(chosen) > 1 {
		owner, title, hint = "", fmt.Sprintf("%d AI systems · who answers for them", len(chosen)), "empty: each keeps its own"
		draft = dialog.FormOf(x.now.Assessment.ID, "owner", assess.KindSystem)
	}
	in := huh.NewInput().Title("Owner").Description(hint).Value(&owner).Validate(dialog.Line("owner"))
	return x.s.Open(dialog.NewForm(x.s, draft, title, func() tea.Cmd {
		if owner == "" && len(chosen) > 1 {
			return screen.Tell("Nothing was typed, so each AI system keeps its owner.")
		}
		return x.together(chosen, "", "owner "+widget.Line(owner), changing(func(s *assess.System) { s.Owner = owner }))
	}, dialog.Ask(in)))
}

// scope takes systems in, or out where all are in. Their answers stay either way.
func (x *Screen) scope(chosen []row) tea.Cmd {
	in := slices.ContainsFunc(chosen, func(r row) bool { return !r.InScope })
	said, did := " is out of scope: its answers stay and count no more.", "out of scope"
	if in {
		said, did = " is in scope: the items about AI systems are answered for it too.", "in scope"
	}
	return x.together(chosen, widget.Line(chosen[0].Name)+said, did, changing(func(s *assess.System) { s.InScope = in }))
}

// remove asks first, and says what happens with the answers.
func (x *Screen) remove(chosen []row) tea.Cmd {
	name, it := widget.Line(chosen[0].Name), "it"
	if len(chosen) > 1 {
		name, it = fmt.Sprintf("%d AI systems", len(chosen)), "them"
	}
	said := name + " is out of the inventory. u brings it back with its answers."
	return x.s.Open(dialog.NewConfirm(x.s, "Remove "+name+"?", x.removal(chosen, it), "remove "+it, func() tea.Cmd {
		return x.together(chosen, said, "out of the inventory", func(a *assess.Assessment, r row) ([]assess.Change, error) {
			return assess.RemoveSystem(a, r.ID)
		})
	}))
}

func (x *Screen) removal(chosen []row, it string) string {
	var say strings.Builder
	switch answers := x.answersFor(chosen); answers {
	case 0:
		say.WriteString("No answer was given for " + it + ", so none is lost.")
	case 1:
		say.WriteString("One answer was given for " + it + ". It counts no more, and stays in the history.")
	default:
		fmt.Fprintf(&say, "%d answers were given for %s. They count no more, and stay in the history.", answers, it)
	}
	in, leaving := len(x.now.Assessment.InScope()), 0
	for _, r := range chosen {
		if r.InScope {
			leaving++
		}
	}
	if leaving > 0 && leaving == in {
		say.WriteString(" No other is in scope: items about AI systems have one answer for all again.")
	}
	fmt.Fprintf(&say, " u brings everything back. To keep %s in the list and only leave %s out of the assessment, press esc, then space.", it, it)
	return say.String()
}

// answersFor counts the answers of their own.
func (x *Screen) answersFor(chosen []row) (n int) {
	for k, answer := range x.now.Assessment.Answers.All() {
		if !answer.IsZero() && slices.ContainsFunc(chosen, func(r row) bool { return r.ID == k.System }) {
			n++
		}
	}
	return n
}
