package catalog

import (
	"slices"
	"strings"
)

// Register is one kind of record that an AIMS keeps, such as its risks. It says
// what shape the records have; what follows from them is decided in code.
type Register struct {
	ID       string          `json:"id" yaml:"id"`
	Prefix   string          `json:"prefix" yaml:"prefix"` // RI gives RI-1, RI-2 …
	Title    string          `json:"title" yaml:"title"`
	Singular string          `json:"singular" yaml:"singular"`
	Clause   int             `json:"clause" yaml:"clause"` // of ISO/IEC 42001, 4 to 10
	Serves   []string        `json:"serves" yaml:"serves"` // items of ISO/IEC 42001
	Need     string          `json:"need" yaml:"need" is:"stage 1|stage 2|practice"`
	Purpose  string          `json:"purpose" yaml:"purpose"`
	Empty    string          `json:"empty" yaml:"empty"` // what is read where there is no record yet
	ChildOf  string          `json:"child_of,omitempty" yaml:"child_of"`
	Form     string          `json:"form,omitempty" yaml:"form" is:"impact|review"` // whose prompts or inputs a record answers beside its fields
	Fields   []RegisterField `json:"fields" yaml:"fields"`
	States   []RegisterState `json:"states,omitempty" yaml:"states"` // in their order, the first one at the beginning
	Columns  []string        `json:"columns" yaml:"columns"`         // fields of the list, behind the number
	Rules    []string        `json:"rules,omitempty" yaml:"rules"`   // what a record is judged by, as RegisterRule reads it

	// Restricted: whom a record does not name in the field readers does not learn
	// that it is there.
	Restricted bool `json:"restricted,omitempty" yaml:"restricted"`
}

// RegisterField is one thing that is said of a record.
type RegisterField struct {
	Name        string   `json:"name" yaml:"name"`
	Type        string   `json:"type" yaml:"type" is:"line|text|date|time|period|yesno|choice|choices|level|number|person|persons|systems|items|record|records|evidence"`
	Label       string   `json:"label" yaml:"label"` // the term an auditor uses
	Help        string   `json:"help" yaml:"help"`
	Required    bool     `json:"required,omitempty" yaml:"required"`
	RequiredFor string   `json:"required_for,omitempty" yaml:"required_for"`                                                // a state
	When        string   `json:"when,omitempty" yaml:"when"`                                                                // "FIELD = WORD": it is asked only then
	Words       []string `json:"words,omitempty" yaml:"words"`                                                              // of a choice; of a level its steps from 1
	Scale       string   `json:"scale,omitempty" yaml:"scale" is:"likelihood|consequence|severity|reach|occurrence|repair"` // of a level instead of words
	Unit        string   `json:"unit,omitempty" yaml:"unit"`                                                                // of a number
	Register    string   `json:"register,omitempty" yaml:"register"`                                                        // the kind that a record is of
	By          string   `json:"by,omitempty" yaml:"by"`                                                                    // lead: who leads says it; empty: who may write
}

// RegisterState is a state that records of a kind can be in.
type RegisterState struct {
	Name  string   `json:"name" yaml:"name"`
	Final bool     `json:"final,omitempty" yaml:"final"` // the last of a list is so without saying it
	Needs []string `json:"needs,omitempty" yaml:"needs"` // fields that must say something
	By    string   `json:"by,omitempty" yaml:"by"`       // lead: who leads sets it; empty: who may write
}

// registerForms are the forms that a register may name.
var registerForms = []string{FormImpact, FormReview}

// RegisterTypes are the types of fields.
var RegisterTypes = strings.Fields("line text date time period yesno choice choices level number person persons systems items record records evidence")

// PeriodForm is how a period is kept: 72h, 30d, 6w, 3m or 1y.
var PeriodForm = pattern(`^[1-9]\d{0,3}[hdwmy]$`)

// The fields that mean the same in every register.
const (
	RecordTitle  = "title"
	RecordOwner  = "owner"
	RecordDue    = "due"
	RecordParent = "parent"
	RecordState  = "state"
	RecordItems  = "items"

	RecordReaders = "readers" // of a restricted register
)

// What the list of risks may show beside their fields: the band that each has now and
// the one after its treatment.
const (
	RecordBand      = "band"
	RecordBandAfter = "band_after"
)

// bandRule is the rule of the registers whose records have bands.
const bandRule = "level"

// ColumnLabel is the heading of a column of the list; empty where records of this
// kind have no such column.
func (r *Register) ColumnLabel(column string) string {
	f, has := r.Field(column)
	switch {
	case has:
		return f.Label
	case column == RecordState && len(r.States) > 0:
		return "State"
	case column == RecordBand && r.banded():
		return "Level"
	case column == RecordBandAfter && r.banded():
		return "After"
	}
	return ""
}

func (r *Register) banded() bool {
	return slices.ContainsFunc(r.Rules, func(text string) bool { return ReadRule(text).Name == bandRule })
}

// MetricKind is the register whose records are measured.
const MetricKind = "metric"

// RecordLibrary is where a record keeps from which row of a library it was taken.
const RecordLibrary = "library"

// The scales of the risk method, and those of the form of impact assessments.
const (
	ScaleLikelihood  = "likelihood"
	ScaleConsequence = "consequence"

	ScaleSeverity   = "severity"
	ScaleReach      = "reach"
	ScaleOccurrence = "occurrence"
	ScaleRepair     = "repair"
)

// ByLead is who sets a state, or says a field, that is a decision.
const ByLead = "lead"

// Yes and No are what a field of type yesno says.
const (
	Yes = "yes"
	No  = "no"
)

// YesNo are the two, in order.
var YesNo = []string{Yes, No}

// Registers are the kinds of records, in the order of clauses.
func (c *Catalog) Registers() []Register { return c.Reference().Registers }

// Register finds a kind by its id.
func (c *Catalog) Register(id string) (*Register, bool) { return c.Reference().register(id) }

func (r *Reference) register(id string) (*Register, bool) {
	for i := range r.Registers {
		if r.Registers[i].ID == id {
			return &r.Registers[i], true
		}
	}
	return nil, false
}

// Field finds a field by its name.
func (r *Register) Field(name string) (*RegisterField, bool) {
	for i := range r.Fields {
		if r.Fields[i].Name == name {
			return &r.Fields[i], true
		}
	}
	return nil, false
}

// StateAt is the place of a state among those of its kind; -1 where it is none.
func (r *Register) StateAt(name string) int {
	return slices.IndexFunc(r.States, func(s RegisterState) bool { return s.Name == name })
}

// StateNames are the names of its states, in their order.
func (r *Register) StateNames() []string {
	all := make([]string, len(r.States))
	for i, s := range r.States {
		all[i] = s.Name
	}
	return all
}

// FieldNames are the names of its fields, in their order.
func (r *Register) FieldNames() []string {
	all := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		all[i] = f.Name
	}
	return all
}

// Final reports whether a record in that state needs nothing more.
func (r *Register) Final(state string) bool {
	at := r.StateAt(state)
	return at >= 0 && (r.States[at].Final || at == len(r.States)-1)
}

// Condition is what another field must say that this one is asked; without one
// it always is.
func (f *RegisterField) Condition() (field, word string) {
	field, word, _ = strings.Cut(f.When, "=")
	return strings.TrimSpace(field), strings.TrimSpace(word)
}

// says are the words that a field can hold; none where it holds others too.
func (f *RegisterField) says() []string {
	if f.Type == "yesno" {
		return YesNo
	}
	return f.Words
}
