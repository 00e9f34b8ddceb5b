package catalog

import (
	"slices"
	"strings"
)

// Checkpoints says which work each kind of change asks for again, where an
// organisation has not decided otherwise.
type Checkpoints struct {
	Checkpoints []Checkpoint `json:"checkpoints" yaml:"checkpoints"`
}

// Checkpoint is what one kind of change asks for again, in the words of the
// register of changes.
type Checkpoint struct {
	Change string   `json:"change" yaml:"change"`
	Repeat []string `json:"repeat" yaml:"repeat"`
	Why    string   `json:"why" yaml:"why"`
}

// Checkpoints is the usual table, a row for each kind of change.
func (c *Catalog) Checkpoints() []Checkpoint { return c.Reference().Checkpoints.Checkpoints }

// changeRegister is the kind of record whose words the table uses.
const changeRegister = "change"

func (l *loader) checkCheckpoints(f *file, table Checkpoints, all []Register) {
	if f == nil {
		return
	}
	kinds, work := wordsOf(all, changeRegister, "kind"), wordsOf(all, changeRegister, "repeat")
	for i, row := range table.Checkpoints {
		line, what := f.line("checkpoints", i), "the checkpoint "+row.Change
		l.once(f, "", line, what)
		l.refuseEmpty(f, line, what, "why", row.Why)
		l.refuseOther(f, line, what+": change", []string{row.Change}, kinds)
		l.refuseOther(f, line, what+": repeat", row.Repeat, work)
	}
	for _, kind := range kinds {
		if !slices.ContainsFunc(table.Checkpoints, func(c Checkpoint) bool { return c.Change == kind }) {
			l.refuse(f.name, "", f.key("checkpoints"), "the change %q is missing; the table has a row for each of %s", kind, strings.Join(kinds, ", "))
		}
	}
}

// wordsOf are the words of a field of a register.
func wordsOf(all []Register, id, field string) []string {
	for _, r := range all {
		if f, has := r.Field(field); r.ID == id && has {
			return f.Words
		}
	}
	return nil
}
