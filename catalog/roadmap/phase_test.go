package roadmap_test

import (
	"math"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
)

// Whatever a task is tied to has its days in the phase of the task, so that a
// phase is never done before the work that its tasks name.
func TestTheDaysOfAPhaseAreThoseOfItsTasksAndActions(t *testing.T) {
	for name, b := range map[string]*book{"empty": open(t), "demonstration": demo(t)} {
		for _, p := range b.plan().Phases {
			in := map[string]bool{}
			sum := float64(b.cat.Method.Plan.DaysPerAnswer * float64(p.Open)) // for phase 1 alone
			for _, a := range p.Actions {
				in[a.Item.ID] = true
				sum += a.Days
			}
			for _, x := range p.Tasks {
				sum += x.Left
				b.ofOnePhase(name, p, x, in)
			}
			for _, w := range p.Agreements {
				sum += w.Days
			}
			if name == "empty" && math.Abs(sum-p.Days) > 1e-9 {
				t.Errorf("%s: phase %d takes %v days; its tasks and actions take %v", name, p.Number, p.Days, sum)
			}
		}
	}
}

// ofOnePhase holds the items of a task to its phase: each is an action of it, or
// has no gap.
func (b *book) ofOnePhase(name string, p roadmap.Phase, x roadmap.Task, actions map[string]bool) {
	t := b.t.(*testing.T)
	t.Helper()
	card := b.in().Score
	for _, id := range x.Items {
		it, _ := b.cat.Item(id)
		i, _ := card.Item(id)
		if it.Phase != p.Number || !actions[id] && i.Applicable() && !i.Conforming {
			t.Errorf("%s: %s of phase %d is tied to %s, whose days fall into phase %d", name, x.ID, p.Number, id, it.Phase)
		}
	}
}

func TestPeopleAreAskedAboutTheScopeBeforeAnythingIsDesigned(t *testing.T) {
	first := open(t).plan().Phases[0]
	var numbers []string
	for _, a := range first.Actions {
		numbers = append(numbers, a.Item.Number)
	}
	if len(numbers) != 2 || numbers[0] != "4.1" && numbers[1] != "4.1" || numbers[0] != "4.3" && numbers[1] != "4.3" {
		t.Errorf("phase 1 has the actions %v; the context and the scope belong there", numbers)
	}
}

func TestEachFurtherSystemAddsItsShareOfTheDaysToThePlan(t *testing.T) {
	one, three := open(t), open(t)
	one.system("a", assess.System{RiskClass: "high"})
	for _, id := range []string{"a", "b", "c"} {
		three.system(id, assess.System{RiskClass: "high"})
	}
	about := 0.0
	for _, it := range one.cat.Requirements().Items() {
		if it.PerSystem() {
			about += it.EffortDays
		}
	}
	if more := three.plan().Days - one.plan().Days; math.Abs(more-0.8*about) > 1e-9 {
		t.Errorf("two more systems of high risk take %v days more; 0.8 of %v is right", more, about)
	}
}
