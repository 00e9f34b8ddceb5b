package assess

import (
	"errors"
	"fmt"
	"slices"

	"crosswalk/catalog"
)

// The functions of this file decide: they say which changes an act makes, or
// refuse it in one sentence. The screens, the command line and the imports all
// call these, so a rule stands once. An act that would change nothing gives no
// changes.

// Create is the first act of an assessment.
func Create(name string, p Profile) ([]Change, error) {
	if blank(name) {
		return nil, errors.New("an assessment needs a name")
	}
	if err := CheckLine("name", name); err != nil {
		return nil, err
	}
	fresh := DefaultProfile()
	return append([]Change{{KindAssessment, FieldName, encode(name)}}, fresh.changes(&p)...), nil
}

// Rename gives the assessment another name.
func Rename(a *Assessment, name string) ([]Change, error) {
	if blank(name) {
		return nil, errors.New("an assessment needs a name")
	}
	if err := CheckLine("name", name); err != nil {
		return nil, err
	}
	return changed(KindAssessment, FieldName, a.Name, name), nil
}

// Archive puts the assessment away, or brings it back. Nothing is deleted.
func Archive(a *Assessment, away bool) []Change {
	return changed(KindAssessment, "archived", a.Archived, away)
}

// SetProfile replaces the profile by one made with Profile.With.
func SetProfile(a *Assessment, p Profile) []Change { return a.Profile.changes(&p) }

func changed[T comparable](s Subject, name string, was, is T) []Change {
	if was == is {
		return nil
	}
	return []Change{{s, name, encode(is)}}
}

// check refuses a key that names nothing: no such item, question or system, or
// a system for an item that is about the organisation.
func check(cat *catalog.Catalog, a *Assessment, k Key) (*catalog.Item, error) {
	it, ok := Item(cat, a, k.Item)
	if !ok {
		return nil, fmt.Errorf("there is no item %s; items are numbered as in the standard, like 6.1.4, A.5.2 or X.1", k.Item)
	}
	if k.System != "" {
		s, ok := a.System(k.System)
		if !ok || s.Removed {
			return nil, fmt.Errorf("the inventory has no AI system %q", k.System)
		}
		if !it.PerSystem() {
			return nil, fmt.Errorf("%s is about the organisation, so it has one answer for all AI systems; leave the system out", it.Number)
		}
		if !s.InScope {
			return nil, fmt.Errorf("%s is out of scope; take it into scope before it is rated", s.Name)
		}
	}
	if k.Question != "" {
		if q, ok := it.Question(k.Question); !ok || q.ID != k.Question {
			return nil, fmt.Errorf("%s has no question %s; it has %d", it.Number, k.Question, len(it.Questions))
		}
	}
	return it, nil
}

// Rate judges an item or a question from 0 to 5. A direct rating above the
// lowest of its requirement questions rated so far needs a reason.
func Rate(cat *catalog.Catalog, a *Assessment, k Key, level int, reason string) ([]Change, error) {
	it, err := check(cat, a, k)
	if err != nil {
		return nil, err
	}
	if err := first(CheckLevel(level), CheckText("reason", reason, MaxNote)); err != nil {
		return nil, err
	}
	if k.Question != "" {
		if a.Answer(k.direct()).Rating.Is(NA) {
			return nil, fmt.Errorf("%s is not applicable; clear that before its questions are rated", it.Number)
		}
	} else if low, any := lowestQuestion(it, a, k); any && level > low && blank(reason) {
		return nil, &NeedsReason{Item: it.Number, Level: level, Lowest: low}
	}
	return rate(k.Subject(), Rating{State: Rated, Level: level, Reason: reason}), nil
}

// NeedsReason refuses a direct rating that stands above the item's questions
// and gives no reason for it.
type NeedsReason struct {
	Item          string
	Level, Lowest int
}

func (e *NeedsReason) Error() string {
	return fmt.Sprintf("%s rated %d stands above its lowest question, which is %d; give the reason for the override", e.Item, e.Level, e.Lowest)
}

// rate makes the change of a rating. Repeating a rating is an act too: it is
// newer than the questions that were rated since.
func rate(s Subject, is Rating) []Change {
	return []Change{{s, FieldRating, is.value()}}
}

// first is the first of several refusals, so that a person reads one sentence.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Exclusion is why something is not applicable.
type Exclusion struct {
	Reason     string
	Risk       string // the risk it refers to, where given
	ApprovedBy string
	ApprovedOn string // YYYY-MM-DD
}

func (x Exclusion) rating() Rating {
	return Rating{State: NA, Reason: x.Reason, Risk: x.Risk, ApprovedBy: x.ApprovedBy, ApprovedOn: x.ApprovedOn}
}

func (x Exclusion) check(what string) error {
	if blank(x.Reason) {
		return fmt.Errorf("%s can't be excluded without a justification; say why it does not apply", what)
	}
	return first(CheckText("justification", x.Reason, MaxNote), CheckText("risk", x.Risk, MaxNote),
		CheckLine("approver", x.ApprovedBy), CheckDate("day of approval", x.ApprovedOn))
}

// Exclude declares an item not applicable, or says that a question does not
// arise. Clauses 4-10 can't be excluded, nothing can be without a reason, and
// the last requirement question of an item always arises.
func Exclude(cat *catalog.Catalog, a *Assessment, k Key, x Exclusion) ([]Change, error) {
	it, err := check(cat, a, k)
	if err != nil {
		return nil, err
	}
	if k.Question != "" {
		err = excludeQuestion(it, a, k, x)
	} else if !it.Excludable() {
		err = fmt.Errorf("%s can't be excluded: every requirement of clauses 4 to 10 applies", it.Number)
	} else {
		err = x.check(it.Number)
	}
	if err != nil {
		return nil, err
	}
	return rate(k.Subject(), x.rating()), nil
}

func excludeQuestion(it *catalog.Item, a *Assessment, k Key, x Exclusion) error {
	if a.Answer(k.direct()).Rating.Is(NA) {
		return fmt.Errorf("%s is not applicable; clear that before its questions are judged", it.Number)
	}
	q, _ := it.Question(k.Question)
	others := 0
	for _, o := range it.Questions {
		if o.Tests == catalog.Requirement && o.ID != k.Question && !a.Answer(k.of(o.ID)).Rating.Is(NA) {
			others++
		}
	}
	if q.Tests == catalog.Requirement && others == 0 {
		return fmt.Errorf("%s is the last requirement question of %s, so it always arises; rate it", k.Question, it.Number)
	}
	return x.check("question " + k.Question)
}

// Clear takes a rating or an exclusion back; notes and the rest stay.
func Clear(cat *catalog.Catalog, a *Assessment, k Key) ([]Change, error) {
	if _, err := check(cat, a, k); err != nil {
		return nil, err
	}
	if a.Answer(k).Rating.Is(Unanswered) {
		return nil, nil
	}
	return rate(k.Subject(), Rating{}), nil
}

// Note sets the note at a key; empty takes it away.
func Note(cat *catalog.Catalog, a *Assessment, k Key, note string) ([]Change, error) {
	if _, err := check(cat, a, k); err != nil {
		return nil, err
	}
	if err := CheckText("note", note, MaxNote); err != nil {
		return nil, err
	}
	return changed(k.Subject(), FieldNote, a.Answer(k).Note, note), nil
}

// Assign sets who sees to an item and by when (YYYY-MM-DD); empty takes away.
func Assign(cat *catalog.Catalog, a *Assessment, k Key, owner, due string) ([]Change, error) {
	if _, err := check(cat, a, k); err != nil {
		return nil, err
	}
	if k.Question != "" {
		return nil, errors.New("an owner and a due date belong to the item, not to one of its questions")
	}
	if err := first(CheckLine("owner", owner), CheckDate("due date", due)); err != nil {
		return nil, err
	}
	x := a.Answer(k)
	return append(changed(k.Subject(), FieldOwner, x.Owner, owner), changed(k.Subject(), FieldDue, x.Due, due)...), nil
}

// Flag marks an item to come back to, or takes the mark off.
func Flag(cat *catalog.Catalog, a *Assessment, k Key, on bool) ([]Change, error) {
	if _, err := check(cat, a, k); err != nil {
		return nil, err
	}
	if k.Question != "" {
		return nil, errors.New("a flag belongs to the item, not to one of its questions")
	}
	return changed(k.Subject(), FieldFlag, a.Answer(k).Flag, on), nil
}

func baseline(cat *catalog.Catalog, item string) (*catalog.Item, error) {
	it, ok := cat.Baseline(item)
	if !ok {
		return nil, fmt.Errorf("ISO/IEC 27001 has no %s; clauses are written 6.1.2, controls A.5.9", item)
	}
	return it, nil
}

// RateBaseline judges an ISO/IEC 27001 item from 0 to 5.
func RateBaseline(cat *catalog.Catalog, a *Assessment, item string, level int) ([]Change, error) {
	if _, err := baseline(cat, item); err != nil {
		return nil, err
	}
	if err := CheckLevel(level); err != nil {
		return nil, err
	}
	return rate(BaselineSubject(item), Rating{State: Rated, Level: level}), nil
}

// ExcludeBaseline says that the ISMS excludes a control, as its Statement of
// Applicability does, with the reason.
func ExcludeBaseline(cat *catalog.Catalog, a *Assessment, item string, x Exclusion) ([]Change, error) {
	it, err := baseline(cat, item)
	if err != nil {
		return nil, err
	}
	if !it.Excludable() {
		return nil, fmt.Errorf("%s can't be excluded: every requirement of clauses 4 to 10 applies", item)
	}
	if err := x.check(item); err != nil {
		return nil, err
	}
	return rate(BaselineSubject(item), x.rating()), nil
}

// ClearBaseline takes a baseline rating or exclusion back.
func ClearBaseline(cat *catalog.Catalog, a *Assessment, item string) ([]Change, error) {
	if _, err := baseline(cat, item); err != nil {
		return nil, err
	}
	if a.Baseline[item].Rating.Is(Unanswered) {
		return nil, nil
	}
	return rate(BaselineSubject(item), Rating{}), nil
}

// NoteBaseline sets the note of a baseline item; empty takes it away.
func NoteBaseline(cat *catalog.Catalog, a *Assessment, item, note string) ([]Change, error) {
	if _, err := baseline(cat, item); err != nil {
		return nil, err
	}
	if err := CheckText("note", note, MaxNote); err != nil {
		return nil, err
	}
	return changed(BaselineSubject(item), FieldNote, a.Baseline[item].Note, note), nil
}

// PutSystem adds an AI system to the inventory or changes the one of that id.
func PutSystem(a *Assessment, s System) ([]Change, error) {
	was, known := a.System(s.ID)
	if blank(s.Name) {
		return nil, errors.New("an AI system needs a name")
	}
	for _, other := range a.ActiveSystems() {
		if other.ID != s.ID && other.Name == s.Name {
			return nil, fmt.Errorf("the inventory has an AI system named %q already", s.Name)
		}
	}
	err := first(CheckLine("name of the system", s.Name), CheckText("purpose", s.Purpose, MaxNote), CheckLine("owner", s.Owner))
	if err == nil && s.Stage != "" {
		err = checkWord("life-cycle stage", s.Stage, Stages)
	}
	if err == nil && s.RiskClass != "" {
		err = checkWord("risk class", s.RiskClass, RiskClasses)
	}
	for _, r := range s.Roles {
		if err == nil {
			err = checkWord("role", r, AIRoles)
		}
	}
	if err != nil {
		return nil, err
	}
	s.Roles = ordered(s.Roles, AIRoles)
	if !known {
		was = System{}
	}
	s.Removed = false
	return differ(RecordSubject(KindSystem, s.ID), was.fields(), s.fields()), nil
}

// ordered keeps a choice in the order of its list, each once.
func ordered(chosen, words []string) []string {
	return keep(words, func(w string) bool { return slices.Contains(chosen, w) })
}

// once keeps the first of each word.
func once(words []string) []string {
	var kept []string
	for _, w := range words {
		if !slices.Contains(kept, w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// RemoveSystem takes an AI system out of the inventory. Its answers stay in the
// history and come back with it.
func RemoveSystem(a *Assessment, id string) ([]Change, error) {
	s, ok := a.System(id)
	if !ok || s.Removed {
		return nil, fmt.Errorf("the inventory has no AI system %q", id)
	}
	return []Change{{RecordSubject(KindSystem, id), FieldRemoved, encode(true)}}, nil
}

// PutEvidence adds a piece of evidence or changes the one of that id. It may
// serve several items.
func PutEvidence(cat *catalog.Catalog, a *Assessment, e Evidence) ([]Change, error) {
	if blank(e.What) {
		return nil, errors.New("evidence needs a word on what it is")
	}
	if len(e.Items) == 0 {
		return nil, errors.New("evidence serves at least one item; name one")
	}
	was, _ := a.EvidenceByID(e.ID)
	e.Items = once(e.Items)
	for _, id := range e.Items {
		if slices.Contains(was.Items, id) {
			continue // it may have gone since; that must not lock the rest
		}
		if _, err := check(cat, a, Key{Item: id}); err != nil {
			return nil, err
		}
	}
	if e.Kind == "" {
		e.Kind = EvidenceKinds[0]
	}
	if e.System != "" && e.System != was.System {
		if s, ok := a.System(e.System); !ok || s.Removed {
			return nil, fmt.Errorf("the inventory has no AI system %q", e.System)
		}
	}
	if err := first(checkWord("kind of evidence", e.Kind, EvidenceKinds), CheckText("evidence", e.What, MaxNote),
		CheckLine("version", e.Version), CheckText("place", e.Place, MaxNote), CheckDate("date of the evidence", e.Date),
		CheckLine("name of who saw it", e.SeenBy), CheckLine("site", e.Site)); err != nil {
		return nil, err
	}
	e.Removed = false
	return differ(RecordSubject(KindEvidence, e.ID), was.fields(), e.fields()), nil
}

// RemoveEvidence takes a piece of evidence away; history keeps it.
func RemoveEvidence(a *Assessment, id string) ([]Change, error) {
	if e, ok := a.EvidenceByID(id); !ok || e.Removed {
		return nil, errors.New("there is no such evidence any more")
	}
	return []Change{{RecordSubject(KindEvidence, id), FieldRemoved, encode(true)}}, nil
}

// PutFinding adds a finding or changes the one of that id.
func PutFinding(cat *catalog.Catalog, a *Assessment, f Finding) ([]Change, error) {
	if blank(f.Statement) {
		return nil, errors.New("a finding needs a statement of what was found")
	}
	was, known := a.Finding(f.ID)
	if !known || f.Item != was.Item || f.System != was.System { // a finding on what has gone since can still be closed
		if _, err := check(cat, a, Key{Item: f.Item, System: f.System}); err != nil {
			return nil, err
		}
	}
	if f.Closed && blank(f.ClosedBy) {
		return nil, errors.New("a closed finding names who closed it")
	}
	if !f.Closed {
		f.ClosedBy, f.ClosedOn = "", ""
	}
	if err := first(checkWord("grade", f.Grade, Grades), CheckText("statement", f.Statement, MaxNote),
		CheckLine("name of who closed it", f.ClosedBy), CheckDate("day it was closed", f.ClosedOn)); err != nil {
		return nil, err
	}
	f.Removed = false
	return differ(RecordSubject(KindFinding, f.ID), was.fields(), f.fields()), nil
}

// RemoveFinding takes a finding away; history keeps it.
func RemoveFinding(a *Assessment, id string) ([]Change, error) {
	if f, ok := a.Finding(id); !ok || f.Removed {
		return nil, errors.New("there is no such finding any more")
	}
	return []Change{{RecordSubject(KindFinding, id), FieldRemoved, encode(true)}}, nil
}

// PutControl adds an own control, numbered after the last one ever made here,
// or changes the one of that id.
func PutControl(a *Assessment, c OwnControl) ([]Change, error) {
	was, known := a.Control(c.ID)
	if blank(c.Title) {
		return nil, errors.New("an own control needs a title")
	}
	if c.Phase == 0 {
		c.Phase = 3
	}
	if c.Phase < 1 || c.Phase > 4 {
		return nil, fmt.Errorf("phase is %d; the phases are 1 to 4", c.Phase)
	}
	if c.Days == 0 {
		c.Days = 5
	}
	if !(c.Days > 0 && c.Days <= 1000) {
		return nil, fmt.Errorf("days is %g; more than 0 and at most 1000 is right", c.Days)
	}
	if err := first(CheckLine("title", c.Title), CheckText("source", c.Source, MaxNote), CheckText("risk", c.Risk, MaxNote)); err != nil {
		return nil, err
	}
	if c.Number = was.Number; !known {
		for _, other := range a.Controls {
			c.Number = max(c.Number, other.Number)
		}
		c.Number++
	}
	c.Removed = false
	return differ(RecordSubject(KindControl, c.ID), was.fields(), c.fields()), nil
}

// RemoveControl takes an own control away; its answers stay in the history.
func RemoveControl(a *Assessment, id string) ([]Change, error) {
	if c, ok := a.Control(id); !ok || c.Removed {
		return nil, errors.New("there is no such control of your own")
	}
	return []Change{{RecordSubject(KindControl, id), FieldRemoved, encode(true)}}, nil
}

// Rebase is an edit that was begun on one version of a record and ends on a
// newer one: the fields that the edit changed are as edited, all others as they
// are now, so that two people who edit one record don't take back each other's
// words.
func Rebase[T identified](began, edited, now T) T {
	from, to, onto := fieldsOf(&began), fieldsOf(&edited), fieldsOf(&now)
	for i := range to {
		if v := encode(to[i].at); string(v) != string(encode(from[i].at)) {
			if err := setField(onto, onto[i].name, v); err != nil {
				panic(err) // a field takes back what it encoded
			}
		}
	}
	return now
}

func fieldsOf[T identified](t *T) []field {
	switch v := any(t).(type) {
	case *System:
		return v.fields()
	case *OwnControl:
		return v.fields()
	case *Evidence:
		return v.fields()
	case *Finding:
		return v.fields()
	}
	return nil
}

// EditProfile is the changes that an edit of the profile made, whatever others
// changed since it began.
func EditProfile(began, edited Profile) []Change { return began.changes(&edited) }
