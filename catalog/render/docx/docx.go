// Package docx turns a document into a file that Word and LibreOffice open, and
// reads such a file back.
//
// Its one rule: what people typed is text. It is made visible, escaped and never
// read as a field, a link or markup. Figures are tables of shaded cells, so that
// their words stay words: searched, read aloud, restyled.
package docx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"crosswalk/catalog/report"
)

//go:embed parts
var own embed.FS

// Names of the parts that the package itself writes.
const (
	bodyPart   = "word/document.xml"
	stylesPart = "word/styles.xml"
	headerPart = "word/header1.xml"
	corePart   = "docProps/core.xml"
)

// part is one file of the package, in the order in which it is written.
type part struct {
	name string
	raw  []byte
	body func(*bufio.Writer) // of the one that is as long as the document: written as it is made
}

// Render is the document as a file in the style that it has: of its template, else in
// the house's own with the logo and the colours of the client.
func Render(d *report.Document) ([]byte, error) {
	if len(d.Look.Template) > 0 {
		return RenderInto(d.Look.Template, d)
	}
	section, looks := ownSection, styles(d.Look.Colours)
	if d.OnePage {
		section, looks = denseSection, dense(looks)
	}
	w := newWriter(d, section)
	parts := []part{
		{name: "[Content_Types].xml", raw: shipped("content-types.xml")},
		{name: "_rels/.rels", raw: shipped("rels.xml")},
		{name: bodyPart, body: func(b *bufio.Writer) {
			w.b = b
			b.WriteString(bodyHead)
			w.document(d)
			b.WriteString(section + bodyFoot)
		}},
		{name: "word/_rels/document.xml.rels", raw: shipped("document-rels.xml")},
		{name: stylesPart, raw: looks},
		{name: headerPart, raw: []byte(header(d))},
		{name: "word/footer1.xml", raw: shipped("footer.xml")},
		{name: corePart, raw: []byte(core(d))},
	}
	if logo := d.Look.Logo; logo != nil {
		parts = append(parts, part{name: "word/_rels/header1.xml.rels", raw: shipped("header-rels.xml")}, part{name: "word/media/logo.png", raw: logo.PNG})
	}
	return pack(parts, d.Source.Made)
}

// darker is the house's own colour as the title has it.
const darker = "134E4A"

// styles are the looks of paragraphs and tables, in the first colour of the client.
func styles(c report.Colours) []byte {
	raw := shipped("styles.xml")
	if c.Main == "" {
		return raw
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte(ours.Main), []byte(c.Main)), []byte(darker), []byte(c.Main))
}

// A document of one page has letters of so many per cent, of the space between its
// paragraphs and the rows of its figures so much, and lines that stand closer.
const (
	denseLetters = 75
	denseSpace   = 25
	denseLines   = 88
)

var measures = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(<w:szC?s? w:val|w:before|w:after|<w:insideH w:val="single" w:sz|w:line)="(\d+)"`)
})

// dense are styles that get a document onto one page.
func dense(styles []byte) []byte {
	return measures().ReplaceAllFunc(styles, func(found []byte) []byte {
		part := measures().FindSubmatch(found)
		n, _ := strconv.Atoi(string(part[2]))
		share := denseSpace
		switch what := string(part[1]); {
		case strings.HasPrefix(what, "<w:sz"):
			share = denseLetters
		case what == "w:line":
			share = denseLines
		}
		return fmt.Appendf(nil, `%s="%d"`, part[1], n*share/100)
	})
}

func shipped(name string) []byte {
	raw, err := own.ReadFile("parts/" + name)
	if err != nil {
		panic(err) // it is compiled in
	}
	return raw
}

// pack writes the parts. The day is that of the document, so the same document
// gives the same bytes.
func pack(parts []part, made time.Time) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: made.UTC()})
		if err != nil {
			return nil, err
		}
		to := bufio.NewWriter(f)
		to.Write(p.raw)
		if p.body != nil {
			p.body(to)
		}
		if err := to.Flush(); err != nil { // which tells of whatever went wrong before
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

const (
	space    = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	bodyHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:document xmlns:w="` + space + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`
	bodyFoot = `</w:body></w:document>`

	// ownSection is A4 with margins of 20 mm, in twentieths of a point.
	ownSection = `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>` +
		`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`

	// denseSection has less above and below.
	denseSection = `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>` +
		`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="850" w:right="1134" w:bottom="680" w:left="1134" w:header="340" w:footer="340" w:gutter="0"/></w:sectPr>`
)

// header is the running head: what it is, and who may read it.
func header(d *report.Document) string {
	said := line(d.Title)
	if d.Header != "" {
		said = line(d.Header) + " · " + said
	}
	if d.Class != "" {
		said += " · " + line(d.Class)
	}
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:hdr xmlns:w="` + space + `"` + drawingSpaces + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>` + picture(d.Look.Logo) + plain(said) + `</w:p></w:hdr>`
}

func core(d *report.Document) string {
	made := d.Source.Made.UTC().Format(time.RFC3339)
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(line(d.Title)) + `</dc:title><dc:creator>` + escape(line(d.Source.Program)) + `</dc:creator><dc:language>` + escape(line(d.Lang)) + `</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + made + `</dcterms:created></cp:coreProperties>`
}
