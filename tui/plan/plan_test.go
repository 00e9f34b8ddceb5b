package plan_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/plan"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// stand is the Roadmap of an assessment, with its plan.
func stand(t testing.TB, s *screen.Session, id string) *screentest.Stage {
	t.Helper()
	return screentest.Open(t, s, plan.New(s), id).Plan()
}

func demo(t testing.TB) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	return stand(t, s, id), s, id
}

func read(t testing.TB, s *screen.Session, id string) *assess.Assessment {
	t.Helper()
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// to moves the cursor down to the row that has a text.
func to(t testing.TB, st *screentest.Stage, text string) {
	t.Helper()
	for range 100 {
		for line := range strings.Lines(st.View()) {
			if strings.Contains(line, "▸") && strings.Contains(line, text) {
				return
			}
		}
		st.Press("down")
	}
	t.Fatalf("no row has %q:\n%s", text, st.View())
}

func TestThePlanReadsAtEverySize(t *testing.T) {
	st, _, _ := demo(t)
	st.Golden("demo-80").Press("down", "right", "down").Golden("tasks-80")
	st.Resize(140, 40).Golden("tasks-140")
}

func TestThePhaseUnderWayIsOpenWhereAllOfItIsInSight(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.Open(t, s, plan.New(s), id).Resize(120, 40).Plan().Golden("demo-120").Shows("▿ 1 Diagnosis", "T1.5", "4 Audit").Hides(" more")
	stand(t, s, id).Shows("▹ 1 Diagnosis").Hides("T1.1")
}

func TestEveryCopyOfAnAssessmentHasTheSameForecast(t *testing.T) {
	forecast := func() string {
		st, _, _ := demo(t)
		return st.View()
	}
	if first := forecast(); first != forecast() {
		t.Error("two copies of the demonstration are planned differently")
	}
}

func TestTheStrategiesStandSideBySideWithWhatSpeaksForThem(t *testing.T) {
	st, _, _ := demo(t)
	st.Resize(100, 40).Press("s").Golden("strategies-100").Shows("recommended")
}

func TestSpaceSaysHowATaskStandsUntilItFollowsAgain(t *testing.T) {
	st, s, id := demo(t)
	st.Press("right")
	to(t, st, "T1.1")
	derived := read(t, s, id).Task("T1.1").Status
	if derived != "" {
		t.Fatalf("somebody said %q before", derived)
	}
	seen := []string{}
	for range 3 {
		st.Press("space")
		st.Plan()
		seen = append(seen, read(t, s, id).Task("T1.1").Status)
	}
	if seen[0] == "" || seen[1] == "" || seen[0] == seen[1] || seen[2] != "" {
		t.Errorf("the statuses were %q; the third would follow from the items", seen)
	}
}

func TestATaskHasAnOwnerADueDateAStatusAndANote(t *testing.T) {
	st, s, id := demo(t)
	st.Press("right")
	to(t, st, "T1.1")
	st.Press("o").Shows("T1.1 · who sees to it, and by when").Type("Mara").Press("enter").Type("2027-13-40").Press("enter").Shows("is no date; write it as 2026-12-31")
	for range 10 {
		st.Press("backspace")
	}
	st.Type("2027-01-31").Press("enter", "right", "right", "enter").Type("Ask legal first").Press("enter", "enter", "enter")
	x := read(t, s, id).Task("T1.1")
	if x.Owner != "Mara" || x.Due != "2027-01-31" || x.Status != assess.TaskStarted || x.Note != "Ask legal first" || x.Started != s.Now().Format(time.DateOnly) {
		t.Errorf("T1.1 has %+v", x)
	}
	st.Plan().Shows("Mara · due 31 Jan 2027", "Ask legal first", "◆")
}

func TestATaskSaysWhenItBeganWhatItTookAndWhoSaidSo(t *testing.T) {
	st, s, id := demo(t)
	st.Press("down", "right")
	to(t, st, "T2.5")
	st.Press("space")
	st.Plan()
	today := s.Now().Format(time.DateOnly)
	if x := read(t, s, id).Task("T2.5"); x.Status != assess.TaskDone {
		t.Fatalf("it is %q", x.Status)
	}
	st.Press("space", "space")
	st.Plan()
	if x := read(t, s, id).Task("T2.5"); x.Status != "" || x.Started != today {
		t.Fatalf("after open and started it is %+v", x)
	}
	st.Press("o", "enter", "enter", "right", "right", "right", "enter", "enter", "ctrl+u").Type("2026-10-05").Press("enter").Type("many").Press("enter")
	st.Shows("The days are a number from 0 to 10000, like 2.5")
	for range 4 {
		st.Press("backspace")
	}
	st.Type("2,5").Press("enter")
	if x := read(t, s, id).Task("T2.5"); x.Status != assess.TaskDone || x.Started != "2026-10-05" || x.Spent != 2.5 {
		t.Fatalf("it is %+v", x)
	}
	st.Plan().Shows("done, said by "+s.Actor.Name+" on "+day.Show(today), "else it would be started", "5 Oct 2026 · 2.5 person-days spent")
	st.Press("left").Resize(80, 30).Shows("It is under way since 5 Oct 2026.")
}

func TestTenFinishedOnesAreSaidBelowTheForecast(t *testing.T) {
	st, s, id := demo(t)
	st.Hides("Drawn around")
	n := 0
	for _, it := range s.Catalog.Requirements().Items() {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			task := a.Task(it.ID)
			task.Status, task.Spent = assess.TaskDone, 1.5*it.EffortDays
			return assess.PutTask(s.Catalog, a, task)
		})
		if n++; n == 12 {
			break
		}
	}
	st.News().Plan().Shows("times the planned days, as 12 finished ones took them.")
}

func TestAnActionsOwnerIsTheOwnerOfItsItem(t *testing.T) {
	st, s, id := demo(t)
	st.Press("down", "right")
	to(t, st, "A.6.1.2")
	st.Press("o", "ctrl+u").Type("Mara").Press("ctrl+s")
	if x := read(t, s, id).Answer(assess.Key{Item: "A.6.1.2"}); !strings.Contains(x.Owner, "Mara") {
		t.Errorf("the answer has %+v", x)
	}
	st.Press("w")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Walk || at.Item != "A.6.1.2" {
		t.Errorf("w went to %+v", at)
	}
}

func TestTheDaysOfAnItemAreSetForThisAssessment(t *testing.T) {
	st, s, id := demo(t)
	st.Press("down", "right")
	to(t, st, "A.6.1.2")
	st.Press("o", "enter", "enter", "enter", "enter", "enter", "enter").Shows("the catalogue's own assumption").Type("-1").Press("ctrl+s").
		Shows("The days are a number from 0 to 1000").Press("backspace", "backspace").Type("9").Press("ctrl+s")
	if d := read(t, s, id).Profile.Effort["A.6.1.2"]; d != 9 {
		t.Errorf("it takes %v days\n%s", d, st.View())
	}
	st.Plan().Shows("3.0 d")
}

func TestALookAtMorePeopleChangesNothingUntilItIsKept(t *testing.T) {
	st, s, id := demo(t)
	before := read(t, s, id).Profile.FTE
	st.Press("+", "+").Shows("What if ", fmt.Sprintf("%g people: P80", before+0.5), "→", "keep it")
	if is := read(t, s, id).Profile.FTE; is != before {
		t.Fatalf("a look made it %g people", is)
	}
	st.Press("esc").Hides("What if ").Press("-", "y").Plan()
	if is := read(t, s, id).Profile.FTE; is != before-0.25 {
		t.Errorf("kept, it is %g people, not %g", is, before-0.25)
	}
	st.Hides("What if ").Press("y").Shows("There is nothing to keep")
}

func TestALookOutlivesWhatOthersSayMeanwhile(t *testing.T) {
	st, s, id := demo(t)
	st.Press("+")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		p, err := a.Profile.With("budget", "small")
		return assess.SetProfile(a, p), err
	})
	st.News().Plan().Shows("What if ")
	st.Press("y")
	if p := read(t, s, id).Profile; p.Budget != "small" {
		t.Errorf("keeping a look took back what somebody else said: %+v", p)
	}
}

func TestALookAsksForStartTargetAndStrategyToo(t *testing.T) {
	st, s, id := demo(t)
	st.Press("=").Shows("nothing is kept before y", "People on the work", "Start", "Target level", "Strategy")
	for range 5 {
		st.Press("backspace")
	}
	st.Type("0").Press("enter").Shows("0")
	if !strings.Contains(st.Dialog(), "What if") {
		t.Fatalf("no people were taken: %s", st.View())
	}
	st.Press("backspace").Type("4").Press("enter")
	for range 12 {
		st.Press("backspace")
	}
	st.Type("2027-06-01").Press("enter", "right", "enter", "right", "enter")
	st.Shows("What if ", "4 people", "start 2027-06-01")
	if p := read(t, s, id).Profile; p.FTE == 4 || p.Strategy != "" {
		t.Fatalf("a look was kept: %+v", p)
	}
	st.Press("y")
	if p := read(t, s, id).Profile; p.FTE != 4 || p.Start != "2027-06-01" || p.Strategy == "" || p.StrategyReason == "" {
		t.Errorf("kept was %+v", p)
	}
}

func TestFewerPeopleThanTheSmallestStepIsNoPlan(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		p, err := a.Profile.With("fte", "0.25")
		return assess.SetProfile(a, p), err
	})
	stand(t, s, id).Press("-").Shows("With fewer people than that there is no plan.")
}

func TestAnotherStrategyThanTheRecommendedNeedsAReason(t *testing.T) {
	st, s, id := demo(t)
	st.Resize(100, 40).Press("s", "y").Shows("Which strategy", "the recommended one").Press("down", "down", "enter").Shows("Why this one?")
	st.Press("enter").Shows("Say why.").Type("The board wants one system").Press("enter")
	p := read(t, s, id).Profile
	if p.Strategy == "" || p.StrategyReason != "The board wants one system" {
		t.Fatalf("chosen is %q, because %q", p.Strategy, p.StrategyReason)
	}
	st.Plan().Shows("chosen: The board wants one system")
	st.Press("s", "y", "enter")
	if p := read(t, s, id).Profile; p.Strategy != "" || p.StrategyReason != "" {
		t.Errorf("taken back, it is %q because %q", p.Strategy, p.StrategyReason)
	}
}

func TestWhatTheRulesMissIsNamedAndAKeyAway(t *testing.T) {
	s, _ := screentest.Session(t)
	st := stand(t, s, screentest.Empty(t, s, "First", "Nordwind"))
	st.Shows("8 answers are missing: s").Resize(100, 60).Press("s").Press("end").Shows("Not said yet, so their rules are silent: isms years")
	st.Press("p").Shows("1 of 6 · the assessment")
}

func TestOtherRulesForAIAreNoLegalAdvice(t *testing.T) {
	st, _, _ := demo(t)
	st.Resize(100, 40).Press("r").Golden("rules-100").Shows("no legal advice", "not conformity with the EU AI Act", "check the consolidated text")
}

func TestWhatALawStillBringsStandsAheadOfWhatItBrought(t *testing.T) {
	st, _, _ := demo(t)
	st.Resize(100, 200).Press("r").Shows("▸ 2 Dec 2026, in 8 days: Generative systems", "(before: 2 Aug 2026). Moved by", "· 1 Aug 2024: The regulation enters into force",
		"from 2 Dec 2027: providers of high-risk systems of Annex III", "since 2 Feb 2025: providers and deployers of AI systems", "Read on 26 Nov")
	if view := st.View(); strings.Index(view, "2 Dec 2026, in 8 days") > strings.Index(view, "1 Aug 2024") {
		t.Error("what is past stands ahead of what is to come")
	}
}

func TestNothingAnsweredIsAPlanWithTheDiagnosisInIt(t *testing.T) {
	s, _ := screentest.Session(t)
	st := stand(t, s, screentest.Empty(t, s, "First", "Nordwind"))
	st.Golden("empty-80").Shows("70 of 70 items are unanswered, and count as still to build").Press("enter").Shows("judging 70 unanswered items")
}

// every answers all items in the same way.
func every(t *testing.T, s *screen.Session, id string, answer func(*assess.Assessment, assess.Key) ([]assess.Change, error)) {
	t.Helper()
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		var all []assess.Change
		for _, it := range assess.Items(s.Catalog, a) {
			if some, err := answer(a, assess.Key{Item: it.ID}); err == nil {
				all = append(all, some...)
			}
		}
		return all, nil
	})
}

func TestWhereAllConformsOnlyTheWayToTheAuditIsLeft(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	every(t, s, id, func(a *assess.Assessment, k assess.Key) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, k, 4, "")
	})
	st := stand(t, s, id)
	st.Golden("conforming-80")
	for _, task := range s.Catalog.Tasks() {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.PutTask(s.Catalog, a, assess.TaskState{ID: task.ID, Status: assess.TaskDone})
		})
	}
	st.News().Plan().Golden("done-80").Shows("nothing is left to plan").Hides("P80")
}

func TestWhereOnlyClausesApplyThePlanGoesByThem(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "First", "Nordwind")
	every(t, s, id, func(a *assess.Assessment, k assess.Key) ([]assess.Change, error) {
		if strings.HasPrefix(k.Item, "A.") {
			return assess.Exclude(s.Catalog, a, k, assess.Exclusion{Reason: "We only buy AI."})
		}
		return assess.Rate(s.Catalog, a, k, 1, "")
	})
	stand(t, s, id).Press("down", "right").Shows("T2.1").Hides("A.5.2")
}

func TestTheTimelineScrollsSideways(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		p, err := a.Profile.With("fte", "0.25")
		return assess.SetProfile(a, p), err
	})
	st := stand(t, s, id)
	before := st.View()
	st.Press(">")
	if after := st.View(); after == before || !strings.Contains(after, "‹") {
		t.Errorf("> scrolls nothing away:\n%s", after)
	}
	if st.Press("<", "<"); st.View() != before {
		t.Error("< does not scroll back")
	}
}

func TestAClickSelectsARowAndASecondOpensIt(t *testing.T) {
	st, _, _ := demo(t)
	st.Shows("▸ ▹ 1").Send(screen.Click{X: 5, Y: 5}).Shows("▸ ▹ 2").Send(screen.Click{X: 5, Y: 5}).Shows("What the work is made of")
}

func TestAPlanOfOldNewsIsNotShown(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Open(t, s, plan.New(s), screentest.Demo(t, s)).Shows("The plan is being made.").Press("o", "+", "s").Shows("The plan is being made.")
}

func TestANoteCannotDriveTheTerminal(t *testing.T) {
	st, s, id := demo(t)
	evil := "\x1b]0;owned\a\u202e"
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutTask(s.Catalog, a, assess.TaskState{ID: "T1.1", Owner: evil, Note: evil})
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.ChooseStrategy(a, "", catalog.Extension, evil)
	})
	st.News().Plan().Press("right")
	to(t, st, "T1.1")
	if v := st.Screen.View(); strings.Contains(v, "\x1b]0") || strings.ContainsRune(v, '\u202e') {
		t.Error("a note reaches the terminal as it was typed")
	}
	st.Press("s")
	if v := st.View(); strings.ContainsRune(v, '\u202e') {
		t.Error("a reason reaches the terminal as it was typed")
	}
}

func TestEveryKeyIsNamed(t *testing.T) {
	st, _, _ := demo(t)
	st.EveryKeyIsNamed()
	st.Press("right", "down").EveryKeyIsNamed()
	st.Press("+").EveryKeyIsNamed()
}

func BenchmarkMoveAndDraw(b *testing.B) {
	for name, size := range map[string][2]int{"80x24": {80, 19}, "200x50": {200, 45}} {
		b.Run(name, func(b *testing.B) {
			s, _ := screentest.Session(b)
			p := plan.New(s)
			p.Resize(size[0], size[1])
			news := screentest.News(b, s, screentest.Demo(b, s))
			p.Update(news)
			p.Update(s.Planned(news, screen.Kept{})())
			for range 4 {
				p.Update(screentest.Key("right"))
				p.Update(screentest.Key("end"))
			}
			for i := 0; b.Loop(); i++ {
				p.Update(screentest.Key([]string{"up", "down"}[i/20%2]))
				if p.View() == "" {
					b.Fatal("nothing was drawn")
				}
			}
		})
	}
}

// Where it is half an hour past midnight, UTC is still in the month before.
func TestTodayIsTheDayOfThePlaceWhereTheClockStands(t *testing.T) {
	s, _ := screentest.Session(t)
	s.Now = func() time.Time { return time.Date(2026, 12, 1, 0, 30, 0, 0, time.FixedZone("", 14*3600)) }
	id := screentest.Demo(t, s)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		p, err := a.Profile.With("start", "2026-12-07")
		if err == nil {
			p, err = p.With("fte", "4") // so that the plan is short enough for the names of months
		}
		return assess.SetProfile(a, p), err
	})
	head := strings.Split(stand(t, s, id).View(), "\n")
	if months := strings.Fields(head[3]); months[0] != "Dec" {
		t.Errorf("today is shown in\n%s\n%s", head[2], head[3])
	}
}

func TestInASmallWindowThePlanSaysThatMoreFollows(t *testing.T) {
	st, _, _ := demo(t)
	st.Resize(60, 20).Golden("demo-60").Shows("4 Audit and certifi…").Hides(" more").Press("right").Shows("↓ 3 more").Press("end").Shows("↑ 3 more", "P50 4 Oct P80 2 Nov P95 23 Nov")
}

func TestAPlanOfManyYearsNamesTheYearOfItsLastRank(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		p, err := a.Profile.With("fte", "0.1")
		return assess.SetProfile(a, p), err
	})
	ranks := regexp.MustCompile(`(?m)^ P50 \d+ \w+ 20\d\d P95 \d+ \w+ 20\d\d `)
	st := stand(t, s, id)
	for _, w := range []int{60, 80} {
		if view := st.Resize(w, 24).View(); !ranks.MatchString(view) {
			t.Errorf("at %d columns the ranks are cut:\n%s", w, view)
		}
	}
}

func TestTheStagesOfTheCertificationStandAmongTheMonthsAndSayWhereThePlanIsLater(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Put(c, "certification", s.DB.NewID(), map[string]string{"title": "AIMS", "stage_1": "2027-10-12", "stage_2": "2027-10-26"})
	})
	st := screentest.Open(t, s, plan.New(s), id).Resize(120, 40).Judge().Plan()
	st.Shows("!stage 1 12 Oct · stage 2 26 Oct", "◆")
	to(t, st, "4 Audit")
	st.Press("enter").Shows("Days of the certification", "◆ Stage 1: 12 Oct 2027, CE-1", "! Stage 2: 26 Oct 2027, CE-1; the plan is ready for it by", "◆ Decision: 21 Dec 2027, assumed")
}
