package docx

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"crosswalk/catalog/report"
)

// texts are the blocks that introduce what comes after them.
var texts = []string{report.IsHeading, report.IsLead, report.IsParagraph, report.IsNote, report.IsList, report.IsFacts}

// liesWide reports whether the first of the blocks stands on a page on its side: a
// table that wants one, and the heading and words right above it. Words without a
// heading belong to what stands before them, which lies wide or not.
func liesWide(blocks []report.Block, before bool) bool {
	words := false
	for i, b := range blocks {
		switch {
		case b.Is == report.IsTable:
			return b.Table.Wide
		case !slices.Contains(texts, b.Is), b.Is == report.IsHeading && words, b.Is != report.IsHeading && i == 0 && !before:
			return false
		}
		words = words || b.Is != report.IsHeading
	}
	return false
}

// turn ends the section where the pages are to lie the other way from here on.
func (w *writer) turn(wide bool) {
	if w.wide == wide {
		return
	}
	w.b.WriteString("<w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>" + w.last() + "</w:pPr></w:p>")
	w.wide = wide
}

// last is the section that the pages so far belong to.
func (w *writer) last() string {
	if w.wide {
		return onItsSide(w.section)
	}
	return w.section
}

var pageSize = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<w:pgSz\b[^>]*>`) })

const sideways = `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`

// onItsSide is a section with its page turned: head, foot and margins stay.
func onItsSide(section string) string {
	if pageSize().MatchString(section) {
		return pageSize().ReplaceAllLiteralString(section, sideways)
	}
	before := "</w:sectPr>"
	if strings.Contains(section, "<w:pgMar") {
		before = "<w:pgMar"
	}
	return strings.Replace(section, before, sideways+before, 1)
}

// Widths between the margins, in twentieths of a point.
const (
	upright = 9638
	onSide  = 14570
)

func (w *writer) width() int {
	if w.wide {
		return onSide
	}
	return upright
}
