package registers

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/widget"
)

// What a metric shows stands with its record: a line of blocks with the limits, and
// the newest measurements.

// mostListed is how many measurements stand below a metric.
const mostListed = 50

// trendHigh is how many lines the blocks of a metric have, and trendFrom how high a
// record must be for them.
const (
	trendHigh = 4
	trendFrom = 18
)

// trend draws the last values of a metric with its limits; nothing where there are
// none, or no room.
func (g *Screen) trend(r *row, w, h int) []string {
	trail := g.shelf.Book.Measurements(r.ID)
	if r.Kind != catalog.MetricKind || len(trail.Newest) == 0 || h < trendFrom {
		return nil
	}
	limits := register.LimitsOf(r.Record)
	lines := limitLines(limits)
	values := make([]float64, len(trail.Newest))
	for i, m := range trail.Newest {
		values[i] = m.Value
	}
	last, _ := trail.Last()
	first := trail.Newest[len(values)-min(len(values), widget.TrendRoom(lines, w-2))]
	words := "last " + limits.Figure(last.Value) + " on " + assess.ShowMeasuredAt(last.At)
	if first.At.Before(last.At) {
		words += "; shown since " + assess.ShowMeasuredAt(first.At)
	}
	drawn := widget.Trend(values, lines, w-2, trendHigh)
	return widget.Indent(append(drawn, g.s.Theme.Dim.Render(widget.Fit(widget.Line(words), w-2)), ""), " ", " ")
}

// limitLines are the limits of a metric as lines across its trend.
func limitLines(l register.Limits) []widget.Limit {
	var all []widget.Limit
	for _, side := range []struct {
		name string
		register.Range
	}{{"act", l.Act}, {"warn", l.Warn}} {
		for _, end := range []*float64{side.Low, side.High} {
			if end != nil {
				all = append(all, widget.Limit{At: *end, Name: side.name + " " + assess.ShowFigure(*end)})
			}
		}
	}
	return all
}

// measurements are the entries of a metric: what answers a breach, and what was
// measured, newest first.
func (g *Screen) measurements(r *row) []entry {
	if r.Kind != catalog.MetricKind {
		return nil
	}
	all := g.answers(r)
	all = append(all, entry{name: "measure", head: "Measurements", label: "a", said: "add measurement", measures: true})
	limits, trail := register.LimitsOf(r.Record), g.shelf.Book.Measurements(r.ID)
	for i := len(trail.Newest) - 1; i >= 0 && i >= len(trail.Newest)-mostListed; i-- {
		m := trail.Newest[i]
		all = append(all, entry{
			name: "at " + assess.MeasuredAt(m.At), label: assess.ShowMeasuredAt(m.At), said: measuredWords(limits, m), measures: true, measured: &m,
		})
	}
	return all
}

// answers are the incidents that answer a breach or a value that did not come, or
// where one is made.
func (g *Screen) answers(r *row) []entry {
	since, asked := register.Asks(g.shelf.Case, r.Record)
	if !asked {
		return nil
	}
	var all []entry
	head := "Answered by"
	for _, in := range register.Answering(g.shelf.Case, r.ID, since) {
		by := g.shelf.byID[in.ID]
		all = append(all, entry{name: "answered " + in.ID, head: head, label: by.number, said: by.Title() + stateWord(by), leads: by})
		head = ""
	}
	if len(all) == 0 {
		all = append(all, entry{name: "answer", head: head, label: "a", said: "make an incident of it", answers: true})
	}
	return all
}

// measuredWords are a value with its mark, of how many cases it is, and what is to
// know of it.
func measuredWords(limits register.Limits, m assess.Measurement) string {
	words := limits.Figure(m.Value)
	switch limits.Judge(m.Value) {
	case register.Look:
		words += " !"
	case register.Act:
		words += " !!"
	}
	if m.Population > 0 {
		words += fmt.Sprintf(" · of %d", m.Population)
	}
	for _, more := range []string{m.Group, m.Note} {
		if more != "" {
			words += " · " + more
		}
	}
	return words
}

// answerBreach makes an incident of a breach and opens it.
func (g *Screen) answerBreach(r *row) tea.Cmd {
	id := g.s.DB.NewID()
	g.wanted = "incident/" + id
	g.leaveMark()
	return g.act("An incident is made of it; u takes it back.", func(c register.Case) ([]assess.Change, error) {
		return register.AnswerBreach(c, r.ID, id)
	})
}

// measure asks for a measurement; one of a time at which another stands takes its
// place.
func (g *Screen) measure(r *row, was *assess.Measurement) tea.Cmd {
	value, at, cases, group, note := "", g.s.Now().Format(time.DateOnly), "", "", ""
	if was != nil {
		value, at, group, note = assess.ShowFigure(was.Value), assess.MeasuredAt(was.At), was.Group, was.Note
		if was.Population > 0 {
			cases = fmt.Sprint(was.Population)
		}
	}
	valid := func(value, at, cases string) error {
		_, err := register.TypedMeasurement(at, value, cases, "", "")
		return err
	}
	const day = "2026-12-31"
	fields := []huh.Field{
		huh.NewInput().Title("Value").Description(widget.Line(register.LimitsOf(r.Record).Unit)).Value(&value).Validate(func(text string) error { return valid(text, day, "") }),
		huh.NewInput().Title("At").Description("A day, or a time in UTC such as 2026-12-31 14:30").Value(&at).Validate(func(text string) error { return valid("0", text, "") }),
		huh.NewInput().Title("Cases").Description("How many cases it is of").Value(&cases).Validate(func(text string) error { return valid("0", day, text) }),
		huh.NewInput().Title("By group").Description("The same by group of people or cases, in words").Value(&group).CharLimit(assess.MaxNote),
		huh.NewInput().Title("Note").Value(&note).CharLimit(assess.MaxNote),
	}
	save := func() tea.Cmd {
		return g.act("", func(c register.Case) ([]assess.Change, error) {
			m, err := register.TypedMeasurement(at, value, cases, group, note)
			if err != nil {
				return nil, err
			}
			return register.Measure(c, r.ID, []assess.Measurement{m})
		})
	}
	draft := dialog.FormOf(g.now.Assessment.ID, "measurement", r.Subject())
	return g.s.Open(dialog.NewForm(g.s, draft, "A measurement of "+titleOfRecord(r), save, dialog.Ask(fields...)))
}

// unmeasure takes a measurement away.
func (g *Screen) unmeasure(r *row, at time.Time) tea.Cmd {
	said := "The measurement of " + assess.ShowMeasuredAt(at) + " is gone; u brings it back."
	return g.act(said, func(c register.Case) ([]assess.Change, error) { return register.Unmeasure(c, r.ID, at) })
}
