package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/store"
)

// Conflicts are what copies of an assessment disagree on, without what is said of the
// item that the room votes on.
func (s *Session) Conflicts(id string) (all []store.Conflict, a *assess.Assessment, err error) {
	if a, err = s.DB.Assessment(s.Context, id); err == nil {
		all, err = s.DB.Conflicts(s.Context, id)
	}
	if item := s.veilOn(); item != "" && err == nil {
		all = slices.DeleteFunc(all, func(c store.Conflict) bool {
			return slices.ContainsFunc(c.Sides, func(r assess.Revision) bool { return a.Touches(r, item) })
		})
	}
	return all, a, err
}

// Clashes are what does not go together, without what is about the item that the room
// votes on.
func (s *Session) Clashes(a *assess.Assessment) ([]store.Clash, error) {
	all, err := s.DB.Clashes(s.Context, a.ID)
	if item := s.veilOn(); item != "" {
		all = slices.DeleteFunc(all, func(c store.Clash) bool { return a.TouchesBy(assess.Change{Subject: c.About}, item) })
	}
	return all, err
}

// SettleClash brings back what was taken away or excluded, or leaves it.
func (s *Session) SettleClash(id, said string, c store.Clash, back bool, reason string) tea.Cmd {
	return s.InOrder(func() tea.Msg {
		if item := s.veilOn(); item != "" {
			a, err := s.DB.Assessment(s.Context, id)
			if err != nil {
				return Failed{err}
			}
			if a.TouchesBy(assess.Change{Subject: c.About}, item) {
				return Failed{s.waits(a, item)}
			}
		}
		_, a, err := s.DB.SettleClash(s.Context, s.Actor, id, c.Name, back, reason)
		return s.acted(a, said, err)
	})
}

// SettleConflicts saves what was chosen, as one act.
func (s *Session) SettleConflicts(id, said string, choices []store.Choice, reason string) tea.Cmd {
	return s.InOrder(func() tea.Msg {
		if item := s.veilOn(); item != "" {
			a, err := s.DB.Assessment(s.Context, id)
			if err != nil {
				return Failed{err}
			}
			if slices.ContainsFunc(choices, func(x store.Choice) bool {
				return a.TouchesBy(assess.Change{Subject: x.Subject, Field: x.Field}, item)
			}) {
				return Failed{s.waits(a, item)}
			}
		}
		_, a, err := s.DB.SettleConflicts(s.Context, s.Actor, id, choices, reason)
		return s.acted(a, said, err)
	})
}
