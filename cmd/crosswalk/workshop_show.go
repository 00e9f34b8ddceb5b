package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/report/data"
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
		out := data.Room{Assessment: data.About(a), Agenda: data.AgendaOf(cat, a, r.Agenda, r.Ended(), x.clock())}
		v := r.Current()
		if v != nil {
			out.Vote = data.VoteOf(cat, a, v.Vote)
			out.Vote.ID, out.Vote.Opened, out.Vote.OpenedBy = v.ID, v.Opened, v.OpenedBy
		}
		if asJSON {
			return x.json(out)
		}
		if v == nil {
			x.line("no vote is under way; crosswalk workshop vote ITEM opens one")
		} else {
			who, _ := x.author() // whoever can't be named has no vote of their own to see
			x.voteText(data.VotedOn(cat, a, v.Vote.Key), v.Vote, who.Name)
		}
		if out.Agenda != nil {
			x.line("")
			x.agendaText(out.Agenda)
		}
		return nil
	})
}

// voteText says how a vote stands to one person.
func (x *app) voteText(s data.Subject, v workshop.Vote, who string) {
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
