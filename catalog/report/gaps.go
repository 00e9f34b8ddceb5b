package report

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
)

// gaps is the gap analysis of a project, clause by clause.
func gaps(d *draft) error {
	d.part("assessed", d.say("assessed.title"))
	d.assessed()
	d.part("priority", d.say("gaps.priority"))
	d.priority()
	d.part("items", d.say("gaps.items"))
	d.gapsBySet()
	return nil
}

// assessed is how it was assessed, what was not looked at, and how to read a level.
func (d *draft) assessed() {
	p := d.Assessment.Profile
	d.facts(
		d.fact("assessed.method", d.say("assessed.method.words")),
		d.fact("assessed.answered", d.say("n_of", "n", d.Score.Overall.Answered, "of", d.Score.Overall.Applicable)+d.without()),
		d.fact("assessed.sites", d.listed(p.Sites)),
		d.fact("assessed.people", d.listed(p.PeopleMet)),
		d.fact("assessed.not_seen", d.listed(p.NotSeen)),
	)
	t := Table{Caption: d.say("assessed.scale"), Columns: d.columns("item.rating", CellRating, "assessed.means", CellText)}
	for n, words := range d.Catalog.Method.Scale {
		t.Rows = append(t.Rows, Row{ID: fmt.Sprint(n), Cells: []Cell{level(n), text(words)}})
	}
	d.table("scale", t, "")
}

// listed are the things of a text, a line each.
func (d *draft) listed(text string) string { return d.or(strings.Join(assess.Things(text), "\n")) }

// priority is the list of the gaps in the order in which they are best closed.
func (d *draft) priority() { d.table("priority-list", d.priorities(), d.say("gaps.none")) }

func (d *draft) priorities() Table {
	t := Table{Caption: d.say("gaps.order"), Columns: d.columns("item.number", CellRef, "item.title", CellText, "item.state", CellText, "item.rating", CellRating,
		"plan.phase", CellNumber, "plan.days", CellNumber, "item.owner", CellText, "item.due", CellDate)}
	t.widths(2, 8, 4, 2, 2, 3, 5, 4)
	for _, g := range roadmap.Gaps(d.Input.Input()) {
		i, _ := d.Score.Item(g.Item.ID)
		owner, due := d.ownerOf(g.Item.ID)
		t.Rows = append(t.Rows, Row{ID: g.Item.ID, Cells: []Cell{
			item(g.Item), text(g.Item.Title), text(d.state(i)), d.levelCell(i.Standing), d.count(g.Phase), d.number(g.Days), text(owner), d.day(due),
		}})
	}
	return t
}

// gapsBySet tells of each gap, in the order of the standard.
func (d *draft) gapsBySet() {
	open := map[string]roadmap.Gap{}
	for _, g := range roadmap.Gaps(d.Input.Input()) {
		open[g.Item.ID] = g
	}
	o := d.outlook()
	for _, set := range d.Score.Sets {
		begun := false
		for _, it := range set.Set.Items {
			g, ok := open[it.ID]
			if !ok {
				continue
			}
			if !begun {
				begun = true
				d.section("set-"+set.Set.ID, set.Set.ID+" "+set.Set.Title)
				d.text(d.say("set.met", "met", set.Conforming, "of", set.Applicable, "seen", set.Verified) + d.without() + ".")
			}
			d.gap(g, o)
		}
	}
}

// gap tells of one: how it stands and why, what there is, what is missing, what
// carries it, and what is to be done.
func (d *draft) gap(g roadmap.Gap, o score.Outlook) {
	i, _ := d.Score.Item(g.Item.ID)
	d.topic("item-"+g.Item.ID, named(g.Item))
	d.text(g.Item.Intent)
	d.facts(append([]Fact{d.fact("item.state", d.state(i)), d.fact("item.systems", d.missingAt(i)), d.fact("item.marks", d.marks(i)), d.fact("item.means", d.reads(g.Item, i.Standing))}, d.answers(g.Item)...)...)
	d.lines("item.there", d.seen(d.Assessment.EvidenceFor(g.Item.ID)))
	d.lines("item.findings", d.found(d.Assessment.FindingsOn(g.Item.ID), false))
	d.facts(d.blocks(g.Item, o)...)
	d.facts(d.fact("level.title", d.carriesOver(g.Item)))
	d.lines("item.carried", d.carriers(g.Item))
	d.work(g)
}

// lines is a list below its label; nothing where it is empty.
func (d *draft) lines(key string, lines []string) {
	if len(lines) > 0 {
		d.text(d.say(key))
		d.list(lines...)
	}
}

// work is what closes a gap.
func (d *draft) work(g roadmap.Gap) {
	owner, due := d.ownerOf(g.Item.ID)
	d.facts(
		d.fact("item.deliverable", g.Item.Deliverable), d.fact("plan.days", d.Words.Number(g.Days)), d.fact("item.owner", d.or(owner)),
		d.fact("item.due", d.or(d.Words.Day(due))), d.fact("item.steps", strings.Join(g.Item.Extend, " ")),
	)
}

// whole tells of one item whatever its state, with its questions.
func (d *draft) whole(it *catalog.Item) {
	i, _ := d.Score.Item(it.ID)
	d.topic("whole-"+it.ID, named(it))
	owner, due := d.ownerOf(it.ID)
	d.facts(append([]Fact{
		d.fact("item.state", d.state(i)), d.fact("item.marks", d.marks(i)), d.fact("item.owner", owner), d.fact("item.due", d.Words.Day(due)), d.fact("item.means", d.reads(it, i.Standing)),
	}, d.answers(it)...)...)
	d.questions(it)
	d.lines("item.there", d.seen(d.Assessment.EvidenceFor(it.ID)))
	d.lines("item.findings", d.found(d.Assessment.FindingsOn(it.ID), true))
}

// questions are those of an item that somebody answered.
func (d *draft) questions(it *catalog.Item) {
	t := Table{Columns: d.columns("question.ask", CellText, "question.about", CellText, "item.rating", CellRating, "item.note", CellText)}
	for _, x := range d.Assessment.Answers[it.ID] {
		q, ok := it.Question(x.Question)
		if x.Question == "" || !ok {
			continue
		}
		t.Rows = append(t.Rows, Row{ID: join("/", x.Question, x.System), Cells: []Cell{text(q.Ask), text(d.systemName(x.System)), d.rating(x.Rating), text(join(" · ", x.Rating.Reason, x.Note))}})
	}
	d.table("", t, "")
}
