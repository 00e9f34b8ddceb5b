package render_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"crosswalk/catalog/report"
)

// elements are the start tags of a page in order; that it is well-formed is held too.
func elements(t *testing.T, page string) []xml.StartElement {
	t.Helper()
	var all []xml.StartElement
	for dec := xml.NewDecoder(strings.NewReader(page)); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			all = append(all, e.Copy())
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// made are all elements that the page is made of; whatever else is there came from people.
var made = " html head meta title style body svg defs pattern rect circle line path text header h1 h2 h3 h4 p dl div dt dd nav ol ul li a main figure figcaption span table caption thead tbody tr th td footer "

func TestAPageIsOneFileThatRunsNothingAndIsReadAloudInOrder(t *testing.T) {
	for name, d := range map[string]*report.Document{"sample": sample(), "hostile": dire()} {
		page := written(t, "html", d)
		count, ids, level := map[string]int{}, map[string]bool{}, 1
		all := elements(t, page)
		for _, e := range all {
			is := e.Name.Local
			count[is]++
			if !strings.Contains(made, " "+is+" ") {
				t.Errorf("%s: there is an element %s", name, is)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "src" || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") {
					t.Errorf("%s: %s has %s=%q", name, is, a.Name.Local, a.Value)
				}
			}
			if id := attr(e, "id"); id != "" {
				if ids[id] {
					t.Errorf("%s: the id %q is there twice", name, id)
				}
				ids[id] = true
			}
			if is == "th" && attr(e, "scope") == "" {
				t.Errorf("%s: a th has no scope", name)
			}
			if len(is) == 2 && is[0] == 'h' && is[1] >= '1' && is[1] <= '4' && name == "sample" {
				if deeper := int(is[1] - '0'); deeper > level+2 {
					t.Errorf("%s: after h%d comes %s", name, level, is)
				} else {
					level = deeper
				}
			}
		}
		for _, e := range all {
			if to, ok := strings.CutPrefix(attr(e, "href"), "#"); ok && !ids[to] {
				t.Errorf("%s: a link leads to %q, which is nowhere", name, to)
			}
		}
		if count["h1"] != 1 || attr(all[0], "lang") != "en" || count["script"] != 0 {
			t.Errorf("%s: %d h1, lang %q", name, count["h1"], attr(all[0], "lang"))
		}
		if csp := `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`; !strings.Contains(page, csp) {
			t.Errorf("%s: the policy is not %s", name, csp)
		}
	}
}

func TestAFigureLeadsToItsRowsAndSaysInWordsWhatItShows(t *testing.T) {
	page := written(t, "html", sample())
	for _, part := range []string{
		`<a href="#gaps-0">4 Context</a>`, `<tr id="gaps-0">`, `<td class="share">`, `<th scope="row" class="ref"><a href="#where">6.0</a>`,
		`<dd>37 % done, 20 % reuse, 43 % build</dd>`, `<dd>24 Nov 2026 – 30 Jan 2027</dd>`, `<td class="tint h10">2</td>`,
		`<h2 id="items" class="wide">`, `<h4 id="part-18" class="wide">`, `aria-label="What is missing"`,
	} {
		if !strings.Contains(page, part) {
			t.Errorf("nowhere stands %s", part)
		}
	}
	if n := strings.Count(page, "<svg") - strings.Count(page, `<svg aria-hidden="true"`) - strings.Count(page, `<svg width="14"`); n != 1 {
		t.Errorf("%d drawings are read aloud beside their words", n-1)
	}
}

func TestNoPageIsLeftEmptyBeforeASectionOrAPageInLandscape(t *testing.T) {
	d := sample()
	if strings.Contains(written(t, "html", d), `<div class="page">`) {
		t.Error("a page begins twice before a section")
	}
	d.Blocks = append(d.Blocks, report.Block{Is: report.IsPage}, report.Block{Is: report.IsParagraph, Text: "On a page of its own."})
	if !strings.Contains(written(t, "html", d), `<div class="page"></div>`+"\n<p>On a page") {
		t.Error("no page begins where one is wanted")
	}
}

func TestADocumentOfOnePageBeginsNoOther(t *testing.T) {
	d := sample()
	d.OnePage = true
	if page := written(t, "html", d); !strings.Contains(page, `<html lang="en" class="one">`) || strings.Contains(page, "<nav") {
		t.Error("it is laid out like one of many pages")
	}
	for range 2 {
		d.Blocks = append(d.Blocks, report.Block{Is: report.IsHeading, Level: 1, Text: "More"})
	}
	if d.OnePage = false; !strings.Contains(written(t, "html", d), "<nav") {
		t.Error("one of many sections has no contents")
	}
}

// colours are the variables of the page by day and by night.
func colours(t *testing.T) map[string]map[string][3]float64 {
	t.Helper()
	raw, err := os.ReadFile("page/page.css")
	if err != nil {
		t.Fatal(err)
	}
	day, night, _ := strings.Cut(string(raw), "prefers-color-scheme: dark")
	all := map[string]map[string][3]float64{"day": {}, "night": {}}
	for name, part := range map[string]string{"day": day, "night": night} {
		for _, m := range regexp.MustCompile(`--(\w+): #(\w\w)(\w\w)(\w\w);`).FindAllStringSubmatch(part, -1) {
			var c [3]float64
			for i := range c {
				n, _ := strconv.ParseUint(m[i+2], 16, 8)
				c[i] = float64(n) / 255
			}
			all[name][m[1]] = c
		}
	}
	return all
}

// contrast is that of WCAG 2, 1 to 21.
func contrast(a, b [3]float64) float64 {
	light := func(c [3]float64) float64 {
		var l float64
		for i, share := range []float64{.2126, .7152, .0722} {
			v := c[i] / 12.92
			if c[i] > .04045 {
				v = math.Pow((c[i]+.055)/1.055, 2.4)
			}
			l += share * v
		}
		return l
	}
	x, y := light(a), light(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func TestLettersAndDrawingsStandOutByDayAndByNight(t *testing.T) {
	for when, c := range colours(t) {
		if len(c) < 10 {
			t.Fatalf("by %s there are %d colours", when, len(c))
		}
		for _, pair := range []struct {
			of, on string
			least  float64
		}{
			{"ink", "ground", 7},
			{"ink", "panel", 7},
			{"dim", "ground", 4.5},
			{"dim", "panel", 4.5},
			{"link", "ground", 4.5},
			{"link", "panel", 4.5},
			{"teal", "ground", 3},
			{"amber", "ground", 3},
			{"indigo", "ground", 3},
		} {
			if got := contrast(c[pair.of], c[pair.on]); got < pair.least {
				t.Errorf("by %s %s on %s has contrast %.2f, less than %.1f", when, pair.of, pair.on, got, pair.least)
			}
		}
		var deep [3]float64 // the deepest tint of a heat map
		for i := range deep {
			deep[i] = .4*c["teal"][i] + .6*c["ground"][i]
		}
		if got := contrast(c["ink"], deep); got < 4.5 {
			t.Errorf("by %s the deepest cell of a heat map has contrast %.2f", when, got)
		}
	}
	raw, _ := os.ReadFile("page/page.css")
	if !strings.Contains(string(raw), ".h10 { --tint: 40%; }") {
		t.Error("the deepest tint is another")
	}
	for _, m := range regexp.MustCompile(`[; {](?:color|fill): ([^;}]+)`).FindAllStringSubmatch(string(raw), -1) {
		if !regexp.MustCompile(`^(var\(--(ink|dim|link|ground|panel|teal|amber|indigo)\)|url\(#fill-\d\)|none|inherit|#535a66)$`).MatchString(strings.TrimSpace(m[1])) {
			t.Errorf("%q is no colour that is held to a contrast", m[1])
		}
	}
}

func TestADrawingStaysInItsBoxWhateverTheFigures(t *testing.T) {
	d := sample()
	for _, b := range d.Blocks {
		if b.Is == report.IsFigure {
			for i := range b.Figure.Parts {
				b.Figure.Parts[i].Values = []float64{math.NaN(), math.Inf(1), -3, 7}
			}
			for i := range b.Figure.Spans {
				b.Figure.Spans[i].From = "no day"
			}
			b.Figure.Marks = append(b.Figure.Marks, report.Mark{Day: "", Label: "never"}, report.Mark{Day: "2400-01-01", Label: "late"})
		}
	}
	page := written(t, "html", d)
	if strings.Contains(page, "NaN") || strings.Contains(page, "Inf") {
		t.Error("a figure that is no number is drawn")
	}
	for _, m := range regexp.MustCompile(` (?:x|width)="(-?[\d.]+)%"`).FindAllStringSubmatch(page, -1) {
		if v, _ := strconv.ParseFloat(m[1], 64); v < 0 || v > 100 {
			t.Errorf("something is drawn at %s per cent", m[1])
		}
	}
	if fmt.Sprint(strings.Count(page, "<figure")) != "7" {
		t.Error("a figure is missing")
	}
}

func TestTheRunningHeadIsTheTitleWhateverItsSigns(t *testing.T) {
	d := &report.Document{Kind: "k", Lang: "en", Title: `Where: we "stand" </style> }`, Class: "secret: all", Blocks: []report.Block{{Is: report.IsParagraph, Text: "x"}}}
	page := written(t, "html", d)
	if strings.Contains(page, "ZgotmplZ") || strings.Count(page, "</style>") != 1 || !strings.Contains(page, `content: "Where\3a `) {
		t.Error(page[:min(len(page), 1500)])
	}
}

func TestContentsListTheSectionsWhereThePartsAreTooFew(t *testing.T) {
	heads := func(letters int, levels ...int) *report.Document {
		d := &report.Document{Kind: "sample", Lang: "en", Title: "Heads", Source: sample().Source}
		d.Blocks = []report.Block{{Is: report.IsParagraph, Text: strings.Repeat("x", letters)}}
		for i, l := range levels {
			d.Blocks = append(d.Blocks, report.Block{Is: report.IsHeading, Level: l, Text: fmt.Sprintf("Head %d", i+1)})
		}
		return d
	}
	for _, c := range []struct {
		letters int
		levels  []int
		lists   int
	}{
		{3000, []int{1, 2, 3}, 0},
		{3000, []int{1, 1, 2, 2, 3}, 4},
		{3000, []int{1, 1, 1, 1, 2, 3}, 4},
		{300, []int{1, 1, 1, 1, 2, 3}, 0}, // one or two pages
	} {
		page := written(t, "html", heads(c.letters, c.levels...))
		if got := strings.Count(page, `<a href="#part-`); got != c.lists {
			t.Errorf("headings of the levels %v and %d letters make contents of %d entries, want %d", c.levels, c.letters, got, c.lists)
		}
		if strings.Contains(page, `class="brief"`) != (c.letters < 1000) {
			t.Errorf("a document of %d letters gives each of its parts a page, or one of many pages gives none", c.letters)
		}
	}
}

func TestAMeterStandsOnlyBesideARating(t *testing.T) {
	d := &report.Document{Kind: "sample", Lang: "en", Title: "Ratings", Source: sample().Source, Blocks: []report.Block{{Is: report.IsTable, Table: &report.Table{
		Columns: []report.Column{{Title: "Item", Is: report.CellText}, {Title: "Rating", Is: report.CellRating}},
		Rows:    []report.Row{{Cells: []report.Cell{{Text: "5.2"}, {Text: "0", Number: number(0)}}}, {Cells: []report.Cell{{Text: "7.5.2"}, {}}}},
	}}}}
	page := written(t, "html", d)
	if strings.Count(page, `class="rating r0"`) != 1 || strings.Count(page, `<td class="rating"></td>`) != 1 || !strings.Contains(page, `.rating[class*=" r"]::before`) {
		t.Error("what nobody rated looks rated 0")
	}
}

func TestWhatLeadsToAWideTableLiesOnItsPages(t *testing.T) {
	wide := report.Block{Is: report.IsTable, Table: &report.Table{Wide: true, Columns: []report.Column{{Title: "Item", Is: report.CellText}}, Rows: []report.Row{{Cells: []report.Cell{{Text: "5.2"}}}}}}
	part, section, words := report.Block{Is: report.IsHeading, Level: 1, Text: "Part"}, report.Block{Is: report.IsHeading, Level: 2, Text: "Section"}, report.Block{Is: report.IsParagraph, Text: "Words."}
	d := &report.Document{Kind: "sample", Lang: "en", Title: "Wide", Source: sample().Source, Blocks: []report.Block{part, words, section, words, wide}}
	page := written(t, "html", d)
	for _, lies := range []string{`<header class="wide">`, `<h2 id="part-1" class="wide">`, `<p class="wide">`, `<h3 id="part-3" class="wide">`, `<div class="table wide"`} {
		if !strings.Contains(page, lies) {
			t.Errorf("%s is not there", lies)
		}
	}
	d.Blocks = append([]report.Block{part, words}, d.Blocks...)
	if page = written(t, "html", d); !strings.Contains(page, "<header>") || !strings.Contains(page, `<h2 id="part-1">`) {
		t.Error("what stands in a part before lies on its side too")
	}
}
