package oscal

import "crosswalk/catalog"

type oscalCatalog struct {
	UUID     string   `json:"uuid"`
	Metadata metadata `json:"metadata"`
	Groups   []group  `json:"groups"`
}

type group struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Controls []listed `json:"controls"`
}

type listed struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Props []property `json:"props"`
}

// Catalog is a standard as its numbers and short titles; its text belongs to ISO.
func Catalog(s *catalog.Standard, made Made) ([]byte, error) {
	c := oscalCatalog{UUID: catalogID(s.Name, made), Metadata: made.metadata(s.Name)}
	for _, clause := range s.Clauses {
		g := group{ID: "group-" + clause.ID, Title: heading(clause.Title)}
		for _, it := range clause.Items {
			g.Controls = append(g.Controls, listed{control(it), heading(it.Title), []property{{Name: "label", Value: it.Number}}})
		}
		c.Groups = append(c.Groups, g)
	}
	return file("catalog", c)
}

// catalogID names a standard as the catalogue of that version has it.
func catalogID(standard string, made Made) string { return id("catalog", standard, made.Version) }
