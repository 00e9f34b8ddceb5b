package report

import (
	"errors"
	"fmt"
	"slices"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Subject is what a document may be about, where it is about one of several.
type Subject struct {
	Name  string // by which it is asked for
	Title string
}

// Subjects are all that a document may be about; none where it is about the whole
// assessment.
func (k Kind) Subjects(c register.Case) []Subject {
	var all []Subject
	switch k.Of {
	case assess.KindSystem:
		for _, s := range c.Assessment.ActiveSystems() {
			all = append(all, Subject{s.Name, s.Purpose})
		}
	case register.KindAssessment, register.KindAudit, register.KindReview:
		for _, r := range c.Book.Of(k.Of) {
			all = append(all, Subject{c.Book.Number(c.Catalog, r), r.Title()})
		}
	case assess.KindFinding:
		for _, f := range c.Assessment.Findings {
			if !f.Removed && f.Nonconformity() {
				all = append(all, Subject{c.Assessment.FindingNumber(f), f.Statement})
			}
		}
	case OfPerson:
		all = people(c)
	case OfRegister:
		for _, one := range c.Catalog.Registers() {
			if !one.Restricted && one.ChildOf == "" {
				all = append(all, Subject{one.ID, one.Title})
			}
		}
	}
	return all
}

// Find is the id of what a document is about, by the name that a person gives it.
func (k Kind) Find(c register.Case, named string) (string, error) {
	switch k.Of {
	case assess.KindSystem:
		if s, ok := assess.FindSystem(c.Assessment, named); ok {
			return s.ID, nil
		}
		return "", fmt.Errorf("the inventory has no AI system %q; crosswalk system list shows it", named)
	case OfPerson:
		return personNamed(c, named)
	case register.KindAssessment:
		return assessmentNamed(c, named)
	case register.KindAudit:
		r, err := c.Book.Find(c.Catalog, named)
		if err != nil || r.Kind != k.Of {
			return "", fmt.Errorf("there is no audit %q; name it by its number, such as AU-1", named)
		}
		return r.ID, nil
	case register.KindReview:
		r, err := c.Book.Find(c.Catalog, named)
		if err != nil || r.Kind != k.Of {
			return "", fmt.Errorf("there is no management review %q; name it by its number, such as MR-1", named)
		}
		return r.ID, nil
	}
	if k.Of == assess.KindFinding {
		f, ok := assess.FindFinding(c.Assessment, named)
		if !ok || !f.Nonconformity() {
			return "", fmt.Errorf("there is no nonconformity %q; name it by its number, such as FI-3", named)
		}
		return f.ID, nil
	}
	one, known := c.Catalog.Register(named)
	switch {
	case !known:
		var all []string
		for _, s := range k.Subjects(c) {
			all = append(all, s.Name)
		}
		return "", fmt.Errorf("there is no register %q; it is %s", named, assess.Either(all))
	case one.Restricted:
		return "", errors.New("what only its readers see stands in no document; choose another register")
	}
	return one.ID, nil
}

// assessmentNamed finds an impact assessment by its number, or the last one of an AI
// system: one that holds where there is one.
func assessmentNamed(c register.Case, named string) (string, error) {
	s, ok := assess.FindSystem(c.Assessment, named)
	if !ok {
		r, err := c.Book.Find(c.Catalog, named)
		if err != nil || r.Kind != register.KindAssessment {
			return "", fmt.Errorf("there is no impact assessment %q; name it by its number, such as IA-1, or by its AI system", named)
		}
		return r.ID, nil
	}
	all := picked(c.Book.Of(register.KindAssessment), names("systems", s.ID))
	if len(all) == 0 {
		return "", fmt.Errorf("there is no impact assessment of %s; make one in the tab Registers", s.Name)
	}
	for _, r := range slices.Backward(all) {
		if r.State() != "superseded" {
			return r.ID, nil
		}
	}
	return all[len(all)-1].ID, nil
}
