package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// cameTo is what Marek brought to an assessment: ratings, a piece of evidence, and a
// note that contradicts another.
func cameTo(t *testing.T, a *assess.Assessment) *Came {
	t.Helper()
	cat := catalog.Shipped()
	var changes []assess.Change
	var all assess.Arrivals
	for level, item := range []string{"8.4", "A.5.2"} {
		rated, err := assess.Rate(cat, a, assess.Key{Item: item}, level+4, "seen")
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, rated...)
	}
	changes = append(changes,
		assess.Change{Subject: "evidence/e-came", Field: "what", Value: json.RawMessage(`"Minutes of the board"`)},
		assess.Change{Subject: "evidence/e-came", Field: "number", Value: json.RawMessage(`40`)},
		assess.Change{Subject: "evidence/e-came", Field: "site", Value: json.RawMessage(`"Oslo"`)})
	for _, c := range changes {
		all.Add(assess.Revision{Act: "act", Subject: c.Subject, Field: c.Field, Author: "Marek Lis", At: tuesday}, "copy")
	}
	after := *act(t, a, changes, nil)
	after.Conflicts = []assess.Place{{Subject: assess.Key{Item: "5.2"}.Subject(), Field: assess.FieldNote}}
	clash := assess.Clash{Kind: assess.RemovedAndUsed, About: assess.RecordSubject(assess.KindSystem, a.Systems[0].ID), There: assess.Revision{Author: "Marek Lis"}}
	return &Came{People: all.All(), Before: a, After: &after, Clashes: []assess.Clash{clash}}
}

func TestTheEveningsDocumentSaysWhoBroughtWhatAndWhatMoved(t *testing.T) {
	a := demo(t)
	in := input(t, a, English)
	in.Came = cameTo(t, a)
	readsAsItDid(t, KindEvening, in)
}

func TestAnEveningWithoutVisitorsSaysSo(t *testing.T) {
	if text := plain(t, built(t, KindEvening, input(t, demo(t), English))); !strings.Contains(text, "Nothing came here from another copy yet.") {
		t.Error(text)
	}
}

func TestTheAnonymousEveningNamesNobody(t *testing.T) {
	a := demo(t)
	in := input(t, a, English)
	in.Came = cameTo(t, a)
	masked, gone := in.Anonymous()
	d := built(t, KindEvening, masked)
	for _, text := range append(d.Texts(), stringsIn([]byte(plain(t, d)))...) {
		if hits := gone.In(text); len(hits) > 0 || strings.Contains(text, "Marek") || strings.Contains(text, "Oslo") {
			t.Errorf("%q names %v", text, hits)
		}
	}
	if !slices.Contains(gone.In("Marek Lis"), "Marek Lis") || in.Came.People[0].Author != "Marek Lis" {
		t.Error("who brought it is not looked for, or the evening itself was changed")
	}
}

func TestEveryDocumentSaysWhatIsInDispute(t *testing.T) {
	disputed := *demo(t)
	for i, item := range []string{"4.1", "5.2", "5.2"} {
		disputed.Conflicts = append(disputed.Conflicts, assess.Place{Subject: assess.Key{Item: item}.Subject(), Field: []string{assess.FieldRating, assess.FieldNote, "owner"}[i]})
	}
	in := input(t, &disputed, English)
	in.Book = bookOf(t, &disputed)
	for _, k := range Kinds() {
		one, has := ofOne(t, k, in)
		if !has {
			continue
		}
		d, err := k.Build(one)
		if err != nil {
			t.Fatal(err)
		}
		if text := plain(t, d); !strings.Contains(text, "3 conflicts open: 4.1 rating, 5.2 note, 5.2 owner.") {
			t.Errorf("%s does not say what is in dispute", k.Name)
		}
	}
	full := plain(t, built(t, "full", in))
	for _, mark := range []string{"people contradict each other, shown is the lower", "people contradict each other: 5.2 note, 5.2 owner"} {
		if !strings.Contains(full, mark) {
			t.Errorf("no item is marked %q", mark)
		}
	}
}

func TestARecordThatOnlyItsReadersSeeIsNotNamedAsDisputed(t *testing.T) {
	disputed := *demo(t)
	disputed.Conflicts = []assess.Place{{Subject: "record/concern/0190-secret", Field: "title"}}
	if text := plain(t, built(t, "management", input(t, &disputed, English))); strings.Contains(text, "contradiction") || strings.Contains(text, "concern/") {
		t.Error(text)
	}
}
