package register

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// shownPlace is where evidence is kept that is made of records.
const shownPlace = "Registers of this assessment"

// Show makes the records that serve an item its evidence: a piece that names the
// registers, how many records there are, and when the newest one was made. What only
// its readers may know of is left out.
func (v *Ruling) Show(a *assess.Assessment, item, id string) ([]assess.Change, error) {
	e := v.shown(item)
	refused := func(why string) error {
		return fmt.Errorf("%s %s", why, assess.RefName(v.Catalog, a, item))
	}
	switch {
	case e.What == "":
		return nil, refused("no record that everybody may read serves")
	case slices.ContainsFunc(a.EvidenceFor(item), func(x assess.Evidence) bool { return x.What == e.What && x.Place == e.Place }):
		return nil, refused("the records as they are now are evidence already of")
	}
	e.ID = id
	return assess.PutEvidence(v.Catalog, a, e)
}

// shown is what the records show of an item; without a word where there are none.
func (v *Ruling) shown(item string) assess.Evidence {
	var parts []string
	newest, count := "", map[string]int{}
	for _, r := range v.Serving(item) {
		if k, known := v.Catalog.Register(r.Kind); known && !k.Restricted {
			count[k.Title]++
			newest = max(newest, r.made())
		}
	}
	for _, k := range v.Catalog.Registers() {
		if n := count[k.Title]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s: %d", k.Title, n))
		}
	}
	e := assess.Evidence{Kind: "record", What: strings.Join(parts, ", "), Place: shownPlace, Date: newest, Items: []string{item}}
	if newest != "" && e.What != "" {
		e.What += ", the newest of " + day.Show(newest)
	}
	return e
}
