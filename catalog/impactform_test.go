package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
)

const fewPrompts = `about: What it does to people.
room:
  - {who: Owner, does: Describes it.}
full_if:
  - {word: children, means: Children are affected.}
opens_again: [A new purpose]
tells: [owner]
scales:
  - {id: severity, steps: [{word: a, means: A., society: A.}, {word: b, means: B., society: B.}, {word: c, means: C., society: C.}, {word: d, means: D., society: D.}]}
  - {id: reach, steps: [{word: a, means: A., society: A.}, {word: b, means: B., society: B.}, {word: c, means: C., society: C.}, {word: d, means: D., society: D.}]}
  - {id: occurrence, steps: [{word: a, means: A., society: A.}, {word: b, means: B., society: B.}, {word: c, means: C., society: C.}, {word: d, means: D., society: D.}]}
  - {id: repair, steps: [{word: a, means: A., society: A.}, {word: b, means: B., society: B.}, {word: c, means: C., society: C.}, {word: e, means: E., society: E.}]}
rule: Four is severe.
parts:
  - {id: A, title: The system}
  - {id: C, title: Effects, "on": individuals}
prompts:
  - {id: A1, part: A, answer: text, feeds: [A.5.4], ask: "What does it do?", good: Names the output.}
  - {id: C1, part: C, answer: effects, side: harm, feeds: [A.5.4], ask: "Who loses?", good: Names the loss.}
  - {id: C2, part: C, answer: table, columns: [group, value], feeds: [A.5.4], ask: "For whom is it wrong?", good: Has figures.}
`

func TestAFormOfImpactAssessmentsIsRefusedWithFileLineAndReason(t *testing.T) {
	for _, c := range []slip{
		{"", "", ""},
		{"answer: text", "answer: poem", `forms/impact.yaml:18: the prompt A1: answer is "poem"; it is one of text, list, table, effects, safeguards, remaining, risks`},
		{"id: A1, part: A", "id: B1, part: B", `forms/impact.yaml:18: the prompt B1: the id is the letter of a part, then a number; the part is "B"`},
		{"id: C1, part: C", "id: A1, part: A", `forms/impact.yaml:19: the id stands already in forms/impact.yaml:18`},
		{", side: harm", "", "forms/impact.yaml:19: the prompt C1: effects need a side, and their part says on whom they are"},
		{`Effects, "on": individuals`, "Effects", "forms/impact.yaml:19: the prompt C1: effects need a side, and their part says on whom they are"},
		{`"on": individuals`, `"on": dogs`, `forms/impact.yaml:16: the part C: on is "dogs"; it is one of individuals, groups, society`},
		{"side: harm", "side: left", `forms/impact.yaml:19: the prompt C1: side is "left"; it is one of benefit, harm`},
		{"answer: text", "answer: text, side: harm", "forms/impact.yaml:18: the prompt A1: a side belongs to effects"},
		{"answer: text", "answer: text, columns: [a, b]", "forms/impact.yaml:18: the prompt A1: columns belong to a table, and a table has them"},
		{"columns: [group, value], ", "", "forms/impact.yaml:20: the prompt C2: columns belong to a table, and a table has them"},
		{"good: Names the output.", `good: ""`, "forms/impact.yaml:18: the prompt A1: good is missing"},
		{"answer: text, feeds: [A.5.4]", "answer: text, feeds: [A.5.99]", `forms/impact.yaml:18: the prompt A1: ISO/IEC 42001:2023 has no "A.5.99"`},
		{"id: repair", "id: luck", "forms/impact.yaml:9: the scale repair is missing"},
		{"id: repair", "id: luck", `forms/impact.yaml:12: the scale is "luck"; it is one of severity, reach, occurrence, repair`},
		{", {word: e, means: E., society: E.}", "", "forms/impact.yaml:12: the scale repair has 3 steps; 4 are right"},
		{"{word: e, means: E., society: E.}", "{word: e, means: E.}", "forms/impact.yaml:12: the scale repair: society is missing"},
		{"rule: Four is severe.\n", "", "forms/impact.yaml: the form: rule is missing"},
		{"about: What", "colour: What", "forms/impact.yaml:1: there is no field named colour"},
	} {
		c.judge(t, "forms/impact.yaml", fewPrompts, func(cat *catalog.Catalog) bool { return len(cat.ImpactForm().Prompts) == 3 })
	}
}

func TestTheFormAsksThirtyPromptsAndSixteenInShort(t *testing.T) {
	form := shipped(t).ImpactForm()
	short, parts := 0, map[string]bool{}
	for _, p := range form.Prompts {
		if p.Short {
			short++
		}
		parts[p.Part] = true
		for _, text := range []string{p.Ask, p.Good} {
			if avoided.MatchString(text) {
				t.Errorf("%s says %q; plain words are right", p.ID, text)
			}
		}
		if !strings.HasSuffix(p.Ask, "?") || !strings.HasSuffix(p.Good, ".") {
			t.Errorf("%s asks %q and holds %q good; a question and a sentence are right", p.ID, p.Ask, p.Good)
		}
	}
	if len(form.Prompts) != 30 || short != 16 || len(parts) != 7 || len(form.Parts) != 7 {
		t.Errorf("the form has %d prompts, %d of them short, in %d parts; 30, 16 and 7 are right", len(form.Prompts), short, len(parts))
	}
}

func TestTheReasonsForTheFullFormAreTheWordsOfTheField(t *testing.T) {
	cat := shipped(t)
	ia, _ := cat.Register("impact-assessment")
	field, _ := ia.Field("full_because")
	var words []string
	for _, r := range cat.ImpactForm().FullIf {
		words = append(words, r.Word)
	}
	if !slices.Equal(words, field.Words) {
		t.Errorf("the form has the reasons %v, the field the words %v", words, field.Words)
	}
}

func TestWhoFeelsAnImpactAndHowAreTheWordsOfItsFields(t *testing.T) {
	cat := shipped(t)
	impact, _ := cat.Register("impact")
	on, _ := impact.Field("on")
	side, _ := impact.Field("side")
	for _, p := range cat.ImpactForm().Prompts {
		part := cat.ImpactForm().Part(p.Part)
		if p.Answer == catalog.AnswerEffects && (!slices.Contains(on.Words, part.On) || !slices.Contains(side.Words, p.Side)) {
			t.Errorf("%s makes a %s on %s; the fields say %v and %v", p.ID, p.Side, part.On, side.Words, on.Words)
		}
	}
}
