package workshop

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Minutes are what a room did: what it settled, what it parked, what it did not
// reach, and how far people judged alike.
type Minutes struct {
	People     []string // whose names were kept, and who led; in order
	Nameless   int      // settled votes of which no names were kept
	Settled    []Record // oldest first
	Parked     []ParkedVote
	NotReached []assess.Key // on the agenda, and not voted on since it was made
	Sections   []Section    // of which something was settled, in catalogue order
	Alpha      *float64     // as Agreement gives it; nil where there is none
}

// ParkedVote is one that was put away undecided.
type ParkedVote struct {
	Vote     Vote
	OpenedBy string
}

// Section is how far apart the first rounds on the items of a set were.
type Section struct {
	Set    *catalog.Clause
	Votes  int
	Spread float64 // mean, in levels
}

// MinutesOf are the minutes of what settled votes left in an assessment, of the
// votes that are parked and of the agenda.
func MinutesOf(cat *catalog.Catalog, a *assess.Assessment, parked []ParkedVote, agenda []Entry) (Minutes, error) {
	m := Minutes{Parked: parked}
	for _, v := range a.Votes {
		var r Record
		if err := json.Unmarshal(v.Record, &r); err != nil {
			return m, fmt.Errorf("the record of the vote on %s can't be read: %w", v.Item, err)
		}
		if !r.Named {
			m.Nameless++
		}
		m.Settled = append(m.Settled, r)
	}
	for _, e := range agenda {
		if e.State == "" {
			m.NotReached = append(m.NotReached, e.Key)
		}
	}
	m.People, m.Sections = tookPart(m.Settled, parked), sections(cat, a, m.Settled)
	if alpha, ok := Agreement(m.Settled); ok {
		m.Alpha = &alpha
	}
	return m, nil
}

// tookPart are the people whose names were kept, and those who led.
func tookPart(records []Record, parked []ParkedVote) []string {
	names := map[string]bool{}
	for _, r := range records {
		names[r.By] = true
		for _, round := range r.Rounds {
			for _, v := range round.Voices {
				names[v.Person] = true
			}
		}
	}
	for _, p := range parked {
		names[p.OpenedBy] = true
		for _, round := range append(slices.Clip(p.Vote.Rounds), p.Vote.Ballots()) {
			for _, b := range round {
				names[b.Person] = true
			}
		}
	}
	delete(names, "")
	return slices.Sorted(maps.Keys(names))
}

// sections are the means of the spread in first rounds.
func sections(cat *catalog.Catalog, a *assess.Assessment, records []Record) []Section {
	sum, votes := map[string]int{}, map[string]int{}
	for _, r := range records {
		if it, ok := assess.Item(cat, a, r.Item); ok && len(r.Rounds) > 0 && r.Rounds[0].Spread != nil {
			sum[it.Set.ID] += *r.Rounds[0].Spread
			votes[it.Set.ID]++
		}
	}
	var all []Section
	for _, s := range assess.Sets(cat, a) {
		if n := votes[s.ID]; n > 0 {
			all = append(all, Section{s, n, float64(sum[s.ID]) / float64(n)})
		}
	}
	return all
}

// AgreementWords say how far people judged alike, and by which figure.
func (m Minutes) AgreementWords() string {
	if m.Alpha == nil {
		return "There is no figure for how far people judged alike: Krippendorff's alpha needs two votes or more in whose first " +
			"rounds two or more gave a level, and levels that differ somewhere."
	}
	votes := "1 vote"
	if n := len(m.Settled); n != 1 {
		votes = fmt.Sprintf("%d votes", n)
	}
	return fmt.Sprintf("Krippendorff's alpha for ordinal data is %.2f over the first rounds of %s, where 1 is perfect agreement and 0 is "+
		"chance; it is used since more than two people vote, some miss a vote or abstain, and levels have an order but no equal steps.",
		*m.Alpha, votes)
}
