package catalog_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog"
)

const diaryRows = `note: Choose.
rows:
  - {id: DI01, title: A good day, kind: good}
  - {id: DI02, title: A bad day, kind: bad, why: Rain}
`

// withRows is a folder with the diary and a library for it, one text of that
// otherwise.
func withRows(t *testing.T, was, is string) fstest.MapFS {
	t.Helper()
	if strings.Count(diaryRows, was) != 1 && was != "" {
		t.Fatalf("the rows hold %q %d times", was, strings.Count(diaryRows, was))
	}
	fsys := withDiary(t, "  - {name: due,", "  - {name: items, type: items, label: Items, help: Which ones.}\n  - {name: mood, type: level, words: [low, high], label: Mood, help: How it felt.}\n  - {name: before, type: record, register: diary, label: Before, help: The day before.}\n  - {name: due,").(fstest.MapFS)
	fsys["library/diary.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(diaryRows, was, is, 1))}
	return fsys
}

func TestAFolderHasALibraryForItsOwnRegister(t *testing.T) {
	cat, err := catalog.Load(withRows(t, "kind: good", `kind: good, items: [A.5.2, "27001:A.5.9"], mood: 2, before: DI02`))
	if err != nil {
		t.Fatal(err)
	}
	row, known := cat.Library("diary").Row("DI01")
	if !known || row.Says("title")+", "+row.Says("items") != "A good day, A.5.2, 27001:A.5.9" || row.Says("why") != "" {
		t.Errorf("the row says %v", row)
	}
	if _, known := cat.Library("diary").Row("DI09"); known || len(cat.Library("mood").Rows) != 0 {
		t.Error("a row is found that is not there")
	}
	var told []string
	for _, p := range catalog.CheckOutline(cat) {
		told = append(told, p.Error())
	}
	for _, want := range []string{"library/risk.yaml", "library/required.yaml", "library/document.yaml"} {
		if !slices.Contains(told, want+": it is missing; that of the shipped catalogue is used") {
			t.Errorf("%s is not told in %v", want, told)
		}
	}
	if len(cat.Library("document").Rows) != len(catalog.Shipped().Library("document").Rows) {
		t.Error("the shipped library of documents is not used")
	}
}

func TestARowOfALibraryIsRefusedWithFileLineAndReason(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{"kind: good", "sort: good", `library/diary.yaml:3: the row "DI01": there is no field named sort`},
		{"kind: good", "kind: ugly", `library/diary.yaml:3: the row "DI01": kind: "ugly" is none of its words; it is one of good, bad`},
		{"kind: good", "kind: good, why: Sun", `library/diary.yaml:3: the row "DI01": why is asked only when kind = bad`},
		{"kind: good", "kind: good, kind: bad", `library/diary.yaml:3: mapping key "kind" already defined at line 3`},
		{"kind: good", "due: 2027-01-01", `library/diary.yaml:3: the row "DI01": due: a library does not know a date; leave it out`},
		{"kind: good", "items: [A.5.99]", `library/diary.yaml:3: the row "DI01": items: no standard has the item "A.5.99"`},
		{"kind: good", "mood: 3", `library/diary.yaml:3: the row "DI01": mood: "3" is no step; it is 1 to 2`},
		{"kind: good", "before: DI07", `library/diary.yaml:3: the row "DI01": before: the library of diary has no row "DI07"`},
		{"kind: good", `kind: ""`, `library/diary.yaml:3: the row "DI01": kind says nothing; leave it out`},
		{"title: A good day", `title: "A good\nday"`, `library/diary.yaml:3: the row "DI01": title: it is a line, and has more than one`},
		{"title: A good day, ", "", `library/diary.yaml:3: the row "DI01": title is missing`},
		{"title: A bad day", "title: a good day", `library/diary.yaml:4: the row "DI02": its title stands already above`},
		{"id: DI02", "id: DI01", "library/diary.yaml:4: the id stands already in library/diary.yaml:3"},
		{"id: DI02", "id: XX02", `library/diary.yaml:4: the row "XX02": an id such as DI01 is right`},
		{"{id: DI01, title: A good day, kind: good}", "A good day", "library/diary.yaml:3: `A good day` is a text; a group of fields is right"},
		{"note: Choose.\n", "", "library/diary.yaml: the library: note is missing"},
		{"rows:", "lines:", "library/diary.yaml:2: there is no field named lines"},
	} {
		_, err := catalog.Load(withRows(t, c.was, c.is))
		var ps catalog.Problems
		if !errors.As(err, &ps) || !slices.ContainsFunc(ps, func(p catalog.Problem) bool { return p.Error() == c.want }) {
			t.Errorf("%q for %q is refused with\n%v\n%q is right", c.is, c.was, err, c.want)
		}
	}
	fsys := withRows(t, "", "")
	fsys["library/weather.yaml"] = fsys["library/diary.yaml"]
	if _, err := catalog.Load(fsys); err == nil || !strings.Contains(err.Error(), `library/weather.yaml: there is no register "weather" to take rows into`) {
		t.Error(err)
	}
}

const fewRequired = `note: Read.
required:
  - {title: Policy, items: ["6.1.2"], documents: [policy]}
  - {title: Method, items: ["6.1.2"], registers: [{register: risk-method, states: [approved]}, {register: later}]}
`

func TestAListOfRequiredDocumentsIsRefusedWithFileLineAndReason(t *testing.T) {
	for _, c := range []slip{
		{"", "", ""},
		{"note: Read.\n", "", "library/required.yaml: the list: note is missing"},
		{"title: Policy, ", "", "library/required.yaml:3: the line: title is missing"},
		{`title: Policy, items: ["6.1.2"]`, "title: Policy", "library/required.yaml:3: Policy: items are missing"},
		{`title: Policy, items: ["6.1.2"]`, `title: Policy, items: ["6.9"]`, `library/required.yaml:3: Policy: ISO/IEC 42001:2023 has no "6.9"`},
		{"[policy]", "[poem]", `library/required.yaml:3: Policy: documents is "poem"; it is one of scope, policy, criteria, procedure, plan, statement, record, external`},
		{"[approved]", "[burnt]", `library/required.yaml:4: Method: risk-method has no state "burnt"; it has draft, approved`},
		{"register: later", "register: Later", `library/required.yaml:4: Method: register is "Later"; it is the id of a register`},
	} {
		c.judge(t, "library/required.yaml", fewRequired, func(cat *catalog.Catalog) bool { return len(cat.Required()) == 2 })
	}
}

func TestTheTextsOfLibrariesArePlain(t *testing.T) {
	cat := shipped(t)
	for _, lib := range cat.Libraries() {
		for _, row := range lib.Rows {
			for _, f := range row.Fields {
				if avoided.MatchString(f.Text) || strings.Contains(f.Text, "!") {
					t.Errorf("%s %s says %q", row.ID, f.Name, f.Text)
				}
			}
		}
	}
	if n := len(cat.Required()); n < 25 {
		t.Errorf("%d documents and records are required; 25 and more are right", n)
	}
}
