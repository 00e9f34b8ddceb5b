package register_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// allotted are the numbers of the items that somebody took on.
func allotted(d *desk, name string) string {
	var all []string
	took := register.Try(d.Case).Took(name)
	for _, it := range assess.Items(d.Catalog, d.Assessment) {
		if took(it) {
			all = append(all, it.Number)
		}
	}
	return strings.Join(all, " ")
}

// shared is a desk with an AI system in scope.
func shared(t *testing.T) (*desk, assess.System) {
	d := newDesk(t)
	d.Assessment.Systems = []assess.System{{ID: "s1", Name: "Chatbot", InScope: true}}
	return d, d.Assessment.Systems[0]
}

func TestWorkIsSharedOutByItemsSectionsAndSystems(t *testing.T) {
	d, system := shared(t)
	for i, c := range []struct {
		name           string
		items, systems []string
		want           string
	}{
		{"Mara", []string{"4.1", "a.9", "4.1"}, nil, "4.1 A.9.2 A.9.3 A.9.4"},
		{"Marek", []string{"A.6.2.6"}, []string{system.Name}, "A.6.2.6"},
		{"MARA ", []string{"5.2"}, nil, "5.2"}, // said anew
		{"Mara", nil, nil, ""},
	} {
		id := []string{"pe1", "pe2", "pe3", "pe4"}[i]
		if err := d.take(register.Allot(d.Case, id, c.name, c.items, c.systems)); err != nil {
			t.Fatal(err)
		}
		if got := allotted(d, c.name); got != c.want {
			t.Errorf("%s takes on %q, and %q is right", c.name, got, c.want)
		}
	}
	if people := d.Book.Of("person"); len(people) != 2 {
		t.Errorf("%d people are listed", len(people))
	}
	if err := d.take(register.Allot(d.Case, "pe5", "Bo", nil, []string{system.Name})); err != nil {
		t.Fatal(err)
	}
	for _, it := range assess.Items(d.Catalog, d.Assessment) {
		if got := strings.Contains(" "+allotted(d, "Bo")+" ", " "+it.Number+" "); got != it.PerSystem() {
			t.Errorf("%s about a system: %v, taken on by who takes one: %v", it.Number, it.PerSystem(), got)
		}
	}
}

func TestWhatIsTakenOnForOneSystemIsFreeForTheOthers(t *testing.T) {
	d, system := shared(t)
	if err := d.take(register.Allot(d.Case, "pe1", "Mara", []string{"A.6.2.6"}, []string{system.Name})); err != nil {
		t.Fatal(err)
	}
	it, _ := assess.Item(d.Catalog, d.Assessment, "A.6.2.6")
	for of, want := range map[string][]string{system.ID: {"Mara"}, "": {"Mara"}, "another": nil} {
		if got := d.TakenBy(it, of); !slices.Equal(got, want) {
			t.Errorf("for %q it is %v's", of, got)
		}
	}
}

func TestASharedItemIsNotServedByWhoTakesIt(t *testing.T) {
	d := newDesk(t)
	if err := d.take(register.Allot(d.Case, "pe1", "Mara", []string{"A.9.2"}, nil)); err != nil {
		t.Fatal(err)
	}
	if r := register.Try(d.Case).Serving("A.9.2"); len(r) != 0 {
		t.Errorf("it is served by %v", r)
	}
}

func TestAShareOfWhatThereIsNotIsRefused(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		items, systems []string
	}{{items: []string{"A.99"}}, {systems: []string{"nowhere"}}, {}} {
		if _, err := register.Allot(d.Case, "pe1", "Mara", c.items, c.systems); err == nil {
			t.Errorf("%v %v is taken on", c.items, c.systems)
		}
	}
}
