package report

import (
	"encoding/json"
	"fmt"
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

// Difference is a cell that two documents of one kind do not share: a row of which
// only one of them knows has no column.
type Difference struct {
	Row    string // its id
	Name   string // what its first two cells say
	Column string // its title; empty: the row came or went
	Was    string
	Is     string
}

// Gone and Come are what is said of a row of which only one document knows.
const (
	Gone = "gone"
	Come = "new"
)

// Compare holds the tables of a document against those of an earlier one, line by
// line: rows by their id, columns by their title where both have it. The
// differences are in the order of the later document, then what is gone.
func Compare(was, is *Document) []Difference {
	before, now := linesOf(was), linesOf(is)
	var all []Difference
	for _, id := range now.ids {
		if _, ok := before.of[id]; !ok {
			all = append(all, Difference{Row: id, Name: now.of[id].name, Is: Come})
			continue
		}
		all = append(all, cellsApart(id, before.of[id], now.of[id])...)
	}
	for _, id := range before.ids {
		if _, ok := now.of[id]; !ok {
			all = append(all, Difference{Row: id, Name: before.of[id].name, Was: Gone})
		}
	}
	return all
}

func cellsApart(id string, was, is line) []Difference {
	var all []Difference
	for _, column := range is.columns {
		old, known := was.cells[column]
		if text := is.cells[column]; known && text != old {
			all = append(all, Difference{Row: id, Name: is.name, Column: column, Was: old, Is: text})
		}
	}
	return all
}

// line is a row with its cells by the titles of their columns.
type line struct {
	name    string
	columns []string
	cells   map[string]string
}

type lines struct {
	ids []string
	of  map[string]line
}

// linesOf are the rows that have an id, the first of each.
func linesOf(d *Document) lines {
	all := lines{of: map[string]line{}}
	for _, b := range d.Blocks {
		if b.Is != IsTable || b.Table == nil {
			continue
		}
		for _, r := range b.Table.Rows {
			if _, known := all.of[r.ID]; known || r.ID == "" || r.Head {
				continue
			}
			all.ids = append(all.ids, r.ID)
			all.of[r.ID] = lineOf(b.Table.Columns, r)
		}
	}
	return all
}

func lineOf(columns []Column, r Row) line {
	l := line{cells: map[string]string{}}
	var name []string
	for i, c := range r.Cells[:min(len(r.Cells), len(columns))] {
		l.columns = append(l.columns, columns[i].Title)
		l.cells[columns[i].Title] = c.Text
		if i < 2 {
			name = append(name, c.Text)
		}
	}
	l.name = strings.TrimSpace(strings.Join(name, " "))
	return l
}
