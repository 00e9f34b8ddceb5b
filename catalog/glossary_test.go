package catalog_test

import (
	"slices"
	"testing"

	"crosswalk/catalog"
)

func TestATermGoesByAllItsNames(t *testing.T) {
	for term, want := range map[string][]string{
		"drift":                            {"drift"},
		"AI management system (AIMS)":      {"AI management system", "AIMS"},
		"AI customer / AI user":            {"AI customer", "AI user"},
		"statement of applicability (SoA)": {"statement of applicability", "SoA"},
	} {
		if got := (catalog.Term{Term: term}).Names(); !slices.Equal(got, want) {
			t.Errorf("%q goes by %q; %q is right", term, got, want)
		}
	}
}

func TestTheTermsOfAnItemAreTheLongestOnesThatItsTextsUse(t *testing.T) {
	cat := shipped(t)
	names := func(id string) (names []string) {
		it, _ := cat.Item(id)
		for _, term := range cat.TermsOf(it) {
			names = append(names, term.Term)
		}
		return names
	}
	for _, c := range []struct {
		item, has, not string
	}{
		{"A.6.2.6", "drift", "policy"},
		{"5.1", "AI management system (AIMS)", "top management"}, // the same on both sides
		{"6.1.3", "statement of applicability (SoA)", "drift"},
		{"A.6.2.2", "agent", "prompt injection"},
		{"6.1.1", "AI management system (AIMS)", "information security management system"},
	} {
		got := names(c.item)
		if !slices.Contains(got, c.has) || slices.Contains(got, c.not) {
			t.Errorf("%s uses %q; it has %q and not %q", c.item, got, c.has, c.not)
		}
	}
	it := *cat.Requirements().Items()[0]
	it.Set = cat.Requirements().Items()[0].Set
	it.Intent, it.Questions, it.Levels, it.Evidence, it.Interview, it.Extend = "Prompt injection aims at agents. AIMS, not an aim.", nil, nil, nil, nil, nil
	it.Deliverable, it.Pitfall = "", ""
	var got []string
	for _, term := range cat.TermsOf(&it) {
		got = append(got, term.Term)
	}
	if want := []string{"prompt injection", "agent", "AI management system (AIMS)"}; !slices.Equal(got, want) {
		t.Errorf("%q; right is %q", got, want)
	}
}

func TestNoItemUsesSoManyTermsThatNobodyReadsThem(t *testing.T) {
	cat := shipped(t)
	for _, it := range cat.Requirements().Items() {
		if n := len(cat.TermsOf(it)); n > 14 {
			t.Errorf("%s uses %d terms", it.ID, n)
		}
	}
}
