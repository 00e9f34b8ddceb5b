package plain

import (
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
)

// due tells all that has a day, or what waits for one person; what is overdue first.
func (t *talk) due(person string) {
	if t.judge(); t.kept.Ruling == nil {
		return
	}
	agenda := t.kept.Agenda
	if person != "" {
		agenda = register.For(agenda, t.kept.Names().Called(person))
	}
	p := register.Press(agenda, t.kept.Today)
	t.say("Overdue: %d", p.Late)
	t.say("Due in 30 days: %d", p.Soon)
	spans := map[register.Span]bool{}
	for _, d := range agenda {
		if span := d.Span(t.kept.Today); !spans[span] {
			spans[span] = true
			t.say("%s:", span)
		}
		whose := d.Owner
		switch {
		case d.Begins:
			whose = "law, " + d.ID
		case whose == "":
			whose = "nobody is named"
		}
		t.say("%s, %s %s, %s: %s", day.Show(d.On), d.Of, d.Title, d.What, whose)
	}
	t.sayVeil()
	switch {
	case len(agenda) == 0 && person != "":
		t.say("Nothing that has a day waits for: %s", person)
	case len(agenda) == 0:
		t.say("Nothing has a day yet. owner gives an answer one.")
	default:
		t.say("g and a number goes to an item, record and a number reads a record.")
	}
}
