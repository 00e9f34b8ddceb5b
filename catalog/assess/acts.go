package assess

import (
	"errors"
	"fmt"

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
	return changed(KindAssessment, FieldArchived, a.Archived, away)
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

// CheckRatable refuses a key at which Rate takes no level at all, for whoever
// has people think about a level before it is rated.
func CheckRatable(cat *catalog.Catalog, a *Assessment, k Key) error {
	_, err := ratable(cat, a, k)
	return err
}

func ratable(cat *catalog.Catalog, a *Assessment, k Key) (*catalog.Item, error) {
	it, err := check(cat, a, k)
	if err == nil && k.Question != "" && a.Answer(k.direct()).Rating.Is(NA) {
		err = fmt.Errorf("%s is not applicable; clear that before its questions are rated", it.Number)
	}
	return it, err
}

// Rate judges an item or a question from 0 to 5. A direct rating above the
// lowest of its requirement questions rated so far needs a reason.
func Rate(cat *catalog.Catalog, a *Assessment, k Key, level int, reason string) ([]Change, error) {
	it, err := ratable(cat, a, k)
	if err != nil {
		return nil, err
	}
	if err := first(CheckLevel(level), CheckText("reason", reason, MaxNote)); err != nil {
		return nil, err
	}
	if low, any := lowestQuestion(it, a, k); k.Question == "" && any && level > low && blank(reason) {
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

// CarryBaseline takes a judgement over that was made for another edition of the
// standard, a level or an exclusion; its Carried names the edition and the
// controls.
func CarryBaseline(cat *catalog.Catalog, a *Assessment, item string, judged Rating) ([]Change, error) {
	_, err := RateBaseline(cat, a, item, judged.Level)
	if judged.Is(NA) {
		_, err = ExcludeBaseline(cat, a, item, Exclusion{Reason: judged.Reason, Risk: judged.Risk})
	}
	if err := first(err, CheckText("origin", judged.Carried, MaxNote)); err != nil {
		return nil, err
	}
	return rate(BaselineSubject(item), Rating{State: judged.State, Level: judged.Level, Reason: judged.Reason, Risk: judged.Risk, Carried: judged.Carried}), nil
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
