package catalog

import "strings"

// RequiredList is what must be documented.
type RequiredList struct {
	Note     string     `json:"note" yaml:"note"` // how it is used
	Required []Required `json:"required" yaml:"required"`
}

// Required is one thing that must be documented. An approved document that serves
// one of the items is it, or a record of a register.
type Required struct {
	Title     string         `json:"title" yaml:"title"`
	Items     []string       `json:"items" yaml:"items"`                   // of ISO/IEC 42001
	Documents []string       `json:"documents,omitempty" yaml:"documents"` // kinds of document; empty: any
	Registers []RequiredKind `json:"registers,omitempty" yaml:"registers"`
}

// RequiredKind is a register whose records will do in one of some states; in any
// where none is named. The register may be one that is not there yet.
type RequiredKind struct {
	Register string   `json:"register" yaml:"register"`
	States   []string `json:"states,omitempty" yaml:"states"`
}

const requiredFile = "library/required.yaml"

// Required is what must be documented, in the order of the standard.
func (c *Catalog) Required() []Required { return c.Reference().Required.Required }

func (l *loader) checkRequired(f *file, r *Reference, k numbers) {
	if f == nil {
		return
	}
	l.refuseEmpty(f, 0, "the list", "note", r.Required.Note)
	for i, need := range r.Required.Required {
		line := f.line("required", i)
		l.refuseEmpty(f, line, "the line", "title", need.Title)
		if len(need.Items) == 0 {
			l.refuse(f.name, "", line, "%s: items are missing", need.Title)
		}
		l.refuseUnknown(f, line, need.Title, need.Items, k.aims, AIMS)
		if doc, has := r.register(documentKind); has {
			kinds, _ := doc.Field("kind")
			if kinds != nil {
				l.refuseOther(f, line, need.Title+": documents", need.Documents, kinds.Words)
			}
		}
		for _, own := range need.Registers {
			l.checkRequiredKind(f, line, need.Title, r, own)
		}
	}
}

// checkRequiredKind refuses states that a register does not have; one that is not
// there yet may have them.
func (l *loader) checkRequiredKind(f *file, line int, title string, r *Reference, own RequiredKind) {
	k, has := r.register(own.Register)
	if !registerID().MatchString(own.Register) {
		l.refuse(f.name, "", line, "%s: register is %q; it is the id of a register", title, own.Register)
	}
	for _, state := range own.States {
		if has && k.StateAt(state) < 0 {
			l.refuse(f.name, "", line, "%s: %s has no state %q; it has %s", title, own.Register, state, strings.Join(stateNames(k), ", "))
		}
	}
}

// documentKind is the register of documents.
const documentKind = "document"

func stateNames(r *Register) []string {
	all := make([]string, len(r.States))
	for i, s := range r.States {
		all[i] = s.Name
	}
	return all
}
