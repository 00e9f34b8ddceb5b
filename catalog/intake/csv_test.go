package intake

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"crosswalk/catalog/assess"
)

func utf16Of(order binary.AppendByteOrder, s string) string {
	b := order.AppendUint16(nil, 0xFEFF)
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestTextIsReadInTheFormsSpreadsheetsSave(t *testing.T) {
	for name, text := range map[string]string{
		"commas":               "item,rating,note\n8.2,3,Prüfung\n",
		"semicolons":           "item;rating;note\n8.2;3;Prüfung\n",
		"tabs":                 "item\trating\tnote\n8.2\t3\tPrüfung\n",
		"a line that says so":  "sep=;\r\nitem;rating;note\r\n8.2;3;Prüfung\r\n",
		"commas in semicolons": "a,b,c;item;rating;note\n\"x,y\";8.2;3;Prüfung\n",
		"CR LF":                "item,rating,note\r\n8.2,3,Prüfung\r\n",
		"CR":                   "item,rating,note\r8.2,3,Prüfung\r",
		"quotes":               "\"item\",\"rating\",\"note\"\n\"8.2\",\"3\",\"Prüfung\"\n",
		"no last line end":     "item,rating,note\n8.2,3,Prüfung",
		"a byte order mark":    "\uFEFFitem,rating,note\n8.2,3,Prüfung\n",
		"UTF-16, little end":   utf16Of(binary.LittleEndian, "item\trating\tnote\r\n8.2\t3\tPrüfung\r\n"),
		"UTF-16, big end":      utf16Of(binary.BigEndian, "item,rating,note\n8.2,3,Prüfung\n"),
		"UTF-16 without mark":  utf16Of(binary.LittleEndian, "item,rating,note\n8.2,3,Prüfung\n")[2:],
		"the same, big end":    utf16Of(binary.BigEndian, "item,rating,note\n8.2,3,Prüfung\n")[2:],
	} {
		t.Run(name, func(t *testing.T) {
			x := imported(t, nordwind(t), Answers, text).Answer(assess.Key{Item: "8.2"})
			if x.Rating.Level != 3 || x.Note != "Prüfung" {
				t.Errorf("%+v", x)
			}
		})
	}
}

func TestAFileThatCannotBeReadIsRefusedInOneSentence(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":              {"", "sheet.csv: the file is empty"},
		"blank":              {"\n \n", "the file is empty"},
		"only a mark":        {"\uFEFF", "the file is empty"},
		"no code page":       {"item,rating\nA.5.2,3,Pr\x81\x98fung\n", "line 2 is not valid UTF-8; save the sheet as UTF-8"},
		"a false mark":       {"\uFEFFitem,rating\nA.5.2,3,Pr\xfcfung\n", "line 2 is not valid UTF-8; save the sheet as UTF-8"},
		"NUL":                {"item,rating\nA.5.2,\x003\n", "line 2 holds a NUL character"},
		"an open document":   {`<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>`, "the file is an OpenDocument file without a sheet; save the sheet as XLSX, ODS or CSV"},
		"a web page":         {"<!DOCTYPE html><table><tr><td>item</td></tr></table>", "the file is a web page or an XML file"},
		"an XML spreadsheet": {`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`, "the file is a web page or an XML file"},
		"UTF-16 with a NUL":  {utf16Of(binary.LittleEndian, "item,rating\n4.1,\x00\n"), "NUL character"},
		"half of UTF-16":     {utf16Of(binary.LittleEndian, "item,rating\n") + "x", "damaged UTF-16"},
		"a lone surrogate":   {utf16Of(binary.LittleEndian, "item,rating\n") + "\x00\xD8", "damaged UTF-16"},
		"no headings":        {"A.5.2,3\nA.5.3,2\n", "no row among the first 50 has headings that can be read; one column names the item, and others say its rating"},
		"one heading":        {"item,colour\n4.1,red\n", `the column "item" names items, and no other column is known`},
		"headings too late":  {strings.Repeat("x\n", 50) + "item,rating\n4.1,3\n", "no row among the first 50 has headings"},
		"no rows":            {"item,rating\n", "sheet.csv: no row below the headings in row 1 names an item"},
		"only titles":        {"x\nitem,rating\nfoo,\n", "no row below the headings in row"},
		"a PDF":              {"%PDF-1.7\n", "the file is a PDF"},
		"an old workbook":    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "protected by a password or in the old XLS form"},
		"an open quote":      {"item,rating\nA.5.2,\"3\nA.5.3,2\n", "line 2: the quotes are broken"},
		"a bare quote":       {"item,rating,note\n4.1,3,a \"b\" c\n", "line 2: the quotes are broken"},
		"a quote at the top": {"\"item,rating\n4.1,3\n", "line 1: the quotes are broken"},
		"too many cells":     {"item,rating\n" + strings.Repeat("4.1,3\n", 500_001), "more than 1000000 cells"},
		"too large":          {strings.Repeat("x", maxFile+1), "at most 32 are read"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := refusal(t, nordwind(t), Answers, c.text); !strings.Contains(got, c.want) {
				t.Errorf("%s\nwant it to contain: %s", got, c.want)
			}
		})
	}
}

func TestAFileThatWasCutOffIsRefused(t *testing.T) {
	const whole = "item,rating,note,owner\n4.1,3,\"seen, and \"\"checked\"\"\",Mia\n\n4.2,2,\"read\nagain\",Ole"
	for at, want := range map[string]string{
		"4.2,2,\"read\nagain\",": "", // an owner may be missing
		"4.2,2,\"read\nagain\"":  "row 4 is the last and ends after 3 of 4 fields without a line end, as if the file were cut off; get it once more, or end the row if it is whole",
		"4.2,2,\"read\nag":       "row 4 is the last and ends inside a text in quotes, as if the file were cut off; get it once more, or close the quotes",
		"4.2,2,\"":               "row 4 is the last and ends inside a text in quotes",
		"4.2,2,":                 "row 4 is the last and ends after 3 of 4 fields",
		"4.2,2":                  "row 4 is the last and ends after 2 of 4 fields",
		"4.2":                    "row 4 is the last and ends after 1 of 4 fields",
		"4.":                     "row 4 is the last and ends after 1 of 4 fields",
	} {
		cut := whole[:strings.LastIndex(whole, at)+len(at)]
		if want == "" {
			imported(t, nordwind(t), Answers, cut)
			continue
		}
		if got := refusal(t, nordwind(t), Answers, cut); !strings.HasPrefix(got, "sheet.csv: "+want) {
			t.Errorf("cut behind %q: %s\nright is: %s", at, got, want)
		}
	}
}

func TestAWholeFileWithoutALastLineEndComesIn(t *testing.T) {
	for name, text := range map[string]string{
		"every field":              "item,rating,note\n4.2,3,read",
		"an empty last field":      "item,rating,note\n4.2,3,",
		"a last field in quotes":   "item,rating,note\n4.2,3,\"read\"",
		"empty headings behind":    "item,rating,,,\n4.2,3",
		"more fields":              "item,rating\n4.2,3,,",
		"blanks behind the rows":   "item,rating,note\n4.2,3\n  ",
		"commas behind the rows":   "item,rating,note\n4.2,3\n,",
		"half of a line end":       "item,rating,note\r\n4.2,3\r",
		"a short row with an end":  "item,rating,note\n4.2,3\n",
		"short rows of an old Mac": "item,rating,note\r4.2,3\r",
	} {
		t.Run(name, func(t *testing.T) {
			if x := imported(t, nordwind(t), Answers, text).Answer(assess.Key{Item: "4.2"}); x.Rating.Level != 3 {
				t.Errorf("%+v", x)
			}
		})
	}
}

func TestRowsAreNumberedAsASpreadsheetNumbersThem(t *testing.T) {
	got := refusal(t, nordwind(t), Answers, "\n\r\nitem,rating,note\n4.1,3,\"two\n\nlines\"\n\n4.2,bad,\n")
	if !strings.Contains(got, "sheet.csv, row 6, cell B6") {
		t.Error(got)
	}
}

// An export marks what a spreadsheet would take for a formula; read back into
// another assessment, the mark is gone.
func TestTheMarkOfAnInertTextIsTakenOff(t *testing.T) {
	for cell, want := range map[string]string{"'=1+1": "=1+1", "'-5": "-5", "'＝1": "＝1", "'tis": "'tis", "=1+1": "=1+1"} {
		a := imported(t, nordwind(t), Answers, "item,note\n4.1,"+cell+"\n")
		if got := a.Answer(assess.Key{Item: "4.1"}).Note; got != want {
			t.Errorf("%s is kept as %s, want %s", cell, got, want)
		}
	}
}

func TestAnEscapedFieldOfOurOwnIsTheTextThatStands(t *testing.T) {
	a := imported(t, nordwind(t), Answers, "item,note\n4.1,\"two\nlines\"\n")
	p, err := read(t, a, Answers, "item\trating\tnote\n4.1\t\ttwo\\nlines\n")
	if err != nil || len(p.Changes) != 0 {
		t.Errorf("%v %v", p.Changes, err)
	}
}

func TestACSVFileHasNoSheets(t *testing.T) {
	_, err := ReadSheet(book(), nordwind(t), "a.csv", []byte("item,rating\n4.1,3\n"), Request{As: Answers, Layout: Layout{Sheets: []string{"SoA"}}}, newID)
	if err == nil || !strings.Contains(err.Error(), `a CSV file has no sheet "SoA"`) {
		t.Error(err)
	}
}
