package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

func workshopShow(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show",
		Short: "The vote under way, while it is open only how many voted, and the agenda",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.showRoom(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) showRoom(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		r, err := db.Room(ctx, a.ID)
		if err != nil {
			return err
		}
		out := roomJSON{Assessment: aboutAssessment(a), Agenda: agendaAsJSON(cat, a, r, x.clock())}
		v := r.Current()
		if v != nil {
			out.Vote = voteAsJSON(cat, a, *v)
		}
		if asJSON {
			return x.json(out)
		}
		if v == nil {
			x.line("no vote is under way; crosswalk workshop vote ITEM opens one")
		} else {
			who, _ := x.author() // whoever can't be named has no vote of their own to see
			x.voteText(votedOn(cat, a, v.Vote.Key), v.Vote, who.Name)
		}
		if out.Agenda != nil {
			x.line("")
			x.agendaText(out.Agenda)
		}
		return nil
	})
}

// subject is what a vote is about, as people call it.
type subject struct {
	Item     string  `json:"item"`
	Title    string  `json:"title"`
	System   *string `json:"system"`
	Question *string `json:"question"`
}

func votedOn(cat *catalog.Catalog, a *assess.Assessment, k assess.Key) subject {
	s := subject{Item: k.Item, Question: said(k.Question)}
	if it, ok := assess.Item(cat, a, k.Item); ok {
		s.Item, s.Title = it.Number, it.Title
	} else if c, ok := a.Control(k.Item); ok { // removed since
		s.Item, s.Title = a.OwnNumber(c), c.Title
	}
	if sys, ok := a.System(k.System); ok {
		s.System = said(sys.Name)
	}
	return s
}

func (s subject) String() string {
	text := strings.TrimSpace(s.Item + " " + s.Title)
	if s.System != nil {
		text += " (" + *s.System + ")"
	}
	if s.Question != nil {
		text += ", question " + *s.Question
	}
	return text
}

type roomJSON struct {
	Assessment assessmentJSON `json:"assessment"`
	Vote       *voteJSON      `json:"vote"`
	Agenda     *agendaJSON    `json:"agenda"`
}

type voteJSON struct {
	ID string `json:"id"`
	subject
	Round     int            `json:"round"`
	State     workshop.State `json:"state"`
	Tolerance int            `json:"tolerance"`
	Named     bool           `json:"named"`
	Opened    time.Time      `json:"opened"`
	OpenedBy  string         `json:"opened_by"`
	Voted     int            `json:"voted"`
	Result    *resultJSON    `json:"result"`
	Ballots   []ballotJSON   `json:"ballots"`
}

type resultJSON struct {
	Counts      [6]int `json:"counts"`
	Abstained   int    `json:"abstained"`
	LowerMedian *int   `json:"lower_median"`
	Spread      *int   `json:"spread"`
	Straddles   bool   `json:"straddles"`
	Consensus   *int   `json:"consensus"`
}

type ballotJSON struct {
	Person     *string `json:"person"`
	Level      *int    `json:"level"`
	Confidence *string `json:"confidence"`
	Reason     *string `json:"reason"`
	Votes      int     `json:"votes"`
}

func voteAsJSON(cat *catalog.Catalog, a *assess.Assessment, r store.RoomVote) *voteJSON {
	v := r.Vote
	out := &voteJSON{
		ID: r.ID, subject: votedOn(cat, a, v.Key), Round: v.Round, State: v.State, Tolerance: v.Tolerance, Named: v.Named,
		Opened: r.Opened, OpenedBy: r.OpenedBy, Voted: v.Seen("").Voted, Ballots: []ballotJSON{},
	}
	result, err := v.Result()
	if err != nil { // while it is open
		return out
	}
	out.Result = &resultJSON{Counts: result.Counts, Abstained: result.Abstained, Straddles: result.Straddles}
	if result.Voted > 0 {
		out.Result.LowerMedian, out.Result.Spread = &result.LowerMedian, &result.Spread
	}
	if level, ok := result.Consensus(); ok {
		out.Result.Consensus = &level
	}
	for _, b := range v.Ballots() {
		one := ballotJSON{Person: said(b.Person), Confidence: said(string(b.Confidence)), Reason: said(b.Reason), Votes: 1}
		if !b.Abstain {
			one.Level = &b.Level
		}
		out.Ballots = append(out.Ballots, one)
	}
	return out
}

// voteText says how a vote stands to one person.
func (x *app) voteText(s subject, v workshop.Vote, who string) {
	names := "without names"
	if v.Named {
		names = "with names"
	}
	x.line("%s", s)
	x.line("round %d, %s, %s, tolerance %d", v.Round, v.State, names, v.Tolerance)
	switch seen := v.Seen(who); {
	case v.State == workshop.Settled:
		x.line("settled at %d by %s", v.Settlement.Level, v.Settlement.By)
	case v.State != workshop.Open:
		x.resultText(v)
	case seen.Cast:
		x.line("%d voted, you: %s", seen.Voted, ballotWords(seen.Own))
	default:
		x.line("%d voted, you did not", seen.Voted)
	}
}

func ballotWords(b workshop.Ballot) string {
	words := "abstained"
	if !b.Abstain {
		words = strconv.Itoa(b.Level)
	}
	if b.Confidence != "" {
		words += ", " + string(b.Confidence) + " confidence"
	}
	if b.Reason != "" {
		words += ": " + b.Reason
	}
	return words
}

func (x *app) resultText(v workshop.Vote) {
	r, err := v.Result()
	if err != nil || r.Voted+r.Abstained == 0 {
		x.line("nobody voted")
		return
	}
	t := table{columns: []column{{head: "LEVEL", right: true}, {head: "VOTES", right: true}}}
	for level, n := range r.Counts {
		if n > 0 {
			t.add(strconv.Itoa(level), strconv.Itoa(n))
		}
	}
	x.table(t)
	if r.Abstained > 0 {
		x.line("%d abstained", r.Abstained)
	}
	x.wrappedAt(0, 0, proposal(r))
	for _, end := range []struct {
		words   string
		ballots []workshop.Ballot
	}{{"lowest", r.Furthest.Low}, {"highest", r.Furthest.High}} {
		for _, b := range end.ballots {
			if b == (workshop.Ballot{Level: b.Level}) {
				continue // a hand says no more than the table
			}
			x.wrapped(2, fmt.Sprintf("%s: %s", end.words, strings.TrimSpace(b.Person+" "+ballotWords(b))))
		}
	}
}

// proposal says what a round comes to.
func proposal(r workshop.Result) string {
	if level, ok := r.Consensus(); ok {
		return fmt.Sprintf("The votes propose %d: lower median %d, spread %d.", level, r.LowerMedian, r.Spread)
	}
	switch {
	case r.Voted == 0:
		return "Nobody gave a level."
	case r.Straddles:
		return fmt.Sprintf("No agreement: votes on both sides of 2|3, lower median %d, spread %d.", r.LowerMedian, r.Spread)
	default:
		return fmt.Sprintf("No agreement: lower median %d, spread %d, above the tolerance %d.", r.LowerMedian, r.Spread, r.Tolerance)
	}
}
