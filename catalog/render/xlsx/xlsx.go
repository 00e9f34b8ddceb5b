// Package xlsx turns a document into a workbook that a person goes on working in,
// and reads such a workbook back.
//
// Its one rule: a value is what it is. Numbers and days are numbers and days, every
// text is a text and never a formula, and one that is longer than a cell holds goes
// on in the next column.
package xlsx

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"crosswalk/catalog/base"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// front is the sheet in front: all that is no table.
const front = "Summary"

// Render is the document as a workbook: the words and figures in front, a sheet for
// each table, and out of sight what the cells say that may be edited.
func Render(d *report.Document) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := &writer{f: f, rows: map[string]func(*rows){}, names: map[string]bool{}, at: 1, page: 1, colours: coloursIn(d.Look.Colours), tint: tintOf(d.Look.Colours), header: visible.Line(d.Header), class: visible.Line(d.Class), foot: footOf(d), high: map[int]float64{}}
	w.try(f.SetSheetName("Sheet1", front))
	w.styles()
	w.document(d)
	w.base()
	f.SetActiveSheet(0)
	made := d.Source.Made.UTC().Format(time.RFC3339)
	w.try(f.SetDocProps(&excelize.DocProperties{Title: visible.Line(d.Title), Creator: visible.Line(d.Source.Program), Language: d.Lang, Created: made, Modified: made}))
	if w.err != nil {
		return nil, fmt.Errorf("the workbook can't be made: %w", w.err)
	}
	b, err := f.SetZipWriter(w.packer).WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("the workbook can't be made: %w", err)
	}
	return b.Bytes(), nil
}

// writer fills the workbook. The first thing that goes wrong is kept.
type writer struct {
	f      *excelize.File
	err    error
	at     int // the next row of the sheet in front
	page   int // the row with which its page begins
	high   map[int]float64
	foot   string // of every page
	sheets []string
	rows   map[string]func(*rows) // of the sheets behind it, by the name of their part
	values []base.Value
	names  map[string]bool // of tables, for formulas
	look   map[string]int
	tints  [3]int // of ratings

	colours       []string // of figures
	tint          string   // of heads
	header, class string   // of printed pages
}

func (w *writer) try(err error) {
	if w.err == nil {
		w.err = err
	}
}

// footOf is the line at the foot of every page: the sheet, the document, the page. An
// & begins a code there.
func footOf(d *report.Document) string {
	title := visible.Line(d.Title)
	for _, more := range []string{d.Subtitle, d.Class} {
		if more != "" {
			title += " · " + visible.Line(more)
		}
	}
	return "&L&A&C" + strings.ReplaceAll(cut(title, 100), "&", "&&") + "&R&P / &N"
}

// add begins a sheet, whose rows are written when the workbook is packed.
func (w *writer) add(name string, of func(*rows)) {
	n, err := w.f.NewSheet(name)
	w.try(err)
	w.rows[partOf(n+1)] = of
}

// partOf is the part that holds the n-th sheet, from 1.
func partOf(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

// cell writes a text or a number into the sheet in front.
func (w *writer) cell(column, row int, value any, look string) {
	name, err := excelize.CoordinatesToCellName(column, row)
	w.try(err)
	switch v := value.(type) {
	case string:
		if v != "" {
			w.try(w.f.SetCellStr(front, name, asTyped(v)))
		}
	case float64:
		w.try(w.f.SetCellFloat(front, name, v, -1, 64))
	}
	if look != "" {
		w.try(w.f.SetCellStyle(front, name, name, w.look[look]))
	}
}

// asTyped keeps a text that looks like the escape of a character, _x000D_, from being
// read as one.
func asTyped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escapes().ReplaceAllString(s, "_x005F$0")
}

var escapes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`) })

const (
	ink  = "1E293B"
	grey = "475569"

	decimal = "decimal" // the look of a number that is not whole
)

// styles are the looks of cells, by what stands in them.
func (w *writer) styles() {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	line := []excelize.Border{{Type: "bottom", Color: "CBD5E1", Style: 1}}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	right := &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}
	day, tenth := "yyyy-mm-dd", "0.0"
	w.look = map[string]int{}
	for name, s := range map[string]excelize.Style{
		"title":           {Font: &excelize.Font{Bold: true, Size: 20, Color: w.colours[0]}},
		"subtitle":        {Font: &excelize.Font{Size: 13, Color: grey}, Alignment: top},
		"heading":         {Font: &excelize.Font{Bold: true, Size: 14, Color: w.colours[0]}, Alignment: top},
		"lead":            {Font: &excelize.Font{Bold: true, Size: 13, Color: ink}, Alignment: top},
		"note":            {Fill: fill("FEF7E6"), Alignment: top},
		"words":           {Alignment: top},
		"aside":           {Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1}},
		"bold":            {Font: &excelize.Font{Bold: true}, Alignment: top},
		"small":           {Font: &excelize.Font{Size: 9, Color: grey}, Alignment: top},
		"link":            {Font: &excelize.Font{Color: w.colours[0], Underline: "single"}, Alignment: top},
		"head":            {Font: &excelize.Font{Bold: true}, Fill: fill(w.tint), Alignment: top, Border: line},
		"edited":          {Font: &excelize.Font{Bold: true}, Fill: fill("FDF0D0"), Alignment: top, Border: line},
		"group":           {Font: &excelize.Font{Bold: true}, Fill: fill("F1F5F9"), Alignment: top, Border: line},
		report.CellText:   {Alignment: top, Border: line},
		report.CellRef:    {Alignment: top, Border: line},
		report.CellNumber: {Alignment: right, Border: line, NumFmt: 1},
		decimal:           {Alignment: right, Border: line, CustomNumFmt: &tenth},
		report.CellShare:  {Alignment: right, Border: line, NumFmt: 9},
		report.CellRating: {Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "center"}, Border: line},
		report.CellDate:   {Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, Border: line, CustomNumFmt: &day},
	} {
		if s.Font == nil {
			s.Font = &excelize.Font{}
		}
		s.Font.Family = "Calibri"
		id, err := w.f.NewStyle(&s)
		w.try(err)
		w.look[name] = id
	}
	for i, color := range []string{"FBE1DE", "FDF0D0", "DDF1EC"} {
		id, err := w.f.NewConditionalStyle(&excelize.Style{Fill: fill(color)})
		w.try(err)
		w.tints[i] = id
	}
}

// named is the name of a sheet for a table: as it is called, in the form that every
// program takes, and told from the others.
func (w *writer) named(want string) string {
	s := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return '-'
		}
		return r
	}, visible.Line(want)), "' ")
	if s == "" || strings.EqualFold(s, "History") || strings.HasPrefix(s, "_") {
		s = "Table " + strings.TrimPrefix(s, "_")
	}
	for n, try := 2, cut(s, 31); ; n++ {
		if !slices.ContainsFunc(append(w.sheets, front), func(o string) bool { return strings.EqualFold(o, try) }) {
			w.sheets = append(w.sheets, try)
			return try
		}
		try = cut(s, 27) + " " + fmt.Sprint(n)
	}
}

// cut keeps the first units of UTF-16, as a workbook counts.
func cut(s string, most int) string {
	units := 0
	for at, r := range s {
		if units += utf16.RuneLen(r); units > most {
			return strings.TrimSpace(s[:at])
		}
	}
	return strings.TrimSpace(s)
}

// base writes what the cells say that may be edited, out of sight.
func (w *writer) base() {
	if len(w.values) == 0 {
		return
	}
	w.add(base.Sheet, func(r *rows) {
		for texts := range base.Rows(w.values) {
			r.begin(0)
			for _, text := range texts {
				r.cell(text, 0)
			}
			r.end()
		}
	})
	w.try(w.f.SetSheetVisible(base.Sheet, false, true))
}
