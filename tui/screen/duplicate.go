package screen

import (
	"fmt"

	"crosswalk/catalog/assess"
)

// Duplicate makes a copy of an assessment of the changes that make one, not while its
// room votes: a copy would tell how that stands. It runs in a command.
func (s *Session) Duplicate(id string, changes func(*assess.Assessment) []assess.Change) (*assess.Assessment, error) {
	a, voted, err := s.Assessment(s.Context, id)
	if err != nil {
		return nil, err
	}
	if voted != "" {
		number := assess.RefName(s.Catalog, a, voted)
		return nil, fmt.Errorf("its room votes on %s, and a copy would tell how that stands; duplicate it after the reveal", number)
	}
	return s.DB.CreateFrom(s.Context, s.Actor, changes(a))
}
