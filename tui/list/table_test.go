package list_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/style"
)

// letters is a table of single letters, grouped by their first.
func letters(t *testing.T, all string) *list.Table[string] {
	t.Helper()
	s, _ := screentest.Session(t)
	x := list.NewTable(s, func(r string) string { return r })
	x.Words = strings.ToLower
	x.Columns = func(int) list.Columns[string] {
		return list.Columns[string]{{Title: "Name", Gap: 1, Fill: 1, Text: func(r string, _ *style.Theme) string { return r }}}
	}
	x.Set(strings.Fields(all))
	return x
}

func at(t *testing.T, x *list.Table[string], want string) {
	t.Helper()
	if r, _ := x.Current(); r != want {
		t.Errorf("the cursor stands on %q, not on %q", r, want)
	}
}

func drawn(x *list.Table[string], h int, head list.Head) string {
	return ansi.Strip(x.View(40, h, head))
}

func TestTheCursorGoesWhereItsRowGoes(t *testing.T) {
	x := letters(t, "b c d")
	x.Move(1)
	x.Set(strings.Fields("a b c d"))
	at(t, x, "c")
	x.Compare = func(a, b string) int { return -strings.Compare(a, b) }
	x.Arrange()
	at(t, x, "c")
	x.Set(strings.Fields("a b d"))
	at(t, x, "b")
	x.Lets = func(r string) bool { return r == "a" || r == "d" }
	x.Arrange()
	at(t, x, "d")
}

func TestARowIsStoodOnBeforeItIsKnown(t *testing.T) {
	x := letters(t, "")
	if x.Stand("c") {
		t.Error("a row that nobody knows is shown")
	}
	x.Set(strings.Fields("a b c"))
	at(t, x, "c")
}

func TestOnlyARowThatIsAnotherHasMoved(t *testing.T) {
	x := letters(t, "a b")
	if r, ok := x.Moved(); !ok || r != "a" {
		t.Errorf("the first row is told as %q, %v", r, ok)
	}
	x.Move(-1)
	if r, ok := x.Moved(); ok {
		t.Errorf("%q is told twice", r)
	}
}

func TestARowThatStaysGoesWhenItIsLeft(t *testing.T) {
	open := map[string]bool{"a": true, "b": true, "c": true}
	x := letters(t, "a b c")
	x.Keeps, x.Lets = true, func(r string) bool { return open[r] }
	x.Arrange()
	open["a"] = false
	x.Set(x.All())
	at(t, x, "a")
	x.Move(1)
	at(t, x, "b")
	if !slices.Equal(x.Rows(), []string{"b", "c"}) {
		t.Errorf("%q are shown", x.Rows())
	}
}

func TestAFilterAndWordsAreSaidAboveTheList(t *testing.T) {
	x := letters(t, "ab ac bc")
	if v := drawn(x, 6, list.Head{What: "3 rows", More: " · all well"}); !strings.HasPrefix(v, " 3 rows · all well ") {
		t.Errorf("the head is not as it was given:\n%s", v)
	}
	x.Find.Open()
	x.Search(screentest.Key("a"))
	if v := drawn(x, 6, list.Head{What: "3 rows", Filter: "open", More: " · all well"}); !strings.HasPrefix(v, " 3 rows · 2 of 3 shown: open, “a”") {
		t.Errorf("the head does not say what holds:\n%s", v)
	}
}

func TestWhatIsOutOfSightIsCounted(t *testing.T) {
	x := letters(t, "a b c d e f g")
	for _, step := range []struct {
		key, more string
	}{{"home", "↓ 4 more"}, {"end", "↑ 4 more"}, {"up", "↑ 4 more"}} {
		x.Key(screentest.Key(step.key))
		if v := drawn(x, 5, list.Head{What: "7"}); !strings.HasSuffix(strings.Split(v, "\n")[0], step.more) {
			t.Errorf("after %s the head does not end in %q:\n%s", step.key, step.more, v)
		}
	}
	if v := drawn(x, 20, list.Head{What: "7"}); strings.Contains(v, "more") {
		t.Errorf("all rows are in sight:\n%s", v)
	}
}

func TestAHeadingStandsAboveItsRowsAndIsNoRow(t *testing.T) {
	x := letters(t, "a1 a2 b1")
	x.Group = func(r string) string { return "Group " + r[:1] }
	x.Set(x.All())
	if v := drawn(x, 8, list.Head{}); !strings.Contains(v, "Group a") || strings.Count(v, "Group") != 2 {
		t.Errorf("the headings are not there once each:\n%s", v)
	}
	if _, ok := x.Pick(screen.Click{X: 1, Y: 2}); ok {
		t.Error("a heading is taken for a row")
	}
	if again, ok := x.Pick(screen.Click{X: 1, Y: 4}); again || !ok {
		t.Error("the row under the mouse is not chosen")
	}
	at(t, x, "a2")
}

func TestTheHeadingOfTheFirstRowInSightStays(t *testing.T) {
	x := letters(t, "a1 a2 a3 a4 a5 a6 b1 b2")
	x.Group = func(r string) string { return "Group " + r[:1] }
	x.Set(x.All())
	for _, step := range []struct {
		down, h int
		rows    string
		more    string
	}{
		{0, 6, "Group a a1 a2 a3", "↓ 5 more"},
		{4, 6, "Group a a3 a4 a5", "↑ 2 ↓ 3 more"},
		{-2, 6, "Group a a3 a4 a5", "↑ 2 ↓ 3 more"},
		{-1, 6, "Group a a2 a3 a4", "↑ 1 ↓ 4 more"},
		{9, 6, "a6 Group b b1 b2", "↑ 5 more"},
	} {
		x.Move(step.down)
		v := drawn(x, step.h, list.Head{})
		if rows := strings.Join(strings.Fields(strings.ReplaceAll(strings.SplitN(v, "\n", 3)[2], "▸", " ")), " "); rows != step.rows || !strings.Contains(v, step.more) {
			t.Errorf("%+d: %q, not %q with %q:\n%s", step.down, rows, step.rows, step.more, v)
		}
		if _, ok := x.Pick(screen.Click{X: 1, Y: 2}); ok && strings.HasPrefix(step.rows, "Group") {
			t.Error("the heading is taken for a row")
		}
	}
}

func TestARowOfTwoLinesIsClickedOnEither(t *testing.T) {
	x := letters(t, "a b c")
	x.Below = func(r string, w int) string { return strings.Repeat(r, w) }
	drawn(x, 8, list.Head{})
	for _, y := range []int{4, 5} {
		x.Move(-3)
		if x.Pick(screen.Click{X: 1, Y: y}); x.At() != 1 {
			t.Errorf("line %d is not the second row", y)
		}
	}
}

func TestColumnsShareTheRoom(t *testing.T) {
	say := func(text string) func(string, *style.Theme) string {
		return func(string, *style.Theme) string { return text }
	}
	fixed, wide := list.Column[string]{Gap: 1, Width: 5, Text: say("")}, list.Column[string]{Gap: 1, Width: 3, Most: 20, Text: say("ten letters"[:10])}
	for name, step := range map[string]struct {
		columns list.Columns[string]
		width   int
		want    []int
	}{
		"what grows takes what its longest text needs": {list.Columns[string]{fixed, wide}, 40, []int{5, 10}},
		"and gives way where there is too little":      {list.Columns[string]{fixed, wide}, 12, []int{5, 5}},
		"never below its least":                        {list.Columns[string]{fixed, wide}, 6, []int{5, 3}},
		"what fills shares what is left":               {list.Columns[string]{{Fill: 2}, fixed, {Fill: 1}}, 36, []int{20, 5, 10}},
		"and is left out below its least":              {list.Columns[string]{{Fill: 2}, fixed, {Gap: 1, Width: 8, Fill: 1}}, 21, []int{15, 5, 0}},
	} {
		if got := step.columns.Widths([]string{"r"}, step.width); !slices.Equal(got, step.want) {
			t.Errorf("%s: %v, not %v", name, got, step.want)
		}
	}
}
