package assess

import (
	"crosswalk/catalog"
)

// Standing is how an item, or an item for one AI system, stands (method,
// section 1).
type Standing struct {
	State    State
	Level    int  // where State is Rated
	Override bool // the direct rating stands above its requirement questions
	// Lowest is the lowest rating that will count once the item is whole;
	// it is there where HasLowest is true, and bounds the ceiling.
	Lowest    int
	HasLowest bool
	// Direct says that the level comes from a direct rating.
	Direct bool
	// Answered and Of count, for an item about AI systems, the in-scope
	// systems that are judged; both are 0 for other items.
	Answered, Of int
	// Later counts the systems in scope that stand by the answer for all and came
	// into scope after it was given: nobody has looked at them yet.
	Later int
	// ByAll says, of one AI system, that it stands by the answer for all.
	ByAll bool

	informed bool // partial, and only by maturity questions
}

// Stand says how an item stands, over all AI systems in scope where it is
// about them.
func Stand(it *catalog.Item, a *Assessment) Standing {
	if !it.PerSystem() {
		return StandFor(it, a, "")
	}
	return StandOver(it, a, a.InScope())
}

// StandOver is Stand for a caller that asks about many items: systems is
// a.InScope(), read once.
func StandOver(it *catalog.Item, a *Assessment, systems []System) Standing {
	return StandEach(it, a, systems, nil)
}

// StandEach is StandOver that also says how each system stands, in the order of
// the systems: each is as long as they are, or nil where nobody asks. Of an item
// that is about the organisation it stays as it is.
func StandEach(it *catalog.Item, a *Assessment, systems []System, each []Standing) Standing {
	if !it.PerSystem() || len(systems) == 0 {
		return StandFor(it, a, "")
	}
	return overSystems(it, a, systems, each)
}

// StandIn says how an item stands for one AI system by id: by its own answer,
// or by the one for all systems where it has none.
func StandIn(it *catalog.Item, a *Assessment, system string) Standing {
	st := StandFor(it, a, system)
	if st.State != Unanswered && !st.informed {
		return st
	}
	all, since := standFor(it, a, "")
	s, _ := a.System(system)
	return st.orElse(all, since, s.Since.Order)
}

// orElse is the standing for all systems where a system has no answer of its
// own. Maturity questions alone are none: they inform, and never lower. An answer
// for all holds for the systems that were in scope when it was given.
func (s Standing) orElse(all Standing, since, inScope string) Standing {
	if s.State != Unanswered && (!s.informed || all.State == Unanswered) {
		return s
	}
	all.ByAll = true
	if (all.State == Rated || all.State == NA) && madeAfter(inScope, since) {
		all.Later = 1
	}
	return all
}

// madeAfter reports whether the revision that brought a system into scope was made
// after the one that judged. Both ids carry their time; one that does not says
// nothing of when.
func madeAfter(inScope, judgement string) bool {
	return timed(inScope) && timed(judgement) && inScope > judgement
}

// timed reports whether an id is a UUIDv7, which sort by the time they were made.
func timed(id string) bool { return len(id) == 36 && id[14] == '7' }

// overSystems is the minimum over the systems in scope: each with its own
// answer, or with the one for all systems where it has none.
func overSystems(it *catalog.Item, a *Assessment, systems []System, each []Standing) Standing {
	out := Standing{Of: len(systems)}
	var all Standing // read once it is needed, which it seldom is
	var since string
	na, judged := 0, false
	said := a.Answers[it.ID]
	for i, rest := 0, said; i < len(systems); i++ {
		var own []Answered
		own, rest = next(rest, said, systems[i].ID)
		st, _ := standAmong(it, own, systems[i].ID)
		if st.State == Unanswered || st.informed {
			if all.State == "" {
				all, since = standFor(it, a, "")
			}
			st = st.orElse(all, since, systems[i].Since.Order)
		}
		if each != nil {
			each[i] = st
		}
		out.Later += st.Later
		judged = judged || st.State != Unanswered
		if st.State == NA {
			na++
			continue
		}
		out.lower(st)
	}
	out.Answered += na
	switch {
	case na == len(systems):
		return Standing{State: NA, Answered: na - out.Later, Of: na, Later: out.Later}
	case out.Answered == len(systems):
		out.State, out.Level = Rated, out.Lowest
	case judged:
		out.State = Partial
	default:
		out.State = Unanswered
	}
	out.Answered -= out.Later
	return out
}

// lower takes one more system's standing into the minimum.
func (s *Standing) lower(st Standing) {
	if st.State == Rated {
		s.Answered++
		st.Lowest, st.HasLowest = st.Level, true
		s.Override = s.Override || st.Override
		s.Direct = s.Direct || st.Direct
	}
	if st.HasLowest && (!s.HasLowest || st.Lowest < s.Lowest) {
		s.Lowest, s.HasLowest = st.Lowest, true
	}
}

// StandFor says how an item stands at one place: for one AI system by id, or
// for the organisation and all systems where the id is empty. It does not look
// from one place to the other.
func StandFor(it *catalog.Item, a *Assessment, system string) Standing {
	st, _ := standFor(it, a, system)
	return st
}

// standFor also gives the Order of the oldest judgement that a whole answer rests
// on: since then it holds.
func standFor(it *catalog.Item, a *Assessment, system string) (Standing, string) {
	return standAmong(it, within(a.Answers[it.ID], system), system)
}

// standAmong is standFor among answers that hold all of that system.
func standAmong(it *catalog.Item, all []Answered, system string) (Standing, string) {
	direct := ratingAt(all, system, "")
	if direct.State == NA {
		return Standing{State: NA}, direct.Order
	}
	q := readQuestions(it, all, system)
	out, since := Standing{Lowest: q.lowest, HasLowest: q.rated > 0}, ""
	switch {
	case direct.State == Rated && !q.allAfter(direct.Order):
		out.State, out.Level, out.Direct, since = Rated, direct.Level, true, direct.Order
		out.Override = q.rated > 0 && direct.Level > q.lowest
	case q.counting > 0 && q.rated == q.counting:
		out.State, out.Level, since = Rated, q.lowest, q.oldest
	case q.judged:
		out.State, out.informed = Partial, !q.required
	default:
		out.State = Unanswered
	}
	return out, since
}

// questions is what the questions at one place say together.
type questions struct {
	counting int    // requirement questions that arise
	rated    int    // of these, rated
	lowest   int    // their minimum, where rated > 0
	oldest   string // Order of the oldest of these ratings
	judged   bool   // any question at all was rated or set aside
	required bool   // any requirement question was
}

func readQuestions(it *catalog.Item, all []Answered, system string) questions {
	var q questions
	for i := range it.Questions {
		tests := it.Questions[i].Tests == catalog.Requirement
		if !tests && q.judged {
			continue // it could say nothing more
		}
		r := ratingAt(all, system, it.Questions[i].ID)
		q.judged = q.judged || r.State != ""
		q.required = q.required || tests && r.State != ""
		if !tests || r.State == NA {
			continue
		}
		q.counting++
		if r.State != Rated {
			continue
		}
		if q.rated == 0 || r.Level < q.lowest {
			q.lowest = r.Level
		}
		if q.rated == 0 || r.Order < q.oldest {
			q.oldest = r.Order
		}
		q.rated++
	}
	return q
}

// allAfter reports whether every requirement question was rated after a direct
// rating, which then stands no longer.
func (q questions) allAfter(direct string) bool {
	return q.counting > 0 && q.rated == q.counting && q.oldest > direct
}

// lowestQuestion is the minimum of the requirement questions rated so far.
func lowestQuestion(it *catalog.Item, a *Assessment, k Key) (int, bool) {
	q := readQuestions(it, within(a.Answers[it.ID], k.System), k.System)
	return q.lowest, q.rated > 0
}

// direct is the key of the item the question belongs to, at the same place.
func (k Key) direct() Key { return Key{Item: k.Item, System: k.System} }

// of is the key of a question of the item.
func (k Key) of(question string) Key {
	return Key{Item: k.Item, System: k.System, Question: question}
}
