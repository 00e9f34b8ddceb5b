package oscal

import (
	"cmp"
	"strconv"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
)

type results struct {
	UUID     string     `json:"uuid"`
	Metadata metadata   `json:"metadata"`
	Plan     hrefOnly   `json:"import-ap"`
	Results  []result   `json:"results"`
	Back     backMatter `json:"back-matter"`
}

type hrefOnly struct {
	Href string `json:"href"`
}

type backMatter struct {
	Resources []backResource `json:"resources"`
}

type backResource struct {
	UUID        string `json:"uuid"`
	Title       string `json:"title"`
	Description string `json:"description"`
}

type result struct {
	UUID         string        `json:"uuid"`
	Title        string        `json:"title"`
	Description  string        `json:"description"`
	Start        string        `json:"start"`
	Reviewed     reviewed      `json:"reviewed-controls"`
	Observations []observation `json:"observations,omitempty"`
	Findings     []finding     `json:"findings,omitempty"`
}

type reviewed struct {
	Selections []selection `json:"control-selections"`
}

type selection struct {
	Include []controlRef `json:"include-controls"`
}

type controlRef struct {
	ID string `json:"control-id"`
}

type observation struct {
	UUID        string     `json:"uuid"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Props       []property `json:"props,omitempty"`
	Methods     []string   `json:"methods"`
	Collected   string     `json:"collected"`
}

type finding struct {
	UUID        string       `json:"uuid"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Props       []property   `json:"props,omitempty"`
	Target      target       `json:"target"`
	Related     []relatedObs `json:"related-observations,omitempty"`
}

type target struct {
	Type   string `json:"type"`
	ID     string `json:"target-id"`
	Status status `json:"status"`
}

type status struct {
	State  string `json:"state"`
	Reason string `json:"reason"`
}

type relatedObs struct {
	UUID string `json:"observation-uuid"`
}

// Results are the answers of an assessment: a finding for each requirement that
// applies, and what was shown as observations. A self-assessment decides nothing.
func Results(a *assess.Assessment, card score.Scorecard, made Made) ([]byte, error) {
	plan := id("plan", a.ID)
	one := result{
		UUID: id("result", a.ID), Title: heading(a.Name), Start: cmp.Or(at(a.Created), made.at()),
		Description: "What was answered in a self-assessment, which is no certification decision.",
	}
	var include []controlRef
	for _, x := range card.Items {
		it := x.Item
		if x.Standing.State == assess.NA {
			continue
		}
		include = append(include, controlRef{control(it)})
		one.add(a, it, x, made)
	}
	one.Reviewed = reviewed{[]selection{{include}}}
	return file("assessment-results", results{
		UUID: id("assessment-results", a.ID), Metadata: made.metadata(a.Name), Plan: hrefOnly{"#" + plan}, Results: []result{one},
		Back: backMatter{[]backResource{{plan, "Assessment plan", "The assessment was planned in the program that wrote this file."}}},
	})
}

func at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// add is what was found of an item, with what was shown for it.
func (r *result) add(a *assess.Assessment, it *catalog.Item, x score.ItemScore, made Made) {
	f := finding{
		UUID: id("finding", a.ID, it.ID), Title: heading(it.Number + " " + it.Title), Description: markup(a.Answer(assess.Key{Item: it.ID}).Note),
		Target: target{"objective-id", control(it), state(x)},
	}
	f.Props = own(f.Props, "answered", string(x.Standing.State))
	if x.Standing.State == assess.Rated {
		f.Props = own(f.Props, "rating", strconv.Itoa(x.Standing.Level))
	}
	for _, e := range a.EvidenceFor(it.ID) {
		o := shown(a, it, e, made)
		r.Observations = append(r.Observations, o)
		f.Related = append(f.Related, relatedObs{o.UUID})
	}
	r.Findings = append(r.Findings, f)
}

func state(x score.ItemScore) status {
	switch {
	case x.Conforming:
		return status{"satisfied", "pass"}
	case x.Standing.State == assess.Rated:
		return status{"not-satisfied", "fail"}
	}
	return status{"not-satisfied", "other"}
}

// methods are how evidence of a kind came to light, in the words of OSCAL.
var methods = map[string]string{assess.EvidenceDocument: "EXAMINE", "record": "EXAMINE", "observation": "EXAMINE", "interview": "INTERVIEW", "demonstration": "TEST"}

func shown(a *assess.Assessment, it *catalog.Item, e assess.Evidence, made Made) observation {
	o := observation{
		UUID: id("evidence", a.ID, it.ID, e.ID), Title: heading(e.What), Description: markup(e.What),
		Methods: []string{cmp.Or(methods[e.Kind], "UNKNOWN")}, Collected: made.at(),
	}
	if day, err := time.Parse(time.DateOnly, cmp.Or(e.SeenDay(), e.Date)); err == nil {
		o.Collected = at(day)
	}
	for _, p := range [][2]string{{"version", e.Version}, {"place", e.Place}, {"site", e.Site}, {"seen-by", e.SeenBy}} {
		o.Props = own(o.Props, p[0], p[1])
	}
	return o
}
