package register

import (
	"fmt"
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// A field that leads to something keeps its id, so that it still leads there when
// that is called otherwise. What it leads to may be gone; then it says so.

const gone = " (removed)"

func system(c Case, _ *catalog.RegisterField, name string) (any, error) {
	if s, ok := assess.FindSystem(c.Assessment, name); ok {
		return s.ID, nil
	}
	return nil, fmt.Errorf("the inventory has no AI system %q", name)
}

func systemName(c Case, id string) string {
	s, known := c.Assessment.System(id)
	switch {
	case !known:
		return id + gone
	case s.Removed:
		return s.Name + gone
	}
	return s.Name
}

// items reads items as an item of evidence is typed: A.5.2, X.1, 27001:A.5.9.
func items(c Case, _ *catalog.RegisterField, typed string) (any, error) {
	var all []string
	for _, part := range assess.SplitRefs(typed) {
		it, err := assess.FindRef(c.Catalog, c.Assessment, part)
		if err != nil {
			return nil, err
		}
		if ref := assess.RefOf(it); !slices.Contains(all, ref) {
			all = append(all, ref)
		}
	}
	return all, nil
}

func reference(c Case, f *catalog.RegisterField, number string) (any, error) {
	if _, typed := thingKinds[f.Register]; typed {
		return thing(c, f, number)
	}
	r, err := c.Book.Find(c.Catalog, number)
	if err != nil {
		return nil, err
	}
	if r.Kind != f.Register {
		return nil, fmt.Errorf("%s is a %s; the field %q leads to a %s", c.Book.Number(c.Catalog, r), c.singular(r.Kind), f.Label, c.singular(f.Register))
	}
	return r.ID, nil
}

// thing finds what the assessment holds by itself by its number or its id.
func thing(c Case, f *catalog.RegisterField, number string) (any, error) {
	for _, t := range c.Things(f) {
		if t.ID == number || catalog.SameNumber(t.Number, number) {
			return t.ID, nil
		}
	}
	return nil, fmt.Errorf("there is no %s %q; name it by its number, such as %s", f.Register, number, thingKinds[f.Register].like)
}

func recordName(c Case, id string) string {
	for _, kind := range c.Book.Kinds() {
		r, known := c.Book.Record(kind, id)
		switch {
		case known && r.Removed():
			return c.number(r) + gone
		case known:
			return c.number(r)
		}
	}
	switch t, known := c.Thing(id); {
	case known && t.Removed:
		return t.Number + gone
	case known:
		return t.Number
	}
	return id + gone
}

// evidence finds a piece of evidence by its number or its id, or by what it is where
// only one is.
func evidence(c Case, _ *catalog.RegisterField, name string) (any, error) {
	if e, ok := assess.FindEvidence(c.Assessment, name); ok {
		return e.ID, nil
	}
	var found []string
	for _, e := range c.Assessment.Evidence {
		if !e.Removed && assess.FoldName(e.What) == assess.FoldName(name) {
			found = append(found, e.ID)
		}
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("there is no evidence %q; name it by its number, such as EV-3, or as it is called", name)
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("%d pieces of evidence are called %q; name the one by its number", len(found), name)
}

func evidenceName(c Case, id string) string {
	e, known := c.Assessment.EvidenceByID(id)
	switch {
	case !known:
		return id + gone
	case e.Removed:
		return e.What + gone
	}
	return e.What
}
