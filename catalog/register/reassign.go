package register

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Handover is what goes from one person to another, and what that changes.
type Handover struct {
	To      string
	Of      []Handed // by what it is, in the order in which it is looked for
	Changes []assess.Change
}

// Handed is how many things of a sort go over.
type Handed struct {
	What string // "Answers", "AI risks"
	N    int
}

// N is how many things go over.
func (h *Handover) N() int {
	n := 0
	for _, x := range h.Of {
		n += x.N
	}
	return n
}

// String counts them in words: "12 things: Answers 3, AI risks 9".
func (h *Handover) String() string {
	var parts []string
	for _, x := range h.Of {
		parts = append(parts, fmt.Sprintf("%s %d", x.What, x.N))
	}
	things := fmt.Sprintf("%d things", h.N())
	if h.N() == 1 {
		things = "1 thing"
	}
	return things + ": " + strings.Join(parts, ", ")
}

// take notes the changes of one thing, where there are any.
func (h *Handover) take(what string, changes []assess.Change, err error) error {
	if err != nil || len(changes) == 0 {
		return err
	}
	at := slices.IndexFunc(h.Of, func(x Handed) bool { return x.What == what })
	if at < 0 {
		h.Of, at = append(h.Of, Handed{What: what}), len(h.Of)
	}
	h.Of[at].N++
	h.Changes = append(h.Changes, changes...)
	return nil
}

// handedOn are the fields of records in which somebody stands who has something to do
// there. Who approved, accepted, tested or took part stands as it was: that is what
// happened. What an organisation's own kinds have beside an owner is theirs to change.
var handedOn = []string{fieldOwner, "sponsor", "evaluates", "escalate_to", "chair", "held_by", "deputy", "auditor", "auditee", "team", "expert"}

// Reassign hands all that one person has to do to another: answers, findings, tasks, AI
// systems and records, as one act. A name that the register of people lists is looked
// for in each way in which it is written. What is done, closed or decided stays, and
// so does what only its readers see.
func Reassign(c Case, from, to string) (*Handover, error) {
	names := c.Names()
	switch {
	case strings.TrimSpace(from) == "":
		return nil, errors.New("say whose work is handed over")
	case strings.TrimSpace(to) == "":
		return nil, errors.New("say who takes the work over")
	}
	h := &Handover{To: names.Called(to)}
	if err := assess.CheckLine("name", h.To); err != nil {
		return nil, err
	}
	x := handing{Case: c, Handover: h, is: func(name string) bool { return names.Same(name, from) && strings.TrimSpace(name) != h.To }}
	for _, look := range []func() error{x.answers, x.baseline, x.findings, x.tasks, x.systems, x.records} {
		if err := look(); err != nil {
			return nil, err
		}
	}
	if h.N() == 0 {
		return nil, fmt.Errorf("nothing that is still to be done has the owner %q; names are written as they stand, or as the register of people lists them", strings.TrimSpace(from))
	}
	return h, nil
}

// handing is a handover that is being made.
type handing struct {
	Case
	*Handover
	is func(name string) bool // it is theirs, and not written as it will be
}

func (x handing) answers() error {
	for k, a := range x.Assessment.Answers.All() {
		_, known := assess.Item(x.Catalog, x.Assessment, k.Item)
		if !known || k.Question != "" || !x.is(a.Owner) {
			continue
		}
		changes, err := assess.Assign(x.Catalog, x.Assessment, k, x.To, a.Due)
		if err := x.take("Answers", changes, err); err != nil {
			return err
		}
	}
	return nil
}

func (x handing) baseline() error {
	for _, it := range x.Catalog.Foundation().Items() {
		if a := x.Assessment.Baseline[it.ID]; x.is(a.Owner) {
			changes, err := assess.AssignBaseline(x.Catalog, x.Assessment, it.ID, x.To, a.Due)
			if err := x.take("Answers of the ISMS", changes, err); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x handing) findings() error {
	for _, f := range x.Assessment.Findings {
		if f.Removed || f.Closed || !x.is(f.Owner) {
			continue
		}
		f.Owner = x.To
		changes, err := assess.PutFinding(x.Catalog, x.Assessment, f)
		if err := x.take("Findings", changes, err); err != nil {
			return err
		}
	}
	return nil
}

func (x handing) tasks() error {
	for _, t := range x.Assessment.Tasks {
		if t.Status == assess.TaskDone || !x.is(t.Owner) {
			continue
		}
		t.Owner = x.To
		changes, err := assess.PutTask(x.Catalog, x.Assessment, t)
		if err := x.take("Tasks", changes, err); err != nil {
			return err
		}
	}
	return nil
}

func (x handing) systems() error {
	for _, s := range x.Assessment.ActiveSystems() {
		if !x.is(s.Owner) && !x.is(s.Overseer) {
			continue
		}
		for _, name := range []*string{&s.Owner, &s.Overseer} {
			if x.is(*name) {
				*name = x.To
			}
		}
		changes, err := assess.PutSystem(x.Assessment, s)
		if err := x.take("AI systems", changes, err); err != nil {
			return err
		}
	}
	return nil
}

func (x handing) records() error {
	registers := x.Catalog.Registers()
	for i := range registers {
		k := &registers[i]
		if k.Restricted {
			continue
		}
		for _, r := range x.Book.Of(k.ID) {
			if k.Final(r.State()) {
				continue
			}
			if err := x.take(k.Title, x.record(k, r), nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// record is what changes of one: each field in which they have something to do. None
// of these fields is one that another rests on.
func (x handing) record(k *catalog.Register, r Record) []assess.Change {
	next := r
	for _, name := range handedOn {
		f, has := k.Field(name)
		switch {
		case !has:
		case f.Type == "person" && x.is(r.Text(name)):
			next.say(name, encode(x.To))
		case f.Type == "persons" && slices.ContainsFunc(r.List(name), x.is):
			next.say(name, encode(x.instead(r.List(name))))
		}
	}
	return differ(r, next)
}

// instead are the names with the new one in the place of the old, each once.
func (x handing) instead(all []string) []string {
	var next []string
	for _, name := range all {
		if x.is(name) {
			name = x.To
		}
		if !slices.Contains(next, name) {
			next = append(next, name)
		}
	}
	return next
}
