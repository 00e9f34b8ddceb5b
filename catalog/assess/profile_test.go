package assess_test

import (
	"reflect"
	"testing"

	"crosswalk/catalog/assess"
)

func TestEveryProfileKeyTakesItsValueAndGivesItBack(t *testing.T) {
	values := map[string]string{
		"organisation": "Example", "scope": "Chat\nand search", "kind": "internal-audit", "size": "large", "target": "4",
		"start": "2026-01-05", "fte": "0.25", "holidays": "2026-05-01,2026-12-25", "isms_years": "2.5", "isms_certified": "yes",
		"scopes_compatible": "partly", "certification_wanted": "no", "certification_by": "2027-01-31", "one_owner": "yes",
		"scope_moves": "no", "budget": "small", "basis": "published", "effort.A.5.2": "7.5",
		"strategy": "coordinated", "strategy_reason": "The group runs it so.",
		"decisions": "Hire one.\nBuy none.", "sites": "Hamburg\nGdańsk", "people_met": "Mara Holm, management", "not_seen": "The night shift.", "concern_readers": "Ines Sol\nAli",
	}
	b := open(t, small(t))
	p := b.a.Profile
	for key, value := range values {
		next, err := p.With(key, " "+value+" ")
		if err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		p = next
	}
	b.do(assess.SetProfile(b.a, p), nil)
	for key, value := range values {
		if got := b.a.Profile.Get(key); got != value {
			t.Errorf("%s is %q; it was set to %q", key, got, value)
		}
	}
	for _, k := range assess.ProfileKeys {
		if _, ok := values[k.Name]; !ok || k.About == "" {
			t.Errorf("the key %s is not tried here, or says nothing about itself", k.Name)
		}
	}
	if len(assess.SetProfile(b.a, assess.DefaultProfile())) != len(values) {
		t.Error("going back to the defaults does not change every key")
	}
}

func TestEmptyTakesAnAnswerBackOrGoesToTheDefault(t *testing.T) {
	p := assess.DefaultProfile()
	for key, value := range map[string]string{
		"organisation": "Example", "kind": "surveillance", "size": "small", "target": "5", "fte": "3",
		"isms_years": "4", "holidays": "2026-05-01", "budget": "small", "basis": "published", "effort.5.2": "2", "start": "2026-01-01",
	} {
		set, err := p.With(key, value)
		if err != nil {
			t.Fatal(err)
		}
		back, err := set.With(key, "")
		if err != nil || back.Get(key) != p.Get(key) {
			t.Errorf("%s is %q after taking it back, %v; it was %q", key, back.Get(key), err, p.Get(key))
		}
	}
	if p.Get("effort.5.2") != "" || p.Get("colour") != "" {
		t.Error("what was never said has a value")
	}
}

func TestHolidaysAreKeptInOrderEachOnce(t *testing.T) {
	p, err := assess.DefaultProfile().With("holidays", "2026-12-25, 2026-05-01,,2026-12-25")
	if err != nil || !reflect.DeepEqual(p.Holidays, []string{"2026-05-01", "2026-12-25"}) {
		t.Errorf("%q, %v", p.Holidays, err)
	}
}

func TestAProfileIsNeverChangedInPlace(t *testing.T) {
	p, err := assess.DefaultProfile().With("effort.5.2", "2")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.With("effort.5.2", "3"); err != nil || p.Get("effort.5.2") != "2" {
		t.Errorf("%q, %v", p.Get("effort.5.2"), err)
	}
	if _, err := p.With("effort.5.2", ""); err != nil || p.Get("effort.5.2") != "2" {
		t.Errorf("%q, %v", p.Get("effort.5.2"), err)
	}
}

func TestAProfileRefusesWhatIsNoAnswer(t *testing.T) {
	for _, c := range []struct{ key, value, sentence string }{
		{"colour", "red", `a profile has no key "colour"; the keys are organisation, scope, kind`},
		{"effort", "3", `a profile has no key "effort"`},
		{"kind", "party", `the kind "party" is not known; it is gap, internal-audit or surveillance`},
		{"size", "huge", `the size "huge" is not known; it is small, medium or large`},
		{"target", "2", `the target "2" is not known; it is 3, 4 or 5`},
		{"isms_certified", "maybe", `the isms_certified "maybe" is not known; it is yes or no`},
		{"scopes_compatible", "mostly", `it is yes, partly or no`},
		{"budget", "big", `it is small or normal`},
		{"basis", "guessed", `it is corrected or published`},
		{"fte", "0", `fte is "0"; a number more than 0 to 1000 is right`},
		{"fte", "-1", `fte is "-1"`},
		{"fte", "many", `fte is "many"`},
		{"fte", "NaN", `fte is "NaN"`},
		{"fte", "Inf", `fte is "Inf"`},
		{"isms_years", "-1", `isms_years is "-1"; a number from 0 to 100 is right`},
		{"isms_years", "101", `isms_years is "101"`},
		{"effort.5.2", "-1", `effort.5.2 is "-1"; a number from 0 to 1000 is right`},
		{"effort.5.2", "1001", `effort.5.2 is "1001"`},
		{"start", "tomorrow", `the start "tomorrow" is no date; write it as 2026-12-31`},
		{"certification_by", "2026-13-01", `the certification_by "2026-13-01" is no date`},
		{"holidays", "2026-05-01,Easter", `the holiday "Easter" is no date`},
		{"organisation", "two\nlines", "the organisation has more than one line; put it on one"},
		{"organisation", long, "the organisation has 201 characters; at most 200 can be kept"},
		{"scope", longer, "the scope has 20001 characters; at most 20000 can be kept"},
	} {
		_, err := assess.DefaultProfile().With(c.key, c.value)
		refused(t, nil, err, c.sentence)
	}
}
