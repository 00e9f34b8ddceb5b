package intake

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// openFlat is a flat OpenDocument file of one table.
func openFlat(rows string) string {
	return strings.ReplaceAll(openSheet(rows), "document-content", "document")
}

func TestCellsOfAnODSAreShownAsAPersonSeesThem(t *testing.T) {
	for name, c := range map[string]struct{ cell, want string }{
		"a text":                {`<table:table-cell office:value-type="string"><text:p>A.5.1</text:p></table:table-cell>`, "A.5.1"},
		"without a type":        {`<table:table-cell><text:p>x</text:p></table:table-cell>`, "x"},
		"only stored":           {`<table:table-cell office:value-type="string" office:string-value="x"/>`, "x"},
		"paragraphs":            {`<table:table-cell office:value-type="string"><text:p>a</text:p><text:p/><text:p>b</text:p></table:table-cell>`, "a\n\nb"},
		"blanks":                {"<table:table-cell office:value-type=\"string\"><text:p> a \n b<text:s text:c=\"3\"/>c <text:span> d</text:span><text:tab/>e<text:line-break/>f </text:p></table:table-cell>", "a b   c d\te\nf"},
		"a link":                {`<table:table-cell office:value-type="string"><text:p><text:a xlink:href="x">A.5.1</text:a></text:p></table:table-cell>`, "A.5.1"},
		"a comment beside":      {`<table:table-cell office:value-type="string"><office:annotation><dc:creator>M</dc:creator><text:p>why</text:p></office:annotation><text:p>x<office:annotation><text:p>no</text:p></office:annotation></text:p></table:table-cell>`, "x"},
		"a picture beside":      {`<table:table-cell><draw:frame><table:table><table:table-row><table:table-cell><text:p>no</text:p></table:table-cell></table:table-row></table:table></draw:frame><text:p>x</text:p></table:table-cell>`, "x"},
		"a number":              {`<table:table-cell office:value-type="float" office:value="5.1"><text:p>5.1</text:p></table:table-cell>`, "5.1"},
		"a number with a zero":  {`<table:table-cell office:value-type="float" office:value="5.1"><text:p>5,10</text:p></table:table-cell>`, "5.10"},
		"a rounded number":      {`<table:table-cell office:value-type="float" office:value="2.56"><text:p>2.6</text:p></table:table-cell>`, "2.56"},
		"a number without text": {`<table:table-cell office:value-type="float" office:value="3"/>`, "3"},
		"no number":             {`<table:table-cell office:value-type="float" office:value="x"/>`, "x"},
		"money":                 {`<table:table-cell office:value-type="currency" office:value="3"><text:p>3 EUR</text:p></table:table-cell>`, "3"},
		"a percentage":          {`<table:table-cell office:value-type="percentage" office:value="0.8"><text:p>80%</text:p></table:table-cell>`, "80 %"},
		"a day":                 {`<table:table-cell office:value-type="date" office:date-value="2026-01-31"><text:p>31. Jan</text:p></table:table-cell>`, "2026-01-31"},
		"a time of a day":       {`<table:table-cell office:value-type="date" office:date-value="2026-01-31T18:00:00"><text:p>x</text:p></table:table-cell>`, "2026-01-31"},
		"a day long ago":        {`<table:table-cell office:value-type="date" office:date-value="1815-12-10"/>`, "1815-12-10"},
		"a time":                {`<table:table-cell office:value-type="time" office:time-value="PT10H00M00S"><text:p>10:00</text:p></table:table-cell>`, "10:00"},
		"yes":                   {`<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>`, "TRUE"},
		"no":                    {`<table:table-cell office:value-type="boolean" office:boolean-value="false"/>`, "FALSE"},
		"an error":              {`<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>`, "#DIV/0!"},
		"a formula":             {`<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>`, "2"},
		"no value stored":       {`<table:table-cell table:formula="of:=1+1"/>`, "(no value)"},
	} {
		t.Run(name, func(t *testing.T) {
			for form, raw := range map[string]string{
				"flat":   openFlat("<table:table-row>" + c.cell + "</table:table-row>"),
				"zipped": string(zipped(t, "mimetype", "", "content.xml", openSheet("<table:table-row>"+c.cell+"</table:table-row>"))),
			} {
				if got := seen(t, opened(t, "f", raw), "T"); len(got) != 1 || got[0] != "1 "+c.want {
					t.Errorf("%s: %q, want %q", form, got, c.want)
				}
			}
		})
	}
}

const oneCell = `<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>`

func TestRowsAndColumnsOfAnODSComeAsOftenAsTheySay(t *testing.T) {
	f := opened(t, "f", openFlat(
		`<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column table:number-columns-repeated="16380"/>`+
			`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`+
			`<table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell/>`+strings.Replace(oneCell, "cell ", `cell table:number-columns-repeated="2" `, 1)+`</table:table-row></table:table-header-rows>`+
			`<table:table-row-group><table:table-row table:visibility="filter">`+oneCell+`</table:table-row></table:table-row-group>`+
			`<table:table-row table:visibility="collapse">`+oneCell+`</table:table-row>`+
			`<table:table-row table:number-rows-repeated="1048566"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`))
	if d := cmp.Diff([]string{"4 |x|x", "5 |x|x", "6h x", "7h x"}, seen(t, f, "T")); d != "" {
		t.Error(d)
	}
	if g, err := f.Grid("T", 4); err != nil || len(g.Rows) != 1 || !slices.Equal(g.Hidden, []int{2, 3}) {
		t.Errorf("%+v %v", g, err)
	}
}

func TestMergedCellsOfAnODSAreKnown(t *testing.T) {
	merged := strings.Replace(oneCell, "cell ", `cell table:number-columns-spanned="2" table:number-rows-spanned="3" `, 1)
	f := opened(t, "f", openFlat(`<table:table-row>`+oneCell+merged+`<table:covered-table-cell/>`+oneCell+`</table:table-row>`))
	got, err := f.table("T", maxRow, nil)
	if err != nil || !slices.Equal(got.merged, []area{{1, 1, 2, 3}}) || got.rows[0].at(3).text != "x" {
		t.Errorf("%+v %v", got, err)
	}
}

func TestAnODSOfSeveralSheetsIsReadByName(t *testing.T) {
	two := strings.Replace(openFlat("<table:table-row>"+oneCell+"</table:table-row>"), "</table:table>",
		`</table:table><table:table table:name="Second"><table:table-row><table:table-cell office:value-type="float" office:value="2"/></table:table-row></table:table>`, 1)
	f := opened(t, "f", two)
	if got := append(seen(t, f, "T"), seen(t, f, "Second")...); !slices.Equal(got, []string{"1 x", "1 2"}) {
		t.Error(got)
	}
}

func TestAHostileODSIsRefusedOrReadInBounds(t *testing.T) {
	repeated := func(rows, columns int) string {
		return fmt.Sprintf(`<table:table-row table:number-rows-repeated="%d">%s</table:table-row>`, rows,
			strings.Replace(oneCell, "cell ", fmt.Sprintf(`cell table:number-columns-repeated="%d" `, columns), 1))
	}
	for name, c := range map[string]struct{ rows, want string }{ // want empty: it is read
		"a million rows of one value": {repeated(1_048_576, 1), "more than 1000000 cells"},
		"a sheet full of one value":   {repeated(1_048_576, 16_384), "more than 1000000 cells"},
		"a row of two thousand":       {repeated(1, 2_000), ""},
		"rows beyond all numbers":     {repeated(1, 1) + `<table:table-row table:number-rows-repeated="99999999999999999999"/>` + repeated(1, 1), ""},
		"rows below none":             {`<table:table-row table:number-rows-repeated="-7">` + oneCell + `</table:table-row>`, ""},
		"a billion blanks":            {`<table:table-row><table:table-cell><text:p>a<text:s text:c="1000000000"/></text:p></table:table-cell></table:table-row>`, "longer than a spreadsheet can hold"},
		"many blanks":                 {`<table:table-row><table:table-cell><text:p>a` + strings.Repeat(`<text:s text:c="1000000000"/>`, 10_000) + `</text:p></table:table-cell></table:table-row>`, "longer than a spreadsheet can hold"},
		"many paragraphs":             {`<table:table-row><table:table-cell>` + strings.Repeat(`<text:p>0123456789</text:p>`, 20_000) + `</table:table-cell></table:table-row>`, "longer than a spreadsheet can hold"},
		"elements in one another":     {strings.Repeat("<table:table-rows>", 1_000_000), "more than 200 elements"},
		"a table cut short":           {`<table:table-row>`, "ends that has not begun"},
		"10,001 merged cells":         {strings.Repeat(`<table:table-row><table:table-cell table:number-columns-spanned="2"/></table:table-row>`, 10_001), "more than 10000 merged cells"},
		"an entity of its own":        {`<table:table-row><table:table-cell><text:p>&lol;</text:p></table:table-cell></table:table-row>`, "a character that there is not"},
		"170 MiB of nothing":          {strings.Repeat("<x>"+strings.Repeat(" ", 1_000_000)+"</x>", 170), "unpacks to more than 160 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			raw := zipped(t, "content.xml", openSheet(c.rows))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, err := Open("f", raw)
			if err == nil {
				_, err = f.table("T", maxRow, nil)
			}
			runtime.ReadMemStats(&after)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("%v\nwant it to contain: %s", err, c.want)
			}
			got := (after.TotalAlloc - before.TotalAlloc) >> 20
			if got > 300 {
				t.Errorf("%d KiB of file take %d MiB", len(raw)>>10, got)
			}
		})
	}
}

func TestAnOpenDocumentThatIsNoSheetIsRefusedInOneSentence(t *testing.T) {
	locked := `<manifest:manifest xmlns:manifest="x"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"empty":           {zipped(t, "mimetype", "", "content.xml", ""), `the workbook is damaged in "content.xml" (it ends too early)`},
		"a letter":        {zipped(t, "content.xml", `<office:document-content><office:body><office:text/></office:body></office:document-content>`), "an OpenDocument file without a sheet"},
		"a password":      {zipped(t, "content.xml", "\x00\x01", "META-INF/manifest.xml", locked), "protected by a password"},
		"a new password":  {zipped(t, "encrypted-package", "\x00\x01"), "protected by a password"},
		"cut short":       {zipped(t, "content.xml", openSheet("")[:200]), "it ends too early"},
		"cut in the file": {[]byte(testdata(t, "sheets/demo-as-ods.ods")[:9000]), "the file is damaged"},
		"in Latin-1":      {zipped(t, "content.xml", strings.Replace(openSheet(""), "UTF-8", "ISO-8859-1", 1)), "it is encoded in ISO-8859-1 and not in UTF-8"},
		"no UTF-8":        {zipped(t, "content.xml", openSheet("<x>\xff</x>")), "it holds bytes that are no text"},
		"two of them":     {zipped(t, "content.xml", openSheet("")+openSheet("")[38:]), "something stands behind its end"},
		"entities":        {zipped(t, "content.xml", `<!DOCTYPE x [<!ENTITY a "b">]><x/>`), "it declares entities of its own"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Open("f.ods", c.raw); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwant it to contain: %s", err, c.want)
			}
		})
	}
}
