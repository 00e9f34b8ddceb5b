package assess

import (
	"iter"
	"maps"
	"slices"
	"sort"
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

// few is up to how many answers of an item the one meant is looked for from the
// first on. A handful of AI systems give an item no more, and there the plain
// way is as quick; measured at 16 and beyond, halving the list is quicker.
const few = 12

// At is what stands at a key; the zero Answer where nothing does.
func (as Answers) At(k Key) Answer {
	all := as[k.Item]
	if len(all) > few {
		if at, said := place(all, k.System, k.Question); said {
			return all[at].Answer
		}
		return Answer{}
	}
	for i := range all {
		if all[i].System == k.System && all[i].Question == k.Question {
			return all[i].Answer
		}
	}
	return Answer{}
}

// within narrows an item's answers to those of one AI system where they are so
// many that this pays, so that who asks for every system in turn does not read
// the list once for each of them.
func within(all []Answered, system string) []Answered {
	if len(all) <= few {
		return all
	}
	return ofSystem(all, system)
}

func ofSystem(all []Answered, system string) []Answered {
	from, _ := place(all, system, "")
	to := from
	for to < len(all) && all[to].System == system {
		to++
	}
	return all[from:to]
}

// next are the answers of one AI system among those that rest, and what rests
// after them: systems and answers go by the same order, so that who asks for every
// system in turn goes through the list once. A system out of that order is looked
// for among all.
func next(rest, all []Answered, system string) (own, after []Answered) {
	if len(rest) == 0 || rest[0].System > system {
		if len(all) == len(rest) || len(all) == 0 || all[len(all)-len(rest)-1].System < system {
			return nil, rest
		}
		rest = all
	}
	from := 0
	for from < len(rest) && rest[from].System < system {
		from++
	}
	to := from
	for to < len(rest) && rest[to].System == system {
		to++
	}
	return rest[from:to], rest[to:]
}

// place is where an answer stands in its item's list, or would.
func place(all []Answered, system, question string) (int, bool) {
	at := sort.Search(len(all), func(i int) bool {
		return all[i].System > system || all[i].System == system && all[i].Question >= question
	})
	return at, at < len(all) && all[at].System == system && all[at].Question == question
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

// OwnerIn is who owns an item's answer, among all of the item's, for one AI system
// by id: of its own where that names somebody, else of the one for all.
func OwnerIn(all []Answered, system string) string {
	if system != "" {
		if at, said := place(all, system, ""); said && all[at].Owner != "" {
			return all[at].Owner
		}
	}
	if len(all) > 0 && all[0].System == "" && all[0].Question == "" { // it stands first of all
		return all[0].Owner
	}
	return ""
}

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
	as[k.Item] = slices.Clone(as[k.Item])
	as.set(k, x)
}

// Append is Put for who reads answers in the order of All, into lists that
// nobody else holds: each is added at the end without a copy of those before it.
// An answer that comes out of turn is put where it belongs.
func (as Answers) Append(k Key, x Answer) {
	all := as[k.Item]
	if n := len(all); x.IsZero() || n > 0 && !all[n-1].before(k) {
		as.Put(k, x)
		return
	}
	as[k.Item] = append(all, Answered{k, x})
}

func (x *Answered) before(k Key) bool {
	return x.System < k.System || x.System == k.System && x.Question < k.Question
}

// set is Put where the item's list is the caller's own and may change in place.
func (as Answers) set(k Key, x Answer) {
	all := as[k.Item]
	at, found := place(all, k.System, k.Question)
	switch {
	case found && x.IsZero():
		all = slices.Delete(all, at, at+1)
	case found:
		all[at].Answer = x
	case !x.IsZero():
		all = slices.Insert(all, at, Answered{k, x})
	}
	if len(all) == 0 {
		delete(as, k.Item)
		return
	}
	as[k.Item] = all
}

// owned are the lists that one fold has copied already. It alone holds the copies
// until it is done, so each list is copied once however many revisions change it.
type owned map[listOf]bool

// listOf names a list of an assessment: the answers of an item, or the records of
// a kind.
type listOf struct{ kind, item string }

// again reports whether the fold has copied a list before; if not, the caller
// does so now.
func (o owned) again(l listOf) bool {
	had := o[l]
	o[l] = true
	return had
}

func (o owned) put(as Answers, k Key, x Answer) {
	if o.again(listOf{KindAnswer, k.Item}) {
		as.set(k, x)
		return
	}
	as.Put(k, x)
}
