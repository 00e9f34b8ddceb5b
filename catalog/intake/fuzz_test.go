package intake

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// soundly checks what holds for whatever is read: refused with words that are
// safe to print, or changes that fold.
func soundly(t *testing.T, raw []byte, as As) {
	a := nordwind(t)
	p, err := Read(book(), a, "f", raw, as, newID)
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
	if again, err := Read(book(), b, "f", raw, as, newID); err != nil || len(again.Changes) > 0 {
		t.Errorf("reading it again: %v, changes %v", err, again.Changes)
	}
}

func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"item,rating,note\nA.5.2,3,x\n", "item;rating;reason\nA.5.2;na;\"y\n\"\"z\"\"\"\n", "id\tapplicable\tjustification\n5.9\tno\tw\n",
		"sep=,\nitem,due,evidence,system\n8.2,31.12.2026,'=1,Chatbot\n", "\xff\xfei\x00", "item,rating\n5.1,3\n5.10,3\n", "\"", "item,reason\n4.1,\\n\n",
	} {
		f.Add([]byte(text), byte(0))
		f.Add([]byte(text), byte(2))
	}
	f.Fuzz(func(t *testing.T, raw []byte, as byte) {
		soundly(t, raw, []As{Answers, Baseline, SoA}[as%3])
	})
}

func FuzzXLSX(f *testing.F) {
	f.Add(workbookOf(f, func(x *excelize.File) {
		put(f, x, "Sheet1", []any{"item", "rating", "note"}, []any{"4.1", 3, "a"}, []any{"A.5.2", "na", "b"})
	}))
	f.Add(sheetOf(f, sheetTail))
	f.Add(sheetOf(f, `<row><c t="b"><v>1</v></c><c t="e"/><c><f/></c></row></sheetData><mergeCell ref="A2:A3"/></worksheet>`))
	f.Fuzz(func(t *testing.T, raw []byte) { soundly(t, raw, Answers) })
}

func FuzzSheetXML(f *testing.F) {
	f.Add(sheetTail)
	f.Add(`<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="str"><f>A1</f><v>na</v></c></row>` + sheetTail)
	f.Fuzz(func(t *testing.T, rest string) { soundly(t, sheetOf(t, rest), SoA) })
}

func FuzzDocument(f *testing.F) {
	f.Add(small)
	f.Add("name: x\nanswers: [{item: A.5.2, rating: na, reason: y}]\n")
	f.Fuzz(func(t *testing.T, text string) {
		if changes, err := Document(book(), []byte(text), newID); err == nil {
			fold(t, blank(), changes)
		} else if said := err.Error(); strings.ContainsAny(said, "\x00\x1b\r\t\u202e") {
			t.Errorf("the refusal is %q", said)
		}
		_, _, _ = ProfileYAML([]byte(text))
	})
}
