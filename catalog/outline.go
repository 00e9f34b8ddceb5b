package catalog

import "slices"

// outline is how many items each set of a standard has: 32 subclauses without
// subclauses of their own and 38 controls of ISO/IEC 42001, 30 and 93 of
// ISO/IEC 27001.
var outline = map[string][]struct {
	set   string
	items int
}{
	AIMS: {
		{"4", 4},
		{"5", 3},
		{"6", 6},
		{"7", 7},
		{"8", 4},
		{"9", 6},
		{"10", 2},
		{"A.2", 3},
		{"A.3", 2},
		{"A.4", 5},
		{"A.5", 4},
		{"A.6", 9},
		{"A.7", 5},
		{"A.8", 4},
		{"A.9", 3},
		{"A.10", 3},
	},
	ISMS: {{"4", 4}, {"5", 3}, {"6", 5}, {"7", 7}, {"8", 3}, {"9", 6}, {"10", 2}, {"A.5", 37}, {"A.6", 8}, {"A.7", 14}, {"A.8", 34}},
}

// CheckOutline compares a catalogue with the numbers of items that the two
// standards have. The shipped catalogue has them all; one of an organisation's
// own may leave some out or add some, so there a difference is worth knowing
// and no fault. So are the files it was written without, which the shipped
// catalogue stands in for.
func CheckOutline(c *Catalog) Problems {
	var ps Problems
	for _, s := range c.Standards {
		for _, want := range outline[s.Name] {
			i := slices.IndexFunc(s.Clauses, func(cl *Clause) bool { return cl.ID == want.set })
			if i < 0 {
				ps = append(ps, c.stands.problem(s.Name, "", "%s is missing; its items in the standard are %d", want.set, want.items))
				continue
			}
			if n := len(s.Clauses[i].Items); n != want.items {
				ps = append(ps, c.stands.problem(s.Name+" set "+want.set, "", "the items of %s are %d; in the standard they are %d", want.set, n, want.items))
			}
		}
	}
	for _, name := range c.lacks {
		ps = append(ps, Problem{File: name, Reason: "it is missing; that of the shipped catalogue is used"})
	}
	return ps
}
