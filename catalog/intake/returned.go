package intake

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/base"
	"crosswalk/catalog/visible"
)

// A workbook that this program wrote comes back by three things: what its cells said
// when it left, what they say now, and what stands in the assessment. Only a cell
// that somebody edited changes anything, so it may be taken in by any copy of the
// assessment, whatever was sorted, hidden or left out in it.

// returned collects what was edited.
type returned struct {
	ledger
	cat     *catalog.Catalog
	file    *File
	replace bool // what was edited in both goes by the workbook
	p       Proposal
	refused Refusals
}

// editedRow is a row of which cells were edited: what they say, by field.
type editedRow struct {
	at      spot
	subject assess.Subject
	says    map[string]string
	columns map[string]int
}

func (f *File) returned(cat *catalog.Catalog, a *assess.Assessment, want Request, reading Reading) (Reading, error) {
	left, err := f.left()
	if err != nil {
		return reading, fmt.Errorf("%s: %w", visible.Line(f.Name()), err)
	}
	r := &returned{cat: cat, file: f, replace: want.Falling == Replace}
	r.begin(a)
	for _, s := range left {
		if err := r.sheet(s); err != nil {
			return reading, fmt.Errorf("%s: %w", visible.Line(f.Name()), err)
		}
	}
	r.p.Changes = r.changes
	reading.Proposal, reading.Refused = r.p, r.refused
	return reading, nil
}

// leftSheet is what a sheet said when the workbook left.
type leftSheet struct {
	name   string
	fields []string                     // that may be edited
	heads  map[string]string            // their headings
	rows   map[string]map[string]string // texts by what a row is about, and field
}

// left reads what the workbook said when it left, sheet by sheet.
func (f *File) left() ([]leftSheet, error) {
	if !slices.ContainsFunc(f.sheets, func(s SheetInfo) bool { return s.Name == base.Sheet }) {
		_, err := base.Read(nil)
		return nil, err
	}
	t, err := f.table(base.Sheet, maxRow, nil)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, r := range t.rows {
		row := make([]string, len(r.cells))
		for i, c := range r.cells {
			row[i] = plainText(c)
		}
		rows = append(rows, row)
	}
	values, err := base.Read(rows)
	if err != nil {
		return nil, err
	}
	return bySheet(values), nil
}

func bySheet(values []base.Value) []leftSheet {
	var all []leftSheet
	for _, v := range values {
		i := slices.IndexFunc(all, func(s leftSheet) bool { return s.name == v.Sheet })
		if i < 0 {
			i = len(all)
			all = append(all, leftSheet{v.Sheet, nil, map[string]string{}, map[string]map[string]string{}})
		}
		s := &all[i]
		switch {
		case v.Row == "":
			s.fields, s.heads[v.Field] = append(s.fields, v.Field), v.Text
		case s.rows[v.Row] == nil:
			s.rows[v.Row] = map[string]string{v.Field: v.Text}
		default:
			s.rows[v.Row][v.Field] = v.Text
		}
	}
	return all
}

func (r *returned) remark(format string, args ...any) {
	r.p.Remarks = append(r.p.Remarks, fmt.Sprintf(format, args...))
}

func (r *returned) refuse(at spot, column int, item, reason string) {
	one := Refusal{Sheet: at.sheet, Row: at.row, Item: item, Reason: reason}
	if column >= 0 {
		one.Cell = cellName(column, at.row)
	}
	r.refused = append(r.refused, one)
}

// sheet compares a sheet with what it said. What is not there any more changes
// nothing.
func (r *returned) sheet(left leftSheet) error {
	if !slices.ContainsFunc(r.file.sheets, func(s SheetInfo) bool { return s.Name == left.name }) {
		r.remark("there is no sheet %s any more, so nothing of it changes", short(left.name))
		return nil
	}
	t, err := r.file.table(left.name, maxRow, nil)
	if err != nil {
		return err
	}
	head := slices.IndexFunc(t.rows, func(one row) bool { return slices.ContainsFunc(one.cells, isRowHead) })
	if head < 0 {
		r.remark("the sheet %s has lost its hidden column %s, which says what a row is about, so nothing of it changes", short(left.name), base.RowHead)
		return nil
	}
	p := returnedSheet{returned: r, left: left, t: t, about: slices.IndexFunc(t.rows[head].cells, isRowHead)}
	p.columns = p.find(t.rows[head])
	return p.read(t.rows[head+1:])
}

func isRowHead(c cell) bool { return plainText(c) == base.RowHead }

// returnedSheet is a sheet that came back.
type returnedSheet struct {
	*returned
	left    leftSheet
	t       *table
	about   int              // the column that says what a row is about
	columns map[string][]int // of each field: where it stands, and goes on
}

// find looks for the fields by their headings: columns may have been moved.
func (p returnedSheet) find(head row) map[string][]int {
	at := map[string]int{}
	for i, c := range head.cells {
		if title := plainText(c); title != "" {
			at[title] = i
		}
	}
	columns := map[string][]int{}
	for _, f := range p.left.fields {
		title := p.left.heads[f]
		i, ok := at[title]
		if base.IsName(f) {
			if ok {
				columns[f] = []int{i}
			}
			continue
		}
		if !slices.ContainsFunc(assess.Cells, func(c assess.Cell) bool { return c.Field == f }) {
			p.remark("the column %s of the sheet %s can't be changed in a workbook, so it is not read", short(title), short(p.left.name))
			continue
		}
		if !ok {
			p.remark("the sheet %s has no column %s any more, so nothing of it changes", short(p.left.name), short(title))
			continue
		}
		columns[f] = []int{i}
		for n := 2; ; n++ {
			more, ok := at[base.Continued(title, n)]
			if !ok {
				break
			}
			columns[f] = append(columns[f], more)
		}
	}
	return columns
}

func (p returnedSheet) read(rows []row) error {
	seen := map[string]int{}
	for _, one := range rows {
		id := plainText(one.at(p.about))
		at := spot{p.left.name, one.n}
		switch first, twice := seen[id]; {
		case id == "":
			if p.says(one) {
				p.remark("%s, row %d was added and names nothing that stood in the workbook, so it is not read", visible.Line(p.left.name), one.n)
			}
			continue
		case p.left.rows[id] == nil:
			p.refuse(at, p.about, "", fmt.Sprintf("%s was not in the workbook when it left; take the row out", short(id)))
		case twice:
			p.refuse(at, p.about, "", fmt.Sprintf("it is about the same as row %d; keep one of the two", first))
		default:
			if err := p.named(one, id); err != nil {
				return err
			}
			p.row(one, at, assess.Subject(id))
		}
		seen[id] = one.n
	}
	return nil
}

// named refuses a row that bears the name of another one: then a part of the sheet
// was sorted without the rest.
func (p returnedSheet) named(one row, id string) error {
	for _, f := range p.left.fields {
		columns := p.columns[f]
		if !base.IsName(f) || len(columns) == 0 {
			continue
		}
		if says, was := plainText(one.at(columns[0])), p.left.rows[id][f]; says != was {
			return fmt.Errorf("sheet %s, cell %s: the row is called %s there and was called %s when the workbook left; a part of the sheet was sorted or moved without the rest, so nobody can tell what its cells are about; sort whole rows, and leave their names as they are",
				short(p.left.name), cellName(columns[0], one.n), apart([]string{says})[0], apart([]string{was})[0])
		}
	}
	return nil
}

// says reports whether something stands in a column that may be edited.
func (p returnedSheet) says(one row) bool {
	for f, columns := range p.columns {
		for _, c := range columns {
			if !base.IsName(f) && !one.at(c).blank() {
				return true
			}
		}
	}
	return false
}

func (p returnedSheet) row(one row, at spot, s assess.Subject) {
	p.p.Rows++
	e := editedRow{at, s, map[string]string{}, map[string]int{}}
	for _, f := range p.left.fields {
		columns, ok := p.columns[f]
		if !ok || base.IsName(f) {
			continue
		}
		text, err := p.text(one, columns, f)
		if err != nil {
			p.refuse(at, columns[0], "", err.Error())
			return
		}
		if text != p.left.rows[string(s)][f] {
			e.says[f], e.columns[f] = text, columns[0]
		}
	}
	lines := len(p.p.Lines)
	if len(e.says) > 0 {
		p.take(e, p.left.rows[string(s)])
	}
	if len(p.p.Lines) == lines {
		p.p.Unchanged++
	}
}

// text is what the cells of a field say, in the form in which it left.
func (p returnedSheet) text(one row, columns []int, f string) (string, error) {
	text := ""
	for _, i := range columns {
		c := one.at(i)
		switch {
		case c.kind == unknown:
			return "", fmt.Errorf("the formula has no value; put in what it stands for")
		case c.kind == fault:
			return "", fmt.Errorf("%s is an error of the spreadsheet; put in what is meant", short(c.text))
		case c.kind == number && (f == assess.FieldDue || f == assess.FieldLookedAt):
			return serialDay(c.text, p.t.from1904)
		case c.kind == number && f == assess.FieldRating:
			c.form = plain // 3.00 is 3
		}
		text += c.shown(p.t.from1904)
	}
	return strings.ReplaceAll(text, "\r\n", "\n"), nil
}
