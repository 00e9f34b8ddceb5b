package overview

import (
	"cmp"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/score"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// judged takes what follows from the records; the cursor stays on its line.
func (o *Screen) judged(kept screen.Kept) {
	below := o.last() - o.at
	leads := below < len(o.leads(o.layout().law))
	if o.kept = kept; leads && o.now.Assessment != nil {
		o.at = o.last() - below
	}
	o.at = max(0, min(o.at, o.last()))
	if o.now.Assessment != nil {
		o.lookAhead()
	}
}

// recorded are what the records say of the certification and does not stand in its
// way, factor by factor; choosing one walks to its item.
func (o *Screen) recorded() []dialog.Option {
	var options []dialog.Option
	for _, r := range score.Told(o.outlook.Records) {
		says := widget.Line(r.Says)
		switch {
		case r.Blocks():
			continue
		case r.Item != "" && o.room.Veils(r.Item):
			says = screen.Veil + " " + screen.Hidden
		}
		options = append(options, dialog.Option{Label: "records  " + r.Name + ": " + says, Pick: func() tea.Cmd {
			if r.Item == "" { // the profile says it
				return dialog.AskProfile(o.s, o.now.Assessment, o.kept.OfPlan().ScopesSaid)
			}
			return o.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: r.Item}})
		}})
	}
	return options
}

// recordSteps are the line about the records, where any are kept.
func (o *Screen) recordSteps() []step {
	if o.kept.Ruling == nil || len(o.kept.Numbers)+len(o.kept.Marks) == 0 {
		return nil
	}
	return []step{{"what they say", o.listRecords, o.records}}
}

// records counts what needs somebody, and the items that records contradict.
func (o *Screen) records(int) string {
	t := o.s.Theme
	act, look := o.kept.Tally()
	line := o.labelled("Records")
	switch {
	case act > 0 && look > 0:
		line += fmt.Sprintf("%d act, %d look", act, look)
	case act > 0:
		line += fmt.Sprintf("%d act", act)
	case look > 0:
		line += fmt.Sprintf("%d look", look)
	default:
		line += "none needs anybody"
	}
	if n := len(o.kept.Contradicted()); n > 0 {
		line += t.Warn.Render(fmt.Sprintf("   %s records contradict %d", screen.SignAgainst, n))
	}
	if n := o.supported(); n > 0 {
		line += t.Dim.Render(fmt.Sprintf("   support more of %d", n))
	}
	return line
}

func (o *Screen) supported() int {
	n := 0
	for _, it := range o.now.Score.Items {
		if o.kept.Supports(it.Item.ID) {
			n++
		}
	}
	return n
}

// said is a line of the list of all that records say.
type said struct {
	option dialog.Option
	kind   string // the register that it rests on
}

// listRecords lists what records say of answers, what they would support, and what the
// rules say of them; enter leads to the item or the record.
func (o *Screen) listRecords() tea.Cmd {
	list := func() []dialog.Option {
		var options []dialog.Option
		for _, x := range o.allSaid() {
			options = append(options, x.option)
		}
		return options
	}
	elsewhere := dialog.Extra{Binding: bind.Owner.To("kept elsewhere"), Asks: o.s.Writes, Closes: true, Do: o.keepElsewhere}
	return o.s.Open(dialog.NewChoice(o.s, "What the records say · enter leads there", "The records say nothing against the answers, and none of them needs anybody.", list, elsewhere))
}

func (o *Screen) allSaid() []said {
	var all []said
	for _, r := range o.kept.Remarks {
		all = append(all, o.ofItem(r))
	}
	marks := slices.Clone(o.kept.Marks)
	slices.SortStableFunc(marks, func(a, b register.Mark) int { return cmp.Compare(b.Degree, a.Degree) })
	for _, m := range marks {
		all = append(all, o.ofRecord(m))
	}
	return all
}

// ofItem is what records say of an answer.
func (o *Screen) ofItem(r register.Remark) said {
	x := said{kind: o.reads(r.Check)}
	sign, words := screen.SignAgainst, widget.Line(r.Sentence)
	if !r.Contradicts() {
		sign = screen.SignMore
		words += " Not seen by them: " + widget.Line(r.Unseen)
	}
	number := assess.RefName(o.s.Catalog, o.now.Assessment, r.Item)
	x.option = dialog.Option{Label: sign + " " + number + "  " + words, Pick: func() tea.Cmd {
		return o.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: r.Item, System: r.System}})
	}}
	return x
}

// ofRecord is what a rule says of a record, or of a register as a whole.
func (o *Screen) ofRecord(m register.Mark) said {
	name := m.Kind
	if k, known := o.s.Catalog.Register(m.Kind); known {
		name = k.Title
	}
	to := screen.Go{Route: screen.Registers, Place: screen.Place{Record: m.Kind}}
	switch {
	case m.Kind == assess.KindSystem:
		name = "AI system"
		if s, known := o.now.Assessment.System(m.ID); known {
			name = o.now.Assessment.SystemNumber(s)
		}
		to = screen.Go{Route: screen.Systems, Place: screen.Place{System: m.ID}}
	case m.ID != "":
		name = o.kept.Numbers[m.ID]
		to.Record = m.Kind + "/" + m.ID
	}
	return said{dialog.Option{Label: m.Degree.String() + " " + name + "  " + widget.Line(m.Sentence), Pick: func() tea.Cmd { return o.s.Ask(to) }}, m.Kind}
}

// reads is the register that a check rests on.
func (o *Screen) reads(check string) string {
	for _, c := range o.s.Catalog.Checks().Checks {
		if c.ID == check {
			return c.Reads[0]
		}
	}
	return ""
}
