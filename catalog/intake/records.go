package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/base"
	"crosswalk/catalog/register"
	"crosswalk/catalog/visible"
)

// A sheet of records has a heading for each field that it says, in the words of the
// form, and a row for each record. A row with a number changes that record, one
// without makes a new one. A sheet that this program wrote remembers what it said, so
// that only what was edited since is taken.

// numberColumn is what a column of numbers is called in a layout.
const numberColumn = assess.FieldNumber

// recordSheet is a sheet of records on its way in.
type recordSheet struct {
	register.Case
	k       *catalog.Register
	t       *table
	head    int
	columns map[string]int               // by field
	about   int                          // the hidden column that says what a row is; -1: there is none
	left    map[string]map[string]string // what the rows said when they left, by what they are about
	numbers map[string]string            // of all records, by id
	byName  map[string][]register.Record // by number as it is squeezed together
	byTitle map[string][]register.Record // those that rows made, too
	taken   map[string]int               // the row about a record, by its id
	replace bool
	newID   func() string
	p       Proposal
	refused Refusals
	groups  []RowSeen
}

// Records finds out what the file says of the records of a register. The error is one
// sentence about the file as a whole.
func (f *File) Records(c register.Case, k *catalog.Register, want Request, newID func() string) (Reading, error) {
	reading := Reading{File: f.Name(), Form: f.Form()}
	s := &recordSheet{Case: c, k: k, replace: want.Falling == Replace, newID: newID, numbers: c.Book.Numbers(c.Catalog), byName: map[string][]register.Record{}, byTitle: map[string][]register.Record{}, taken: map[string]int{}}
	for _, r := range c.Book.Of(k.ID) {
		name := assess.FoldName(s.numbers[r.ID])
		s.byName[name] = append(s.byName[name], r)
		s.title(r)
	}
	err := s.find(f, want.Layout)
	reading.Sheets = s.seen(f)
	if err != nil {
		return reading, fmt.Errorf("%s: %w", visible.Line(f.Name()), err)
	}
	for _, one := range s.t.rows[s.head+1:] {
		s.row(one)
	}
	if s.p.Rows == 0 && len(s.refused) == 0 {
		return reading, fmt.Errorf("%s: no row below the headings in row %d says anything", visible.Line(f.Name()), s.t.rows[s.head].n)
	}
	s.p.Sheet = s.t.name
	reading.Proposal, reading.Refused, reading.Groups = s.p, s.refused.most(), s.groups
	return reading, nil
}

// seen are the sheets of the file, and what the columns of the one that is read were
// taken for.
func (s *recordSheet) seen(f *File) []SheetSeen {
	var all []SheetSeen
	for _, info := range f.sheets {
		one := SheetSeen{Name: info.Name, Hidden: info.Hidden, Why: "it has no headings of " + strings.ToLower(s.k.Title)}
		if s.t != nil && info.Name == s.t.name {
			head := s.t.rows[s.head]
			one.Read, one.Why, one.Heading, one.HeadRows = true, "", head.n, 1
			for at, c := range head.cells {
				one.Columns = append(one.Columns, s.columnSeen(at, plainText(c)))
			}
		}
		all = append(all, one)
	}
	return all
}

func (s *recordSheet) columnSeen(at int, heading string) ColumnSeen {
	c := ColumnSeen{Column: at, Letter: strings.TrimSuffix(cellName(at, 1), "1"), Heading: visible.Line(heading)}
	for field, column := range s.columns {
		if column == at {
			c.Field, c.Why = field, "its heading says so"
			if s.fieldCalled(heading) != field {
				c.Why = "it was said so"
			}
		}
	}
	return c
}

// RecordFields are what a column of a sheet of records can hold, in the order of the
// form.
func RecordFields(k *catalog.Register) []string {
	all := append([]string{numberColumn}, k.FieldNames()...)
	if len(k.States) > 0 {
		all = append(all, catalog.RecordState)
	}
	if k.ChildOf != "" {
		all = append(all, catalog.RecordParent)
	}
	return all
}

func (s *recordSheet) title(r register.Record) {
	name := assess.FoldName(r.Title())
	s.byTitle[name] = append(s.byTitle[name], r)
}

// most are the first of many refusals, and how many more there are.
func (rs Refusals) most() Refusals {
	if more := len(rs) - maxRefusals; more > 0 {
		return append(rs[:maxRefusals:maxRefusals], Refusal{Reason: fmt.Sprintf("and %d more", more)})
	}
	return rs
}

// find chooses the sheet that has the headings of the register.
func (s *recordSheet) find(f *File, l Layout) error {
	if err := s.checkFields(l); err != nil {
		return err
	}
	left, err := f.leftOf(s.k)
	if err != nil {
		return err
	}
	s.left = left.rows
	best := 0
	for _, info := range f.sheets {
		named := slices.Contains(l.Sheets, info.Name) || len(l.Sheets) == 0 && (left.name == "" && !info.Hidden || left.name == info.Name)
		if !named {
			continue
		}
		t, err := f.table(info.Name, maxRow, nil)
		if err != nil {
			return err
		}
		for at, one := range t.rows {
			if one.n > headingRows || l.Heading > 0 && one.n != l.Heading {
				continue
			}
			if columns, n := s.headings(one, l); n > best {
				best, s.t, s.head, s.columns = n, t, at, columns
				s.about = slices.IndexFunc(one.cells, isRowHead)
			}
		}
	}
	if best == 0 {
		return fmt.Errorf("no row of the first %d has headings of %s; a row with %s and others of its fields is right, or name the column with --column title=HEADING", headingRows, strings.ToLower(s.k.Title), short(s.label(catalog.RecordTitle)))
	}
	return s.unread(l)
}

// leftOf is what the sheet of a register said when the file left; empty where this
// program did not write it.
func (f *File) leftOf(k *catalog.Register) (leftSheet, error) {
	if !slices.ContainsFunc(f.sheets, func(s SheetInfo) bool { return s.Name == base.Sheet }) {
		return leftSheet{}, nil
	}
	all, err := f.left()
	if err != nil {
		return leftSheet{}, err
	}
	for _, one := range all {
		for about := range one.rows {
			if parts := assess.Subject(about).Parts(); len(parts) == 2 && parts[0] == k.ID {
				return one, nil
			}
		}
	}
	return leftSheet{}, nil // it left without a record
}

func (s *recordSheet) label(field string) string {
	f, has := s.k.Field(field)
	if !has {
		return field
	}
	return f.Label
}

// headings are the columns of a row of headings by field, and how much they say that
// it is one: it names what a record is about.
func (s *recordSheet) headings(one row, l Layout) (map[string]int, int) {
	columns := map[string]int{}
	for at, c := range one.cells {
		if field := s.fieldCalled(plainText(c)); field != "" {
			if _, twice := columns[field]; !twice {
				columns[field] = at
			}
		}
	}
	texts := make([]string, len(one.cells))
	for at, c := range one.cells {
		texts[at] = plainText(c)
	}
	for field, column := range l.Columns {
		delete(columns, field)
		if at, ok := columnNamed(texts, column); ok && column != noColumn {
			columns[field] = at
		}
	}
	_, title := columns[catalog.RecordTitle]
	_, number := columns[numberColumn]
	if !title && !(number && len(columns) > 1) {
		return nil, 0
	}
	return columns, len(columns)
}

// fieldCalled is the field that a heading means: by its label, its name, or what
// every record has.
func (s *recordSheet) fieldCalled(heading string) string {
	h := assess.FoldName(strings.Trim(heading, " *:"))
	for _, f := range s.k.Fields {
		if h == assess.FoldName(f.Label) || h == f.Name {
			return f.Name
		}
	}
	if field, common := map[string]string{
		"number": numberColumn, "no": numberColumn, "no.": numberColumn, "title": catalog.RecordTitle, assess.FoldName(s.k.Singular): catalog.RecordTitle,
	}[h]; common {
		return field
	}
	switch {
	case (h == "state" || h == "status") && len(s.k.States) > 0:
		return catalog.RecordState
	case (h == "below" || h == "belongs to" || h == catalog.RecordParent) && s.k.ChildOf != "":
		return catalog.RecordParent
	}
	return ""
}

// checkFields refuses a layout that names a field that there is not.
func (s *recordSheet) checkFields(l Layout) error {
	known := append([]string{numberColumn, catalog.RecordState, catalog.RecordParent}, s.k.FieldNames()...)
	for _, field := range slices.Sorted(maps.Keys(l.Columns)) {
		if !slices.Contains(known, field) {
			return fmt.Errorf("a column can't be read as %s; it holds %s", short(field), assess.Either(known))
		}
	}
	return nil
}

// unread names the columns that say nothing here, and refuses a layout that names a
// column that there is not.
func (s *recordSheet) unread(l Layout) error {
	for _, field := range slices.Sorted(maps.Keys(l.Columns)) {
		if _, found := s.columns[field]; !found && l.Columns[field] != noColumn {
			return fmt.Errorf("row %d has no column %s, which --column names for %s", s.t.rows[s.head].n, short(l.Columns[field]), field)
		}
	}
	read := slices.Collect(maps.Values(s.columns))
	for at, c := range s.t.rows[s.head].cells {
		if !c.blank() && at != s.about && !slices.Contains(read, at) {
			s.p.Unknown = append(s.p.Unknown, short(plainText(c)))
		}
	}
	return nil
}
