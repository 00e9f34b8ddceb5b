package assess

import (
	"errors"
	"fmt"

	"crosswalk/catalog"
)

// System is one AI system of the inventory.
type System struct {
	ID     string
	Number int // shown as SY-1, SY-2 …; 0: made before systems had numbers

	Name        string
	Purpose     string
	IntendedUse string   // which uses it is meant for, by whom and where
	RuledOut    string   // uses that are ruled out
	Users       string   // who works with it
	Affected    string   // people on whom its results have an effect
	Roles       []string // of the organisation: provider, developer, user

	Kind         string // one of SystemKinds
	BaseModel    string
	Family       string // systems of one model and use name the same; empty: none in particular
	PersonalData string
	Places       string
	LookedFor    string // how it was looked for

	Autonomy  string // one of Autonomies
	Overseer  string
	Oversight string // how a person watches it and steps in
	MayStop   string // whether the overseer may stop it, one of YesNo

	Stage   string // life-cycle stage, one of Stages
	InScope bool
	Since   Mark // of InScope: what came into scope later was in no earlier answer for all
	Owner   string

	RiskClass   string // one of RiskClasses
	RiskArticle string
	RiskReason  string
	RiskBy      string // who set the class
	RiskOn      string // YYYY-MM-DD

	State      string // of its approval, one of Approvals; the stage alone says whether it is in operation
	ApprovedBy string
	ApprovedOn string // YYYY-MM-DD

	Removed bool
}

// The words that closed lists of AI systems offer, first the usual one where there
// is one.
var (
	Stages      = []string{"planned", "in development", "in operation", "retired"}
	RiskClasses = []string{"unknown", "minimal", "limited", "high", "prohibited"}
	AIRoles     = []string{"provider", "developer", "user"}
	SystemKinds = []string{"predictive", "generative", "agent"}
	Autonomies  = []string{"advises", "decides with a person", "acts alone"}
	Approvals   = []string{"requested", "assessed", Approved, "suspended", "refused"} // in order
	YesNo       = []string{"yes", "no"}
)

// Approved is the state of an AI system that somebody answers for.
const Approved = "approved"

// The fields of an AI system that make its approval; who sets them leads.
const (
	fieldState      = "state"
	fieldApprovedBy = "approved_by"
	fieldApprovedOn = "approved_on"
)

// SystemField is a field of an AI system that people write as a text. Its name,
// roles and scope are asked in ways of their own.
type SystemField = TextField[System]

// SystemFields are all of them, in the order in which they are asked.
var SystemFields = []SystemField{
	{"purpose", "purpose", "what it is for", Lines, nil, func(s *System) *string { return &s.Purpose }, both},
	{"intended_use", "intended use", "which uses it is meant for, by whom and where", Lines, nil, func(s *System) *string { return &s.IntendedUse }, both},
	{"ruled_out", "uses ruled out", "what it must not be used for", Lines, nil, func(s *System) *string { return &s.RuledOut }, both},
	{"users", "users", "who works with it", Lines, nil, func(s *System) *string { return &s.Users }, both},
	{"affected", "affected people", "whose life its results touch, also those who never see it", Lines, nil, func(s *System) *string { return &s.Affected }, both},

	{"kind", "kind", "what its model does", Word, SystemKinds, func(s *System) *string { return &s.Kind }, nil},
	{"base_model", "base model", "the model below it, with maker and version", OneLine, nil, func(s *System) *string { return &s.BaseModel }, nil},
	{"family", "family", "one name for systems of one model and use: the first of a family takes its days whole, a further one less", OneLine, nil, func(s *System) *string { return &s.Family }, nil},
	{"personal_data", "personal data", "which data on people are in it; none where there are none", Lines, nil, func(s *System) *string { return &s.PersonalData }, both},
	{"places", "places", "the countries and sites where it is used", OneLine, nil, func(s *System) *string { return &s.Places }, nil},
	{"looked_for", "way of finding", "how you looked for it: purchase lists, network, a survey", Lines, nil, func(s *System) *string { return &s.LookedFor }, both},

	{"autonomy", "autonomy", "how far it goes by itself", Word, Autonomies, func(s *System) *string { return &s.Autonomy }, nil},
	{"overseer", "overseer", "the person who watches over it", Person, nil, func(s *System) *string { return &s.Overseer }, nil},
	{"oversight", "human oversight", "how that person watches it and steps in", Lines, nil, func(s *System) *string { return &s.Oversight }, both},
	{"may_stop", "right to stop it", "whether that person may stop it", Word, YesNo, func(s *System) *string { return &s.MayStop }, nil},

	{"stage", "stage", "where it is in its life", Word, Stages, func(s *System) *string { return &s.Stage }, nil},
	{FieldOwner, "owner", "who answers for it", Person, nil, func(s *System) *string { return &s.Owner }, nil},

	{"risk_class", "risk class", "which class of the law it is in", Word, RiskClasses, func(s *System) *string { return &s.RiskClass }, nil},
	{"risk_article", "article of the risk class", "the article or annex that puts it there", OneLine, nil, func(s *System) *string { return &s.RiskArticle }, nil},
	{"risk_reason", "reason for the risk class", "why it is in this class, and in no other", Lines, nil, func(s *System) *string { return &s.RiskReason }, both},
	{"risk_by", "assessor of the risk class", "who set the class", Person, nil, func(s *System) *string { return &s.RiskBy }, nil},
	{"risk_on", "day of the risk class", "the day on which it was set", Day, nil, func(s *System) *string { return &s.RiskOn }, nil},

	{fieldState, "approval", "how far its approval is; who leads approves", Word, Approvals, func(s *System) *string { return &s.State }, earliest(append([]string{""}, Approvals...))},
	{fieldApprovedBy, "approver", "who approved it", Person, nil, func(s *System) *string { return &s.ApprovedBy }, emptyFirst},
	{fieldApprovedOn, "day of approval", "the day on which it was approved", Day, nil, func(s *System) *string { return &s.ApprovedOn }, emptyFirst},
}

func (s *System) ident() *string { return &s.ID }

func (s *System) fields() []Field {
	all := []Field{
		{Name: FieldNumber, At: &s.Number},
		{Name: FieldName, At: &s.Name},
		{Name: "roles", At: &s.Roles},
		{Name: "in_scope", At: &s.InScope, Mark: &s.Since},
	}
	all = append(all, fieldsOf(SystemFields, s)...)
	return append(all, Field{Name: FieldRemoved, At: &s.Removed, shown: falseFirst})
}

// Missing names what the inventory has to say of a system in scope and does not:
// what else is kept of it rests on that.
func (s System) Missing() []string {
	var all []string
	for _, x := range []struct {
		label string
		said  bool
	}{
		{"role", len(s.Roles) > 0},
		{"stage", s.Stage != ""},
		{"risk class", s.RiskClass != "" && s.RiskClass != RiskClasses[0]},
		{"owner", !blank(s.Owner)},
		{"intended use", !blank(s.IntendedUse)},
	} {
		if !x.said {
			all = append(all, x.label)
		}
	}
	return all
}

// Kin is the family of a system as it is told from others.
func (s System) Kin() string { return FoldName(s.Family) }

// PutSystem adds an AI system to the inventory, numbered after the last one ever
// made here, or changes the one of that id.
func PutSystem(a *Assessment, s System) ([]Change, error) {
	was, known := a.System(s.ID)
	if err := checkSystem(a, was, s); err != nil {
		return nil, err
	}
	s.Roles = ordered(s.Roles, AIRoles)
	if s.Number = was.Number; !known {
		s.Number = nextNumber(a.Systems)
	}
	s.Removed = false
	return differ(RecordSubject(KindSystem, s.ID), was.fields(), s.fields()), nil
}

func checkSystem(a *Assessment, was, s System) error {
	if blank(s.Name) {
		return errors.New("an AI system needs a name")
	}
	for _, other := range a.ActiveSystems() {
		if other.ID != s.ID && other.Name == s.Name {
			return fmt.Errorf("the inventory has an AI system named %q already", s.Name)
		}
	}
	err := first(CheckLine("name of the system", s.Name), checkFields(SystemFields, &s))
	for _, r := range s.Roles {
		err = first(err, checkWord("role", r, AIRoles))
	}
	return first(err, checkApproval(was, s))
}

// checkApproval refuses an approval that nobody answers for. One that lost its
// words since, by an erasure, stands in nobody's way.
func checkApproval(was, s System) error {
	same := s.State == was.State && s.ApprovedBy == was.ApprovedBy && s.ApprovedOn == was.ApprovedOn
	if s.State != Approved || same || !blank(s.ApprovedBy) && s.ApprovedOn != "" {
		return nil
	}
	return errors.New("an AI system that is approved names who approved it, and on which day")
}

// Approves reports whether a change says that an AI system is approved, or by whom
// and when.
func Approves(c Change) bool {
	if c.Subject.Kind() != KindSystem || isEmpty(c.Value) {
		return false
	}
	switch c.Field {
	case fieldState:
		return text(c.Value) == Approved
	case fieldApprovedBy, fieldApprovedOn:
		return true
	}
	return false
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

// FindSystem finds an AI system of the inventory by its id, its name or its number,
// as a person types them; false where none, or more than one, is meant.
func FindSystem(a *Assessment, named string) (System, bool) {
	var alike []System
	for _, s := range a.ActiveSystems() {
		if s.ID == named || s.Name == named {
			return s, true
		}
		if catalog.SameNumber(a.SystemNumber(s), named) || FoldName(s.Name) == FoldName(named) {
			alike = append(alike, s)
		}
	}
	if len(alike) != 1 {
		return System{}, false
	}
	return alike[0], true
}

// systemWords are what people say of the fields of an AI system.
var systemWords = func() []wording {
	all := []wording{
		plain(FieldNumber, "number"),
		{
			field: FieldName, noun: "name", begins: "added {it}",
			set: "gave |an AI system the name {v}|{it} other names", changed: "renamed |the AI system {before} to {v}|{it}",
			cleared: "took the name of {it} away", stands: "{it} {has} the name {v} again", none: "{it} {has} no name again",
		},
		plain("roles", "role"),
		yesOrNo("in_scope", "in scope", "took {it} into scope", "took {it} out of scope", "in scope again", "out of scope again"),
		removal("removed {it}", "brought {it} back"),
	}
	return append(all, wordingsOf(SystemFields)...)
}()
