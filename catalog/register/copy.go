package register

import (
	"bytes"
	"encoding/json"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Changes are the records of a book as the changes that make them in another
// assessment, without those that were removed. They stand there under the ids that
// renamed gives, and so does all that they refer to: an id is like nothing that
// people type, so no catalogue need say which fields refer to something.
func (b *Book) Changes(renamed func(id string) string) []assess.Change {
	var all []assess.Change
	for r := range b.All() {
		if r.Removed() {
			continue
		}
		r.ID = renamed(r.ID)
		is := r
		for field, value := range r.Values.All() {
			is.say(field, follow(value, renamed))
		}
		all = append(all, differ(Record{Kind: r.Kind, ID: r.ID}, is)...)
	}
	for _, metric := range b.Of(catalog.MetricKind) {
		for _, m := range b.Measurements(metric.ID).Newest {
			all = append(all, m.Change(renamed(metric.ID)))
		}
	}
	return all
}

// follow is a text or a list of texts with the ids in them renamed.
func follow(value json.RawMessage, renamed func(string) string) json.RawMessage {
	if bytes.HasPrefix(value, []byte(`"`)) {
		if id := textOf(value); renamed(id) != id {
			return encode(renamed(id))
		}
		return value
	}
	all, changed := textsOf(value), false
	for i, id := range all {
		all[i] = renamed(id)
		changed = changed || all[i] != id
	}
	if !changed {
		return value
	}
	return encode(all)
}
