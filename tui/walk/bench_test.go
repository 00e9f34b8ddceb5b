package walk_test

import (
	"fmt"
	"testing"

	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

func typeName(v any) string { return fmt.Sprintf("%T", v) }

// One key with the drawing that follows it: under 0.5 ms at 80x24 and 3 ms at
// 200x50.
func BenchmarkKeyAndView(b *testing.B) {
	s, _ := screentest.Session(b)
	news := screentest.News(b, s, screentest.Demo(b, s))
	for _, size := range []struct{ w, h int }{{80, 19}, {200, 45}} {
		b.Run(fmt.Sprintf("%dx%d", size.w, size.h+5), func(b *testing.B) {
			w := walk.New(s)
			w.Resize(size.w, size.h)
			w.Update(news)
			keys := []string{"down", "right", "down", "left", "up"}
			for i := 0; b.Loop(); i++ {
				w.Update(screentest.Key(keys[i%len(keys)]))
				if w.View() == "" {
					b.Fatal("nothing was drawn")
				}
			}
		})
	}
	for _, size := range []struct{ w, h int }{{80, 19}, {200, 45}} {
		b.Run(fmt.Sprintf("70 marked, %dx%d", size.w, size.h+5), func(b *testing.B) {
			w := walk.New(s)
			w.Resize(size.w, size.h)
			w.Update(news)
			for _, key := range []string{"home", ",", "end", ";"} {
				w.Update(screentest.Key(key))
			}
			keys := []string{"up", "K", "down", "J"}
			for i := 0; b.Loop(); i++ {
				w.Update(screentest.Key(keys[i%len(keys)]))
				if w.View() == "" {
					b.Fatal("nothing was drawn")
				}
			}
		})
	}
	b.Run("News", func(b *testing.B) {
		w := walk.New(s)
		w.Resize(80, 19)
		for b.Loop() {
			w.Update(news)
			_ = w.View()
		}
	})
}

// All items marked and rated, saved in a file and shown: under 50 ms.
func BenchmarkAllMarkedAndRated(b *testing.B) {
	s, _ := screentest.Session(b)
	st := screentest.Open(b, s, walk.New(s), screentest.Empty(b, s, "Gap 2026", "Nordwind"))
	for n := 0; b.Loop(); n++ {
		st.Press("home", ",", "end", ";", fmt.Sprint(n%6))
	}
}
