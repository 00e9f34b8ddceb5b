package assess

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Apply folds revisions, oldest first, into the assessment and gives the next
// one; the one it was given stays as it was. It is what makes the present state
// out of the log, at a save, when another process wrote, and in doctor.
func Apply(a *Assessment, revisions ...Revision) (*Assessment, error) {
	if len(revisions) == 0 {
		return a, nil
	}
	f := NewFold(a)
	if err := f.Apply(revisions...); err != nil {
		return nil, err
	}
	return f.Now(), nil
}

func (a *Assessment) apply(r Revision, own owned) error {
	if a.CreatedBy == "" {
		a.Created, a.CreatedBy = r.At, r.Author
	}
	a.Changed, a.ChangedBy = r.At, r.Author
	switch r.Subject.Kind() {
	case KindAssessment:
		return a.applyOwn(r)
	case KindAnswer:
		return a.applyAnswer(r, own)
	case KindBaseline:
		next, err := a.Baseline[r.Subject.ID()].with(r)
		if err != nil {
			return err
		}
		if next.IsZero() {
			delete(a.Baseline, r.Subject.ID())
		} else {
			a.Baseline[r.Subject.ID()] = next
		}
	case KindSystem:
		s, _ := find(a.Systems, r.Subject.ID())
		s.ID = r.Subject.ID()
		err := s.set(r.Field, r.Value)
		a.Systems = put(a.Systems, s, own.again(listOf{kind: KindSystem}))
		return err
	case KindControl:
		c, _ := find(a.Controls, r.Subject.ID())
		c.ID = r.Subject.ID()
		err := c.set(r.Field, r.Value)
		a.Controls = put(a.Controls, c, own.again(listOf{kind: KindControl}))
		return err
	case KindEvidence:
		e, _ := find(a.Evidence, r.Subject.ID())
		e.ID = r.Subject.ID()
		err := e.set(r.Field, r.Value)
		a.Evidence = put(a.Evidence, e, own.again(listOf{kind: KindEvidence}))
		return err
	case KindFinding:
		f, _ := find(a.Findings, r.Subject.ID())
		f.ID = r.Subject.ID()
		err := f.set(r.Field, r.Value)
		a.Findings = put(a.Findings, f, own.again(listOf{kind: KindFinding}))
		return err
	case KindTask:
		t, _ := find(a.Tasks, r.Subject.ID())
		t.ID = r.Subject.ID()
		err := t.set(r.Field, r.Value)
		a.Tasks = put(a.Tasks, t, own.again(listOf{kind: KindTask}))
		return err
	case KindVote:
		return a.applyVote(r, own)
	default:
		return fmt.Errorf("no such subject")
	}
	return nil
}

func (a *Assessment) applyOwn(r Revision) error {
	switch r.Field {
	case FieldName:
		return text(&a.Name, r.Value)
	case "archived":
		return value(&a.Archived, r.Value)
	}
	return a.Profile.apply(r.Field, r.Value)
}

func (a *Assessment) applyAnswer(r Revision, own owned) error {
	key, err := r.Subject.Key()
	if err != nil {
		return err
	}
	next, err := a.Answers.At(key).with(r)
	if err != nil {
		return err
	}
	own.put(a.Answers, key, next)
	return nil
}

func (x Answer) with(r Revision) (Answer, error) {
	var err error
	switch r.Field {
	case FieldRating:
		x.Rating, err = ParseRating(r)
	case FieldNote:
		err = text(&x.Note, r.Value)
	case FieldOwner:
		err = text(&x.Owner, r.Value)
	case FieldDue:
		err = text(&x.Due, r.Value)
	case FieldFlag:
		err = value(&x.Flag, r.Value)
	case FieldDeclined:
		err = value(&x.Declined, r.Value)
	default:
		err = fmt.Errorf("an answer has no field %q", r.Field)
	}
	return x, err
}

func (s *System) fields() []field {
	return []field{
		{FieldName, &s.Name},
		{"purpose", &s.Purpose},
		{"roles", &s.Roles},
		{"stage", &s.Stage},
		{"in_scope", &s.InScope},
		{"risk_class", &s.RiskClass},
		{FieldOwner, &s.Owner},
		{FieldRemoved, &s.Removed},
	}
}

func (c *OwnControl) fields() []field {
	return []field{
		{"number", &c.Number},
		{"title", &c.Title},
		{"source", &c.Source},
		{"risk", &c.Risk},
		{"phase", &c.Phase},
		{"days", &c.Days},
		{FieldRemoved, &c.Removed},
	}
}

func (e *Evidence) fields() []field {
	return []field{
		{"kind", &e.Kind},
		{"what", &e.What},
		{"version", &e.Version},
		{"place", &e.Place},
		{"date", &e.Date},
		{"seen_by", &e.SeenBy},
		{"site", &e.Site},
		{"system", &e.System},
		{"items", &e.Items},
		{FieldRemoved, &e.Removed},
	}
}

func (f *Finding) fields() []field {
	return []field{
		{"item", &f.Item},
		{"baseline", &f.Baseline},
		{"system", &f.System},
		{"statement", &f.Statement},
		{"grade", &f.Grade},
		{"closed", &f.Closed},
		{"closed_by", &f.ClosedBy},
		{"closed_on", &f.ClosedOn},
		{FieldRemoved, &f.Removed},
	}
}

func (t *TaskState) fields() []field {
	return []field{
		{"status", &t.Status},
		{FieldOwner, &t.Owner},
		{FieldDue, &t.Due},
		{FieldNote, &t.Note},
	}
}

// field names a place in a record, so that storing, comparing and setting it
// are one table and can't drift apart.
type field struct {
	name string
	at   any // pointer to string, bool, int, float64 or []string
}

func (s *System) set(name string, v json.RawMessage) error { return setField(s.fields(), name, v) }

func (c *OwnControl) set(name string, v json.RawMessage) error { return setField(c.fields(), name, v) }

func (e *Evidence) set(name string, v json.RawMessage) error { return setField(e.fields(), name, v) }

func (f *Finding) set(name string, v json.RawMessage) error { return setField(f.fields(), name, v) }

func (t *TaskState) set(name string, v json.RawMessage) error { return setField(t.fields(), name, v) }

func setField(fields []field, name string, v json.RawMessage) error {
	i := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
	if i < 0 {
		return fmt.Errorf("there is no field %q", name)
	}
	switch at := fields[i].at.(type) {
	case *string:
		return text(at, v)
	case *bool:
		return value(at, v)
	case *int:
		return value(at, v)
	case *float64:
		return value(at, v)
	case *[]string:
		if err := value(at, v); err != nil || len(*at) > 0 {
			return err
		}
		*at = nil // an empty list and none are the same
		return nil
	}
	return fmt.Errorf("field %q has no type", name)
}

// text and value read JSON; null is the zero value.
func text(at *string, v json.RawMessage) error { return value(at, v) }

func value[T any](at *T, v json.RawMessage) error {
	var next T
	if err := json.Unmarshal(v, &next); err != nil {
		return err
	}
	*at = next
	return nil
}

// differ lists the changes that turn one record into another.
func differ(subject Subject, was, is []field) []Change {
	var changes []Change
	for i := range is {
		old, now := encode(was[i].at), encode(is[i].at)
		if string(old) != string(now) {
			changes = append(changes, Change{Subject: subject, Field: is[i].name, Value: now})
		}
	}
	return changes
}
