package assess_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
)

// spoken are answers by key: on two items, for few AI systems or for more than
// anybody looks through one by one. Some say nothing.
func spoken(t *rapid.T) map[assess.Key]assess.Answer {
	systems := rapid.SampledFrom([]int{1, 3, 60}).Draw(t, "systems")
	said := map[assess.Key]assess.Answer{}
	for range rapid.IntRange(0, 3*systems).Draw(t, "answers") {
		k := assess.Key{Item: rapid.SampledFrom([]string{"A.5.2", "A.5.4"}).Draw(t, "item")}
		if n := rapid.IntRange(0, systems).Draw(t, "system"); n > 0 {
			k.System = fmt.Sprintf("s%03d", n)
		}
		if n := rapid.IntRange(0, 3).Draw(t, "question"); n > 0 {
			k.Question = fmt.Sprintf("%s-%d", k.Item, n)
		}
		x := assess.Answer{Note: rapid.SampledFrom([]string{"", "seen"}).Draw(t, "note")}
		if level := rapid.IntRange(-1, 5).Draw(t, "level"); level >= 0 {
			x.Rating = assess.Rating{State: assess.Rated, Level: level, Order: fmt.Sprintf("r%04d", len(said))}
		}
		said[k] = x
	}
	return said
}

// keysOf are the keys in one order, so that a law that fails fails again.
func keysOf(said map[assess.Key]assess.Answer) []assess.Key {
	return slices.SortedFunc(maps.Keys(said), func(a, b assess.Key) int {
		return strings.Compare(string(a.Subject()), string(b.Subject()))
	})
}

func put(said map[assess.Key]assess.Answer, keys []assess.Key) assess.Answers {
	as := assess.Answers{}
	for _, k := range keys {
		as.Put(k, said[k])
	}
	return as
}

func TestAnswersReadInOrderAreTheAnswersPutInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := spoken(t)
		keys := keysOf(said)
		right := put(said, keys)
		if shuffled := put(said, rapid.Permutation(keys).Draw(t, "keys")); !reflect.DeepEqual(shuffled, right) {
			t.Fatalf("put in another order they are\n%+v; right is\n%+v", shuffled, right)
		}
		inOrder, outOfTurn := assess.Answers{}, assess.Answers{}
		for k, x := range right.All() {
			inOrder.Append(k, x)
		}
		for _, k := range rapid.Permutation(keys).Draw(t, "keys of a file") {
			outOfTurn.Append(k, said[k])
		}
		if !reflect.DeepEqual(inOrder, right) || !reflect.DeepEqual(outOfTurn, right) {
			t.Fatalf("read in order\n%+v\nout of turn\n%+v\nright is\n%+v", inOrder, outOfTurn, right)
		}
	})
}

func TestAnAnswerReadTwiceStandsOnce(t *testing.T) {
	as := assess.Answers{}
	k := assess.Key{Item: "A.5.4", System: "s1"}
	as.Append(k, assess.Answer{Note: "first"})
	as.Append(k, assess.Answer{Note: "second"})
	if as.Len() != 1 || as.At(k).Note != "second" {
		t.Errorf("%+v", as)
	}
	if as.Append(k, assess.Answer{}); as.Len() != 0 {
		t.Errorf("taken away, it is still there: %+v", as)
	}
}

func TestAnAnswerIsFoundAmongFewAndAmongMany(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := spoken(t)
		as := put(said, keysOf(said))
		for k, x := range said {
			if got := as.At(k); got != x {
				t.Fatalf("%+v is %+v; right is %+v", k, got, x)
			}
			k.System += "0"
			if got := as.At(k); !got.IsZero() {
				t.Fatalf("nobody said anything at %+v; it is %+v", k, got)
			}
		}
	})
}

// Among few answers each is looked at, among many only those of the AI system:
// both must say the same.
func TestAnAISystemStandsTheSameAmongManyOthers(t *testing.T) {
	it, _ := assess.Item(small(t), assess.New("a"), "A.5.4")
	rapid.Check(t, func(t *rapid.T) {
		said := spoken(t)
		among, alone := assess.New("a"), map[string]*assess.Assessment{}
		for k, x := range said {
			if alone[k.System] == nil {
				alone[k.System] = assess.New("a")
			}
			among.Answers.Put(k, x)
			alone[k.System].Answers.Put(k, x)
		}
		for id, a := range alone {
			if got, right := assess.StandFor(it, among, id), assess.StandFor(it, a, id); got != right {
				t.Fatalf("%q stands %+v among others, alone %+v", id, got, right)
			}
		}
	})
}

// rated are revisions that rate an item about AI systems for so many of them,
// the newest system first.
func rated(systems int) []assess.Revision {
	all := make([]assess.Revision, systems)
	for n := range all {
		k := assess.Key{Item: "A.5.4", System: fmt.Sprintf("s%06d", systems-n)}
		all[n] = assess.Revision{
			ID: fmt.Sprintf("r%06d", n), Subject: k.Subject(), Field: assess.FieldRating,
			Value: json.RawMessage(fmt.Sprintf(`{"level":%d}`, n%6)),
		}
	}
	return all
}

func TestManyRevisionsAtOnceAreTheSameAsOneByOne(t *testing.T) {
	first, more := rated(40)[:20], rated(40)
	for n := range 9 {
		s := assess.RecordSubject(assess.KindSystem, fmt.Sprintf("s%d", n%3))
		named := assess.Revision{ID: fmt.Sprintf("n%d", n), Subject: s, Field: assess.FieldName, Value: json.RawMessage(fmt.Sprintf(`"%d"`, n))}
		if more = append(more, named); n < 2 {
			first = append(first, named)
		}
	}
	more = append(more, assess.Revision{ID: "r9", Subject: more[3].Subject, Field: assess.FieldRating, Value: json.RawMessage("null")})
	before, err := assess.Apply(assess.New("a"), first...)
	if err != nil {
		t.Fatal(err)
	}
	kept, oneByOne := assess.New("a"), before
	kept.Systems = slices.Clone(before.Systems)
	for k, x := range before.Answers.All() {
		kept.Answers.Put(k, x)
	}
	for _, r := range more {
		if oneByOne, err = assess.Apply(oneByOne, r); err != nil {
			t.Fatal(err)
		}
	}
	atOnce, err := assess.Apply(before, more...)
	if err != nil || !reflect.DeepEqual(atOnce, oneByOne) {
		t.Errorf("%v: at once it is\n%+v; one by one\n%+v", err, atOnce, oneByOne)
	}
	if !reflect.DeepEqual(before.Answers, kept.Answers) || !slices.EqualFunc(before.Systems, kept.Systems, func(a, b assess.System) bool { return reflect.DeepEqual(a, b) }) {
		t.Errorf("the assessment they were applied to is another now:\n%+v\n%+v", before.Answers, before.Systems)
	}
}

// Records are kept in lists, too: each system is named before it is rated.
func TestAFoldOfFourTimesTheRevisionsTakesFourTimesTheMemory(t *testing.T) {
	used := func(systems int) uint64 {
		all := rated(systems)
		for n := range systems {
			all = append(all, assess.Revision{
				ID: fmt.Sprintf("n%06d", n), Subject: assess.RecordSubject(assess.KindSystem, fmt.Sprintf("s%06d", n)),
				Field: assess.FieldName, Value: json.RawMessage(`"A system"`),
			})
		}
		var was, is runtime.MemStats
		runtime.ReadMemStats(&was)
		if _, err := assess.Apply(assess.New("a"), all...); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&is)
		return is.TotalAlloc - was.TotalAlloc
	}
	if few, many := used(500), used(2000); many > 8*few {
		t.Errorf("500 systems take %d bytes and 2000 take %d; about four times that is right, sixteen is a copy for each", few, many)
	}
}
