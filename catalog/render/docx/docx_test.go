package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/report"
	"crosswalk/catalog/report/reporttest"
)

func rendered(t testing.TB, d *report.Document) []byte {
	t.Helper()
	raw, err := Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// written keeps a file where somebody asked for it, to be looked at.
func written(t *testing.T, name string, raw []byte) {
	t.Helper()
	if dir := os.Getenv("DOCUMENTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func partOf(t testing.TB, raw []byte, name string) string {
	t.Helper()
	parts, err := unpack(raw)
	if err != nil {
		t.Fatal(err)
	}
	p := find(parts, name)
	if p == nil {
		t.Fatalf("there is no %s", name)
	}
	return string(p.raw)
}

func TestEveryWordOfADocumentComesBackFromItsFile(t *testing.T) {
	for name, d := range map[string]*report.Document{
		"whole": reporttest.Whole(), "hostile": reporttest.Wicked(), "large": reporttest.Large(),
		"empty": {Kind: "gaps", Title: "Gaps"},
	} {
		t.Run(name, func(t *testing.T) {
			raw := rendered(t, d)
			written(t, name+".docx", raw)
			if err := Verify(d, raw); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAFileThatLacksAWordIsNotPassed(t *testing.T) {
	d := reporttest.Whole()
	raw := rendered(t, d)
	d.Blocks[7].Table.Rows[2].Cells[7].Text = "another note"
	if err := Verify(d, raw); err == nil || !strings.Contains(err.Error(), "another note") {
		t.Error(err)
	}
}

func TestAFileIsTheSameToTheByteEachTime(t *testing.T) {
	if !bytes.Equal(rendered(t, reporttest.Whole()), rendered(t, reporttest.Whole())) {
		t.Error("two renderings of one document differ")
	}
}

func TestEveryPartIsWellFormedWhateverWasTyped(t *testing.T) {
	parts, err := unpack(rendered(t, reporttest.Wicked()))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		for dec := xml.NewDecoder(bytes.NewReader(p.raw)); ; {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", p.name, err)
			}
		}
	}
}

func TestTextsAreNeverFieldsLinksOrMarkup(t *testing.T) {
	d := reporttest.Wicked()
	body := partOf(t, rendered(t, d), bodyPart)
	for _, live := range []string{"<script", "instrText", "w:fldSimple", "r:id=\"rId4", "\x1b", "\u202e", "\u200b"} {
		if strings.Contains(body, live) {
			t.Errorf("%q is live in the file", live)
		}
	}
}

func TestNoParagraphIsLongerThanLibreOfficeBears(t *testing.T) {
	body := partOf(t, rendered(t, reporttest.Wicked()), bodyPart)
	if !strings.Contains(body, continued) {
		t.Error("the long texts were not broken")
	}
	for _, p := range strings.Split(body, "</w:p>") {
		said := strings.Count(p, "字") + strings.Count(p, "🧭")
		if said > longest {
			t.Errorf("a paragraph holds %d characters", said)
		}
	}
}

func TestWidePagesTurnWithTheHeadingAndWordsAboveTheTable(t *testing.T) {
	body := partOf(t, rendered(t, reporttest.Whole()), bodyPart)
	var order []string
	for _, at := range []string{">Items<", `w:orient="landscape"`, ">Gaps<", ">By clause, the widest first.<", ">Figures<"} {
		if !strings.Contains(body, at) {
			t.Fatalf("%s is not in the file", at)
		}
		order = append(order, at)
	}
	// A section stands at its end: the upright one before the heading, the other
	// behind the table.
	upright, gaps, turned, next := strings.Index(body, "<w:sectPr>"), strings.LastIndex(body, order[2]), strings.Index(body, order[1]), strings.LastIndex(body, order[4])
	if !(upright < gaps && gaps < turned && turned < next) {
		t.Errorf("upright to %d, heading at %d, on its side to %d, next heading at %d", upright, gaps, turned, next)
	}
}

func TestTablesRepeatTheirHeadsAndKeepRowsWhole(t *testing.T) {
	body := partOf(t, rendered(t, reporttest.Large()), bodyPart)
	if n, tables := strings.Count(body, "<w:tblHeader/>"), strings.Count(body, `<w:tblStyle w:val="Grid"/>`); n < tables {
		t.Errorf("%d heads for %d tables", n, tables)
	}
	if long := partOf(t, rendered(t, reporttest.Wicked()), bodyPart); !strings.Contains(long, "<w:tr><w:tc>") {
		t.Error("a row longer than a page is held together and would be cut off")
	}
}

func TestReferencesLeadToBookmarksThatAreThere(t *testing.T) {
	body := partOf(t, rendered(t, reporttest.Large()), bodyPart)
	for _, one := range strings.Split(body, `w:anchor="`)[1:] {
		name, _, _ := strings.Cut(one, `"`)
		if !strings.Contains(body, `w:name="`+name+`"`) {
			t.Fatalf("a link leads to %s, which is not there", name)
		}
	}
}

func TestColumnsTakeTheWholeWidthAndLeaveNoneOut(t *testing.T) {
	for _, width := range []int{upright, onSide} {
		sum := 0
		widths, _ := measure(reporttest.Items(70), width)
		for _, one := range widths {
			sum += one
		}
		if sum > width || sum < width*95/100 {
			t.Errorf("columns of %d take %d", width, sum)
		}
	}
}

func TestTheWordsOfAHeadAreNeverBrokenByAnotherColumn(t *testing.T) {
	table := &report.Table{Rows: []report.Row{{}}}
	for _, title := range []string{"Maßnahme", "Titel", "Anwendbar", "Warum aufgenommen", "Angetrieben durch", "Ausgeschlossen", "Wie", "Verantwortlich", "Zuletzt angesehen", "Einstufung"} {
		table.Columns = append(table.Columns, report.Column{Title: title})
		table.Rows[0].Cells = append(table.Rows[0].Cells, report.Cell{Text: strings.Repeat("x", 40)})
	}
	for width, letter := range map[int]int{onSide: character, upright: smallCharacter} {
		widths, _ := measure(table, width)
		for i, c := range table.Columns {
			if need := longestWord(c.Title)*letter + beside; widths[i] < need {
				t.Errorf("in %d the column %s takes %d of %d", width, c.Title, widths[i], need)
			}
		}
	}
}

func TestALongLabelEndsBeforeWhatStandsBehindIt(t *testing.T) {
	d := &report.Document{Facts: []report.Fact{{Label: "Largest open work that sets the date", Value: "8.4"}}}
	body := partOf(t, rendered(t, d), bodyPart)
	if !strings.Contains(body, `<w:tab w:val="clear" w:pos="2835"/><w:tab w:val="left" w:pos="4172"/>`) {
		t.Error(body)
	}
}

func TestHeadsOfTablesHaveTheColoursOfTheClient(t *testing.T) {
	d := reporttest.Whole()
	d.Look.Colours.Main = "990000"
	body := partOf(t, rendered(t, d), bodyPart)
	if strings.Contains(body, headFill) || !strings.Contains(body, `w:fill="F5E6E6"`) {
		t.Error("the heads of tables are those of the house")
	}
}

// template is a file somebody else made: its own head, style and a marked place.
func template(t *testing.T, body string, more ...part) []byte {
	t.Helper()
	parts := []part{
		{name: "[Content_Types].xml", raw: shipped("content-types.xml")},
		{name: "_rels/.rels", raw: shipped("rels.xml")},
		{name: bodyPart, raw: []byte(bodyHead + body + ownSection + bodyFoot)},
		{name: "word/_rels/document.xml.rels", raw: shipped("document-rels.xml")},
		{name: stylesPart, raw: []byte(`<w:styles xmlns:w="` + space + `"><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Theirs"/></w:style></w:styles>`)},
		{name: headerPart, raw: []byte(`<w:hdr xmlns:w="` + space + `"><w:p><w:r><w:t>Nordwind house head</w:t></w:r></w:p></w:hdr>`)},
		{name: "word/footer1.xml", raw: shipped("footer.xml")},
		{name: corePart, raw: []byte(core(reporttest.Whole()))},
	}
	raw, err := pack(append(parts, more...), reporttest.Provenance().Made)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestATemplateKeepsItsHeadAndStylesAndWhatStandsAroundTheMarkedPlace(t *testing.T) {
	in := template(t, `<w:p><w:r><w:t>Before</w:t></w:r></w:p><w:p w:rsidR="1"><w:pPr/><w:r><w:t>{crosswalk}</w:t></w:r></w:p><w:p><w:r><w:t>After</w:t></w:r></w:p>`)
	d := reporttest.Whole()
	raw, err := RenderInto(in, d)
	if err != nil {
		t.Fatal(err)
	}
	body := partOf(t, raw, bodyPart)
	places := []int{strings.Index(body, ">Before<"), strings.Index(body, ">"+d.Title+"<"), strings.Index(body, ">After<")}
	if places[0] < 0 || !slices.IsSorted(places) || strings.Contains(body, mark) {
		t.Errorf("before, title and after stand at %v", places)
	}
	styles := partOf(t, raw, stylesPart)
	if !strings.Contains(styles, "Theirs") || strings.Count(styles, `w:styleId="Title"`) != 1 || !strings.Contains(styles, `w:styleId="Heading1"`) {
		t.Error("the styles of the template are not kept, or ours not added")
	}
	if !strings.Contains(partOf(t, raw, headerPart), "Nordwind house head") {
		t.Error("the head of the template is gone")
	}
	if err := Verify(d, raw); err != nil {
		t.Error(err)
	}
}

func TestATemplateThatCouldActIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"macros":  {template(t, "", part{name: "word/vbaProject.bin", raw: []byte("x")}), "macros"},
		"outside": {template(t, "", part{name: "word/_rels/header1.xml.rels", raw: []byte(`<Relationship TargetMode="External"/>`)}), "outside"},
		"large":   {template(t, "", part{name: "word/media/a.png", raw: make([]byte, mostTemplate+1)}), "16 MiB"},
		"no file": {[]byte("hello"), "is no DOCX"},
	} {
		if _, err := RenderInto(c.raw, reporttest.Whole()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadingRefusesWhatIsNoDocument(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_ = z.Close()
	for _, raw := range [][]byte{nil, []byte("hello"), b.Bytes()} {
		if _, err := Read(raw); err == nil {
			t.Error("it was read")
		}
	}
}

func BenchmarkDOCX(b *testing.B) {
	d := reporttest.Large()
	b.ReportAllocs()
	for b.Loop() {
		rendered(b, d)
	}
}

func BenchmarkReadDOCX(b *testing.B) {
	raw := rendered(b, reporttest.Large())
	for b.Loop() {
		if _, err := Read(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func TestFactsAndListsAboveAWideTableLieOnItsPages(t *testing.T) {
	wide := report.Block{Is: report.IsTable, Table: &report.Table{Wide: true}}
	heading, facts, list, figure := report.Block{Is: report.IsHeading, Level: 2}, report.Block{Is: report.IsFacts}, report.Block{Is: report.IsList}, report.Block{Is: report.IsFigure}
	for _, c := range []struct {
		blocks []report.Block
		lies   bool
	}{
		{[]report.Block{heading, facts, list, wide}, true},
		{[]report.Block{heading, heading, facts, wide}, true},
		{[]report.Block{heading, facts, heading, wide}, false},
		{[]report.Block{heading, figure, wide}, false},
	} {
		if got := liesWide(c.blocks, false); got != c.lies {
			t.Errorf("%v lies wide: %v", c.blocks, got)
		}
	}
}
