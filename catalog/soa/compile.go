package soa

import (
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// compiler reads an assessment once for all lines.
type compiler struct {
	cat      *catalog.Catalog
	a        *assess.Assessment
	systems  []assess.System
	evidence map[string][]assess.Evidence // by what it serves
	findings map[string]int               // open nonconformities, by item
	rests    map[string]bool              // items of the ISMS on which an answer that was taken over rests
}

func (c *compiler) look() {
	for _, e := range c.a.Evidence {
		if e.Removed {
			continue
		}
		for _, ref := range e.Items {
			c.evidence[ref] = append(c.evidence[ref], e)
		}
	}
	c.findings, c.rests = map[string]int{}, map[string]bool{}
	for _, f := range c.a.Findings {
		switch {
		case !f.OpenNonconformity():
		case f.Baseline != "":
			c.findings[assess.BaselineRef(f.Baseline)]++
		default:
			c.findings[f.Item]++
		}
	}
	for _, all := range c.a.Answers {
		for i := range all {
			for _, r := range all[i].Rating.Basis.Rests() {
				c.rests[assess.BaselineRef(r.Baseline)] = true
			}
		}
	}
}

// lines are those of a set; a clause has none.
func (c *compiler) lines(set *catalog.Clause) []*Line {
	if !set.Annex() {
		return nil
	}
	lines := make([]*Line, len(set.Items))
	for i, it := range set.Items {
		if set.Standard == catalog.ISMS {
			lines[i] = c.baseline(it)
		} else {
			lines[i] = c.control(it)
		}
	}
	return lines
}

// baseline is the line of a control of ISO/IEC 27001.
func (c *compiler) baseline(it *catalog.Item) *Line {
	x := c.a.Baseline[it.ID]
	l := c.line(it, x)
	l.Standing = assess.Standing{State: assess.Unanswered}
	if x.Rating.State != "" {
		l.Standing = assess.Standing{State: x.Rating.State, Level: x.Rating.Level}
	}
	l.Out = outOf(x.Rating)
	l.adopted = c.rests[l.Ref]
	for _, r := range c.cat.Carries(it.ID) {
		l.Also = append(l.Also, Also{r.Item, r.Level})
	}
	return l
}

// control is the line of a control of ISO/IEC 42001, or of an own one.
func (c *compiler) control(it *catalog.Item) *Line {
	x := c.a.Answer(assess.Key{Item: it.ID})
	l := c.line(it, x)
	l.Standing = assess.StandOver(it, c.a, c.systems)
	if it.PerSystem() {
		l.Systems = c.bySystem(it, l.Evidence)
	}
	if l.Standing.State == assess.NA {
		l.Out = outOf(x.Rating)
		l.Excluded = true
		if l.WhyOut == "" {
			l.WhyOut = reasons(l.Systems)
		}
	}
	for _, r := range c.cat.Edges(it.ID) {
		l.Also = append(l.Also, Also{assess.BaselineRef(r.Baseline), r.Level})
	}
	return l
}

func (c *compiler) line(it *catalog.Item, x assess.Answer) *Line {
	ref := assess.RefOf(it)
	return &Line{
		Item: it, Ref: ref, Statement: x.Statement, Owner: x.Owner, Due: x.Due, Note: x.Note,
		Evidence: c.evidence[ref], findings: c.findings[ref],
	}
}

func outOf(r assess.Rating) Out {
	if !r.Is(assess.NA) {
		return Out{}
	}
	return Out{true, r.Reason, r.Risk, r.ApprovedBy, r.ApprovedOn}
}

// bySystem are the systems in scope that have an answer of their own.
func (c *compiler) bySystem(it *catalog.Item, evidence []assess.Evidence) []SystemLine {
	var lines []SystemLine
	for _, s := range c.systems {
		st := assess.StandFor(it, c.a, s.ID)
		if st.State == assess.Unanswered {
			continue
		}
		x := c.a.Answer(assess.Key{Item: it.ID, System: s.ID})
		l := SystemLine{System: s, Out: outOf(x.Rating), Standing: st, Owner: x.Owner}
		for _, e := range evidence {
			if e.System == s.ID {
				l.Evidence = append(l.Evidence, e)
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// reasons are why a control is excluded for each system, where it is so for each
// of them by itself.
func reasons(lines []SystemLine) string {
	var all []string
	for _, l := range lines {
		if l.Excluded && l.WhyOut != "" {
			all = append(all, l.System.Name+": "+l.WhyOut)
		}
	}
	return strings.Join(all, "\n")
}
