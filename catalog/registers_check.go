package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// reservedTypes are the fields that mean the same in every register: a kind only
// labels them.
var reservedTypes = map[string]string{RecordTitle: "line", RecordOwner: "person", RecordDue: "date", RecordItems: "items", RecordReaders: "persons"}

// reservedNames are kept of every record, and no kind declares them.
var reservedNames = []string{RecordParent, RecordState, RecordLibrary, "number", "removed"}

// otherwiseMeant are fields by whose name the history reads a judgement.
var otherwiseMeant = []string{"rating", "record"}

// registerScales are all scales that a level can have.
var registerScales = append([]string{ScaleLikelihood, ScaleConsequence}, impactScales...)

func (l *loader) checkFields(f *file, r *Register) {
	if title, has := r.Field(RecordTitle); !has || !title.Required {
		l.refuse(f.name, "", f.key("fields"), "the field title is missing, or not required; every record has one")
	}
	if readers, has := r.Field(RecordReaders); r.Restricted && (!has || !readers.Required) {
		l.refuse(f.name, "", f.key("restricted"), "the field readers is missing, or not required; nobody could read the records")
	}
	asked := map[string]string{}
	for i := range r.Fields {
		field := &r.Fields[i]
		line := f.line("fields", i)
		l.refuseEmpty(f, line, "the field "+field.Name, "label", field.Label, "help", field.Help)
		if at := slices.IndexFunc(r.Fields, func(o RegisterField) bool { return o.Name == field.Name }); at != i {
			l.refuse(f.name, "", line, "the field %q stands already above", field.Name)
		}
		for _, wrong := range []string{field.wrongName(), field.wrongType(), r.wrongCondition(field)} {
			if wrong != "" {
				l.refuse(f.name, "", line, "the field %s: %s", field.Name, wrong)
			}
		}
		asked[field.Name], _ = field.Condition()
	}
	for i, field := range r.Fields {
		if circles(asked, field.Name) {
			l.refuse(f.name, "", f.line("fields", i), "the field %s: when leads back to it, so nobody could ever fill it in", field.Name)
		}
	}
}

func (f *RegisterField) wrongName() string {
	right, reserved := reservedTypes[f.Name]
	switch {
	case !fieldName().MatchString(f.Name):
		return "a name is lower-case letters, digits and _"
	case slices.Contains(reservedNames, f.Name):
		return "every record has it already; leave it out"
	case slices.Contains(otherwiseMeant, f.Name):
		return "the history means something else by this name; choose another"
	case reserved && f.Type != right:
		return fmt.Sprintf("it is of type %s in every register, not %s", right, f.Type)
	}
	return ""
}

// wrongType also looks whether there stands what only some types have.
func (f *RegisterField) wrongType() string {
	if !slices.Contains(RegisterTypes, f.Type) {
		return fmt.Sprintf("there is no type %q; it is one of %s", f.Type, strings.Join(RegisterTypes, ", "))
	}
	worded := slices.Contains([]string{"choice", "choices", "level"}, f.Type)
	leads := f.Type == "record" || f.Type == "records"
	switch {
	case f.By != "" && f.By != ByLead:
		return fmt.Sprintf("by is %q; it is %s, or left out", f.By, ByLead)
	case f.Scale != "" && (f.Type != "level" || len(f.Words) > 0):
		return "a scale belongs to a level, instead of words"
	case f.Scale != "" && !slices.Contains(registerScales, f.Scale):
		return fmt.Sprintf("there is no scale %q; it is one of %s", f.Scale, strings.Join(registerScales, ", "))
	case worded && f.Scale == "" && len(f.Words) < 2:
		return "it needs two words or more to choose from"
	case !worded && len(f.Words) > 0:
		return "words belong to a choice, choices or a level"
	case leads != (f.Register != ""):
		return "register names the kind that a record or records are of, and belongs to these alone"
	case f.Unit != "" && f.Type != "number":
		return "a unit belongs to a number"
	}
	for i, w := range f.Words {
		if strings.TrimSpace(w) != w || w == "" || strings.Contains(w, ",") || slices.Index(f.Words, w) != i {
			return fmt.Sprintf("the word %q is empty, holds a comma, or stands twice", w)
		}
	}
	return ""
}

func (r *Register) wrongCondition(f *RegisterField) string {
	if f.RequiredFor != "" && r.StateAt(f.RequiredFor) < 0 {
		return fmt.Sprintf("it is required for %q, which is no state", f.RequiredFor)
	}
	if f.When == "" {
		return ""
	}
	name, word := f.Condition()
	other, has := r.Field(name)
	switch {
	case !has:
		return fmt.Sprintf("when is %q; FIELD = WORD is right, with a field of this register", f.When)
	case !slices.Contains(other.says(), word):
		return fmt.Sprintf("when asks for %q, which %s never says", word, name)
	}
	return ""
}
