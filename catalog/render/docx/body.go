package docx

import (
	"bufio"
	"fmt"
	"strings"
	"unicode/utf8"

	"crosswalk/catalog/report"
)

// contentsFrom is how many headings of the first two levels make a table of
// contents worth its place.
const contentsFrom = 5

// writer collects the body.
type writer struct {
	b       *bufio.Writer
	section string            // of upright pages, as the template has it
	series  []string          // the colours of figures
	tint    string            // of the heads of tables
	letter  int               // how wide one of a label is
	wide    bool              // the pages lie on their side now
	names   []string          // of the bookmark of each block; empty: it has none
	anchors map[string]string // the same by the block's id
}

func newWriter(d *report.Document, section string) *writer {
	w := &writer{section: section, series: seriesIn(d.Look.Colours), tint: headFill, letter: labelLetter, names: make([]string, len(d.Blocks)), anchors: map[string]string{}}
	if main := d.Look.Colours.Main; main != "" {
		w.tint = report.Tint(main)
	}
	if d.OnePage {
		w.letter = labelLetter * denseLetters / 100
	}
	for i, b := range d.Blocks {
		if b.ID != "" || inContents(b) {
			w.names[i] = fmt.Sprintf("b%d", i)
			w.anchors[b.ID] = w.names[i]
		}
	}
	delete(w.anchors, "")
	return w
}

func (w *writer) document(d *report.Document) {
	w.text("Title", d.Title)
	if d.Subtitle != "" {
		w.text("Subtitle", d.Subtitle)
	}
	w.facts(d.Facts)
	w.contents(d)
	for i, b := range d.Blocks {
		w.turn(liesWide(d.Blocks[i:], w.wide))
		w.anchor(w.names[i], i)
		w.block(b)
	}
	w.turn(false)
	for _, l := range d.Source.Lines {
		w.text("Provenance", l)
	}
}

func (w *writer) text(style, text string) {
	w.b.WriteString(paragraph(looks{style: style}, shown(text), plain))
}

func (w *writer) block(b report.Block) {
	switch b.Is {
	case report.IsHeading:
		w.text(fmt.Sprintf("Heading%d", min(max(b.Level, 1), 3)), b.Text)
	case report.IsLead:
		w.text("Lead", b.Text)
	case report.IsParagraph:
		w.text("Normal", b.Text)
	case report.IsNote:
		w.text("Note", b.Text)
	case report.IsList:
		for _, item := range b.Items {
			w.b.WriteString(paragraph(looks{style: "Bulleted"}, shown(item), after("<w:r><w:t>•</w:t></w:r>")))
		}
	case report.IsFacts:
		w.facts(b.Facts)
	case report.IsTable:
		w.table(b.Table)
	case report.IsFigure:
		w.figure(b.Figure)
	case report.IsPage:
		w.b.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
	}
}

// Where the text behind the label of a fact stands, how wide a letter of a label is,
// and the farthest that a long one moves it: in twentieths of a point.
const (
	labelTab    = 2835
	labelLetter = 112
	mostLabel   = 4820
)

func (w *writer) facts(all []report.Fact) {
	tab := 0
	for _, f := range all {
		if need := utf8.RuneCountInString(shown(f.Label))*w.letter + 140; need > labelTab {
			tab = max(tab, min(need, mostLabel))
		}
	}
	for _, f := range all {
		w.b.WriteString(paragraph(looks{style: "FactLine", tab: tab}, shown(f.Value), after(bold(shown(f.Label)))))
	}
}

// after is a text behind its label and a tab, which stand once.
func after(label string) func(string) string {
	before := label + "<w:r><w:tab/></w:r>"
	return func(s string) string {
		was := before
		before = ""
		return was + plain(s)
	}
}

// anchor is where references to the block lead.
func (w *writer) anchor(name string, n int) {
	if name != "" {
		fmt.Fprintf(w.b, `<w:bookmarkStart w:id="%d" w:name="%s"/><w:bookmarkEnd w:id="%d"/>`, n, name, n)
	}
}

func inContents(b report.Block) bool { return b.Is == report.IsHeading && b.Level <= 2 }

// contents is the table of contents as it would be updated to, so that it is there
// before anybody updates it. It has no page numbers: only the program that lays out
// the pages knows them.
func (w *writer) contents(d *report.Document) {
	var lines []string
	for i, b := range d.Blocks {
		if inContents(b) {
			style := looks{style: fmt.Sprintf("TOC%d", max(b.Level, 1))}
			lines = append(lines, style.properties(false, false)+hyperlink(w.names[i], line(b.Text)))
		}
	}
	if len(lines) < contentsFrom {
		return
	}
	begin := strings.Index(lines[0], "</w:pPr>") + len("</w:pPr>")
	lines[0] = lines[0][:begin] + contentsField + lines[0][begin:]
	lines[len(lines)-1] += `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	w.b.WriteString("<w:p>" + strings.Join(lines, "</w:p><w:p>") + "</w:p>")
}

const contentsField = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-2" \n \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`

// link leads to a block of this document; to one that is not there it is its words.
func (w *writer) link(ref, text string) string {
	if name := w.anchors[ref]; name != "" {
		return hyperlink(name, text)
	}
	return plain(text)
}

func hyperlink(to, text string) string {
	return `<w:hyperlink w:anchor="` + to + `" w:history="1">` + run(text, `<w:rStyle w:val="Hyperlink"/>`) + "</w:hyperlink>"
}
