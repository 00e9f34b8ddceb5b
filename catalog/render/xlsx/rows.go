package xlsx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// The library keeps every cell of a workbook until it is packed, which for a large
// organisation is many times the document. So it makes the sheets without their rows,
// and those go straight from the document into the file.

// packer packs the workbook, with the rows of its sheets where they belong.
func (w *writer) packer(to io.Writer) excelize.ZipWriter { return packer{zip.NewWriter(to), w.rows} }

type packer struct {
	*zip.Writer
	rows map[string]func(*rows)
}

func (p packer) Create(name string) (io.Writer, error) {
	w, err := p.Writer.Create(name)
	if of := p.rows[name]; of != nil {
		return filled{w, of}, err
	}
	return w, err
}

// noRows is how the library writes a sheet that has none.
var noRows = []byte("<sheetData></sheetData>")

// filled takes a sheet in one piece.
type filled struct {
	io.Writer
	of func(*rows)
}

func (f filled) Write(part []byte) (int, error) {
	before, after, _ := bytes.Cut(part, noRows)
	r := &rows{b: bufio.NewWriter(f.Writer)}
	r.b.Write(before)
	r.b.WriteString("<sheetData>")
	f.of(r)
	r.b.WriteString("</sheetData>")
	r.b.Write(after)
	return len(part), r.b.Flush() // which tells of whatever went wrong before
}

// rows writes the rows of a sheet, one after the other.
type rows struct {
	b         *bufio.Writer
	n, column int // where it is, from 1
}

// begin opens a row of so many lines. Its height is none that a person set, so that it
// grows with what is typed into it.
func (r *rows) begin(lines int) {
	r.n, r.column = r.n+1, 0
	r.b.WriteString(`<row r="` + strconv.Itoa(r.n) + `"`)
	if lines > 1 {
		r.b.WriteString(` ht="` + number(heightOf(lines)) + `"`)
	}
	r.b.WriteString(">")
}

func (r *rows) end() { r.b.WriteString("</row>") }

// cell writes a text or a number in a look; 0 is none.
func (r *rows) cell(value any, look int) {
	r.column++
	if value == "" && look == 0 {
		return
	}
	name, err := excelize.CoordinatesToCellName(r.column, r.n)
	if err != nil {
		panic(err) // a document has not so many columns
	}
	r.b.WriteString(`<c r="` + name + `"`)
	if look != 0 {
		r.b.WriteString(` s="` + strconv.Itoa(look) + `"`)
	}
	switch v := value.(type) {
	case float64:
		r.b.WriteString("><v>" + number(v) + "</v></c>")
	case string:
		if v == "" {
			r.b.WriteString("/>")
			return
		}
		r.b.WriteString(` t="inlineStr"><is><t xml:space="preserve">`)
		_ = xml.EscapeText(r.b, []byte(asTyped(v))) // Flush tells
		r.b.WriteString("</t></is></c>")
	}
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
