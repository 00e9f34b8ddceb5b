package statement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/soa"
	"crosswalk/tui/answer"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// act takes the keys that are about the line under the cursor, or those that are
// marked.
func (st *Screen) act(msg tea.KeyPressMsg) tea.Cmd {
	refs := st.targets()
	if at := slices.IndexFunc(refs, st.room.Veils); at >= 0 {
		return screen.Tell("The room votes on " + st.number(refs[at]) + ", and what is said of it waits for the reveal.")
	}
	switch k := st.keys; {
	case key.Matches(msg, k.Declare):
		return st.declare(refs)
	case key.Matches(msg, k.Exclude):
		return st.exclude(refs)
	case key.Matches(msg, k.Clear):
		return st.clear(refs)
	case key.Matches(msg, k.Drivers):
		return st.drivers(refs)
	case key.Matches(msg, k.How, k.Editor):
		return st.how(key.Matches(msg, k.Editor))
	case key.Matches(msg, k.Owner):
		return st.assign(refs)
	case key.Matches(msg, k.Evidence):
		return st.on(refs).Evidence()
	case key.Matches(msg, k.Fields):
		return st.fields()
	case key.Matches(msg, k.About):
		return st.about()
	case key.Matches(msg, k.Walk):
		return st.walk()
	}
	return nil
}

func (st *Screen) number(ref string) string {
	return assess.RefName(st.s.Catalog, st.now.Assessment, ref)
}

// on are the answers of some lines, for what is done to answers everywhere.
func (st *Screen) on(refs []string) answer.On {
	keys := make([]assess.Key, len(refs))
	for i, ref := range refs {
		keys[i] = assess.Key{Item: ref}
	}
	return answer.On{S: st.s, Now: func() *assess.Assessment { return st.now.Assessment }, Room: st.room, Marks: st.rows.Marks, At: keys}
}

// decision is what is said of one line.
type decision func(a *assess.Assessment, ref string) ([]assess.Change, error)

func each(refs []string, decide decision) screen.Decide {
	return func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Each(refs, func(ref string) ([]assess.Change, error) { return decide(a, ref) })
	}
}

// save makes one act of what is said about some lines.
func (st *Screen) save(refs []string, did string, decide decision) tea.Cmd {
	st.rows.Marks.Clear()
	return st.s.ActSaying(st.now.Assessment.ID, screen.Together(len(refs), "controls", did), each(refs, decide))
}

// declare says the next status, of several that of the first.
func (st *Screen) declare(refs []string) tea.Cmd {
	for _, ref := range refs {
		if l, ok := st.lines.Line(ref); ok && l.Excluded {
			return screen.Tell(l.Number() + " is excluded; x takes that back, then a status can be declared.")
		}
	}
	next := ""
	return st.save(refs, "next status declared", func(a *assess.Assessment, ref string) ([]assess.Change, error) {
		said := assess.StatementOn(a, ref)
		if ref == refs[0] {
			next = soa.NextDeclared(said.Declared)
		}
		said.Declared = next
		return assess.Declare(st.s.Catalog, a, ref, said)
	})
}

// standards parts lines by the standard: those of ISO/IEC 27001 are answered in
// another place.
func standards(refs []string) (aims, isms []string) {
	for _, ref := range refs {
		if item, ok := assess.BaselineOf(ref); ok {
			isms = append(isms, item)
		} else {
			aims = append(aims, ref)
		}
	}
	return aims, isms
}

// exclude asks for the reason, one for all.
func (st *Screen) exclude(refs []string) tea.Cmd {
	aims, isms := standards(refs)
	if len(isms) == 0 {
		return st.on(refs).Exclude()
	}
	if len(aims) > 0 {
		return screen.Tell("Controls of both standards are marked; exclude those of one at a time, since each has its own reason.")
	}
	cat, x := st.s.Catalog, assess.Exclusion{}
	title := refs[0] + " is not applicable"
	if len(refs) > 1 {
		title = fmt.Sprintf("%d controls are not applicable", len(refs))
	} else if l := st.current(); l.Excluded {
		x = assess.Exclusion{Reason: l.WhyOut, Risk: l.Risk, ApprovedBy: l.ApprovedBy, ApprovedOn: l.ApprovedOn}
	}
	in := huh.NewInput().Title("Why is it not needed?").Value(&x.Reason).CharLimit(assess.MaxNote).Validate(func(reason string) error {
		_, err := assess.ExcludeBaseline(cat, st.now.Assessment, isms[0], assess.Exclusion{Reason: reason})
		return err
	})
	return st.s.Open(dialog.NewForm(st.s, st.draft("exclusion", refs[0]), title, func() tea.Cmd {
		return st.save(refs, "excluded", func(a *assess.Assessment, ref string) ([]assess.Change, error) {
			item, _ := assess.BaselineOf(ref)
			return assess.ExcludeBaseline(cat, a, item, x)
		})
	}, dialog.Ask(in)))
}

// clear takes exclusions back.
func (st *Screen) clear(refs []string) tea.Cmd {
	refs = slices.DeleteFunc(refs, func(ref string) bool {
		l, ok := st.lines.Line(ref)
		return !ok || !l.Excluded
	})
	if len(refs) == 0 {
		return screen.Tell("There is no exclusion here to take back.")
	}
	return dialog.ClearShared(st.s, st.room, st.number(refs[0]), func() tea.Cmd {
		return st.save(refs, "no longer excluded", func(a *assess.Assessment, ref string) ([]assess.Change, error) {
			if item, isms := assess.BaselineOf(ref); isms {
				return assess.ClearBaseline(st.s.Catalog, a, item)
			}
			return assess.Clear(st.s.Catalog, a, assess.Key{Item: ref})
		})
	})
}

// draft is the draft of a form about a line.
func (st *Screen) draft(form, ref string) screen.Draft {
	about := assess.Key{Item: ref}.Subject()
	if item, isms := assess.BaselineOf(ref); isms {
		about = assess.BaselineSubject(item)
	}
	return dialog.FormOf(st.now.Assessment.ID, form, about)
}

// drivers asks what drives the lines.
func (st *Screen) drivers(refs []string) tea.Cmd {
	chosen := strings.Fields(assess.StatementOn(st.now.Assessment, refs[0]).Drivers)
	title := "What drives " + st.number(refs[0])
	if len(refs) > 1 {
		title = fmt.Sprintf("What drives these %d controls", len(refs))
	}
	return st.s.Open(dialog.NewForm(st.s, st.draft("drivers", refs[0]), title, func() tea.Cmd {
		return st.save(refs, "drivers set", func(a *assess.Assessment, ref string) ([]assess.Change, error) {
			said := assess.StatementOn(a, ref)
			said.Drivers = strings.Join(chosen, " ")
			return assess.Declare(st.s.Catalog, a, ref, said)
		})
	}, dialog.Ask(driversField(&chosen))))
}

// driversField asks for the drivers that are typed. What was typed before records said
// the others can still be taken back.
func driversField(chosen *[]string) huh.Field {
	var options []huh.Option[string]
	for _, w := range assess.DriverWords {
		if slices.Contains(assess.TypedDrivers, w) || slices.Contains(*chosen, w) {
			options = append(options, huh.NewOption(soa.DriverWord(w), w))
		}
	}
	return huh.NewMultiSelect[string]().Title("Driven by, beside what the records say").Options(options...).Value(chosen)
}

// how asks how the control is met.
func (st *Screen) how(outside bool) tea.Cmd {
	ref := st.current().Ref
	now := func(a *assess.Assessment) string { return assess.StatementOn(a, ref).How }
	was, d := now(st.now.Assessment), st.draft("", ref)
	d.Field = assess.FieldHow
	return st.s.Open(dialog.NewNote(st.s, "How "+st.number(ref)+" is met", was, d, func(text string) tea.Cmd {
		return st.save([]string{ref}, "", func(a *assess.Assessment, ref string) ([]assess.Change, error) {
			said := assess.StatementOn(a, ref)
			said.How = assess.Both(was, text, said.How)
			return assess.Declare(st.s.Catalog, a, ref, said)
		})
	}).Beside(now).AtOnce(outside))
}

// assign asks who sees to the lines, and by when; what is left empty stays where
// several are asked about.
func (st *Screen) assign(refs []string) tea.Cmd {
	aims, isms := standards(refs)
	if len(isms) == 0 {
		return st.on(aims).Assign()
	}
	several := len(refs) > 1
	var owner, due string
	title := st.number(refs[0])
	if several {
		title = fmt.Sprintf("%d controls", len(refs))
	} else {
		owner, due = st.s.Offered(st.current().Owner), st.current().Due
	}
	return st.s.Open(dialog.NewForm(st.s, st.draft("assign", refs[0]), title+" · who sees to it, and by when", func() tea.Cmd {
		return st.save(refs, "owner and due date", func(a *assess.Assessment, ref string) ([]assess.Change, error) {
			if !several {
				return st.assigned(a, ref, owner, due)
			}
			was := answerOn(a, ref)
			return st.assigned(a, ref, cmp.Or(owner, was.Owner), cmp.Or(due, was.Due))
		})
	}, dialog.Ask(
		huh.NewInput().Title("Owner").Value(&owner).Validate(dialog.Line("owner")),
		dialog.Day(st.s, "Due", "due date", "", &due),
	)))
}

func answerOn(a *assess.Assessment, ref string) assess.Answer {
	if item, isms := assess.BaselineOf(ref); isms {
		return a.Baseline[item]
	}
	return a.Answer(assess.Key{Item: ref})
}

func (st *Screen) assigned(a *assess.Assessment, ref, owner, due string) ([]assess.Change, error) {
	if item, isms := assess.BaselineOf(ref); isms {
		return assess.AssignBaseline(st.s.Catalog, a, item, owner, due)
	}
	return assess.Assign(st.s.Catalog, a, assess.Key{Item: ref}, owner, due)
}

// walk goes to where the control is answered.
func (st *Screen) walk() tea.Cmd {
	ref := st.current().Ref
	if item, isms := assess.BaselineOf(ref); isms {
		return st.s.Ask(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: item}})
	}
	return st.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: ref}})
}
