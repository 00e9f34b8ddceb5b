package xlsx

import (
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"crosswalk/catalog/base"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// column is a column of a sheet: one of the table, or where a text of it goes on.
type column struct {
	report.Column
	of    int // of the table
	piece int // 0: the beginning
}

func (c column) heading() string {
	title := visible.Text(c.Title)
	if c.piece > 0 {
		return base.Continued(title, c.piece+1)
	}
	return title
}

// columnsOf are the columns of a table, with further ones behind those whose texts
// are longer than a cell holds.
func columnsOf(t *report.Table) []column {
	var all []column
	for i, c := range t.Columns {
		most := 1
		for _, r := range t.Rows {
			if text := cellAt(r, i).Text; len(text) > 4000 {
				most = max(most, len(base.Pieces(visible.Text(text))))
			}
		}
		for piece := range most {
			all = append(all, column{c, i, piece})
		}
	}
	return all
}

func cellAt(r report.Row, i int) report.Cell {
	if i < len(r.Cells) {
		return r.Cells[i]
	}
	return report.Cell{}
}

// table writes a sheet and gives its name.
func (w *writer) table(b report.Block, heading string) string {
	t := b.Table
	name := t.Caption
	if name == "" {
		name = heading
	}
	s := sheet{writer: w, name: w.named(name), t: t, columns: columnsOf(t)}
	s.widths = make([]int, len(s.columns))
	w.add(s.name, s.write)
	for i, c := range s.columns {
		s.widths[i] = s.width(c)
		letter, err := excelize.ColumnNumberToName(i + 1)
		s.try(err)
		s.try(s.f.SetColWidth(s.name, letter, letter, float64(s.widths[i])))
	}
	s.remember()
	s.finish(b.ID)
	return s.name
}

// sheet is a table on its way into the workbook.
type sheet struct {
	*writer
	name    string
	t       *report.Table
	columns []column
	widths  []int // of the columns, in characters
}

// editable reports whether something of the table may come back.
func (s sheet) editable() bool {
	for _, c := range s.t.Columns {
		if c.Field != "" {
			return true
		}
	}
	return false
}

// remembered is the field under which the workbook remembers a column: one that may
// be edited, or that names a row. Empty: it does not.
func (s sheet) remembered(i int) string {
	c := s.columns[i]
	switch {
	case c.piece > 0 || !s.editable():
		return ""
	case c.Names:
		return base.NameField(c.of)
	}
	return c.Field
}

// said is what a cell says as it comes back.
func said(c column, one report.Cell) string {
	if c.Is == report.CellDate {
		return visible.Text(one.Date())
	}
	return visible.Text(one.Text)
}

// remember keeps what the heads and cells say that may be edited, or that name a row.
func (s sheet) remember() {
	if !s.editable() {
		return
	}
	for i, c := range s.columns {
		if field := s.remembered(i); field != "" {
			s.values = append(s.values, base.Value{Sheet: s.name, Field: field, Text: c.heading()})
		}
	}
	for _, r := range s.t.Rows {
		for i, c := range s.columns {
			if field := s.remembered(i); field != "" && r.ID != "" && !r.Head {
				s.values = append(s.values, base.Value{Sheet: s.name, Row: r.ID, Field: field, Text: said(c, cellAt(r, c.of))})
			}
		}
	}
}

func (s sheet) write(to *rows) {
	s.heads(to)
	for _, r := range s.t.Rows {
		s.row(to, r)
	}
}

func (s sheet) heads(to *rows) {
	lines := 1
	for i, c := range s.columns {
		lines = max(lines, linesOf(c.heading(), s.widths[i]-3))
	}
	to.begin(lines)
	for _, c := range s.columns {
		look := "head"
		if c.Field != "" {
			look = "edited"
		}
		to.cell(c.heading(), s.look[look])
	}
	if s.editable() {
		to.cell(base.RowHead, 0)
	}
	to.end()
}

// widest is the most characters of a column that says nothing of its width.
const widest = 50

// width is in characters, with room for the button of the filter.
func (s sheet) width(c column) int {
	if c.Parts > 0 {
		return min(8+2*c.Parts, 60)
	}
	most := 8
	for _, word := range strings.Fields(c.heading()) {
		most = max(most, broad(word)+4)
	}
	for _, r := range s.t.Rows {
		if !r.Head {
			most = max(most, min(utf8.RuneCountInString(cellAt(r, c.of).Text)+2, widest))
		}
	}
	return min(most, widest)
}

func (s sheet) row(to *rows, r report.Row) {
	if r.Head {
		to.begin(1)
		for i := range s.columns {
			text := ""
			if i == 0 {
				text = visible.Text(cellAt(r, 0).Text)
			}
			to.cell(text, s.look["group"])
		}
		to.end()
		return
	}
	lines := 1
	values := make([]any, len(s.columns))
	for i, c := range s.columns {
		values[i] = value(c, cellAt(r, c.of))
		if text, ok := values[i].(string); ok {
			lines = max(lines, linesOf(text, s.widths[i]))
		}
	}
	to.begin(lines)
	for i, c := range s.columns {
		look := c.Is
		if n, ok := values[i].(float64); ok && look == report.CellNumber && n != math.Trunc(n) {
			look = decimal
		}
		to.cell(values[i], s.look[look])
	}
	if s.editable() {
		to.cell(r.ID, 0)
	}
	to.end()
}

// value is what a cell holds: a number, a day as the number that spreadsheets keep,
// or a text.
func value(c column, one report.Cell) any {
	switch {
	case c.Is == report.CellDate:
		if day, err := time.Parse(time.DateOnly, one.Date()); err == nil {
			return float64(day.Sub(epoch) / (24 * time.Hour))
		}
	case one.Number != nil && (c.Is == report.CellNumber || c.Is == report.CellRating || c.Is == report.CellShare):
		return *one.Number
	}
	return piece(c, one)
}

// piece is what of the text of a cell stands in a column.
func piece(c column, one report.Cell) string {
	pieces := base.Pieces(visible.Text(one.Text))
	if c.piece < len(pieces) {
		return pieces[c.piece]
	}
	return ""
}

// epoch is the day from which spreadsheets count.
var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// finish gives the sheet what makes it good to work in and to print.
func (s sheet) finish(id string) {
	wide := max(len(s.columns), 1)
	if s.editable() {
		wide++ // what a row is about is sorted with it
	}
	last, err := excelize.CoordinatesToCellName(wide, len(s.t.Rows)+1)
	s.try(err)
	s.try(s.f.AutoFilter(s.name, "A1:"+last, nil))
	s.try(s.f.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}))
	if s.err == nil {
		s.called(id)
	}
	s.page()
	if s.editable() {
		letter, err := excelize.ColumnNumberToName(len(s.columns) + 1)
		s.try(err)
		s.try(s.f.SetColVisible(s.name, letter, false))
	}
	for i, c := range s.columns {
		s.valid(i, c)
	}
}

// called gives names to the head, which every page repeats, and to the table, for
// formulas. They are made from that of the filter, which is the sheet's own: the library
// goes through all sheets for every name that there is, each time.
func (s sheet) called(id string) {
	quoted := "'" + strings.ReplaceAll(s.name, "'", "''") + "'!"
	all := s.f.WorkBook.DefinedNames
	one := all.DefinedName[len(all.DefinedName)-1]
	one.Name, one.Hidden, one.Data = "_xlnm.Print_Titles", false, quoted+"$1:$1"
	all.DefinedName = append(all.DefinedName, one)
	name := definedName(id)
	if name == "" || s.names[name] {
		return
	}
	s.names[name] = true
	to, err := excelize.CoordinatesToCellName(max(len(s.columns), 1), len(s.t.Rows)+1, true)
	s.try(err)
	one.Name, one.LocalSheetID, one.Data = name, nil, quoted+"$A$1:"+to
	all.DefinedName = append(all.DefinedName, one)
}

// page is A4 on its side, as wide as the sheet, with its name, the document and the
// page at the foot.
func (s sheet) page() {
	size, side, wide, tall := 9, "landscape", 1, 0
	fit := true
	s.try(s.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	s.try(s.f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &side, FitToWidth: &wide, FitToHeight: &tall}))
	edge, top, foot := 0.4, 0.5, 0.3 // inches
	s.try(s.f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &edge, Right: &edge, Top: &top, Bottom: &top, Footer: &foot}))
	s.try(s.f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddHeader: s.pageHead(), OddFooter: s.foot}))
}

// definedName is an id as a name that formulas may use. It never looks like a cell.
func definedName(id string) string {
	if id == "" {
		return ""
	}
	return "t_" + strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			return r
		}
		return '_'
	}, cut(id, 100))
}

// mostList is the most characters of a list in a cell; beyond it the cell takes
// anything and the import says what is wrong.
const mostList = 255

// valid offers what may stand in a column, and tints ratings.
func (s sheet) valid(i int, c column) {
	if len(s.t.Rows) == 0 || c.piece > 0 {
		return
	}
	letter, err := excelize.ColumnNumberToName(i + 1)
	s.try(err)
	last, err := excelize.CoordinatesToCellName(i+1, len(s.t.Rows)+1)
	s.try(err)
	area := letter + "2:" + last
	if c.Is == report.CellRating {
		s.tint(area)
	}
	list := strings.Join(c.Words, ",")
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(area)
	switch {
	case c.Field == "":
		return
	case c.Is == report.CellDate:
		s.try(dv.SetRange(25569, 109574, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	case len(c.Words) == 0, len(list) > mostList, strings.Count(list, ",") != len(c.Words)-1, strings.Contains(list, `"`):
		return
	default:
		s.try(dv.SetDropList(c.Words))
	}
	s.try(s.f.AddDataValidation(s.name, dv))
}

// tint colours ratings up to 1, of 2 and from 3 on; the digit says the same. An
// empty cell counts as 0 there, so a 0 has no colour.
func (s sheet) tint(area string) {
	between := func(tint int, from, to string) excelize.ConditionalFormatOptions {
		return excelize.ConditionalFormatOptions{Type: "cell", Criteria: "between", MinValue: from, MaxValue: to, Format: &s.tints[tint]}
	}
	s.try(s.f.SetConditionalFormat(s.name, area, []excelize.ConditionalFormatOptions{between(0, "0.01", "1.99"), between(1, "2", "2.99"), between(2, "3", "5")}))
}
