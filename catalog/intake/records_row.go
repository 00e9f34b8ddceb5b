package intake

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/base"
	"crosswalk/catalog/register"
	"crosswalk/catalog/visible"
)

// recordAt is a row: where it is, what it says by field, and what it is about.
type recordAt struct {
	row
	says map[string]string
	item string            // how it is called in a sentence
	left map[string]string // what it said when it left; nil: nobody knows
}

func (s *recordSheet) row(one row) {
	at := recordAt{row: one, says: map[string]string{}}
	for field, column := range s.columns {
		text, err := s.text(one.at(column), field)
		if err != nil {
			s.refuse(at, field, err)
			return
		}
		at.says[field] = text
	}
	if blankRow(at.says) {
		return
	}
	at.item = cmp.Or(at.says[numberColumn], at.says[catalog.RecordTitle])
	s.p.Rows++
	r, known, err := s.record(&at)
	switch {
	case err != nil:
		s.refuse(at, numberColumn, err)
	case s.taken[r.ID] > 0:
		s.refuse(at, numberColumn, fmt.Errorf("it is about the same %s as row %d; keep one of the two, or give them titles of their own", s.k.Singular, s.taken[r.ID]))
	case known:
		s.taken[r.ID] = at.n
		s.change(at, r)
	default:
		s.add(at)
	}
}

func blankRow(says map[string]string) bool {
	for _, text := range says {
		if strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}

func (s *recordSheet) refuse(at recordAt, field string, err error) {
	one := Refusal{Sheet: s.t.name, Row: at.n, Item: visible.Line(at.item), Reason: visible.Line(err.Error())}
	if s.t.csv {
		one.Sheet = ""
	}
	if column, ok := s.columns[field]; ok {
		one.Cell = cellName(column, at.n)
	}
	s.refused = append(s.refused, one)
	s.groups = append(s.groups, RowSeen{Sheet: s.t.name, Row: at.n, Item: one.Item, Group: RowRefused, Text: one.Reason})
}

// text is what a cell says, a day as it is typed.
func (s *recordSheet) text(c cell, field string) (string, error) {
	f, has := s.k.Field(field)
	switch {
	case c.kind == unknown:
		return "", errors.New("the formula has no value; put in what it stands for")
	case c.kind == fault:
		return "", fmt.Errorf("%s is an error of the spreadsheet; put in what is meant", short(c.text))
	case has && f.Type == "date" && c.kind == number:
		return serialDay(c.text, s.t.from1904)
	}
	text := strings.ReplaceAll(c.shown(s.t.from1904), "\r\n", "\n")
	if s.t.csv {
		text = live(text)
	}
	return text, nil
}

// record finds what a row is about: by what the file remembers, by its number, or by
// its title where it has no number.
func (s *recordSheet) record(at *recordAt) (r register.Record, known bool, err error) {
	if about := plainText(at.at(s.about)); about != "" && s.left != nil {
		if at.left = s.left[about]; at.left == nil {
			return r, false, fmt.Errorf("%s was not in the file when it left; empty its hidden column %s, or take the row out", short(about), base.RowHead)
		}
		if was := at.left[base.NameField(0)]; was != at.says[numberColumn] {
			return r, false, fmt.Errorf("the row is called %s and was called %s when the file left; sort whole rows, and leave the numbers as they are", short(at.says[numberColumn]), short(was))
		}
		parts := assess.Subject(about).Parts()
		if r, known = s.Book.Record(s.k.ID, parts[len(parts)-1]); !known || r.Removed() {
			return r, false, fmt.Errorf("%s was removed here; take the row out", short(at.item))
		}
		return r, true, nil
	}
	number := strings.TrimSpace(at.says[numberColumn])
	if number == "" {
		return s.titled(at.says)
	}
	all := s.byName[assess.FoldName(number)]
	if len(all) != 1 {
		return r, false, fmt.Errorf("there is no %s %s; leave the number empty for a new one", s.k.Singular, short(number))
	}
	return all[0], true, nil
}

// titled finds the one record of a title, so that the same sheet twice makes nothing
// twice.
func (s *recordSheet) titled(says map[string]string) (r register.Record, known bool, err error) {
	var all []register.Record
	for _, o := range s.byTitle[assess.FoldName(says[catalog.RecordTitle])] {
		parent, here := says[catalog.RecordParent]
		if !here || assess.FoldName(parent) == assess.FoldName(s.numbers[o.Text(catalog.RecordParent)]) {
			all = append(all, o)
		}
	}
	switch len(all) {
	case 0:
		return r, false, nil
	case 1:
		return all[0], true, nil
	}
	return r, false, fmt.Errorf("%d records are called %s; say which one by its number", len(all), short(says[catalog.RecordTitle]))
}

// now is what a field says here, as it would be typed.
func (s *recordSheet) now(r register.Record, field string) string {
	f, has := s.k.Field(field)
	switch {
	case has:
		return s.Typed(r, f)
	case field == catalog.RecordState:
		return r.State()
	case field == catalog.RecordParent:
		return s.numbers[r.Text(catalog.RecordParent)]
	}
	return s.numbers[r.ID]
}

// change makes the acts of a row about a record that is there. An empty cell leaves a
// field as it is, where nobody knows that it said something when the file left.
func (s *recordSheet) change(at recordAt, r register.Record) {
	for field, says := range at.says {
		now := visible.Text(s.now(r, field))
		switch was, remembered := at.left[field]; {
		case field == numberColumn, says == now, remembered && says == was, at.left == nil && strings.TrimSpace(says) == "":
			delete(at.says, field)
		case remembered && was != now && !s.replace:
			said := apart([]string{was}, []string{says}, []string{now})
			s.p.Remarks = append(s.p.Remarks, fmt.Sprintf("%s, row %d, %s: the field %s was %s when the file left and is %s in it, but %s here by now, which stays; --replace takes the file's",
				visible.Line(s.t.name), at.n, visible.Line(at.item), visible.Line(s.label(field)), said[0], said[1], said[2]))
			delete(at.says, field)
		}
	}
	if _, moves := at.says[catalog.RecordParent]; moves {
		s.refuse(at, catalog.RecordParent, fmt.Errorf("a record can't be moved below another one; %s stands below %s", s.numbers[r.ID], s.now(r, catalog.RecordParent)))
		return
	}
	s.save(at, r, func(said map[string]string) ([]assess.Change, error) { return register.Set(s.Case, s.k.ID, r.ID, said) })
}

// add makes the acts of a row that is a new record.
func (s *recordSheet) add(at recordAt) {
	maps.DeleteFunc(at.says, func(field, says string) bool { return field == numberColumn || strings.TrimSpace(says) == "" })
	if len(s.k.States) > 0 && strings.EqualFold(at.says[catalog.RecordState], s.k.States[0].Name) {
		delete(at.says, catalog.RecordState)
	}
	r := register.Record{Kind: s.k.ID, ID: s.newID()}
	s.taken[r.ID] = at.n
	s.save(at, r, func(said map[string]string) ([]assess.Change, error) { return register.Put(s.Case, s.k.ID, r.ID, said) })
}

// save makes the acts of what is left of a row, and says what they changed. What is
// wrong with a field is told at its cell.
func (s *recordSheet) save(at recordAt, was register.Record, put func(map[string]string) ([]assess.Change, error)) {
	before := s.Book
	state, moves := at.says[catalog.RecordState]
	delete(at.says, catalog.RecordState)
	for i := range s.k.Fields {
		f := &s.k.Fields[i]
		if _, err := s.Read(f, at.says[f.Name]); err != nil {
			s.refuse(at, f.Name, err)
			return
		}
	}
	var all []assess.Change
	act := func(field string, changes []assess.Change, err error) bool {
		if err == nil {
			all = append(all, changes...)
			s.Book, err = register.Foresee(s.Book, changes)
		}
		if err != nil {
			s.refuse(at, field, err)
			s.Book = before
		}
		return err == nil
	}
	if len(at.says) > 0 {
		if changes, err := put(at.says); !act("", changes, err) {
			return
		}
	}
	if moves {
		if changes, err := register.Move(s.Case, s.k.ID, was.ID, strings.TrimSpace(state)); !act(catalog.RecordState, changes, err) {
			return
		}
	}
	s.p.Changes = append(s.p.Changes, all...)
	s.tell(at, was, len(all) > 0)
}

// tell says what the acts of a row changed, field by field.
func (s *recordSheet) tell(at recordAt, was register.Record, changed bool) {
	one := RowSeen{Sheet: s.t.name, Row: at.n, Item: visible.Line(at.item), Group: RowSame}
	if !changed {
		s.p.Unchanged++
		s.groups = append(s.groups, one)
		return
	}
	one.Group, one.Text = RowChanges, "a new "+s.k.Singular
	is, _ := s.Book.Record(s.k.ID, was.ID)
	isNew := was.Title() == ""
	if isNew {
		s.title(is)
	}
	var fields []string
	for _, field := range append(s.k.FieldNames(), catalog.RecordState) {
		before, now := s.now(was, field), s.now(is, field)
		if before == now {
			continue
		}
		fields = append(fields, s.label(field))
		place := s.t.name + " row " + fmt.Sprint(at.n)
		if column, ok := s.columns[field]; ok {
			place = s.t.name + " " + cellName(column, at.n)
		}
		s.p.Lines = append(s.p.Lines, Line{Row: at.n, Item: at.item, What: s.label(field), Was: before, Now: now, Place: place})
	}
	if !isNew {
		one.Text = visible.Line(strings.Join(fields, ", "))
	}
	s.groups = append(s.groups, one)
}
