package screen

import (
	"context"
	"encoding/json"
)

// LeftOff is where a person left off in an assessment, and in which language they
// read it.
type LeftOff struct {
	Route  string           `json:"route"`
	Places map[string]Place `json:"places,omitempty"` // by route
	Lang   string           `json:"lang,omitempty"`   // code of the language they chose
}

// WhereLeft is where this person left off. It runs in a command.
func (s *Session) WhereLeft(ctx context.Context, id string) (LeftOff, error) {
	var left LeftOff
	raw, err := s.DB.Place(ctx, s.Actor, id)
	if err == nil && raw != "" {
		// A place that can't be read is no reason not to open.
		_ = json.Unmarshal([]byte(raw), &left)
	}
	return left, err
}

// LeaveAt writes down where this person is. It runs in a command.
func (s *Session) LeaveAt(ctx context.Context, id string, left LeftOff) error {
	raw, err := json.Marshal(left)
	if err != nil {
		return err
	}
	return s.DB.SavePlace(ctx, s.Actor, id, string(raw))
}
