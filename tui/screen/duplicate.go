package screen

import (
	"fmt"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Copying says which changes make a copy of an assessment and of its records.
type Copying = func(a *assess.Assessment, book *register.Book, name string, newID func() string) []assess.Change

// Duplicate makes a copy of an assessment, not while its room votes: a copy would tell
// how that stands. Records that only their readers see stay behind. It runs in a
// command.
func (s *Session) Duplicate(id, name string, copying Copying) (*assess.Assessment, error) {
	a, voted, err := s.Assessment(s.Context, id)
	if err != nil {
		return nil, err
	}
	if voted != "" {
		number := assess.RefName(s.Catalog, a, voted)
		return nil, fmt.Errorf("its room votes on %s, and a copy would tell how that stands; duplicate it after the reveal", number)
	}
	book, err := s.DB.RecordsWhole(s.Context, id)
	if err != nil {
		return nil, err
	}
	return s.DB.CreateFrom(s.Context, s.Actor, copying(a, book, name, s.DB.NewID))
}
