// Package workshop is the rules of a room in which several people assess
// together: who may do what, and how many votes become one answer. It knows no
// clock, no network and no file. Its one rule: nobody sees a vote before all
// do, and no vote is lost when they are settled.
package workshop

import (
	"errors"
	"fmt"
	"slices"

	"crosswalk/catalog/assess"
)

// Role is what a person may do in an assessment. The empty role is that of
// somebody at their own machine, who may do everything.
type Role string

// The roles of a room.
const (
	Facilitator Role = "facilitator" // leads: may do everything
	Assessor    Role = "assessor"    // answers and votes
	Observer    Role = "observer"    // looks on
)

// Roles are all roles that can be given, in order.
var Roles = []Role{Facilitator, Assessor, Observer}

// ParseRole reads a role as it is written.
func ParseRole(s string) (Role, error) {
	if r := Role(s); slices.Contains(Roles, r) {
		return r, nil
	}
	return "", fmt.Errorf("%q is no role; it is facilitator, assessor or observer", s)
}

// The refusals of a role.
var (
	ErrObserver = errors.New("an observer looks on and changes nothing; the facilitator can give you another role")
	ErrLeads    = errors.New("only a facilitator may do this")
)

// Leads reports whether a role may do what is not an answer: make, rename,
// archive, invite, settle.
func (r Role) Leads() bool { return r == "" || r == Facilitator }

// Article is the role with its article: "an observer".
func (r Role) Article() string {
	if r == Facilitator {
		return "a facilitator"
	}
	return "an " + string(r)
}

// Outranks reports whether a role may do more than another.
func (r Role) Outranks(other Role) bool {
	return r.Leads() && !other.Leads() || r == Assessor && other == Observer
}

// MayWrite refuses whoever only looks on.
func (r Role) MayWrite() error {
	if r.Leads() || r == Assessor {
		return nil
	}
	return ErrObserver
}

// MayLead refuses whoever does not lead.
func (r Role) MayLead() error {
	if err := r.MayWrite(); err != nil {
		return err
	}
	if !r.Leads() {
		return ErrLeads
	}
	return nil
}

// May refuses changes that the role may not make: an assessor answers, and
// neither touches the assessment itself, nor takes records away, nor closes
// findings, nor approves AI systems, nor settles votes, nor issues documents.
func (r Role) May(changes []assess.Change) error {
	if err := r.MayWrite(); err != nil || r.Leads() {
		return err
	}
	for _, c := range changes {
		switch {
		case c.Subject.Kind() == assess.KindAssessment:
			return fmt.Errorf("the name and the profile of an assessment: %w", ErrLeads)
		case c.Subject.Kind() == assess.KindVote:
			return fmt.Errorf("settle a vote: %w", ErrLeads)
		case c.Subject.Kind() == assess.KindIssued:
			return fmt.Errorf("issue a document: %w", ErrLeads)
		case assess.Approves(c):
			return fmt.Errorf("approve an AI system: %w", ErrLeads)
		case c.Field == assess.FieldRemoved && string(c.Value) == "true":
			return fmt.Errorf("take a record away: %w; u takes back your own last act", ErrLeads)
		case assess.Closes(changes, c):
			return fmt.Errorf("close a finding, verify its effect or say that an answer was accepted: %w", ErrLeads)
		}
	}
	return nil
}
