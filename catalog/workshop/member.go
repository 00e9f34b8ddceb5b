package workshop

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog/assess"
)

// Membership is a role that somebody was given in one assessment, or in all that
// belong to a group. Without a role it says that they were taken out.
type Membership struct {
	Place   string // id of the assessment or of the group
	Name    string
	Role    Role
	Given   time.Time
	GivenBy string
}

// RoleIn is the role of somebody in an assessment: the nearest one says. Their role in
// the assessment itself stands before those in its groups, of which the highest counts,
// and these before what they are in the whole file. It is false where they have none.
func RoleIn(standing, there Role, groups ...Role) (Role, bool) {
	if there != "" {
		return there, true
	}
	for _, r := range Roles {
		if slices.Contains(groups, r) {
			return r, true
		}
	}
	return standing, standing.Everywhere()
}

// Group is assessments that the same people work on.
type Group struct {
	ID          string // UUIDv7
	Kind        GroupKind
	Name        string
	Made        time.Time
	MadeBy      string
	Assessments []string // ids, in order
}

// GroupKind is what assessments are grouped by: one belongs to one group of each kind
// at most.
type GroupKind string

// The kinds of groups.
const (
	Client GroupKind = "client" // whose the assessments are
	Team   GroupKind = "team"   // who leads them
)

// GroupKinds are all kinds, in order.
var GroupKinds = []GroupKind{Client, Team}

// Check refuses a group that can't be told from others.
func (g Group) Check() error {
	if strings.TrimSpace(g.Name) == "" {
		return errors.New("a group needs a name")
	}
	if err := assess.CheckLine("name of the group", g.Name); err != nil {
		return err
	}
	if strings.ContainsFunc(g.Name, unseen) || Fold(g.Name) == "" {
		return fmt.Errorf("the name %q is not one to be called by; write it with letters, digits and blanks", g.Name)
	}
	if !slices.Contains(GroupKinds, g.Kind) {
		return fmt.Errorf("%q is no kind of group; it is client or team", string(g.Kind))
	}
	return nil
}
