package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Read is the document that was written as JSON.
func Read(raw []byte) (*Document, error) {
	var d Document
	if err := json.Unmarshal(raw, &d); err != nil {
		return nil, fmt.Errorf("the document can't be read: %w", err)
	}
	return &d, nil
}

// Difference is what two documents of one kind do not share: a cell of a row, a fact,
// the sentence a part leads with, or a line of which only one of them knows.
type Difference struct {
	Row    string // the id of a row; empty of what stands in no table
	Name   string // what the first two cells of the row say, or the heading above
	Column string // its title, or the label of a fact; empty: the line has one text, or came or went
	Was    string
	Is     string
}

// Gone and Come are what is said of a row of which only one document knows.
const (
	Gone = "gone"
	Come = "new"
)

// Compare holds a document against an earlier one, line by line: rows by their id,
// columns by their title where both have it, facts by their label, and what stands in
// a list by its words. Paragraphs and figures arrange the same things and are left
// out. The differences are in the order of the later document, then what is gone.
func Compare(was, is *Document) []Difference {
	before, now := linesOf(was), linesOf(is)
	var all []Difference
	for _, id := range now.ids {
		l := now.of[id]
		if old, ok := before.of[id]; ok {
			all = append(all, old.apart(l)...)
			continue
		}
		all = append(all, Difference{Row: l.row, Name: l.name, Is: cmp.Or(l.text, Come)})
	}
	for _, id := range before.ids {
		if _, ok := now.of[id]; !ok {
			l := before.of[id]
			all = append(all, Difference{Row: l.row, Name: l.name, Was: cmp.Or(l.text, Gone)})
		}
	}
	return all
}

// line is what can be compared: a row with its cells by the titles of their columns,
// the facts of a part by their labels, or one text.
type line struct {
	row     string
	name    string
	text    string // of a line of a list, which comes or goes as a whole
	columns []string
	cells   map[string]Cell
	sparse  bool // what it says nothing of it does not have: facts without a value are left out
}

// apart are the cells in which a later line is another.
func (l line) apart(is line) []Difference {
	var all []Difference
	columns := is.columns
	if is.sparse {
		columns = once(append(slices.Clone(columns), l.columns...))
	}
	for _, column := range columns {
		old, known := l.cells[column]
		if now := is.cells[column]; (known || is.sparse) && now.Date() != old.Date() { // a day is the same however it is written
			all = append(all, Difference{Row: is.row, Name: is.name, Column: column, Was: old.Text, Is: now.Text})
		}
	}
	return all
}

// lines are those of a document, the first of each.
type lines struct {
	ids []string
	of  map[string]line
}

func (all *lines) add(l line, id ...string) {
	key := strings.Join(id, "\x00")
	if _, known := all.of[key]; !known {
		all.ids = append(all.ids, key)
		all.of[key] = l
	}
}

func linesOf(d *Document) lines {
	all := lines{of: map[string]line{}}
	part, title := "", d.Title
	for _, b := range d.Blocks {
		switch b.Is {
		case IsHeading:
			part, title = cmp.Or(b.ID, b.Text), b.Text
		case IsLead:
			all.add(line{name: title, columns: []string{""}, cells: map[string]Cell{"": text(b.Text)}}, IsLead, part)
		case IsList:
			for _, item := range b.Items {
				all.add(line{name: title, text: item}, IsList, part, item)
			}
		case IsFacts:
			all.facts(part, title, b.Facts)
		case IsTable:
			all.rows(b)
		}
	}
	return all
}

// rows are those that are about something.
func (all *lines) rows(b Block) {
	if b.Table == nil {
		return
	}
	for _, r := range b.Table.Rows {
		if r.ID != "" && !r.Head {
			all.add(lineOf(b.Table.Columns, r), IsTable, b.ID, r.ID)
		}
	}
}

// facts are one line a part.
func (all *lines) facts(part, title string, facts []Fact) {
	key := IsFacts + "\x00" + part
	l, known := all.of[key]
	if !known {
		l = line{name: title, cells: map[string]Cell{}, sparse: true}
		all.ids = append(all.ids, key)
	}
	for _, f := range facts {
		if _, said := l.cells[f.Label]; !said {
			l.columns = append(l.columns, f.Label)
			l.cells[f.Label] = text(f.Value)
		}
	}
	all.of[key] = l
}

func lineOf(columns []Column, r Row) line {
	l := line{row: r.ID, cells: map[string]Cell{}}
	var name []string
	for i, c := range r.Cells[:min(len(r.Cells), len(columns))] {
		l.columns = append(l.columns, columns[i].Title)
		l.cells[columns[i].Title] = c
		if i < 2 {
			name = append(name, c.Text)
		}
	}
	l.name = strings.TrimSpace(strings.Join(name, " "))
	return l
}
