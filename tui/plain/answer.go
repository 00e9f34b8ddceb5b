package plain

import (
	"errors"
	"fmt"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// rate rates what the person stands at. In the Baseline it goes on to the next
// item, in the Walk where that was asked for.
func (t *talk) rate(level int) {
	if !t.may() || t.veiled() {
		return
	}
	if t.isms() {
		id := t.item().ID
		if t.act(func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.RateBaseline(t.s.Catalog, a, id, level)
		}) {
			t.step(1)
		}
		return
	}
	if s, ok := t.now.Assessment.SettledAt(t.focus()); ok && s.Level == level {
		t.say("Nothing to save: the room settled on %d.", level)
		return
	}
	if !t.unsettle(fmt.Sprintf("Rate it %d all the same?", level)) {
		return
	}
	if alone, ok := t.whose(level); ok && t.rateAt(level, alone) && t.goOn {
		t.goFrom()
	}
}

// unsettle asks before an act overwrites what the room settled on.
func (t *talk) unsettle(question string) bool {
	s, ok := t.now.Assessment.SettledAt(t.focus())
	if !ok {
		return true
	}
	t.say("%s Whoever leads is told, and the minutes will say both.", screen.Said(s.Words(t.s.Catalog, t.now.Assessment)))
	return t.sure(question)
}

// whose asks which answers are meant where a rating for all AI systems would count
// for none of them: alone says that theirs go.
func (t *talk) whose(level int) (alone, ok bool) {
	k, it := t.focus(), t.item()
	if !it.PerSystem() || k.System != "" {
		return false, true
	}
	own := assess.OwnOnes(it, t.now.Assessment)
	switch {
	case len(own) == 0:
		return false, true
	case k.Question != "":
		t.say("It counts for no AI system: each has its own answer. system chooses one.")
		return false, true
	}
	t.say("%s for all counts for no AI system: each has its own answer.", it.Number)
	if gone, err := assess.RateWith(t.s.Catalog, t.now.Assessment, k, level, "asked below", true); err == nil {
		for _, s := range t.now.Assessment.Unsettles(gone) {
			t.say("%s", screen.Said(s.Words(t.s.Catalog, t.now.Assessment)))
		}
	}
	t.say("replace: their %d answers go, and each is rated %d", len(own), level)
	t.say("keep: theirs stay, and %d is for systems to come", level)
	text, ok := t.ask("Type replace or keep; anything else leaves it as it is:")
	text = assess.FoldName(text)
	return text == "replace", ok && (text == "replace" || text == "keep")
}

// rateAt saves a rating. A direct one above the item's questions needs a reason.
func (t *talk) rateAt(level int, alone bool) bool {
	cat, k := t.s.Catalog, t.focus()
	reason := ""
	save := func() bool {
		return t.act(func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.RateWith(cat, a, k, level, reason, alone)
		})
	}
	var needs *assess.NeedsReason
	if _, err := assess.Rate(cat, t.now.Assessment, k, level, ""); !errors.As(err, &needs) {
		return save()
	}
	f := &field{label: "Reason", check: dialog.Needed("a reason")}
	title := fmt.Sprintf("%s: why %d, when its lowest question is %d?", needs.Item, needs.Level, needs.Lowest)
	return t.fill(dialog.FormOf(t.id, "override", t.subject()), title, []*field{f}, func() bool {
		reason = f.is
		return save()
	})
}

// goFrom leaves what was just rated: a question for the next one, the last of them
// and an item for the next that is open.
func (t *talk) goFrom() {
	if q, ok := t.question(); ok {
		asked := t.asked(t.item())
		for i := range asked[:len(asked)-1] {
			if asked[i] == q {
				t.stepQuestion(q, 1)
				return
			}
		}
	}
	t.nextOpen(1)
}

func (t *talk) turnGoOn(string) {
	if t.goOn = !t.goOn; t.goOn {
		t.say("A rating goes on by itself now, in the Walk too.")
		return
	}
	t.say("The Walk stays at what was rated.")
}

// exclude declares not applicable, or says that a question does not arise; the
// reason may stand behind the command.
func (t *talk) exclude(reason string) {
	if !t.may() || t.veiled() {
		return
	}
	x := assess.Exclusion{Reason: "asked below"}
	decide := func(a *assess.Assessment) ([]assess.Change, error) {
		if t.isms() {
			return assess.ExcludeBaseline(t.s.Catalog, a, t.item().ID, x)
		}
		return assess.Exclude(t.s.Catalog, a, t.focus(), x)
	}
	if _, err := decide(t.now.Assessment); err != nil {
		t.refuse(err)
		return
	}
	if !t.isms() && !t.unsettle("Declare it not applicable all the same?") {
		return
	}
	x = assess.Exclusion{}
	if was := t.answer().Rating; was.Is(assess.NA) {
		x = assess.Exclusion{Reason: was.Reason, Risk: was.Risk, ApprovedBy: was.ApprovedBy, ApprovedOn: was.ApprovedOn}
	}
	if reason == "" {
		t.askExclusion(&x, func() bool { return t.act(decide) })
		return
	}
	if x.Reason = reason; !t.act(decide) {
		t.keep(dialog.FormOf(t.id, "exclusion", t.subject()), dialog.FormText([]string{""}, []string{reason}))
	}
}

// askExclusion asks why something does not apply and what belongs to that.
func (t *talk) askExclusion(x *assess.Exclusion, save func() bool) {
	title := t.where() + " is not applicable."
	if _, ok := t.question(); ok {
		title = t.where() + " does not arise."
	}
	why := &field{label: "Why does it not apply", is: x.Reason, check: dialog.Needed("why it does not apply")}
	fields := []*field{why}
	if !t.isms() && t.focus().Question == "" {
		fields = append(fields,
			&field{label: "Risk it refers to", is: x.Risk},
			&field{label: "Approved by", is: x.ApprovedBy, check: dialog.Line("approver")},
			t.dayField("Approved on", "day of approval", x.ApprovedOn))
	}
	t.fill(dialog.FormOf(t.id, "exclusion", t.subject()), title, fields, func() bool {
		x.Reason = why.is
		if len(fields) > 1 {
			x.Risk, x.ApprovedBy, x.ApprovedOn = fields[1].is, fields[2].is, t.dayOf(fields[3])
		}
		return save()
	})
}

// dayField asks for a day, in any usual way.
func (t *talk) dayField(label, name, kept string) *field {
	return &field{label: label, hint: "as 31 Dec 2026, +30d, next fri, end of q2", is: day.Show(kept), check: func(text string) error {
		_, err := day.Parse(name, text, t.s.Now())
		return err
	}}
}

// dayOf is the day of a field that is right, YYYY-MM-DD.
func (t *talk) dayOf(f *field) string {
	kept, err := day.Parse(f.label, f.is, t.s.Now())
	if err != nil {
		return f.is // the act refuses it
	}
	return kept
}

// clear takes a rating away; where there is none it puts the draft of the ISMS away,
// or brings it back.
func (t *talk) clear(string) {
	if !t.may() || t.veiled() {
		return
	}
	if t.answer().Rating.Is(assess.Unanswered) {
		t.putAway()
		return
	}
	_, settled := t.now.Assessment.SettledAt(t.focus())
	switch {
	case t.isms(), !settled:
		if t.s.Shared(t.room) {
			t.say("Others in the room see the rating of %s, and it goes for all of them.", t.where())
			if !t.sure("Clear it?") {
				return
			}
		}
	case !t.unsettle("Clear it all the same?"):
		return
	}
	t.act(func(a *assess.Assessment) ([]assess.Change, error) {
		if t.isms() {
			return assess.ClearBaseline(t.s.Catalog, a, t.item().ID)
		}
		return assess.Clear(t.s.Catalog, a, t.focus())
	})
}

// note has the note typed; what stands behind the command is put below it at once.
func (t *talk) note(text string) {
	if !t.may() || t.veiled() {
		return
	}
	base, id, at := t.isms(), t.item().ID, t.focus()
	stands := func(a *assess.Assessment) string {
		if base {
			return a.Baseline[id].Note
		}
		return a.Answer(at).Note
	}
	was := stands(t.now.Assessment)
	save := func(text string) bool {
		return t.act(func(a *assess.Assessment) ([]assess.Change, error) {
			note := assess.Both(was, text, stands(a))
			if base {
				return assess.NoteBaseline(t.s.Catalog, a, id, note)
			}
			return assess.Note(t.s.Catalog, a, at, note)
		})
	}
	d := screen.Draft{Assessment: t.id, Subject: t.subject(), Field: assess.FieldNote}
	_, left := t.unsaved(d)
	if text == "" {
		t.write(d, "note", was, save)
		return
	}
	if left {
		t.say("A draft of this note was never saved; type note alone, and go on with that first.")
		return
	}
	if text = strings.TrimPrefix(was+"\n"+text, "\n"); !save(text) {
		t.keep(d, text)
	}
}

// assign asks who sees to it and by when.
func (t *talk) assign(string) {
	if !t.may() || t.veiled() {
		return
	}
	x, base, id, at := t.itemAnswer(), t.isms(), t.item().ID, t.key()
	subject := at.Subject()
	if base {
		subject = assess.BaselineSubject(id)
	}
	fields := []*field{{label: "Owner", is: x.Owner, check: dialog.Line("owner")}, t.dayField("Due", "due date", x.Due)}
	t.fill(dialog.FormOf(t.id, "assign", subject), "Who sees to it, and by when.", fields, func() bool {
		return t.act(func(a *assess.Assessment) ([]assess.Change, error) {
			if base {
				return assess.AssignBaseline(t.s.Catalog, a, id, fields[0].is, t.dayOf(fields[1]))
			}
			return assess.Assign(t.s.Catalog, a, at, fields[0].is, t.dayOf(fields[1]))
		})
	})
}

// flag marks the item to come back to, or takes the mark off.
func (t *talk) flag(string) {
	switch {
	case t.isms():
		t.say("Flags are for items of ISO/IEC 42001.")
	case t.may() && !t.veiled():
		t.act(func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Flag(t.s.Catalog, a, t.key(), !a.Answer(t.key()).Flag)
		})
	}
}
