package oscal

import (
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/soa"
)

type profile struct {
	UUID     string      `json:"uuid"`
	Metadata metadata    `json:"metadata"`
	Imports  []importing `json:"imports"`
	Modify   *modify     `json:"modify,omitempty"`
	Back     backMatter  `json:"back-matter"`
}

type importing struct {
	Href    string   `json:"href"`
	Include []withID `json:"include-controls,omitempty"`
}

type modify struct {
	Alters []alter `json:"alters"`
}

type alter struct {
	Control string `json:"control-id"`
	Adds    []add  `json:"adds"`
}

type add struct {
	Props []property `json:"props"`
}

// Profile is a Statement of Applicability: the controls that apply, out of the
// catalogue of each standard, with what is declared of them. Own controls stand in no
// catalogue and are not in it.
func Profile(cat *catalog.Catalog, a *assess.Assessment, st *soa.Statement, made Made) ([]byte, error) {
	p := profile{UUID: id("profile", a.ID, st.Standard), Metadata: made.metadata("Statement of Applicability, " + oneLine(a.Name))}
	var changes modify
	for _, s := range []*catalog.Standard{cat.Requirements(), cat.Foundation()} {
		var ids []string
		for _, l := range st.Lines {
			if set := l.Item.Set; set.Standard != s.Name || set.Kind == catalog.KindOwn || l.Excluded {
				continue
			}
			ids = append(ids, control(l.Item))
			if props := declared(l); len(props) > 0 {
				changes.Alters = append(changes.Alters, alter{control(l.Item), []add{{props}}})
			}
		}
		if len(ids) == 0 {
			continue
		}
		of := catalogID(s.Name, made)
		p.Imports = append(p.Imports, importing{"#" + of, []withID{{ids}}})
		p.Back.Resources = append(p.Back.Resources, backResource{of, s.Name, "The catalogue of the standard, as crosswalk catalog oscal writes it."})
	}
	if len(changes.Alters) > 0 {
		p.Modify = &changes
	}
	return file("profile", p)
}

// declared is what the statement says of a control that applies.
func declared(l *soa.Line) []property {
	var all []property
	for _, p := range [][2]string{
		{"status", l.Declared}, {"drivers", l.Drivers}, {"why-included", l.WhyIn}, {"how", l.How}, {"described-in", l.Described}, {"owner", l.Owner}, {"looked-at", l.LookedAt},
	} {
		if strings.TrimSpace(p[1]) != "" {
			all = own(all, p[0], p[1])
		}
	}
	return all
}
