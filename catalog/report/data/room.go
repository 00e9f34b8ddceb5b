package data

import (
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// Subject is what a vote is about, as people call it.
type Subject struct {
	Item     string  `json:"item" says:"Number of the item."`
	Title    string  `json:"title"`
	System   *string `json:"system" says:"Name of the AI system."`
	Question *string `json:"question" says:"Id of the question."`
}

// VotedOn is what a vote or an entry of the agenda is about, removed since or not.
func VotedOn(cat *catalog.Catalog, a *assess.Assessment, k assess.Key) Subject {
	s := Subject{Item: k.Item, Question: OrNull(k.Question)}
	if it, ok := assess.Item(cat, a, k.Item); ok {
		s.Item, s.Title = it.Number, it.Title
	} else if c, ok := a.Control(k.Item); ok { // removed since
		s.Item, s.Title = a.OwnNumber(c), c.Title
	}
	if sys, ok := a.System(k.System); ok {
		s.System = OrNull(sys.Name)
	}
	return s
}

func (s Subject) String() string {
	text := strings.TrimSpace(s.Item + " " + s.Title)
	if s.System != nil {
		text += " (" + *s.System + ")"
	}
	if s.Question != nil {
		text += ", question " + *s.Question
	}
	return text
}

type Room struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Vote       *Vote      `json:"vote" says:"The vote under way."`
	Agenda     *Agenda    `json:"agenda" says:"Null where the room has none."`
}

type Vote struct {
	ID string `json:"id"`
	Subject
	Round     int            `json:"round" is:"1.."`
	State     workshop.State `json:"state" is:"open|revealed"`
	Tolerance int            `json:"tolerance" is:"0|1|2"`
	Named     bool           `json:"named" says:"Who voted what is kept."`
	Opened    time.Time      `json:"opened"`
	OpenedBy  string         `json:"opened_by"`
	Voted     int            `json:"voted"`
	Result    *Result        `json:"result" says:"Null while the round is open."`
	Ballots   []Ballot       `json:"ballots" says:"None while the round is open."`
}

type Result struct {
	Counts      [6]int `json:"counts" is:"0.." says:"Votes for the levels 0 to 5."`
	Abstained   int    `json:"abstained"`
	LowerMedian *int   `json:"lower_median" is:"0..5"`
	Spread      *int   `json:"spread" is:"0..5" says:"The highest level minus the lowest."`
	Straddles   bool   `json:"straddles" says:"Some stand below 3 and some do not."`
	Consensus   *int   `json:"consensus" is:"0..5" says:"What the votes propose."`
}

type Ballot struct {
	Person     *string `json:"person" says:"Only in a vote with names."`
	Level      *int    `json:"level" is:"0..5" says:"Null: abstained."`
	Confidence *string `json:"confidence" is:"low|medium|high"`
	Reason     *string `json:"reason"`
	Votes      int     `json:"votes" is:"1.." says:"Ballots that can't be told apart."`
}

// VoteOf is a vote as everybody may see it: without ballots while it is open.
func VoteOf(cat *catalog.Catalog, a *assess.Assessment, v workshop.Vote) *Vote {
	out := &Vote{
		Subject: VotedOn(cat, a, v.Key), Round: v.Round, State: v.State, Tolerance: v.Tolerance, Named: v.Named,
		Voted: v.Seen("").Voted, Ballots: []Ballot{},
	}
	result, err := v.Result()
	if err != nil { // while it is open
		return out
	}
	out.Result = &Result{Counts: result.Counts, Abstained: result.Abstained, Straddles: result.Straddles}
	if result.Voted > 0 {
		out.Result.LowerMedian, out.Result.Spread = &result.LowerMedian, &result.Spread
	}
	if level, ok := result.Consensus(); ok {
		out.Result.Consensus = &level
	}
	for _, b := range v.Ballots() {
		one := Ballot{Person: OrNull(b.Person), Confidence: OrNull(string(b.Confidence)), Reason: OrNull(b.Reason), Votes: 1}
		if !b.Abstain {
			one.Level = &b.Level
		}
		out.Ballots = append(out.Ballots, one)
	}
	return out
}
