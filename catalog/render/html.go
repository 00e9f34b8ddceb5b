package render

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

//go:embed page
var pageFiles embed.FS

// pageOf is parsed when the first page is written: the start of the program pays
// nothing for it.
var pageOf = sync.OnceValues(func() (*template.Template, error) {
	return template.ParseFS(pageFiles, "page/*")
})

// HTML writes a document as one page that needs no script and nothing from
// elsewhere. It is well-formed XML too, so that reading it back is strict.
func HTML(d *report.Document) ([]byte, error) {
	t, err := pageOf()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(1 << 16)
	if err := t.ExecuteTemplate(&b, "page.html", layOut(d)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// page is a document as the template takes it: all its texts are visible.
type page struct {
	Lang, Title, Subtitle, Class string
	// Running and Printed are the title and the class in a string of the style, where
	// the template takes a text with a colon for an address of an unknown scheme. It
	// escapes them there all the same.
	Running, Printed template.URL
	Header           string
	Look             look
	OnePage, Brief   bool
	Wide             bool // it begins on a page in landscape
	Facts            []fact
	Contents         []entry
	Blocks           []block
	Source           []string
}

// entry is a line of the contents.
type entry struct {
	ID, Text string
	Level    int
}

type block struct {
	Is, ID, Text string
	Level        int
	Wide         bool // it stands on a page in landscape
	Items        []string
	Facts        []fact
	Table        *grid
	Figure       *figure
}

// fewest is how many entries make contents worth their room.
const fewest = 4

// brief is how many letters a document has that needs neither contents nor a page for
// each of its parts.
const brief = 2000

func letters(d *report.Document) (n int) {
	for _, p := range Pieces(d) {
		n += utf8.RuneCountInString(p.Text)
	}
	return n
}

// contents are the parts of a document; where those are too few to be of help, their
// sections too.
func contents(all []entry) []entry {
	parts := slices.DeleteFunc(slices.Clone(all), func(e entry) bool { return e.Level > 1 })
	if len(parts) >= fewest {
		return parts
	}
	if len(all) < fewest {
		return nil
	}
	return all
}

// layout is under way: it knows which places there are to lead to.
type layout struct {
	anchors map[string]bool
	used    map[string]bool
	page
}

func layOut(d *report.Document) page {
	l := layout{anchors: anchorsOf(d), used: map[string]bool{}}
	l.page = page{
		Lang: d.Lang, Title: seen(d.Title), Running: template.URL(running(d)), Subtitle: seen(d.Subtitle), Class: visible.Line(d.Class), Header: visible.Line(d.Header), Look: lookOf(d.Look), Printed: template.URL(visible.Line(d.Class)), OnePage: d.OnePage,
		Facts: seenFacts(d.Facts), Source: seenAll(d.Source.Lines),
	}
	for i, b := range d.Blocks {
		if blank(b) {
			continue
		}
		one := l.block(b)
		if b.Is == report.IsHeading {
			if one.ID == "" {
				one.ID = fmt.Sprintf("part-%d", i+1)
			}
			if one.Level <= 2 {
				l.Contents = append(l.Contents, entry{one.ID, one.Text, one.Level})
			}
		}
		l.Blocks = append(l.Blocks, one)
	}
	withWide(l.Blocks)
	l.Blocks = begun(l.Blocks)
	l.Wide = len(l.Blocks) > 0 && l.Blocks[0].Wide
	l.Contents, l.Brief = contents(l.Contents), letters(d) < brief
	if l.OnePage || l.Brief {
		l.Contents = nil
	}
	return l.page
}

// withWide has what leads to a wide table stand on the same pages with it: the part
// that it belongs to, from its heading or from the table or figure before on.
func withWide(all []block) {
	for i, b := range all {
		if b.Table == nil || !b.Table.Wide {
			continue
		}
		for at := i - 1; at >= 0 && all[at].Table == nil && all[at].Figure == nil && all[at].Is != report.IsPage; at-- {
			all[at].Wide = true
			if all[at].Level == 1 {
				break
			}
		}
	}
}

// begun takes away where a new page begins that does so by itself: before a section,
// and before what stands on pages in landscape.
func begun(all []block) []block {
	var out []block
	for i, b := range all {
		if b.Is == report.IsPage && (i+1 == len(all) || all[i+1].Wide || all[i+1].Level == 1 || all[i+1].Is == report.IsPage) {
			continue
		}
		out = append(out, b)
	}
	return out
}

// blank reports whether nothing of a block is to be seen.
func blank(b report.Block) bool {
	switch b.Is {
	case report.IsHeading, report.IsLead, report.IsParagraph, report.IsNote:
		return seen(b.Text) == ""
	case report.IsTable:
		return len(b.Table.Columns) == 0
	}
	return false
}

func (l *layout) block(b report.Block) block {
	one := block{Is: b.Is, ID: l.place(b.ID), Text: seen(b.Text), Items: seenAll(b.Items), Facts: seenFacts(b.Facts)}
	switch b.Is {
	case report.IsHeading:
		one.Level = max(1, min(b.Level, 3))
	case report.IsTable:
		one.Table = l.grid(b.Table, b.ID, one.ID)
	case report.IsFigure:
		one.Figure = l.figure(b.Figure, one.ID)
	}
	return one
}

// place is the anchor of a thing, the first time it is met; empty where it has none.
func (l *layout) place(id string) string {
	id = anchor(id)
	if id == "" || l.used[id] {
		return ""
	}
	l.used[id] = true
	return id
}

// lead is where a reference leads, empty where there is no such place.
func (l *layout) lead(ref string) string {
	if ref = anchor(ref); l.anchors[ref] {
		return ref
	}
	return ""
}

// anchorsOf are all places to which a reference may lead: blocks by their id, and
// rows by theirs behind that of their table's block.
func anchorsOf(d *report.Document) map[string]bool {
	all := map[string]bool{}
	for _, b := range d.Blocks {
		if b.ID == "" || blank(b) || b.Is == report.IsPage {
			continue
		}
		all[anchor(b.ID)] = true
		if b.Is == report.IsTable {
			for _, r := range b.Table.Rows {
				if r.ID != "" && !begins(r) {
					all[anchor(RowRef(b.ID, r.ID))] = true
				}
			}
		}
	}
	return all
}

// RowRef is the reference to a row of the table with that block's id.
func RowRef(block, row string) string { return block + "/" + row }

// anchor is an id as it may stand in a page and behind #.
func anchor(id string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '_', r == '-':
			return r
		}
		return '-'
	}, id)
}

// seen is a text as it is drawn, of as many lines as it has.
func seen(s string) string { return strings.TrimSpace(visible.Text(s)) }

func seenAll(all []string) []string {
	var out []string
	for _, s := range all {
		if s = seen(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// fact is a labelled value; a long one takes the width of the page.
type fact struct {
	Label, Value string
	Long         bool
}

func seenFacts(all []report.Fact) []fact {
	var out []fact
	for _, f := range all {
		if f = (report.Fact{Label: seen(f.Label), Value: seen(f.Value)}); f.Label != "" || f.Value != "" {
			out = append(out, fact{f.Label, f.Value, utf8.RuneCountInString(f.Value) > long})
		}
	}
	return out
}
