package register

import (
	"strings"

	"crosswalk/catalog"
)

const (
	supplierMarkKind   = "supplier-mark"
	responsibilityKind = "responsibility"
)

// weak: a supplier has a mark of 0 or 1 without an action, or a row of its matrix
// has nobody who answers. One that is used and was never marked, or has no matrix,
// is to be looked at.
func weak(c *court, k *catalog.Register, r Record, _ []string) (Degree, string) {
	if over(k, r) {
		return OK, ""
	}
	var marks, rows int
	var low, open, said []string
	for _, child := range c.operating().below[r.ID] {
		switch {
		case child.Kind == supplierMarkKind:
			marks++
			if mark := child.Text("mark"); (mark == "0" || mark == "1") && !child.says("action") {
				low = append(low, child.Text("respect"))
			}
		default:
			rows++
			if !child.says("who") {
				open = append(open, child.Title())
			}
		}
	}
	if len(low) > 0 {
		said = append(said, "marked 0 or 1 without an action: "+strings.Join(low, ", "))
	}
	if len(open) > 0 {
		said = append(said, "nobody answers for: "+strings.Join(open, ", "))
	}
	if len(said) > 0 {
		return Act, strings.Join(said, "; ")
	}
	if k.StateAt(r.State()) < 1 {
		return OK, ""
	}
	return unjudged(marks, rows)
}

// unjudged: a supplier is used that nobody judged.
func unjudged(marks, rows int) (Degree, string) {
	switch {
	case marks == 0 && rows == 0:
		return Look, "it has no marks, and no matrix says who answers for what"
	case marks == 0:
		return Look, "it has no marks"
	case rows == 0:
		return Look, "no matrix says who answers for what"
	}
	return OK, ""
}
