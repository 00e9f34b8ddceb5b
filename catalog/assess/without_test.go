package assess_test

import (
	"reflect"
	"slices"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
)

// about reports whether a record of an assessment names an item: in its
// subject, in a field that refers to items, or in the vote it is of.
func about(k assess.Kind, s assess.Subject, fields []assess.Field, item string) bool {
	for i, p := range k.Key {
		if p.Refers == assess.AnItem && s.Parts()[i] == item {
			return true
		}
	}
	return slices.ContainsFunc(fields, func(f assess.Field) bool {
		switch at := f.At.(type) {
		case *string:
			return f.Refers == assess.AnItem && *at == item
		case *[]string:
			return f.Refers == assess.AnItem && slices.Contains(*at, item)
		case *assess.VoteRecord:
			return at.Item == item
		}
		return false
	})
}

// itemsOf are all items that something is said of.
func itemsOf(a *assess.Assessment) []string {
	var items []string
	for k := range a.Answers.All() {
		items = append(items, k.Item)
	}
	for _, e := range a.Evidence {
		items = append(items, e.Items...)
	}
	for _, f := range a.Findings {
		items = append(items, f.Item)
	}
	for _, v := range a.Votes {
		items = append(items, v.Item)
	}
	for _, t := range a.Tasks {
		items = append(items, t.ID)
	}
	slices.Sort(items)
	return slices.DeleteFunc(slices.Compact(items), func(id string) bool { return id == "" })
}

func TestNothingOfAnyKindIsLeftOfAnItemThatAnAssessmentIsWithout(t *testing.T) {
	a, same := assesstest.Full(), assesstest.Full()
	for _, item := range itemsOf(a) {
		b := a.Without(item)
		for _, k := range assess.Kinds() {
			for s, fields := range k.Each(b) {
				if about(k, s, fields, item) {
					t.Errorf("without %s there is %s", item, s)
				}
			}
			for s, fields := range k.Each(a) {
				if left, ok := k.Of(b, s); !about(k, s, fields, item) && (!ok || !said(fields, left)) {
					t.Errorf("without %s %s is another", item, s)
				}
			}
		}
	}
	if !reflect.DeepEqual(a, same) {
		t.Error("the assessment itself was changed")
	}
}

func said(a, b []assess.Field) bool {
	return slices.EqualFunc(a, b, func(x, y assess.Field) bool { return x.Name == y.Name && x.Says(y) })
}

func TestEvidenceOfSeveralItemsStaysForTheOthers(t *testing.T) {
	a := assess.New("a")
	a.Evidence = []assess.Evidence{{ID: "e", What: "minutes", Items: []string{"5.2", "6.1.4"}}}
	b := a.Without("5.2")
	if got := b.EvidenceFor("6.1.4"); len(got) != 1 || len(b.EvidenceFor("5.2")) != 0 {
		t.Errorf("it serves %v", got)
	}
	if len(a.EvidenceFor("5.2")) != 1 {
		t.Error("the assessment itself was changed")
	}
}

func TestARevisionTouchesWhatItsSubjectItsValueAndItsRecordName(t *testing.T) {
	a := assess.New("a")
	a.Findings = []assess.Finding{{ID: "f", Item: "5.2"}}
	a.Evidence = []assess.Evidence{{ID: "e", Items: []string{"4.1"}}}
	for _, c := range []struct {
		subject, field, value string
		want                  bool
	}{
		{"answer/5.2//", "note", `"x"`, true},
		{"answer/5.2/s1/5.2-1", "rating", `{"level":3}`, true},
		{"answer/4.1//", "rating", `{"level":3}`, false},
		{"baseline/5.2", "rating", `{"level":3}`, false},
		{"finding/f", "grade", `"minor"`, true},
		{"evidence/e", "what", `"x"`, false},
		{"evidence/e", "items", `["4.1","5.2"]`, true},
		{"vote/v", "record", `{"item":"5.2","level":2}`, true},
		{"vote/v", "record", `{"item":"4.1","level":2}`, false},
		{"nothing/v", "record", `1`, false},
	} {
		r := assess.Revision{Subject: assess.Subject(c.subject), Field: c.field, Value: []byte(c.value)}
		if got := a.Touches(r, "5.2"); got != c.want {
			t.Errorf("%s %s %s: %v", c.subject, c.field, c.value, got)
		}
	}
}
