package workshop

import "slices"

// Agreement is Alpha over the first rounds of votes, a unit each: later rounds
// are cast after people talked, and say how well the talk went rather than how
// alike they judge. It is not ok for a single vote, whose alpha is 0 whatever
// was voted: chance is then measured by the very same votes.
func Agreement(records []Record) (alpha float64, ok bool) {
	units := make([][6]int, 0, len(records))
	for i := range records {
		if len(records[i].Rounds) > 0 && sum(records[i].Rounds[0].Counts) > 1 {
			units = append(units, records[i].Rounds[0].Counts)
		}
	}
	if len(units) < 2 {
		return 0, false
	}
	return Alpha(units)
}

// Alpha is Krippendorff's alpha for ordinal data: how far people who vote on
// their own judge alike, over many votes. 1 is perfect agreement, 0 is what
// chance gives, below 0 is worse than chance. A unit is one item; it holds how
// many raters gave it each level from 0 to 5, none of them negative. Who gave
// which level plays no part in alpha, so votes without names count too.
//
// Why this and not weighted kappa: kappa compares two raters who both rated
// everything. Here more than two vote, some miss or abstain, and levels have an
// order but no equal steps. Alpha is made for all three.
//
// The formula, with n_uc ratings of level c in unit u, m_u ratings in unit u
// (units with fewer than two pair with nothing and are left out), n_c the sum of
// n_uc, and n the sum of m_u:
//
//	o_ck  = Σ_u n_uc·(n_uk − [c=k]) / (m_u − 1)
//	δ²_ck = (n_c + … + n_k − (n_c + n_k)/2)²
//	alpha = 1 − (n − 1) · Σ_{c<k} o_ck·δ²_ck / Σ_{c<k} n_c·n_k·δ²_ck
//
// Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011,
// with the ordinal difference. It is not ok where fewer than two values can be
// paired, or where all that can be paired are the same: there is no variation
// to agree on, and alpha would be 0/0.
func Alpha(units [][6]int) (alpha float64, ok bool) {
	pairable := slices.DeleteFunc(slices.Clone(units), func(u [6]int) bool { return sum(u) < 2 })
	slices.SortFunc(pairable, byCounts) // so that the order of the units can't move the last digit
	given := totals(pairable)
	observed, expected := 0.0, 0.0
	for c := range given {
		for k := c + 1; k < len(given); k++ {
			d := difference(given, c, k)
			observed += float64(coincidences(pairable, c, k) * d)
			expected += float64(float64(given[c]) * float64(given[k]) * d)
		}
	}
	if expected == 0 {
		return 0, false
	}
	return 1 - float64(float64(sum(given)-1)*observed)/expected, true
}

// coincidences is o_ck for two different levels.
func coincidences(units [][6]int, c, k int) float64 {
	o := 0.0
	for _, u := range units {
		o += float64(u[c]*u[k]) / float64(sum(u)-1)
	}
	return o
}

// difference is δ²_ck, the squared ordinal difference of two levels: how many
// ratings lie between them, those at the ends by half.
func difference(totals [6]int, c, k int) float64 {
	between := -float64(totals[c]+totals[k]) / 2
	for _, n := range totals[c : k+1] {
		between += float64(n)
	}
	return float64(between * between)
}

// totals are n_c: how often each level was given in all units.
func totals(units [][6]int) [6]int {
	var all [6]int
	for _, u := range units {
		for level, n := range u {
			all[level] += n
		}
	}
	return all
}

func sum(counts [6]int) int {
	all := 0
	for _, n := range counts {
		all += n
	}
	return all
}

func byCounts(a, b [6]int) int { return slices.Compare(a[:], b[:]) }
