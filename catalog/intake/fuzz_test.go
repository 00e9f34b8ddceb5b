package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestMain keeps the search for a smaller input short, where nobody asks for
// another measure: as it is, it takes a minute for each that is of interest, and
// nothing else is tried meanwhile.
func TestMain(m *testing.M) {
	if err := flag.Set("test.fuzzminimizetime", "100x"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// soundly checks what holds for whatever is read: refused with words that are
// safe to print, or changes that fold.
func soundly(t *testing.T, raw []byte, as As) {
	for _, want := range []Request{{As: as}, {As: as, Accept: true}, {As: as, Accept: true, Rest: true, Layout: Layout{Edition: Edition2013}}} {
		takenSoundly(t, raw, want)
	}
}

func takenSoundly(t *testing.T, raw []byte, want Request) {
	a := nordwind(t)
	p, err := ReadSheet(book(), a, "f", raw, want, newID)
	if err != nil {
		said := err.Error()
		if said == "" || !utf8.ValidString(said) || strings.ContainsAny(said, "\x00\x1b\r\t\u202e\u200b") {
			t.Errorf("the refusal is %q", said)
		}
		if len(p.Changes) > 0 {
			t.Error("a refused sheet gives changes")
		}
		return
	}
	b := fold(t, a, p.Changes)
	again, err := ReadSheet(book(), b, "f", raw, want, newID)
	if said := (nothing{}); errors.As(err, &said) {
		return // what it said of exclusions goes without saying by now
	}
	if err != nil || len(again.Changes) > 0 {
		t.Errorf("reading it again: %v, changes %v", err, again.Changes)
	}
}

func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"item,rating,note\nA.5.2,3,x\n", "item;rating;reason\nA.5.2;na;\"y\n\"\"z\"\"\"\n", "id\tapplicable\tjustification\n5.9\tno\tw\n",
		"sep=,\nitem,due,evidence,system\n8.2,31.12.2026,'=1,Chatbot\n", "\xff\xfei\x00", "item,rating\n5.1,3\n5.10,3\n", "\"", "item,reason\n4.1,\\n\n",
		"Control,Status,Comment\nA.9.2.2,Mostly done,x\nA.9.2.5,planned,\nA.18.2.3,n/a,none\n", "Control;Implemented;Partly;Not\nA.5.9;x;;\nA.5.10;;x;\n",
		"Control,Maturity (1-4),Evidence,Legal\nA.5.9,4,\"a; b\",x\nA.5.9,80 %,,yes\n", "item,rating\nA.5.2 - A.5.4,3\n\"A.5.2, A.5.3 und A.5.4\",3\n", "control;title;status\n5.1;Policies;planned\n5.1;Acceptable use;implemented\nTotal;2;\n",
	} {
		f.Add([]byte(text), byte(0))
		f.Add([]byte(text), byte(2))
	}
	f.Fuzz(func(t *testing.T, raw []byte, as byte) {
		soundly(t, raw, []As{Answers, Baseline, SoA}[as%3])
	})
}

// tiny is the smallest workbook there is, with one sheet: what is made smaller
// and tried again thousands of times has to be small and read quickly.
func tiny(t testing.TB, sheet string, styles ...string) []byte {
	t.Helper()
	const relation = `<Relationships><Relationship Id="r" Type="/%s" Target="%s"/></Relationships>`
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	parts := [][2]string{
		{"_rels/.rels", fmt.Sprintf(relation, "officeDocument", "w.xml")},
		{"w.xml", `<workbook><sheets><sheet name="S" r:id="r"/></sheets></workbook>`},
		{"_rels/w.xml.rels", fmt.Sprintf(relation, "worksheet", "s.xml")},
		{"s.xml", sheet},
	}
	for _, s := range styles {
		parts[2][1] = strings.Replace(parts[2][1], "</", `<Relationship Id="s" Type="/styles" Target="y.xml"/></`, 1)
		parts = append(parts, [2]string{"y.xml", s})
	}
	for _, part := range parts {
		out, err := w.CreateHeader(&zip.FileHeader{Name: part[0]}) // not packed, so that what is changed can be read
		if err == nil {
			_, err = out.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheSmallestWorkbookIsRead(t *testing.T) {
	if p, err := Read(book(), nordwind(t), "f", tiny(t, sheetHead+sheetTail), Answers, newID); err != nil || len(p.Changes) == 0 {
		t.Errorf("changes %v, %v", p.Changes, err)
	}
}

func FuzzXLSX(f *testing.F) {
	f.Add(tiny(f, sheetHead+sheetTail))
	f.Add(tiny(f, sheetHead+`<row><c t="b"><v>1</v></c><c t="e"/><c><f/></c></row></sheetData><mergeCell ref="A2:A3"/></worksheet>`))
	f.Fuzz(func(t *testing.T, raw []byte) { soundly(t, raw, Answers) })
}

// FuzzODS reads whatever stands in a table of a flat file, and the file as it is.
func FuzzODS(f *testing.F) {
	head := `<table:table-row>` + oneCell + strings.Replace(oneCell, ">x<", ">rating<", 1) + `</table:table-row>`
	f.Add(head + `<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="4.1"><text:p>4,10</text:p></table:table-cell></table:table-row>`)
	f.Add(head + `<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a<text:s text:c="9"/></text:p></table:table-cell><table:covered-table-cell/></table:table-row>`)
	f.Add(`<table:table-row><table:table-cell office:value-type="date" office:date-value="2026-01-31T10:00:00"/><table:table-cell office:value-type="percentage" office:value="1e9"/></table:table-row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		soundly(t, []byte(openFlat(strings.Replace(head, ">x<", ">item<", 1)+rows)), Answers)
		file, err := Open("f", []byte(openFlat(rows)))
		if err != nil {
			return
		}
		if g, err := file.Grid("T", 200); err == nil {
			for _, r := range g.Rows {
				if r.N > 200 || len(r.Cells) > g.Wide || !utf8.ValidString(strings.Join(r.Cells, "")) {
					t.Errorf("%+v", r)
				}
			}
		}
	})
}

func FuzzSheetXML(f *testing.F) {
	f.Add(sheetTail)
	f.Add(`<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="str"><f>A1</f><v>na</v></c></row>` + sheetTail)
	f.Fuzz(func(t *testing.T, rest string) { soundly(t, tiny(t, sheetHead+rest), SoA) })
}

const percentStyle = `<s><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></s>`

func TestTheSmallestWorkbookWithStylesShowsAPercentage(t *testing.T) {
	rest := `<row><c t="inlineStr"><is><t>A.5.3</t></is></c><c s="0"><v>1</v></c></row>` + sheetTail
	if _, err := Read(book(), nordwind(t), "f", tiny(t, sheetHead+rest, percentStyle), Answers, newID); err == nil || !strings.Contains(err.Error(), "a scale of percent") {
		t.Error(err)
	}
}

func FuzzStylesXML(f *testing.F) {
	f.Add(percentStyle)
	f.Add(`<s><cellXfs><xf numFmtId="9"/><xf numFmtId="x"/></cellXfs><numFmt formatCode='"%'/></s>`)
	f.Fuzz(func(t *testing.T, styles string) {
		soundly(t, tiny(t, sheetHead+`<row><c t="inlineStr"><is><t>A.5.3</t></is></c><c s="0"><v>1</v></c></row>`+sheetTail, styles), Answers)
	})
}

func FuzzDocument(f *testing.F) {
	f.Add(small)
	f.Add("name: x\nanswers: [{item: A.5.2, rating: na, reason: y}]\n")
	f.Fuzz(func(t *testing.T, text string) {
		if changes, err := Document(book(), []byte(text), today, newID); err == nil {
			fold(t, blank(), changes)
		} else if said := err.Error(); strings.ContainsAny(said, "\x00\x1b\r\t\u202e") {
			t.Errorf("the refusal is %q", said)
		}
		_, _, _ = ProfileYAML([]byte(text))
	})
}
