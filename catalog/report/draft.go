package report

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// draft is a document in the making: blocks are put one behind the other.
type draft struct {
	Input
	doc     *Document
	records register.Case     // without those that only their readers see
	numbers map[string]string // of records, by id
}

// begin makes the head.
func begin(k Kind, in Input) *draft {
	d := &draft{Input: in, doc: &Document{Kind: k.Name, Lang: in.Words.Lang, Title: k.Title(in.Words), Blocks: []Block{}}, records: in.Case()}
	d.numbers = d.records.Book.Numbers(in.Catalog)
	d.doc.Facts, d.doc.Class = d.head(), in.Approval.Class
	if k.Issued || in.Approval.Version != "" {
		d.doc.Facts = append(d.doc.Facts, slices.DeleteFunc(d.approval(), func(f Fact) bool { return f.Value == d.say("not_recorded") })...)
	}
	if in.IsAnonymous {
		d.note(d.say("anonymous.note"))
	}
	d.note(d.disputed())
	if in.Veiled != "" {
		d.note(d.say("veil.note", "item", d.numberOf(in.Veiled)))
	}
	return d
}

func (d *draft) say(key string, places ...any) string { return d.Words.Say(key, places...) }

func (d *draft) put(b Block) { d.doc.Blocks = append(d.doc.Blocks, b) }

// part begins a part of the document; section and topic are below it.
func (d *draft) part(id, text string) { d.put(Block{Is: IsHeading, Level: 1, ID: id, Text: text}) }

func (d *draft) section(id, text string) { d.put(Block{Is: IsHeading, Level: 2, ID: id, Text: text}) }

func (d *draft) topic(id, text string) { d.put(Block{Is: IsHeading, Level: 3, ID: id, Text: text}) }

func (d *draft) lead(text string) { d.put(Block{Is: IsLead, Text: text}) }
func (d *draft) page()            { d.put(Block{Is: IsPage}) }

// note, text and list leave out what is empty.
func (d *draft) note(text string) {
	if text != "" {
		d.put(Block{Is: IsNote, Text: text})
	}
}

func (d *draft) text(text string) {
	if text != "" {
		d.put(Block{Is: IsParagraph, Text: text})
	}
}

func (d *draft) list(items ...string) {
	if len(items) > 0 {
		d.put(Block{Is: IsList, Items: items})
	}
}

// facts leave out those without a value.
func (d *draft) facts(all ...Fact) {
	var said []Fact
	for _, f := range all {
		if f.Value != "" {
			said = append(said, f)
		}
	}
	if len(said) > 0 {
		d.put(Block{Is: IsFacts, Facts: said})
	}
}

// fact is a labelled value.
func (d *draft) fact(key, value string) Fact { return Fact{d.say(key), value} }

func (d *draft) figure(f Figure) { d.put(Block{Is: IsFigure, Figure: &f}) }

// table puts a table, or where it has no row the words in its place.
func (d *draft) table(id string, t Table, empty string) {
	if len(t.Rows) == 0 {
		d.text(empty)
		return
	}
	d.put(Block{Is: IsTable, ID: id, Table: &t})
}

// columns are made of pairs: the key of the heading, and what the cells are.
func (d *draft) columns(pairs ...string) []Column {
	var all []Column
	for i := 0; i+1 < len(pairs); i += 2 {
		all = append(all, Column{Title: d.say(pairs[i]), Is: pairs[i+1]})
	}
	return all
}

// widths say how wide the columns want to be beside each other.
func (t *Table) widths(parts ...int) {
	for i := range t.Columns {
		t.Columns[i].Parts = parts[i]
	}
}

// dropUnsaid takes a column out in which no row says anything.
func (t *Table) dropUnsaid(column int) {
	if slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Cells[column].Text != "" }) {
		return
	}
	t.Columns = slices.Delete(t.Columns, column, column+1)
	for i := range t.Rows {
		t.Rows[i].Cells = slices.Delete(t.Rows[i].Cells, column, column+1)
	}
}

// or is a text, or that nobody recorded it; where texts are left out, that it is not
// said here.
func (d *draft) or(text string) string {
	switch {
	case strings.TrimSpace(text) != "":
		return text
	case d.IsAnonymous:
		return d.say("anonymous.unsaid")
	}
	return d.say("not_recorded")
}

func text(s string) Cell { return Cell{Text: s} }

// item is the number of an item, which leads to where it is told of.
func item(it *catalog.Item) Cell { return Cell{Text: it.Number, Ref: "item-" + it.ID} }

// link has every reference lead to a block: to the one it names, else to where the
// same thing is told of whole, else nowhere.
func (d *draft) link() {
	ids := map[string]bool{}
	for _, b := range d.doc.Blocks {
		ids[b.ID] = true
	}
	to := func(ref *string) {
		if _, of, ok := strings.Cut(*ref, "-"); !ids[*ref] && ok {
			*ref = "whole-" + of
		}
		if !ids[*ref] {
			*ref = ""
		}
	}
	for _, b := range d.doc.Blocks {
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				for i := range r.Cells {
					to(&r.Cells[i].Ref)
				}
			}
		}
		if b.Figure != nil {
			for i := range b.Figure.Parts {
				to(&b.Figure.Parts[i].Ref)
			}
		}
	}
}

func (d *draft) number(f float64) Cell { return Cell{Text: d.Words.Number(f), Number: &f} }

func (d *draft) count(n int) Cell { return d.number(float64(n)) }

func (d *draft) day(kept string) Cell { return Cell{Text: d.Words.Day(kept), Day: kept} }

// share is a share of 0 to 1; nil: there is none.
func (d *draft) share(f *float64) Cell {
	if f == nil {
		return Cell{Text: "–"}
	}
	return Cell{Text: d.Words.Percent(*f), Number: f}
}

// rating is a cell of a rating.
func (d *draft) rating(r assess.Rating) Cell {
	switch {
	case r.Is(assess.Rated):
		return level(r.Level)
	case r.Is(assess.NA):
		return text(d.say("state.na.short"))
	}
	return text("")
}

func level(n int) Cell {
	f := float64(n)
	return Cell{Text: string(rune('0' + n)), Number: &f}
}

// numberOf is what a person calls an item of either standard, named as in a list.
func (d *draft) numberOf(item string) string { return assess.RefName(d.Catalog, d.Assessment, item) }

// named is an item with its title.
func named(it *catalog.Item) string { return it.Number + " " + it.Title }

// systemName is the name of an AI system; of none it is empty.
func (d *draft) systemName(id string) string {
	if s, ok := d.Assessment.System(id); ok {
		return s.Name
	}
	return ""
}

// join puts parts that say something behind each other.
func join(sep string, parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, sep)
}
