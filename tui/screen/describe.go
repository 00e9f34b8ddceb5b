package screen

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// Tell says what an act did, or what holds since it took another back, safe to
// draw on one line.
func (s *Session) Tell(a *assess.Assessment, act store.Act, before assess.Before) string {
	return visible.Line(assess.Tell(s.Catalog, a.Called(act.Called), act.Revisions, before))
}

// tellAlone is Tell where what stood before is not known.
func (s *Session) tellAlone(a *assess.Assessment, act store.Act) string {
	return s.Tell(a, act, assess.FromParents(nil))
}
