package intake

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// demoCase is the demonstration with its records, opened on a day.
func demoCase(t *testing.T, on time.Time) register.Case {
	t.Helper()
	n := 0
	id := func() string { n++; return fmt.Sprintf("id-%04d", n) }
	acts, err := Acts(catalog.Shipped(), assets.Demo, assets.DemoRegisters, on, id)
	if err != nil {
		t.Fatal(err)
	}
	book := &register.Book{}
	for _, act := range acts[1:] {
		if book, err = register.Foresee(book, act); err != nil {
			t.Fatal(err)
		}
	}
	return register.Case{Catalog: catalog.Shipped(), Assessment: fold(t, assess.New("demo"), acts[0]), Book: book, Today: on}
}

// told is what is said of the records: how many there are, what the rules mark, and
// where answers and records are held against each other.
func told(c register.Case) string {
	var b strings.Builder
	for _, kind := range c.Book.Kinds() {
		fmt.Fprintf(&b, "%3d %s\n", len(c.Book.Of(kind)), kind)
	}
	numbers := c.Book.Numbers(c.Catalog)
	for _, m := range register.Judge(c) {
		fmt.Fprintf(&b, "%-4s %s %s: %s\n", m.Degree, m.Kind, numbers[m.ID], m.Sentence)
	}
	for _, r := range register.Check(c) {
		verdict := "supports"
		if r.Contradicts() {
			verdict = "contradicts"
		}
		fmt.Fprintf(&b, "%s %s %s\n", verdict, r.Item, r.Sentence)
	}
	return b.String()
}

func TestTheRecordsOfTheDemonstrationSayWhatIsMeant(t *testing.T) {
	const golden = "testdata/demo-records.golden"
	got := told(demoCase(t, today))
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("told is\n%s", got)
	}
	if n := strings.Count(got, "\ncontradicts "); n != 3 {
		t.Errorf("%d answers are contradicted; three are meant", n)
	}
}

// meant is what is said of the records, without the words in which it is said.
func meant(c register.Case) string {
	var b strings.Builder
	numbers := c.Book.Numbers(c.Catalog)
	for _, m := range register.Judge(c) {
		fmt.Fprintln(&b, m.Degree, m.Kind, numbers[m.ID], m.Rule)
	}
	for _, r := range register.Check(c) {
		fmt.Fprintln(&b, r.Item, r.System, r.Check, r.Fault)
	}
	return b.String()
}

// A week moves all days of the demonstration together; within it they stand, and
// today goes on.
func TestTheRecordsOfTheDemonstrationSayTheSameOnEveryDayOfAYear(t *testing.T) {
	monday := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	want, step := meant(demoCase(t, monday)), 1
	if raced {
		step = 9 // one goroutine makes no race; some weeks will do
	}
	for week := 0; week < 53; week += step {
		c := demoCase(t, monday.AddDate(0, 0, 7*week))
		for range 7 {
			if got := meant(c); got != want {
				t.Fatalf("on %s it is\n%s\nand in the first week\n%s", c.Today.Format(time.DateOnly), got, want)
			}
			c.Today = c.Today.AddDate(0, 0, 1)
		}
	}
}

func TestADocumentOfRecordsIsTakenWholeOrRefusedLineByLine(t *testing.T) {
	c := register.Case{Catalog: catalog.Shipped(), Assessment: assess.New("x"), Book: &register.Book{}, Today: today}
	for _, x := range []struct{ name, in, want string }{
		{"an unknown register", "registers:\n  - kind: riks\n    records:\n      - title: x", `there is no register "riks"`},
		{"an unknown field", "registers:\n  - kind: role\n    records:\n      - title: x\n        tilte: y", `line 4: a role has no field "tilte"`},
		{"a ref that is nowhere", "registers:\n  - kind: role\n    records:\n      - title: x\n        reports_to: boss", `line 4: "reports_to" leads to "boss"`},
		{"a ref that must stand before", "registers:\n  - kind: competence\n    records:\n      - title: x\n        topic: law\n        needed: 1\n        role: boss", `line 4: "role" leads to a record that stands further down or nowhere`},
		{"a ref twice", "registers:\n  - kind: role\n    records:\n      - {ref: a, title: x}\n      - {ref: a, title: y}", `line 5: two records have the ref "a"`},
		{"a state that needs more", "registers:\n  - kind: role\n    records:\n      - {title: x, state: held}", `line 4: before a role is held it needs a word`},
		{"a row that no library has", "registers:\n  - kind: role\n    records:\n      - {title: x, library: RO99}", `line 4: the library of this register offers no row "RO99"`},
		{"a key of the document", "registres: []", `line 1: there is no key "registres" here`},
	} {
		t.Run(x.name, func(t *testing.T) {
			acts, err := Registers(c, []byte(x.in), newID)
			if err == nil || !strings.Contains(err.Error(), x.want) {
				t.Errorf("got %v; %q is right", err, x.want)
			}
			if len(acts) > 0 {
				t.Errorf("%d acts are given of what is refused", len(acts))
			}
		})
	}
}

func BenchmarkActs(b *testing.B) {
	for b.Loop() {
		if _, err := Acts(catalog.Shipped(), assets.Demo, assets.DemoRegisters, today, newID); err != nil {
			b.Fatal(err)
		}
	}
}
