package store

import (
	"maps"
	"reflect"
	"slices"

	"crosswalk/catalog/assess"
)

// compare says whether two assessments hold the same, and if not, of which
// subject they differ.
func compare(a, b *assess.Assessment) (subject string, same bool) {
	if !reflect.DeepEqual(own(a), own(b)) {
		return assess.KindAssessment, false
	}
	if k, ok := differing(maps.Collect(a.Answers.All()), maps.Collect(b.Answers.All())); !ok {
		return string(k.Subject()), false
	}
	if item, ok := differing(a.Baseline, b.Baseline); !ok {
		return string(assess.BaselineSubject(item)), false
	}
	if id, ok := differingRecord(a.Systems, b.Systems, func(s assess.System) string { return s.ID }); !ok {
		return string(assess.RecordSubject(assess.KindSystem, id)), false
	}
	if id, ok := differingRecord(a.Controls, b.Controls, func(c assess.OwnControl) string { return c.ID }); !ok {
		return string(assess.RecordSubject(assess.KindControl, id)), false
	}
	if id, ok := differingRecord(a.Evidence, b.Evidence, func(e assess.Evidence) string { return e.ID }); !ok {
		return string(assess.RecordSubject(assess.KindEvidence, id)), false
	}
	if id, ok := differingRecord(a.Findings, b.Findings, func(f assess.Finding) string { return f.ID }); !ok {
		return string(assess.RecordSubject(assess.KindFinding, id)), false
	}
	if id, ok := differingRecord(a.Tasks, b.Tasks, func(t assess.TaskState) string { return t.ID }); !ok {
		return string(assess.RecordSubject(assess.KindTask, id)), false
	}
	if id, ok := differingRecord(a.Votes, b.Votes, func(v assess.VoteRecord) string { return v.ID }); !ok {
		return string(assess.RecordSubject(assess.KindVote, id)), false
	}
	return "", true
}

// own is what belongs to the assessment as a whole. An empty list and none are
// the same.
func own(a *assess.Assessment) assess.Assessment {
	b := assess.Assessment{
		ID: a.ID, Name: a.Name, Archived: a.Archived, Created: a.Created, CreatedBy: a.CreatedBy,
		Changed: a.Changed, ChangedBy: a.ChangedBy, Profile: a.Profile,
	}
	if len(b.Profile.Holidays) == 0 {
		b.Profile.Holidays = nil
	}
	if len(b.Profile.Effort) == 0 {
		b.Profile.Effort = nil
	}
	return b
}

func differing[K comparable](a, b map[K]assess.Answer) (K, bool) {
	for k, x := range a {
		if b[k] != x {
			return k, false
		}
	}
	for k := range maps.Keys(b) {
		if _, known := a[k]; !known {
			return k, false
		}
	}
	var none K
	return none, true
}

func differingRecord[T any](a, b []T, id func(T) string) (string, bool) {
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(b):
			return id(a[i]), false
		case i >= len(a):
			return id(b[i]), false
		case id(a[i]) != id(b[i]):
			return min(id(a[i]), id(b[i])), false
		case !reflect.DeepEqual(a[i], b[i]):
			return id(a[i]), false
		}
	}
	return "", true
}

// subjects lists everything an assessment holds rows of.
func subjects(a *assess.Assessment) []assess.Subject {
	all := []assess.Subject{assess.KindAssessment}
	for k := range a.Answers.All() {
		all = append(all, k.Subject())
	}
	for item := range a.Baseline {
		all = append(all, assess.BaselineSubject(item))
	}
	for _, s := range a.Systems {
		all = append(all, assess.RecordSubject(assess.KindSystem, s.ID))
	}
	for _, c := range a.Controls {
		all = append(all, assess.RecordSubject(assess.KindControl, c.ID))
	}
	for _, e := range a.Evidence {
		all = append(all, assess.RecordSubject(assess.KindEvidence, e.ID))
	}
	for _, f := range a.Findings {
		all = append(all, assess.RecordSubject(assess.KindFinding, f.ID))
	}
	for _, t := range a.Tasks {
		all = append(all, assess.RecordSubject(assess.KindTask, t.ID))
	}
	for _, v := range a.Votes {
		all = append(all, assess.RecordSubject(assess.KindVote, v.ID))
	}
	slices.Sort(all)
	return all
}
