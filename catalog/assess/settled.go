package assess

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// Settled is a level that a room settled on by a vote and that still stands: nobody
// rated it otherwise since.
type Settled struct {
	Key
	Level int // 0-5
	By    string
	At    time.Time // in UTC
}

// SettledAt is what a room settled on for a key, where that still stands.
func (a *Assessment) SettledAt(k Key) (Settled, bool) {
	s := Settled{Key: k}
	var found bool
	for _, v := range a.Votes { // the newest is the last
		found = v.Key() == k && s.read(v.Record) || found
	}
	now := a.Answer(k).Rating
	return s, found && now.Is(Rated) && now.Level == s.Level
}

func (s *Settled) read(record json.RawMessage) bool {
	var r struct {
		Level int       `json:"level"`
		By    string    `json:"by"`
		At    time.Time `json:"at"`
	}
	if json.Unmarshal(record, &r) != nil {
		return false
	}
	s.Level, s.By, s.At = r.Level, r.By, r.At
	return true
}

// Unsettles is what changes would overwrite of all that rooms settled on.
func (a *Assessment) Unsettles(changes []Change) []Settled {
	var all []Settled
	for _, c := range changes {
		k, err := c.Subject.Key()
		if err != nil || c.Field != FieldRating {
			continue
		}
		s, stands := a.SettledAt(k)
		if is, err := ParseRating(Revision{Value: c.Value}); !stands || err == nil && is.Is(Rated) && is.Level == s.Level {
			continue
		}
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// Words say what was settled: "5.2 was settled at 3 by Ines on 2 Mar 2026".
func (s Settled) Words(cat *catalog.Catalog, a *Assessment) string {
	words := fmt.Sprintf("%s was settled at %d", keyName(cat, a, s.Key), s.Level)
	if s.By != "" {
		words += " by " + s.By
	}
	if !s.At.IsZero() {
		words += " on " + s.At.Format(day.Form)
	}
	return words
}
