package plain

import (
	"crosswalk/catalog/day"
	"crosswalk/catalog/ready"
	"crosswalk/tui/screen"
)

// mostFirst is how many items are named to see to first.
const mostFirst = 10

// ready tells what there is to show on an audit day: the counts, what to see to first,
// then each item in the order in which an auditor asks.
func (t *talk) ready(string) {
	if t.judge(); t.kept.Ruling == nil {
		return
	}
	d := ready.Of(t.s.Catalog, t.now.Assessment, t.now.Score, t.kept.Ruling)
	t.say("Ready: %d of %d, thin: %d, missing: %d", d.Count[ready.Ready], d.Applicable(), d.Count[ready.Thin], d.Count[ready.Missing])
	if d.On != "" {
		t.say("Next, by %s, %s: %s", d.Of, d.What, day.Show(d.On))
	}
	t.sayVeil()
	for i, x := range d.First(t.outlook(), mostFirst) {
		if !t.room.Veils(x.Item.ID) {
			t.say("See to first, %d: %s %s: %s", i+1, x.Item.Number, t.s.Lang.Item(x.Item).Title, x.Lacks[0].Do)
		}
	}
	for _, x := range d.Items {
		t.readiness(x)
	}
}

// readiness tells what there is to show of one item.
func (t *talk) readiness(x ready.Item) {
	name := x.Item.Number + " " + t.s.Lang.Item(x.Item).Title
	switch {
	case t.room.Veils(x.Item.ID):
		t.say("%s: %s", name, screen.Hidden)
		return
	case len(x.Lacks) > 0:
		t.say("%s, %s: %s", name, x.State, x.Why())
	default:
		t.say("%s: %s", name, x.State)
	}
	if x.State == ready.Outside {
		return
	}
	if x.Since != "" {
		t.say("%s, shown since %s, months: %d", x.Item.Number, day.Show(x.Since), x.Months)
	}
	t.say("%s, evidence: %d, of these seen: %d, records: %d", x.Item.Number, x.Evidence, x.Seen, x.Records)
	if x.Who != "" {
		t.say("%s, answers: %s", x.Item.Number, x.Who)
	}
	for _, place := range x.Lies {
		t.say("%s, lies: %s", x.Item.Number, place)
	}
	for _, sentence := range x.Against {
		t.say("%s, records say: %s", x.Item.Number, sentence)
	}
}
