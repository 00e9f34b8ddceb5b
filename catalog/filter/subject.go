package filter

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// subject is an item that something is asked of.
type subject struct {
	facts *chooser
	it    *catalog.Item
	isms  bool
	score score.ItemScore // of an item of ISO/IEC 42001
	base  assess.Answer   // of one of the ISMS
	only  []int           // places of the AI systems that are asked about and that it is about
}

// subject makes an item ready to be asked about, in the place of the one before.
func (c *chooser) subject(it *catalog.Item) *subject {
	s := &c.now
	*s = subject{facts: c, it: it, isms: it.Set.Standard == catalog.ISMS}
	if s.isms {
		s.base = c.Assessment.Baseline[it.ID]
		return s
	}
	s.score, _ = c.Score.Item(it.ID)
	if s.score.Systems != nil {
		s.only = c.only
	}
	return s
}

func (s *subject) standard() string {
	if s.isms {
		return catalog.ISMS
	}
	return catalog.AIMS
}

// judged is how an item stands, as a whole or for one AI system.
type judged struct {
	st         assess.Standing
	conforming bool
	seen       bool
}

func (j *judged) open() bool {
	return j.st.State == assess.Unanswered || j.st.State == assess.Partial
}
func (j *judged) excluded() bool { return j.st.State == assess.NA }
func (j *judged) gap() bool      { return !j.excluded() && !j.conforming }
func (j *judged) claimed() bool  { return j.conforming && !j.seen }

// some asks whether an item stands so, for any of the AI systems that are asked
// about.
func some(is func(*judged) bool) func(*subject, string) bool {
	return func(s *subject, _ string) bool { return s.stands(is) }
}

func (s *subject) stands(is func(*judged) bool) bool {
	switch {
	case s.isms:
		return is(s.onBaseline())
	case len(s.only) == 0:
		return is(&judged{s.score.Standing, s.score.Conforming, s.score.Seen})
	}
	return slices.ContainsFunc(s.only, func(i int) bool {
		x := &s.score.Systems[i]
		return is(&judged{x.Standing, x.Conforming, x.Seen})
	})
}

// onBaseline is how an item of the ISMS stands; it conforms as one of the AIMS
// would.
func (s *subject) onBaseline() *judged {
	st := assess.Standing{State: assess.Unanswered, Level: s.base.Rating.Level}
	if s.base.Rating.State != "" {
		st.State = s.base.Rating.State
	}
	full := st.State == assess.Rated && st.Level >= s.facts.Catalog.Method.InPlace
	return &judged{st: st, conforming: full && !s.faulted()}
}

func (s *subject) applies() bool { return s.stands(func(j *judged) bool { return !j.excluded() }) }

func (s *subject) quadrant() synergy.Quadrant {
	x, _ := s.facts.Synergy.Item(s.it.ID)
	return x.Quadrant
}

func (s *subject) stale(string) bool {
	if s.facts.Overtaken != nil && s.facts.Overtaken(s.it.ID) {
		return true
	}
	return slices.ContainsFunc(s.facts.Synergy.Stale, func(x synergy.Stale) bool {
		return x.Key.Item == s.it.ID && s.asked(x.Key.System)
	})
}

// offered reports whether the ISMS offers a draft anywhere.
func (s *subject) offered(string) bool {
	if !s.stands((*judged).open) {
		return false
	}
	offers := func(system string) bool {
		k := assess.Key{Item: s.it.ID, System: system}
		_, ok := synergy.Propose(s.facts.Catalog, s.facts.Assessment, s.facts.Synergy.Basis, k)
		return ok
	}
	return offers("") || s.it.PerSystem() && slices.ContainsFunc(s.facts.scope, func(x assess.System) bool { return s.asked(x.ID) && offers(x.ID) })
}

// asked reports whether what stands for an AI system by id, or for all, counts.
func (s *subject) asked(system string) bool {
	if system == "" {
		return true
	}
	i := slices.IndexFunc(s.facts.scope, func(x assess.System) bool { return x.ID == system })
	return i >= 0 && s.it.PerSystem() && (len(s.only) == 0 || slices.Contains(s.only, i))
}

// said reports whether an answer that counts is what is looked for: of the item
// as a whole, not of its questions.
func (s *subject) said(is func(*assess.Answer) bool) bool {
	if s.isms {
		return is(&s.base)
	}
	answers := s.facts.Assessment.Answers[s.it.ID]
	for i := range answers {
		x := &answers[i]
		if x.Question == "" && s.asked(x.System) && is(&x.Answer) {
			return true
		}
	}
	return false
}

// owners see to it.
func (s *subject) owners() []string {
	var all []string
	s.said(func(x *assess.Answer) bool {
		if x.Owner != "" {
			all = append(all, x.Owner)
		}
		return false
	})
	return all
}

func (s *subject) owned(who string) bool {
	return slices.ContainsFunc(s.owners(), func(o string) bool { return assess.FoldName(o) == who })
}

func (s *subject) evidenced() bool {
	if len(s.only) == 0 && !s.isms {
		return s.score.Evidence > 0
	}
	ref := assess.RefOf(s.it)
	return slices.ContainsFunc(s.facts.Assessment.Evidence, func(e assess.Evidence) bool {
		return !e.Removed && slices.Contains(e.Items, ref) && s.asked(e.System)
	})
}

// faulted reports whether a nonconformity is open.
func (s *subject) faulted() bool {
	if s.isms {
		return s.facts.Assessment.NonconformityOn(s.it.ID)
	}
	if len(s.only) == 0 {
		return s.score.OpenMajor+s.score.OpenMinor > 0
	}
	return slices.ContainsFunc(s.facts.Assessment.Findings, func(f assess.Finding) bool {
		return f.Item == s.it.ID && f.OpenNonconformity() && s.asked(f.System)
	})
}

func (s *subject) dueWithin(days string) bool {
	n, _ := strconv.Atoi(strings.TrimSuffix(days, "d"))
	return s.dueBefore(s.facts.Today.AddDate(0, 0, n+1).Format(time.DateOnly))
}

// dueBefore reports whether something is due before a day, and not done.
func (s *subject) dueBefore(day string) bool {
	return s.stands((*judged).gap) && s.said(func(x *assess.Answer) bool { return x.Due != "" && x.Due < day })
}

// systems are the names of the AI systems that it is about.
func (s *subject) systems() []string {
	var names []string
	for i := range s.score.Systems {
		names = append(names, s.facts.scope[i].Name)
	}
	return names
}
