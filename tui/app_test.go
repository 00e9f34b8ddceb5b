package tui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/acttest"
	"crosswalk/store/clocktest"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

func demo(t testing.TB, w, h int) (*desk, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	return sit(t, s, w, h), s, id
}

func TestItOpensAtTheListWhereThereIsNothingYet(t *testing.T) {
	s, _ := screentest.Session(t)
	sit(t, s, 80, 24).shows("Assessments", "There is no assessment yet.")
}

func TestItOpensWhereThePersonLeftOff(t *testing.T) {
	d, s, _ := demo(t, 80, 24)
	d.press("]", "g").write("a54").press("enter", "right", "down").rests()
	sit(t, s, 80, 24).shows("▐Walk▌", "▸ A.5.4", "▸ 2 ○")
}

func TestThePlaceIsKeptOfWhoOpensAndLeavesAtOnce(t *testing.T) {
	d, s, _ := demo(t, 80, 24)
	d.press("]", "g").write("a54").press("enter").rests()
	sit(t, s, 80, 24).shows("▸ A.5.4").press("Q")
	sit(t, s, 80, 24).shows("▸ A.5.4")
}

func TestEveryScreenFillsEveryWindow(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}, {140, 40}, {200, 60}, {500, 200}} {
		for i := range routes {
			d.press(tabKey(i))
			for _, dialog := range []string{"", "?", ":", "g"} {
				if dialog != "" {
					d.press(dialog)
				}
				d.tell(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				d.settle()
				fills(t, d, fmt.Sprintf("%s %q", routes[i].name, dialog), size[0], size[1])
				if dialog != "" {
					d.press("esc")
				}
			}
		}
	}
}

// The pictures are of one day; this is of the day it is.
func TestEveryScreenDrawsOnAnyDay(t *testing.T) {
	s, _ := screentest.Session(t)
	s.Now = clocktest.Now
	screentest.Demo(t, s)
	d := sit(t, s, 80, 24)
	for i := range routes {
		d.press(tabKey(i))
		fills(t, d, routes[i].name, 80, 24)
	}
	d.press("alt+6").until("P80")
	d.press("alt+2", "3").shows("saved ", "▐3▌")
}

func fills(t *testing.T, d *desk, what string, w, h int) {
	t.Helper()
	lines := strings.Split(d.app.View().Content, "\n")
	if len(lines) != h {
		t.Errorf("%s at %dx%d has %d lines", what, w, h, len(lines))
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n > w {
			t.Errorf("%s at %dx%d: line %d is %d cells wide", what, w, h, i+1, n)
		}
	}
}

func TestAWindowTooSmallIsAskedToGrow(t *testing.T) {
	d, _, _ := demo(t, 59, 24)
	d.shows("needs a little more room", "60 x 20", "59 x 24")
	d.tell(tea.WindowSizeMsg{Width: 1, Height: 1})
	_ = d.picture()
	d.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.settle().shows("Overview")
}

// Who can't see what a key does votes and rates by accident.
func TestKeysDoNothingButQuitWhileTheWindowIsTooSmall(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.press("]").shows("Walk").tell(tea.WindowSizeMsg{Width: 40, Height: 12})
	before, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	d.press("5", "x", "u", "]", "?", "V", "enter")
	after, err := s.DB.Assessment(t.Context(), id)
	if err != nil || !reflect.DeepEqual(before.Answers, after.Answers) {
		t.Errorf("an answer was changed unseen: %v", err)
	}
	d.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.settle().shows("▐Walk▌")
}

func TestWhoLeadsIsToldWhereSomebodyOverwritesWhatWasSettled(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	lead := store.Actor{Name: "Ines", Role: workshop.Facilitator}
	at := assess.Key{Item: "5.1"}
	r, err := s.DB.OpenVote(t.Context(), lead, s.Catalog, id, at, 1, true)
	if err == nil {
		_, err = s.DB.Cast(t.Context(), lead, r.ID, workshop.Ballot{Level: 4, Confidence: workshop.HighConfidence})
	}
	if err == nil {
		_, err = s.DB.Reveal(t.Context(), lead, r.ID)
	}
	if err == nil {
		_, _, err = s.DB.Settle(t.Context(), lead, s.Catalog, r.ID, 4, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	d.run(s.Reread(id))
	d.settle()
	_, err = s.DB.Do(t.Context(), store.Actor{Name: "Jon", Role: workshop.Assessor}, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, at, 1, "")
	})
	if err != nil {
		t.Fatal(err)
	}
	d.run(s.Reread(id))
	d.settle()
	d.shows("5.1 was settled at 4, and Jon changed that.")
}

func TestAWindowOfAnySizeIsClamped(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.tell(tea.WindowSizeMsg{Width: 100000, Height: 100000})
	if w, h := d.app.w, d.app.h; w > maxWidth || h > maxHeight {
		t.Errorf("it draws %d x %d cells", w, h)
	}
}

func TestADialogSurvivesAResize(t *testing.T) {
	d, _, _ := demo(t, 140, 40)
	d.press("alt+2", "c").write("half a ")
	d.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.settle().write("sentence").shows("half a sentence").press("esc").shows("saved 14:02:00")
}

func TestNumbersAndWordsFindAnItem(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("g").write("a626").press("enter").shows("▸ A.6.2.6")
	d.press("/").write("retrain").shows("A.6.2.6").press("esc")
	d.press(":").write("626 operation").press("enter").shows("▸ A.6.2.6")
	d.press("/").write("zebra xylophone").shows("Nothing has these words").press("esc")
}

func TestThePaletteDoesWhatTheKeyDoes(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", ":").write("flag for later").press("enter").shows("⚑")
}

func TestEscAtATabDoesNothing(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	for i, r := range routes {
		if d.press(tabKey(i), "esc", "esc", "esc"); d.app.open == "" || d.app.route().name != r.name {
			t.Errorf("esc left %s for %s", r.name, d.app.route().name)
		}
	}
	d.press("alt+1", "A").shows("enter open   a new")
}

func TestUndoAndRedoAreTold(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", "g").write("41").press("enter", "5").shows("▐5▌")
	d.press("u").shows(" ✓ Undone: 4.1 is rated 3 again.", "▐3▌").press("ctrl+r").shows("Done again", "▐5▌")
}

func TestWhatDidNothingHasNoTick(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+0", "/").write("nobody said this").press("enter", "R").shows(" · No act is shown; esc shows all again.").hides("✓")
}

func TestTheHeaderCutsNoWordAndSaysThatAnAssessmentIsArchived(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "The certification of all our sites in 2027", "Nordwind")
	sit(t, s, 80, 24).shows("sites in 2027  target 3")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Archive(a, true), nil })
	sit(t, s, 60, 20).shows("The certification of all…  archived Ines Brandt").hides("  target")
}

func TestTheHeaderCountsWhatCopiesDisagreeOn(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.hides("to settle")
	there := storetest.OpenAt(t, filepath.Join(t.TempDir(), "there.db"), sqlite.Options{})
	send := func(from, to *store.DB) {
		t.Helper()
		var lines [][]byte
		_, err := from.Carry(t.Context(), id, nil, func(line []byte) error { lines = append(lines, line); return nil })
		acttest.Must(t, err)
		_, err = to.Take(t.Context(), acttest.Bo, func(yield func([]byte) error) error {
			for _, l := range lines {
				if err := yield(l); err != nil {
					return err
				}
			}
			return nil
		}, false)
		acttest.Must(t, err)
	}
	send(s.DB, there)
	acttest.Do(t, there, acttest.Bo, id, acttest.Rating("4.1", 0))
	acttest.Do(t, s.DB, acttest.Ada, id, acttest.Rating("4.1", 5))
	send(there, s.DB)
	sit(t, s, 80, 24).shows("≠ 1 to settle")
	sit(t, s, 140, 40).shows("target 3  ≠ 1 to settle")
}

func TestAnActOfAnotherWindowShows(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.press("alt+2", "g").write("41").press("enter").shows("▐3▌")
	_, err := s.DB.Do(t.Context(), store.Actor{Name: "Tomasz Lis"}, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, 0, "")
	})
	if err != nil {
		t.Fatal(err)
	}
	d.until("▐0▌")
}

func TestThePlanFollowsOnceTheAnswersRest(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "First", "Nordwind")
	d := sit(t, s, 80, 24).press("alt+6").until("70 of 70 items are unanswered")
	d.press("alt+2", "3", "j", "3", "alt+6").until("68 of 70 items are unanswered")
	d.press("+").until("What if 1.75 people: P80")
	d.press("alt+1").shows("68 items are open").until("P80 ")
}

func TestARefusalIsASentenceAboveTheFooterUntilTheNextKey(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", "g").write("41").press("enter", "n").shows("! 4.1 can't be excluded").press("down").hides("can't be excluded")
}

func TestWhatCouldNotBeSavedIsSaid(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.tell(screen.Failed{Err: errors.New("the disk is full, so this was NOT saved; make room and do it again")})
	d.shows("! The disk is full", "NOT saved")
}

func TestWhatIsTypedFastLandsInTheDialogItOpened(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.press("alt+2", "g").write("41").press("enter", "c")
	d.press("esc")
	d.write("c5 of 5 say so")
	d.press("esc")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	x := a.Answer(assess.Key{Item: "4.1"})
	if x.Rating.Level != 3 || !strings.Contains(x.Note, "5 of 5 say so") {
		t.Errorf("4.1 is rated %d with the note %q", x.Rating.Level, x.Note)
	}
}

func TestLeavingInTheMiddleOfATextKeepsTheDraft(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.press("alt+2", "g").write("41").press("enter", "c").write("almost lost ").press("ctrl+c")
	if !d.quits {
		t.Fatal("ctrl+c did not quit")
	}
	key := assess.Key{Item: "4.1"}
	text, found, err := s.DB.Draft(t.Context(), s.Actor, id, key.Subject(), assess.FieldNote)
	if err != nil || !found || !strings.Contains(text, "almost lost") {
		t.Errorf("the draft is %q (%v, %v)", text, found, err)
	}
}

func TestLeavingInTheMiddleOfAFormKeepsTheDraft(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.press("alt+2", "g").write("41").press("enter", "f", "a").write("almost lost").press("ctrl+c")
	at := dialog.NewFinding(id, "4.1")
	text, found, err := s.DB.Draft(t.Context(), s.Actor, at.Assessment, at.Subject, at.Field)
	if err != nil || !found || !strings.Contains(text, "almost lost") {
		t.Errorf("the draft is %q (%v, %v)", text, found, err)
	}
}

func TestAHostileNameReachesNeitherTitleNorTerminal(t *testing.T) {
	s, _ := screentest.Session(t)
	s.Actor.Name = "Eve\x1b]0;owned\x07"
	screentest.Empty(t, s, "A\x1b[31mB\u202e", "C\x9b2J")
	d := sit(t, s, 80, 24)
	for _, k := range []string{"alt+1", "alt+2", "alt+7", "?", "esc", ":"} {
		d.press(k)
		v := d.app.View()
		if strings.ContainsAny(v.Content, "\x07\u202e\u009b") || strings.Contains(v.Content, "\x1b]") || strings.Contains(v.Content, "\x1b[31mB") {
			t.Errorf("after %s an escape of a name is drawn raw", k)
		}
		if v.WindowTitle != "Crosswalk" {
			t.Errorf("the title is %q", v.WindowTitle)
		}
	}
}

func TestEveryBindingOfEveryScreenHasHelp(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	for i, r := range routes {
		d.press(tabKey(i))
		for _, g := range d.app.top().Keys() {
			for _, b := range g.Bindings {
				if b.Help().Key == "" || b.Help().Desc == "" {
					t.Errorf("%s: the key %v has no help", r.name, b.Keys())
				}
			}
		}
	}
}

func TestUndoOutOfSightAsksFirst(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	_, err := s.DB.Do(t.Context(), s.Actor, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(s.Catalog, a, assess.Key{Item: "7.1"}, "of the other window")
	})
	if err != nil {
		t.Fatal(err)
	}
	d.press("u").shows(` · Your last act is not on this screen: you wrote the note on 7.1: “of the`, "takes it back.")
	d.press("down", "u").shows("is not on this screen").press("u").shows("Undone: the note on 7.1 is as it was.")
	d.press("alt+2", "g").write("41").press("enter", "5", "alt+6", "u").shows("not on this screen: you rated 4.1 5")
	d.press("alt+2", "u").shows("Undone: 4.1 is rated 3 again")
}

func TestAnActOnARowThatIsMarkedIsInSight(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", "g").write("41").press("enter", "5", ",", ",").shows("┃4.1").press("u").shows("Undone: 4.1 is rated")
}

func TestInAWindowTooSmallNoKeyActsButQuit(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.press("alt+2", "g").write("41").press("enter")
	d.tell(tea.WindowSizeMsg{Width: 20, Height: 5})
	d.press("5", "u", "alt+1")
	d.tell(tea.WindowSizeMsg{Width: 80, Height: 24})
	d.settle().shows("▐Walk▌", "▐3▌")
	if a, err := s.DB.Assessment(t.Context(), id); err != nil || a.Answer(assess.Key{Item: "4.1"}).Rating.Level != 3 {
		t.Errorf("something was saved: %v", err)
	}
	d.tell(tea.WindowSizeMsg{Width: 20, Height: 5})
	if d.press("Q"); !d.quits {
		t.Error("Q did not quit")
	}
}

const (
	beginMark = "<!-- screen:begin -->\n"
	endMark   = "<!-- screen:end -->"
)

func TestTheReadmeShowsARealScreen(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", "g").write("614").press("enter", "right", "down")
	want := beginMark + "```\n" + d.picture() + "\n```\n" + endMark
	raw, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(raw)
	from, to := strings.Index(readme, beginMark), strings.Index(readme, endMark)
	if from < 0 || to < from {
		t.Fatal("the README has no place for the screen")
	}
	if os.Getenv("UPDATE") != "" {
		readme = readme[:from] + want + readme[to+len(endMark):]
		if err := os.WriteFile("../README.md", []byte(readme), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if readme[from:to+len(endMark)] != want {
		t.Errorf("the README shows another screen (make screen renews it):\n%s", d.picture())
	}
}

// One key and the drawing of the whole frame after it, on every screen.
func BenchmarkUpdateAndView(b *testing.B) {
	for _, size := range [][2]int{{80, 24}, {200, 50}} {
		for i, r := range routes {
			b.Run(fmt.Sprintf("%s/%dx%d", r.name, size[0], size[1]), func(b *testing.B) {
				d, _, _ := demo(b, size[0], size[1])
				d.press(tabKey(i))
				down, up := screentest.Key("down"), screentest.Key("up")
				for n := 0; b.Loop(); n++ {
					key := down
					if n/20%2 == 1 {
						key = up
					}
					d.app.Update(key)
					if d.app.View().Content == "" {
						b.Fatal("nothing was drawn")
					}
				}
			})
		}
	}
}

func TestThePlanIsMadeOnlyWhereItIsShown(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+1").until("P80")
	d.press("alt+2", "3").shows("saved ")
	d.settle()
	if d.app.laid.Seq == d.app.now.Seq {
		t.Error("on Walk a plan was made that nobody sees")
	}
	d.press("alt+6").until("P80")
	if d.app.laid.Seq != d.app.now.Seq {
		t.Error("the Roadmap shows the plan of an older answer")
	}
	laid := d.app.laid.Roadmap.Start
	d.press("alt+1").until("P80")
	if !d.app.laid.Roadmap.Start.Equal(laid) {
		t.Error("the plan was made again for the same answers")
	}
}

// Each of 200 windows hears of every move of the others.
func TestWhatChangesNothingThatIsDrawnCostsNoDrawing(t *testing.T) {
	here := []screen.Present{{Name: "Mara Voss"}}
	s, _ := screentest.Session(t)
	s.Seat = &screen.Seat{Moved: func(screen.At) {}, Here: func() []screen.Present { return here }}
	screentest.Demo(t, s)
	d := sit(t, s, 80, 24).press("alt+2").rests()
	d.shows("1 here")
	drawn := d.app.drawn
	for _, msg := range []tea.Msg{screen.Stirred{}, rest{}, pause{}} {
		if d.tell(msg); d.app.drawn != drawn {
			t.Errorf("%T draws the Walk anew, which shows nothing of it", msg)
		}
	}
	here = append(here, screen.Present{Name: "Jon Lind", At: screen.At{Route: screen.Gaps}})
	d.tell(screen.Stirred{})
	d.shows("2 here").press("alt+9").shows("Jon Lind", screen.Gaps)
	here[1].At.Route = screen.Baseline
	d.tell(screen.Stirred{})
	d.shows(screen.Baseline)
}

// withSheet is an App whose person has a sheet on their machine.
func withSheet(t *testing.T, w, h int) (*desk, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	s.Files = &screen.Files{
		Sheets: func() []string { return []string{"soa.csv"} },
		Read:   func(string) ([]byte, error) { return []byte("control,status\nA.5.1,implemented\nA.5.2,4\n"), nil },
	}
	id := screentest.Empty(t, s, "First", "Nordwind")
	if err := s.DB.SetLastOpened(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	return sit(t, s, w, h), s, id
}

func TestASheetIsTakenInOverTheTabAndTheTabStandsThereAgain(t *testing.T) {
	d, s, id := withSheet(t, 80, 24)
	d.press("alt+3", "I").shows("Import a Statement of Applicability", "soa.csv").press("enter")
	d.shows("▐Baseline▌", "▐Sheet▌", "y takes 2 rows").press("esc").shows("Answered 0/123")
	d.press("I", "enter", "?").shows("A sheet · help", "next part").press("esc").press("y")
	d.shows("2 rows imported, as one act: u takes it back.", "Answered 2/123", "saved 14:02")
	d.press("u").shows("Answered 0/123")
	d.press("I", "enter", "alt+2").shows("▐Walk▌").hides("▐Sheet▌")
	if a, err := s.DB.Assessment(t.Context(), id); err != nil || a.Baseline["A.5.1"].Rating.Is(assess.Rated) {
		t.Errorf("leaving by a tab wrote something: %v", err)
	}
	d.press("I").shows("Import a sheet of answers")
}

func TestTheSheetFillsEveryWindow(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}, {140, 40}, {200, 60}, {500, 200}} {
		d, _, _ := withSheet(t, size[0], size[1])
		d.press("alt+3", "I", "enter")
		for _, part := range []string{"Sheet", "Words", "Rows"} {
			fills(t, d, part, size[0], size[1])
			d.press("tab")
		}
	}
}
