package catalog

import (
	"fmt"
	"math"
)

// lacking fills in the constants that came to the method after folders of
// others' own were written, so that a folder that loaded once loads for ever.
func (m *Method) lacking() {
	if m.SeenMonths == 0 {
		m.SeenMonths = 12
	}
	if m.Effort.Strategies == nil {
		m.Effort.Strategies = map[string]float64{Integrated: 0.25, Extension: 0.30, Coordinated: 0.40}
	}
	if m.Effort.Further == nil {
		m.Effort.Further = map[string]float64{"prohibited": 0.4, "high": 0.4, "limited": 0.2, "unknown": 0.2, "minimal": 0.1}
	}
	if m.Forecast.Finished == 0 {
		m.Forecast.Finished = 10
	}
	if m.Plan.Coordinated.TwoAudits == 0 {
		m.Plan.Coordinated = CoordinatedMethod{
			Agreements: []string{"risk", "suppliers", "internal audit", "management review"}, AgreementDays: 1, TwoAudits: 1.6,
		}
	}
}

// AdaptingUnder is what adapting a document costs of writing it, 0-1, under a
// strategy that was chosen; empty: none was.
func (e EffortMethod) AdaptingUnder(strategy string) float64 {
	if share, ok := e.Strategies[strategy]; ok {
		return share
	}
	return e.Adapting
}

// SystemWords say what an item about AI systems takes where there are several.
func (e EffortMethod) SystemWords() string {
	share := func(class string) string { return fmt.Sprintf("%g %%", math.Round(e.FurtherOf(class)*1000)/10) }
	return "An item about AI systems takes its days for the one with most left to do. Each further one of its family takes " + share("high") +
		" of them where its risk is high or prohibited, " + share("limited") + " where it is limited or unknown, " + share("minimal") + " where it is minimal."
}

// FurtherOf is what one more AI system costs of the first, by its risk class;
// empty is unknown.
func (e EffortMethod) FurtherOf(riskClass string) float64 {
	if share, ok := e.Further[riskClass]; ok {
		return share
	}
	return e.Further["unknown"]
}
