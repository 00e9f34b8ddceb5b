package assess_test

import (
	"encoding/json"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

const aRisk = assess.Subject("record/risk/0199")

// ofRisk is a revision of a risk.
func ofRisk(id, parent, field, value string) assess.Revision {
	return assess.Revision{ID: id, Parent: parent, Act: id, Kind: assess.Do, Subject: aRisk, Field: field, Value: json.RawMessage(value), Author: "Ada"}
}

func TestOfValuesThatDisagreeInARecordTheirRuleShowsOne(t *testing.T) {
	for name, c := range map[string]struct{ field, one, other, want string }{
		"the earlier state":          {"state", `"4 treated"`, `"2 assessed"`, `"2 assessed"`},
		"the earlier state, later":   {"state", `"2 assessed"`, `"10 closed"`, `"2 assessed"`},
		"there before removed":       {"removed", `false`, `true`, `false`},
		"both of two long texts":     {"happens", `"One.\nTwo."`, `"Three."`, `"One.\nTwo.\n\nThree."`},
		"the newest of short words":  {"owner", `"Ines"`, `"Jo"`, `"Jo"`},
		"the newest of lists":        {"existing", `["A.5.2"]`, `["A.5.4"]`, `["A.5.4"]`},
		"of what no catalogue knows": {"colour", `1`, `2`, `2`},
	} {
		line := []assess.Revision{ofRisk("1", "", c.field, c.one), ofRisk("2", "", c.field, c.other)}
		shown, conflict := assess.Shown(line)
		if string(shown.Value) != c.want || !conflict {
			t.Errorf("%s: %s, %v; %s is right", name, shown.Value, conflict, c.want)
		}
	}
}

func TestAnActOnARecordIsToldInSentences(t *testing.T) {
	cat, a := catalog.Shipped(), assess.New("a")
	named := a.Called(map[assess.Subject]string{aRisk: "RI-7", "record/improvement/0200": "IM-2"})
	before := func(r assess.Revision) (json.RawMessage, bool) { return a.FromState(r) }
	for want, c := range map[string]struct {
		a    *assess.Assessment
		said []assess.Revision
	}{
		"added the risk RI-7: “Wrong answers”":                     {a, []assess.Revision{ofRisk("1", "", "number", "7"), ofRisk("2", "", "kind", `"threat"`), ofRisk("3", "", "state", `"1 identified"`), ofRisk("4", "", "title", `"Wrong answers"`)}},
		"set the “Likelihood” of the risk RI-7 to 4":               {named, []assess.Revision{ofRisk("1", "0", "likelihood", "4")}},
		"set the “Likelihood” of a risk to 4":                      {a, []assess.Revision{ofRisk("1", "0", "likelihood", "4")}},
		"gave the risk RI-7 to Ines, due 15 Mar 2027":              {named, []assess.Revision{ofRisk("1", "0", "owner", `"Ines"`), ofRisk("2", "0", "due", `"2027-03-15"`)}},
		"put the risk RI-7 into the state assessed":                {named, []assess.Revision{ofRisk("1", "0", "state", `"2 assessed"`)}},
		"set the “Existing controls” of the risk RI-7 to A.5.4":    {named, []assess.Revision{ofRisk("1", "0", "existing", `["A.5.4"]`)}},
		"set the “Improvement” of the risk RI-7 to IM-2":           {named, []assess.Revision{ofRisk("1", "0", "improvement", `"0200"`)}},
		"set the “What could happen” of the risk RI-7: “It lies.”": {named, []assess.Revision{ofRisk("1", "0", "happens", `"It lies."`)}},
		"set the hair colour of the risk RI-7 to red":              {named, []assess.Revision{ofRisk("1", "0", "hair_colour", `"red"`)}},
		"took the “Action” of the risk RI-7 away":                  {named, []assess.Revision{ofRisk("1", "0", "action", `null`)}},
		"removed the risk RI-7":                                    {named, []assess.Revision{ofRisk("1", "0", "removed", `true`)}},
	} {
		if got := assess.Tell(cat, c.a, c.said, before); got != want {
			t.Errorf("it reads %q; %q is right", got, want)
		}
	}
	r := assess.Revision{ID: "1", Kind: assess.Do, Subject: "record/dream/1", Field: "colour", Value: json.RawMessage(`"blue"`)}
	if got := assess.Tell(cat, a, []assess.Revision{r}, before); got != "set the colour of a dream to blue" {
		t.Errorf("of a register that nobody knows it reads %q", got)
	}
}

func TestWhatARecordSaysOfAnItemIsTouchedByIt(t *testing.T) {
	a := assess.New("a")
	if !a.Touches(ofRisk("1", "", "existing", `["A.5.2","A.5.4"]`), "A.5.4") || a.Touches(ofRisk("1", "", "existing", `["A.5.42"]`), "A.5.4") || a.Touches(ofRisk("1", "", "title", `"x"`), "A.5.4") {
		t.Error("which words of a record are about A.5.4 is not known")
	}
}

func TestAnAssessmentTakesARecordOfAnyKindAndNoneThatIsNoJSON(t *testing.T) {
	r := ofRisk("1", "", "colour", `{"any":"thing"}`)
	r.Subject = "record/dream/1"
	if _, err := assess.Apply(assess.New("a"), r); err != nil {
		t.Error(err)
	}
	r.Value = json.RawMessage(`{`)
	if _, err := assess.Apply(assess.New("a"), r); err == nil {
		t.Error("what is no JSON was taken")
	}
}
