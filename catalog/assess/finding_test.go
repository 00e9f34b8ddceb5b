package assess_test

import (
	"errors"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

// step is what is said of a finding at a step, and how it then stands.
var steps = []struct {
	state string
	say   func(*assess.Finding)
}{
	{"open", func(*assess.Finding) {}},
	{"contained", func(f *assess.Finding) { f.Containment = "The model is switched off" }},
	{"cause known", func(f *assess.Finding) { f.Cause, f.CauseBy = "Nobody owns retraining", "five whys" }},
	{"under way", func(f *assess.Finding) { f.Action, f.Owner, f.Due = "Name an owner", "Jule", "2026-06-01" }},
	{"done", func(f *assess.Finding) { f.DoneOn = "2026-05-20" }},
	{"verified", func(f *assess.Finding) { f.EffectBy, f.EffectOn, f.Effect = "Mara", "2026-06-20", "effective" }},
}

func TestTheStateOfAFindingFollowsFromWhatIsSaidOfIt(t *testing.T) {
	f := assess.Finding{ID: "f1", Item: "6.1.4", Statement: "No list", Grade: "minor"}
	for i, s := range steps {
		if s.say(&f); f.State() != s.state || f.OpenNonconformity() != (s.state != "verified") {
			t.Errorf("after step %d it is %s and open %t, want %s", i, f.State(), f.OpenNonconformity(), s.state)
		}
	}
	if next, lacks := f.Lacks(); next != "" || lacks != nil {
		t.Errorf("a verified finding lacks %v for %s", lacks, next)
	}
	f.Containment = ""
	if f.State() != "verified" {
		t.Errorf("what needed no containment is %s", f.State())
	}
	f.Cause = ""
	if next, lacks := f.Lacks(); f.State() != "open" || next != "contained" || lacks[0].Name != "containment" {
		t.Errorf("without a cause it is %s, and lacks %v for %s", f.State(), lacks, next)
	}
}

func TestACheckOfTheEffectIsAnothersOnALaterDay(t *testing.T) {
	for _, c := range []struct {
		about string
		by    func(*assess.Finding)
		says  string
	}{
		{"by nobody", func(f *assess.Finding) { f.EffectBy = "" }, "names who looked, and on which day"},
		{"on no day", func(f *assess.Finding) { f.EffectOn = "" }, "names who looked, and on which day"},
		{"by the owner", func(f *assess.Finding) { f.EffectBy = " JULE " }, "Jule owns the action and can't check its effect"},
		{"before it is done", func(f *assess.Finding) { f.DoneOn = "" }, "the action is done; say on which day"},
		{"on the same day", func(f *assess.Finding) { f.EffectOn = f.DoneOn }, "on a later day than 20 May 2026"},
	} {
		f := assess.Finding{ID: "f1", Item: "6.1.4", Statement: "No list", Grade: "minor"}
		for _, s := range steps {
			s.say(&f)
		}
		c.by(&f)
		if f.State() == "verified" {
			t.Errorf("checked %s it is verified", c.about)
		}
		if _, err := assess.PutFinding(small(t), assess.New("a"), f); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("checked %s: %v", c.about, err)
		}
	}
}

func TestANonconformityIsClosedVerifiedOrWithAReason(t *testing.T) {
	b := open(t, small(t))
	found := assess.Finding{ID: "f1", Item: "6.1.4", Statement: "No list", Grade: "minor"}
	b.do(assess.PutFinding(b.cat, b.a, found))
	edit := func(change func(*assess.Finding)) ([]assess.Change, error) {
		began, _ := b.a.Finding("f1")
		is := began
		change(&is)
		return assess.EditFinding(b.cat, b.a, began, is, "Ada", "2026-06-30")
	}
	var needs *assess.NeedsVerified
	if _, err := edit(func(f *assess.Finding) { f.Closed = true }); !errors.As(err, &needs) {
		t.Fatalf("closed without a reason: %v", err)
	}
	b.do(edit(func(f *assess.Finding) { f.Closed, f.ClosedBecause = true, "The system is gone" }))
	if f, _ := b.a.Finding("f1"); f.Shown() != "closed, effect not verified" || !f.OpenNonconformity() || f.ClosedOn != "2026-06-30" {
		t.Errorf("it stands as %s, open %t", f.Shown(), f.OpenNonconformity())
	}
	b.do(edit(func(f *assess.Finding) {
		for _, s := range steps {
			s.say(f)
		}
	}))
	if f, _ := b.a.Finding("f1"); f.Shown() != "closed" || f.OpenNonconformity() || f.Unverified {
		t.Errorf("verified since it stands as %s, open %t", f.Shown(), f.OpenNonconformity())
	}
	b.do(edit(func(f *assess.Finding) { f.Effect = "not effective" }))
	if f, _ := b.a.Finding("f1"); f.Shown() != "closed, effect not verified" || !f.OpenNonconformity() {
		t.Errorf("with a check that fell it stands as %s, open %t", f.Shown(), f.OpenNonconformity())
	}
	b.do(edit(func(f *assess.Finding) { f.Closed = false }))
	if f, _ := b.a.Finding("f1"); f.Shown() != "done, not effective" || f.ClosedBecause != "" || f.Unverified {
		t.Errorf("opened again it stands as %+v", f)
	}
	if _, err := edit(func(f *assess.Finding) { f.DoneOn = "2026-07-01" }); err == nil || !strings.Contains(err.Error(), "1 Jul 2026 is still to come") {
		t.Errorf("done tomorrow: %v", err)
	}
}

func TestWhatWasClosedBeforeDoesNotCountAgain(t *testing.T) {
	old := assess.Finding{ID: "f1", Item: "6.1.4", Statement: "No list", Grade: "major", Closed: true, ClosedBy: "Ada"}
	if old.OpenNonconformity() || old.Shown() != "closed" {
		t.Errorf("it stands as %s", old.Shown())
	}
	note := assess.Finding{ID: "f2", Item: "6.1.4", Statement: "Well done", Grade: "note", Closed: true}
	if _, err := assess.EditFinding(small(t), assess.New("a"), assess.Finding{ID: "f2"}, note, "Ada", "2026-06-30"); err != nil {
		t.Errorf("an observation is not closed at once: %v", err)
	}
}
