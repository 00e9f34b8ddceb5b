package assess_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
)

func TestTheChangesOfAnAssessmentMakeItAnew(t *testing.T) {
	cat := small(t)
	rapid.Check(t, func(t *rapid.T) {
		b := anyBook(t, cat)
		copied := open(t, cat)
		copied.do(b.a.Changes(), nil)
		was, is := *b.a, *copied.a
		is.Created, is.CreatedBy, is.Changed, is.ChangedBy = was.Created, was.CreatedBy, was.Changed, was.ChangedBy
		is.First, is.Last = was.First, was.Last
		dropEmptied(&is, &was)
		if !reflect.DeepEqual(&was, &is) {
			t.Fatalf("%s\nanew\n%s", picture(&was), picture(&is))
		}
	})
}

func TestItemsStandInCatalogueOrderOwnControlsLast(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutControl(b.a, assess.OwnControl{ID: "0", Title: "Red team"}))
	var numbers []string
	for _, it := range assess.Items(b.cat, b.a) {
		numbers = append(numbers, it.Number)
	}
	if got := strings.Join(numbers, " "); got != "5.2 6.1.4 A.5.2 A.5.4 X.1" {
		t.Error(got)
	}
}

func TestWordsAreListedForASentence(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := assess.Either(words); got != want {
			t.Errorf("%q; right is %q", got, want)
		}
	}
}
