package report

import (
	"slices"
	"testing"

	"crosswalk/catalog/assess"
)

// What changed is told for every kind; that nothing is told where nothing changed is
// asked of every kind too.
func TestEveryDocumentIsComparedWithAnEarlierOneLineByLine(t *testing.T) {
	a := demo(t)
	in := input(t, a, English)
	changes, err := assess.Assign(in.Catalog, a, assess.Key{Item: "6.1.4"}, "Zora Quill", "2027-03-03")
	later := input(t, act(t, a, changes, err), English)
	told := 0
	for _, k := range Kinds() {
		if _, has := ofOne(t, k, in); !has {
			continue
		}
		was := built(t, k.Name, in)
		if same := Compare(was, was); len(same) > 0 {
			t.Errorf("%s differs from itself: %+v", k.Name, same)
		}
		is := built(t, k.Name, later)
		if slices.ContainsFunc(Compare(was, is), func(d Difference) bool { return d.Is == "Zora Quill" && d.Column == "Owner" }) {
			told++
		}
	}
	if told < 3 { // gaps, full, roadmap
		t.Errorf("%d documents tell of the owner", told)
	}
}

func TestAFactALeadAndALineOfAListAreCompared(t *testing.T) {
	d := func(owner, lead string, items ...string) *Document {
		all := []Block{{Is: IsHeading, ID: "one", Text: "One"}, {Is: IsLead, Text: lead}, {Is: IsFacts, Facts: []Fact{{"State", "open"}}}, {Is: IsList, Items: items}}
		if owner != "" {
			all = append(all, Block{Is: IsFacts, Facts: []Fact{{"Owner", owner}}})
		}
		return &Document{Blocks: all}
	}
	want := []Difference{
		{Name: "One", Was: "Likely", Is: "Yes"}, {Name: "One", Column: "Owner", Is: "Mara"}, {Name: "One", Is: "a plan"}, {Name: "One", Was: "a draft"},
	}
	if got := Compare(d("", "Likely", "a draft"), d("Mara", "Yes", "a plan")); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if got := Compare(d("Mara", "Yes"), d("", "Yes")); len(got) != 1 || got[0].Was != "Mara" || got[0].Is != "" {
		t.Errorf("a fact that went: %+v", got)
	}
}
