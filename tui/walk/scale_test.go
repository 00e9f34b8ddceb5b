package walk_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// row is the line of the stage that has a text, counted from 0.
func row(t *testing.T, st *screentest.Stage, text string) int {
	t.Helper()
	for y, l := range strings.Split(st.View(), "\n") {
		if strings.Contains(l, text) {
			return y
		}
	}
	t.Fatalf("no line has %q:\n%s", text, st.View())
	return 0
}

func TestTheScaleIsInSightBeforeAndAfterARating(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {100, 30}, {120, 40}, {200, 50}} {
		st, _, _ := empty(t)
		st.Resize(size[0], size[1])
		for _, level := range []string{" 0  Nobody has asked", " 1  A few people", " 2  A list of", " 3  A dated", " 4  The analysis", " 5  Issues are"} {
			st.Shows(level)
		}
		st.Press("right", "4").Shows("▐4▌", " 5  Issues are", "What outside and inside")
	}
}

func TestInASmallWindowTheLevelThatStandsIsReadWhole(t *testing.T) {
	st, _, _ := empty(t)
	st.Resize(60, 20).Press("3").Shows("▐3▌ A dated analysis", "question has an answer with", "↓ more: pgdn", " 5  Issues are")
	st.Press("right").Shows("organisation could spoil")
}

func TestWhatAnItemIsAboutIsALineOnceItWasRead(t *testing.T) {
	st, _, _ := empty(t)
	st.Shows("habits of the organisation").Press("down", "up").Hides("habits of the organisation").Shows("Plans for AI depend", "3 ○ What role do you play")
	st.Press("down", "right").Shows("▸ 1 ○").Press("left", "up")
	fresh, _, _ := demo(t, "4.1")
	fresh.Hides("habits of the organisation").Shows("Plans for AI depend")
}

func TestAClickOnALevelRates(t *testing.T) {
	st, s, id := empty(t)
	st.Send(screen.Click{X: 40, Y: row(t, st, " 4  The analysis")}).Shows("▐4▌", "▸ 4.1     ● 4")
	st.Send(screen.Click{X: 40, Y: row(t, st, "2 ○ For what")}).Shows("▸ 2 ○").Send(screen.Click{X: 40, Y: row(t, st, " 1  A few")}).Shows("▐1▌", "▸ 2 ●")
	if x := answer(t, s, id, assess.Key{Item: "4.1", Question: "4.1-2"}).Rating; x.Level != 1 {
		t.Errorf("question 2 has %+v", x)
	}
	st.Send(screen.Click{X: 40, Y: row(t, st, "Note     ")})
	if st.Dialog() != "Note on question 4.1-2" {
		t.Errorf("a click on the note opened %q", st.Dialog())
	}
	st.Press("esc").Send(screen.Click{X: 40, Y: row(t, st, "Evidence none")})
	if st.Dialog() != "Evidence for 4.1" {
		t.Errorf("a click on the evidence opened %q", st.Dialog())
	}
}

func TestAClickOnADigitRatesWhereTheLevelsStandBeside(t *testing.T) {
	st, s, id := empty(t)
	st.Resize(120, 40)
	y := row(t, st, "Rating    0")
	x := strings.Index(strings.ReplaceAll(strings.Split(st.View(), "\n")[y], "│", "|"), " 3 ") + 1
	st.Send(screen.Click{X: x, Y: y}).Shows("▐3▌")
	if got := answer(t, s, id, assess.Key{Item: "4.1"}).Rating.Level; got != 3 {
		t.Errorf("4.1 is at %d", got)
	}
	st.Send(screen.Click{X: 100, Y: row(t, st, " 5  Issues are")})
	if got := answer(t, s, id, assess.Key{Item: "4.1"}).Rating.Level; got != 5 {
		t.Errorf("after a click beside it is at %d", got)
	}
	st.Send(screen.Click{X: 60, Y: 0}).Send(screen.Click{X: 118, Y: 34})
	if got := answer(t, s, id, assess.Key{Item: "4.1"}).Rating.Level; got != 5 || st.Dialog() != "4.1  Understanding the organization and its context" {
		t.Errorf("it is at %d, open is %q", got, st.Dialog())
	}
}

func TestAClickRatesNothingForWhoOnlyLooksOn(t *testing.T) {
	st, s, id := empty(t)
	s.Actor.Role = "observer"
	st.Send(screen.Click{X: 40, Y: row(t, st, " 4  The analysis")})
	if !answer(t, s, id, assess.Key{Item: "4.1"}).Rating.Is(assess.Unanswered) {
		t.Error("an observer rated by a click")
	}
}

func TestANoteAndItsEvidenceGrowWhereThereIsRoom(t *testing.T) {
	st, _, _ := demo(t, "A.5.4")
	st.Shows("In the room we listed…").Resize(140, 40).Shows("recipients who write neither", "· Sabine Oltmanns").Resize(200, 50).Shows("Polish nor English.")
}
