package figures_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
)

// came are revisions that another person made in another copy, and how the assessment
// stands with them.
func came(t *testing.T, a *assess.Assessment, changes ...assess.Change) (*assess.Assessment, []assess.Arrival) {
	t.Helper()
	var all assess.Arrivals
	for _, c := range changes {
		all.Add(assess.Revision{ID: "x", Act: "act", Assessment: a.ID, Subject: c.Subject, Field: c.Field, Value: c.Value, Author: "Marek", At: tuesday}, "copy")
	}
	return after(t, a, changes), all.All()
}

func TestThePageOfTheEveningSaysWhatCameAndWhatMoved(t *testing.T) {
	cat, before := catalog.Shipped(), demo(t)
	var open, rated string
	for _, it := range assess.Items(cat, before) {
		switch r := before.Answer(assess.Key{Item: it.ID}).Rating; {
		case it.Set.Annex():
		case r.Is(assess.Rated) && r.Level < 5 && rated == "":
			rated = it.ID
		case r.Is(assess.Unanswered) && open == "" && len(before.Answers[it.ID]) == 0:
			open = it.ID
		}
	}
	changes, err := assess.Rate(cat, before, assess.Key{Item: rated}, 5, "seen")
	if err != nil {
		t.Fatal(err)
	}
	changes = append(changes, assess.Change{Subject: "evidence/e-new", Field: "what", Value: json.RawMessage(`"Minutes"`)})
	if open != "" {
		changes = append(changes, assess.Change{Subject: assess.Key{Item: open}.Subject(), Field: assess.FieldRating, Value: json.RawMessage(`{"level":2}`)})
	}
	now, people := came(t, before, changes...)
	m := figures.Meet(cat, before, now, people, tuesday)
	if len(m.People) != 1 || m.People[0].Acts != 1 || !slices.Contains(m.People[0].Answers(), rated) {
		t.Errorf("who came is %+v", m.People)
	}
	if len(m.Evidence) != 1 || len(m.Changed) != 1 || m.Changed[0].Item.ID != rated || m.Changed[0].Is.Level != 5 {
		t.Errorf("changed are %+v, the evidence is %+v", m.Changed, m.Evidence)
	}
	if len(m.Moved) < 2 || m.Moved[0].Set != nil || !slices.ContainsFunc(m.Moved[1].Because, func(it *catalog.Item) bool { return it.ID == rated || it.ID == open }) {
		t.Errorf("moved are %+v", m.Moved)
	}
	text := strings.Join(m.Words(cat, now), "\n")
	for _, want := range []string{"Marek: 1 act", "1 item rated otherwise", "→ 5", "1 new piece of evidence.", " of all items: ", "because of "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

func TestThePageOfAnEveningWithoutNewsSaysSo(t *testing.T) {
	cat, a := catalog.Shipped(), demo(t)
	if got := figures.Meet(cat, a, a, nil, tuesday).Words(cat, a); len(got) != 1 || got[0] != "Nothing changed." {
		t.Errorf("%q", got)
	}
	if m := figures.Meet(cat, nil, a, nil, tuesday); len(m.Answered) == 0 || len(m.Moved) == 0 {
		t.Errorf("of an assessment that is new: %+v", m)
	}
}
