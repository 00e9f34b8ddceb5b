package register

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Competence is what the rules read of a competence.
type Competence struct {
	Role   string `field:"role"`
	Needed int    `field:"needed"`
}

// Held is what the rules read of a level that a person holds.
type Held struct {
	Person string `field:"person"`
	Level  int    `field:"level"`
}

const (
	roleKind = "role"
	heldKind = "held-level"
)

var (
	competences = readerOf[Competence]()
	heldLevels  = readerOf[Held]()
)

// Level is what one person shows of a competence. Who holds the role and is not
// listed shows nothing: there is no record then.
type Level struct {
	Person string
	Record Record
	Below  bool // it is less than the role needs, or not shown
}

// LevelsOf are those of a competence: of everybody who is listed, then of those who
// hold the role and are not.
func LevelsOf(c Case, competence Record) []Level {
	return levelsOf(c, competence, c.children(heldKind, competence.ID))
}

func levelsOf(c Case, competence Record, held []Record) []Level {
	needs := competences.read(competence)
	known := map[string]bool{}
	var all []Level
	for _, r := range held {
		h := heldLevels.read(r)
		known[assess.FoldName(h.Person)] = true
		all = append(all, Level{h.Person, r, h.Level < needs.Needed})
	}
	role, _ := c.Book.Record(roleKind, needs.Role)
	for _, person := range role.List("held_by") {
		if !known[assess.FoldName(person)] {
			all = append(all, Level{Person: person, Below: true})
		}
	}
	return all
}

// gap: somebody in the role is below the level that it needs, or nobody can show
// one. Who holds the role and is not listed holds nothing that can be shown.
func gap(c *court, k *catalog.Register, r Record, _ []string) (Degree, string) {
	if competences.read(r).Needed == 0 || r.State() == "met" {
		return OK, ""
	}
	held := c.levels(r.ID)
	var low []string
	for _, l := range levelsOf(c.Case, r, held) {
		if l.Below {
			low = append(low, l.Person)
		}
	}
	f, _ := k.Field("needed")
	level := step(c.steps(f), r.Value("needed"))
	switch {
	case len(low) > 0:
		return Look, fmt.Sprintf("%s: level %s is not shown", strings.Join(low, ", "), level)
	case len(held) == 0:
		return Look, fmt.Sprintf("nobody is listed with level %s", level)
	}
	return OK, ""
}

// levels are the records of what people hold of a competence.
func (c *court) levels(competence string) []Record {
	if c.held == nil {
		c.held = map[string][]Record{}
		for _, r := range c.of(heldKind) {
			c.held[r.parent] = append(c.held[r.parent], r)
		}
	}
	return c.held[competence]
}
