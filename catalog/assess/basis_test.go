package assess_test

import (
	"testing"

	"crosswalk/catalog/assess"
)

func TestWhatIsTakenOverRemembersWhatItRestsOn(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.RateBaseline(b.cat, b.a, "5.2", 4))
	b.do(assess.RateBaseline(b.cat, b.a, "A.5.9", 2))
	b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f", Baseline: "A.5.9", Statement: "No owner.", Grade: assess.GradeMinor}))
	b.do(assess.Adopt(b.cat, b.a, at("6.1.4"), 2, "register, sheet 2", "5.2", "A.5.9", "5.2"))
	r := b.a.Answer(at("6.1.4")).Rating
	if r.Basis != "5.2=4 A.5.9=2!" || r.Level != 2 || r.Reason != "register, sheet 2" {
		t.Errorf("%+v", r)
	}
	if rests := r.Basis.Rests(); len(rests) != 2 || rests[1] != (assess.Rest{Baseline: "A.5.9", Level: 2, Found: true}) {
		t.Errorf("%+v", rests)
	}
	if st := b.stand("6.1.4"); st.State != assess.Rated || st.Level != 2 || !st.Direct {
		t.Errorf("%+v", st)
	}
	said := describe(b.cat, b.a, b.log[len(b.log)-1])
	if said != "adopted the draft of the ISMS for 6.1.4: 2, carried by ISMS 5.2, ISMS A.5.9" {
		t.Error(said)
	}
	b.rate("6.1.4", 1)
	if r := b.a.Answer(at("6.1.4")).Rating; r.Basis != "" {
		t.Errorf("rated anew, it still rests on %s", r.Basis)
	}
}

func TestConfirmingKeepsTheJudgementAndItsPlaceInTime(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.RateBaseline(b.cat, b.a, "5.2", 4))
	b.do(assess.Adopt(b.cat, b.a, at("6.1.4"), 2, "register", "5.2"))
	was := b.a.Answer(at("6.1.4")).Rating
	b.rate("6.1.4-1", 1)
	b.rate("6.1.4-2", 1)
	b.do(assess.RateBaseline(b.cat, b.a, "5.2", 3))
	b.do(assess.Confirm(b.cat, b.a, at("6.1.4")))
	is := b.a.Answer(at("6.1.4")).Rating
	if is.Basis != "5.2=3" || is.Order != was.Order || is.By != was.By || is.Level != 2 {
		t.Errorf("%+v became %+v", was, is)
	}
	if st := b.stand("6.1.4"); st.Direct || st.Level != 1 {
		t.Errorf("confirming overtook the questions: %+v", st)
	}
	if changes, err := assess.Confirm(b.cat, b.a, at("6.1.4")); err != nil || len(changes) != 0 {
		t.Errorf("a second confirmation is an act: %v %v", changes, err)
	}
}

func TestTakingOverIsRefusedWithAReason(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1")
	b.do(assess.RateBaseline(b.cat, b.a, "5.2", 4))
	b.exclude("A.5.2")
	adopt := func(place string, level int, where string, rests ...string) func() ([]assess.Change, error) {
		return func() ([]assess.Change, error) { return assess.Adopt(b.cat, b.a, at(place), level, where, rests...) }
	}
	for _, c := range []struct {
		name string
		do   func() ([]assess.Change, error)
		want string
	}{
		{"without a place", adopt("6.1.4", 2, " ", "5.2"), "without a word on where it can be seen"},
		{"resting on nothing", adopt("6.1.4", 2, "x", "A.5.9"), "nothing of the ISMS that 6.1.4 could rest on is rated"},
		{"a level there is not", adopt("6.1.4", 6, "x", "5.2"), "0 to 5"},
		{"a question of an excluded item", adopt("A.5.2-1", 3, "x", "5.2"), "A.5.2 is not applicable"},
		{"an endless place", adopt("6.1.4", 2, longer, "5.2"), "20001 characters"},
		{"confirming what was judged here", func() ([]assess.Change, error) { return assess.Confirm(b.cat, b.a, at("6.1.4")) }, "was not taken over from the ISMS"},
		{"putting away the draft of a question", func() ([]assess.Change, error) { return assess.Decline(b.cat, b.a, at("6.1.4-1"), true) }, "not for one of its questions"},
		{"a finding on two things", func() ([]assess.Change, error) {
			return assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f", Item: "5.2", Baseline: "5.2", Statement: "x", Grade: assess.GradeMinor})
		}, "about the ISMS alone"},
		{"a finding on nothing of the ISMS", func() ([]assess.Change, error) {
			return assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f", Baseline: "9.9", Statement: "x", Grade: assess.GradeMinor})
		}, "ISO/IEC 27001 has no 9.9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			changes, err := c.do()
			refused(t, changes, err, c.want)
		})
	}
}

func TestABasisThatNoActCouldHaveWrittenIsRefused(t *testing.T) {
	b := open(t, small(t))
	for _, bad := range []string{"5.2", "5.2=6", "5.2=33", "5.2=-1", "=3", "5.2=3!!"} {
		_, err := assess.Apply(b.a, b.revise([]assess.Change{{
			Subject: at("6.1.4").Subject(), Field: assess.FieldRating, Value: []byte(`{"level":2,"basis":"` + bad + `"}`),
		}})...)
		if err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}
