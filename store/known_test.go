package store

import (
	"fmt"
	"testing"

	"crosswalk/catalog/assess"
)

func TestOfManyAssessmentsThoseUsedLastAreKnown(t *testing.T) {
	var k knownAssessments
	all := make([]*assess.Assessment, 40)
	for i := range all {
		all[i] = assess.New(fmt.Sprint(i))
		k.note(all[i].ID, all[i], int64(i+1))
		k.get("0") // which is looked at all the time
	}
	if len(k.byID) != mostKnown || len(k.lately) != mostKnown {
		t.Fatalf("%d are known, of %d in a row; %d are right", len(k.byID), len(k.lately), mostKnown)
	}
	for i, a := range all {
		s := k.get(a.ID)
		if kept := i == 0 || i > len(all)-mostKnown; (s.a == a) != kept || s.a != nil && s.n != int64(i+1) {
			t.Errorf("number %d is known as %+v", i, s)
		}
	}
}

func TestAnOlderReadingDoesNotReplaceANewerOne(t *testing.T) {
	var k knownAssessments
	older, newer := assess.New("a"), assess.New("a")
	k.note("a", newer, 7)
	if k.note("a", older, 5); k.get("a").a != newer {
		t.Error("it did")
	}
	if got := k.note("a", older, 7); got != newer {
		t.Error("two readings of one moment are two things to who compares them")
	}
	k.forget("a")
	if k.get("a").a != nil || len(k.lately) != 0 {
		t.Error("a forgotten one is known")
	}
}
