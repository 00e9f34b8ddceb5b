package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
)

func TestAFilterLetsThroughWhatPassesAllOfIt(t *testing.T) {
	cat := shipped(t)
	count := func(f catalog.Filter) (n int) {
		for _, s := range cat.Standards {
			for _, it := range s.Items() {
				if f.Matches(it) {
					n++
				}
			}
		}
		return n
	}
	for _, c := range []struct {
		name string
		f    catalog.Filter
		want int
	}{
		{"no filter", catalog.Filter{}, 70 + 123},
		{"a standard", catalog.Filter{Standard: catalog.AIMS}, 70},
		{"a section of both", catalog.Filter{Within: "a5"}, 4 + 37},
		{"a section of one", catalog.Filter{Within: "A.5", Standard: catalog.AIMS}, 4},
		{"a clause, not the section or the longer number", catalog.Filter{Within: "10"}, 2 + 2},
		{"a heading", catalog.Filter{Within: "A.6.2", Standard: catalog.AIMS}, 7},
		{"an item", catalog.Filter{Within: "6.1.4"}, 1},
		{"what nobody has", catalog.Filter{Within: "11"}, 0},
		{"no phase of the ISMS", catalog.Filter{Phase: 2, Standard: catalog.ISMS}, 0},
		{"no role of the ISMS", catalog.Filter{Role: "user", Standard: catalog.ISMS}, 0},
		{"words of title and text", catalog.Filter{Words: []string{"IMPACT", "from one person to society"}}, 1},
	} {
		if got := count(c.f); got != c.want {
			t.Errorf("%s: %d items; right is %d", c.name, got, c.want)
		}
	}
	it, _ := cat.Item("A.5.4")
	for _, role := range it.Roles {
		if !(catalog.Filter{Role: role, Phase: it.Phase, Within: "A.5.4", Words: strings.Fields(it.Title)}).Matches(it) {
			t.Errorf("A.5.4 is for the role %s in phase %d, and does not pass", role, it.Phase)
		}
	}
	if slices.Contains(it.Roles, "nobody") || (catalog.Filter{Role: "nobody"}).Matches(it) {
		t.Error("A.5.4 passes for a role it has not")
	}
}
