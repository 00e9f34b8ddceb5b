package report

import (
	"fmt"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// minutes are what a room did.
func minutes(d *draft) error {
	d.part("people", d.say("minutes.people"))
	d.list(d.Minutes.People...)
	if len(d.Minutes.People) == 0 {
		d.text(d.say("minutes.nobody"))
	}
	if n := d.Minutes.Nameless; n > 0 {
		d.text(d.Words.Count("minutes.nameless", n))
	}
	d.part("votes", d.say("minutes.votes"))
	d.votes()
	return nil
}

// votes are what was settled and parked, with who dissented and how far people
// judged alike.
func (d *draft) votes() {
	d.section("settled", d.say("minutes.settled"))
	t := Table{Wide: true, Columns: d.columns("minutes.item", CellText, "item.rating", CellRating, "minutes.stands", CellRating, "minutes.proposed", CellRating,
		"minutes.rounds", CellNumber, "minutes.spread", CellText, "minutes.by", CellText, "item.reason", CellText, "minutes.dissent", CellText)}
	for n, r := range d.Minutes.Settled {
		t.Rows = append(t.Rows, Row{ID: fmt.Sprintf("vote-%d", n+1), Cells: d.settled(r)})
	}
	d.table("settled-table", t, d.say("none"))
	d.section("parked", d.say("minutes.parked"))
	var parked, left []string
	for _, p := range d.Minutes.Parked {
		parked = append(parked, d.about(p.Vote.Key)+", "+d.say("minutes.round", "n", p.Vote.Round))
	}
	for _, k := range d.Minutes.NotReached {
		left = append(left, d.about(k))
	}
	d.list(parked...)
	if len(parked) == 0 {
		d.text(d.say("none"))
	}
	d.lines("minutes.not_reached", left)
	d.section("spread", d.say("minutes.sections"))
	s := Table{Columns: d.columns("set.title", CellText, "minutes.votes", CellNumber, "minutes.mean", CellNumber)}
	for _, x := range d.Minutes.Sections {
		s.Rows = append(s.Rows, Row{ID: x.Set.ID, Cells: []Cell{text(x.Set.ID + " " + x.Set.Title), d.count(x.Votes), d.number(x.Spread)}})
	}
	d.table("spread-table", s, d.say("none"))
	d.section("agreement", d.say("minutes.agreement"))
	d.text(d.Minutes.AgreementWords())
}

// settled is the row of one vote.
func (d *draft) settled(r workshop.Record) []Cell {
	key := assess.Key{Item: r.Item, System: r.System, Question: r.Question}
	var dissent []string
	for _, v := range r.Dissent {
		at := "–"
		if v.Level != nil {
			at = level(*v.Level).Text
		}
		dissent = append(dissent, join(": ", d.say("minutes.dissent.words", "n", v.Votes, "level", at, "who", join(", ", v.Person, d.Words.Of("confidence", string(v.Confidence)))), v.Reason))
	}
	return []Cell{
		text(d.about(key)), level(r.Level), d.rating(d.Assessment.Answer(key).Rating), mayBe(r.Consensus), d.count(len(r.Rounds)), text(spreads(r)),
		text(r.By + ", " + d.Words.Date(r.At)), text(r.Reason), text(strings.Join(dissent, "; ")),
	}
}

func mayBe(n *int) Cell {
	if n == nil {
		return text("–")
	}
	return level(*n)
}

// spreads are those of the first and of the last round.
func spreads(r workshop.Record) string {
	var all []string
	for i, round := range r.Rounds {
		if i == 0 || i == len(r.Rounds)-1 {
			all = append(all, mayBe(round.Spread).Text)
		}
	}
	return strings.Join(all, " → ")
}

// about names what was voted on.
func (d *draft) about(k assess.Key) string {
	return assess.SubjectName(d.Catalog, d.Assessment, k.Subject())
}
