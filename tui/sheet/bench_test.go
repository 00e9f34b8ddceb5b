package sheet_test

import (
	"fmt"
	"strings"
	"testing"

	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/sheet"
)

// tall is a sheet of ten thousand rows about the 93 controls, each with a long
// note.
func tall() string {
	var s strings.Builder
	s.WriteString("control,title,status,note,owner\n")
	for i := range 10_000 {
		fmt.Fprintf(&s, "A.8.%d,row %d,%s,%s,owner %d\n", i%34+1, i, []string{"implemented", "in progress", "planned"}[i%3], strings.Repeat("a long note ", 20), i%7)
	}
	return s.String()
}

// One key with the drawing that follows it, in each part, with ten thousand rows:
// under 1 ms at 80x24 and 3 ms at 200x50.
func BenchmarkKeyAndView(b *testing.B) {
	s, _ := screentest.Session(b)
	text := []byte(tall())
	s.Files = &screen.Files{Read: func(string) ([]byte, error) { return text, nil }}
	for _, size := range []struct{ w, h int }{{80, 24}, {200, 50}} {
		st := screentest.Open(b, s, sheet.New(s), screentest.Empty(b, s, fmt.Sprint(size), "Nordwind")).Resize(size.w, size.h)
		st.Send(screen.TakeIn{From: screen.Baseline, Path: "tall.csv"})
		for _, part := range []string{"Sheet", "Words", "Rows"} {
			b.Run(fmt.Sprintf("%s/%dx%d", part, size.w, size.h), func(b *testing.B) {
				down, up := screentest.Key("down"), screentest.Key("up")
				for n := 0; b.Loop(); n++ {
					key := down
					if n/50%2 == 1 {
						key = up
					}
					st.Screen.Update(key)
					if st.Screen.View() == "" {
						b.Fatal("nothing was drawn")
					}
				}
			})
			st.Press("tab", "j", "j", "enter")
		}
	}
}

// From the choice of a file of ten thousand rows to its first rows on the screen,
// and to all of its words and rows.
func BenchmarkOpen(b *testing.B) {
	s, _ := screentest.Session(b)
	text := []byte(tall())
	s.Files = &screen.Files{Read: func(string) ([]byte, error) { return text, nil }}
	st := screentest.Open(b, s, sheet.New(s), screentest.Empty(b, s, "First", "Nordwind"))
	for b.Loop() {
		st.Send(screen.TakeIn{From: screen.Baseline, Path: "tall.csv"})
	}
}
