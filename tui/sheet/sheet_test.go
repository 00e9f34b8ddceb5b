package sheet_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crosswalk/assets"
	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/sheet"
)

// desk is a person with sheets on their machine.
type desk struct {
	*screentest.Stage
	t     *testing.T
	s     *screen.Session
	id    string
	files map[string]string
}

func sit(t *testing.T, files map[string]string) *desk {
	t.Helper()
	s, _ := screentest.Session(t)
	d := &desk{t: t, s: s, files: files}
	s.Files = &screen.Files{
		Sheets: func() []string { return nil },
		Read: func(path string) ([]byte, error) {
			if text, ok := files[path]; ok {
				return []byte(text), nil
			}
			return nil, errors.New(path + " can't be read: no such file")
		},
		Write: func(path string, raw []byte) error {
			if _, there := files[path]; there {
				return errors.New(path + " is there already; choose another name")
			}
			files[path] = string(raw)
			return nil
		},
	}
	d.id = screentest.Empty(t, s, "First", "Nordwind")
	d.Stage = screentest.Open(t, s, sheet.New(s), d.id)
	return d
}

// shelf are the sheets that people sent.
func shelf(t *testing.T, names ...string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join("..", "..", "catalog", "intake", "testdata", "sheets", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(raw)
	}
	return files
}

func (d *desk) takeIn(path string) *desk {
	d.t.Helper()
	d.Send(screen.TakeIn{From: screen.Baseline, Path: path})
	return d
}

func (d *desk) now() *assess.Assessment {
	d.t.Helper()
	a, err := d.s.DB.Assessment(d.t.Context(), d.id)
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

func (d *desk) level(item string, want int) {
	d.t.Helper()
	if r := d.now().Baseline[item].Rating; !r.Is(assess.Rated) || r.Level != want {
		d.t.Errorf("%s has %+v, wanted %d", item, r, want)
	}
}

func (d *desk) says(text string) {
	d.t.Helper()
	if !strings.Contains(d.Notice, text) {
		d.t.Errorf("said %q, and not %q", d.Notice, text)
	}
}

func (d *desk) untouched() {
	d.t.Helper()
	if n := len(d.now().Baseline); n != 0 {
		d.t.Errorf("%d items were written", n)
	}
}

// back reports whether the screen that asked was asked for again.
func (d *desk) back() bool {
	return len(d.Went) > 0 && d.Went[len(d.Went)-1].Route == screen.Baseline
}

func TestTheStatementOfTheDemonstrationCompanyIsTakenWithOneKey(t *testing.T) {
	d := sit(t, map[string]string{"home/soa-2026.xlsx": string(assets.DemoSoA)}).takeIn("home/soa-2026.xlsx")
	d.Golden("demo-80x24")
	d.untouched()
	d.Press("y")
	d.says("93 rows imported, as one act: u takes it back.")
	if !d.back() {
		t.Error("the Baseline does not stand there again")
	}
	d.level("A.5.1", 3)
	d.level("A.5.13", 1)
	if r := d.now().Baseline["A.8.30"].Rating; !r.Is(assess.NA) || r.Reason == "" {
		t.Errorf("A.8.30 has %+v", r)
	}
	d.takeIn("home/soa-2026.xlsx").Shows("says what stands here already: 93 rows, nothing to change").Press("y")
	d.says("nothing to change")
	d.Undo()
	d.untouched()
}

func TestTheThreePartsShowTheSheetItsWordsAndItsRows(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}} {
		d := sit(t, shelf(t, "soa-status-words.csv"))
		d.Resize(size[0], size[1])
		name := func(part string) string { return fmt.Sprintf("%s-%dx%d", part, size[0], size[1]) }
		d.takeIn("soa-status-words.csv").Press("right", "j").Golden(name("sheet"))
		d.Press("tab").Golden(name("words"))
		d.Press("tab", "j", "enter", "j").Golden(name("rows"))
		d.Press("y").Golden(name("agree"))
	}
}

func TestTheSheetSaysWhatEachColumnWasTakenForAndWhy(t *testing.T) {
	d := sit(t, shelf(t, "property-block.csv")).takeIn("property-block.csv")
	d.Shows("4≡ │Control", "headings were found in row 4", `Column A is read as item: headed "Control"`)
	d.Press("right", "right", "right").Shows("▾D", `Column D is read as status: headed "Status", 1 value below`)
}

func TestAWordIsAnsweredOnceAndTheNextOpenOneWaits(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,status\nA.5.1,blorb\nA.5.2,blorb\nA.5.3,In progress\nA.5.4,implemented\n"}).takeIn("a.csv")
	d.Press("tab").Shows("○ blorb", "≈ In progress", "· implemented", "1 thing is open: 2 words.")
	d.Press("y")
	d.says("no proposal for this word")
	d.Press("2").Shows("● blorb", "2, said so", "▸ ≈ In progress", "1 thing is open: 1 word.")
	d.Press("x")
	d.says("nothing to take back")
	d.Press("y").Shows("Nothing is open. y takes 4 rows, as one act.")
	d.Press("y")
	d.says("4 rows imported")
	d.level("A.5.1", 2)
	d.level("A.5.2", 2)
	d.level("A.5.3", 1)
}

func TestAWordMayMeanNotApplicableOrNothing(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,status,reason\nA.5.8,foo,no projects\nA.5.2,bar,\nA.5.4,implemented,\n"}).takeIn("a.csv")
	d.Press("tab", "n", "-").Shows("not applicable, said so", "says nothing, said so").Press("x").Shows("○ bar").Press("-", "y")
	if r := d.now().Baseline["A.5.8"].Rating; !r.Is(assess.NA) {
		t.Errorf("A.5.8 has %+v", r)
	}
	if _, there := d.now().Baseline["A.5.2"]; there {
		t.Error("a word that says nothing rated something")
	}
}

func TestWhatIsProposedIsAgreedToOnceAndByName(t *testing.T) {
	d := sit(t, shelf(t, "soa-status-words.csv")).takeIn("soa-status-words.csv")
	d.Press("y").Shows("What y agrees to, and takes 25 rows", "≈ In progress", "means 1, declared planned")
	d.untouched()
	d.Press("esc")
	d.untouched()
	d.Press("y", "y")
	d.says("25 rows imported, as one act")
	d.level("A.5.5", 1)
}

func TestTheEditionAndTheScaleAreAsked(t *testing.T) {
	d := sit(t, shelf(t, "soa-2013-full.csv", "soa-scale-1to4.csv")).takeIn("soa-2013-full.csv")
	d.Shows("1 thing is open: the edition.").Press("tab").Shows("▸ ≈ the edition", "2013", "carried over to the 93 of 2022")
	d.Press("y").Shows("● the edition", "Nothing is open").Press("tab", "y")
	d.says("114 rows imported")
	if r := d.now().Baseline["A.5.1"].Rating; !strings.HasPrefix(r.Carried, "2013: A.5.1.1") {
		t.Errorf("A.5.1 has %+v", r)
	}
	d.takeIn("soa-scale-1to4.csv").Press("tab").Shows("≈ the scale of the numbers", "1-4")
	d.Press("space").Shows("● the scale of the numbers").Hides("1 thing is open")
	d.Press("x").Shows("≈ the scale of the numbers", "1-4")
}

func TestAColumnIsSaidToHoldSomethingElse(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,blarg,status,extra\nA.5.1,4,implemented,of Anna\nA.5.2,2,planned,of Ben\n"}).takeIn("a.csv")
	d.Press("right").Shows("Column B is not read").Press("enter").Shows("What column B holds: blarg")
	for range 7 {
		d.Press("j")
	}
	d.Shows("▸ rating").Press("enter").Shows("Column B is read as rating: said so")
	d.Press("right", "right", "enter", "j", "enter").Shows("joined into the note", "joined")
	d.Press("y")
	d.says("2 rows imported")
	d.level("A.5.1", 4)
	if note := d.now().Baseline["A.5.1"].Note; !strings.Contains(note, "extra") || !strings.Contains(note, "of Anna") {
		t.Errorf("the note is %q", note)
	}
}

func TestAColumnIsNotReadAnyMoreAndXReadsTheSheetAsItStands(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,status,note\nA.5.1,implemented,secret\n"}).takeIn("a.csv")
	d.Press("right", "right", "enter").Shows("▸ note")
	for range 12 {
		d.Press("up")
	}
	d.Press("enter").Shows("Column C is not read").Press("x").Shows("is dropped").Press("y").Shows("Column C is read as note")
	d.Press("x")
	d.says("read as it stands")
}

func TestTheRowOfTheHeadingsIsSaidWhereNoneWasFound(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "foo,bar\nA.5.1,implemented\nA.5.2,planned\n"}).takeIn("a.csv")
	d.Shows("No headings that can be read were found").Press("y")
	d.says("No row among the first 50")
	d.untouched()
	d.Press("enter").Press("down", "down", "enter").Shows("Column A is read as item: said so")
	d.Press("right").Shows("Column B is read as status").Press("y")
	if d.Dialog() == "" {
		t.Fatalf("nothing was named to agree to: %q\n%s", d.Notice, d.View())
	}
	d.Press("y")
	d.level("A.5.1", 3)
}

func TestTheSheetsOfAWorkbookAreListedWithWhy(t *testing.T) {
	d := sit(t, shelf(t, "gap-pt-three-sheets.xlsx")).takeIn("gap-pt-three-sheets.xlsx")
	d.Shows("1 row can't be taken").Press("s").Shows("○ Capa", "no row of it", "● Requisitos 4-10", "● 93 Controles")
	d.Press("j", "space").Shows("Nothing is open. y takes 70 rows").Press("v")
	d.Press("x", "y").Shows("as ratings of the ISMS", "y takes 72 rows")
}

func TestATitleThatIsCloseToAnItemIsAsked(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,status\nSegregation of the duties here,implemented\nA.5.2,implemented\n"}).takeIn("a.csv")
	d.Shows("1 thing is open: 1 title.").Press("tab").Shows("Segregation of the duties here", "is close to A.5.3")
	d.Press("y").Shows("Which item is it?").Press("ctrl+u").Type("A.5.4").Press("enter").Shows("Nothing is open").Press("tab", "y")
	d.level("A.5.4", 3)
}

func TestWhatStandsInCellsReachesTheScreenMadeVisible(t *testing.T) {
	long := strings.Repeat("very long ", 3000)
	text := "control,status,note\nA.5.1,\x1b]52;c;eA==\a,\"" + long + "\"\nA.5.2,\u202eevil\u202c,\"two\nlines\"\nA.5.3,実装済みですか本当に,全角の長い長い長い長い長い長い長い長い長い長い文\n"
	for _, size := range [][2]int{{60, 20}, {80, 24}, {200, 50}} {
		d := sit(t, map[string]string{"\x1b[31mred.csv": text})
		d.Resize(size[0], size[1])
		d.takeIn("\x1b[31mred.csv")
		for _, keys := range [][]string{{"right", "j"}, {"right"}, {"tab"}, {"tab", "enter", "j"}, {"j", "j", "enter"}} {
			d.Press(keys...)
			for _, raw := range []string{"\x1b]52", "\u202e", "\x1b[31mred"} {
				if strings.Contains(d.Screen.View(), raw) {
					t.Fatalf("%q reaches the terminal after %v", raw, keys)
				}
			}
			d.View()
		}
	}
}

func TestAFileThatCantBeReadSaysSo(t *testing.T) {
	d := sit(t, map[string]string{"old.xls": "\xD0\xCF\x11\xE0xxxx"}).takeIn("nowhere.xlsx").Shows("can't be read: no such file", "I chooses another file").Press("y", "tab", "2")
	d.Send(screen.TakeIn{From: screen.Baseline, Path: "old.xls"}).Shows("old XLS form", "Nothing was")
}

func TestAnswersAreTakenInForTheWalk(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "item,rating,note\n4.1,3,seen\n"})
	d.Send(screen.TakeIn{From: screen.Walk, Path: "a.csv"}).Shows("as answers on ISO/IEC 42001").Press("v")
	d.says("The Baseline takes in what is about the ISMS")
	d.Press("y")
	if r := d.now().Answer(assess.Key{Item: "4.1"}).Rating; r.Level != 3 {
		t.Errorf("4.1 has %+v", r)
	}
}

func TestTheSheetIsReadAnewOnceSomebodyElseWrote(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,status\nA.5.1,4\nA.5.2,4\n"}).takeIn("a.csv")
	d.Shows("y takes 2 rows")
	screentest.Do(t, d.s, d.id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.RateBaseline(d.s.Catalog, a, "A.5.1", 4)
	})
	d.News()
	d.Shows("The assessment is another by now").Press("j").Shows("y takes 1 row, as one act")
}

func TestOlderReadingsAreDropped(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,status\nA.5.1,foo\nA.5.2,bar\nA.5.3,baz\n"}).takeIn("a.csv")
	d.Press("tab").Burst("1", "2", "3").Shows("Nothing is open. y takes 3 rows").Press("y")
	d.level("A.5.1", 1)
	d.level("A.5.3", 3)
}

func TestEveryKeyHasItsHelp(t *testing.T) {
	d := sit(t, shelf(t, "soa-status-words.csv")).takeIn("soa-status-words.csv")
	for range 3 {
		d.EveryKeyIsNamed()
		d.Press("tab")
	}
}

func TestWhatElseIsAskedHasItsPictures(t *testing.T) {
	d := sit(t, shelf(t, "soa-2013-full.csv", "gap-pt-three-sheets.xlsx")).takeIn("soa-2013-full.csv")
	d.Press("tab").Golden("edition-80x24")
	d.Resize(120, 40).Golden("edition-120x40")
	d.Press("tab", "enter").Golden("know-120x40")
	d.Resize(80, 24)
	d.takeIn("gap-pt-three-sheets.xlsx").Press("s").Golden("sheets-80x24")
	d.Press("esc", "tab", "tab", "j").Golden("refused-80x24")
	d.Press("x").Golden("rest-80x24")
}

func TestEverySheetThatPeopleSentCanBeLookedAt(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("..", "..", "catalog", "intake", "testdata", "sheets"))
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	d := sit(t, shelf(t, names...))
	for i, name := range names {
		d.Resize([]int{60, 80, 140}[i%3], 24)
		d.takeIn(name)
		for _, keys := range [][]string{{"end", "right", "tab"}, {"end", "tab"}, {"enter", "end", "v", "tab"}} {
			d.Press(keys...).View()
		}
		if strings.TrimSpace(d.View()) == "" {
			t.Errorf("nothing is said of %s", name)
		}
	}
	d.untouched()
}

// twice is a flat ODS file with two sheets about the same control.
const twice = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="2025"><table:table-row><table:table-cell><text:p>control</text:p></table:table-cell><table:table-cell><text:p>status</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>A.5.1</text:p></table:table-cell><table:table-cell><text:p>planned</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="2026"><table:table-row><table:table-cell><text:p>control</text:p></table:table-cell><table:table-cell><text:p>status</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>A.5.1</text:p></table:table-cell><table:table-cell><text:p>implemented</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document>`

func TestWhereTwoSheetsSayTheSameItIsAskedWhichOneIsMeant(t *testing.T) {
	d := sit(t, map[string]string{"a.fods": twice}).takeIn("a.fods")
	d.Shows("1 thing is open: which sheet is meant.").Press("y").Shows("▸ ○ which sheet is meant")
	d.Press("y").Shows("Sheets of a.fods").Press("j", "enter").Shows("Nothing is open").Press("tab", "tab", "y")
	d.level("A.5.1", 3)
}

func TestASheetOfClausesIsReadAsRatingsOfTheWholeISMS(t *testing.T) {
	d := sit(t, shelf(t, "clauses-only.csv")).takeIn("clauses-only.csv")
	d.Shows("v in Sheet reads clauses too").Press("v").Shows("as ratings of the ISMS, its clauses too", "Rows 12, 1 refused").Hides("v in Sheet")
}

func TestAKeyThatCanDoNothingSaysWhy(t *testing.T) {
	d := sit(t, shelf(t, "soa-2013-full.csv")).takeIn("soa-2013-full.csv")
	d.Press("3")
	d.says("tab goes to the words")
	d.Press("tab", "3")
	d.says("This is no word")
	d.Press("j", "x")
	d.says("nothing to take back")
	d.Press("enter")
	d.says("read as: 3, already")
	d.Press("tab", "x")
	d.says("No row is refused")
}

func TestAllAboutARowStandsOnAPageOfItsOwn(t *testing.T) {
	d := sit(t, map[string]string{"a.csv": "control,status,note\nA.5.1,implemented,\"one\ntwo\"\n"}).takeIn("a.csv")
	d.Press("tab", "tab", "enter", "j", "enter").Shows("row 2 · A.5.1", "note: – →").Press("esc").Press("space").Hides("row 2")
}
