package oscal

import (
	"strconv"
	"strings"

	"crosswalk/catalog"
)

type collection struct {
	UUID       string     `json:"uuid"`
	Metadata   metadata   `json:"metadata"`
	Provenance provenance `json:"provenance"`
	Mappings   []mapping  `json:"mappings"`
}

type provenance struct {
	Method      string `json:"method"`
	Rationale   string `json:"matching-rationale"`
	Status      string `json:"status"`
	Description string `json:"mapping-description"`
}

type mapping struct {
	UUID   string   `json:"uuid"`
	Source resource `json:"source-resource"`
	Target resource `json:"target-resource"`
	Maps   []edge   `json:"maps"`
	Gaps   *gaps    `json:"source-gap-summary,omitempty"`
}

type resource struct {
	Type string `json:"type"`
	Href string `json:"href"`
}

type edge struct {
	UUID         string      `json:"uuid"`
	Relationship string      `json:"relationship"`
	Sources      []end       `json:"sources"`
	Targets      []end       `json:"targets"`
	Qualifiers   []qualifier `json:"qualifiers,omitempty"`
	Confidence   percentage  `json:"confidence-score"`
	Props        []property  `json:"props,omitempty"`
	Remarks      string      `json:"remarks,omitempty"`
}

type end struct {
	Type string `json:"type"`
	Ref  string `json:"id-ref"`
}

type qualifier struct {
	Subject     string `json:"subject"`
	Predicate   string `json:"predicate"`
	Category    string `json:"category"`
	Description string `json:"description"`
}

type percentage struct {
	Percentage float64 `json:"percentage"`
}

type gaps struct {
	UUID     string   `json:"uuid"`
	Unmapped []withID `json:"unmapped-controls"`
}

type withID struct {
	IDs []string `json:"with-ids"`
}

// relations are our words for a relation of sets, and OSCAL's.
var relations = map[string]string{"equal": "equal-to", "subset-of": "subset-of", "superset-of": "superset-of", "intersects": "intersects-with"}

// Mapping is the crosswalk: from each requirement of ISO/IEC 42001 to what of
// ISO/IEC 27001 carries it, how far, and what is then still missing.
func Mapping(cat *catalog.Catalog, made Made) ([]byte, error) {
	m := mapping{
		UUID:   id("mapping", made.Version),
		Source: resource{"catalog", "#" + catalogID(catalog.AIMS, made)},
		Target: resource{"catalog", "#" + catalogID(catalog.ISMS, made)},
	}
	var alone []string
	for _, it := range cat.Requirements().Items() {
		edges := cat.Edges(it.ID)
		for _, r := range edges {
			m.Maps = append(m.Maps, edgeOf(cat, it, r))
		}
		if len(edges) == 0 {
			alone = append(alone, control(it))
		}
	}
	if len(alone) > 0 {
		m.Gaps = &gaps{id("gaps", made.Version), []withID{{alone}}}
	}
	return file("mapping-collection", collection{
		UUID: id("mapping-collection", made.Version), Metadata: made.metadata(catalog.AIMS + " to " + catalog.ISMS),
		Provenance: provenance{"human", "functional", "complete", "From each requirement of " + catalog.AIMS + " to what of " + catalog.ISMS + " carries it."},
		Mappings:   []mapping{m},
	})
}

func edgeOf(cat *catalog.Catalog, it *catalog.Item, r catalog.Relationship) edge {
	target, _ := cat.Baseline(r.Baseline)
	e := edge{
		UUID: id("map", it.ID, r.Baseline), Relationship: relations[r.Relation],
		Sources: []end{{"control", control(it)}}, Targets: []end{{"control", control(target)}},
		Confidence: percentage{float64(r.Strength) / 10},
	}
	if r.Relation != "equal" && len(it.Extend) > 0 {
		e.Qualifiers = []qualifier{{"source", "has-requirement", "addressable", markup(strings.Join(it.Extend, "\n"))}}
	}
	for _, p := range [][2]string{{"strength", strconv.Itoa(r.Strength)}, {"level", r.Level}, {"rank", r.Rank}, {"agreement", r.Status}, {"sources", strings.Join(r.Sources, " ")}} {
		e.Props = own(e.Props, p[0], p[1])
	}
	if said := r.Says(); said != "" {
		e.Remarks = markup(said)
	}
	return e
}
