package assess

import (
	"maps"
	"slices"
)

// Changes is everything the assessment says, as the changes that make it out of
// a new one. Ratings stay whose they were, and keep their order.
func (a *Assessment) Changes() []Change {
	all := changed(KindAssessment, FieldName, "", a.Name)
	all = append(all, changed(KindAssessment, "archived", false, a.Archived)...)
	fresh := DefaultProfile()
	all = append(all, fresh.changes(&a.Profile)...)
	for _, s := range a.Systems {
		all = append(all, differ(RecordSubject(KindSystem, s.ID), new(System).fields(), s.fields())...)
	}
	for _, c := range a.Controls {
		all = append(all, differ(RecordSubject(KindControl, c.ID), new(OwnControl).fields(), c.fields())...)
	}
	for k, x := range a.Answers.All() {
		all = append(all, x.changes(k.Subject())...)
	}
	for _, item := range slices.Sorted(maps.Keys(a.Baseline)) {
		all = append(all, a.Baseline[item].changes(BaselineSubject(item))...)
	}
	for _, e := range a.Evidence {
		all = append(all, differ(RecordSubject(KindEvidence, e.ID), new(Evidence).fields(), e.fields())...)
	}
	for _, f := range a.Findings {
		all = append(all, differ(RecordSubject(KindFinding, f.ID), new(Finding).fields(), f.fields())...)
	}
	for _, t := range a.Tasks {
		all = append(all, differ(RecordSubject(KindTask, t.ID), new(TaskState).fields(), t.fields())...)
	}
	for _, v := range a.Votes {
		all = append(all, Change{RecordSubject(KindVote, v.ID), FieldRecord, v.Record})
	}
	return all
}

func (x Answer) changes(s Subject) []Change {
	var all []Change
	if !x.Rating.Is(Unanswered) {
		all = append(all, Change{s, FieldRating, x.Rating.kept()})
	}
	all = append(all, changed(s, FieldNote, "", x.Note)...)
	all = append(all, changed(s, FieldOwner, "", x.Owner)...)
	all = append(all, changed(s, FieldDue, "", x.Due)...)
	all = append(all, changed(s, FieldFlag, false, x.Flag)...)
	return append(all, changed(s, FieldDeclined, false, x.Declined)...)
}
