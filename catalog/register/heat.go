package register

// Cell is a place in the table of the risk method, both from 1.
type Cell struct{ Likelihood, Consequence int }

// Heat is where the threats that are not closed stand in the table of the risk
// method, by the ids of their records: now, and after the treatment where that is
// rated.
type Heat struct {
	Method
	Now, After map[Cell][]string
	Unrated    int // threats with no place now
}

// HeatOf reads it from the risks of a book.
func HeatOf(c Case) Heat {
	h := Heat{Method: c.Method(), Now: map[Cell][]string{}, After: map[Cell][]string{}}
	for _, r := range c.of("risk") {
		k := risks.read(r)
		if k.Chance() || r.State() == "closed" {
			continue
		}
		now := Cell{k.Likelihood, max(k.Organisation, k.Individuals, k.Society)}
		if h.Level(now.Likelihood, now.Consequence) == 0 {
			h.Unrated++
		} else {
			h.Now[now] = append(h.Now[now], r.ID)
		}
		after := Cell{k.LikelihoodAfter, max(k.OrganisationAfter, k.IndividualsAfter, k.SocietyAfter)}
		if h.Level(after.Likelihood, after.Consequence) > 0 {
			h.After[after] = append(h.After[after], r.ID)
		}
	}
	return h
}
