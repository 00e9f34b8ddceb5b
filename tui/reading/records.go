package reading

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// mostRecords is how many records are told before the rest is counted.
const mostRecords = 12

// Against is what records say against an item, a sentence each, the sign before it;
// nothing of one that the room votes on.
func (x Item) Against() []string {
	if x.Veiled() {
		return nil
	}
	var all []string
	for _, r := range x.Kept.On(x.ref()) {
		if r.Contradicts() {
			all = append(all, screen.SignAgainst+" "+widget.Line(r.Sentence))
		}
	}
	return all
}

// remarks are what the records say of the answer.
func (x Item) remarks(width int) []string {
	texts := x.Against()
	for _, r := range x.Kept.On(x.ref()) {
		if !r.Contradicts() {
			texts = append(texts, "Records would support more: "+widget.Line(r.Sentence)+" Not seen by them: "+widget.Line(r.Unseen))
		}
	}
	return x.part(width, "What the records say", texts...)
}

// running says since when something of it can be seen; empty before the records are
// known, and where nothing can be.
func (x Item) running() string {
	if x.Kept.Ruling == nil {
		return ""
	}
	run := x.Kept.Running(x.It.ID)
	if run.Since == "" {
		return ""
	}
	words := "Shown since " + day.Show(run.Since) + " (" + widget.Line(run.By) + "), "
	if run.Months == 1 {
		return words + "1 month."
	}
	return words + fmt.Sprintf("%d months.", run.Months)
}

// served are the records that serve it.
func (x Item) served(width int) []string {
	all := x.Kept.Serving(x.ref())
	var texts []string
	for _, r := range all[:min(len(all), mostRecords)] {
		texts = append(texts, x.record(r)+" · "+x.stateOf(r))
	}
	if more := len(all) - len(texts); more > 0 {
		texts = append(texts, fmt.Sprintf("and %d more: r in the Walk lists them", more))
	}
	return x.part(width, fmt.Sprintf("Records that serve it · %d", len(all)), texts...)
}

// record is its number and its title.
func (x Item) record(r register.Record) string {
	return x.Kept.Numbers[r.ID] + "  " + widget.Line(r.Title())
}

// stateOf is its state, and its worst mark.
func (x Item) stateOf(r register.Record) string {
	words := widget.Line(r.State())
	worst := register.OK
	for _, m := range x.Kept.Marks {
		if m.ID == r.ID && m.Degree > worst {
			worst = m.Degree
		}
	}
	if worst > register.OK {
		words += " · " + worst.String()
	}
	return words
}

// Records lists the records that serve it; enter opens one in its register, one key
// makes them evidence.
func (x Item) Records(now func() Item) tea.Cmd {
	if x.Kept.Ruling == nil {
		return screen.Tell("The records are still being read.")
	}
	list := func() []dialog.Option {
		y := now()
		var options []dialog.Option
		for _, text := range y.Against() {
			options = append(options, dialog.Option{Label: text, Pick: func() tea.Cmd { return nil }})
		}
		for _, r := range y.Kept.Serving(y.ref()) {
			options = append(options, dialog.Option{Label: y.record(r), Note: y.stateOf(r), Pick: func() tea.Cmd {
				return y.S.Ask(screen.Go{Route: screen.Registers, Place: screen.Place{Record: r.Kind + "/" + r.ID}})
			}})
		}
		return options
	}
	make := dialog.Extra{
		Binding: bind.Evidence.To("make them evidence"), Asks: x.S.Writes, Closes: true,
		Do: func(int) tea.Cmd { return now().show() },
	}
	ask := dialog.Extra{
		Binding: bind.Add.To("ask to see more"), Asks: x.S.Writes, Closes: true,
		Do: func(int) tea.Cmd { return AskToSee(x.S, x.Kept.Case, x.It, register.Record{}) },
	}
	empty := "No record serves this item yet. The registers that would are: " + x.registers() + "."
	return x.S.Open(dialog.NewChoice(x.S, "Records that serve "+x.name(), empty, list, make, ask))
}

func (x Item) name() string { return assess.RefName(x.S.Catalog, x.Now.Assessment, x.ref()) }

// registers are those whose records serve the item.
func (x Item) registers() string {
	var all []string
	for _, k := range x.S.Catalog.Registers() {
		if slices.Contains(k.Serves, x.ref()) {
			all = append(all, k.Title)
		}
	}
	if len(all) == 0 {
		return "none by themselves; a record serves it once it names it"
	}
	return strings.Join(all, ", ")
}

// show makes the records its evidence.
func (x Item) show() tea.Cmd {
	v, s, id := x.Kept.Ruling, x.S, x.S.DB.NewID()
	return s.ActSaying(x.Now.Assessment.ID, "The records are evidence of "+x.name()+" now; u takes that back.", func(a *assess.Assessment) ([]assess.Change, error) {
		return v.Show(a, x.It.ID, id)
	})
}
