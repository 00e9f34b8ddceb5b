package assess

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// Answers are all answers of an assessment, by item: what is asked most is how
// one item stands, and an act changes one item's, so the others are shared
// between an assessment and the next.
type Answers map[string][]Answered

// Answered is an answer with the key it stands at.
type Answered struct {
	Key
	Answer
}

// At is what stands at a key; the zero Answer where nothing does.
func (as Answers) At(k Key) Answer {
	all := as[k.Item]
	for i := range all {
		if all[i].System == k.System && all[i].Question == k.Question {
			return all[i].Answer
		}
	}
	return Answer{}
}

// ratingAt is the rating at a place among an item's answers. It gives a pointer,
// since the figures read thousands; nobody writes through it.
func ratingAt(all []Answered, system, question string) *Rating {
	for i := range all {
		if all[i].Question == question && all[i].System == system {
			return &all[i].Rating
		}
	}
	return &unrated
}

var unrated Rating

// All gives every answer, in the order of the item, the AI system and the
// question.
func (as Answers) All() iter.Seq2[Key, Answer] {
	return func(yield func(Key, Answer) bool) {
		for _, item := range slices.Sorted(maps.Keys(as)) {
			for _, x := range as[item] {
				if !yield(x.Key, x.Answer) {
					return
				}
			}
		}
	}
}

// Len counts the answers.
func (as Answers) Len() int {
	n := 0
	for _, all := range as {
		n += len(all)
	}
	return n
}

// Put sets what stands at a key, in answers that nobody else holds yet; the
// zero Answer takes it away, so that an assessment in which everything was
// undone equals one in which nothing was ever said. An item's list is never
// changed in place.
func (as Answers) Put(k Key, x Answer) {
	all := as[k.Item]
	at, found := slices.BinarySearchFunc(all, k, func(a Answered, k Key) int { return compareKeys(a.Key, k) })
	switch {
	case found && x.IsZero():
		all = slices.Delete(slices.Clone(all), at, at+1)
	case found:
		all = slices.Clone(all)
		all[at].Answer = x
	case !x.IsZero():
		all = slices.Insert(slices.Clone(all), at, Answered{k, x})
	}
	if len(all) == 0 {
		delete(as, k.Item)
		return
	}
	as[k.Item] = all
}

func compareKeys(a, b Key) int {
	return cmp.Or(cmp.Compare(a.Item, b.Item), cmp.Compare(a.System, b.System), cmp.Compare(a.Question, b.Question))
}
