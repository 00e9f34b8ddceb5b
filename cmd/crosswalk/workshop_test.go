package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"crosswalk/catalog/report/data"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// says checks a printed JSON against the schema of its verb, and reads it.
func says(t *testing.T, into any, args ...string) {
	t.Helper()
	schema := compile(t, must(t, append([]string{"schema"}, args...)...))
	printed := must(t, append(args, "--json")...)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(printed))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Errorf("%q: %v", args, err)
	}
	if err := json.Unmarshal([]byte(printed), into); err != nil {
		t.Fatal(err)
	}
}

func TestAWorkshopPrintsWhatItsSchemasSay(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	must(t, "system", "add", "Chatbot")
	must(t, "workshop", "vote", "A.5.4", "--system", "Chatbot", "--named")
	must(t, "workshop", "cast", "2", "--confidence", "low", "--reason", "Half of it", "--as-person", "Ada")
	must(t, "workshop", "cast", "abstain", "--as-person", "Bo")
	must(t, "workshop", "cast", "4", "--confidence", "high", "--as-person", "Cy")
	var shown data.Room
	says(t, &shown, "workshop", "show")
	if v := shown.Vote; v == nil || v.Voted != 3 || v.Result != nil || len(v.Ballots) != 0 || *v.System != "Chatbot" {
		t.Errorf("open, it is %+v", shown.Vote)
	}
	must(t, "workshop", "reveal")
	shown = data.Room{}
	says(t, &shown, "workshop", "show")
	if v := shown.Vote; len(v.Ballots) != 3 || v.Result.Consensus != nil || *v.Result.Spread != 2 || !v.Result.Straddles || v.Result.Abstained != 1 {
		t.Errorf("revealed, it is %+v", shown.Vote)
	}
	must(t, "workshop", "settle", "4", "--reason", "Seen since")
	must(t, "workshop", "vote", "5.2")
	must(t, "workshop", "hands", "3x2")
	must(t, "workshop", "reveal")
	must(t, "workshop", "park")
	var sum data.Minutes
	says(t, &sum, "workshop", "summary")
	if len(sum.Settled) != 1 || len(sum.Settled[0].Dissent) != 1 || *sum.Settled[0].Dissent[0].Reason != "Half of it" || *sum.Settled[0].FirstSpread != 2 {
		t.Errorf("settled are %+v", sum.Settled)
	}
	if got := strings.Join(sum.People, " "); got != "Ada Bo Cy Ines Brandt" || len(sum.Parked) != 1 || sum.Parked[0].Item != "5.2" {
		t.Errorf("people %q, parked %+v", got, sum.Parked)
	}
	if len(sum.Sections) != 1 || sum.Sections[0].ID != "A.5" || sum.Sections[0].MeanSpread != 2 || sum.Agreement.Alpha != nil {
		t.Errorf("sections %+v, agreement %+v", sum.Sections, sum.Agreement)
	}
}

func TestAWorkshopWithoutAnythingToAgreeOnHasNoFigure(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	var sum data.Minutes
	says(t, &sum, "workshop", "summary")
	if sum.Agreement.Alpha != nil || !strings.HasPrefix(sum.Agreement.Words, "There is no figure") {
		t.Errorf("%+v", sum.Agreement)
	}
	must(t, "workshop", "vote", "5.2")
	must(t, "workshop", "hands", "3x4")
	must(t, "workshop", "reveal")
	must(t, "workshop", "settle", "3")
	if text := must(t, "workshop", "summary"); !strings.Contains(text, "There is no figure") {
		t.Errorf("all said 3, and it prints\n%s", text)
	}
}

func TestNothingThatPeopleVotedWithReachesTheTerminal(t *testing.T) {
	path := inDatabase(t)
	t.Chdir(filepath.Dir(path))
	must(t, "new", "Acme "+payloads[0])
	must(t, "control", "add", payloads[0]+"|`x`|")
	must(t, "workshop", "vote", "X.1", "--named")
	for i, p := range payloads {
		p = strings.ReplaceAll(p, "\r", "") // a name of two lines is refused
		args := []string{"workshop", "cast", string(rune('0' + i%6)), "--confidence", "low", "--reason", p + " | <script>", "--as-person", p}
		inert(t, args, call(t, "", args...))
	}
	for _, args := range [][]string{
		{"workshop", "show"},
		{"workshop", "reveal"},
		{"workshop", "show"},
		{"workshop", "show", "--json"},
		{"workshop", "settle", "3", "--reason", strings.Join(payloads, "\n") + lineBreaks},
		{"workshop", "summary"},
		{"workshop", "summary", "--json"},
		{"workshop", "cast", payloads[0]},
		{"workshop", "hands", payloads[0]},
		{"workshop", "again", payloads[0]},
	} {
		c := call(t, "", args...)
		inert(t, args, c)
		if args[1] == "summary" && len(args) == 2 && (strings.Contains(c.out, " <script>") || strings.Contains(c.out, "|`x`|")) {
			t.Errorf("Markdown is made of what people typed:\n%s", c.out)
		}
	}
}
