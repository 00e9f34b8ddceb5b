package list_test

import (
	"testing"

	"crosswalk/tui/list"
	"crosswalk/tui/screentest"
)

func TestTheCursorStaysInTheListAndInSight(t *testing.T) {
	var c list.Cursor
	k := list.NewKeys()
	for _, step := range []struct {
		key      string
		at, from int
	}{
		{"up", 0, 0}, {"j", 1, 0}, {"pgdown", 5, 1}, {"G", 19, 15}, {"down", 19, 15}, {"ctrl+u", 15, 15}, {"home", 0, 0},
	} {
		c.Window(c.At, 20, 5)
		if !c.Key(screentest.Key(step.key), k, 20) {
			t.Errorf("%s moves nothing", step.key)
		}
		if from, _ := c.Window(c.At, 20, 5); c.At != step.at || from != step.from {
			t.Errorf("after %s the cursor is at %d and the window at %d, not at %d and %d", step.key, c.At, from, step.at, step.from)
		}
	}
	if c.Key(screentest.Key("3"), k, 20) {
		t.Error("a digit is taken for a move")
	}
}

func TestAnEmptyListKeepsTheCursorAtItsBeginning(t *testing.T) {
	var c list.Cursor
	if c.Move(3, 0); c.At != 0 {
		t.Errorf("the cursor is at %d of nothing", c.At)
	}
	if c.Window(0, 0, 5); c.Line(0, 0) != -1 {
		t.Error("an empty list has a row under the mouse")
	}
}

func TestRowsComingInAboveLeaveTheCursorsLineWhereItIs(t *testing.T) {
	c := list.Cursor{At: 7}
	from, _ := c.Window(c.At, 20, 5)
	c.At = 9
	c.Scroll(2)
	if now, _ := c.Window(c.At, 22, 5); c.At-now != 7-from {
		t.Errorf("the cursor's line is %d, not %d", c.At-now, 7-from)
	}
}

func TestWordsAreFoundInAnyOrderAndSmallLetters(t *testing.T) {
	s, _ := screentest.Session(t)
	f := list.NewFind(s)
	f.Open()
	for _, r := range "Policy a.5" {
		f.Update(screentest.Key(string(r)))
	}
	if !f.Typing() || !f.Match("a.5.1 policies and the policy") || f.Match("a.6.1 policy") {
		t.Errorf("the words are %q", f.Words())
	}
	f.Update(screentest.Key("enter"))
	if f.Typing() || !f.On() {
		t.Error("enter does not keep the words")
	}
	f.Clear()
	if f.On() || !f.Match("") {
		t.Error("cleared words still narrow")
	}
}
