package register_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestEveryFieldReadsWhatPeopleTypeAndSaysItAgain(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	d.put("trial", "t2", "title=Second")
	for _, c := range []struct{ field, typed, kept, says string }{
		{"title", " A trial ", `"A trial"`, "A trial"},
		{"about", "two\nlines", `"two\nlines"`, "two\nlines"},
		{"owner", "Ines Braun", `"Ines Braun"`, "Ines Braun"},
		{"due", "15.3.27", `"2027-03-15"`, "15 Mar 2027"},
		{"due", "+30d", `"2027-03-31"`, "31 Mar 2027"},
		{"at", "2027-03-15 09:30", `"2027-03-15T09:30"`, "2027-03-15 09:30"},
		{"within", "72 H", `"72h"`, "72h"},
		{"climate", "YES", `"yes"`, "yes"},
		{"kind", "Small", `"small"`, "small"},
		{"themes", "people, law, people", `["law","people"]`, "law, people"},
		{"likelihood", "3", `3`, "3 often"},
		{"likelihood", "seldom", `2`, "2 seldom"},
		{"cost", "0", `0`, "0"},
		{"cost", "12.50", `12.5`, "12.5"},
		{"crew", "Ines, Ali,Ines", `["Ines","Ali"]`, "Ines, Ali"},
		{"systems", "siebwerk", `["s1"]`, "Siebwerk"},
		{"items", "a52 27001:A.5.9", `["A.5.2","27001:A.5.9"]`, "A.5.2, 27001:A.5.9"},
		{"before", "xt2", `"t2"`, "XT-2"},
		{"others", "XT-2, t1", `["t2","t1"]`, "XT-2, XT-1"},
		{"proof", "test report", `["e1"]`, "Test report"},
	} {
		changes, err := register.Set(d.Case, "trial", "t1", said(c.field+"="+c.typed))
		if err != nil || len(changes) != 1 || string(changes[0].Value) != c.kept || changes[0].Field != c.field {
			t.Errorf("%s = %q makes %s, %v; %s is right", c.field, c.typed, changes, err, c.kept)
			continue
		}
		if err := d.take(changes, nil); err != nil {
			t.Fatal(err)
		}
		if got := d.Says(d.record("trial", "t1"), c.field); got != c.says {
			t.Errorf("%s = %q reads %q; %q is right", c.field, c.typed, got, c.says)
		}
		again, err := register.Set(d.Case, "trial", "t1", said(c.field+"="+c.typed))
		if err != nil || len(again) != 0 {
			t.Errorf("%s said twice changes %v, %v", c.field, again, err)
		}
	}
	used := map[string]bool{}
	k, _ := d.Catalog.Register("trial")
	for _, f := range k.Fields {
		used[f.Type] = true
	}
	for _, typ := range catalog.RegisterTypes {
		if !used[typ] {
			t.Errorf("no field of type %s is tried", typ)
		}
	}
}

func TestAFieldThatSaysNothingIsTakenAway(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First", "crew=Ines", "cost=3")
	changes, err := register.Set(d.Case, "trial", "t1", said("crew=", "cost= "))
	if err != nil || len(changes) != 2 || string(changes[0].Value) != "null" {
		t.Fatalf("%v, %v", changes, err)
	}
	if err := d.take(changes, nil); err != nil {
		t.Fatal(err)
	}
	if r := d.record("trial", "t1"); d.Says(r, "crew")+d.Says(r, "cost") != "" {
		t.Error("it still says something")
	}
}

func TestWhatCantBeSaidIsRefusedInOneSentence(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	d.put("context-issue", "c1", "title=Law", "side=external")
	put := func(kind string, fields ...string) error {
		_, err := register.Put(d.Case, kind, "new", said(fields...))
		return err
	}
	set := func(fields ...string) error {
		_, err := register.Set(d.Case, "trial", "t1", said(fields...))
		return err
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{put("poem", "title=x"), `there is no register "poem"; it is `},
		{put("trial", "owner=Ines"), `a trial needs a word in the field "What" (title)`},
		{put("trial", "title=x", "kind=large"), `a trial needs a word in the field "Why so large" (why)`},
		{put("trial", "title=x", "why=y"), `the field "Why so large" is asked only when kind = large; leave it out`},
		{put("trial", "title=x", "parent=XT-1"), "a trial stands below no other record; leave the parent out"},
		{put("step-of-trial", "title=x"), "a step stands below a trial; name it as the parent"},
		{put("step-of-trial", "title=x", "parent=CI-1"), "CI-1 is a context issue; a step stands below a trial"},
		{put("step-of-trial", "title=x", "parent=XT-9"), `there is no record "XT-9"; a number such as RI-7 is right`},
		{put("context-issue", "title=x"), `a context issue needs a word in the field "Internal or external" (side)`},
		{put("interested-party", "title=x", "accepted=no"), `an interested party needs a word in the field "Why not" (why_not)`},
		{set("mood=good"), `a trial has no field "mood"; it has title, about, `},
		{set("title="), `a trial needs a word in the field "What" (title)`},
		{set("state=done"), `a trial has no field "state"`},
		{set("title=a\nb"), "the What has more than one line; put it on one"},
		{set("about=" + strings.Repeat("x", assess.MaxNote+1)), "the About has 20001 characters; at most 20000 can be kept"},
		{set("due=soon"), `the Due "soon" is no date; write it as 2026-12-31, +30d or next fri`},
		{set("at=noon"), `the field "At" does not read "noon" as a time; write it as 2026-12-31 14:30`},
		{set("within=long"), `the field "Within" does not read "long" as a period; write it as 72h, 30d, 6w, 3m or 1y`},
		{set("climate=perhaps"), `the field "Climate" does not say "perhaps"; it is yes or no`},
		{set("kind=huge"), `the field "Kind" does not say "huge"; it is small or large`},
		{set("themes=law, sport"), `the field "Themes" does not say "sport"; it is law, money or people`},
		{set("likelihood=4"), `the field "Likelihood" does not read "4" as a step; it is 1 to 3, rare, seldom or often`},
		{set("cost=NaN"), `the field "Cost" does not read "NaN" as a number; write it as 12.5`},
		{set("systems=Chat"), `the inventory has no AI system "Chat"`},
		{set("items=A.99"), "there is no item A.99; items are numbered as in the standard, like 6.1.4, A.5.2 or X.1, those of ISO/IEC 27001 with 27001: in front"},
		{set("before=CI-1"), `CI-1 is a context issue; the field "Before" leads to a trial`},
		{set("proof=Old"), `there is no evidence "Old"; name it by its number, such as EV-3, or as it is called`},
		{set("proof=Twin"), `2 pieces of evidence are called "Twin"; name the one by its number`},
	} {
		if c.err == nil || !strings.HasPrefix(c.err.Error(), c.want) {
			t.Errorf("%v\n%s is right", c.err, c.want)
		}
	}
}

func TestWhatAFieldLeadsToMayBeGone(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First", "systems=Siebwerk", "proof=Test report")
	d.put("trial", "t2", "title=Second", "before=XT-1", "systems=Siebwerk", "proof=Test report")
	if err := d.take(register.Remove(d.Case, "trial", "t1")); err != nil {
		t.Fatal(err)
	}
	a := *d.Assessment
	a.Systems = slices.Clone(a.Systems)
	a.Systems[0].Removed = true
	a.Evidence = nil
	d.Assessment = &a
	r := d.record("trial", "t2")
	if got := d.Says(r, "before") + ", " + d.Says(r, "systems") + ", " + d.Says(r, "proof"); got != "XT-1 (removed), Siebwerk (removed), e1 (removed)" {
		t.Errorf("it reads %s", got)
	}
	if err := d.take(register.Set(d.Case, "trial", "t2", said("owner=Ines"))); err != nil {
		t.Errorf("the rest can't be edited: %v", err)
	}
}

func TestAStateAsksForWhatItNeeds(t *testing.T) {
	d := newDesk(t)
	d.put("trial", "t1", "title=First")
	if got := d.record("trial", "t1"); got.State() != "planned" || got.Text("state") != "1 planned" {
		t.Errorf("it begins as %q", got.Text("state"))
	}
	move := func(state string) error { return d.take(register.Move(d.Case, "trial", "t1", state)) }
	for _, c := range []struct{ state, want string }{
		{"burnt", `"burnt" is no state of a trial; it is planned, approved or done`},
		{"approved", `before a trial is approved it needs a word in the field "Owner"`},
		{"done", `before a trial is done it needs a word in the field "Result"`},
	} {
		if err := move(c.state); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v; %s is right", c.state, err, c.want)
		}
	}
	if err := d.take(register.Set(d.Case, "trial", "t1", said("owner=Ines", "result=Good"))); err != nil {
		t.Fatal(err)
	}
	for _, state := range []string{"approved", "done", "planned"} {
		if err := move(state); err != nil || d.record("trial", "t1").State() != state {
			t.Errorf("%s: %v", state, err)
		}
	}
}

func TestARequiredFieldThatWasEmptyBeforeStandsInNobodysWay(t *testing.T) {
	d := newDesk(t)
	next, err := register.Apply(d.Book, assess.Revision{ID: "x", Subject: register.SubjectOf("trial", "t1"), Field: "kind", Value: []byte(`"large"`)})
	if err != nil {
		t.Fatal(err)
	}
	d.Book = next // brought in from another copy, where why was erased
	if err := d.take(register.Set(d.Case, "trial", "t1", said("owner=Ines"))); err != nil {
		t.Error(err)
	}
}
