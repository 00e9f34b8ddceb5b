package roadmap

import (
	"cmp"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"crosswalk/catalog"
)

// Forecast is the plan drawn many times, each time with other days: how sure
// its end is, and what pushes it.
type Forecast struct {
	Draws    int
	P        map[int]time.Time // the end by percentile, nearest rank
	Phases   []map[int]time.Time
	Overruns []Overrun // the largest first; only what ever counts
	// Spread counts the ends in equal steps from First to Last, for a small
	// picture.
	First, Last time.Time
	Spread      []int
}

// Overrun is how far an action goes over its plan on average, in person-days,
// where its phase takes longer than its published minimum.
type Overrun struct {
	ID   string // of an item or a task; "diagnosis" for what is unanswered
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
	days := m.draw(method)
	ends, over := m.drawnEnds(days)
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
	for a, sum := range over {
		if sum > 0 {
			f.Overruns = append(f.Overruns, Overrun{m.actions[a].id, sum / float64(method.Draws)})
		}
	}
	slices.SortStableFunc(f.Overruns, func(a, b Overrun) int { return cmp.Compare(b.Days, a.Days) })
	return f
}

// drawn are the days of each draw: of every action, and of every phase.
type drawn struct {
	actions [][]float64 // by action, then by draw
	phases  [][]float64 // by phase, then by draw
}

// draw multiplies all days of a draw with one common factor, and each action's
// with its own. A stream belongs to an action by its number, so that adding one
// does not reshuffle the others, and a copy of the assessment, in which own
// controls have other ids, has the same forecast.
func (m *model) draw(method catalog.ForecastMethod) drawn {
	common := factors("common", method.Common, method.Draws)
	d := drawn{phases: make([][]float64, len(m.phases))}
	for i := range d.phases {
		d.phases[i] = make([]float64, method.Draws)
	}
	for _, a := range m.actions {
		own := factors(a.number, method.Each, method.Draws)
		phase := d.phases[a.phase]
		for n := range own {
			own[n] = float64(float64(a.days*common[n]) * own[n])
			phase[n] += own[n]
		}
		d.actions = append(d.actions, own)
	}
	return d
}

// factors are one stream of triangular factors, always the same for an id.
func factors(id string, t catalog.Triangular, draws int) []float64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	source := rand.New(rand.NewPCG(42001, h.Sum64()))
	triangle := distuv.NewTriangle(t.Low, t.High, t.Mode, nil)
	out := make([]float64, draws)
	for i := range out {
		out[i] = triangle.Quantile(source.Float64())
	}
	return out
}

// drawnEnds are the ends of the phases in each draw, in days since the start,
// and for each action the sum of what it went over its plan where that counts.
func (m *model) drawnEnds(d drawn) (ends [][]int, over []float64) {
	draws := len(d.phases[0])
	ends = make([][]int, len(m.phases))
	for i := range ends {
		ends[i] = make([]int, draws)
	}
	counts := make([][]bool, len(m.phases))
	month := m.in.Catalog.Method.Plan.MonthDays
	for i := range m.phases {
		counts[i] = make([]bool, draws)
		for n := range draws {
			from := 0
			if i > 0 {
				from = ends[i-1][n]
			}
			months := m.months(i, d.phases[i][n])
			ends[i][n] = m.cal.after(from, months, month)
			counts[i][n] = months > float64(m.phases[i].MinMonths)
		}
	}
	over = make([]float64, len(m.actions))
	for a, days := range d.actions {
		phase := counts[m.actions[a].phase]
		for n, drawn := range days {
			if phase[n] {
				over[a] += drawn - m.actions[a].days
			}
		}
	}
	return ends, over
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
	f.Spread = make([]int, (last-first)/days+1)
	for _, end := range sorted {
		f.Spread[(end-first)/days]++
	}
}
