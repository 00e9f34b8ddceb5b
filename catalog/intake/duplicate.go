package intake

import (
	"slices"

	"crosswalk/catalog/assess"
)

// Duplicate is all of an assessment as the changes of a new one with that name:
// its records get new ids, and all that refers to them follows. Ratings stay
// whose they were. Systems and own controls that were removed come along as
// removed, for numbers and answers still refer to them; removed evidence and
// findings do not.
func Duplicate(a *assess.Assessment, name string, newID func() string) []assess.Change {
	b := *a
	b.Name, b.Archived = name, false
	ids := map[string]string{"": ""}
	fresh := func(id string) string {
		ids[id] = newID()
		return ids[id]
	}
	b.Systems = slices.Clone(a.Systems)
	for i := range b.Systems {
		b.Systems[i].ID = fresh(b.Systems[i].ID)
	}
	b.Controls = slices.Clone(a.Controls)
	for i := range b.Controls {
		b.Controls[i].ID = fresh(b.Controls[i].ID)
	}
	follow := func(id string) string {
		if now, renamed := ids[id]; renamed {
			return now
		}
		return id // an item of the standard
	}
	b.Profile.Effort = make(map[string]float64, len(a.Profile.Effort))
	for item, days := range a.Profile.Effort {
		b.Profile.Effort[follow(item)] = days
	}
	b.Answers = assess.Answers{}
	for k, x := range a.Answers.All() {
		k.Item, k.System = follow(k.Item), follow(k.System)
		b.Answers.Put(k, x)
	}
	b.Evidence, b.Findings = nil, nil
	for _, e := range a.Evidence {
		if e.Removed {
			continue
		}
		e.ID, e.System, e.Items = fresh(e.ID), follow(e.System), slices.Clone(e.Items)
		for i, item := range e.Items {
			e.Items[i] = follow(item)
		}
		b.Evidence = append(b.Evidence, e)
	}
	for _, f := range a.Findings {
		if !f.Removed {
			f.ID, f.Item, f.System = fresh(f.ID), follow(f.Item), follow(f.System)
			b.Findings = append(b.Findings, f)
		}
	}
	return b.Changes()
}
