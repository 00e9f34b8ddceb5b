package register

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Thing is what an assessment holds by itself and records lead to as they lead to one
// another: a finding, a piece of evidence, an AI system.
type Thing struct {
	ID      string
	Number  string
	Title   string // what it is, in a line
	Removed bool
}

// thingKind is one kind of them: how numbers look, the ids of all, and one by its id,
// removed ones included.
type thingKind struct {
	like string
	ids  func(*assess.Assessment) []string
	one  func(*assess.Assessment, string) (Thing, bool)
}

// thingKinds are all, by the kind as the fields of registers name it.
var thingKinds = map[string]thingKind{
	assess.KindFinding: {"FI-3", func(a *assess.Assessment) []string {
		return idsOf(a.Findings, func(f assess.Finding) string { return f.ID })
	}, func(a *assess.Assessment, id string) (Thing, bool) {
		f, known := a.Finding(id)
		return Thing{f.ID, a.FindingNumber(f), firstLine(f.Statement), f.Removed}, known
	}},
	assess.KindEvidence: {"EV-3", func(a *assess.Assessment) []string {
		return idsOf(a.Evidence, func(e assess.Evidence) string { return e.ID })
	}, func(a *assess.Assessment, id string) (Thing, bool) {
		e, known := a.EvidenceByID(id)
		return Thing{e.ID, a.EvidenceNumber(e), firstLine(e.What), e.Removed}, known
	}},
	assess.KindSystem: {"SY-2", func(a *assess.Assessment) []string {
		return idsOf(a.Systems, func(s assess.System) string { return s.ID })
	}, func(a *assess.Assessment, id string) (Thing, bool) {
		s, known := a.System(id)
		return Thing{s.ID, a.SystemNumber(s), s.Name, s.Removed}, known
	}},
}

func idsOf[T any](all []T, id func(T) string) []string {
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = id(all[i])
	}
	return ids
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// Things are those that a field may lead to, oldest first, removed ones left out; none
// where it leads to records of a register.
func (c Case) Things(f *catalog.RegisterField) []Thing {
	k, typed := thingKinds[f.Register]
	if !typed {
		return nil
	}
	var all []Thing
	for _, id := range k.ids(c.Assessment) {
		if t, known := k.one(c.Assessment, id); known && !t.Removed {
			all = append(all, t)
		}
	}
	return all
}

// Thing finds one by its id, of whatever kind, removed ones included.
func (c Case) Thing(id string) (Thing, bool) {
	if c.Assessment == nil {
		return Thing{}, false
	}
	for _, kind := range []string{assess.KindFinding, assess.KindEvidence, assess.KindSystem} {
		if t, known := thingKinds[kind].one(c.Assessment, id); known {
			return t, true
		}
	}
	return Thing{}, false
}

// Leading are the ids that a field of a record leads to.
func (r Record) Leading(f *catalog.RegisterField) []string {
	if f.Type != "record" && f.Type != "records" {
		return nil
	}
	return slices.Clone(r.leadsTo(f.Name))
}
