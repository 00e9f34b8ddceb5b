package roadmap

import (
	"cmp"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/score"
)

// Forecast is the plan drawn many times, each time with other days: the range of
// its end under stated assumptions, never a chance of certification.
type Forecast struct {
	Draws  int
	P      map[int]time.Time // the end by percentile, nearest rank
	Phases []map[int]time.Time
	// Largest is the open work of the phases that set the date, the largest first.
	// All actions share one triangle, so a list of overruns would sort alike.
	Largest []Work
	// Record is what the finished tasks and actions took, where there are enough of
	// them for it to be the middle of the range; else nil.
	Record *Record
	// Spread counts the ends in equal steps of so many days from First to Last, for
	// a small picture.
	First, Last time.Time
	Step        int
	Spread      []int
}

// Work is person-days that are left of one action or task.
type Work struct {
	ID   string // of an item or a task, "diagnosis" for what is unanswered, or an agreement
	Days float64
}

// spreadSteps is how many steps the picture of a forecast has at most. A step is
// whole weeks, else weekends would tear holes into it.
const spreadSteps = 16

// ForecastOf draws the plan as often as the method says.
func ForecastOf(in Input) Forecast {
	m := newModel(in)
	method := in.Catalog.Method.Forecast
	f := Forecast{Draws: method.Draws, P: map[int]time.Time{}}
	if len(m.phases) == 0 || method.Draws == 0 {
		return f
	}
	method.Common, f.Record = m.common(method)
	ends, sets := m.drawnEnds(m.draw(method))
	last := ends[len(ends)-1]
	for i := range m.phases {
		slices.Sort(ends[i])
		at := map[int]time.Time{}
		for _, p := range method.Percentiles {
			at[p] = m.cal.day(nearestRank(ends[i], p))
		}
		f.Phases = append(f.Phases, at)
	}
	f.P = f.Phases[len(f.Phases)-1]
	f.spread(m, last)
	for _, a := range m.actions {
		if sets[a.phase] {
			f.Largest = append(f.Largest, Work{a.id, a.days})
		}
	}
	slices.SortStableFunc(f.Largest, func(a, b Work) int { return cmp.Compare(score.Round(b.Days), score.Round(a.Days)) })
	return f
}

// draw gives the days of each phase, by phase and then by draw: all days of a draw
// are multiplied with one common factor, and each action's with its own. A stream
// belongs to an action by its number, so that adding one does not reshuffle the
// others, and a copy of the assessment, in which own controls have other ids, has
// the same forecast.
func (m *model) draw(method catalog.ForecastMethod) [][]float64 {
	common, own := make([]float64, method.Draws), make([]float64, method.Draws)
	factors(common, "common", method.Common)
	phases := make([][]float64, len(m.phases))
	for i := range phases {
		phases[i] = make([]float64, method.Draws)
	}
	for _, a := range m.actions {
		phase := phases[a.phase]
		factors(own, a.number, method.Each)
		for n := range phase {
			phase[n] += float64(float64(a.days*common[n]) * own[n])
		}
	}
	return phases
}

// factors draws one stream of triangular factors, always the same for an id.
func factors(into []float64, id string, t catalog.Triangular) {
	h := fnv.New64a()
	h.Write([]byte(id))
	source := rand.New(rand.NewPCG(42001, h.Sum64()))
	for i := range into {
		into[i] = t.Quantile(source.Float64())
	}
}

// drawnEnds are the ends of the phases in each draw, in days since the start, and
// which phases set the date: those that in half of the draws at least take longer
// than what is left of their published minimum.
func (m *model) drawnEnds(days [][]float64) (ends [][]int, sets []bool) {
	draws := len(days[0])
	ends, sets = make([][]int, len(m.phases)), make([]bool, len(m.phases))
	month := m.in.Catalog.Method.Plan.MonthDays
	from := make([]int, draws)
	for i := range m.phases {
		ends[i] = make([]int, draws)
		longer := 0
		for n := range draws {
			months := m.months(i, days[i][n])
			ends[i][n] = m.cal.after(from[n], months, month)
			if months > m.phases[i].Least {
				longer++
			}
		}
		from, sets[i] = ends[i], 2*longer >= draws
	}
	return ends, sets
}

// nearestRank is the value of a percentile among sorted ones.
func nearestRank(sorted []int, percentile int) int {
	rank := int(math.Ceil(float64(percentile*len(sorted)) / 100))
	return sorted[max(0, rank-1)]
}

func (f *Forecast) spread(m *model, sorted []int) {
	first, last := sorted[0], sorted[len(sorted)-1]
	f.First, f.Last = m.cal.day(first), m.cal.day(last)
	const week = 7
	days := week * ((last-first)/(week*spreadSteps) + 1)
	f.Step, f.Spread = days, make([]int, (last-first)/days+1)
	for _, end := range sorted {
		f.Spread[(end-first)/days]++
	}
}
