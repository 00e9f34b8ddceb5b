package list_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/tui/list"
	"crosswalk/tui/screentest"
)

// markable is a table of letters whose rows can be marked, by their first letter
// together.
func markable(t *testing.T, all string) *list.Table[string] {
	t.Helper()
	x := letters(t, all)
	x.Marks, x.Kin = list.NewMarks("the letter"), func(r string) string { return r[:1] }
	return x
}

func press(t *testing.T, x *list.Table[string], keys ...string) {
	t.Helper()
	for _, k := range keys {
		if !x.Key(screentest.Key(k)) {
			t.Fatalf("%s is no key of the table", k)
		}
	}
}

func marked(x *list.Table[string]) string {
	if x.Marks.Len() == 0 {
		return ""
	}
	return strings.Join(x.Chosen(), " ")
}

func TestKeysMarkRows(t *testing.T) {
	for name, step := range map[string]struct{ keys, marked, at string }{
		"one, and the cursor goes on":                         {",", "a1", "a2"},
		"and not again":                                       {", k ,", "", "a2"},
		"several that do not stand together":                  {", j ,", "a1 b1", "b2"},
		"from the last mark to here":                          {", j j ;", "a1 a2 b1 b2", "b2"},
		"upwards too":                                         {"j j , home ;", "a1 a2 b1", "a1"},
		"and on from there":                                   {", j ; j ;", "a1 a2 b1 b2", "b2"},
		"here alone where nothing was marked":                 {"j ;", "a2", "a2"},
		"here alone where the last mark was taken away":       {", k , j j ;", "b2", "b2"},
		"all that belongs together":                           {"j T", "a1 a2", "a2"},
		"all of it where a part was marked":                   {", T", "a1 a2", "a2"},
		"none of it where all was":                            {", , k T", "", "a2"},
		"of others nothing is taken away":                     {"end , home T T", "c1", "a1"},
		"the last row, where there is none to go on to":       {"end ,", "c1", "c1"},
		"from the last of those that were marked together on": {"T end ;", "a1 a2 b1 b2 c1", "c1"},
	} {
		x := markable(t, "a1 a2 b1 b2 c1")
		press(t, x, strings.Fields(step.keys)...)
		if got := marked(x); got != step.marked {
			t.Errorf("%s: %q are marked, not %q", name, got, step.marked)
		}
		if r, _ := x.Current(); r != step.at {
			t.Errorf("%s: the cursor stands on %s, not on %s", name, r, step.at)
		}
	}
}

func TestMarksStayOnTheirRowsAndLeaveThoseThatAreNotShown(t *testing.T) {
	x := markable(t, "a1 a2 b1")
	press(t, x, ",", ",")
	x.Compare = func(a, b string) int { return -strings.Compare(a, b) }
	x.Arrange()
	if got := marked(x); got != "a2 a1" {
		t.Errorf("sorted, %q are marked", got)
	}
	x.Set(strings.Fields("a0 a1 a2 b1"))
	if got := marked(x); got != "a2 a1" {
		t.Errorf("after news, %q are marked", got)
	}
	x.Lets = func(r string) bool { return r != "a1" }
	x.Arrange()
	if x.Lets = nil; marked(x) != "a2" {
		t.Errorf("with a1 filtered out, %q are marked", marked(x))
	}
	if x.Arrange(); marked(x) != "a2" {
		t.Errorf("shown again, %q are marked", marked(x))
	}
	x.Set(strings.Fields("a1 b1"))
	if marked(x) != "" || !slices.Equal(x.Chosen(), []string{"b1"}) {
		t.Errorf("with all marked rows gone, an act is about %q", x.Chosen())
	}
}

func TestAMarkIsSeenBesideTheCursorAndCountedAboveTheRows(t *testing.T) {
	x := markable(t, "a b c")
	press(t, x, ",", ",", "k")
	v := drawn(x, 6, list.Head{What: "3 rows"})
	for _, want := range []string{" 3 rows · 2 marked ", "\n ┃ a", "\n▸┃ b", "\n   c"} {
		if !strings.Contains(v, want) {
			t.Errorf("%q is not seen:\n%s", want, v)
		}
	}
	x.Marks.Clear()
	if v := drawn(x, 6, list.Head{What: "3 rows"}); strings.Contains(v, "┃") || strings.Contains(v, "marked") {
		t.Errorf("marks are seen that were taken away:\n%s", v)
	}
}

func TestInAnEmptyListNothingIsMarked(t *testing.T) {
	x := markable(t, "")
	if press(t, x, ",", ";", "T"); x.Marks.Len() != 0 || len(x.Chosen()) != 0 {
		t.Errorf("%d rows are marked", x.Marks.Len())
	}
}
