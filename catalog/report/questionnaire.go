package report

import (
	"fmt"
	"maps"
	"slices"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// OfPerson says that a document is about what one person has to do.
const OfPerson = "person"

// ComesBack reports whether what is edited in a document is taken in again, for whom
// it names.
func (k Kind) ComesBack() bool { return k.Name == KindWorkbook || k.Of == OfPerson }

// questionnaire is what one person is asked: their items that are not in place, with
// the questions of these, and what waits for them. What they write comes back as that
// of a workbook does.
func questionnaire(d *draft) error {
	x := quest{d, d.Record, d.records.Names()}
	items, questions := x.items()
	isms := x.isms()
	waits := register.For(register.Agenda(d.records), x.who)
	d.doc.Subtitle = x.who
	d.lead(d.say("questionnaire.lead", "who", x.who, "items", len(items.Rows)+len(isms.Rows), "questions", len(questions.Rows), "waits", len(waits)))
	d.note(d.say("questionnaire.use"))
	for _, s := range []struct {
		name, about string
		t           Table
	}{
		{"items", "questionnaire.items", items},
		{"questions", "questionnaire.questions", questions},
		{"baseline", "sheet.baseline.about", isms},
		{"waits", "questionnaire.waits", d.waiting(waits)},
	} {
		s.t.Caption, s.t.Wide = d.say("sheet."+s.name), true
		d.part("on-"+s.name, s.t.Caption)
		d.text(d.say(s.about))
		d.table(s.name, s.t, d.say("none"))
	}
	return nil
}

// quest is a questionnaire that is being made.
type quest struct {
	*draft
	who   string
	names register.Names
}

func (x quest) owns(a assess.Answer) bool { return x.names.Same(a.Owner, x.who) }

// unplaced reports whether an answer needs something yet.
func (d *draft) unplaced(state assess.State, level int) bool {
	return state != assess.NA && !(state == assess.Rated && level >= d.Catalog.Method.InPlace)
}

// items are the rows of the person's items that are not in place, and the questions
// of these.
func (x quest) items() (items, questions Table) {
	mine, asks := map[string]bool{}, map[string]bool{}
	in := x.Assessment.InScope()
	for _, i := range x.Score.Items {
		whole := x.owns(x.Assessment.Answer(assess.Key{Item: i.Item.ID}))
		mark := func(k assess.Key, st assess.Standing) {
			if x.unplaced(st.State, st.Level) && (whole || x.owns(x.Assessment.Answer(k))) {
				mine[string(k.Subject())], asks[i.Item.ID] = true, true
			}
		}
		mark(assess.Key{Item: i.Item.ID}, i.Standing)
		for n, of := range i.Systems {
			mark(assess.Key{Item: i.Item.ID, System: in[n].ID}, of.Standing)
		}
	}
	items = x.itemTable()
	items.Rows = slices.DeleteFunc(items.Rows, func(r Row) bool { return !mine[r.ID] })
	return items, x.questionsOf(asks)
}

// questionsOf are the questions of some items, to be answered.
func (x quest) questionsOf(items map[string]bool) Table {
	t := Table{Columns: []Column{
		x.naming("item.number", CellRef, 1), x.naming("workbook.question", CellText, 1), x.column("question.ask", CellText, 20), x.column("question.good", CellText, 14), x.naming("question.about", CellText, 4),
		x.edited("item.rating", assess.FieldRating, 1), x.edited("item.reason", assess.FieldReason, 8), x.edited("item.note", assess.FieldNote, 16),
	}}
	for _, i := range x.Score.Items {
		if !items[i.Item.ID] {
			continue
		}
		for _, q := range i.Item.Questions {
			of := []string{""}
			for _, a := range x.Assessment.Answers[i.Item.ID] {
				if a.Question == q.ID && a.System != "" && x.systemName(a.System) != "" {
					of = append(of, a.System)
				}
			}
			for _, system := range of {
				k := assess.Key{Item: i.Item.ID, System: system, Question: q.ID}
				t.Rows = append(t.Rows, Row{ID: string(k.Subject()), Cells: x.cells(t.Columns, x.Assessment.Answer(k), item(i.Item), text(q.ID), text(q.Ask), text(q.Good), text(x.systemName(system)))})
			}
		}
	}
	return t
}

// isms are the person's items of the ISMS that are not in place.
func (x quest) isms() Table {
	t := x.baselineTable()
	t.Rows = slices.DeleteFunc(t.Rows, func(r Row) bool {
		a := x.Assessment.Baseline[assess.Subject(r.ID).ID()]
		return !x.owns(a) || !x.unplaced(a.Rating.State, a.Rating.Level)
	})
	return t
}

// waiting is what waits for somebody, to read: records are changed in their registers.
func (d *draft) waiting(all []register.Dated) Table {
	t := Table{Columns: []Column{d.column("item.due", CellDate, 2), d.column("record.number", CellText, 2), d.column("item.title", CellText, 12), d.column("questionnaire.what", CellText, 5)}}
	for _, x := range all {
		t.Rows = append(t.Rows, Row{ID: "waits-" + x.Of + "-" + x.What + "-" + x.On, Cells: []Cell{d.day(x.On), text(x.Of), text(x.Title), text(x.What)}})
	}
	return t
}

// people are those who have something to do, by name, with how much waits for them.
func people(c register.Case) []Subject {
	names, waits := c.Names(), map[string]int{}
	count := func(owner string) {
		if owner != "" {
			waits[names.Called(owner)]++
		}
	}
	for k, a := range c.Assessment.Answers.All() {
		if _, known := assess.Item(c.Catalog, c.Assessment, k.Item); known {
			count(a.Owner)
		}
	}
	for _, it := range c.Catalog.Foundation().Items() {
		count(c.Assessment.Baseline[it.ID].Owner)
	}
	for _, d := range register.Owed(register.Agenda(c)) {
		if d.Item == "" {
			count(d.Owner)
		}
	}
	var all []Subject
	for _, name := range slices.Sorted(maps.Keys(waits)) {
		all = append(all, Subject{name, fmt.Sprintf("%d answers and dates", waits[name])})
	}
	return all
}

// personNamed finds somebody who has something to do.
func personNamed(c register.Case, named string) (string, error) {
	names := c.Names()
	for _, s := range people(c) {
		if names.Same(s.Name, named) {
			return s.Name, nil
		}
	}
	return "", fmt.Errorf("nothing has the owner %q; names are written as they stand, or as the register of people lists them", named)
}
