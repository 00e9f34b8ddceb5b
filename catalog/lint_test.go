package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog"
)

// sound is the tiny catalogue with all its words, so that Check finds nothing.
func sound() map[string]string {
	files := map[string]string{}
	for name, text := range tiny {
		files[name] = text
	}
	edit := func(file, was, is string) {
		if strings.Count(files[file], was) != 1 {
			panic(fmt.Sprintf("%s holds %q %d times", file, was, strings.Count(files[file], was)))
		}
		files[file] = strings.Replace(files[file], was, is, 1)
	}
	rest := func(of string) string {
		return "\n    levels: {0: None " + of + "., 1: Some " + of + "., 2: Part " + of + "., 3: All " + of + "., 4: Counted " + of + "., 5: Changed " + of + ".}" +
			"\n    evidence: [The " + of + "]\n    interview: [owner of " + of + "]\n    extend: [Add " + of + " to A.5.9 and to clauses 6.1 and 9.3.]" +
			"\n    deliverable: Table of " + of + "\n    pitfall: Nobody reads " + of + ".\n    roles: [provider, user]\n    phase: 2\n    effort_days: 3\n"
	}
	edit("iso42001/clause-06.yaml", "\n    levels: {0: Nothing., 3: In place., 5: Improved.}\n", rest("risks"))
	edit("iso42001/annex-a05.yaml", `"What starts it?"}]`+"\n", `"What starts it?"}, {id: A.5.2-2, tests: maturity, ask: "What stopped it?"}]`+rest("cases"))
	edit("iso42001/annex-a05.yaml", `"Whom does it decide about?"}]`+"\n", `"Whom does it decide about?"}, {id: A.5.4-2, tests: maturity, ask: "Whom did it hurt?"}]`+rest("people"))
	edit("iso27001/clause-06.yaml", `ask: "Which risks?"`, `ask: "Which risks?", implemented: A list.`)
	edit("iso27001/annex-a05.yaml", `ask: "Where is the list?"`, `ask: "Where is the list?", implemented: It has owners.`)
	edit("iso27001/annex-a05.yaml", `ask: "Which rules?"`, `ask: "Which rules?", implemented: All know them.`)
	edit("mapping/crosswalk.yaml", "rank: primary, status: solid}", "rank: primary, status: solid, sources: [a map]}\n  - {item: \"A.5.4\", baseline: \"A.5.10\", relation: intersects, strength: 2, level: low, rank: secondary, status: judgement, note: our reading}")
	edit("mapping/crosswalk.yaml", "status: judgement}", "status: judgement, note: our reading}")
	edit("mapping/crosswalk.yaml", "status: structural}", "status: structural, note: the same words}")
	edit("mapping/crosswalk.yaml", "status: rejected}", "status: rejected, note: not so}")
	return files
}

// changed is the sound catalogue with a text of a file replaced.
func changed(t testing.TB, file, was, is string) *catalog.Catalog {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range sound() {
		if name == file {
			if strings.Count(text, was) != 1 {
				t.Fatalf("%s holds %q %d times", file, was, strings.Count(text, was))
			}
			text = strings.Replace(text, was, is, 1)
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	cat, err := catalog.Load(fsys)
	if err != nil {
		t.Fatalf("Load refuses what Check should: %v", err)
	}
	return cat
}

func texts(ps catalog.Problems) []string {
	all := []string{}
	for _, p := range ps {
		all = append(all, p.Error())
	}
	return all
}

func TestASoundCatalogueHasNoProblems(t *testing.T) {
	for _, text := range texts(catalog.Check(changed(t, "", "", ""))) {
		t.Error(text)
	}
}

func TestTheShippedCatalogueHasNoProblems(t *testing.T) {
	cat := shipped(t)
	for _, text := range texts(slices.Concat(catalog.Check(cat), catalog.CheckOutline(cat), catalog.CheckAdvice(cat))) {
		t.Error(text)
	}
}

func TestEachRuleOfTheCheckNamesFileLineItemAndReason(t *testing.T) {
	const (
		clause = "iso42001/clause-06.yaml"
		annex  = "iso42001/annex-a05.yaml"
		isms   = "iso27001/annex-a05.yaml"
		rows   = "mapping/crosswalk.yaml"

		item = clause + ":8: item 6.1.2: "
		a54  = annex + ":20: item A.5.4: "
		a59  = isms + ":6: item A.5.9: "
	)
	many := func(n int) string { return strings.TrimSpace(strings.Repeat("word ", n)) }
	for _, c := range []struct{ name, file, was, is, want string }{
		{"no evidence", clause, "evidence: [The risks]", "evidence: []", item + "evidence is missing"},
		{"no interview", clause, "interview: [owner of risks]", "interview: []", item + "interview is missing"},
		{"no extend", clause, "extend: [Add risks to A.5.9 and to clauses 6.1 and 9.3.]", "extend: []", item + "extend is missing"},
		{"no deliverable", clause, "    deliverable: Table of risks\n", "", item + "deliverable is missing"},
		{"no pitfall", clause, "    pitfall: Nobody reads risks.\n", "", item + "pitfall is missing"},
		{"no roles", clause, "roles: [provider, user]", "roles: []", item + "roles is missing"},
		{"no phase", clause, "    phase: 2\n", "", item + "phase is missing"},
		{"no effort", clause, "    effort_days: 3\n", "", item + "effort_days is missing"},
		{"a role of its own", clause, "roles: [provider, user]", "roles: [provider, vendor]", item + `there is no role "vendor"; a role is provider, developer, user`},
		{"a long intent", clause, "To know what can go wrong.", many(61), item + "intent has 61 words; at most 60 are right"},
		{"a level left out", clause, ", 4: Counted risks.", "", item + "level 4 is missing; levels 0 to 5 each say what one sees"},
		{"an empty level", clause, "4: Counted risks.", `4: " "`, item + "level 4 is missing; levels 0 to 5 each say what one sees"},
		{"a long level", clause, "4: Counted risks.", "4: " + many(31), item + "level 4 has 31 words; at most 30 are right"},
		{"one question", annex, `, {id: A.5.4-2, tests: maturity, ask: "Whom did it hurt?"}`, "", a54 + "the number of questions is 1; 2 to 5 are right"},
		{"six questions", annex, `, {id: A.5.4-2, tests: maturity, ask: "Whom did it hurt?"}`, sixth, a54 + "the number of questions is 6; 2 to 5 are right"},
		{"two question marks", annex, "Whom did it hurt?", "Whom? Where?", a54 + "question A.5.4-2 does not end in one question mark"},
		{"a long answer", annex, `ask: "Whom did it hurt?"`, `ask: "Whom did it hurt?", good: "` + many(21) + `"`, a54 + "good of question A.5.4-2 has 21 words; at most 20 are right"},
		{"an answer that asks", annex, `ask: "Whom did it hurt?"`, `ask: "Whom did it hurt?", good: "Who knows?"`, a54 + "good of question A.5.4-2 is a question; it is what an answer sounds like"},
		{"a long question", annex, "Whom did it hurt?", many(36) + "?", a54 + "question A.5.4-2 has 36 words; at most 35 are right"},
		{"who and when", annex, "Whom did it hurt?", "Whom did it hurt, and when?", a54 + `question A.5.4-2 asks two things ("and when"); ask one, or make it two questions`},
		{"who or by whom", annex, "Whom did it hurt?", "Who is hurt or by whom is it stopped?", a54 + `question A.5.4-2 asks two things ("or by whom"); ask one, or make it two questions`},
		{"what, and is it", annex, "Whom did it hurt?", "Whom did it hurt, and is that known?", a54 + `question A.5.4-2 asks two things ("and is"); ask one, or make it two questions`},
		{"the title as a question", annex, "Whom did it hurt?", "Impact on individuals?", a54 + "question A.5.4-2 is the title with a question mark; ask what people do"},
		{"a question twice", annex, "Whom did it hurt?", "What  starts it ?", a54 + "question A.5.4-2 is asked already in ISO/IEC 42001:2023 A.5.2; ask what only this item asks"},
		{"a question asked of the ISMS too", isms, "Where is the list?", "Whom did it hurt?", a59 + "ask is asked already in ISO/IEC 42001:2023 A.5.4; ask what only this item asks"},
		{"an empty word", clause, "Nobody reads risks.", "A robust list that nobody reads.", item + `"robust" says nothing; plain English does without`},
		{"another empty word", isms, "It has owners.", "Owners ensure that it is whole.", a59 + `"ensure that" says nothing; plain English does without`},
		{"a number of neither standard", clause, "A.5.9 and to", "A.5.91 and to", item + "the text names A.5.91, which neither standard has"},
		{"a clause of neither standard", clause, "clauses 6.1 and 9.3", "clauses 6.1 and 9.4", item + "the text names 9.4, which neither standard has"},
		{"no implemented", isms, ", implemented: It has owners.", "", a59 + "implemented is missing; it says what one sees where the item is in place"},
		{"an ask of two things", isms, "Where is the list?", "Where is the list and who reads it?", a59 + `ask asks two things ("and who"); ask one, or make it two questions`},
		{"an ask without a question mark", isms, "Where is the list?", "Show the list.", a59 + "ask does not end in one question mark"},
		{"a heading of nothing", clause, `id: "6.1", title`, `id: "6.2", title`, clause + `:2: the heading "6.2" has no items below it in 6`},
		{"no relationship and no reason", rows, ", note: nothing like it", ", sources: [a map]", annex + ":6: item A.5.2: the crosswalk relates it to nothing and says not why; add a row, or one of relation none with a note"},
		{"an unknown status", rows, "status: solid", "status: sure", rows + `:4: item 6.1.2: status is "sure"; it is one of solid, corroborated, single-source, structural, judgement, disputed, rejected`},
		{"a solid row without a source", rows, ", sources: [a map]", "", rows + ":4: item 6.1.2: no source is named, and a row that is solid has one; name it, or say structural, judgement, disputed, rejected"},
		{"a row out of the blue", rows, ", note: the same words", "", rows + ":7: item 6.1.2: neither a source nor a note says where the row comes from"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := texts(catalog.Check(changed(t, c.file, c.was, c.is))); !slices.Equal(got, []string{c.want}) {
				t.Errorf("\n%s\nright is\n%s", strings.Join(got, "\n"), c.want)
			}
		})
	}
}

const sixth = `, {id: A.5.4-2, tests: maturity, ask: "Whom did it hurt?"}, {id: A.5.4-3, tests: maturity, ask: "Who spoke?"}` +
	`, {id: A.5.4-4, tests: maturity, ask: "Who heard?"}, {id: A.5.4-5, tests: maturity, ask: "Who acted?"}, {id: A.5.4-6, tests: maturity, ask: "Who paid?"}`

// TestAQuestionOfOneThingPasses: the guess at two things must not scold what a
// workshop can answer in one breath.
func TestAQuestionOfOneThingPasses(t *testing.T) {
	for _, ask := range []string{
		"Which values, laws or limits shaped what the policy says?",
		"On what principle do you decide who may see or enter what?",
		"Why do your servers and other key machines stand where they do?",
		"When the ISMS last needed money, time or people, how was that settled?",
		"Which candidates, and candour aside, did you drop?",
		"For which people or cases did you look?",
		"Which decisions and actions of AI need a person's yes?",
		"Which news, from outside and from your own use, was told?",
	} {
		cat := changed(t, "iso42001/annex-a05.yaml", "Whom did it hurt?", ask)
		if got := catalog.Check(cat); len(got) > 0 {
			t.Errorf("%q: %v", ask, got)
		}
		if got := strings.Join(texts(catalog.CheckAdvice(cat)), "\n"); strings.Contains(got, "half an answer") {
			t.Errorf("%q: %s", ask, got)
		}
	}
}

func TestWhatIsHardToAnswerIsNoted(t *testing.T) {
	note := func(item, reason string) string {
		return map[string]string{"6.1.2": "iso42001/clause-06.yaml:8", "A.5.2": "iso42001/annex-a05.yaml:6", "A.5.4": "iso42001/annex-a05.yaml:20"}[item] + ": item " + item + ": " + reason
	}
	const (
		good  = "good is missing in question 1, 2; it is what an answer at 3 sounds like"
		level = "level 3 is one condition; divide it by semicolons, so that each can be ticked off"
	)
	plain := []string{note("6.1.2", good), note("6.1.2", level), note("A.5.2", good), note("A.5.2", level), note("A.5.4", good), note("A.5.4", level)}
	if got := texts(catalog.CheckAdvice(changed(t, "", "", ""))); !slices.Equal(got, plain) {
		t.Errorf("\n%s\nright is\n%s", strings.Join(got, "\n"), strings.Join(plain, "\n"))
	}
	if got := texts(catalog.CheckAdvice(changed(t, "iso42001/clause-06.yaml", "3: All risks.", "3: All risks; all dated."))); slices.Contains(got, note("6.1.2", level)) {
		t.Errorf("two conditions are one: %v", got)
	}
	for _, c := range []struct{ was, is, want string }{
		{"Whom did it hurt?", "Which people or cases did it hurt?", `question A.5.4-2 asks for one of two ("Which people or cases"), and half an answer would do; ask one, or make it two questions`},
		{"Whom did it hurt?", "Which legal duties or costs are weighed?", `question A.5.4-2 asks for one of two ("Which legal duties or costs"), and half an answer would do; ask one, or make it two questions`},
		{"Whom did it hurt?", "What did it do to staff or to guests?", `question A.5.4-2 asks for one of two ("or to guests"), and half an answer would do; ask one, or make it two questions`},
		{"Whom did it hurt?", "What does it say on duties and on harm?", `question A.5.4-2 asks for one of two ("and on harm"), and half an answer would do; ask one, or make it two questions`},
		{"Whom did it hurt?", "Whom did it hurt and/or help?", `question A.5.4-2 asks for one of two ("and/or"), and half an answer would do; ask one, or make it two questions`},
		{"Whom did it hurt?", "Does it hurt people?", `question A.5.4-2 begins with "Does" and is answered with yes; ask who, when, which or how`},
		{"Nobody reads people.", "The ISMS has nothing on people.", `"has nothing on" is an idiom; a plain way to say it is "says nothing about"`},
	} {
		got := texts(catalog.CheckAdvice(changed(t, "iso42001/annex-a05.yaml", c.was, c.is)))
		if len(got) != len(plain)+1 || !slices.Contains(got, note("A.5.4", c.want)) {
			t.Errorf("%q: %v", c.is, got)
		}
	}
}

func TestAPhraseThatComesAgainAndAgainIsNamedOnce(t *testing.T) {
	cat := changed(t, "", "", "")
	some := append(cat.Requirements().Items(), cat.Foundation().Items()[:1]...)
	for i, it := range some {
		it.Pitfall += fmt.Sprintf(" In %d they file the same old report for every system again.", i)
		it.Evidence = append(it.Evidence, "File the same old report, for EVERY system again")
		if found := catalog.Check(cat); i < 3 && len(found) > 0 {
			t.Errorf("in %d items it is refused: %v", i+1, found)
		}
	}
	want := []string{`iso42001/clause-06.yaml:8: item 6.1.2: "they file the same old report for every system again" stands in 4 items: 6.1.2, A.5.2, A.5.4, ISMS 6.1.2; say it in other words in some of them`}
	if got := texts(catalog.Check(cat)); !slices.Equal(got, want) {
		t.Errorf("\n%s\nright is\n%s", strings.Join(got, "\n"), want[0])
	}
	if got := catalog.Phrases(cat, 4, 4); len(got) != 1 || got[0].Text != "they file the same old report for every system again" {
		t.Errorf("as one phrase of four words and more: %v", got)
	}
}

func TestPhrasesOfTheShippedCatalogueComeMostWidespreadFirst(t *testing.T) {
	all := catalog.Phrases(shipped(t), 4, 2)
	if len(all) < 10 {
		t.Fatalf("%d phrases of four words stand twice", len(all))
	}
	if !slices.IsSortedFunc(all, func(a, b catalog.Phrase) int { return len(b.Items) - len(a.Items) }) {
		t.Errorf("%v", all[:10])
	}
}

func TestAnOutlineOfOtherSizesIsTold(t *testing.T) {
	got := texts(catalog.CheckOutline(loadTiny(t)))
	for _, want := range []string{
		"iso42001/clause-06.yaml:2: the items of 6 are 1; in the standard they are 6",
		"iso42001/annex-a05.yaml:2: the items of A.5 are 2; in the standard they are 4",
		"ISO/IEC 42001:2023: 4 is missing; its items in the standard are 4",
		"iso27001/annex-a05.yaml:2: the items of A.5 are 2; in the standard they are 37",
		"intake.yaml: it is missing; that of the shipped catalogue is used",
		"mapping/iso27001_2013_2022.yaml: it is missing; that of the shipped catalogue is used",
		"library: it is missing; that of the shipped catalogue is used",
		"checks.yaml: it is missing; that of the shipped catalogue is used",
		"forms/checkpoints.yaml: it is missing; that of the shipped catalogue is used",
		"forms/impact.yaml: it is missing; that of the shipped catalogue is used",
		"forms/audit.yaml: it is missing; that of the shipped catalogue is used",
		"forms/review.yaml: it is missing; that of the shipped catalogue is used",
		"registers: it is missing; that of the shipped catalogue is used",
		"lang/es: it is missing; that of the shipped catalogue is used",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%s\nsays nothing of\n%s", strings.Join(got, "\n"), want)
		}
	}
	if len(got) != 16+11+10 {
		t.Errorf("%d lines; each of 27 sets differs, seven files, the libraries, the registers and a language are missing", len(got))
	}
}

func TestACompiledCatalogueIsCheckedWithoutFiles(t *testing.T) {
	cat := catalog.Shipped()
	if got := append(catalog.Check(cat), catalog.CheckOutline(cat)...); len(got) > 0 {
		t.Error(got)
	}
	raw, err := catalog.Compile(changed(t, "iso42001/clause-06.yaml", "    phase: 2\n", ""))
	if err != nil {
		t.Fatal(err)
	}
	small, err := catalog.Decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := texts(catalog.Check(small)), "ISO/IEC 42001:2023 6.1.2: item 6.1.2: phase is missing"; !slices.Equal(got, []string{want}) {
		t.Errorf("%q; right is %q", got, want)
	}
}

func TestALevelIsDividedIntoItsConditionsAtSemicolons(t *testing.T) {
	for _, c := range []struct {
		level string
		want  []string
	}{
		{"Nobody looks.", []string{"Nobody looks."}},
		{"A plan is written; it is approved at the top; records show its use.", []string{"A plan is written.", "It is approved at the top.", "Records show its use."}},
		{"Étape une; événement", []string{"Étape une.", "Événement."}},
	} {
		if got := catalog.Conditions(c.level); !slices.Equal(got, c.want) {
			t.Errorf("%q is %q, not %q", c.level, got, c.want)
		}
	}
}
