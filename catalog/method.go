package catalog

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
)

// Method holds the constants of the method: every figure the program shows is
// made with these. Shares, credits and factors are 0 to 1.
type Method struct {
	Scale     []string `json:"scale" yaml:"scale"`         // what 0 to 5 mean where an item has no words of its own
	InPlace   int      `json:"in_place" yaml:"in_place"`   // the rating from which an item can be conforming, and full credit
	MajorCap  float64  `json:"major_cap" yaml:"major_cap"` // the most credit beside an open major nonconformity
	MinorCap  float64  `json:"minor_cap" yaml:"minor_cap"` // the most credit beside an open minor nonconformity
	Precision float64  `json:"precision" yaml:"precision"` // figures are compared after rounding to this
	// SeenMonths is how long it counts that somebody saw a piece of evidence.
	SeenMonths int `json:"seen_months" yaml:"seen_months"`

	Synergy  SynergyMethod  `json:"synergy" yaml:"synergy"`
	Outlook  OutlookMethod  `json:"outlook" yaml:"outlook"`
	Effort   EffortMethod   `json:"effort" yaml:"effort"`
	Strategy StrategyMethod `json:"strategy" yaml:"strategy"`
	Plan     PlanMethod     `json:"plan" yaml:"plan"`
	Forecast ForecastMethod `json:"forecast" yaml:"forecast"`
}

// SynergyMethod: how much an ISMS carries over.
type SynergyMethod struct {
	Levels       map[string]float64 `json:"levels" yaml:"levels"`               // the factor of high, medium, low and none
	PublishedCap float64            `json:"published_cap" yaml:"published_cap"` // the most potential of an item on the published basis
	Proposal     float64            `json:"proposal" yaml:"proposal"`           // the inherited share from which an unanswered item shows a draft
	Reusable     float64            `json:"reusable" yaml:"reusable"`           // the share from which a quadrant calls an item reusable
}

// OutlookMethod: when a certification stage finds a blocker.
type OutlookMethod struct {
	Stage1Rating    int      `json:"stage1_rating" yaml:"stage1_rating"`       // what stage 1 asks of the items below
	Stage1Documents []string `json:"stage1_documents" yaml:"stage1_documents"` // items rated and evidenced
	Stage1UnderWay  []string `json:"stage1_under_way" yaml:"stage1_under_way"` // items rated: planned and begun
	NeverExcluded   []string `json:"never_excluded" yaml:"never_excluded"`     // controls that the SoA can't do without
}

// EffortMethod: person-days, the project's own assumption. The days of an item are
// those from nothing in a mid-size organisation. Of an item about AI systems they
// are those of one system; the formula for more of them is that of SystemWords.
type EffortMethod struct {
	Sizes    map[string]float64 `json:"sizes" yaml:"sizes"`       // factor of a small, medium and large organisation
	Adapting float64            `json:"adapting" yaml:"adapting"` // what adapting a document costs of writing it, while no strategy is chosen
	// Strategies is the same by the strategy that was chosen, Further what one more
	// AI system costs of the first, by its risk class.
	Strategies map[string]float64 `json:"strategies" yaml:"strategies"`
	Further    map[string]float64 `json:"further" yaml:"further"`
	OwnPhase   int                `json:"own_phase" yaml:"own_phase"` // phase of an organisation's own control
	OwnDays    float64            `json:"own_days" yaml:"own_days"`   // days of an organisation's own control
}

// StrategyMethod: what speaks for each strategy.
type StrategyMethod struct {
	ISMSYears      int            `json:"isms_years" yaml:"isms_years"`           // years of ISMS that the integrated strategy needs
	WithinMonths   int            `json:"within_months" yaml:"within_months"`     // a certification date nearer than this speaks against an extension
	NewSections    []string       `json:"new_sections" yaml:"new_sections"`       // sections an extension tends to leave thin
	NewProgress    float64        `json:"new_progress" yaml:"new_progress"`       // progress below which they are thin
	Start          map[string]int `json:"start" yaml:"start"`                     // points a strategy starts with
	Certified      int            `json:"certified" yaml:"certified"`             // for integrated
	OneOwner       int            `json:"one_owner" yaml:"one_owner"`             // for integrated
	Wanted         int            `json:"wanted" yaml:"wanted"`                   // for integrated: certification of the AIMS
	ScopesDiffer   int            `json:"scopes_differ" yaml:"scopes_differ"`     // for coordinated
	SeparateOwners int            `json:"separate_owners" yaml:"separate_owners"` // for coordinated
	ScopeMoves     int            `json:"scope_moves" yaml:"scope_moves"`         // for coordinated
	YoungISMS      int            `json:"young_isms" yaml:"young_isms"`           // for extension
	SmallBudget    int            `json:"small_budget" yaml:"small_budget"`       // for extension
	NoDate         int            `json:"no_date" yaml:"no_date"`                 // for extension
	ThinSections   int            `json:"thin_sections" yaml:"thin_sections"`     // for extension; below 0
}

// PlanMethod: how days become months and dates.
type PlanMethod struct {
	FTE           float64 `json:"fte" yaml:"fte"`                         // people at work on it where the profile is silent
	DaysPerMonth  float64 `json:"days_per_month" yaml:"days_per_month"`   // working days of one person
	MonthDays     float64 `json:"month_days" yaml:"month_days"`           // calendar days
	DaysPerAnswer float64 `json:"days_per_answer" yaml:"days_per_answer"` // diagnosis of one unanswered item, person-days
	FTEStep       float64 `json:"fte_step" yaml:"fte_step"`               // steps in which enough capacity is looked for
	FTEMost       float64 `json:"fte_most" yaml:"fte_most"`               // and where the search ends

	Coordinated CoordinatedMethod `json:"coordinated" yaml:"coordinated"`
}

// CoordinatedMethod: what two coordinated systems cost more than one.
type CoordinatedMethod struct {
	Agreements    []string `json:"agreements" yaml:"agreements"`         // what to agree on between them, in phase 2
	AgreementDays float64  `json:"agreement_days" yaml:"agreement_days"` // person-days of each
	TwoAudits     float64  `json:"two_audits" yaml:"two_audits"`         // factor of the audit and the review of phase 4
}

// ForecastMethod: the plan, drawn many times.
type ForecastMethod struct {
	Draws       int        `json:"draws" yaml:"draws"`
	Common      Triangular `json:"common" yaml:"common"`           // one factor a draw, for all days
	Each        Triangular `json:"each" yaml:"each"`               // one factor a draw and action
	Percentiles []int      `json:"percentiles" yaml:"percentiles"` // of the end date
	// Finished is from how many finished tasks and actions on, of which the days spent
	// are known, their ratio to the days planned replaces the mode of Common.
	Finished int `json:"finished" yaml:"finished"`
}

// Triangular is a distribution of factors.
type Triangular struct {
	Low  float64 `json:"low" yaml:"low"`
	Mode float64 `json:"mode" yaml:"mode"`
	High float64 `json:"high" yaml:"high"`
}

// Quantile is the value below which a share p of the triangle lies, from 0 to 1: the
// inverse of its distribution function.
func (t Triangular) Quantile(p float64) float64 {
	width, left, right := t.High-t.Low, t.Mode-t.Low, t.High-t.Mode
	if p < left/width {
		return t.Low + math.Sqrt(p*width*left)
	}
	return t.High - math.Sqrt((1-p)*width*right)
}

// Around is the triangle with another mode, widened where that lies outside.
func (t Triangular) Around(mode float64) Triangular {
	return Triangular{min(t.Low, mode), mode, max(t.High, mode)}
}

// riskClasses are those of an AI system, each of which has a factor.
var riskClasses = []string{"unknown", "minimal", "limited", "high", "prohibited"}

// systemKinds are what the model of an AI system does.
var systemKinds = []string{"predictive", "generative", "agent"}

// checkMethod says of every constant what would be right.
func (l *loader) checkMethod(m *Method, f *file) {
	if f == nil {
		return
	}
	if len(m.Scale) != 6 {
		l.refuse(f.name, "", f.key("scale"), "scale has %d descriptions; it has six, for 0 to 5", len(m.Scale))
	}
	if m.InPlace < 1 || m.InPlace > 5 {
		l.refuse(f.name, "", f.key("in_place"), "in_place is %d; it is a rating from 1 to 5", m.InPlace)
	}
	if !(0 < m.MajorCap && m.MajorCap <= m.MinorCap && m.MinorCap < 1) {
		l.refuse(f.name, "", f.key("major_cap"), "major_cap and minor_cap are %g and %g; they are more than 0, less than 1, and in this order", m.MajorCap, m.MinorCap)
	}
	m.lacking()
	l.checkConstants(m, f)
	l.checkFactors(f, "synergy", "levels", m.Synergy.Levels, levels, 0, 1)
	l.checkFactors(f, "effort", "sizes", m.Effort.Sizes, []string{"small", "medium", "large"}, 0.01, 100)
	l.checkFactors(f, "effort", "strategies", m.Effort.Strategies, strategies, 0, 1)
	l.checkFactors(f, "effort", "further", m.Effort.Further, riskClasses, 0, 1)
	l.checkTriangle(f, "common", m.Forecast.Common)
	l.checkTriangle(f, "each", m.Forecast.Each)
	for _, p := range m.Forecast.Percentiles {
		if p < 1 || p > 99 {
			l.refuse(f.name, "", f.in("forecast", "percentiles"), "forecast percentile %d; 1 to 99 are right", p)
		}
	}
}

// checkConstants holds the single numbers to their ranges; a zero that no range
// allows is a field left out.
func (l *loader) checkConstants(m *Method, f *file) {
	for _, c := range []struct {
		group, name      string
		value, low, high float64
	}{
		{"", "precision", m.Precision, 1e-15, 1e-3},
		{"", "seen_months", float64(m.SeenMonths), 1, 120},
		{"synergy", "published_cap", m.Synergy.PublishedCap, 0.01, 1},
		{"synergy", "proposal", m.Synergy.Proposal, 0.01, 1},
		{"synergy", "reusable", m.Synergy.Reusable, 0.01, 1},
		{"outlook", "stage1_rating", float64(m.Outlook.Stage1Rating), 1, 5},
		{"effort", "adapting", m.Effort.Adapting, 0, 1},
		{"effort", "own_phase", float64(m.Effort.OwnPhase), 1, 4},
		{"effort", "own_days", m.Effort.OwnDays, 0, 1000},
		{"strategy", "isms_years", float64(m.Strategy.ISMSYears), 1, 100},
		{"strategy", "within_months", float64(m.Strategy.WithinMonths), 1, 120},
		{"strategy", "new_progress", m.Strategy.NewProgress, 0, 1},
		{"plan", "fte", m.Plan.FTE, 0.01, 1000},
		{"plan", "days_per_month", m.Plan.DaysPerMonth, 1, 31},
		{"plan", "month_days", m.Plan.MonthDays, 28, 31},
		{"plan", "days_per_answer", m.Plan.DaysPerAnswer, 0, 10},
		{"plan", "fte_step", m.Plan.FTEStep, 0.01, 10},
		{"plan", "fte_most", m.Plan.FTEMost, 0.01, 1000},
		{"plan", "coordinated agreement_days", m.Plan.Coordinated.AgreementDays, 0, 1000},
		{"plan", "coordinated two_audits", m.Plan.Coordinated.TwoAudits, 1, 10},
		{"forecast", "draws", float64(m.Forecast.Draws), 1, 1_000_000},
		{"forecast", "finished", float64(m.Forecast.Finished), 1, 1000},
	} {
		if !(c.value >= c.low && c.value <= c.high) {
			l.refuse(f.name, "", f.in(c.group, c.name), "%s is %g; %g to %g is right", strings.TrimPrefix(c.group+" "+c.name, " "), c.value, c.low, c.high)
		}
	}
}

func (l *loader) checkFactors(f *file, group, name string, factors map[string]float64, names []string, low, high float64) {
	got := slices.Sorted(maps.Keys(factors))
	if want := slices.Sorted(slices.Values(names)); !slices.Equal(got, want) {
		l.refuse(f.name, "", f.in(group, name), "%s %s names %s; it names %s, each once", group, name, cmp.Or(strings.Join(got, ", "), "nothing"), strings.Join(want, ", "))
	}
	for _, key := range got {
		if v := factors[key]; !(v >= low && v <= high) {
			l.refuse(f.name, "", f.in(group, name), "%s %s: %s is %g; %g to %g is right", group, name, key, v, low, high)
		}
	}
}

func (l *loader) checkTriangle(f *file, name string, t Triangular) {
	if !(0 < t.Low && t.Low <= t.Mode && t.Mode <= t.High && t.Low < t.High && t.High <= 100) {
		l.refuse(f.name, "", f.in("forecast", name), "forecast %s is %g, %g, %g; low, mode and high are more than 0, at most 100, and in this order", name, t.Low, t.Mode, t.High)
	}
}

// checkMethodIDs: the items, sections and strategies that the method names.
func (l *loader) checkMethodIDs(m *Method, f *file, k numbers) {
	if f == nil {
		return
	}
	for _, c := range []struct {
		name string
		ids  []string
	}{
		{"stage1_documents", m.Outlook.Stage1Documents},
		{"stage1_under_way", m.Outlook.Stage1UnderWay},
		{"never_excluded", m.Outlook.NeverExcluded},
	} {
		l.refuseUnknown(f, f.in("outlook", c.name), c.name, c.ids, k.aims, AIMS)
	}
	l.refuseUnknown(f, f.in("strategy", "new_sections"), "new_sections", m.Strategy.NewSections, k.setsAIMS, AIMS)
	for _, id := range slices.Sorted(maps.Keys(m.Strategy.Start)) {
		if !slices.Contains(strategies, id) {
			l.refuse(f.name, "", f.in("strategy", "start"), "start names the strategy %q; it is one of %s", id, strings.Join(strategies, ", "))
		}
	}
}

// in is the line of a key inside a group; of the group where the key is missing,
// and 0 where the group is missing too. No group is the top of the file.
func (f *file) in(group, name string) int {
	if group == "" {
		return f.key(name)
	}
	if n := child(child(f.top(), group), name); n != nil {
		return n.Line
	}
	return f.key(group)
}
