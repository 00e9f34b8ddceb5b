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

// gap: somebody in the role is below the level that it needs, or nobody can show
// one. Who holds the role and is not listed holds nothing that can be shown.
func gap(c *court, k *catalog.Register, r Record, _ []string) (Degree, string) {
	needs := competences.read(r)
	if needs.Needed == 0 || r.State() == "met" {
		return OK, ""
	}
	held := c.levels(r.ID)
	known := map[string]bool{}
	var below []string
	for _, h := range held {
		known[assess.FoldName(h.Person)] = true
		if h.Level < needs.Needed {
			below = append(below, h.Person)
		}
	}
	role, _ := c.Book.Record(roleKind, needs.Role)
	for _, person := range role.List("held_by") {
		if !known[assess.FoldName(person)] {
			below = append(below, person)
		}
	}
	f, _ := k.Field("needed")
	level := step(c.steps(f), r.Values["needed"])
	switch {
	case len(below) > 0:
		return Look, fmt.Sprintf("%s: level %s is not shown", strings.Join(below, ", "), level)
	case len(held) == 0:
		return Look, fmt.Sprintf("nobody is listed with level %s", level)
	}
	return OK, ""
}

// levels are what people hold of a competence.
func (c *court) levels(competence string) []Held {
	if c.held == nil {
		c.held = map[string][]Held{}
		for _, r := range c.Book.Of(heldKind) {
			c.held[r.parent] = append(c.held[r.parent], heldLevels.read(r))
		}
	}
	return c.held[competence]
}
