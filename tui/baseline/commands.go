package baseline

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/dialog"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// act takes the keys that are about the item under the cursor, or those that are marked.
func (b *Screen) act(msg tea.KeyPressMsg) tea.Cmd {
	switch k := b.keys; {
	case key.Matches(msg, k.Rate):
		return b.rate(int(msg.Code - '0'))
	case key.Matches(msg, k.NA):
		return b.exclude()
	case key.Matches(msg, k.Clear):
		return b.clear()
	case key.Matches(msg, k.Note, k.Editor):
		return b.note(key.Matches(msg, k.Editor))
	case key.Matches(msg, k.Finding):
		return b.findings()
	case key.Matches(msg, k.About):
		return b.about()
	case key.Matches(msg, k.Carries):
		return b.carries()
	case key.Matches(msg, k.Walk):
		return b.walk()
	}
	return nil
}

// targets are the ids of the items that an act is about.
func (b *Screen) targets() []string {
	var ids []string
	for _, it := range b.rows.Chosen() {
		ids = append(ids, it.ID)
	}
	return ids
}

// decision is what is said about one item of the ISMS.
type decision func(cat *catalog.Catalog, a *assess.Assessment, item string) ([]assess.Change, error)

// each is what is said about several, as one act.
func (b *Screen) each(ids []string, decide decision) screen.Decide {
	cat := b.s.Catalog
	return func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Each(ids, func(id string) ([]assess.Change, error) { return decide(cat, a, id) })
	}
}

// save makes one act of what is said about the targets.
func (b *Screen) save(ids []string, did string, decide decision) tea.Cmd {
	b.rows.Marks.Clear()
	return b.s.ActSaying(b.now.Assessment.ID, screen.Together(len(ids), "items", did), b.each(ids, decide))
}

// rate saves a rating and moves on to the row after what it rated.
func (b *Screen) rate(level int) tea.Cmd {
	ids := b.targets()
	decide := b.each(ids, func(cat *catalog.Catalog, a *assess.Assessment, item string) ([]assess.Change, error) {
		return assess.RateBaseline(cat, a, item, level)
	})
	b.rows.Marks.Clear()
	said := screen.Together(len(ids), "items", fmt.Sprintf("rated %d", level))
	saved := b.s.ActNewest(b.now.Assessment.ID, "rating of ISMS "+strings.Join(ids, " "), said, decide)
	b.rows.Move(b.place(ids[len(ids)-1]) + 1 - b.rows.At())
	return tea.Batch(saved, b.moved())
}

// exclude asks for the reason, after the rules were asked whether it may be.
func (b *Screen) exclude() tea.Cmd {
	cat, ids := b.s.Catalog, b.targets()
	x := assess.Exclusion{Reason: "asked below"}
	exclude := func(cat *catalog.Catalog, a *assess.Assessment, item string) ([]assess.Change, error) {
		return assess.ExcludeBaseline(cat, a, item, x)
	}
	if _, err := b.each(ids, exclude)(b.now.Assessment); err != nil {
		return screen.Tell(err.Error() + ".")
	}
	was := b.now.Assessment.Baseline[ids[0]].Rating
	x = assess.Exclusion{}
	if was.Is(assess.NA) {
		x = assess.Exclusion{Reason: was.Reason, Risk: was.Risk, ApprovedBy: was.ApprovedBy, ApprovedOn: was.ApprovedOn}
	}
	title := ids[0] + " is not applicable"
	if len(ids) > 1 {
		title = fmt.Sprintf("%d controls are not applicable", len(ids))
	}
	in := huh.NewInput().Title("Why does the ISMS exclude it?").Description("as its Statement of Applicability says").
		Value(&x.Reason).CharLimit(assess.MaxNote).Validate(func(reason string) error {
		_, err := assess.ExcludeBaseline(cat, b.now.Assessment, ids[0], assess.Exclusion{Reason: reason})
		return err
	})
	draft := dialog.FormOf(b.now.Assessment.ID, "exclusion", assess.BaselineSubject(ids[0]))
	return b.s.Open(dialog.NewForm(b.s, draft, title, func() tea.Cmd {
		return b.save(ids, "not applicable", exclude)
	}, dialog.Ask(in)))
}

// clear takes away what ratings the targets have.
func (b *Screen) clear() tea.Cmd {
	ids := slices.DeleteFunc(b.targets(), func(id string) bool { return b.now.Assessment.Baseline[id].Rating.Is(assess.Unanswered) })
	if len(ids) == 0 {
		return screen.Tell("There is no rating here to clear.")
	}
	of := "ISMS " + ids[0]
	if len(ids) > 1 {
		of = fmt.Sprintf("%d items of the ISMS", len(ids))
	}
	return dialog.ClearShared(b.s, b.room, of, func() tea.Cmd { return b.save(ids, "cleared", assess.ClearBaseline) })
}

func (b *Screen) noteDraft(id string) screen.Draft {
	return screen.Draft{Assessment: b.now.Assessment.ID, Subject: assess.BaselineSubject(id), Field: assess.FieldNote}
}

func (b *Screen) note(outside bool) tea.Cmd {
	cat, id := b.s.Catalog, b.rows.Here()
	now := func(a *assess.Assessment) string { return a.Baseline[id].Note }
	was := now(b.now.Assessment)
	return b.s.Open(dialog.NewNote(b.s, "Note on ISMS "+id, was, b.noteDraft(id), func(text string) tea.Cmd {
		return b.s.Act(b.now.Assessment.ID, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.NoteBaseline(cat, a, id, assess.Both(was, text, now(a)))
		})
	}).Beside(now).AtOnce(outside))
}

// findings lists what was found on the item of the ISMS.
func (b *Screen) findings() tea.Cmd {
	return reading.Found{S: b.s, Now: func() *assess.Assessment { return b.now.Assessment }}.On(b.current(), "")
}

// about opens all that is known of the item.
func (b *Screen) about() tea.Cmd {
	return reading.Item{S: b.s, Now: b.now, Room: b.room, It: b.current()}.Open(nil)
}

// carries offers the items of ISO/IEC 42001 that rest on this one, to go there.
func (b *Screen) carries() tea.Cmd {
	return b.s.Open(dialog.NewImpact(b.s, b.now, b.now.Synergy.Basis, b.current()).In(b.room))
}

// walk goes to the item of ISO/IEC 42001 that rests on this one; where several do,
// one of them is chosen.
func (b *Screen) walk() tea.Cmd {
	all := synergy.ImpactOf(b.s.Catalog, b.now.Assessment, b.now.Synergy.Basis, b.rows.Here())
	if len(all) != 1 {
		return b.carries()
	}
	return b.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: all[0].Item.ID}})
}

// named is an item of ISO/IEC 42001 with its title.
func (b *Screen) named(id string) string {
	if it, ok := b.s.Catalog.Item(id); ok {
		return it.Number + "  " + widget.Line(it.Title)
	}
	return id
}
