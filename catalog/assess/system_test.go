package assess_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

func TestEveryFieldOfAnAISystemIsKeptAndRefusesWhatItCantSay(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1")
	for _, f := range assess.SystemFields {
		good, bad := "Some words", strings.Repeat("x", assess.MaxNote+1)
		switch f.Shape {
		case assess.Word:
			good, bad = f.Words[0], "perhaps"
		case assess.Day:
			good, bad = "2026-11-26", "soon"
		}
		s, _ := b.a.System("s1")
		*f.At(&s) = bad
		if _, err := assess.PutSystem(b.a, s); err == nil || !strings.HasPrefix(err.Error(), "the "+f.Label+" ") {
			t.Errorf("%s: %v", f.Name, err)
		}
		*f.At(&s) = good
		b.do(assess.PutSystem(b.a, s))
		if s, _ = b.a.System("s1"); *f.At(&s) != good {
			t.Errorf("%s is %q", f.Name, *f.At(&s))
		}
	}
}

func TestAnApprovedAISystemNamesWhoAndWhen(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1")
	s, _ := b.a.System("s1")
	s.State = assess.Approved
	for _, half := range []struct{ by, on string }{{}, {by: "Ines"}, {on: "2026-11-26"}, {by: " ", on: "2026-11-26"}} {
		s.ApprovedBy, s.ApprovedOn = half.by, half.on
		changes, err := assess.PutSystem(b.a, s)
		refused(t, changes, err, "an AI system that is approved names who approved it, and on which day")
	}
	s.ApprovedBy, s.ApprovedOn = "Ines", "2026-11-26"
	before := b.a
	changes, err := assess.PutSystem(b.a, s)
	b.do(changes, err)
	if got := assess.TellMade(b.cat, before, b.a, changes, "Ada"); got != "set the approval of the AI system s1 to approved, by Ines on 26 Nov 2026" {
		t.Error(got)
	}
	b.do([]assess.Change{{Subject: "system/s1", Field: "approved_by", Value: json.RawMessage("null")}}, nil) // its words were erased
	s, _ = b.a.System("s1")
	s.Owner = "Mara"
	b.do(assess.PutSystem(b.a, s))
}

func TestOnlyAnApprovalSaysThatAnAISystemIsApproved(t *testing.T) {
	for _, c := range []struct {
		field, value string
		approves     bool
	}{
		{"state", `"approved"`, true},
		{"state", `"assessed"`, false},
		{"state", `null`, false},
		{"approved_by", `"Ines"`, true},
		{"approved_on", `"2026-11-26"`, true},
		{"approved_by", `""`, false},
		{"owner", `"Ines"`, false},
	} {
		if got := assess.Approves(assess.Change{Subject: "system/s1", Field: c.field, Value: json.RawMessage(c.value)}); got != c.approves {
			t.Errorf("%s %s: %t", c.field, c.value, got)
		}
	}
	if assess.Approves(assess.Change{Subject: "issued/i1", Field: "approved_by", Value: json.RawMessage(`"Ines"`)}) {
		t.Error("an issued document is no AI system")
	}
}

func TestFieldsOfAnAISystemHaveNamesOfTheirOwn(t *testing.T) {
	var names, labels []string
	for _, f := range assess.SystemFields {
		if f.Help == "" || slices.Contains(names, f.Name) || slices.Contains(labels, f.Label) {
			t.Errorf("%s, %s: %q", f.Name, f.Label, f.Help)
		}
		names, labels = append(names, f.Name), append(labels, f.Label)
	}
}
