package assess_test

import (
	"fmt"
	"testing"

	"crosswalk/catalog/assess"
)

// word says a standing in the words of the tables below: "rated 2",
// "partial from 1" (1 is the lowest that will count), "na", "unanswered".
func word(st assess.Standing) string {
	text := string(st.State)
	switch {
	case st.State == assess.Rated:
		text = fmt.Sprintf("rated %d", st.Level)
	case st.State == assess.Partial && st.HasLowest:
		text = fmt.Sprintf("partial from %d", st.Lowest)
	}
	if st.Override {
		text += " override"
	}
	if st.Of > 0 {
		text += fmt.Sprintf(", %d of %d", st.Answered, st.Of)
	}
	return text
}

func TestHowAnItemStandsByItsQuestions(t *testing.T) {
	for _, c := range []struct {
		rule string
		acts func(*book)
		want string
	}{
		{"nobody has judged it", func(*book) {}, "unanswered"},
		{"a note is no judgement", func(b *book) { b.do(assess.Note(b.cat, b.a, at("5.2"), "later")) }, "unanswered"},
		{"some of its questions are judged", func(b *book) { b.rate("5.2-1", 2) }, "partial from 2"},
		{"the minimum of its requirement questions", func(b *book) { b.rate("5.2-1", 4); b.rate("5.2-2", 2) }, "rated 2"},
		{"a maturity question never lowers it", func(b *book) { b.rate("5.2-1", 4); b.rate("5.2-2", 3); b.rate("5.2-3", 0) }, "rated 3"},
		{"a maturity question never raises it", func(b *book) { b.rate("5.2-1", 1); b.rate("5.2-2", 1); b.rate("5.2-3", 5) }, "rated 1"},
		{"a maturity question alone makes it partial", func(b *book) { b.rate("5.2-3", 5) }, "partial"},
		{"a maturity question is not waited for", func(b *book) { b.rate("5.2-2", 3); b.rate("5.2-1", 3) }, "rated 3"},
		{"a question that does not arise doesn't count", func(b *book) { b.exclude("5.2-1"); b.rate("5.2-2", 2) }, "rated 2"},
		{"setting the open question aside completes it", func(b *book) { b.rate("5.2-2", 2); b.exclude("5.2-1") }, "rated 2"},
		{"setting one aside alone makes it partial", func(b *book) { b.exclude("5.2-1") }, "partial"},
		{"clearing a question opens it again", func(b *book) { b.rate("5.2-1", 4); b.rate("5.2-2", 2); b.clear("5.2-2") }, "partial from 4"},
		{"clearing all makes it unanswered", func(b *book) { b.rate("5.2-1", 4); b.clear("5.2-1") }, "unanswered"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			b := open(t, small(t))
			c.acts(b)
			if got := word(b.stand("5.2")); got != c.want {
				t.Errorf("it is %s; right is %s", got, c.want)
			}
		})
	}
}

func TestHowADirectRatingStands(t *testing.T) {
	for _, c := range []struct {
		rule string
		acts func(*book)
		want string
	}{
		{"at once, without its questions", func(b *book) { b.rate("5.2", 4) }, "rated 4"},
		{"0 is a rating", func(b *book) { b.rate("5.2", 0) }, "rated 0"},
		{"until every requirement question was rated after it", func(b *book) { b.rate("5.2", 4); b.rate("5.2-1", 1) }, "rated 4 override"},
		{"then the questions decide", func(b *book) { b.rate("5.2", 4); b.rate("5.2-1", 1); b.rate("5.2-2", 2) }, "rated 1"},
		{"a question rated before it does not count as after", func(b *book) { b.rate("5.2-1", 3); b.rate("5.2", 2); b.rate("5.2-2", 3) }, "rated 2"},
		{"rating the earlier question again ends it", func(b *book) {
			b.rate("5.2-1", 3)
			b.rate("5.2", 2)
			b.rate("5.2-2", 3)
			b.rate("5.2-1", 3)
		}, "rated 3"},
		{"maturity questions after it change nothing", func(b *book) { b.rate("5.2", 2); b.rate("5.2-3", 5) }, "rated 2"},
		{"a question set aside is not waited for", func(b *book) { b.exclude("5.2-1"); b.rate("5.2", 2); b.rate("5.2-2", 1) }, "rated 1"},
		{"above the lowest question it is an override", func(b *book) { b.rate("5.2-1", 1); b.rate("5.2-2", 4); b.rate("5.2", 3) }, "rated 3 override"},
		{"at the lowest question it is none", func(b *book) { b.rate("5.2-1", 1); b.rate("5.2", 1) }, "rated 1"},
		{"below it is none", func(b *book) { b.rate("5.2-1", 4); b.rate("5.2", 1) }, "rated 1"},
		{"above a maturity question it is none", func(b *book) { b.rate("5.2-3", 0); b.rate("5.2", 4) }, "rated 4"},
		{"clear removes it, and the questions decide", func(b *book) { b.rate("5.2-1", 1); b.rate("5.2-2", 2); b.rate("5.2", 4); b.clear("5.2") }, "rated 1"},
		{"clear without questions leaves nothing", func(b *book) { b.rate("5.2", 4); b.clear("5.2") }, "unanswered"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			b := open(t, small(t))
			c.acts(b)
			if got := word(b.stand("5.2")); got != c.want {
				t.Errorf("it is %s; right is %s", got, c.want)
			}
		})
	}
}

func TestHowAnItemAboutSystemsStands(t *testing.T) {
	for _, c := range []struct {
		rule string
		acts func(*book)
		want string
	}{
		{"nobody has judged it", func(*book) {}, "unanswered, 0 of 3"},
		{"the answer for all systems stands for every one", func(b *book) { b.rate("A.5.4", 3) }, "rated 3, 3 of 3"},
		{"a system without an answer makes it partial", func(b *book) { b.rate("A.5.4@s1", 3); b.rate("A.5.4@s2", 1) }, "partial from 1, 2 of 3"},
		{"the minimum over the systems", func(b *book) { b.rate("A.5.4@s1", 3); b.rate("A.5.4@s2", 1); b.rate("A.5.4@s3", 5) }, "rated 1, 3 of 3"},
		{"a system's own answer goes before the one for all", func(b *book) { b.rate("A.5.4", 1); b.rate("A.5.4@s1", 4); b.rate("A.5.4@s2", 3); b.rate("A.5.4@s3", 3) }, "rated 3, 3 of 3"},
		{"the one for all stands where a system has none", func(b *book) { b.rate("A.5.4", 2); b.rate("A.5.4@s1", 4) }, "rated 2, 3 of 3"},
		{"N/A for one takes it out of the minimum", func(b *book) { b.rate("A.5.4", 3); b.rate("A.5.4@s1", 4); b.exclude("A.5.4@s1") }, "rated 3, 3 of 3"},
		{"N/A for the lowest raises the minimum", func(b *book) {
			b.rate("A.5.4@s1", 0)
			b.rate("A.5.4@s2", 3)
			b.rate("A.5.4@s3", 4)
			b.exclude("A.5.4@s1")
		}, "rated 3, 3 of 3"},
		{"N/A for one and nothing for the rest is partial", func(b *book) { b.exclude("A.5.4@s1") }, "partial, 1 of 3"},
		{"N/A for each makes the item N/A", func(b *book) { b.exclude("A.5.4@s1"); b.exclude("A.5.4@s2"); b.exclude("A.5.4@s3") }, "na, 3 of 3"},
		{"N/A for all systems makes the item N/A", func(b *book) { b.exclude("A.5.4") }, "na, 3 of 3"},
		{"N/A for all, but one rated", func(b *book) { b.exclude("A.5.4"); b.rate("A.5.4@s2", 2) }, "rated 2, 3 of 3"},
		{"questions of one system make it partial", func(b *book) { b.rate("A.5.4-1@s1", 2) }, "partial from 2, 0 of 3"},
		{"questions of one system rate it for that system", func(b *book) {
			b.rate("A.5.4", 5)
			b.rate("A.5.4-1@s1", 2)
			b.rate("A.5.4-2@s1", 3)
		}, "rated 2, 3 of 3"},
		{"a half judged system holds the item back", func(b *book) { b.rate("A.5.4", 5); b.rate("A.5.4-1@s1", 2) }, "partial from 2, 2 of 3"},
		{"a maturity question of one system never lowers it", func(b *book) { b.rate("A.5.4", 3); b.rate("A.5.4-3@s1", 0) }, "rated 3, 3 of 3"},
		{"a maturity question of one system alone makes it partial", func(b *book) { b.rate("A.5.4-3@s1", 0) }, "partial, 0 of 3"},
		{"questions for all systems stand for every one", func(b *book) { b.rate("A.5.4-1", 2); b.rate("A.5.4-2", 4) }, "rated 2, 3 of 3"},
		{"a system added later makes it partial", func(b *book) {
			b.rate("A.5.4@s1", 3)
			b.rate("A.5.4@s2", 3)
			b.rate("A.5.4@s3", 3)
			b.systems("s4")
		}, "partial from 3, 3 of 4"},
		{"unless an answer for all systems stands", func(b *book) { b.rate("A.5.4", 3); b.systems("s4") }, "rated 3, 4 of 4"},
		{"a system taken away is not asked for", func(b *book) {
			b.rate("A.5.4@s1", 3)
			b.rate("A.5.4@s2", 3)
			b.do(assess.RemoveSystem(b.a, "s3"))
		}, "rated 3, 2 of 2"},
		{"a system out of scope is not asked for", func(b *book) {
			b.rate("A.5.4@s1", 3)
			b.rate("A.5.4@s2", 0)
			b.rate("A.5.4@s3", 4)
			b.do(assess.PutSystem(b.a, assess.System{ID: "s2", Name: "s2"}))
		}, "rated 3, 2 of 2"},
		{"with no system in scope the answer for all is the item's", func(b *book) {
			b.rate("A.5.4", 2)
			b.rate("A.5.4@s1", 4)
			for _, id := range []string{"s1", "s2", "s3"} {
				b.do(assess.RemoveSystem(b.a, id))
			}
		}, "rated 2"},
		{"an override for one system marks the item", func(b *book) {
			b.rate("A.5.4", 3)
			b.rate("A.5.4-1@s1", 1)
			b.rate("A.5.4@s1", 4)
		}, "rated 3 override, 3 of 3"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			b := open(t, small(t))
			b.systems("s1", "s2", "s3")
			c.acts(b)
			if got := word(b.stand("A.5.4")); got != c.want {
				t.Errorf("it is %s; right is %s", got, c.want)
			}
			it, _ := b.cat.Item("A.5.4")
			if over := assess.StandOver(it, b.a, b.a.InScope()); over != b.stand("A.5.4") {
				t.Errorf("StandOver says %s", word(over))
			}
		})
	}
}

func TestAnItemInOneSystemStandsByItsOwnAnswerOrTheOneForAll(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1", "s2")
	b.rate("A.5.4", 2)
	b.exclude("A.5.4@s1")
	it, _ := b.cat.Item("A.5.4")
	for system, want := range map[string]string{"s1": "na", "s2": "rated 2"} {
		if got := word(assess.StandIn(it, b.a, system)); got != want {
			t.Errorf("for %s it is %s; right is %s", system, got, want)
		}
	}
}

func TestAnItemAboutTheOrganisationAsksForNoSystem(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1", "s2")
	b.rate("A.5.2", 3)
	if got := word(b.stand("A.5.2")); got != "rated 3" {
		t.Errorf("it is %s", got)
	}
}

func TestAnExcludedItemIsNotApplicableWhateverItsQuestionsSay(t *testing.T) {
	b := open(t, small(t))
	b.rate("A.5.2-1", 3)
	b.rate("A.5.2-2", 3)
	b.exclude("A.5.2")
	if got := word(b.stand("A.5.2")); got != "na" {
		t.Errorf("it is %s", got)
	}
	b.clear("A.5.2")
	if got := word(b.stand("A.5.2")); got != "rated 3" {
		t.Errorf("cleared, it is %s; its questions stand again", got)
	}
}

func TestAnOwnControlIsRatedAndExcludedLikeAControl(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "own", Title: "Red team"}))
	b.rate("own", 2)
	if got := word(b.stand("own")); got != "rated 2" {
		t.Errorf("it is %s", got)
	}
	b.exclude("own")
	if got := word(b.stand("own")); got != "na" {
		t.Errorf("it is %s", got)
	}
}

func TestAnExclusionKeepsWhatWasSaidOfIt(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.Exclude(b.cat, b.a, at("A.5.2"), assess.Exclusion{Reason: "none here", Risk: "R-7", ApprovedBy: "Bo", ApprovedOn: "2026-02-03"}))
	r := b.a.Answer(at("A.5.2")).Rating
	if r.Reason != "none here" || r.Risk != "R-7" || r.ApprovedBy != "Bo" || r.ApprovedOn != "2026-02-03" || r.By != "Ada" || r.At.IsZero() || r.Order == "" {
		t.Errorf("%+v", r)
	}
}
