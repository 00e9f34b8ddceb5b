package intake

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

// BenchmarkReadOfManyRows reads a sheet of so many answers, 25 on each AI
// system, as one import, without evidence and with a piece in each row. 10,000
// are right below a second, and twice the rows are about twice the work.
func BenchmarkReadOfManyRows(b *testing.B) {
	for _, n := range []int{100, 1000, 5000, 10_000} {
		for name, evidence := range map[string]string{"": "", "/evidence": "policy"} {
			a, sheet := inventory(b, n/25), largeSheet(n/25, evidence)
			b.Run(fmt.Sprint(n, name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					p, err := read(b, a, Answers, sheet)
					if err != nil || len(p.Changes) < n {
						b.Fatalf("%d changes, %v", len(p.Changes), err)
					}
				}
			})
		}
	}
}

func TestFourTimesTheRowsTakeFourTimesTheMemory(t *testing.T) {
	used := func(rows int) uint64 {
		a, sheet := inventory(t, rows/25), largeSheet(rows/25, "policy")
		var was, is runtime.MemStats
		runtime.ReadMemStats(&was)
		if _, err := read(t, a, Answers, sheet); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&is)
		return is.TotalAlloc - was.TotalAlloc
	}
	if few, many := used(1000), used(4000); many > 6*few {
		t.Errorf("1000 rows take %d bytes and 4000 take %d; about four times that is right", few, many)
	}
}

// inventory is an assessment with so many AI systems.
func inventory(t testing.TB, systems int) *assess.Assessment {
	var changes []assess.Change
	for n := range systems {
		one, err := assess.PutSystem(assess.New(""), assess.System{ID: fmt.Sprintf("s%06d", n), Name: fmt.Sprintf("System %d", n), InScope: true})
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, one...)
	}
	return fold(t, assess.New("a"), changes)
}

// largeSheet rates 25 items about AI systems for each of so many, item by item,
// as people sort their sheets; a word for evidence makes a piece of it in each
// row.
func largeSheet(systems int, evidence string) string {
	var b strings.Builder
	b.WriteString("item,system,rating,note,evidence\n")
	at := 0
	for _, it := range book().Requirements().Items() {
		if !it.PerSystem() || at == 25 {
			continue
		}
		at++
		for n := range systems {
			what := evidence
			if what != "" {
				what = fmt.Sprintf("%s %s %d", what, it.ID, n)
			}
			fmt.Fprintf(&b, "%s,System %d,%d,seen,%s\n", it.ID, n, (n+at)%6, what)
		}
	}
	return b.String()
}
