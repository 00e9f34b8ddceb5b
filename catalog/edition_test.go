package catalog_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog"
)

func TestTheWayOverFrom2013LeadsBothWays(t *testing.T) {
	cat := shipped(t)
	way := cat.Edition2013()
	kinds, links := map[string]int{}, 0
	for _, c := range way.Controls {
		kinds[c.Kind]++
		links += len(c.To)
		for _, id := range way.Successors(c.ID) {
			if it, ok := cat.Baseline(id); !ok || !it.Set.Annex() {
				t.Errorf("2013 %s leads to %s, which is no control of 2022", c.ID, id)
			}
			if !slices.Contains(way.Predecessors(id), c.ID) {
				t.Errorf("2013 %s leads to %s, and not back", c.ID, id)
			}
		}
	}
	if len(way.Controls) != 114 || kinds["same"] != 58 || kinds["merged"] != 55 || kinds["split"] != 1 || links != 115 {
		t.Errorf("%d controls %v, %d links; the revision has 114, of which 58 stay alone, 55 are merged and 1 is split, and 115 links", len(way.Controls), kinds, links)
	}
	var alone, merged, added []string
	for _, cl := range cat.Foundation().Clauses {
		for _, it := range cl.Items {
			switch n := len(way.Predecessors(it.ID)); {
			case !cl.Annex():
			case n == 0:
				added = append(added, it.ID)
			case n == 1:
				alone = append(alone, it.ID)
			default:
				merged = append(merged, it.ID)
			}
		}
	}
	if len(alone) != 58 || len(merged) != 24 || !slices.Equal(added, way.New()) || len(added) != 11 {
		t.Errorf("%d alone, %d merged, without a predecessor %v, called new %v; right is 58, 24 and the same 11", len(alone), len(merged), added, way.New())
	}
}

func TestEveryControlOf2013StandsBelowItsObjective(t *testing.T) {
	way := shipped(t).Edition2013()
	below := map[string]int{}
	for _, c := range way.Controls {
		below[c.ID[:strings.LastIndexByte(c.ID, '.')]]++
	}
	for _, o := range way.Objectives {
		if below[o.ID] == 0 {
			t.Errorf("2013 %s has no controls", o.ID)
		}
	}
	if len(way.Objectives) != 35 || len(below) != 35 {
		t.Errorf("%d objectives, controls below %d; there are 35", len(way.Objectives), len(below))
	}
}

func TestTheWayOverIsTheFacts(t *testing.T) {
	folder := os.Getenv("CROSSWALK_FACTS")
	if folder == "" {
		t.Skip("CROSSWALK_FACTS names no folder of facts")
	}
	var got [][]string
	for _, c := range shipped(t).Edition2013().Controls {
		got = append(got, []string{c.ID, c.Title, strings.Join(c.To, ","), c.Kind})
	}
	same(t, "2013", got, facts(t, folder, "iso27001_2013_2022.tsv", "id_2013", "title_2013", "ids_2022", "kind"))
}

func TestANumberThat2013DoesNotHaveLeadsNowhere(t *testing.T) {
	way := shipped(t).Edition2013()
	for _, id := range []string{"A.5.1", "A.19.1.1", "5.1.1", ""} {
		if got := way.Successors(id); len(got) > 0 {
			t.Errorf("%q leads to %v", id, got)
		}
	}
	got := way.Successors("A.18.2.3")
	if !slices.Equal(got, []string{"A.5.36", "A.8.8"}) {
		t.Fatalf("A.18.2.3 leads to %v; it is the one that is split, to A.5.36 and A.8.8", got)
	}
	if got[0] = "X"; way.Successors("A.18.2.3")[0] != "A.5.36" {
		t.Error("who changes the answer changes the catalogue")
	}
}

const edition = "mapping/iso27001_2013_2022.yaml"

// tinyEdition fits the tiny catalogue.
const tinyEdition = `controls:
  - {id: "A.8.1.1", title: Inventory of assets, to: ["A.5.9"], kind: merged}
  - {id: "A.8.1.2", title: Ownership of assets, to: ["A.5.9"], kind: merged}
objectives:
  - {id: "A.8.1", title: Responsibility for assets}
added: ["A.5.10"]
`

func TestAWayOverThatCantBeIsRefused(t *testing.T) {
	for _, c := range []struct{ name, was, is, want string }{
		{"a successor that is not there", `to: ["A.5.9"], kind: merged}
  - {id: "A.8.1.2"`, `to: ["A.5.9", "A.5.99"], kind: split}
  - {id: "A.8.1.2"`, edition + `:2: A.8.1.1: ISO/IEC 27001:2022 has no "A.5.99"`},
		{"no successor", `Ownership of assets, to: ["A.5.9"], kind: merged`, `Ownership of assets, to: [], kind: same`, edition + ":2: A.8.1.1: kind is \"merged\"; by where it leads it is same\n" + edition + ":3: A.8.1.2 leads nowhere; it names one control of 2022 at least"},
		{"another kind", `Ownership of assets, to: ["A.5.9"], kind: merged`, `Ownership of assets, to: ["A.5.9"], kind: same`, edition + `:3: A.8.1.2: kind is "same"; by where it leads it is merged`},
		{"a number of 2022", `"A.8.1.2"`, `"A.8.1"`, edition + `:3: the id is "A.8.1"; a control of 2013 is A.5.1.1 to A.18.2.3` + "\n" + edition + ":3: the id stands already in " + edition + ":5"},
		{"no objective above", `"A.8.1.2"`, `"A.8.2.2"`, edition + `:3: A.8.2.2: there is no objective A.8.2`},
		{"an objective that is a control", `{id: "A.8.1",`, `{id: "A.8.1.3",`, edition + `:5: the id is "A.8.1.3"; an objective of 2013 is A.5.1 to A.18.2` + "\n" + edition + ":2: A.8.1.1: there is no objective A.8.1\n" + edition + ":3: A.8.1.2: there is no objective A.8.1"},
		{"a title missing", "title: Ownership of assets", `title: ""`, edition + ":3: A.8.1.2: title is missing"},
		{"a new one with a predecessor", `["A.5.10"]`, `["A.5.9"]`, edition + ":6: A.5.9 is no new control; A.8.1.1, A.8.1.2 went into it"},
		{"an unknown field", "title: Ownership", "name: x, title: Ownership", edition + ":3: there is no field named name"},
	} {
		if strings.Count(tinyEdition, c.was) != 1 {
			t.Fatalf("%s: it holds %q %d times", c.name, c.was, strings.Count(tinyEdition, c.was))
		}
		_, err := catalog.Load(withFile(t, edition, &fstest.MapFile{Data: []byte(strings.Replace(tinyEdition, c.was, c.is, 1))}))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v\nright is %s", c.name, err, c.want)
		}
	}
	if _, err := catalog.Load(withFile(t, edition, &fstest.MapFile{Data: []byte(tinyEdition)})); err != nil {
		t.Error(err)
	}
}
