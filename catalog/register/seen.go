package register

import "time"

// seen is what many questions ask of a case, found once where all of its records are
// judged.
type seen struct {
	today   string
	below   map[string][]*Record // by the record that they stand below
	of      map[string][]Record  // by kind
	numbers map[string]string    // by id, once one was asked for
}

// see finds it.
func see(c Case) *seen {
	s := &seen{today: c.Today.Format(time.DateOnly), below: c.Book.parents(), of: map[string][]Record{}}
	for kind := range c.Book.kinds {
		s.of[kind] = c.Book.standing(kind)
	}
	return s
}

func (c Case) today() string {
	if c.seen != nil {
		return c.seen.today
	}
	return c.Today.Format(time.DateOnly)
}

// of are the records of a kind, oldest first, in a list that nobody changes.
func (c Case) of(kind string) []Record {
	if c.seen != nil {
		return c.seen.of[kind]
	}
	return c.Book.Of(kind)
}

// children are the records of a kind that stand below one, oldest first, in a list
// of their own.
func (c Case) children(kind, id string) []Record {
	if c.seen == nil {
		return those(c.Book.Of(kind), func(r Record) bool { return r.parent == id })
	}
	var all []Record
	for _, r := range c.seen.below[id] {
		if r.Kind == kind {
			all = append(all, *r)
		}
	}
	return all
}

// number is how a record is called.
func (c Case) number(r Record) string {
	if c.seen == nil {
		return c.Book.Number(c.Catalog, r)
	}
	return c.numbers()[r.ID]
}

// numbers are those of all records, by id.
func (c Case) numbers() map[string]string {
	if c.seen == nil {
		return c.Book.Numbers(c.Catalog)
	}
	if c.seen.numbers == nil {
		c.seen.numbers = c.Book.Numbers(c.Catalog)
	}
	return c.seen.numbers
}
