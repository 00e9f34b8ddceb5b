package catalog

import (
	"slices"
	"strings"
)

// Edition2013 is the way over from Annex A of ISO/IEC 27001:2013 to that of
// 2022. The numbers of the two collide: A.8.1 is an objective of the one and a
// control of the other, so the year always goes with them.
type Edition2013 struct {
	Controls   []Control2013 `json:"controls" yaml:"controls"`
	Objectives []Heading     `json:"objectives" yaml:"objectives"`
	Added      []string      `json:"added" yaml:"added"` // see New
}

// Control2013 is a control of 2013 and where it went.
type Control2013 struct {
	ID    string   `json:"id" yaml:"id"`
	Title string   `json:"title" yaml:"title"`
	To    []string `json:"to" yaml:"to"`
	Kind  string   `json:"kind" yaml:"kind"` // same: alone into one of 2022; merged: with others into one; split: into several
}

// Control finds a control of 2013 by its number, like A.9.2.1.
func (e *Edition2013) Control(id string) (Control2013, bool) {
	i := slices.IndexFunc(e.Controls, func(c Control2013) bool { return c.ID == id })
	if i < 0 {
		return Control2013{}, false
	}
	return e.Controls[i], true
}

// Successors are the controls of 2022 that a control of 2013 went into.
func (e *Edition2013) Successors(id string) []string {
	c, _ := e.Control(id)
	return slices.Clone(c.To)
}

// Predecessors are the controls of 2013 that went into a control of 2022, in
// their order.
func (e *Edition2013) Predecessors(id2022 string) []string {
	var found []string
	for _, c := range e.Controls {
		if slices.Contains(c.To, id2022) {
			found = append(found, c.ID)
		}
	}
	return found
}

// New are the controls of 2022 that nothing of 2013 went into.
func (e *Edition2013) New() []string { return slices.Clone(e.Added) }

// kind2013 is what a control of 2013 is to its successors.
func (e *Edition2013) kind2013(c Control2013) string {
	switch {
	case len(c.To) > 1:
		return "split"
	case len(c.To) == 1 && len(e.Predecessors(c.To[0])) > 1:
		return "merged"
	}
	return "same"
}

var (
	control2013   = pattern(`^A\.([5-9]|1[0-8])\.[1-9]\.[1-9]\d?$`)
	objective2013 = pattern(`^A\.([5-9]|1[0-8])\.[1-9]$`)
)

func (l *loader) checkEdition(f *file, e *Edition2013, k numbers) {
	if f == nil {
		return
	}
	headed := map[string]bool{}
	for i, o := range e.Objectives {
		line := f.line("objectives", i)
		if !objective2013().MatchString(o.ID) {
			l.refuse(f.name, "", line, "the id is %q; an objective of 2013 is A.5.1 to A.18.2", o.ID)
		}
		l.refuseEmpty(f, line, o.ID, "title", o.Title)
		l.once(f, "", line, "2013 "+o.ID)
		headed[o.ID] = true
	}
	for i, c := range e.Controls {
		l.checkControl2013(f, f.line("controls", i), e, c, headed, k)
	}
	for _, id := range e.Added {
		l.refuseUnknown(f, f.key("added"), "added", []string{id}, k.isms, ISMS)
		if old := e.Predecessors(id); len(old) > 0 {
			l.refuse(f.name, "", f.key("added"), "%s is no new control; %s went into it", id, strings.Join(old, ", "))
		}
	}
}

func (l *loader) checkControl2013(f *file, line int, e *Edition2013, c Control2013, headed map[string]bool, k numbers) {
	no := func(format string, args ...any) { l.refuse(f.name, "", line, format, args...) }
	if !control2013().MatchString(c.ID) {
		no("the id is %q; a control of 2013 is A.5.1.1 to A.18.2.3", c.ID)
	} else if of := c.ID[:strings.LastIndexByte(c.ID, '.')]; !headed[of] {
		no("%s: there is no objective %s", c.ID, of)
	}
	l.refuseEmpty(f, line, c.ID, "title", c.Title)
	l.once(f, "", line, "2013 "+c.ID)
	l.refuseUnknown(f, line, c.ID, c.To, k.isms, ISMS)
	if len(c.To) == 0 {
		no("%s leads nowhere; it names one control of 2022 at least", c.ID)
	} else if right := e.kind2013(c); c.Kind != right {
		no("%s: kind is %q; by where it leads it is %s", c.ID, c.Kind, right)
	}
}
