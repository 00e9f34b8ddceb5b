package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog"
)

// toldOf is an answer to one item, for both ways of giving it.
type toldOf struct {
	number, rating, text string // of na the reason, else a note
}

// everyItem answers all 70 items, a few of them not applicable, every third with a
// note.
func everyItem() []toldOf {
	var all []toldOf
	for i, it := range catalog.Shipped().Requirements().Items() {
		one := toldOf{number: it.Number, rating: fmt.Sprint(i % 6)}
		switch {
		case it.Excludable() && i%9 == 0:
			one.rating, one.text = "na", "Nothing of this is done here"
		case i%3 == 0:
			one.text = fmt.Sprintf("Seen in register %d", i)
		}
		all = append(all, one)
	}
	return all
}

// A whole assessment is done in lines, from the first item to the last, and its
// figures are those of the same answers given by the stream of a script.
func TestAWholeAssessmentInLinesHasTheFiguresOfTheSameAnswersInAStream(t *testing.T) {
	all := everyItem()
	if len(all) != 70 {
		t.Fatalf("%d items", len(all))
	}
	var stream strings.Builder
	lines := []string{"new In lines"}
	for i, one := range all {
		fmt.Fprintf(&stream, "%s\t%s\t%s\n", one.number, one.rating, one.text)
		if i > 0 { // the first is where one begins; the others are found as a person finds them
			lines = append(lines, "next")
		}
		if one.rating == "na" {
			lines = append(lines, "n", one.text, ".")
			continue
		}
		lines = append(lines, one.rating)
		if one.text != "" {
			lines = append(lines, "note", one.text, ".")
		}
	}
	lines = append(lines, "next", "overview", "quit")

	figures := func(input string, verbs ...[]string) string {
		inDatabase(t)
		var out strings.Builder
		for _, v := range verbs {
			out.Reset()
			var errs strings.Builder
			if code := runs(t.Context(), v, strings.NewReader(input), &out, &errs); code != 0 {
				t.Fatalf("%v: exit %d, %s%s", v, code, &errs, &out)
			}
			if v[0] == "--plain" {
				if said := out.String(); !strings.Contains(said, "Every item here has an answer.") || strings.Count(said, "Saved: ") != 1+len(all)+notes(all) {
					t.Errorf("%d saved:\n%s", strings.Count(said, "Saved: "), said)
				}
			}
		}
		var score map[string]any
		if err := json.Unmarshal([]byte(out.String()), &score); err != nil {
			t.Fatal(err)
		}
		delete(score, "assessment") // its name and its id
		raw, err := json.MarshalIndent(score, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	inLines := figures(strings.Join(lines, "\n")+"\n", []string{"--plain"}, []string{"score", "--json"})
	streamed := figures(stream.String(), []string{"new", "Streamed"}, []string{"answer", "--stdin"}, []string{"score", "--json"})
	if inLines != streamed {
		t.Errorf("in lines:\n%s\nin a stream:\n%s", inLines, streamed)
	}
}

func notes(all []toldOf) (n int) {
	for _, one := range all {
		if one.text != "" && one.rating != "na" {
			n++
		}
	}
	return n
}
