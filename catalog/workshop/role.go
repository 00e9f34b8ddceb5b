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

// What people are who have no role in every assessment of a file.
const (
	Member        Role = "member"        // has the roles that their memberships give
	Administrator Role = "administrator" // manages people, and sees that an assessment exists
)

// Roles are the roles that can be given in an assessment, in order.
var Roles = []Role{Facilitator, Assessor, Observer}

// Standings are what a person can be in a whole file: of one of the roles in every
// assessment, or in none but those that they are a member of.
var Standings = append(slices.Clone(Roles), Member, Administrator)

// ParseRole reads a role in an assessment as it is written.
func ParseRole(s string) (Role, error) {
	if r := Role(s); slices.Contains(Roles, r) {
		return r, nil
	}
	return "", fmt.Errorf("%q is no role; it is facilitator, assessor or observer", s)
}

// ParseStanding reads what a person is in a whole file.
func ParseStanding(s string) (Role, error) {
	if r := Role(s); slices.Contains(Standings, r) {
		return r, nil
	}
	return "", fmt.Errorf("%q is no role; it is facilitator, assessor or observer everywhere, or member or administrator", s)
}

// The refusals of a role.
var (
	ErrObserver = errors.New("an observer looks on and changes nothing; the facilitator can give you another role")
	ErrLeads    = errors.New("only a facilitator may do this")
	// ErrNowhere refuses whoever has no role in every assessment.
	ErrNowhere = errors.New("only a facilitator of all assessments may do this; you work in those that you are a member of")
)

// Leads reports whether a role may do what is not an answer: make, rename,
// archive, invite, settle.
func (r Role) Leads() bool { return r == "" || r == Facilitator }

// Article is the role with its article: "an observer".
func (r Role) Article() string {
	if r == Facilitator || r == Member {
		return "a " + string(r)
	}
	return "an " + string(r)
}

// Everywhere reports whether a role is one in every assessment.
func (r Role) Everywhere() bool { return r != Member && r != Administrator }

// Outranks reports whether a role may do more in an assessment than another.
func (r Role) Outranks(other Role) bool { return r.rank() > other.rank() }

func (r Role) rank() int {
	switch {
	case r.Leads():
		return 3
	case r == Assessor:
		return 2
	case r == Observer:
		return 1
	}
	return 0
}

// MayAdmit refuses whoever lets nobody in.
func (r Role) MayAdmit() error {
	if r == Administrator {
		return nil
	}
	return r.MayLead()
}

// MayWrite refuses whoever only looks on.
func (r Role) MayWrite() error {
	switch {
	case r.Leads() || r == Assessor:
		return nil
	case !r.Everywhere():
		return ErrNowhere
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
