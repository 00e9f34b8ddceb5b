package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
)

// Draft says where what is being typed is kept until it is saved. What belongs to
// no assessment yet is kept for as long as the session lasts.
type Draft struct {
	Assessment string
	Subject    assess.Subject
	Field      string
}

// KeepDraft keeps what is being typed. What the file does not take, this session
// remembers. It runs in a command, as all that follows but HasDraft.
func (s *Session) KeepDraft(ctx context.Context, d Draft, text string) error {
	if !s.mayStore(d) {
		s.remember(d, &text)
		return nil
	}
	if err := s.DB.SaveDraft(ctx, s.Actor, d.Assessment, d.Subject, d.Field, text); err != nil {
		s.remember(d, &text)
		return err
	}
	s.remember(d, nil)
	return nil
}

// StoreDrafts writes down what the file did not take before. It runs in a command: nil,
// or Failed.
func (s *Session) StoreDrafts(ctx context.Context) tea.Msg {
	s.mu.Lock()
	left := map[Draft]string{}
	for d, text := range s.drafts {
		if text != nil && s.mayStore(d) {
			left[d] = *text
		}
	}
	s.mu.Unlock()
	for d, text := range left {
		if err := s.KeepDraft(ctx, d, text); err != nil {
			return Failed{err}
		}
	}
	return nil
}

// DropDraft forgets a draft, saved or given up.
func (s *Session) DropDraft(ctx context.Context, d Draft) error {
	s.mu.Lock()
	delete(s.drafts, d)
	s.mu.Unlock()
	if !s.mayStore(d) {
		return nil
	}
	return s.DB.DropDraft(ctx, s.Actor, d.Assessment, d.Subject, d.Field)
}

// DraftOf is what this person typed there and never saved.
func (s *Session) DraftOf(ctx context.Context, d Draft) (text string, ok bool, err error) {
	s.mu.Lock()
	remembered := s.drafts[d]
	s.mu.Unlock()
	switch {
	case remembered != nil:
		return *remembered, true, nil
	case d.Assessment == "":
		return "", false, nil
	}
	return s.DB.Draft(ctx, s.Actor, d.Assessment, d.Subject, d.Field)
}

// HasDraft reports whether this person typed something there and never saved it.
func (s *Session) HasDraft(d Draft) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, has := s.drafts[d]
	return has
}

// mayStore reports whether the file keeps this person's drafts of that kind.
// Where the role is one of the assessment, the store says.
func (s *Session) mayStore(d Draft) bool {
	return d.Assessment != "" && (s.Actor.Role.MayWrite() == nil || !s.Actor.Role.Everywhere())
}

// remember notes that there is a draft, and its text where only this session has
// it.
func (s *Session) remember(d Draft, text *string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.drafts == nil {
		s.drafts = map[Draft]*string{}
	}
	s.drafts[d] = text
}

// findDrafts finds out where this person left texts of an assessment.
func (s *Session) findDrafts(id string) error {
	all, err := s.DB.Drafts(s.Context, s.Actor, id)
	for _, at := range all {
		if d := (Draft{id, at.Subject, at.Field}); !s.HasDraft(d) {
			s.remember(d, nil)
		}
	}
	return err
}

// Marked says before other words that a draft is there.
func (s *Session) Marked(words string, d Draft) string {
	if s.HasDraft(d) {
		return "draft · " + words
	}
	return words
}

// Adds is what a key does that adds a record.
func (s *Session) Adds(d Draft) string {
	if s.HasDraft(d) {
		return "go on with the draft"
	}
	return "add"
}
