package register

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// obligations are the places of laws that ask something of the AI systems in scope,
// by role and risk class, each with the systems that it may be about. Whether it
// is, and how it is met, is for who reads the law.
func obligations(c Case) []Row {
	var all []Row
	for _, f := range c.Catalog.Frameworks() {
		for _, place := range f.Refs {
			if row, binds := c.obligation(f, place); binds {
				all = append(all, row)
			}
		}
	}
	return all
}

func (c Case) obligation(f catalog.Framework, place catalog.Ref) (Row, bool) {
	var to, systems []string
	from := ""
	for _, a := range place.Applies {
		bound := c.bound(a)
		if len(bound) == 0 {
			continue
		}
		if from == "" {
			from = a.From // the earliest stands first
		}
		to = append(to, a.To)
		for _, name := range bound {
			if !slices.Contains(systems, name) {
				systems = append(systems, name)
			}
		}
	}
	return Row{
		catalog.RecordLibrary: place.Ref, catalog.RecordTitle: place.Ref + ": " + place.Title, "source": "law",
		"edition": f.Title, "article": strings.TrimSpace(strings.TrimPrefix(place.Ref, f.Name)), "asks": place.Note,
		"role": strings.Join(to, "; "), "systems": strings.Join(systems, ", "), "applies_from": from,
	}, from != ""
}

// bound are the AI systems in scope of which a law asks something, as they are typed.
func (c Case) bound(a catalog.Applies) []string {
	var all []string
	for _, s := range c.Assessment.InScope() {
		class := s.RiskClass
		if class == "" {
			class = assess.RiskClasses[0]
		}
		if a.Binds(s.Roles, class, s.Kind) {
			all = append(all, systemTyped(s))
		}
	}
	return all
}
