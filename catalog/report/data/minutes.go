package data

import (
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

type Minutes struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	People     []string   `json:"people" says:"Whose names were kept, and who led."`
	Nameless   int        `json:"nameless" says:"Settled votes of which no names were kept."`
	Settled    []Settled  `json:"settled" says:"In the order in which the votes were opened."`
	Parked     []Parked   `json:"parked"`
	NotReached []Subject  `json:"not_reached" says:"On the agenda, and not voted on since it was made."`
	Sections   []Section  `json:"sections" says:"By the first rounds, in catalogue order."`
	Agreement  Agreement  `json:"agreement" says:"How far people judged alike."`
}

type Settled struct {
	Subject
	Level       int       `json:"level" is:"0..5"`
	Stands      *int      `json:"stands" is:"0..5" says:"The level of the answer by now; null where it has none."`
	Consensus   *int      `json:"consensus" is:"0..5" says:"What the last round proposed."`
	Rounds      int       `json:"rounds"`
	FirstSpread *int      `json:"first_spread" is:"0..5"`
	LastSpread  *int      `json:"last_spread" is:"0..5"`
	Reason      *string   `json:"reason"`
	By          string    `json:"by"`
	At          time.Time `json:"at"`
	Dissent     []Ballot  `json:"dissent" says:"Votes of the last round for another level."`
}

type Parked struct {
	Subject
	Rounds int `json:"rounds"`
}

type Section struct {
	ID         string  `json:"id"`
	Title      string  `json:"title"`
	Votes      int     `json:"votes" is:"1.."`
	MeanSpread float64 `json:"mean_spread"`
}

type Agreement struct {
	Alpha *float64 `json:"alpha" says:"Krippendorff's alpha for ordinal data, over first rounds."`
	Votes int      `json:"votes"`
	Words string   `json:"words"`
}

// MinutesOf is what a room did.
func MinutesOf(cat *catalog.Catalog, a *assess.Assessment, m workshop.Minutes) Minutes {
	out := Minutes{
		Assessment: About(a), People: append([]string{}, m.People...), Nameless: m.Nameless, Settled: []Settled{}, Parked: []Parked{},
		NotReached: []Subject{}, Sections: []Section{}, Agreement: Agreement{m.Alpha, len(m.Settled), m.AgreementWords()},
	}
	for _, r := range m.Settled {
		out.Settled = append(out.Settled, settledOf(cat, a, r))
	}
	for _, p := range m.Parked {
		out.Parked = append(out.Parked, Parked{VotedOn(cat, a, p.Vote.Key), p.Vote.Round})
	}
	for _, k := range m.NotReached {
		out.NotReached = append(out.NotReached, VotedOn(cat, a, k))
	}
	for _, s := range m.Sections {
		out.Sections = append(out.Sections, Section{s.Set.ID, s.Set.Title, s.Votes, s.Spread})
	}
	return out
}

func settledOf(cat *catalog.Catalog, a *assess.Assessment, r workshop.Record) Settled {
	out := Settled{
		Subject: VotedOn(cat, a, assess.Key{Item: r.Item, System: r.System, Question: r.Question}),
		Level:   r.Level, Consensus: r.Consensus, Rounds: len(r.Rounds), Reason: OrNull(r.Reason), By: r.By, At: r.At, Dissent: []Ballot{},
	}
	if now := a.Answer(assess.Key{Item: r.Item, System: r.System, Question: r.Question}).Rating; now.Is(assess.Rated) {
		out.Stands = &now.Level
	}
	if n := len(r.Rounds); n > 0 {
		out.FirstSpread, out.LastSpread = r.Rounds[0].Spread, r.Rounds[n-1].Spread
	}
	for _, v := range r.Dissent {
		out.Dissent = append(out.Dissent, Ballot{OrNull(v.Person), v.Level, OrNull(string(v.Confidence)), OrNull(v.Reason), v.Votes})
	}
	return out
}
