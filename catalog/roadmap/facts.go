package roadmap

import (
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// fact is how far something of the assessment has come that a published task
// follows from.
type fact struct{ begun, done bool }

// and is a fact of which both parts must be done.
func (f fact) and(g fact) fact { return fact{f.begun || g.begun, f.done && g.done} }

// status is what a task stands at that follows from the fact.
func (f fact) status() string {
	switch {
	case f.done:
		return assess.TaskDone
	case f.begun:
		return assess.TaskStarted
	}
	return assess.TaskOpen
}

// factOf is the fact that a task follows from: its items, what its catalogue
// says beside them, or both.
func (m *model) factOf(t catalog.Task) fact {
	items := m.items(t.Items)
	switch t.Follows {
	case catalog.FollowsBaseline:
		return m.baseline(func(*catalog.Item) bool { return true })
	case catalog.FollowsInventory:
		return m.inventory()
	case catalog.FollowsClauses:
		return m.judged(false)
	case catalog.FollowsAnnexes:
		return m.judged(true).and(m.baseline(func(it *catalog.Item) bool { return it.Set.Annex() }))
	case catalog.FollowsStrategy:
		kept := m.in.Assessment.Profile.Strategy != ""
		return fact{kept, kept}
	case catalog.FollowsCorrection:
		return fact{items.begun, items.done && m.audited() && !m.openNonconformity()}
	}
	return items
}

// items is done when each of them conforms or is left out, begun when any has
// credit. Of no items nothing follows.
func (m *model) items(ids []string) fact {
	f := fact{done: len(ids) > 0}
	for _, id := range ids {
		i, _ := m.in.Score.Item(id)
		f.done = f.done && (!i.Applicable() || i.Conforming)
		f.begun = f.begun || i.Credit > 0
	}
	return f
}

// baseline is done when every item of the ISMS that counts is rated or excluded.
func (m *model) baseline(counts func(*catalog.Item) bool) fact {
	f := fact{done: true}
	for _, it := range m.in.Catalog.Foundation().Items() {
		if counts(it) {
			r := m.in.Assessment.Baseline[it.ID].Rating
			f.one(r.Is(assess.Rated) || r.Is(assess.NA))
		}
	}
	return f
}

// judged is done when every item of the clauses is rated, or every control of
// Annex A is rated or excluded.
func (m *model) judged(annex bool) fact {
	f := fact{done: true}
	for i := range m.in.Score.Items {
		x := &m.in.Score.Items[i]
		if x.Item.Set.Kind != catalog.KindOwn && x.Item.Set.Annex() == annex {
			f.one(x.Standing.State == assess.Rated || annex && x.Standing.State == assess.NA)
		}
	}
	return f
}

func (f *fact) one(judged bool) {
	f.begun, f.done = f.begun || judged, f.done && judged
}

// inventory is done when there is an AI system, and each in scope says what it is
// to the organisation: role, stage, risk class and owner.
func (m *model) inventory() fact {
	any := len(m.in.Assessment.ActiveSystems()) > 0
	f := fact{any, any}
	for _, s := range m.in.Assessment.InScope() {
		known := s.RiskClass != "" && s.RiskClass != assess.RiskClasses[0]
		f.done = f.done && known && len(s.Roles) > 0 && s.Stage != "" && s.Owner != ""
	}
	return f
}

// procedure is the approved procedure that serves an item; empty: there is none.
// Until documents are kept, that is a piece of evidence which is a document and
// which a named person saw, whenever that was.
func (m *model) procedure(item string) string {
	for _, e := range m.in.Assessment.EvidenceFor(item) {
		if e.Kind == assess.EvidenceDocument && strings.TrimSpace(e.SeenBy) != "" {
			return e.What
		}
	}
	return ""
}

// audited reports whether the task of the internal audit is done.
func (m *model) audited() bool {
	for _, t := range m.in.Catalog.Tasks() {
		if t.Follows == catalog.FollowsAudit && m.task(t).Status != assess.TaskDone {
			return false
		}
	}
	return true
}

func (m *model) openNonconformity() bool {
	for i := range m.in.Assessment.Findings {
		if m.in.Assessment.Findings[i].OpenNonconformity() {
			return true
		}
	}
	return false
}

// coordinated reports whether two coordinated systems were chosen, which cost
// agreements between them and a second audit and review.
func (m *model) coordinated() bool { return m.in.Assessment.Profile.Strategy == catalog.Coordinated }

// twice are the items of the audit and the review, which two systems do twice.
func (m *model) twice() map[string]bool {
	items := map[string]bool{}
	if !m.coordinated() {
		return items
	}
	for _, t := range m.in.Catalog.Tasks() {
		if t.Follows == catalog.FollowsAudit || t.Follows == catalog.FollowsReview {
			for _, id := range t.Items {
				items[id] = true
			}
		}
	}
	return items
}
