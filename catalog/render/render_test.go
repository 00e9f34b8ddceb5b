package render_test

import (
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/render"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

func format(t testing.TB, name string) render.Format {
	t.Helper()
	for _, f := range render.Formats {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no format %s", name)
	return render.Format{}
}

func written(t testing.TB, name string, d *report.Document) string {
	t.Helper()
	raw, err := format(t, name).Write(t.Context(), d)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(raw)
}

func TestEveryFormatIsReadBackAsTheDocument(t *testing.T) {
	empty := &report.Document{Lang: "en", Title: "Nothing yet"}
	for _, f := range render.Formats {
		for what, d := range map[string]*report.Document{"sample": sample(), "hostile": dire(), "full": full(), "empty": empty} {
			if f.Name == "csv" && what == "empty" {
				continue
			}
			if _, err := f.Write(t.Context(), d); err != nil {
				t.Errorf("%s, %s: %v", f.Name, what, err)
			}
		}
	}
}

func TestWhatWasLostChangedOrAddedIsNoticed(t *testing.T) {
	d := sample()
	for _, f := range render.Formats {
		raw := written(t, f.Name, d)
		for what, broken := range map[string]string{
			"a cell lost": strings.Replace(raw, "Kasia Nowak", "", 1), "cut off": raw[:len(raw)*2/3],
			"a cell changed": strings.Replace(raw, "Kasia Nowak", "Kxsia Nowak", 1),
		} {
			if f.Name == "txt" && what == "a cell changed" {
				continue // it is folded, so its signs are counted
			}
			if broken == raw {
				t.Fatalf("%s: nothing is broken", f.Name)
			}
			if f.Check(d, []byte(broken)) == nil {
				t.Errorf("%s: %s is not noticed", f.Name, what)
			}
		}
	}
}

func TestADocumentIsReadBackWhateverPeopleTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune("\\*_|-#><`=+ \n\t~&[]().0aé漢ا\u202e\u200d;,'\"")), rapid.Rune())).Draw(t, "text")
		text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
		d := &report.Document{Lang: "en", Title: "T", Subtitle: text, Blocks: []report.Block{
			{Is: report.IsParagraph, Text: text},
			{Is: report.IsNote, Text: text},
			{Is: report.IsHeading, Level: 2, Text: text},
			{Is: report.IsLead, Text: text},
			{Is: report.IsList, Items: []string{text, "x"}},
			{Is: report.IsFacts, Facts: []report.Fact{{Label: text, Value: text}}},
			{Is: report.IsTable, Table: &report.Table{Caption: text, Columns: []report.Column{{Title: text}, {Title: "b"}}, Rows: []report.Row{
				{Head: true, Cells: []report.Cell{{Text: text}}}, {Cells: []report.Cell{{Text: text}, {Text: text}}},
			}}},
		}}
		for _, f := range render.Formats {
			if _, err := f.Write(t.Context(), d); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	})
}

func TestWhatIsNoTextIsRefusedWithItsPlace(t *testing.T) {
	for text, says := range map[string]string{"a\x00b": "NUL", "a\xffb": "UTF-8"} {
		d := sample()
		d.Blocks[len(d.Blocks)-1].Table.Rows[1].Cells[6].Text = text
		for _, f := range render.Formats {
			if _, err := f.Write(t.Context(), d); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "the cell") {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
}

func TestNoFormatHoldsWhatATerminalActsOn(t *testing.T) {
	for _, f := range render.Formats {
		for _, r := range written(t, f.Name, dire()) {
			if r != '\n' && r != '\r' && visible.Line(string(r)) != string(r) {
				t.Errorf("%s holds %U", f.Name, r)
				break
			}
		}
	}
}

// calculates is what spreadsheets take for a formula at the beginning of a cell.
var calculates = regexp.MustCompile(`^[\s\x{3000}]*[=+\-@＝＋－＠]`)

func TestNoCellOfACSVFileCalculatesWhicheverSignPartsCells(t *testing.T) {
	text := written(t, "csv", dire())
	for _, comma := range []rune{',', ';'} {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				for line := range strings.SplitSeq(cell, "\n") {
					if calculates.MatchString(line) {
						t.Errorf("parted at %q a cell would calculate: %q", comma, line)
					}
				}
			}
		}
	}
	if d := sample(); !strings.Contains(written(t, "csv", negative(d)), `"-3.5"`) {
		t.Error("a negative number is no number any more")
	}
}

func negative(d *report.Document) *report.Document {
	d.Blocks[len(d.Blocks)-1].Table.Rows[1].Cells[4].Text = "-3.5"
	return d
}

func TestMarkdownHasARowALineAndNoMarkOfPeople(t *testing.T) {
	text := written(t, "md", sample())
	for _, line := range []string{
		"# Gap analysis", "## Where it stands", "> A self-assessment is no certification decision.", "- **Organisation**: Nordwind Analytics", "32 of 71 requirements are judged as met.\\",
		"- **All requirements**: 37 % done, 20 % reuse, 43 % build", "| **Clause 4** |  |  |  |  |  |  |  |", "| --- | --- | --- | ---: | ---: | --- | --- | --- |",
	} {
		if !strings.Contains("\n"+text, "\n"+line+"\n") {
			t.Errorf("no line is %q in\n%s", line, text)
		}
	}
	bare := regexp.MustCompile(`\\.|<br>`).ReplaceAllString(written(t, "md", dire()), "")
	if tag := regexp.MustCompile("[<`\\[~]").FindString(bare); tag != "" {
		t.Errorf("a %q of people is a mark", tag)
	}
}

func TestAFormatSaysByNameWhatItCantHold(t *testing.T) {
	for name, want := range map[string]string{
		"md":   "figures as drawings (their words are there); links inside of it",
		"html": "", "json": "", "txt": "",
		"csv": "title, texts and provenance; headings of groups of rows; 7 figures",
	} {
		if got := strings.Join(format(t, name).Lacks(sample()), "; "); got != want {
			t.Errorf("%s lacks %q; right is %q", name, got, want)
		}
	}
	d := sample()
	d.Blocks = append(d.Blocks, report.Block{Is: report.IsTable, Table: &report.Table{Columns: []report.Column{{Title: "Risk"}, {Title: "Owner"}}}})
	if got := strings.Join(format(t, "csv").Lacks(d), "; "); !strings.Contains(got, `the table "Risk, Owner"`) {
		t.Errorf("csv lacks %q", got)
	}
	if got := format(t, "md").Lacks(&report.Document{Title: "T"}); len(got) > 0 {
		t.Errorf("of nothing is lacking %q", got)
	}
}

func TestAHeadingUnderWhichNothingStandsIsWrittenTooWhereATableIsTold(t *testing.T) {
	long := strings.Repeat("a long text of many words ", 12)
	d := &report.Document{Kind: "k", Lang: "en", Title: "T", Blocks: []report.Block{{Is: report.IsTable, Table: &report.Table{
		Columns: []report.Column{{Title: "One", Is: report.CellText}, {Title: "Two", Is: report.CellText}, {Title: "Three", Is: report.CellText}, {Title: "Four", Is: report.CellText}, {Title: "Five", Is: report.CellText}, {Title: "QQQ", Is: report.CellText}},
		Rows:    []report.Row{{Cells: []report.Cell{{Text: long}, {Text: long}, {Text: long}, {Text: long}, {Text: long}, {}}}},
	}}}}
	at := slices.IndexFunc(render.Formats, func(f render.Format) bool { return f.Name == "txt" })
	raw, err := render.Formats[at].Write(t.Context(), d)
	if err != nil || !strings.Contains(string(raw), "QQQ") {
		t.Errorf("%v\n%s", err, raw)
	}
}
