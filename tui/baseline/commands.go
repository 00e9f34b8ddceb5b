package baseline

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// act takes the keys that are about the item under the cursor, or the range.
func (b *Screen) act(msg tea.KeyPressMsg) tea.Cmd {
	switch k := b.keys; {
	case key.Matches(msg, k.Rate):
		return b.rate(int(msg.Code - '0'))
	case key.Matches(msg, k.NA):
		return b.exclude()
	case key.Matches(msg, k.Clear):
		return b.clear()
	case key.Matches(msg, k.Note):
		return b.note()
	case key.Matches(msg, k.Finding):
		return b.findings()
	case key.Matches(msg, k.Range):
		b.mark = mark{from: b.rows.Here()}
		return screen.Tell("A range begins at " + b.rows.Here() + ": move to its end, then 0-5 rates all of it.")
	case key.Matches(msg, k.Theme):
		b.mark = mark{theme: b.current().Set.ID}
		return screen.Tell(fmt.Sprintf("%d items are marked: 0-5 rates them all.", len(b.targets())))
	case key.Matches(msg, k.About):
		return b.about()
	case key.Matches(msg, k.Carries):
		return b.carries()
	}
	return nil
}

// marked reports whether a digit rates an item that is shown.
func (b *Screen) marked(it *catalog.Item) bool {
	switch {
	case b.mark.theme != "":
		return it.Set.ID == b.mark.theme
	case b.mark.from != "":
		at, from, here := b.place(it.ID), b.place(b.mark.from), b.rows.At()
		return at >= min(from, here) && at <= max(from, here)
	}
	return it.ID == b.rows.Here()
}

// targets are the ids of the items that a digit rates.
func (b *Screen) targets() []string {
	var ids []string
	for _, it := range b.rows.Rows() {
		if b.marked(it) {
			ids = append(ids, it.ID)
		}
	}
	return ids
}

// each makes one act of what is to be said about several items.
func (b *Screen) each(ids []string, decide func(a *assess.Assessment, item string) ([]assess.Change, error)) screen.Decide {
	return func(a *assess.Assessment) ([]assess.Change, error) {
		var all []assess.Change
		for _, id := range ids {
			some, err := decide(a, id)
			if err != nil {
				return nil, err
			}
			all = append(all, some...)
		}
		return all, nil
	}
}

// save makes an act of what is said about the targets, and tells it where there
// are several.
func (b *Screen) save(ids []string, done string, decide func(a *assess.Assessment, item string) ([]assess.Change, error)) tea.Cmd {
	b.mark = mark{}
	return b.s.ActSaying(b.now.Assessment.ID, told(ids, done), b.each(ids, decide))
}

func told(ids []string, done string) string {
	if len(ids) < 2 {
		return ""
	}
	return fmt.Sprintf("%d items %s, %s to %s; u takes it back.", len(ids), done, ids[0], ids[len(ids)-1])
}

// rate saves a rating and moves on to the row after what it rated.
func (b *Screen) rate(level int) tea.Cmd {
	cat, ids := b.s.Catalog, b.targets()
	decide := b.each(ids, func(a *assess.Assessment, item string) ([]assess.Change, error) {
		return assess.RateBaseline(cat, a, item, level)
	})
	b.mark = mark{}
	saved := b.s.ActNewest(b.now.Assessment.ID, "rating of ISMS "+strings.Join(ids, " "), told(ids, fmt.Sprintf("rated %d", level)), decide)
	b.rows.Move(b.place(ids[len(ids)-1]) + 1 - b.rows.At())
	return tea.Batch(saved, b.moved())
}

// exclude asks for the reason, after the rules were asked whether it may be.
func (b *Screen) exclude() tea.Cmd {
	cat, ids := b.s.Catalog, b.targets()
	x := assess.Exclusion{Reason: "asked below"}
	exclude := func(a *assess.Assessment, item string) ([]assess.Change, error) {
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

func (b *Screen) clear() tea.Cmd {
	cat, ids := b.s.Catalog, b.targets()
	clearing := func(a *assess.Assessment, item string) ([]assess.Change, error) {
		return assess.ClearBaseline(cat, a, item)
	}
	if changes, err := b.each(ids, clearing)(b.now.Assessment); err == nil && len(changes) == 0 {
		return screen.Tell("There is no rating here to clear.")
	}
	of := "ISMS " + ids[0]
	if len(ids) > 1 {
		of = fmt.Sprintf("%d items of the ISMS", len(ids))
	}
	return dialog.ClearShared(b.s, b.room, of, func() tea.Cmd { return b.save(ids, "cleared", clearing) })
}

func (b *Screen) noteDraft(id string) screen.Draft {
	return screen.Draft{Assessment: b.now.Assessment.ID, Subject: assess.BaselineSubject(id), Field: assess.FieldNote}
}

func (b *Screen) note() tea.Cmd {
	cat, id := b.s.Catalog, b.rows.Here()
	now := func(a *assess.Assessment) string { return a.Baseline[id].Note }
	was := now(b.now.Assessment)
	return b.s.Open(dialog.NewNote(b.s, "Note on ISMS "+id, was, b.noteDraft(id), func(text string) tea.Cmd {
		return b.s.Act(b.now.Assessment.ID, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.NoteBaseline(cat, a, id, assess.Both(was, text, now(a)))
		})
	}).Beside(now))
}

// findings lists what was found on the item of the ISMS.
func (b *Screen) findings() tea.Cmd {
	id := b.rows.Here()
	return b.s.Open(dialog.NewFindings(b.s, dialog.Findings{
		Assessment: b.now.Assessment.ID, On: "ISMS " + id,
		All: func() []assess.Finding { return b.now.Assessment.FindingsOnBaseline(id) },
		Fresh: func() assess.Finding {
			return assess.Finding{ID: b.s.DB.NewID(), Baseline: id, Grade: assess.GradeMinor}
		},
	}))
}

// about opens everything the catalogue and the assessment know about the item.
func (b *Screen) about() tea.Cmd {
	it := b.current()
	return b.s.Open(dialog.NewPage(b.s, "ISMS "+it.ID+"  "+it.Title, func(width int) []string {
		return b.whole(it, width)
	}))
}

// carries offers the items of ISO/IEC 42001 that rest on this one, to go there.
func (b *Screen) carries() tea.Cmd {
	return b.s.Open(dialog.NewImpact(b.s, b.now, b.now.Synergy.Basis, b.current()).In(b.room))
}

// named is an item of ISO/IEC 42001 with its title.
func (b *Screen) named(id string) string {
	if it, ok := b.s.Catalog.Item(id); ok {
		return it.Number + "  " + widget.Line(it.Title)
	}
	return id
}
