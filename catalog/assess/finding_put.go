package assess

import (
	"errors"
	"fmt"
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// PutFinding adds a finding, numbered after the last one ever made here, or changes
// the one of that id. One that comes closed from elsewhere is taken as it is; people
// close one by EditFinding.
func PutFinding(cat *catalog.Catalog, a *Assessment, f Finding) ([]Change, error) {
	was, known := a.Finding(f.ID)
	if f.settle(was); !f.Closed {
		f.ClosedBy, f.ClosedOn, f.ClosedBecause = "", "", ""
	}
	if err := checkFinding(cat, a, was, f); err != nil {
		return nil, err
	}
	if f.Number = was.Number; !known {
		f.Number = nextNumber(a.Findings)
	}
	f.Removed = false
	return differ(RecordSubject(KindFinding, f.ID), was.fields(), f.fields()), nil
}

// settle says of a closed nonconformity whether its effect is verified: one that was
// closed by a check which does not stand any more is not.
func (f *Finding) settle(was Finding) {
	verified := f.State() == FindingVerified
	lost := was.Closed && was.State() == FindingVerified
	f.Unverified = f.Closed && f.Nonconformity() && !verified && (f.Unverified || lost)
}

func checkFinding(cat *catalog.Catalog, a *Assessment, was, f Finding) error {
	if blank(f.Statement) {
		return errors.New("a finding needs a statement of what was found")
	}
	known := was.ID != ""
	if err := checkPlace(cat, a, f); err != nil && !(known && f.Item == was.Item && f.Baseline == was.Baseline && f.System == was.System) {
		return err // a finding on what has gone since can still be closed
	}
	if f.Closed && blank(f.ClosedBy) {
		return errors.New("a closed finding names who closed it")
	}
	if err := first(checkWord("grade", f.Grade, Grades), CheckText("statement", f.Statement, MaxNote),
		CheckLine("name of who closed it", f.ClosedBy), CheckDate("day it was closed", f.ClosedOn), checkFields(FindingFields, &f)); err != nil {
		return err
	}
	if f.said() == was.said() {
		return nil // what was wrong before stands in nobody's way
	}
	return f.checkEffect()
}

// said is what a check of the effect says, and what it is held against.
func (f Finding) said() [5]string {
	return [5]string{f.Effect, f.EffectBy, f.EffectOn, f.DoneOn, f.Owner}
}

// checkEffect refuses a check of the effect that its own words speak against.
func (f Finding) checkEffect() error {
	switch {
	case f.Effect == "":
		return nil
	case blank(f.EffectBy) || f.EffectOn == "":
		return errors.New("an effect that was checked names who looked, and on which day")
	case FoldName(f.EffectBy) == FoldName(f.Owner):
		return fmt.Errorf("%s owns the action and can't check its effect; another person is right", f.Owner)
	case f.DoneOn == "":
		return errors.New("before its effect is checked the action is done; say on which day it was")
	case f.EffectOn <= f.DoneOn:
		return fmt.Errorf("the effect is checked on a later day than %s, on which the action was done", day.Show(f.DoneOn))
	}
	return nil
}

// checkPlace refuses a finding that is about nothing, or about two things.
func checkPlace(cat *catalog.Catalog, a *Assessment, f Finding) error {
	if f.Baseline == "" {
		_, err := check(cat, a, Key{Item: f.Item, System: f.System})
		return err
	}
	if f.Item != "" || f.System != "" {
		return errors.New("a finding on an item of the ISMS is about the ISMS alone; leave item and AI system out")
	}
	_, err := baseline(cat, f.Baseline)
	return err
}

// EditFinding saves a finding that somebody edited on a day (YYYY-MM-DD), which was
// as began when they started. Who closes it is named in it. A nonconformity is
// closed once its effect is verified, or with a reason.
func EditFinding(cat *catalog.Catalog, a *Assessment, began, f Finding, by, today string) ([]Change, error) {
	closing := f.Closed && !began.Closed
	if closing {
		f.ClosedBy, f.ClosedOn = by, today
	}
	if now, known := a.Finding(f.ID); known {
		f = Rebase(began, f, now)
	}
	if closing && f.Nonconformity() && f.State() != FindingVerified {
		if blank(f.ClosedBecause) {
			return nil, &NeedsVerified{f.State()}
		}
		f.Unverified = true
	}
	for _, d := range []struct{ what, is, was string }{
		{"the action was done", f.DoneOn, began.DoneOn}, {"its effect was checked", f.EffectOn, began.EffectOn},
	} {
		if d.is > today && d.is != d.was {
			return nil, fmt.Errorf("%s is still to come; say on which day %s once it was", day.Show(d.is), d.what)
		}
	}
	return PutFinding(cat, a, f)
}

// NeedsVerified refuses to close a nonconformity whose effect nobody checked, without
// a reason.
type NeedsVerified struct{ State string }

func (e *NeedsVerified) Error() string {
	return fmt.Sprintf("a nonconformity is closed once its effect is verified, and this one is %s; or give the reason for closing it now", e.State)
}

// RemoveFinding takes a finding away; history keeps it.
func RemoveFinding(a *Assessment, id string) ([]Change, error) {
	if f, ok := a.Finding(id); !ok || f.Removed {
		return nil, errors.New("there is no such finding any more")
	}
	return []Change{{RecordSubject(KindFinding, id), FieldRemoved, encode(true)}}, nil
}

// Closes reports whether a change of an act closes a finding, verifies its effect, or
// says that an answer was accepted; opening one again does not.
func Closes(act []Change, c Change) bool {
	if c.Subject.Kind() != KindFinding {
		return false
	}
	switch c.Field {
	case fieldClosed, fieldClosedBy, fieldClosedOn:
		return !isEmpty(c.Value)
	case fieldClosedBecause, fieldUnverified:
		return !isEmpty(c.Value) || !slices.ContainsFunc(act, func(o Change) bool {
			return o.Subject == c.Subject && o.Field == fieldClosed && isEmpty(o.Value)
		})
	case fieldEffect, fieldEffectBy, fieldEffectOn, fieldAcceptedOn:
		return true
	}
	return false
}
