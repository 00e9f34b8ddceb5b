package register

import (
	"strings"

	"crosswalk/catalog"
)

// work is what a change may ask for again: which records show that it was done,
// from which state on, and by which of their days.
type work struct {
	word  string // of the field repeat
	named string // in a sentence
	kind  string
	from  string // the first state in which it counts
	on    string // the field with its day
}

var works = []work{
	{"risk", "the risk assessment", "risk", "assessed", "assessed_on"},
	{"impact", "the impact assessment", KindAssessment, "approved", "approved_on"},
	{"test", "the test", "release", "tested", "tested_on"},
	{"documents", "the documents", "document", "approved", "approved_on"},
}

// workOf is the work that records of a kind show.
func workOf(kind string) (work, bool) {
	for _, w := range works {
		if w.kind == kind {
			return w, true
		}
	}
	return work{}, false
}

// day is the day on which a record of its kind did the work; empty where it did not
// yet. Without a day of its own the record counts from the day it was made.
func (w work) day(k *catalog.Register, r Record) string {
	if k.StateAt(r.State()) < k.StateAt(w.from) {
		return ""
	}
	if on := r.Text(w.on); on != "" {
		return on
	}
	return r.made()
}

// turn is a day on which something became otherwise, and what.
type turn struct {
	day  string
	what string
}

func (t turn) later(other turn) turn {
	if other.day > t.day {
		return other
	}
	return t
}

// operation is what happened to AI systems, found once for all records.
type operation struct {
	changes  map[string]turn     // the newest done change by system, a blank and a word of works
	systems  map[string]turn     // the newest change of what is said of a system, by its id
	assessed map[string]string   // the day of the first approved impact assessment of a system
	newest   map[string]string   // the day of the newest that still stands
	answers  map[string][]string // ids of the records that name a change as their reason, by its id
	below    map[string][]Record // marks and responsibilities, by supplier
}

// operating finds it at the first question.
func (c *court) operating() *operation {
	if c.operation == nil {
		o := &operation{
			changes: map[string]turn{}, systems: map[string]turn{}, assessed: map[string]string{}, newest: map[string]string{},
			answers: map[string][]string{}, below: map[string][]Record{},
		}
		o.readChanges(c)
		o.readSystems(c)
		o.readAssessments(c)
		o.readAnswers(c)
		for _, kind := range []string{supplierMarkKind, responsibilityKind} {
			for _, r := range c.of(kind) {
				o.below[r.parent] = append(o.below[r.parent], r)
			}
		}
		c.operation = o
	}
	return c.operation
}

// requested is the day of a change: what was assessed from then on knows of it.
func requested(r Record) string {
	if on := r.Text("requested_on"); on != "" {
		return on
	}
	return r.made()
}

func (o *operation) readChanges(c *court) {
	for _, r := range c.of(changeKind) {
		if r.State() != "done" {
			continue
		}
		t := turn{requested(r), "the change “" + r.Title() + "” was requested"}
		for _, word := range r.List("repeat") {
			for _, s := range r.List("systems") {
				o.changes[s+" "+word] = o.changes[s+" "+word].later(t)
			}
		}
	}
}

// SystemFields are what an assessment of a system rests on, by the names of the
// log.
var SystemFields = []string{"purpose", "roles", "intended_use", "stage", "risk_class"}

func (o *operation) readSystems(c *court) {
	if c.Assessment == nil {
		return
	}
	for _, s := range c.Assessment.ActiveSystems() {
		for _, field := range SystemFields {
			t := turn{c.Book.Changed(s.ID, field), "the " + strings.ReplaceAll(field, "_", " ") + " of " + s.Name + " changed"}
			o.systems[s.ID] = o.systems[s.ID].later(t)
		}
	}
}

func (o *operation) readAssessments(c *court) {
	w, _ := workOf(KindAssessment)
	k, known := c.Catalog.Register(w.kind)
	if !known {
		return
	}
	for _, r := range c.of(w.kind) {
		day := w.day(k, r)
		if day == "" {
			continue
		}
		for _, s := range r.List("systems") {
			if first, known := o.assessed[s]; !known || day < first {
				o.assessed[s] = day
			}
			if !over(k, r) {
				o.newest[s] = max(o.newest[s], day)
			}
		}
	}
}

func (o *operation) readAnswers(c *court) {
	for _, w := range works {
		k, known := c.Catalog.Register(w.kind)
		if !known {
			continue
		}
		if _, names := k.Field(changeKind); !names {
			continue
		}
		for _, r := range c.of(w.kind) {
			if change := r.Text(changeKind); change != "" {
				o.answers[change+" "+w.word] = append(o.answers[change+" "+w.word], r.ID)
			}
		}
	}
}
