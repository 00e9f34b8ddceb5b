package search_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/register"
	"crosswalk/catalog/search"
)

// said is an assessment in which somebody said a few things.
func said() *assess.Assessment {
	a := assess.New("1")
	a.Systems = []assess.System{{ID: "s", Name: "Lotse", InScope: true, Purpose: "Plans the routes of parcels"}, {ID: "t", Name: "Gone", Removed: true}}
	a.Controls = []assess.OwnControl{{ID: "c", Number: 1, Title: "Works council hears first", Source: "Agreement of Bremen"}}
	a.Evidence = []assess.Evidence{
		{ID: "e", What: "Record of the Hamburg drill", Items: []string{"6.1.4", "27001:A.5.9"}},
		{ID: "f", What: "Taken away in Hamburg", Items: []string{"6.1.4"}, Removed: true},
	}
	a.Findings = []assess.Finding{{ID: "d", Item: "A.5.2", Grade: "minor", Statement: "No trial was held in Kiel"}}
	for k, x := range map[assess.Key]assess.Answer{
		{Item: "6.1.4"}:  {Note: "In May they looked at many systems, and among them at LOTSE before it went live.", Owner: "Jutta Weiß"},
		{Item: "A.10.4"}: {Rating: assess.Rating{State: assess.NA, Reason: "Nothing is sold in Norway"}},
		{Item: "A.5.4", System: "s", Question: "A.5.4-1"}: {Note: "Drivers were asked in Lübeck"},
		{Item: "A.5.4", System: "t"}:                      {Note: "Drivers were asked in Lübeck"},
		{Item: "no item any more"}:                        {Note: "Drivers were asked in Lübeck"},
		{Item: "7.2", System: "", Question: ""}:           {Note: "Zürich, ﬁve people; 東京都の記録; ΑΘΗΝΑ"},
	} {
		a.Answers.Put(k, x)
	}
	a.Baseline["A.5.9"] = assess.Answer{Note: "The list is kept in Rostock"}
	a.Tasks = []assess.TaskState{{ID: "T1.1", Note: "Waits for Stralsund"}}
	return a
}

// line is a hit as a person reads it.
func line(h search.Hit) string {
	words := h.Name
	if h.Part != "" {
		words += " · " + h.Part
	}
	return words + ": " + h.Around()
}

func find(text string) []string {
	hits, _ := search.Of(catalog.Shipped(), said()).Find(text, 100)
	var lines []string
	for _, h := range hits {
		lines = append(lines, line(h))
	}
	return lines
}

func TestWhatPeopleWroteIsFoundWithWhereItStands(t *testing.T) {
	for text, want := range map[string]string{
		"lotse before":    "6.1.4 · note: …and among them at LOTSE before it went live.",
		"jutta weiß":      "6.1.4 · owner: Jutta Weiß",
		"norway":          "A.10.4 · reason: Nothing is sold in Norway",
		"lübeck":          "A.5.4 (Lotse) question 1 · note: Drivers were asked in Lübeck",
		"LÜBECK":          "A.5.4 (Lotse) question 1 · note: Drivers were asked in Lübeck",
		"drill  hamburg":  "evidence on 6.1.4, ISMS A.5.9: Record of the Hamburg drill",
		"kiel":            "finding on A.5.2: No trial was held in Kiel",
		"parcels":         "AI system Lotse · purpose: Plans the routes of parcels",
		"council":         "X.1: Works council hears first",
		"bremen":          "X.1 · source: Agreement of Bremen",
		"rostock":         "ISMS A.5.9 · note: The list is kept in Rostock",
		"stralsund":       "task T1.1 · note: Waits for Stralsund",
		"five people":     "7.2 · note: Zürich, ﬁve people; 東京都の記録; ΑΘΗΝΑ",
		"京都":              "7.2 · note: Zürich, ﬁve people; 東京都の記録; ΑΘΗΝΑ",
		"αθηνα":           "7.2 · note: …ﬁve people; 東京都の記録; ΑΘΗΝΑ",
		"6.1.4 weiß":      "6.1.4 · owner: Jutta Weiß",
		"lotse drivers":   "A.5.4 (Lotse) question 1 · note: Drivers were asked in Lübeck",
		"assessment live": "6.1.4 · note: …LOTSE before it went live.",
	} {
		if got := find(text); len(got) == 0 || got[0] != want {
			t.Errorf("%q finds %q; right is first %q", text, got, want)
		}
	}
}

func TestTitlesStandBeforeTextAndNumbersBeforeTitles(t *testing.T) {
	for text, want := range map[string]string{
		"impact assessm":    "6.1.4: ",
		"a52":               "A.5.2: ",
		"614":               "6.1.4: ",
		"A.5.2":             "A.5.2: ",
		"assessment impact": "6.1.4: ",
		"x1":                "X.1: ",
		"lotse":             "AI system Lotse: Lotse",
	} {
		if got := find(text); len(got) == 0 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%q finds %q first; right is %q", text, got[:min(len(got), 3)], want)
		}
	}
}

func TestWordsMayStandInSeveralTextsOfAnItem(t *testing.T) {
	for _, l := range find("treatment plan guide annex") {
		if strings.Contains(l, " · in several texts: ") {
			return
		}
	}
	t.Errorf("it finds %q", find("treatment plan guide annex"))
}

func TestWhatPeopleWroteStandsBeforeWhatEverybodyIsAsked(t *testing.T) {
	written := true
	for _, l := range find("asked") {
		switch is := strings.Contains(l, "· note"); {
		case is && !written:
			t.Errorf("%q stands behind the catalogue's", l)
		default:
			written = is
		}
	}
}

func TestWhatHasGoneIsNotFound(t *testing.T) {
	if got := find("hamburg"); len(got) != 1 {
		t.Errorf("evidence that was removed is found: %q", got)
	}
	if got := find("lübeck"); len(got) != 1 {
		t.Errorf("answers on what was removed are found: %q", got)
	}
	for _, l := range find("gone") {
		if strings.HasPrefix(l, "AI system") {
			t.Errorf("a system that was removed is found: %q", l)
		}
	}
}

func TestWordsThatStandNowhereFindNothing(t *testing.T) {
	for _, text := range []string{"", "  ", "zebra xylophone", "lotse xylophone"} {
		if got := find(text); len(got) > 0 {
			t.Errorf("%q finds %q", text, got)
		}
	}
}

func TestNoMoreAreGivenThanAskedForAndAllAreCounted(t *testing.T) {
	hits, total := search.Of(catalog.Shipped(), said()).Find("a", 7)
	if len(hits) != 7 || total < 100 {
		t.Errorf("%d of %d", len(hits), total)
	}
}

func TestWhatAVeilTakesOutIsNotFound(t *testing.T) {
	x := search.Of(catalog.Shipped(), said().Without("6.1.4"))
	for _, text := range []string{"lotse before", "weiß"} {
		if hits, _ := x.Find(text, 9); len(hits) > 0 {
			t.Errorf("%q is found: %q", text, line(hits[0]))
		}
	}
	if hits, _ := x.Find("hamburg", 9); len(hits) != 1 || line(hits[0]) != "evidence on ISMS A.5.9: Record of the Hamburg drill" {
		t.Errorf("of the evidence is told: %v", hits)
	}
}

func TestAWordSpeltNearlyRightFindsTitlesOnly(t *testing.T) {
	x := search.Of(catalog.Shipped(), said())
	for text, want := range map[string]string{"impct assesment": "6.1.4", "lotze": "AI system Lotse"} {
		if hits := x.Near(text, 3); len(hits) == 0 || hits[0].Name != want {
			t.Errorf("%q is near %v", text, hits)
		}
	}
	if hits := x.Near("zebra xylophone", 3); len(hits) > 0 {
		t.Errorf("it is near %v", hits)
	}
}

// So that a field which somebody adds is looked through, or left out on purpose.
func TestEveryTextOfAnAssessmentIsLookedThrough(t *testing.T) {
	notLookedThrough := map[string]bool{ // dates, words of a list, and names of other records
		"due": true, "declared": true, "drivers": true, "looked_at": true, "stage": true, "risk_class": true, "kind": true, "autonomy": true, "may_stop": true, "state": true, "risk_on": true, "approved_on": true,
		"date": true, "seen_on": true, "system": true, "item": true, "baseline": true, "grade": true, "closed_on": true, "status": true,
		"raised_by": true, "answer_due": true, "accepted_on": true, "cause_by": true, "done_on": true, "effect_on": true, "effect": true,
		"started": true, "title": true, // it is the item's
	}
	a := assesstest.Full()
	x := search.Of(catalog.Shipped(), a)
	for _, k := range assess.Kinds() {
		if k.Name == assess.KindAssessment || k.Name == assess.KindErasure || k.Name == assess.KindSettlement || k.Name == assess.KindIssued {
			continue
		}
		for s, fields := range k.Each(a) {
			for _, f := range fields {
				text, ok := f.At.(*string)
				if !ok || *text == "" || notLookedThrough[f.Name] {
					continue
				}
				words := *text
				if kept, ok := assess.ParseFile(words); ok && f.Name == "file" {
					words = kept.Name
				}
				hits, _ := x.Find(words, 1000)
				found := false
				for _, h := range hits {
					found = found || h.Subject.Kind() == s.Kind() && h.Text == words
				}
				if !found {
					t.Errorf("%s of %s is not found by %q", f.Name, s, words)
				}
			}
		}
	}
}

func TestAroundIsOneLineHoweverLongTheTextIs(t *testing.T) {
	a := assess.New("1")
	a.Answers.Put(assess.Key{Item: "5.2"}, assess.Answer{Note: strings.Repeat("長", 5000) + "needle" + strings.Repeat("\nline", 3000)})
	hits, _ := search.Of(catalog.Shipped(), a).Find("needle", 1)
	if got := hits[0].Around(); strings.Contains(got, "\n") || len([]rune(got)) > 210 || !strings.HasPrefix(got, "…"+strings.Repeat("長", 24)+"needle line") {
		t.Errorf("it is %q", got)
	}
}

// many is an assessment with ten thousand notes of 240 characters.
func many() *assess.Assessment {
	a := assess.New("1")
	items := catalog.Shipped().Requirements().Items()
	for n := range 143 {
		id := fmt.Sprintf("s%03d", n)
		a.Systems = append(a.Systems, assess.System{ID: id, Name: "System " + id, InScope: true})
		for i, it := range items {
			a.Answers.Put(assess.Key{Item: it.ID, System: id}, assess.Answer{Note: fmt.Sprintf("In Lübeck %d of %d were asked. ", n, i) + strings.Repeat("What they said was written down ", 7)})
		}
	}
	return a
}

// Find is what a key waits for: under 20 ms at ten thousand notes. Of is made beside
// the keys when the search is opened, in some 35 ms.
func BenchmarkTenThousandNotes(b *testing.B) {
	a := many()
	b.Run("Of", func(b *testing.B) {
		for b.Loop() {
			search.Of(catalog.Shipped(), a)
		}
	})
	x := search.Of(catalog.Shipped(), a)
	for _, text := range []string{"a", "lübeck 140", "down zebra", "needle"} {
		b.Run("Find "+text, func(b *testing.B) {
			for b.Loop() {
				x.Find(text, 100)
			}
		})
	}
}

func TestARecordIsFoundByItsNumberAndItsTitle(t *testing.T) {
	x := search.Of(catalog.Shipped(), said()).With(register.Keep([]register.Record{
		{Kind: assess.KindElsewhere, ID: "role", Values: register.FieldsOf(map[string]json.RawMessage{"where": json.RawMessage(`"The results of HR differ"`)})},
		{Kind: "risk", ID: "r0", Values: register.FieldsOf(map[string]json.RawMessage{"number": json.RawMessage("11"), "title": json.RawMessage(`"Results differ"`), "removed": json.RawMessage("true")})},
		{Kind: "risk", ID: "r1", Values: register.FieldsOf(map[string]json.RawMessage{"number": json.RawMessage("12"), "title": json.RawMessage(`"Results differ by group"`)})},
	}))
	for _, text := range []string{"RI-12", "ri12", "differ results"} {
		if hits, _ := x.Find(text, 9); len(hits) == 0 || hits[0].Name != "RI-12" || !hits[0].Title || hits[0].Subject != "record/risk/r1" {
			t.Errorf("%q finds %v", text, hits)
		}
	}
}
