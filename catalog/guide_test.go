package catalog_test

import (
	"slices"
	"strings"
	"testing"
)

// The published guide compares both standards in ten sections and ends each
// with what an organisation has to extend. Here stands every such step, in our own
// words, with the item that carries it and words by which it is found there.
var guide = []struct {
	section string
	steps   []carried
}{
	{"1 Scope", []carried{
		{"widen the scope document to a border of the AIMS", "4.3", "mark where the AIMS reaches further"},
		{"say which AI systems are inside", "4.3", "to find AI inside ordinary software"},
		{"describe the interfaces to existing assets", "4.3", "Describe what crosses the border"},
		{"say how both systems relate, and what they share", "4.4", "mark each process as shared, extended or new"},
		{"widen the asset inventory to models, data sets and outside AI services", "A.4.2", "Add models, data sets, prompts and outside AI services"},
		{"name training data in it, too", "A.7.2", "List training, validation, test and live data"},
	}},
	{"2 Normative references", []carried{
		{"put the AI standards beside the 27000 family", "7.5.3", "List the AI standards you work by"},
		{"let the risk method take in the guidance of ISO/IEC 23894", "6.1.2", "with the help of ISO/IEC 23894"},
		{"make those who govern AI familiar with ISO/IEC 22989", "7.2", "learn the concepts of ISO/IEC 22989"},
		{"compare against both sets of controls", "6.1.3", "Add a second part with the 38 AI controls"},
	}},
	{"3 Terms and definitions", []carried{
		{"one vocabulary that sets both families side by side", "7.5.2", "Set the terms of ISO/IEC 27000 and ISO/IEC 22989 side by side"},
		{"use it in templates", "7.5.2", "use it in every template"},
		{"use it in training and for newcomers", "7.3", "Put the vocabulary of clause 7.5.2 into the first-day material"},
		{"an AI risk is wider than a security risk", "7.3", "an AI risk is wider than a security risk"},
	}},
	{"4 Context", []carried{
		{"an AI annex to the context analysis", "4.1", "Add an AI annex to the context analysis"},
		{"the roles of the organisation", "4.1", "decide system by system"},
		{"a list of AI systems", "4.1", "Build the list of AI systems"},
		{"law, of the sector too", "4.1", "sector rules included"},
		{"what parties expect on openness, explanation and accountability", "4.2", "Note what each party expects on openness, explanation"},
		{"people who are affected and no customers", "4.2", "the people whom your AI scores, sorts or advises"},
	}},
	{"5 Leadership", []carried{
		{"today's roles, or AI roles of their own", "5.3", "needs a committee of its own"},
		{"an approved AI policy, apart from the security policy", "5.2", "write new content"},
		{"both policies refer to each other", "5.2", "refer to each other"},
		{"AI figures in the management review", "9.3.2", "add an AI page under each heading"},
		{"AI risk before the board", "5.1", "show AI risk next to security risk"},
	}},
	{"6 Planning", []carried{
		{"AI risk assessment beside the security one", "6.1.2", "ask what endangers AI objectives"},
		{"failure, attack, data and drift as causes", "8.2", "Add drift, bias, over-trust and misuse to the causes"},
		{"impact assessment as a stream of its own", "6.1.4", "write new questions about people and society"},
		{"separate results that feed one plan", "6.1.2", "fed by the impact assessment"},
		{"Annex A of ISO/IEC 42001 judged for applicability", "6.1.3", "Statement of Applicability"},
		{"the statement of acceptable risk names AI", "6.1.1", "Extend the statement of acceptable risk"},
	}},
	{"7 Support", []carried{
		{"what each role must know against what its holder knows", "7.2", "Compare what each role must know"},
		{"technical, governing and business roles", "7.2", "technical, governing and business roles"},
		{"training for technique, ethics and law", "7.2", "separate tracks for engineers, buyers, assessors and overseers"},
		{"knowledge from outside", "7.2", "which knowledge comes from outside"},
		{"one archive of competence records", "7.2", "start no second archive"},
	}},
	{"8 Operation", []carried{
		{"a life-cycle procedure inside change management", "8.1", "Add gates for data, training, release, retraining and retirement"},
		{"retirement, with archive and deletion", "8.1", "At retirement, decide what is archived"},
		{"points at which risk is assessed again", "8.2", "Make retraining, a new data source or a new user group a trigger"},
		{"points at which impact is assessed again", "8.4", "Hold a release in change management"},
		{"monitoring that sees a system get worse", "A.6.2.6", "model quality, input drift and outcome measures"},
		{"manipulated inputs", "A.6.2.4", "Include prompt injection and manipulated inputs"},
		{"AI vendors judged by openness, data and governance", "A.10.3", "Add training data, tests by group, limits and governance"},
	}},
	{"9 Performance evaluation", []carried{
		{"figures for each system, with method", "9.1", "write down formula, sample and error"},
		{"rhythm, owner and limit of each figure", "A.6.2.6", "Give each measure a limit, an owner and a first action"},
		{"AI on the agenda of the management review", "9.3.1", "Give the AIMS a part of its own"},
		{"audits that reach ISO/IEC 42001", "9.2.1", "Add the AIMS to the audits"},
		{"auditors who know AI", "9.2.2", "Pair an ISMS auditor with a data scientist"},
		{"nonconformities followed from finding to proof", "10.2", "Use the corrective action form"},
	}},
	{"10 Improvement", []carried{
		{"one register of improvements for both systems", "10.1", "Keep one improvement register for both systems"},
		{"a watch over law, attacks and practice", "10.1", "Widen the watch of A.5.7"},
		{"what it finds becomes a decision", "10.1", "Hand each finding of that watch to a named person"},
		{"causes that need statistics or a look inside the model", "10.2", "look for a cause in data, labels and drift"},
		{"the effect of improvements is measured", "10.1", "with the figures of clause 9.1"},
	}},
}

type carried struct{ step, item, found string }

func TestEverySectionOfThePublishedGuideIsCarriedByItems(t *testing.T) {
	if len(guide) != 10 {
		t.Errorf("%d sections; the guide has ten", len(guide))
	}
	cat := shipped(t)
	for _, section := range guide {
		for _, s := range section.steps {
			it, ok := cat.Item(s.item)
			if !ok {
				t.Errorf("section %s: no item %s", section.section, s.item)
				continue
			}
			words := append(slices.Clone(it.Extend), it.Deliverable, it.Levels[4])
			if !slices.ContainsFunc(words, func(text string) bool { return strings.Contains(text, s.found) }) {
				t.Errorf("section %s: %s does not say %q, so nothing there carries %q", section.section, s.item, s.found, s.step)
			}
		}
	}
}
