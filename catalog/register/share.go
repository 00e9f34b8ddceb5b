package register

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Share is what a person took on to assess: items, all that is about some AI systems,
// or those items for these systems. What is in it says nothing of how it stands.
type Share struct {
	Person  string
	Items   []string // references
	Systems []string // ids
}

const (
	fieldTakes    = "takes"
	fieldTakesFor = "takes_for"
)

// Shares are those of the people that are listed, where they took on something.
func (c Case) Shares() []Share {
	var all []Share
	for _, p := range c.Book.Of(kindPerson) {
		if s := (Share{p.Title(), p.List(fieldTakes), p.List(fieldTakesFor)}); len(s.Items)+len(s.Systems) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// ShareOf is what somebody took on; the zero one: nothing.
func (c Case) ShareOf(name string) Share {
	names := c.Names()
	for _, s := range c.Shares() {
		if names.Same(s.Person, name) {
			return s
		}
	}
	return Share{}
}

// Takes reports whether an item is in it, for one AI system or more.
func (s Share) Takes(it *catalog.Item) bool {
	if len(s.Items) > 0 {
		return slices.Contains(s.Items, assess.RefOf(it))
	}
	return len(s.Systems) > 0 && it.PerSystem()
}

// TakenBy are the people who took on an item for an AI system by its id, or for all
// where it is empty.
func (c Case) TakenBy(it *catalog.Item, system string) (names []string) {
	for _, s := range c.Shares() {
		if s.Takes(it) && (system == "" || len(s.Systems) == 0 || slices.Contains(s.Systems, system)) {
			names = append(names, s.Person)
		}
	}
	return names
}

// Allot says anew what a person takes on: items, clauses and sections as people type
// them, and AI systems by their names. Somebody who is not listed yet becomes the record
// of that id. Where nothing is named they take on nothing any more.
func Allot(c Case, id, person string, items, systems []string) ([]assess.Change, error) {
	takes, err := c.refs(items)
	if err != nil {
		return nil, err
	}
	said := map[string]string{fieldTakes: strings.Join(takes, ", "), fieldTakesFor: strings.Join(systems, ", ")}
	names := c.Names()
	for _, p := range c.Book.Of(kindPerson) {
		if names.Same(p.Title(), person) {
			return Set(c, kindPerson, p.ID, said)
		}
	}
	if len(takes)+len(systems) == 0 {
		return nil, fmt.Errorf("%q takes on nothing, and is not listed", person)
	}
	said[catalog.RecordTitle] = person
	return Put(c, kindPerson, id, said)
}

// refs are the references of items, and of all items of clauses and sections.
func (c Case) refs(typed []string) (all []string, err error) {
	sets := assess.Sets(c.Catalog, c.Assessment)
	for _, text := range typed {
		if i := slices.IndexFunc(sets, func(s *catalog.Clause) bool { return strings.EqualFold(s.ID, text) }); i >= 0 {
			for _, it := range sets[i].Items {
				all = append(all, assess.RefOf(it))
			}
			continue
		}
		it, err := assess.FindRef(c.Catalog, c.Assessment, text)
		if err != nil {
			return nil, err
		}
		all = append(all, assess.RefOf(it))
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// Took reports of an item whether somebody took it on.
func (v *Ruling) Took(name string) func(*catalog.Item) bool {
	if v == nil {
		return func(*catalog.Item) bool { return false }
	}
	return v.ShareOf(name).Takes
}
