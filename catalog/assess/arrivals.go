package assess

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Arrivals gather what comes in with a history from elsewhere, by who said it and in
// which copy. What they hold grows with the items that were worked on, not with the
// revisions.
type Arrivals struct {
	by map[arriver]*Arrival
	// Things are how many different things each of them worked on, together.
	Things int
}

type arriver struct{ author, copy string }

// Arrival is what one person said in one copy.
type Arrival struct {
	Author    string
	Copy      string // a name of the copy, the same for all of its arrivals
	Acts      int
	Revisions int
	First     time.Time // when the first of them was made, and the last
	Last      time.Time
	Subjects  map[Subject]int // how many revisions on each

	act string
}

// Add takes one revision, oldest first.
func (a *Arrivals) Add(r Revision, copy string) {
	who := arriver{r.Author, copy}
	x := a.by[who]
	if x == nil {
		if a.by == nil {
			a.by = map[arriver]*Arrival{}
		}
		x = &Arrival{Author: r.Author, Copy: copy, First: r.At, Last: r.At, Subjects: map[Subject]int{}}
		a.by[who] = x
	}
	if r.Act != x.act {
		x.act = r.Act
		x.Acts++
	}
	x.Revisions++
	if x.Subjects[r.Subject]++; x.Subjects[r.Subject] == 1 {
		a.Things++
	}
	if r.At.Before(x.First) {
		x.First = r.At
	}
	if r.At.After(x.Last) {
		x.Last = r.At
	}
}

// People are how many there are, each counted again for each copy they wrote in.
func (a *Arrivals) People() int { return len(a.by) }

// All are the arrivals by name and copy.
func (a *Arrivals) All() []Arrival {
	var all []Arrival
	for _, who := range slices.SortedFunc(maps.Keys(a.by), func(x, y arriver) int {
		return cmp.Or(cmp.Compare(x.author, y.author), cmp.Compare(x.copy, y.copy))
	}) {
		all = append(all, *a.by[who])
	}
	return all
}

// Answers are the items that somebody worked on, by id, those of the ISMS with their
// standard in front.
func (x Arrival) Answers() []string {
	seen := map[string]bool{}
	for s := range x.Subjects {
		switch k, err := s.Key(); {
		case err == nil:
			seen[k.Item] = true
		case s.Kind() == KindBaseline:
			seen["27001:"+s.ID()] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
