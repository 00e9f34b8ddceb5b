package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
)

func TestAnAnonymousDocumentNamesNobodyAndHasTheSameFigures(t *testing.T) {
	for _, a := range []*assess.Assessment{demo(t), assesstest.Full(), empty(t)} {
		in := input(t, a, English)
		in.Book = bookOf(t, a)
		masked, gone := in.Anonymous()
		if a.Name != in.Assessment.Name {
			t.Fatal("the assessment itself was changed")
		}
		was, _ := json.Marshal(in.Score.Overall)
		is, _ := json.Marshal(masked.Score.Overall)
		if string(was) != string(is) {
			t.Errorf("%s: the figures are %s, not %s", a.Name, is, was)
		}
		for _, k := range Kinds() {
			for _, masked.Internal = range []bool{false, true} {
				one, has := ofOne(t, k, masked)
				if !has {
					continue
				}
				d, err := k.Build(one)
				if err != nil {
					t.Fatal(err)
				}
				for _, text := range append(d.Texts(), stringsIn([]byte(plain(t, d)))...) {
					if hits := gone.In(text); len(hits) > 0 {
						t.Errorf("%s of %s says %q in %q", k.Name, a.Name, hits, text)
					}
				}
				if first := d.Blocks[0]; first.Text != in.Words.Say("anonymous.note") {
					t.Errorf("%s does not begin with what it leaves out", k.Name)
				}
			}
		}
	}
}

// Full says “FIELD says …” in every text, so that one which is neither kept nor masked
// is seen wherever it stands.
func TestNoTextOfAnAssessmentIsLeftInItsAnonymousCopy(t *testing.T) {
	masked, gone := input(t, assesstest.Full(), English).Anonymous()
	raw, err := json.Marshal(masked.Assessment)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range stringsIn(raw) {
		if of, ok := strings.CutSuffix(text, " says “this” & <that>"); ok && !strings.HasSuffix(of, ".Order") { // the id of a revision
			t.Errorf("it still says what %s says", of)
		}
	}
	if hits := gone.In("Evidence.Site says this that"); len(hits) == 0 {
		t.Error("the text of a site is not looked for")
	}
}

func TestAStandInIsTheSameWhereverSomebodyIsNamed(t *testing.T) {
	a := demo(t)
	in := input(t, a, English)
	changes, err := assess.Assign(in.Catalog, a, assess.Key{Item: "4.1"}, "mara  HOLM", "")
	a = act(t, a, changes, err)
	changes, err = assess.Assign(in.Catalog, a, assess.Key{Item: "4.2"}, "Mara Holm", "")
	a = act(t, a, changes, err)
	for key, text := range map[string]string{"sites": "Bremen\nHamburg", "people_met": "Mara Holm\nSomebody Else", "decisions": "Quokka"} {
		p, err := a.Profile.With(key, text)
		a = act(t, a, assess.EditProfile(a.Profile, p), err)
	}
	once, _ := input(t, a, English).Anonymous()
	if p := once.Assessment.Profile; p.Sites != "Site 1\nSite 2" || !strings.HasPrefix(p.PeopleMet, once.Assessment.Answer(assess.Key{Item: "4.2"}).Owner+"\nPerson ") || p.Decisions+p.NotSeen != "" {
		t.Errorf("the profile says %+v", p)
	}
	one, other := once.Assessment.Answer(assess.Key{Item: "4.1"}).Owner, once.Assessment.Answer(assess.Key{Item: "4.2"}).Owner
	again, _ := input(t, a, English).Anonymous()
	if one != other || !strings.HasPrefix(one, "Person ") || again.Assessment.Answer(assess.Key{Item: "4.1"}).Owner != one {
		t.Errorf("%q and %q", one, other)
	}
}

func TestANameIsFoundAsAWholeAndByItsWordsUnlessTheCatalogueSaysThemToo(t *testing.T) {
	r := newReplaced()
	r.name("Nordwind Audit R&D")
	r.text("Seen by everybody")
	r.name("Bo")
	r.Allow("The internal audit is planned.")
	for text, want := range map[string][]string{
		"the NORDWIND, and more":    {"nordwind"},
		"Nordwinds audit":           nil,
		"nordwind-audit: r d":       {"Nordwind Audit R&D", "nordwind"},
		"seen\nby  everybody":       {"Seen by everybody"},
		"everybody was seen by Bo.": nil,
		"Ｎｏｒｄｗｉｎｄ":                  {"nordwind"},
	} {
		got := r.In(text)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("in %q %q is found, not %q", text, got, want)
		}
	}
}
