package register

import (
	"cmp"
	"fmt"
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// A finding is raised where one stands: in a session, over a sample, at a breach or an
// incident. The record leads to it, never the other way round: so a finding tells
// nothing of a record that only its readers see.

// fieldFinding is the field by which a record leads to the findings raised because of
// it.
const fieldFinding = assess.KindFinding

// Raises reports whether records of a kind lead to findings.
func Raises(k *catalog.Register) bool {
	f, has := k.Field(fieldFinding)
	return has && f.Register == assess.KindFinding
}

// Raised are the findings that a record leads to, oldest first.
func (c Case) Raised(r Record) []assess.Finding {
	ids := r.leadsTo(fieldFinding)
	return slices.DeleteFunc(slices.Clone(c.Assessment.Findings), func(f assess.Finding) bool { return f.Removed || !slices.Contains(ids, f.ID) })
}

// LeadToFinding has a record lead to a finding too.
func LeadToFinding(c Case, kind, id, finding string) ([]assess.Change, error) {
	k, was, err := c.known(kind, id)
	switch {
	case err != nil:
		return nil, err
	case !Raises(k):
		return nil, fmt.Errorf("%s leads to no finding in this catalogue", article(k))
	case slices.Contains(was.leadsTo(fieldFinding), finding):
		return nil, nil
	}
	is := was
	is.say(fieldFinding, encode(append(was.leadsTo(fieldFinding), finding)))
	return differ(was, is), nil
}

// FindingOf is a finding as it begins from a record: about its first item, else the
// first that records of its kind serve, and its only AI system. Of a record that only
// its readers see it says nothing.
func (c Case) FindingOf(r Record, id string) assess.Finding {
	f := assess.Finding{ID: id, Grade: assess.GradeMinor}
	k, known := c.Catalog.Register(r.Kind)
	refs := r.List(fieldItems)
	if known {
		refs = append(refs, k.Serves...)
	}
	for _, it := range c.Named(refs[:min(len(refs), 1)]) {
		f.About(it)
		if systems := r.List(fieldSystems); len(systems) == 1 && it.PerSystem() {
			f.System = systems[0]
		}
	}
	if known && !k.Restricted {
		f.Statement, f.ShownBy = c.stated(r)
	}
	return f
}

// stated is what a record says by itself was found, and what shows it.
func (c Case) stated(r Record) (statement, shownBy string) {
	switch r.Kind {
	case KindSession:
		return "", ""
	case KindSample:
		return c.SampleOf(r).stated()
	case catalog.MetricKind:
		limits := LimitsOf(r)
		words := cmp.Or(limits.Words(limits.Outside(c.Book.Measurements(r.ID))), missed(c, r))
		if words == "" {
			return "", ""
		}
		return r.Title() + ": " + words, ""
	}
	return r.Title(), ""
}

// stated is what a sample found: the units that do not show what they must.
func (s Sample) stated() (statement, shownBy string) {
	var not []int
	for _, u := range s.Units {
		if u.Verdict == Nonconforming {
			not = append(not, u.Number)
		}
	}
	if len(not) == 0 {
		return s.Title(), ""
	}
	return fmt.Sprintf("%s: nonconforming %d of %d, by the criterion “%s” (%s)", s.Title(), len(not), len(s.Units), s.Text("criterion"), listed(not)), s.Says()
}
