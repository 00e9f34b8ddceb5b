package filter

import (
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// Facts are what filters choose by: an assessment with its figures, as one
// moment and one person have them.
type Facts struct {
	Catalog    *catalog.Catalog
	Assessment *assess.Assessment
	Score      *score.Scorecard
	Synergy    *synergy.Synergy // on the basis of the profile
	Today      time.Time
	Person     string // whom mine is about
	// Contradicted and Supported report what the records say of an item by its id: that
	// it is not so, or that they would support more. Nil: the records are not known.
	Contradicted, Supported func(item string) bool
	Taken                   func(*catalog.Item) bool // whether Person took it on to assess it; nil as well
	Overtaken               func(item string) bool   // whether something was seen since it was answered; nil as well
	Veiled                  string                   // id of an item that is voted on, which is in no filter that tells how it stands; empty: none
}

// chooser is a filter made ready for many items.
type chooser struct {
	Facts
	kinds [][]wanted // an item meets one of each
	scope []assess.System
	only  []int  // places in scope of the AI systems that are asked about
	me    string // folded
	today string // YYYY-MM-DD
	now   subject
}

type wanted struct {
	Kind
	value string // folded
}

// Lets gives what reports whether the filter lets an item of either standard
// through. It is for one goroutine.
func (x Facts) Lets(f Filter) func(*catalog.Item) bool {
	c := &chooser{Facts: x, scope: x.Assessment.InScope(), me: assess.FoldName(x.Person), today: x.Today.Format(time.DateOnly)}
	for i, t := range f {
		k, _ := KindOf(t.Word)
		if i == 0 || f[i-1].Word != t.Word {
			c.kinds = append(c.kinds, nil)
		}
		last := len(c.kinds) - 1
		c.kinds[last] = append(c.kinds[last], wanted{k, assess.FoldName(t.Value)})
		if t.Word == "system" {
			c.ask(assess.FoldName(t.Value))
		}
	}
	return c.lets
}

// ask narrows what is asked to an AI system by its folded name or its number.
func (c *chooser) ask(system string) {
	for i := range c.scope {
		named := assess.FoldName(c.scope[i].Name) == system || catalog.SameNumber(c.Assessment.SystemNumber(c.scope[i]), system)
		if named && !slices.Contains(c.only, i) {
			c.only = append(c.only, i)
		}
	}
}

func (c *chooser) lets(it *catalog.Item) bool {
	if len(c.kinds) == 0 {
		return true
	}
	s := c.subject(it)
	for _, either := range c.kinds {
		if !slices.ContainsFunc(either, func(w wanted) bool {
			return (w.plain || it.ID != c.Veiled || s.isms) && w.Asks(s.standard()) && w.holds(s, w.value)
		}) {
			return false
		}
	}
	return true
}

// Choose gives those of some items that the filter lets through, in their order.
func (x Facts) Choose(f Filter, items []*catalog.Item) []*catalog.Item {
	lets := x.Lets(f)
	return slices.DeleteFunc(slices.Clone(items), func(it *catalog.Item) bool { return !lets(it) })
}

// Count counts those of some items that the filter lets through.
func (x Facts) Count(f Filter, items []*catalog.Item) int {
	lets, n := x.Lets(f), 0
	for _, it := range items {
		if lets(it) {
			n++
		}
	}
	return n
}

// Values are the values of a kind that some items have, each once, in the order
// in which they come, and how many of the items have one.
func (x Facts) Values(k Kind, items []*catalog.Item) (all []string, n int) {
	var folded []string
	c := &chooser{Facts: x, scope: x.Assessment.InScope()}
	for _, it := range items {
		if !k.plain && it.ID == x.Veiled {
			continue
		}
		has := k.has(c.subject(it))
		if len(has) > 0 {
			n++
		}
		for _, v := range has {
			if f := assess.FoldName(v); !slices.Contains(folded, f) {
				all, folded = append(all, v), append(folded, f)
			}
		}
	}
	return all, n
}

// None is a sentence on why a filter leaves none of some items, and what a person
// can do about that, where they can.
func (x Facts) None(f Filter, items []*catalog.Item) (why, teach string) {
	for _, t := range f { // a name that is no more says more than the rest
		if k, _ := KindOf(t.Word); len(f) == 1 || k.Listed() && x.Count(Of(t), items) == 0 {
			return strings.Replace(k.None, "…", t.Value, 1), k.Teach
		}
	}
	return "No item is all of this: " + f.Words() + ".", ""
}
