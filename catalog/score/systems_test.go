package score_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"crosswalk/catalog/assess"
)

func TestASystemIsReadyWhenEveryItemAboutSystemsConformsForIt(t *testing.T) {
	for _, c := range []struct {
		name      string
		acts      func(*book)
		ready, of int
	}{
		{"no system in scope", func(b *book) { b.rateItem("A.5.4", 3) }, 0, 0},
		{"nothing said", func(b *book) { b.systems("s1") }, 0, 1},
		{"the answer for all holds for each", func(b *book) { b.systems("s1", "s2"); b.rateItem("A.5.4", 3) }, 2, 2},
		{"one below", func(b *book) {
			b.systems("s1", "s2")
			b.rateItem("A.5.4", 3)
			b.rate(assess.Key{Item: "A.5.4", System: "s2"}, 2)
		}, 1, 2},
		{"one is left out", func(b *book) { b.systems("s1"); b.exclude(assess.Key{Item: "A.5.4", System: "s1"}) }, 1, 1},
		{"a minor that names one", func(b *book) {
			b.systems("s1", "s2")
			b.rateItem("A.5.4", 4)
			b.finding("f", "A.5.4", "s2", assess.GradeMinor)
		}, 1, 2},
		{"a minor that names none", func(b *book) {
			b.systems("s1", "s2")
			b.rateItem("A.5.4", 4)
			b.finding("f", "A.5.4", "", assess.GradeMinor)
		}, 0, 2},
		{"half the questions of one", func(b *book) {
			b.systems("s1", "s2")
			b.rateItem("A.5.4", 4)
			b.rate(assess.Key{Item: "A.5.4", System: "s1", Question: "A.5.4-1"}, 4)
		}, 1, 2},
		{"items about the organisation ask nothing of a system", func(b *book) {
			b.systems("s1")
			b.rateItem("A.5.4", 3)
			b.rateItem("5.2", 0)
		}, 1, 1},
	} {
		b := open(t, small(t))
		c.acts(b)
		if got := b.score(); got.Ready != c.ready || got.Systems != c.of {
			t.Errorf("%s: %d of %d systems are ready; %d of %d is right", c.name, got.Ready, got.Systems, c.ready, c.of)
		}
	}
}

func TestAFindingThatNamesASystemCapsThatSystemsShareOnly(t *testing.T) {
	for _, c := range []struct {
		name             string
		acts             func(*book)
		item, one, other float64
		conforming       bool
	}{
		{"a major", func(b *book) { b.finding("f", "A.5.4", "s1", assess.GradeMajor) }, 1.0 / 3, 1.0 / 3, 1, false},
		{"beside a minor that names none", func(b *book) {
			b.finding("f", "A.5.4", "s1", assess.GradeMajor)
			b.finding("g", "A.5.4", "", assess.GradeMinor)
		}, 1.0 / 3, 1.0 / 3, 2.0 / 3, false},
		{"a system that left the scope", func(b *book) {
			b.finding("f", "A.5.4", "s1", assess.GradeMajor)
			s, _ := b.a.System("s1")
			s.InScope = false
			b.do(assess.PutSystem(b.a, s))
		}, 1, none, 1, true},
		{"a system that it does not apply to", func(b *book) {
			b.finding("f", "A.5.4", "s1", assess.GradeMajor)
			b.exclude(assess.Key{Item: "A.5.4", System: "s1"})
		}, 1, 0, 1, true},
	} {
		b := open(t, small(t))
		b.systems("s1", "s2")
		b.rateItem("A.5.4", 3)
		c.acts(b)
		got := b.item("A.5.4")
		if !near(got.Credit, c.item) || got.Conforming != c.conforming {
			t.Errorf("%s: credit %v, conforming %v; right is %v and %v", c.name, got.Credit, got.Conforming, c.item, c.conforming)
		}
		for i, s := range b.a.InScope() {
			want := map[string]float64{"s1": c.one, "s2": c.other}[s.ID]
			if x := got.Systems[i]; !near(x.Credit, want) {
				t.Errorf("%s: credit of %s is %v; %v is right", c.name, s.ID, x.Credit, want)
			}
		}
	}
}

// id is one of the ids that sort by the time they were made.
func id(n int) string { return fmt.Sprintf("01990000-0000-7000-8000-%012d", n) }

// said is an assessment of which each line was said a moment after the last:
// a system joins, or an answer is given.
func said(t *testing.T, b *book, lines ...[2]string) {
	t.Helper()
	for n, l := range lines {
		r := assess.Revision{ID: id(10*n + 5), Assessment: "a", Author: "Ada"}
		switch l[0] {
		case "join":
			r.Subject, r.Field, r.Value = assess.RecordSubject(assess.KindSystem, id(10*n)), "in_scope", json.RawMessage("true")
		default:
			r.Subject, r.Field, r.Value = assess.Subject(l[0]), assess.FieldRating, json.RawMessage(l[1])
		}
		next, err := assess.Apply(b.a, r)
		if err != nil {
			t.Fatal(err)
		}
		b.a = next
	}
}

func TestAnAnswerForAllSaysNothingOfASystemThatCameLater(t *testing.T) {
	all := assess.Key{Item: "A.5.4"}
	at := func(q string) string { return string(assess.Key{Item: "A.5.4", Question: q}.Subject()) }
	join := [2]string{"join"}
	rated := [2]string{string(all.Subject()), `{"level":3}`}
	for _, c := range []struct {
		name                 string
		said                 [][2]string
		state                assess.State
		answered, of, ready  int
		conforming, verified bool
	}{
		{"answered after both", [][2]string{join, join, rated}, assess.Rated, 2, 2, 2, true, true},
		{"one came later", [][2]string{join, rated, join}, assess.Rated, 1, 2, 1, true, false},
		{"all came later", [][2]string{rated, join, join}, assess.Rated, 0, 2, 0, true, false},
		{"confirmed again", [][2]string{join, rated, join, rated}, assess.Rated, 2, 2, 2, true, true},
		{"the later one answered by itself", [][2]string{join, rated, join, {
			string(assess.Key{Item: "A.5.4", System: id(20)}.Subject()), `{"level":4}`,
		}}, assess.Rated, 2, 2, 2, true, true},
		{"it came between two questions", [][2]string{join, {at("A.5.4-1"), `{"level":3}`}, join, {at("A.5.4-2"), `{"level":3}`}}, assess.Rated, 1, 2, 1, true, false},
		{"left out before it came", [][2]string{join, {string(all.Subject()), `{"na":true,"reason":"none"}`}, join}, assess.NA, 1, 2, 1, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, staged(t))
			b.evidence("e", "", "Bo", "A.5.4")
			said(t, b, c.said...)
			got, card := b.item("A.5.4"), b.score()
			if st := got.Standing; st.State != c.state || st.Answered != c.answered || st.Of != c.of || st.Later != c.of-c.answered {
				t.Errorf("%s, %d of %d, %d later", st.State, st.Answered, st.Of, st.Later)
			}
			if got.Conforming != c.conforming || got.Verified != c.verified || card.Ready != c.ready {
				t.Errorf("conforming %v, verified %v, %d systems ready", got.Conforming, got.Verified, card.Ready)
			}
			_, two := b.blockers()
			if blocked := two["A.5.4"] != ""; blocked != (c.answered < c.of) {
				t.Errorf("stage 2: %q", two["A.5.4"])
			}
		})
	}
}

func TestWhoOwnsAnItemDoesNotVerifyIt(t *testing.T) {
	own := func(b *book, system, who string) {
		b.do(assess.Assign(b.cat, b.a, assess.Key{Item: "A.5.4", System: system}, who, ""))
	}
	for _, c := range []struct {
		name string
		acts func(*book)
		want bool
	}{
		{"nobody owns it", func(*book) {}, true},
		{"another owns it", func(b *book) { own(b, "", "Bo") }, true},
		{"the owner saw it", func(b *book) { own(b, "", "ada ") }, false},
		{"the owner of one system saw it", func(b *book) { own(b, "s2", "Ada") }, false},
		{"a system has another owner than all", func(b *book) {
			own(b, "", "Ada")
			own(b, "s1", "Bo")
			own(b, "s2", "Cy")
		}, true},
		{"another saw it too", func(b *book) { own(b, "", "Ada"); b.evidence("f", "", "Bo", "A.5.4") }, true},
	} {
		b := open(t, small(t))
		b.systems("s1", "s2")
		b.rateItem("A.5.4", 3)
		b.evidence("e", "", "Ada", "A.5.4")
		c.acts(b)
		if got := b.item("A.5.4").Verified; got != c.want {
			t.Errorf("%s: verified is %v", c.name, got)
		}
	}
}
