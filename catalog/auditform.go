package catalog

import (
	"slices"
)

// AuditForm is what an audit programme of the AIMS looks at, and what makes an audit
// a good one.
type AuditForm struct {
	About     string       `json:"about" yaml:"about"`
	Programme []AuditCheck `json:"programme" yaml:"programme"` // of the programme as a whole, once a year
	Areas     []AuditArea  `json:"areas" yaml:"areas"`
	Before    []AuditCheck `json:"before" yaml:"before"` // of each audit
	During    []AuditCheck `json:"during" yaml:"during"`
	After     []AuditCheck `json:"after" yaml:"after"`
}

// AuditCheck is something that must be so, and what to ask to see.
type AuditCheck struct {
	ID    string `json:"id" yaml:"id"`
	Check string `json:"check" yaml:"check"`
	See   string `json:"see,omitempty" yaml:"see"`
}

// AuditArea is a part of the AIMS that an audit takes at once.
type AuditArea struct {
	ID    string   `json:"id" yaml:"id"`
	Area  string   `json:"area" yaml:"area"`
	Days  int      `json:"days" yaml:"days"`   // for a mid-size organisation with about three AI systems
	Live  string   `json:"live" yaml:"live"`   // what to try oneself
	Items []string `json:"items" yaml:"items"` // of ISO/IEC 42001
	Note  string   `json:"note,omitempty" yaml:"note"`
}

// AuditForm is the form of internal audits.
func (c *Catalog) AuditForm() *AuditForm { return &c.Reference().Audit }

var (
	auditCheckID = pattern(`^P[A-Z]-[0-9]{1,2}$`)
	auditAreaID  = pattern(`^area-[0-9]{1,2}$`)
)

func (l *loader) checkAudit(f *file, form *AuditForm, k numbers) {
	if f == nil {
		return
	}
	l.refuseEmpty(f, 0, "the form", "about", form.About)
	for _, part := range []struct {
		key    string
		checks []AuditCheck
	}{{"programme", form.Programme}, {"before", form.Before}, {"during", form.During}, {"after", form.After}} {
		for i, c := range part.checks {
			line, what := f.line(part.key, i), "the check "+c.ID
			l.once(f, "", line, what)
			l.refuseEmpty(f, line, what, "check", c.Check)
			if !auditCheckID().MatchString(c.ID) {
				l.refuse(f.name, "", line, "the id is %q; P, a letter, - and a number are right", c.ID)
			}
		}
	}
	var looked []string
	for i, a := range form.Areas {
		line, what := f.line("areas", i), "the area "+a.ID
		l.once(f, "", line, what)
		l.refuseEmpty(f, line, what, "area", a.Area, "live", a.Live)
		l.refuseUnknown(f, line, what, a.Items, k.aims, AIMS)
		switch twice := slices.IndexFunc(a.Items, func(item string) bool { return slices.Contains(looked, item) }); {
		case !auditAreaID().MatchString(a.ID):
			l.refuse(f.name, "", line, "the id is %q; area- and a number are right", a.ID)
		case a.Days < 1:
			l.refuse(f.name, "", line, "%s: days is %d; 1 or more is right", what, a.Days)
		case twice >= 0:
			l.refuse(f.name, "", line, "%s: %s stands in an area above already", what, a.Items[twice])
		}
		looked = append(looked, a.Items...)
	}
}
