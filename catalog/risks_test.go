package catalog_test

import (
	"slices"
	"testing"

	"crosswalk/catalog"
)

const fewRisks = `note: Choose.
sources:
  - {id: data, about: What it learned from}
risks:
  - {id: R01, source: data, kind: any, title: Gaps, happens: It errs., sign: Figures differ., harmed: [groups], treats: [A.5.4], isms: [A.5.9]}
`

func TestALibraryOfRisksIsRefusedWithFileLineAndReason(t *testing.T) {
	for _, c := range []slip{
		{"", "", ""},
		{"source: data", "source: luck", `library/risk.yaml:5: the risk R01: source is "luck"; it is one of data`},
		{"kind: any", "kind: robot", `library/risk.yaml:5: the risk R01: kind is "robot"; it is one of predictive, generative, agent, any`},
		{"[groups]", "[dogs]", `library/risk.yaml:5: the risk R01: harmed is "dogs"; it is one of organisation, individuals, groups, society`},
		{"treats: [A.5.4]", "treats: [A.5.99]", `library/risk.yaml:5: the risk R01: ISO/IEC 42001:2023 has no "A.5.99"`},
		{"isms: [A.5.9]", "isms: [A.5.99]", `library/risk.yaml:5: the risk R01: ISO/IEC 27001:2022 has no "A.5.99"`},
		{"sign: Figures differ.,", "", "library/risk.yaml:5: the risk R01: sign is missing"},
		{"note: Choose.\n", "", "library/risk.yaml: the library: note is missing"},
		{"about: What", "colour: What", "library/risk.yaml:3: there is no field named colour"},
	} {
		c.judge(t, "library/risk.yaml", fewRisks, func(cat *catalog.Catalog) bool { return len(cat.Risks().Risks) == 1 })
	}
}

func TestTheSourcesOfTheLibraryAreTheWordsOfTheField(t *testing.T) {
	cat := shipped(t)
	risk, _ := cat.Register("risk")
	source, _ := risk.Field("source")
	var sources []string
	used := map[string]bool{}
	for _, s := range cat.Risks().Sources {
		sources = append(sources, s.ID)
	}
	for _, r := range cat.Risks().Risks {
		used[r.Source] = true
	}
	if !slices.Equal(sources, source.Words) || len(used) != len(sources) || len(cat.Risks().Risks) != 44 {
		t.Errorf("the library has %d risks of the sources %v, the field the words %v; 44 risks of all of them are right", len(cat.Risks().Risks), sources, source.Words)
	}
}
