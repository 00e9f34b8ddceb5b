package docx

import (
	"encoding/xml"
	"fmt"
	"strings"
	"unicode"

	"crosswalk/catalog/visible"
)

// The most characters and lines of one paragraph: LibreOffice stands still over one
// of a million characters, or of thousands of lines.
const (
	longest   = 20_000
	mostLines = 100
)

// line and shown are texts as this format writes them.
func line(s string) string  { return visible.Line(s) }
func shown(s string) string { return visible.Text(s) }

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}

// run is a stretch of text with the looks that its properties give it. Line ends
// become breaks.
func run(text, how string) string {
	if text == "" {
		return ""
	}
	if rightToLeft(text) {
		how += "<w:rtl/>"
	}
	if how != "" {
		how = "<w:rPr>" + how + "</w:rPr>"
	}
	var b strings.Builder
	for i, l := range strings.Split(text, "\n") {
		b.WriteString("<w:r>" + how)
		if i > 0 {
			b.WriteString("<w:br/>")
		}
		b.WriteString(`<w:t xml:space="preserve">` + escape(l) + "</w:t></w:r>")
	}
	return b.String()
}

// looks are what a paragraph has beside its text.
type looks struct {
	style  string
	keep   bool // on the page of what comes next
	indent int  // in twentieths of a point
	tab    int  // where the text behind a label stands; 0: as its style has it
	align  string
}

func (l looks) properties(rtl, goesOn bool) string {
	s := `<w:pPr><w:pStyle w:val="` + l.style + `"/>`
	if l.keep {
		s += "<w:keepNext/>"
	}
	if l.tab > 0 {
		s += fmt.Sprintf(`<w:tabs><w:tab w:val="clear" w:pos="%d"/><w:tab w:val="left" w:pos="%d"/></w:tabs>`, labelTab, l.tab)
	}
	if rtl {
		s += "<w:bidi/>"
	}
	if l.tab > 0 {
		s += fmt.Sprintf(`<w:ind w:left="%d" w:hanging="%d"/>`, l.tab, l.tab)
	}
	if l.indent > 0 {
		s += fmt.Sprintf(`<w:ind w:left="%d"/>`, l.indent)
	}
	if goesOn {
		s += continued
	}
	if l.align != "" {
		s += `<w:jc w:val="` + l.align + `"/>`
	}
	return s + "</w:pPr>"
}

// continued marks a paragraph that goes on with the one before: no space stands
// between the two. Nothing else here is marked so.
const continued = "<w:contextualSpacing/>"

// paragraph is a text in a style; where it is longer than one may be it goes on in
// further ones, which reading joins again.
func paragraph(l looks, text string, in func(string) string) string {
	var b strings.Builder
	for i, piece := range pieces(text) {
		b.WriteString("<w:p>" + l.properties(rightToLeft(piece), i > 0) + in(piece) + "</w:p>")
	}
	return b.String()
}

func plain(text string) string { return run(text, "") }

func bold(text string) string { return run(text, "<w:b/>") }

// pieces cuts a text that is longer than one paragraph may be, between characters.
func pieces(s string) []string {
	var all []string
	from, runes, lines := 0, 0, 0
	for at, r := range s {
		if runes == longest || lines == mostLines {
			all, from, runes, lines = append(all, s[from:at]), at, 0, 0
		}
		runes++
		if r == '\n' {
			lines++
		}
	}
	return append(all, s[from:])
}

// rightToLeft reports whether the first letter of a text is written from the
// right.
func rightToLeft(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
	}
	return false
}
