package roadmap

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

// Choice is one strategy with what speaks for and against it.
type Choice struct {
	catalog.Strategy
	Points   int
	RuledOut string // why it can't be; empty where it can
	Unjudged string // what is missing to judge whether it can be; empty where nothing is
	Reasons  []Reason
	Warning  string // what a certification audit may find
}

// Reason is one rule that spoke.
type Reason struct {
	Points int
	Words  string // why, with the answer that gave it
	Key    string // the key of the profile it comes from
}

// Ranking is the strategies, the best first, and what nobody has said yet.
type Ranking struct {
	Choices []Choice
	Missing []string // keys of the profile whose rules are silent
	Chosen  string   // the one that a person chose; empty: the first
	Why     string   // why, where one was chosen
}

// Best is the strategy the plan goes by: the chosen one, else the first.
func (r Ranking) Best() (Choice, bool) {
	for _, c := range r.Choices {
		if r.Chosen == "" || c.ID == r.Chosen {
			return c, true
		}
	}
	return Choice{}, false
}

// Recommended is the id of the first; empty where there is none.
func (r Ranking) Recommended() string {
	if len(r.Choices) == 0 {
		return ""
	}
	return r.Choices[0].ID
}

// Strategies ranks the three (method, section 6): by points, ties in the
// published order; one that can't be judged stands behind those that can, a
// ruled-out one last.
func Strategies(in Input) Ranking {
	p := in.Assessment.Profile
	p.ScopesCompatible = cmp.Or(in.Scopes, p.ScopesCompatible)
	r := Ranking{Chosen: p.Strategy, Why: p.StrategyReason}
	for _, s := range in.Catalog.Strategies() {
		c := Choice{Strategy: s, Points: in.Catalog.Method.Strategy.Start[s.ID]}
		switch s.ID {
		case catalog.Integrated:
			integrated(&c, p, in.Catalog.Method.Strategy)
		case catalog.Extension:
			extension(&c, in)
		case catalog.Coordinated:
			coordinated(&c, p, in.Catalog.Method.Strategy)
		}
		r.Choices = append(r.Choices, c)
	}
	slices.SortStableFunc(r.Choices, func(a, b Choice) int {
		return cmp.Or(cmp.Compare(a.standing(), b.standing()), cmp.Compare(b.Points, a.Points))
	})
	r.Missing = missing(p)
	return r
}

func (c Choice) standing() int {
	switch {
	case c.RuledOut != "":
		return 2
	case c.Unjudged != "":
		return 1
	}
	return 0
}

func (c *Choice) add(points int, key, words string) {
	c.Points += points
	c.Reasons = append(c.Reasons, Reason{points, words, key})
}

func integrated(c *Choice, p assess.Profile, m catalog.StrategyMethod) {
	switch {
	case p.ISMSYears != nil && *p.ISMSYears < float64(m.ISMSYears):
		c.RuledOut = fmt.Sprintf("the ISMS has run %s, and it takes %d years", years(*p.ISMSYears), m.ISMSYears)
	case p.ScopesCompatible == "no" || p.ScopesCompatible == "partly":
		c.RuledOut = "the scopes of ISMS and AIMS do not fit together (" + p.ScopesCompatible + ")"
	case p.ISMSYears == nil && p.ScopesCompatible == "":
		c.Unjudged = "how long the ISMS has run, and whether the scopes fit together"
	case p.ISMSYears == nil:
		c.Unjudged = "how long the ISMS has run"
	case p.ScopesCompatible == "":
		c.Unjudged = "whether the scopes fit together"
	}
	if c.RuledOut != "" || c.Unjudged != "" {
		c.Points = 0
	} else {
		c.Reasons = append(c.Reasons, Reason{c.Points, fmt.Sprintf("the ISMS has run %s and the scopes fit together", years(*p.ISMSYears)), "isms_years"})
	}
	if p.ISMSCertified == "yes" {
		c.add(m.Certified, "isms_certified", "the ISMS is certified")
	}
	if p.OneOwner == "yes" {
		c.add(m.OneOwner, "one_owner", "AI and security are under one owner")
	}
	if p.CertificationWanted == "yes" {
		c.add(m.Wanted, "certification_wanted", "a certification of the AIMS is wanted")
	}
}

func years(n float64) string {
	if n == 1 {
		return "1 year"
	}
	return fmt.Sprintf("%g years", n)
}

func coordinated(c *Choice, p assess.Profile, m catalog.StrategyMethod) {
	if p.ScopesCompatible == "no" || p.ScopesCompatible == "partly" {
		c.add(m.ScopesDiffer, "scopes_compatible", "the scopes do not fit together ("+p.ScopesCompatible+")")
	}
	if p.OneOwner == "no" {
		c.add(m.SeparateOwners, "one_owner", "AI and security have separate owners")
	}
	if p.ScopeMoves == "yes" {
		c.add(m.ScopeMoves, "scope_moves", "the scope of the AIMS is expected to move")
	}
}

func extension(c *Choice, in Input) {
	p, m := in.Assessment.Profile, in.Catalog.Method.Strategy
	if p.ISMSYears != nil && *p.ISMSYears < float64(m.ISMSYears) {
		c.add(m.YoungISMS, "isms_years", "the ISMS has run "+years(*p.ISMSYears))
	}
	if p.Budget == "small" {
		c.add(m.SmallBudget, "budget", "the budget is small now")
	}
	if words, far := noDate(in); far {
		c.add(m.NoDate, "certification_by", words)
	}
	if thin := thin(in); p.CertificationWanted == "yes" && thin != "" {
		c.add(m.ThinSections, "certification_wanted", "a certification is wanted, and "+thin)
		c.Warning = "It may not satisfy a certification audit: " + thin + "."
	}
}

// noDate reports whether no certification date lies within the months that
// speak against an extension; unknown dates say nothing.
func noDate(in Input) (words string, far bool) {
	p, m := in.Assessment.Profile, in.Catalog.Method.Strategy
	if p.CertificationWanted == "no" {
		return "no certification is wanted", true
	}
	by, err := time.Parse(time.DateOnly, p.CertificationBy)
	if err != nil {
		return "", false
	}
	start := startOf(p.Start, in.AsOf)
	if by.Before(start.AddDate(0, m.WithinMonths, 0)) {
		return "", false
	}
	return fmt.Sprintf("no certification within %d months of the start", m.WithinMonths), true
}

// thin names the sections that ask for new work and have little of it done.
func thin(in Input) string {
	var names []string
	for _, id := range in.Catalog.Method.Strategy.NewSections {
		s, ok := in.Score.Set(id)
		if ok && s.Progress != nil && score.Round(*s.Progress) < in.Catalog.Method.Strategy.NewProgress {
			names = append(names, fmt.Sprintf("%s at %d %%", id, score.Percent(*s.Progress)))
		}
	}
	if len(names) == 0 {
		return ""
	}
	words := names[0]
	for i, n := range names[1:] {
		if i == len(names)-2 {
			words += " and " + n
		} else {
			words += ", " + n
		}
	}
	verb := " stand"
	if len(names) == 1 {
		verb = " stands"
	}
	return words + verb + " under " + fmt.Sprintf("%d %%", score.Percent(in.Catalog.Method.Strategy.NewProgress))
}

// missing are the keys of the profile that the rules ask and nobody answered.
func missing(p assess.Profile) []string {
	var keys []string
	for _, key := range []string{"isms_years", "isms_certified", "scopes_compatible", "certification_wanted", "certification_by", "one_owner", "scope_moves", "budget"} {
		if p.Get(key) == "" && !(key == "certification_by" && p.CertificationWanted == "no") {
			keys = append(keys, key)
		}
	}
	return keys
}
