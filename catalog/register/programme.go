package register

import (
	"cmp"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
)

// Programme is what audits look at, area by area: the matrix of an audit programme.
type Programme struct {
	Coverage
	Audits []Record // by their first day, those without one last
	Areas  []Area

	scope map[string]map[string]bool // by audit and item: whether it was looked at there
}

// Area is a part of the AIMS with its items that apply, by how lists name them.
type Area struct {
	Title string
	Items []string
}

// ProgrammeOf is the programme that the audits of a book make. Those of suppliers are
// no part of it.
func ProgrammeOf(c Case) Programme {
	sits := sit(c)
	p := Programme{Coverage: sits.coverage(), scope: map[string]map[string]bool{}}
	for _, r := range c.of(KindAudit) {
		if r.Text(fieldKind) != "supplier" {
			p.Audits = append(p.Audits, r)
			p.scope[r.ID] = map[string]bool{}
			p.looks(r.ID, r, r.State() == "closed")
		}
	}
	for _, s := range c.of(KindSession) {
		if p.scope[s.parent] != nil {
			p.looks(s.parent, s, s.State() == held)
		}
	}
	const never = "~" // behind every day
	slices.SortStableFunc(p.Audits, func(a, b Record) int {
		return strings.Compare(cmp.Or(a.Text(fieldFrom), never), cmp.Or(b.Text(fieldFrom), never))
	})
	p.Areas = sits.areas()
	return p
}

func (p *Programme) looks(audit string, r Record, done bool) {
	for _, item := range r.List(fieldItems) {
		p.scope[audit][item] = p.scope[audit][item] || done
	}
}

// areas are those of the form with what applies of them; what stands in none, such
// as own controls, comes last.
func (c *court) areas() []Area {
	in := map[string]bool{}
	var all []Area
	add := func(title string, items []string) {
		items = slices.DeleteFunc(slices.Clone(items), c.excluded)
		if len(items) > 0 {
			all = append(all, Area{title, items})
		}
	}
	for _, a := range c.Catalog.AuditForm().Areas {
		for _, item := range a.Items {
			in[item] = true
		}
		add(a.Area, a.Items)
	}
	var rest []string
	for _, it := range assess.Items(c.Catalog, c.Assessment) {
		if ref := assess.RefOf(it); !in[ref] {
			rest = append(rest, ref)
		}
	}
	add("In no area", rest)
	return all
}

// Cell is how many of some items an audit looks at, and at how many of them it has.
func (p *Programme) Cell(audit string, items []string) (of, done int) {
	for _, item := range items {
		looked, has := p.scope[audit][item]
		if has {
			of++
		}
		if looked {
			done++
		}
	}
	return of, done
}

// Covered is how many of some items were audited as long as that holds, and the day
// of the oldest look at one of them.
func (p *Programme) Covered(items []string) (n int, oldest string) {
	for _, item := range items {
		on := p.Looked[item]
		if on == "" || slices.Contains(p.Old, item) {
			continue
		}
		if n++; oldest == "" || on < oldest {
			oldest = on
		}
	}
	return n, oldest
}
