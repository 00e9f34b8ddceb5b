package intake

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"crosswalk/catalog/visible"
)

// A workbook is read here rather than with a spreadsheet library: those that
// tell a formula, a truth value or a merged cell from a number build the whole
// grid first, and a file of 28 KB can make that grid 5 GB large. These readers
// look at each cell once, keep those with a value, and count what they unpack.

// workbook is an opened XLSX file: its parts by name, and how much of it may
// still be unpacked.
type workbook struct {
	parts    map[string]*zip.File
	left     int64
	shared   []string // the texts that cells refer to by number
	styles   string   // the part of the styles, where there is one
	percent  []bool   // of each style of cells: that it shows a percentage
	sheets   []sheetRef
	from1904 bool
}

type sheetRef struct {
	name   string
	part   string
	hidden bool
}

func openWorkbook(sheet string, raw []byte, fields []field) (*table, error) {
	w, err := newWorkbook(raw)
	if err != nil {
		return nil, err
	}
	at, err := w.choose(sheet, fields)
	if err != nil {
		return nil, err
	}
	t, err := w.read(at, maxRow)
	if err != nil {
		return nil, err
	}
	var found bool
	if t.head, found = findHeading(t.rows, fields); !found {
		return nil, fmt.Errorf("sheet %s: %w", short(at.name), noHeadings(fields))
	}
	return t, nil
}

var errOpenDocument = errors.New("the file is an OpenDocument sheet (ODS); save it as XLSX or CSV")

func newWorkbook(raw []byte) (*workbook, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("the file is damaged (%s); save it again as XLSX", visible.Line(err.Error()))
	}
	w := &workbook{parts: make(map[string]*zip.File, min(len(z.File), 1000)), left: maxUnpacked}
	for _, f := range z.File {
		w.parts[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	if w.parts["content.xml"] != nil && w.parts["mimetype"] != nil {
		return nil, errOpenDocument
	}
	main, err := w.mainPart()
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main); err != nil {
		return nil, err
	}
	if err := w.readStyles(); err != nil {
		return nil, err
	}
	return w, w.readShared(path.Join(path.Dir(main), "sharedStrings.xml"))
}

// mainPart is the part that lists the sheets.
func (w *workbook) mainPart() (string, error) {
	targets, err := w.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range targets {
		if strings.HasSuffix(r.Type, "/officeDocument") && w.parts[strings.ToLower(r.Target)] != nil && strings.HasSuffix(r.Target, ".xml") {
			return r.Target, nil
		}
	}
	return "", errors.New("the file is no XLSX workbook; save the sheet as XLSX or CSV")
}

type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relations are the parts that a part refers to, by their full names.
func (w *workbook) relations(of string) ([]relation, error) {
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	dir := path.Dir(of)
	if err := w.decode(path.Join(dir, "_rels", path.Base("/"+of)+".rels"), &list); err != nil {
		return nil, err
	}
	for i, r := range list.Relations {
		if !strings.HasPrefix(r.Target, "/") {
			r.Target = path.Join(dir, r.Target)
		}
		list.Relations[i].Target = strings.TrimPrefix(r.Target, "/")
	}
	return list.Relations, nil
}

func (w *workbook) readSheets(main string) error {
	var book struct {
		Properties struct {
			From1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name     string     `xml:"name,attr"`
			State    string     `xml:"state,attr"`
			Relation []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(main, &book); err != nil {
		return err
	}
	targets, err := w.relations(main)
	if err != nil {
		return err
	}
	w.styles = path.Join(path.Dir(main), "styles.xml") // where no relation names another
	if i := slices.IndexFunc(targets, func(r relation) bool { return strings.HasSuffix(r.Type, "/styles") }); i >= 0 {
		w.styles = targets[i].Target
	}
	w.from1904 = book.Properties.From1904 == "1" || book.Properties.From1904 == "true"
	for _, s := range book.Sheets {
		i := slices.IndexFunc(targets, func(r relation) bool {
			return strings.HasSuffix(r.Type, "/worksheet") && slices.ContainsFunc(s.Relation, func(a xml.Attr) bool {
				return a.Name.Local == "id" && a.Value == r.ID
			})
		})
		if i >= 0 && len(w.sheets) < maxSheets {
			w.sheets = append(w.sheets, sheetRef{name: s.Name, part: targets[i].Target, hidden: s.State != "" && s.State != "visible"})
		}
	}
	return nil
}

// choose is the sheet that is meant: the named one, or the only visible one
// with headings.
func (w *workbook) choose(name string, fields []field) (sheetRef, error) {
	var found []sheetRef
	var all, first []string
	var bad error
	for _, s := range w.sheets {
		all = append(all, short(s.name))
		if name != "" {
			if s.name == name {
				return s, nil
			}
			continue
		}
		if s.hidden {
			continue
		}
		t, err := w.read(s, headingRows)
		if err != nil {
			bad = cmp.Or(bad, err)
			continue
		}
		if _, ok := findHeading(t.rows, fields); ok {
			found, first = append(found, s), append(first, short(s.name))
		}
	}
	switch {
	case name != "":
		return sheetRef{}, fmt.Errorf("the workbook has no sheet %s; it has %s", short(name), strings.Join(all, ", "))
	case len(found) == 0 && bad != nil:
		return sheetRef{}, bad
	case len(found) == 0:
		return sheetRef{}, noHeadings(fields)
	case len(found) > 1:
		return sheetRef{}, fmt.Errorf("the sheets %s all have headings that can be read; name the one that is meant, or save it as a file of its own", strings.Join(first, ", "))
	}
	return found[0], nil
}

// richText is a text in one piece, or in runs that differ in their looks.
type richText struct {
	Text []string `xml:"t"`
	Runs []struct {
		Text []string `xml:"t"`
	} `xml:"r"`
}

func (r richText) String() string {
	s := strings.Join(r.Text, "")
	for _, run := range r.Runs {
		s += strings.Join(run.Text, "")
	}
	return plainEscapes(s)
}

var escaped = pattern(`_x[0-9A-Fa-f]{4}_`)

// plainEscapes reads _x000D_, the form in which a workbook keeps characters
// that XML has no place for.
func plainEscapes(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped().ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil || utf16.IsSurrogate(rune(n)) {
			return e
		}
		return string(rune(n))
	})
}

func (w *workbook) readShared(part string) error {
	if w.parts[strings.ToLower(part)] == nil {
		return nil
	}
	return w.stream(part, func(d *xml.Decoder, e xml.StartElement) (bool, error) {
		if e.Name.Local != "si" {
			return true, nil
		}
		var s richText
		if err := d.DecodeElement(&s, &e); err != nil {
			return false, err
		}
		w.shared = append(w.shared, s.String())
		return true, nil
	})
}

func (w *workbook) decode(part string, into any) error {
	return w.stream(part, func(d *xml.Decoder, e xml.StartElement) (bool, error) {
		return true, d.DecodeElement(into, &e)
	})
}

// stream hands every element of a part that begins to the function, until that
// says stop. A part that is missing, too large, cut short or not XML is
// refused.
func (w *workbook) stream(part string, element func(*xml.Decoder, xml.StartElement) (bool, error)) error {
	f := w.parts[strings.ToLower(part)]
	if f == nil {
		return fmt.Errorf("the file is no XLSX workbook or damaged: %s is missing; save it again as XLSX", short(part))
	}
	r, err := f.Open()
	if err != nil {
		return damaged(part, err)
	}
	defer r.Close()
	d := xml.NewDecoder(&measured{r: r, part: min(maxPart, w.left), all: &w.left})
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if e, ok := token.(xml.StartElement); ok && err == nil {
			var more bool
			if more, err = element(d, e); err == nil && !more {
				return nil
			}
		}
		if err != nil {
			return damaged(part, err)
		}
	}
}

// sentence is an error that is meant for a person as it stands.
type sentence struct{ text string }

func (s sentence) Error() string { return s.text }

func damaged(part string, err error) error {
	var said sentence
	if errors.As(err, &said) {
		return said
	}
	return fmt.Errorf("the workbook is damaged in %s (%s); save it again as XLSX", short(part), visible.Line(err.Error()))
}

// measured ends a part that unpacks to more than a workbook of this kind holds.
type measured struct {
	r    io.Reader
	part int64
	all  *int64
}

func (m *measured) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.part -= int64(n)
	*m.all -= int64(n)
	if m.part < 0 {
		return 0, sentence{fmt.Sprintf("the workbook unpacks to more than %d MiB in one part or %d MiB together; keep the table alone, without empty rows below it", maxPart>>20, maxUnpacked>>20)}
	}
	return n, err
}
