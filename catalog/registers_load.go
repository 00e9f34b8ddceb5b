package catalog

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// registersDir holds the kinds of records, a file a kind. A folder of one's own may
// replace some and add others; those it lacks are the shipped ones.
const registersDir = "registers"

// registers reads the kinds of a folder, in the order of clauses and prefixes.
func (l *loader) registers() []Register {
	entries, err := fs.ReadDir(l.fsys, registersDir)
	var all []Register
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".yaml") {
			continue
		}
		var r Register
		if f := l.decode(path.Join(registersDir, e.Name()), &r); f != nil {
			l.checkRegister(f, &r)
			all = append(all, r)
		}
	}
	l.checkFamilies(all)
	all = l.lackingRegisters(all, err != nil)
	slices.SortFunc(all, func(a, b Register) int {
		return cmp.Or(cmp.Compare(a.Clause, b.Clause), cmp.Compare(a.Prefix, b.Prefix))
	})
	return all
}

// lackingRegisters adds the shipped kinds that a folder does not have; all of them
// are told in one word where it has no folder for them.
func (l *loader) lackingRegisters(all []Register, none bool) []Register {
	own := len(all)
	for _, r := range Shipped().Registers() {
		same := func(o Register) bool { return o.ID == r.ID || o.Prefix == r.Prefix }
		if slices.ContainsFunc(all[:own], same) {
			continue
		}
		all = append(all, r)
		if !none {
			l.lacks = append(l.lacks, registerFile(r.ID))
		}
	}
	if none && len(all) > 0 {
		l.lacks = append(l.lacks, registersDir)
	}
	return all
}

func registerFile(id string) string { return path.Join(registersDir, id+".yaml") }

var (
	registerID     = pattern(`^[a-z]+(-[a-z]+)*$`)
	registerPrefix = pattern(`^[A-Z]{2}$`)
	fieldName      = pattern(`^[a-z][a-z0-9_]*$`)
)

// registerNeeds say when a register must hold something.
var registerNeeds = []string{"stage 1", "stage 2", "practice"}

func (l *loader) checkRegister(f *file, r *Register) {
	no := func(key, format string, args ...any) { l.refuse(f.name, "", f.key(key), format, args...) }
	if !registerID().MatchString(r.ID) || f.name != registerFile(r.ID) {
		no("id", "id is %q; it is lower-case words with - between them, as the file is named", r.ID)
	}
	if !registerPrefix().MatchString(r.Prefix) {
		no("prefix", "prefix is %q; two capital letters are right", r.Prefix)
	}
	l.once(f, "", f.key("prefix"), "register "+r.Prefix)
	l.refuseEmpty(f, 0, "the register", "title", r.Title, "singular", r.Singular, "purpose", r.Purpose, "empty", r.Empty)
	if r.Clause < 4 || r.Clause > 10 {
		no("clause", "clause is %d; 4 to 10 is right", r.Clause)
	}
	if !slices.Contains(registerNeeds, r.Need) {
		no("need", "need is %q; it is one of %s", r.Need, strings.Join(registerNeeds, ", "))
	}
	if r.Form != "" && !slices.Contains(registerForms, r.Form) {
		no("form", "there is no form %q; it is %s, or left out", r.Form, strings.Join(registerForms, " or "))
	}
	l.seen[servesKey(r.ID)] = place{f.name, f.key("serves")}
	l.checkStates(f, r)
	l.checkFields(f, r)
	for i, column := range r.Columns {
		if r.ColumnLabel(column) == "" {
			l.refuse(f.name, "", f.line("columns", i), "there is no field %q to show", column)
		}
	}
	for i, rule := range r.Rules {
		if wrong := r.checkRule(rule); wrong != "" {
			l.refuse(f.name, "", f.line("rules", i), "%s", wrong)
		}
	}
}

func (l *loader) checkStates(f *file, r *Register) {
	for i, s := range r.States {
		line := f.line("states", i)
		switch {
		case strings.TrimSpace(s.Name) == "":
			l.refuse(f.name, "", line, "the state has no name")
		case r.StateAt(s.Name) != i:
			l.refuse(f.name, "", line, "the state %q stands already above", s.Name)
		case s.By != "" && s.By != ByLead:
			l.refuse(f.name, "", line, "by is %q; it is %s, or left out", s.By, ByLead)
		}
		for _, name := range s.Needs {
			if _, has := r.Field(name); !has {
				l.refuse(f.name, "", line, "the state %s needs %q, which is no field", s.Name, name)
			}
		}
	}
}

// servesKey is where the loader remembers what a register serves.
func servesKey(id string) string { return "register serves " + id }

func (l *loader) checkServes(all []Register, k numbers) {
	for _, r := range all {
		at, own := l.seen[servesKey(r.ID)]
		if !own {
			continue // a shipped one may serve what a catalogue of one's own has not
		}
		l.refuseUnknown(&file{name: at.file}, at.line, "serves", r.Serves, k.aims, AIMS)
	}
}

// checkFamilies refuses kinds that are children of each other.
func (l *loader) checkFamilies(all []Register) {
	above := map[string]string{}
	for _, r := range all {
		above[r.ID] = r.ChildOf
	}
	for _, r := range all {
		if circles(above, r.ID) {
			l.refuse(registerFile(r.ID), "", l.seen[servesKey(r.ID)].line, "child_of leads back to %s; a kind can't stand below itself", r.ID)
		}
	}
}

// circles reports whether a way of names leads back to where it began.
func circles(above map[string]string, from string) bool {
	at := above[from]
	for range above {
		if at == from {
			return true
		}
		at = above[at]
	}
	return false
}
