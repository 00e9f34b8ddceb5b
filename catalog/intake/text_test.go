package intake

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

func TestATextIsReadInTheCodePageThatItsBytesFit(t *testing.T) {
	const (
		german  = "Nr;Maßnahme;Begründung\n5.1;Prüfung für „Größe“;nötig\n"
		french  = "N°;Contrôle;Justification\n5.1;Sécurité appliquée;exigé à l'été\n"
		spanish = "N.º;¿Aplica?;Justificación\n5.1;sí;¿Qué? Año ¡ya!\n"
		polish  = "Nr;Zabezpieczenie;Status\n5.1;Polityki bezpieczeństwa;wdrożone częściowo, była żądana\n"
		nippon  = "番号;管理策;状況\n5.1;情報セキュリティのための方針群;実施済み\n"
		kanji   = "番号;対策\n5.1;実施\n"
	)
	for name, c := range map[string]struct {
		page   encoding.Encoding
		text   string
		remark string
	}{
		"German":         {charmap.Windows1252, german, "Windows-1252"},
		"German Latin-1": {charmap.ISO8859_1, strings.NewReplacer("„", `"`, "“", `"`).Replace(german), "Windows-1252 (Latin-1)"},
		"French":         {charmap.Windows1252, french, "Windows-1252 (Latin-1)"},
		"one accent":     {charmap.Windows1252, "a;b\nété;cé\n", "Windows-1252 (Latin-1)"},
		"Spanish":        {charmap.Windows1252, spanish, "Windows-1252 (Latin-1)"},
		"square metres":  {charmap.Windows1252, "a;b\n5 m³ und 3 m²;£5 ¹\n", "Windows-1252 (Latin-1)"},
		"Polish":         {charmap.Windows1250, polish, "Windows-1250"},
		"Japanese":       {japanese.ShiftJIS, nippon, "Shift_JIS"},
		"kanji alone":    {japanese.ShiftJIS, kanji, "Shift_JIS"},
		"German UTF-8":   {encoding.Nop, german, ""},
		"Polish UTF-8":   {encoding.Nop, polish, ""},
		"Nippon UTF-8":   {encoding.Nop, nippon, ""},
	} {
		t.Run(name, func(t *testing.T) {
			raw, err := c.page.NewEncoder().String(c.text)
			if err != nil {
				t.Fatal(err)
			}
			s, remark, err := decodeText([]byte(raw))
			want := c.remark
			if want != "" {
				want = "the text is read as " + want + ", for it is no UTF-8"
			}
			if s != c.text || remark != want || err != nil {
				t.Errorf("%q, %q, %v", s, remark, err)
			}
		})
	}
}

func TestUTF16WithoutAMarkIsReadInAnyScript(t *testing.T) {
	const nippon = "番号,管理策,状況\n5.1,情報セキュリティのための方針群,実施済み\n5.2,情報セキュリティの役割及び責任,計画\n"
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		if s, remark, err := decodeText([]byte(utf16Of(order, nippon)[2:])); s != nippon || remark != "the text is read as UTF-16" || err != nil {
			t.Errorf("%q %q %v", s, remark, err)
		}
	}
}

func TestTheSeparatorIsTheOneThatMostRowsAgreeOn(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		remark string // empty for a comma
		row    string // the second with a value
	}{
		"commas":                  {"a,b\n1,2\n", "", "2 1|2"},
		"semicolons":              {"a;b\n1;2\n", "the columns end at ;", "2 1|2"},
		"tabs":                    {"a\tb\n17\" rack\t2\n", "the columns end at a tab", "2 17\" rack|2"},
		"bars":                    {"a|b\n1|2\n", "the columns end at |", "2 1|2"},
		"decimal commas":          {"number;level\n5,1;3,0\n5,2;2,0\n", "the columns end at ;", "2 5,1|3,0"},
		"sentences with commas":   {"a;b\nyes, no, maybe;x\nx;y\n", "the columns end at ;", "2 yes, no, maybe|x"},
		"quoted":                  {"a,b\n\"1;2;3\",\"x\ny\"\n", "", "2 1;2;3|x\ny"},
		"a title above":           {"Statement; of; Applicability\n\na,b\n1,2\n3,4\n", "", "3 a|b"},
		"the line that says so":   {"sep=;\na;b,c\n1;2,3\n", "the columns end at ;", "3 1|2,3"},
		"a line that says a tab":  {"sep=\t\na,b\tc\n1\t2\n", "the columns end at a tab", "3 1|2"},
		"one column":              {"a\nb\n", "", "2 b"},
		"Markdown":                {"# Title\n\n| No | Status |\n|:---|---:|\n| 5.1 | a \\| b |\n", "the text is read as a Markdown table", "3 No|Status"},
		"Markdown without a rule": {"|a|b|\n| 1 |  |\n", "the text is read as a Markdown table", "2 1"},
	} {
		t.Run(name, func(t *testing.T) {
			f := opened(t, "f", c.text)
			want := []string{c.remark}
			if c.remark == "" {
				want = nil
			}
			if got := f.Remarks(); !slices.Equal(got, want) {
				t.Errorf("remarks %q, want %q", got, want)
			}
			if got := seen(t, f, "f"); len(got) < 2 || got[1] != c.row {
				t.Errorf("%q, want %q", got, c.row)
			}
		})
	}
}

func TestAMarkdownTableIsReadBetweenItsBars(t *testing.T) {
	f := opened(t, "f", "# Title\n\n| No | Status |\n|:---|---:|\n| 5.1 | a \\| b |\n|---|---|\nThe end\n")
	if got := seen(t, f, "f"); !slices.Equal(got, []string{"1 # Title", "3 No|Status", "5 5.1|a | b", "7 The end"}) {
		t.Errorf("%q", got)
	}
}

// Where rows agree about as well in two ways, the reader of what they mean says
// which is meant.
func TestWhereTwoSeparatorsAgreeTheMeaningDecides(t *testing.T) {
	const text = "x,item;rating,y\nx,4.1;3,y\n"
	f := opened(t, "f", text)
	if got := f.Remarks(); len(got) > 0 {
		t.Errorf("three columns are more than two: %q", got)
	}
	f.settle(func(rows []row) int {
		n := 0
		for _, c := range rows[0].cells {
			if strings.HasPrefix(c.text, "rating") {
				n++
			}
		}
		return n
	})
	if got := seen(t, f, "f"); got[0] != "1 x,item|rating,y" || !slices.Equal(f.Remarks(), []string{"the columns end at ;"}) {
		t.Errorf("%q %q", got, f.Remarks())
	}
	clear := opened(t, "f", "a;b\n1;2\n3;4\n5;6\n7,8;9\n")
	clear.settle(func([]row) int { t.Error("nothing was to be asked"); return 0 })
}
