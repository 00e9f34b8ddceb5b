package intake

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Duplicate is all of an assessment as the changes of a new one with that name:
// its records get new ids, and all that refers to them follows. Ratings stay
// whose they were. Systems and own controls that were removed come along as
// removed, for numbers and answers still refer to them; removed evidence and
// findings do not, and the others keep their numbers. Of the records of registers
// the book holds those that come along, less what was removed.
func Duplicate(a *assess.Assessment, book *register.Book, name string, newID func() string) []assess.Change {
	a = a.Numbered()
	b, ids := assess.New(a.ID), renamed(a, newID)
	for r := range book.All() {
		ids[r.ID] = newID()
	}
	follow := func(id string) string {
		if now, ok := ids[id]; ok {
			return now
		}
		return id // an item of the standard, or nothing
	}
	for _, k := range assess.Kinds() {
		for s, fields := range k.Each(a) {
			if leftBehind(k, fields) {
				continue
			}
			key, places, keep := k.Reader(b)
			for i, part := range s.Parts() {
				if k.Key[i].Refers != assess.Nothing {
					part = follow(part)
				}
				*key[i] = part
			}
			for i, f := range places {
				f.Take(fields[i], follow)
			}
			keep()
		}
	}
	b.Name, b.Archived = name, false
	return append(b.Changes(), book.Changes(follow)...)
}

// renamed are the new ids of all records that come along. They are given before
// anything is copied, for the profile refers to controls that come after it.
func renamed(a *assess.Assessment, newID func() string) map[string]string {
	ids := map[string]string{}
	for _, k := range assess.Kinds() {
		for s, fields := range k.Each(a) {
			for i, part := range s.Parts() {
				if k.Key[i].Refers == assess.ItsOwn && !leftBehind(k, fields) {
					ids[part] = newID()
				}
			}
		}
	}
	return ids
}

// leftBehind are records that a copy has no use for.
func leftBehind(k assess.Kind, fields []assess.Field) bool {
	if k.OfHistory {
		return true
	}
	for _, f := range fields {
		if f.Name == assess.FieldRemoved {
			return *f.At.(*bool) && !k.Outlives
		}
	}
	return false
}
