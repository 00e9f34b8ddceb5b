package xlsx

import (
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
	_, err := w.f.NewSheet(s.name)
	w.try(err)
	s.heads()
	for i, r := range t.Rows {
		s.row(i+2, r)
	}
	s.finish(b.ID)
	return s.name
}

// sheet is a table on its way into the workbook.
type sheet struct {
	*writer
	name    string
	t       *report.Table
	columns []column
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

func (s sheet) heads() {
	for i, c := range s.columns {
		look := "head"
		if c.Field != "" {
			look = "edited"
			if c.piece == 0 {
				s.values = append(s.values, base.Value{Sheet: s.name, Field: c.Field, Text: c.heading()})
			}
		}
		s.cell(s.name, i+1, 1, c.heading(), look)
		letter, err := excelize.ColumnNumberToName(i + 1)
		s.try(err)
		s.try(s.f.SetColWidth(s.name, letter, letter, float64(s.width(c))))
	}
	if s.editable() {
		s.cell(s.name, len(s.columns)+1, 1, base.RowHead, "")
	}
}

// width is in characters.
func (s sheet) width(c column) int {
	if c.Parts > 0 {
		return min(8+2*c.Parts, 60)
	}
	most := utf8.RuneCountInString(c.heading()) + 4
	for _, r := range s.t.Rows {
		if !r.Head {
			most = max(most, min(utf8.RuneCountInString(cellAt(r, c.of).Text)+2, 50))
		}
	}
	return min(max(most, 8), 50)
}

func (s sheet) row(n int, r report.Row) {
	if r.Head {
		for i := range s.columns {
			text := ""
			if i == 0 {
				text = visible.Text(cellAt(r, 0).Text)
			}
			s.cell(s.name, i+1, n, text, "group")
		}
		return
	}
	for i, c := range s.columns {
		one := cellAt(r, c.of)
		s.cell(s.name, i+1, n, value(c, one), c.Is)
		if c.Field != "" && c.piece == 0 && r.ID != "" {
			s.values = append(s.values, base.Value{Sheet: s.name, Row: r.ID, Field: c.Field, Text: visible.Text(one.Text)})
		}
	}
	if s.editable() {
		s.cell(s.name, len(s.columns)+1, n, r.ID, "")
	}
}

// value is what a cell holds: a number, a day as the number that spreadsheets keep,
// or a text.
func value(c column, one report.Cell) any {
	switch {
	case c.Is == report.CellDate:
		if day, err := time.Parse(time.DateOnly, one.Text); err == nil {
			return float64(day.Sub(epoch) / (24 * time.Hour))
		}
	case one.Number != nil && (c.Is == report.CellNumber || c.Is == report.CellRating || c.Is == report.CellShare):
		return *one.Number
	}
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
	last, err := excelize.CoordinatesToCellName(max(len(s.columns), 1), len(s.t.Rows)+1)
	s.try(err)
	area := "A1:" + last
	s.try(s.f.AutoFilter(s.name, area, nil))
	s.try(s.f.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}))
	quoted := "'" + strings.ReplaceAll(s.name, "'", "''") + "'!"
	s.try(s.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quoted + "$1:$1", Scope: s.name}))
	if name := definedName(id); name != "" {
		to, err := excelize.CoordinatesToCellName(max(len(s.columns), 1), len(s.t.Rows)+1, true)
		s.try(err)
		s.try(s.f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: quoted + "$A$1:" + to}))
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

// page is A4 on its side, as wide as the sheet, with its name and page at the foot.
func (s sheet) page() {
	size, side, wide, tall := 9, "landscape", 1, 0
	fit := true
	s.try(s.f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	s.try(s.f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &side, FitToWidth: &wide, FitToHeight: &tall}))
	s.try(s.f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddHeader: s.pageHead(), OddFooter: "&L&A&R&P / &N"}))
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
