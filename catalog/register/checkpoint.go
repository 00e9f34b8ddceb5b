package register

import (
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

const (
	changeKind      = "change"
	checkpointsKind = "checkpoints"
)

// Repeats is the work that a kind of change asks for again: by the newest
// checkpoint table that was approved, else by the usual one.
func (c Case) Repeats(change string) []string {
	own := Record{}
	for _, r := range c.of(checkpointsKind) {
		if r.State() == "approved" {
			own = r
		}
	}
	if own.ID != "" {
		return own.List(strings.ReplaceAll(change, " ", "_"))
	}
	for _, row := range c.Catalog.Checkpoints() {
		if row.Change == change {
			return row.Repeat
		}
	}
	return nil
}

// readers are those of a new restricted record in which nobody else is named.
func (c Case) readers() []string {
	if c.Assessment == nil {
		return nil
	}
	return assess.Things(c.Assessment.Profile.ConcernReaders)
}

// fill says what follows from what was said and was not said itself: the work that
// a kind of change asks for again, and who reads a restricted record.
func (c Case) fill(k *catalog.Register, was Record, r *Record, said map[string]string) {
	leftOut := func(field string) bool {
		_, typed := said[field]
		return !typed
	}
	if kind := r.Text("kind"); k.ID == changeKind && kind != was.Text("kind") && leftOut("repeat") {
		r.say("repeat", encode(c.Repeats(kind)))
	}
	if k.Restricted && leftOut(catalog.RecordReaders) && !r.says(catalog.RecordReaders) {
		r.say(catalog.RecordReaders, encode(c.readers()))
	}
}
