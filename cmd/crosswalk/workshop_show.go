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
	var given, gone int
	cmd := &cobra.Command{
		Use:   "show",
		Short: "The vote under way: while it is open, how many voted and nothing more",
		Long: `Shows the vote under way. With the minutes that the workshop has and those that are
gone, it also says how many of the items without an answer still fit, at the pace
of those that were settled or parked in that time.`,
		Example: "  crosswalk workshop show\n  crosswalk workshop show --minutes-given 90 --minutes-gone 30",
		Args:    between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			timed := cmd.Flags().Changed("minutes-given")
			if timed != cmd.Flags().Changed("minutes-gone") {
				return usage("--minutes-given and --minutes-gone belong together")
			}
			if timed && (given < 1 || gone < 0 || given > 10_000 || gone > 10_000) {
				return usage("a workshop has 1 to 10000 minutes, and 0 to 10000 of them are gone")
			}
			return x.showVote(cmd.Context(), asJSON, timed, time.Duration(given)*time.Minute, time.Duration(gone)*time.Minute)
		},
	}
	cmd.Flags().IntVar(&given, "minutes-given", 0, "minutes that the workshop has")
	cmd.Flags().IntVar(&gone, "minutes-gone", 0, "minutes of it that are gone")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) showVote(ctx context.Context, asJSON, timed bool, given, gone time.Duration) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		v, ok, err := db.CurrentVote(ctx, a.ID)
		if err != nil {
			return err
		}
		all, err := db.Votes(ctx, a.ID)
		if err != nil {
			return err
		}
		out := voteShownJSON{Assessment: aboutAssessment(a)}
		if ok {
			out.Vote = voteAsJSON(cat, a, v)
		}
		if timed {
			out.Pace = paceAsJSON(cat, a, pace(cat, a, all, given, gone))
		}
		if asJSON {
			return x.json(out)
		}
		if !ok {
			x.line("no vote is under way; crosswalk workshop vote ITEM opens one")
		} else {
			who, _ := x.author() // whoever can't be named has no vote of their own to see
			x.voteText(votedOn(cat, a, v.Vote.Key), v.Vote, who.Name)
		}
		if out.Pace != nil {
			x.line("")
			x.wrappedAt(0, 0, out.Pace.words())
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
		s.Item, s.Title = assess.OwnNumber(c.Number), c.Title
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

type voteShownJSON struct {
	Assessment assessmentJSON `json:"assessment"`
	Vote       *voteJSON      `json:"vote"`
	Pace       *paceJSON      `json:"pace"`
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

// pace counts what was done in the minutes that are gone, against the items
// that have no answer yet and were not put off.
func pace(cat *catalog.Catalog, a *assess.Assessment, all []store.RoomVote, given, gone time.Duration) workshop.Pace {
	p := workshop.Pace{Given: given, Gone: gone}
	began := time.Now().Add(-gone)
	off := map[string]bool{}
	for _, v := range parkedOf(all) {
		off[v.Vote.Key.Item] = true
	}
	for _, v := range all {
		switch {
		case v.Changed.Before(began):
		case v.Vote.State == workshop.Settled:
			p.Settled++
		case v.Vote.State == workshop.Parked:
			p.Parked++
		}
	}
	for _, it := range assess.Items(cat, a) {
		if st := assess.Stand(it, a).State; !off[it.ID] && (st == assess.Unanswered || st == assess.Partial) {
			p.Left = append(p.Left, assess.Key{Item: it.ID})
		}
	}
	return p
}

type paceJSON struct {
	Left     int       `json:"left"`     // items without an answer
	Each     *float64  `json:"each"`     // minutes an item took
	Fits     *int      `json:"fits"`     // items of those left
	WontFits []subject `json:"wont_fit"` // the last of them
}

func paceAsJSON(cat *catalog.Catalog, a *assess.Assessment, p workshop.Pace) *paceJSON {
	out := &paceJSON{Left: len(p.Left), WontFits: []subject{}}
	if each, ok := p.PerItem(); ok {
		minutes := each.Minutes()
		out.Each = &minutes
	}
	if n, ok := p.Fits(); ok {
		out.Fits = &n
	}
	wont, _ := p.WontFit()
	for _, k := range wont {
		out.WontFits = append(out.WontFits, votedOn(cat, a, k))
	}
	return out
}

func (p *paceJSON) words() string {
	switch {
	case p.Fits == nil:
		return fmt.Sprintf("%s left; there is no pace before one is settled or parked.", count(p.Left, "item"))
	case *p.Fits >= p.Left:
		return fmt.Sprintf("%s left, which fit in the time left.", count(p.Left, "item"))
	case p.Each == nil:
		return fmt.Sprintf("%s left, and the time is over.", count(p.Left, "item"))
	default:
		return fmt.Sprintf("%s left; at %.0f minutes each the time is enough for %d, and ends before %s.",
			count(p.Left, "item"), *p.Each, *p.Fits, p.WontFits[0].Item)
	}
}
