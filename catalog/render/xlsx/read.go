package xlsx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"

	"github.com/xuri/excelize/v2"

	"crosswalk/catalog/base"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// Verify reads the workbook back and says what of the document is not in it. It goes
// through it row by row: a workbook may be many times as large as it is packed.
func Verify(d *report.Document, raw []byte) error {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return fmt.Errorf("the file is no workbook: %w", err)
	}
	r := &reader{z: z}
	if err := r.share(); err != nil {
		return err
	}
	words := *d
	words.Blocks = nil
	sheets := 1
	for _, b := range d.Blocks {
		if b.Is != report.IsTable {
			words.Blocks = append(words.Blocks, b)
			continue
		}
		sheets++
		if err := r.sameTable(sheets, b.Table); err != nil {
			return err
		}
	}
	return r.inFront(&words)
}

// inFront looks for every text among those of the sheet in front, in whatever order.
func (r *reader) inFront(d *report.Document) error {
	there := map[string]bool{}
	err := r.each(partOf(1), "row", func(cells []string) error {
		for _, text := range cells {
			there[text] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, text := range d.Texts() {
		for _, piece := range base.Pieces(visible.Text(text)) {
			if !there[asTyped(piece)] {
				return fmt.Errorf("the sheet in front does not say %q", piece)
			}
		}
	}
	return nil
}

// sameTable compares a sheet with its table, each text as the file keeps it.
func (r *reader) sameTable(sheet int, t *report.Table) error {
	columns := columnsOf(t)
	n := -1
	err := r.each(partOf(sheet), "row", func(cells []string) error {
		if n++; n > len(t.Rows) {
			return fmt.Errorf("the sheet of the table %q goes on behind its %d rows", t.Caption, len(t.Rows))
		}
		for i, c := range columns {
			said := ""
			if i < len(cells) {
				said = cells[i]
			}
			if want := asTyped(wanted(t, c, n)); said != want {
				return fmt.Errorf("the sheet of the table %q says %q in row %d where the document says %q", t.Caption, said, n+1, want)
			}
		}
		return nil
	})
	if err == nil && n < len(t.Rows) {
		return fmt.Errorf("the sheet of the table %q has %d rows; the document has %d", t.Caption, max(n, 0), len(t.Rows))
	}
	return err
}

// wanted is what the sheet is to say of a column in its n-th row; row 0 are the heads.
func wanted(t *report.Table, c column, n int) string {
	if n == 0 {
		return c.heading()
	}
	r := t.Rows[n-1]
	one := cellAt(r, c.of)
	if r.Head {
		if c.of+c.piece > 0 {
			return ""
		}
		return visible.Text(one.Text)
	}
	if v, ok := value(c, one).(float64); ok {
		return number(v)
	}
	return piece(c, one)
}

// reader goes through the parts of a workbook that this package made.
type reader struct {
	z      *zip.Reader
	shared []string // texts to which cells refer by number
}

// share reads them; a workbook without any has no part for them.
func (r *reader) share() error {
	err := r.each("xl/sharedStrings.xml", "si", func(cells []string) error {
		r.shared = append(r.shared, cells[0])
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// each gives the texts of every element of a part that holds cells, or one text. The
// next ones stand where they stood.
func (r *reader) each(part, holds string, do func(cells []string) error) error {
	f, err := r.z.Open(part)
	if err != nil {
		return fmt.Errorf("the workbook lacks a part: %w", err)
	}
	defer f.Close()
	x := xml.NewDecoder(bufio.NewReader(f))
	var at place
	for {
		token, err := x.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("the part %s of the workbook is damaged: %w", part, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			err = at.begin(token)
		case xml.CharData:
			at.say(token)
		case xml.EndElement:
			at.end(token.Name.Local, r.shared)
			if token.Name.Local == holds {
				err = do(at.cells)
				at.cells = at.cells[:0]
			}
		}
		if err != nil {
			return err
		}
	}
}

// place is where in a row it is.
type place struct {
	cells  []string
	column int // from 1
	shared bool
	inside bool // a text or a value
}

func (p *place) begin(e xml.StartElement) (err error) {
	switch e.Name.Local {
	case "si":
		p.cells = append(p.cells, "")
	case "c":
		p.shared = false
		for _, a := range e.Attr {
			switch {
			case a.Name.Local == "r":
				p.column, _, err = excelize.CellNameToCoordinates(a.Value)
			case a.Name.Local == "t":
				p.shared = a.Value == "s"
			}
		}
		for len(p.cells) < p.column {
			p.cells = append(p.cells, "")
		}
	case "t", "v":
		p.inside = true
	}
	return err
}

func (p *place) say(text []byte) {
	if n := len(p.cells); p.inside && n > 0 {
		p.cells[n-1] += string(text)
	}
}

func (p *place) end(name string, shared []string) {
	switch name {
	case "t", "v":
		p.inside = false
	case "c":
		last := &p.cells[len(p.cells)-1]
		if n, err := strconv.Atoi(*last); p.shared && err == nil && n < len(shared) {
			*last = shared[n]
		}
	}
}
