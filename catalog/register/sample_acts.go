package register

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// DrawSample draws a random sample from a start; one of all units takes them all.
// What is drawn already is not drawn over: because says why it is drawn again, and
// the new draw is a sample of its own, of the id again, that names the first.
func DrawSample(c Case, id, start, again, because string) ([]assess.Change, error) {
	k, r, err := c.known(KindSample, id)
	if err != nil {
		return nil, err
	}
	s := c.SampleOf(r)
	if err := s.drawable(); err != nil {
		return nil, err
	}
	switch drawn := len(s.Units) > 0; {
	case drawn && strings.TrimSpace(because) == "":
		return nil, fmt.Errorf("%s was drawn already; say why it is drawn again, and both draws are kept", c.Book.Number(c.Catalog, r))
	case !drawn:
		return c.drawn(k, r, r, start)
	}
	changes, err := Put(c, KindSample, again, map[string]string{
		catalog.RecordTitle: r.Title(), fieldParent: r.parent, fieldRedrawOf: r.ID, "redrawn_because": because,
	})
	if err != nil {
		return nil, err
	}
	next, err := Foresee(c.Book, changes)
	if err != nil {
		return nil, err
	}
	fresh, _ := next.Record(KindSample, again)
	is := fresh
	for _, name := range carried {
		is.say(name, valueOf(r, name))
	}
	more, err := c.drawn(k, fresh, is, start)
	return append(changes, more...), err
}

// carried is what a sample that is drawn again says like the first.
var carried = strings.Fields("items population listed_on unit criterion how size n")

// drawable refuses a sample that can't be drawn.
func (s Sample) drawable() error {
	switch {
	case s.Size < 1 || s.Size > MaxList:
		return fmt.Errorf("the sample needs the number of units on the list, 1 to %d", MaxList)
	case s.How == allUnits && s.Size > MaxDrawn:
		return fmt.Errorf("a list of %d is too long to look at all of it; at most %d are, or draw a random sample", s.Size, MaxDrawn)
	case s.How == allUnits:
		return nil
	case s.How != atRandom:
		return errors.New("only a random sample is drawn; of one by judgement the numbers are typed")
	case s.N < 1 || s.N > min(s.Size, MaxDrawn):
		return fmt.Errorf("the sample needs the number of units to draw, 1 to %d", min(s.Size, MaxDrawn))
	}
	return nil
}

// drawn are the changes that a draw makes of a record, which is to say more by then.
func (c Case) drawn(k *catalog.Register, was, is Record, start string) ([]assess.Change, error) {
	d := drawings.read(is)
	units := make([]int, d.Size)
	for i := range units {
		units[i] = i + 1
	}
	if d.How == atRandom {
		units = Draw(start, d.Size, d.N)
		is.say("start", encode(start))
	}
	is.say(fieldDrawn, encode(listed(units)))
	at := k.StateAt(stateDrawn)
	if lacks := Lacks(k, is, stateDrawn); len(lacks) > 0 {
		return nil, fmt.Errorf("before it is drawn the sample needs a word in the field %q", lacks[0].Label)
	}
	if at < 0 {
		return nil, fmt.Errorf("%s has no state %q in this catalogue", article(k), stateDrawn)
	}
	is.say(fieldState, encode(stored(k, at)))
	return differ(was, is), nil
}

// listed are numbers as a field keeps them.
func listed(units []int) string {
	words := make([]string, len(units))
	for i, n := range units {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ", ")
}

// MarkUnit gives a unit of a sample a verdict, in place of the one it had.
func MarkUnit(c Case, id string, unit int, to Verdict) ([]assess.Change, error) {
	_, was, err := c.known(KindSample, id)
	if err != nil {
		return nil, err
	}
	s := c.SampleOf(was)
	if !slices.ContainsFunc(s.Units, func(u Unit) bool { return u.Number == unit }) {
		return nil, fmt.Errorf("%d is no unit that was drawn", unit)
	}
	is := was
	for _, v := range Verdicts[1:] {
		var has []int
		for _, u := range s.Units {
			if u.Number != unit && u.Verdict == v || u.Number == unit && to == v {
				has = append(has, u.Number)
			}
		}
		slices.Sort(has)
		is.say(string(v), encode(listed(has)))
	}
	return differ(was, is), nil
}
