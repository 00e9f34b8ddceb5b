package walk_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/score"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

// empty is the Walk over an assessment in which nothing was answered.
func empty(t *testing.T, keys ...string) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	return screentest.Run(t, s, walk.New(s), id, keys...), s, id
}

// demo is the Walk over the demonstration, at an item.
func demo(t *testing.T, item string, keys ...string) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, walk.New(s), id)
	if item != "" {
		st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: item}})
	}
	return st.Press(keys...), s, id
}

func answer(t *testing.T, s *screen.Session, id string, k assess.Key) assess.Answer {
	t.Helper()
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a.Answer(k)
}

func standing(t *testing.T, s *screen.Session, id, item string) assess.Standing {
	t.Helper()
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	it, ok := score.Of(s.Catalog, a, s.Now()).Item(item)
	if !ok {
		t.Fatalf("no item %s", item)
	}
	return it.Standing
}

func TestTheWalkReadsAtEverySize(t *testing.T) {
	st, _, _ := empty(t)
	st.Golden("empty-80x24").Resize(120, 40).Golden("empty-120x40")
	st, _, _ = demo(t, "A.5.4")
	st.Golden("systems-80x24").Resize(120, 40).Golden("systems-120x40").Resize(200, 60).Golden("systems-200x60")
	st, _, _ = demo(t, "6.1.4", "right", "down")
	st.Golden("question-80x24").Resize(60, 20).Golden("question-60x20")
}

func TestOneKeyRatesAndTheCursorStays(t *testing.T) {
	st, s, id := empty(t, "4")
	if got := standing(t, s, id, "4.1"); got.State != assess.Rated || got.Level != 4 {
		t.Errorf("4.1 stands at %+v", got)
	}
	st.Shows("▸ 4.1     ● 4", "▐4▌", "3 ○")
}

func TestRatingsTypedInARowAreSavedInThatRow(t *testing.T) {
	st, s, id := empty(t)
	st.Press("1", "2", "3", "4", "5", "0", "2")
	if got := standing(t, s, id, "4.1"); got.Level != 2 {
		t.Errorf("the last digit was 2, 4.1 stands at %d", got.Level)
	}
}

func TestQuestionsGiveTheirMinimum(t *testing.T) {
	st, s, id := empty(t)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.4"}}).Press("right", "3", "down", "2", "down", "4", "down", "3")
	if got := standing(t, s, id, "6.1.4"); got.State != assess.Partial || got.Lowest != 2 {
		t.Errorf("with one requirement question open 6.1.4 stands at %+v", got)
	}
	st.Press("down", "5", "left")
	if got := standing(t, s, id, "6.1.4"); got.State != assess.Rated || got.Level != 2 || got.Direct {
		t.Errorf("with all rated 6.1.4 stands at %+v", got)
	}
	st.Shows("▐2▌", "from its questions")
}

func TestARatingAboveItsQuestionsAsksForTheReason(t *testing.T) {
	st, s, id := empty(t, "right", "1", "left", "4")
	if !strings.Contains(st.Dialog(), "why 4") {
		t.Fatalf("no reason was asked for:\n%s", st.View())
	}
	st.Type("The new board paper covers it").Press("enter")
	got := answer(t, s, id, assess.Key{Item: "4.1"}).Rating
	if got.Level != 4 || got.Reason != "The new board paper covers it" {
		t.Errorf("saved as %+v", got)
	}
	st.Shows("override")
}

func TestAnExclusionAsksItsJustification(t *testing.T) {
	st, s, id := empty(t)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "A.10.4"}}).Press("n").Golden("exclude-80x24")
	st.Press("enter").Shows("Say why it does not apply.")
	st.Type("No AI system is offered to customers").Press("enter", "enter", "enter", "enter")
	got := answer(t, s, id, assess.Key{Item: "A.10.4"}).Rating
	if !got.Is(assess.NA) || got.Reason != "No AI system is offered to customers" {
		t.Errorf("saved as %+v", got)
	}
	st.Shows("▐not applicable▌", "– No AI system is offered")
}

func TestAClauseCantBeExcluded(t *testing.T) {
	st, _, _ := empty(t, "n")
	if st.Failed == nil || !strings.Contains(st.Failed.Error(), "4.1 can't be excluded") {
		t.Errorf("n on a clause said %v", st.Failed)
	}
	if st.Dialog() != "" {
		t.Error("it asked for a reason all the same")
	}
}

func TestEachAISystemHasItsOwnAnswer(t *testing.T) {
	st, s, id := demo(t, "A.5.4", "s")
	st.Shows("▐Kontor")
	st.Press("5")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	first := a.InScope()[0]
	if got := a.Answer(assess.Key{Item: "A.5.4", System: first.ID}).Rating; got.Level != 5 {
		t.Errorf("%s has %+v", first.Name, got)
	}
	st.Press("s", "s", "s", "s").Shows("▐all")
}

func TestSOnAnItemAboutTheOrganisationSaysWhyItDoesNothing(t *testing.T) {
	st, _, _ := demo(t, "5.2", "s")
	if !strings.Contains(st.Notice, "about the organisation") {
		t.Errorf("s said %q", st.Notice)
	}
}

func TestANoteIsSavedWhenItIsLeft(t *testing.T) {
	st, s, id := empty(t, "c")
	st.Type("Board paper of March").Press("enter").Type("second line").Press("esc")
	if got := answer(t, s, id, assess.Key{Item: "4.1"}).Note; got != "Board paper of March\nsecond line" {
		t.Errorf("saved as %q", got)
	}
	st.Shows("Board paper of March …")
}

func TestADraftThatWasNeverSavedComesBack(t *testing.T) {
	st, s, id := empty(t)
	key := assess.Key{Item: "4.1"}
	if err := s.DB.SaveDraft(t.Context(), s.Actor, id, key.Subject(), assess.FieldNote, "half a sen"); err != nil {
		t.Fatal(err)
	}
	st.Press("c").Shows("This is a draft that was never saved", "half a sen")
	st.Type("tence").Press("esc")
	if got := answer(t, s, id, key).Note; got != "half a sentence" {
		t.Errorf("saved as %q", got)
	}
	if _, found, err := s.DB.Draft(t.Context(), s.Actor, id, key.Subject(), assess.FieldNote); err != nil || found {
		t.Errorf("the draft is still there (%v)", err)
	}
}

// finish answers what the demonstration leaves for the last session.
func finish(t *testing.T, st *screentest.Stage, s *screen.Session, id string) {
	t.Helper()
	for _, item := range []string{"7.5.2", "7.5.3", "9.3.3", "10.1"} {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Rate(s.Catalog, a, assess.Key{Item: item}, 3, "Looked at in the last session")
		})
	}
	st.News()
}

func TestTabGoesToTheNextOpenItemAndSaysWhenThereIsNone(t *testing.T) {
	st, _, _ := empty(t, "3", "down", "3", "up", "tab")
	if st.Place.Item != "4.3" {
		t.Errorf("tab went to %s", st.Place.Item)
	}
	st, s, id := demo(t, "4.1")
	finish(t, st, s, id)
	st.Press("tab")
	if !strings.Contains(st.Notice, "Every item is answered") {
		t.Errorf("tab said %q", st.Notice)
	}
}

func TestFiltersLeaveWhatTheyName(t *testing.T) {
	st, _, _ := demo(t, "4.1", "v")
	st.Shows("All 72 are shown.", "g  gaps", "u  unanswered", "f  flagged", "m  mine")
	st.Press("g").Shows("gaps 48 of 72").Hides("7.1     ")
	st.Press("esc").Hides(" of 72")
}

func TestTheTreeSaysWhatItIsNarrowedTo(t *testing.T) {
	st, _, _ := demo(t, "4.1", "v", "g")
	st.Resize(60, 20).Shows("gaps 48 of 72").Golden("gaps-60")
	st.Press("v", "down", "down", "down", "down", "space").Shows("4 of 72: gaps, flagged", "● f  flagged")
	st.Press("enter").Resize(80, 24).Shows("gaps, flagged 4 of 72 ")
	st.Press("v", "down", "down", "space", "enter").Shows("0 of 72: gaps, with a… │")
	st.Press("v", "o", "enter").Resize(150, 40).Shows("12 of 72: owner Jule Hansen, AI governa…")
}

func TestAFilterThatFindsNothingSaysWhyAndHolds(t *testing.T) {
	st, _, _ := empty(t, "v", "!")
	st.Shows("stale 0 of 70", "▸ 4.1").Hides(" 4.2 ")
	if !strings.Contains(st.Notice, "No answer is stale: none rests on a rating of the ISMS that fell since. esc shows all again.") {
		t.Errorf("it said %q", st.Notice)
	}
	st.Press("esc").Shows(" 4.2 ")
}

func TestAClickMeansTheRowUnderItBelowTheFilterToo(t *testing.T) {
	st, _, _ := demo(t, "4.1", "v", "g")
	st.Shows("▸ 4.4").Send(screen.Click{X: 8, Y: 4}).Shows("▸ 6.1.2")
	st.Send(screen.Click{X: 3, Y: 0})
	if st.Dialog() != "Which items" {
		t.Errorf("a click on the filter opened %q", st.Dialog())
	}
}

func TestAnItemThatTheRoomVotesOnIsInNoFilterByItsAnswer(t *testing.T) {
	st, _, _ := empty(t, "v", "u")
	st.Shows("unanswered 70 of 70")
	vote := workshop.Vote{Key: assess.Key{Item: "5.2"}, Round: 1, State: workshop.Open}
	st.Send(screen.Room{Current: &store.RoomVote{Vote: vote}}).Shows("unanswered 69 of 70")
	st.Press("v").Shows("69 of 70: unanswered")
}

func TestEvidenceIsAddedOnAForm(t *testing.T) {
	st, s, id := empty(t, "e")
	st.Shows("Nothing was shown for this item yet")
	st.Press("a").Type("Context page").Press("enter", "enter", "enter", "enter", "enter").Type("Ines Brandt").Press("enter", "enter", "enter", "enter")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	all := a.EvidenceFor("4.1")
	if len(all) != 1 || all[0].What != "Context page" || all[0].SeenBy != "Ines Brandt" || all[0].SeenOn != s.Now().Format(time.DateOnly) {
		t.Fatalf("saved as %+v\n%s", all, st.View())
	}
	st.Shows("Evidence 1, 1 seen")
}

func TestEvidenceThatWasSeenTooLongAgoSaysSo(t *testing.T) {
	st, s, id := empty(t, "e", "a")
	ago := s.Now().AddDate(-1, -2, 0).Format(time.DateOnly)
	st.Type("Context page").Press("enter", "enter", "enter", "enter", "enter").Type("Ines Brandt").Press("enter").Type(ago).Press("enter", "enter", "enter")
	st.Shows("Evidence 1, seen 14 months ago")
	if st.Press("e"); !strings.Contains(st.View(), "seen "+day.Show(ago)) {
		t.Errorf("the list is\n%s", st.View())
	}
	// Somebody else looks again: that counts from today.
	st.Press("enter", "enter", "enter", "enter", "enter", "enter", "ctrl+u").Type("Mara Holm").Press("enter", "enter", "enter", "enter")
	st.Shows("Evidence 1, 1 seen")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if e := a.EvidenceFor("4.1")[0]; e.SeenBy != "Mara Holm" || e.SeenOn != s.Now().Format(time.DateOnly) {
		t.Errorf("saved as %+v", e)
	}
}

func TestAFindingOpensAndCloses(t *testing.T) {
	st, s, id := empty(t, "f", "a")
	st.Type("No list of AI systems").Press("enter", "enter", "enter")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	all := a.FindingsOn("4.1")
	if len(all) != 1 || all[0].Grade != assess.GradeMinor || all[0].Closed {
		t.Fatalf("saved as %+v\n%s", all, st.View())
	}
	st.Shows("1 minor open")
}

func TestOwnerDueDateAndFlagStandBelowTheItem(t *testing.T) {
	st, _, _ := empty(t, "o")
	st.Type("Jule").Press("enter").Type("2026-11-01").Press("enter").Press("m")
	st.Shows("Owner Jule", "Due 1 Nov 2026 overdue", "4.1 ⚑ Understanding")
}

func TestADueDateThatIsNoneIsRefusedWhereItIsTyped(t *testing.T) {
	st, _, _ := empty(t, "o")
	st.Press("enter").Type("soon").Press("enter").Shows("is no date; write it as 2026-12-31")
}

func TestADueDateIsShownBackWhileItIsTyped(t *testing.T) {
	st, _, _ := empty(t, "o")
	st.Press("enter").Shows("as 31 Dec 2026, +30d, next fri, end of q2")
	st.Type("3/4/27").Shows("as 31 Dec 2026").Press("enter").Shows("may be 3 Apr 2027 or 4 Mar 2027")
	st.Press("ctrl+u").Type("end of q2").Shows("= 30 Jun 2027").Press("enter").Shows("Due 30 Jun 2027")
	st.Press("o", "enter").Shows("> 30 Jun 2027").Press("ctrl+u").Type("+30d").Shows("= 24 Dec 2026").Press("enter").Shows("Due 24 Dec 2026")
	st.Press("o", "enter").Press("ctrl+u", "enter").Hides("Due")
}

func TestAnOwnControlIsWalkedLikeTheOthers(t *testing.T) {
	st, s, id := empty(t, "X", "a")
	st.Type("Works council hears of every new AI system").Press("enter", "enter", "enter").Press("esc", "end", "2")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Controls) != 1 {
		t.Fatalf("there are %d own controls", len(a.Controls))
	}
	if got := standing(t, s, id, a.Controls[0].ID); got.Level != 2 {
		t.Errorf("X.1 stands at %+v", got)
	}
	st.Shows("▸ X.1     ● 2", "0-5 rates X.1")
}

func TestNewsFromOthersNeverMovesTheCursor(t *testing.T) {
	st, s, id := demo(t, "7.2", "right", "down")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, 0, "said so")
	})
	before := st.Place
	st.News()
	st.Press("up", "down")
	if st.Place != before {
		t.Errorf("it stood at %+v, now at %+v", before, st.Place)
	}
}

func TestHostileTextIsShownAndNeverObeyed(t *testing.T) {
	st, s, id := empty(t)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(s.Catalog, a, assess.Key{Item: "4.1"}, "\x1b]52;c;aGk=\x07 \u202eabc")
	})
	st.News()
	if raw := st.Screen.View(); strings.Contains(raw, "\x1b]52") || strings.Contains(raw, "\u202e") {
		t.Error("an escape of a note reached the screen")
	}
	st.Shows("␛]52;c;aGk=␇", "⟨U+202E⟩")
}

func TestTheAnswersOfAnotherAssessorShowTheirAuthorInHistoryOnly(t *testing.T) {
	_, s, id := empty(t)
	other := store.Actor{Name: "Tomasz Lis"}
	a, err := s.DB.Do(t.Context(), other, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(s.Catalog, a, assess.Key{Item: "4.1"}, 3, "")
	})
	if err != nil || a.Answer(assess.Key{Item: "4.1"}).Rating.By != "Tomasz Lis" {
		t.Errorf("the rating is by %q (%v)", a.Answer(assess.Key{Item: "4.1"}).Rating.By, err)
	}
}

func TestNoFormStartsAnEditorOnCtrlE(t *testing.T) {
	for _, keys := range [][]string{{"e", "a"}, {"f", "a"}, {"o"}, {"X", "a"}, {"c"}} {
		st, _, _ := empty(t, keys...)
		before := st.Dialog()
		st.Press("ctrl+e")
		if st.Dialog() != before {
			t.Errorf("after %v ctrl+e went from %q to %q", keys, before, st.Dialog())
		}
		for _, msg := range st.Others {
			if strings.Contains(strings.ToLower(strings.TrimPrefix(typeName(msg), "*")), "exec") {
				t.Errorf("after %v ctrl+e asked to run a program: %T", keys, msg)
			}
		}
	}
}

func TestEveryKeyIsNamed(t *testing.T) {
	st, _, _ := empty(t)
	st.EveryKeyIsNamed()
}

// overlaid is the Walk over an assessment in which nothing was answered, with
// the organisation's copy of 4.1 beside it.
func overlaid(t *testing.T, text string) *screentest.Stage {
	t.Helper()
	s, _ := screentest.Session(t)
	o, err := catalog.LoadOverlay(fstest.MapFS{"texts.yaml": {Data: []byte(text)}}, s.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	s.Overlay = o
	return screentest.Run(t, s, walk.New(s), screentest.Empty(t, s, "Gap 2026", "Nordwind"))
}

func TestTheOrganisationsCopyOfTheStandardStandsBesideTheItem(t *testing.T) {
	st := overlaid(t, `"4.1": "Sentence one.\nSentence \e[31mtwo\e[m, \u202Eback."`)
	const head = "The standard's text (your copy)"
	st.Hides(head)
	st.Resize(140, 40).Shows(head, "Sentence one.", "Sentence ␛[31mtwo␛[m", "⟨U+202E⟩")
	st.Golden("overlay-140x40")
	if raw := st.Screen.View(); strings.Contains(raw, "\x1b[31m") || strings.Contains(raw, "\u202e") {
		t.Error("an escape of the overlay reached the screen")
	}
	st.Press("down").Hides(head)
	st.Press("up").Resize(80, 100).Press("i").Shows(head, "Sentence one.", "␛[31mtwo")
}

func TestALongCopyOfTheStandardIsCutWithAMark(t *testing.T) {
	st := overlaid(t, `"4.1": "`+strings.Repeat("Line.\\n", 60)+`"`)
	st.Resize(120, 40).Shows("The standard's text (your copy)", "↓ more: i")
}

func TestTheAnswersOfAnItemAreHiddenWhileTheRoomVotesOnIt(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, walk.New(s), id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.4"}}).Shows("6.1.4   ● 1", "Rating")
	if _, err := s.DB.OpenVote(t.Context(), s.Actor, s.Catalog, id, assess.Key{Item: "6.1.4"}, 1, true); err != nil {
		t.Fatal(err)
	}
	look := func() *screentest.Stage { return st.Send(s.LookAtRoom(t.Context(), id)) }
	look().Shows("6.1.4   ◇", "its answers are hidden").Hides("Rating", "6.1.4   ● 1")
	st.Resize(140, 40).Hides("▐1▌", "The ISMS carries")
	v, _, err := s.DB.CurrentVote(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []func() error{
		func() error {
			_, err := s.DB.Cast(t.Context(), s.Actor, v.ID, workshop.Ballot{Level: 2, Confidence: workshop.LowConfidence})
			return err
		},
		func() error { _, err := s.DB.Reveal(t.Context(), s.Actor, v.ID); return err },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	look().Shows("6.1.4   ● 1")
}

func TestAVoteIsOpenedFromTheWalk(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, walk.New(s), screentest.Demo(t, s)).Press("V")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Votes || at.Item != "4.1" {
		t.Errorf("V went to %+v", at)
	}
}

func TestTwoWhoWriteOneNoteAreToldAndBothTextsAreKept(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	st := screentest.Open(t, s, walk.New(s), id).Press("c").Type("Mine.")
	at := assess.Key{Item: "4.1"}
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(s.Catalog, a, at, "Theirs.")
	})
	st.News().Shows("Somebody else changed this text meanwhile", "Mine.").Press("esc")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if note := a.Answer(at).Note; note != "Mine.\n\nTheirs." {
		t.Errorf("the note is %q", note)
	}
}

func TestATextThatCouldNotBeSavedStaysAsADraft(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	st := screentest.Open(t, s, walk.New(s), id).Press("c").Type("Not allowed to.")
	at := assess.Key{Item: "4.1"}
	if err := s.DB.SaveDraft(t.Context(), s.Actor, id, at.Subject(), assess.FieldNote, "Not allowed to."); err != nil {
		t.Fatal(err)
	}
	s.Actor.Role = workshop.Observer
	st.Press("esc").Shows("looks on and changes nothing")
	if text, ok, err := s.DB.Draft(t.Context(), s.Actor, id, at.Subject(), assess.FieldNote); !ok || text != "Not allowed to." || err != nil {
		t.Errorf("the draft is %q, %v, %v", text, ok, err)
	}
}

func TestASlideShowsAQuestionAndItsLevelsWithoutAnswers(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, walk.New(s), screentest.Demo(t, s))
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.4"}}).Resize(140, 40)
	st.Press("P").Shows("What it is about").Press("right", "right").Shows("Question 2 of 5", "Whose life, from one person to society").Golden("slide-140x40")
	st.Resize(80, 24).Golden("slide-80x24").Press("left", "left", "left").Shows("What it is about").Press("esc")
}

func TestWhatWasTypedIntoAFormIsThereAgainAfterEsc(t *testing.T) {
	st, s, id := empty(t)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "6.1.4"}})
	st.Press("e", "a").Type("Quick").Press("enter", "esc", "e", "a").Shows("This is a draft that was never saved. ctrl+g drops it.", "Quick")
	st.Press("shift+tab").Type(" look").Press("enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil || len(a.EvidenceFor("6.1.4")) != 1 || a.EvidenceFor("6.1.4")[0].What != "Quick look" {
		t.Errorf("%+v %v", a.Evidence, err)
	}
	st.Press("e", "a").Hides("Quick").Press("esc")
	st.Press("f", "a").Type("Nobody asked").Press("esc", "down", "f", "a").Hides("Nobody asked").Press("esc", "up")
	st.Press("f", "a").Shows("Nobody asked").Press("ctrl+g", "f", "a").Hides("Nobody asked", "never saved")
}

func TestWhatOfAPasteDoesNotFitIsCountedAndKeptForAnotherNote(t *testing.T) {
	st, s, id := empty(t)
	paste := func(text string) { st.Front(tea.PasteMsg{Content: text}) }
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "7.1"}}).Press("c")
	paste(strings.Repeat("a", assess.MaxNote) + strings.Repeat("b", 1234))
	st.Shows("1,234 characters of the paste did not fit; ctrl+y puts it in here").Press("esc", "down", "c").Shows("1,234 characters")
	st.Press("ctrl+y").Hides("did not fit").Press("esc")
	if x := answer(t, s, id, assess.Key{Item: "7.2"}); x.Note != strings.Repeat("b", 1234) {
		t.Errorf("the note of 7.2 is %q", x.Note)
	}
	st.Press("down", "f", "a")
	paste(strings.Repeat("a", assess.MaxNote+7))
	st.Shows("7 characters of the paste did not fit; ctrl+y puts it into a note.")
}

func TestAPasteKeepsItsLineEndsAndTabs(t *testing.T) {
	st, s, id := empty(t)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "7.1"}}).Press("c")
	st.Front(tea.PasteMsg{Content: "one\ttwo\r\nthree\rfour\nfive"})
	st.Shows("one→two").Press("esc")
	const want = "one\ttwo\nthree\nfour\nfive"
	if x := answer(t, s, id, assess.Key{Item: "7.1"}); x.Note != want {
		t.Errorf("the note is %q", x.Note)
	}
	before, _ := s.DB.Assessment(t.Context(), id)
	st.Press("c", "esc")
	if after, err := s.DB.Assessment(t.Context(), id); err != nil || after != before {
		t.Errorf("a look at it changed it: %v", err)
	}
}

func TestARatingForAllThatWouldCountForNoneOffersToReplaceTheirs(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, walk.New(s), id)
	st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "A.5.4"}}).Shows("▸ A.5.4   ● 1")
	st.Press("4").Shows("A.5.4 for all counts for no AI system", "Replace the 4 answers by 4", "Keep them; 4 for systems to come")
	st.Press("enter").Shows("▸ A.5.4   ● 4", "▐4▌")
	st.Undo().Press("2", "down", "enter").Shows("▸ A.5.4   ● 1", "▐2▌")
	st.Press("s", "5").Hides("counts for no")
}

func TestOfDigitsThatAreHeldDownTheLastStands(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	st := screentest.Open(t, s, walk.New(s), id)
	var keys []string
	for range 20 {
		keys = append(keys, "1", "2")
	}
	st.Burst(append(keys, "4")...).Shows("▐4▌")
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil || a.Answer(assess.Key{Item: "4.1"}).Rating.Level != 4 {
		t.Errorf("4.1 is %+v, %v", a.Answer(assess.Key{Item: "4.1"}).Rating, err)
	}
}

func TestARatingGoesOnByItselfWhereSomebodySaysSo(t *testing.T) {
	st, s, id := empty(t, "z")
	st.Shows("goes on by itself").Press("3").Shows("▸ 4.2", "rates 4.2, goes on").Press("right", "3", "2").Shows("rates 4.2 question 3, goes on")
	st.Press("1").Shows("▸ 4.3").Press("z").Shows("stays").Press("4").Shows("▸ 4.3     ● 4")
	if got := levels(t, s, id, "4.1", "4.3"); got != "34" {
		t.Errorf("the ratings are %s", got)
	}
}
