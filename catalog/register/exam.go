package register

import (
	"slices"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// exam is a case whose records are read once for all checks.
type exam struct {
	*court
	systems []assess.System                // in scope
	named   map[string]map[string][]Record // by kind and AI system; none: those that name none
	runs    map[string]Record              // the release that runs, by AI system
	used    bool
}

func (c *court) examine() *exam {
	x := &exam{court: c, systems: c.Assessment.InScope(), named: map[string]map[string][]Record{}}
	for kind, all := range c.seen.of {
		x.used = x.used || kind != elsewhereKind && len(all) > 0
	}
	return x
}

// about are the records of a kind that are about an AI system: those that name it
// and those that name none.
func (x *exam) about(kind, system string) []Record {
	by, known := x.named[kind]
	if !known {
		by = map[string][]Record{}
		for _, r := range x.of(kind) {
			named := systemsOf(r)
			for _, s := range named {
				by[s] = append(by[s], r)
			}
			if len(named) == 0 {
				by[""] = append(by[""], r)
			}
		}
		x.named[kind] = by
	}
	return slices.Concat(by[system], by[""])
}

// The fields by which a record names AI systems: several, or the one it is of.
const (
	fieldSystems = "systems"
	fieldSystem  = "system"
)

func systemsOf(r Record) []string { return append(r.List(fieldSystem), r.List(fieldSystems)...) }

// loud are the kinds of which something must be kept as soon as anything is.
var loud = []string{"risk", "impact-assessment", "audit", "review", systemKind}

// systemKind is the inventory, which a check names like a kind of record.
const systemKind = "system"

// silent reports whether nothing is said by a kind of record: it holds nothing, or
// is kept elsewhere and somebody looked there within a year.
func (x *exam) silent(kind string) bool {
	if kind == assess.KindFinding { // the assessment holds them by itself
		return len(nonconformities(x.Assessment)) == 0
	}
	if e := x.Elsewhere(kind); e.Where != "" {
		return !x.forgotten(kind) && (!x.past(e.Checked, keptMonths) || len(x.of(kind)) == 0)
	}
	return len(x.of(kind)) == 0 && (!x.used || !slices.Contains(loud, kind))
}

// forgotten reports whether a kind that holds nothing here is kept elsewhere, where
// nobody looked for a year.
func (x *exam) forgotten(kind string) bool {
	e := x.Elsewhere(kind)
	return e.Where != "" && len(x.of(kind)) == 0 && x.past(e.Checked, keptMonths)
}

// past reports whether a day is more than some months ago.
func (x *exam) past(date string, months int) bool {
	from, err := time.Parse(time.DateOnly, date)
	return err == nil && day.Months(from, months).Format(time.DateOnly) < x.today()
}

// late reports whether a day has passed.
func (x *exam) late(date string) bool { return date != "" && date < x.today() }

// latest is the record whose day in a field is the last one.
func latest(records []Record, field string) (last Record, date string) {
	for _, r := range records {
		if d := r.Text(field); d > date || last.ID == "" {
			last, date = r, d
		}
	}
	return last, date
}

// those are the records of which something holds.
func those(records []Record, holds func(Record) bool) []Record {
	var at []int // a list of records that grows by doubling is copied too often
	for i := range records {
		if holds(records[i]) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return nil
	}
	all := make([]Record, len(at))
	for i, from := range at {
		all[i] = records[from]
	}
	return all
}

// in reports whether a record is in one of some states.
func in(states ...string) func(Record) bool {
	return func(r Record) bool { return slices.Contains(states, r.State()) }
}

// not turns a question around.
func not(holds func(Record) bool) func(Record) bool {
	return func(r Record) bool { return !holds(r) }
}

// lacks asks whether one of some fields says nothing.
func lacks(fields ...string) func(Record) bool {
	return func(r Record) bool {
		return slices.ContainsFunc(fields, func(f string) bool { return !r.says(f) })
	}
}
