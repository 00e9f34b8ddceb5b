package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/render"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

func workshopSummary(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "summary",
		Short:   "What was settled, by whom, and how far people judged alike, as Markdown",
		Example: "  crosswalk workshop summary > minutes.md",
		Args:    between(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return x.summary(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) summary(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		room, err := db.Room(ctx, a.ID)
		if err != nil {
			return err
		}
		records, err := recordsOf(a)
		if err != nil {
			return err
		}
		out := summaryOf(cat, a, records, parkedOf(room.Votes))
		out.NotReached = notReached(cat, a, room)
		if asJSON {
			return x.json(out)
		}
		x.minutes(out)
		return nil
	})
}

// recordsOf reads what settled votes left in the assessment.
func recordsOf(a *assess.Assessment) ([]workshop.Record, error) {
	records := make([]workshop.Record, len(a.Votes))
	for i, v := range a.Votes {
		if err := json.Unmarshal(v.Record, &records[i]); err != nil {
			return nil, fmt.Errorf("the record of the vote on %s can't be read: %w", v.Item, err)
		}
	}
	return records, nil
}

type minutesJSON struct {
	Assessment assessmentJSON `json:"assessment"`
	People     []string       `json:"people"`
	Nameless   int            `json:"nameless"` // settled votes of which no names were kept
	Settled    []settledJSON  `json:"settled"`
	Parked     []parkedJSON   `json:"parked"`
	NotReached []subject      `json:"not_reached"` // on the agenda, and not voted on since it was made
	Sections   []sectionJSON  `json:"sections"`
	Agreement  agreementJSON  `json:"agreement"`
}

type settledJSON struct {
	subject
	Level       int          `json:"level"`
	Stands      *int         `json:"stands"` // the level by now; null: there is none
	Consensus   *int         `json:"consensus"`
	Rounds      int          `json:"rounds"`
	FirstSpread *int         `json:"first_spread"`
	LastSpread  *int         `json:"last_spread"`
	Reason      *string      `json:"reason"`
	By          string       `json:"by"`
	At          time.Time    `json:"at"`
	Dissent     []ballotJSON `json:"dissent"`
}

type parkedJSON struct {
	subject
	Rounds int `json:"rounds"`
}

type sectionJSON struct {
	ID         string  `json:"id"`
	Title      string  `json:"title"`
	Votes      int     `json:"votes"`
	MeanSpread float64 `json:"mean_spread"`
}

type agreementJSON struct {
	Alpha *float64 `json:"alpha"`
	Votes int      `json:"votes"`
	Words string   `json:"words"`
}

func summaryOf(cat *catalog.Catalog, a *assess.Assessment, records []workshop.Record, parked []store.RoomVote) minutesJSON {
	out := minutesJSON{
		Assessment: aboutAssessment(a), People: tookPart(records, parked), Settled: []settledJSON{}, Parked: []parkedJSON{},
		Sections: sections(cat, a, records), Agreement: agreement(records),
	}
	for _, r := range records {
		if !r.Named {
			out.Nameless++
		}
		out.Settled = append(out.Settled, settledAsJSON(cat, a, r))
	}
	for _, p := range parked {
		out.Parked = append(out.Parked, parkedJSON{votedOn(cat, a, p.Vote.Key), p.Vote.Round})
	}
	return out
}

// notReached is what is left of the agenda.
func notReached(cat *catalog.Catalog, a *assess.Assessment, r store.Room) []subject {
	left := []subject{}
	for _, e := range r.Agenda.Entries(r.Ended()) {
		if e.State == "" {
			left = append(left, votedOn(cat, a, e.Key))
		}
	}
	return left
}

// tookPart are the people whose names were kept, and those who led.
func tookPart(records []workshop.Record, parked []store.RoomVote) []string {
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
	return append([]string{}, slices.Sorted(maps.Keys(names))...)
}

func settledAsJSON(cat *catalog.Catalog, a *assess.Assessment, r workshop.Record) settledJSON {
	out := settledJSON{
		subject: votedOn(cat, a, assess.Key{Item: r.Item, System: r.System, Question: r.Question}),
		Level:   r.Level, Consensus: r.Consensus, Rounds: len(r.Rounds), Reason: said(r.Reason), By: r.By, At: r.At, Dissent: []ballotJSON{},
	}
	if now := a.Answer(assess.Key{Item: r.Item, System: r.System, Question: r.Question}).Rating; now.Is(assess.Rated) {
		out.Stands = &now.Level
	}
	if n := len(r.Rounds); n > 0 {
		out.FirstSpread, out.LastSpread = r.Rounds[0].Spread, r.Rounds[n-1].Spread
	}
	for _, v := range r.Dissent {
		out.Dissent = append(out.Dissent, ballotJSON{said(v.Person), v.Level, said(string(v.Confidence)), said(v.Reason), v.Votes})
	}
	return out
}

// sections are the means of the spread in first rounds, in catalogue order.
func sections(cat *catalog.Catalog, a *assess.Assessment, records []workshop.Record) []sectionJSON {
	sum, votes := map[string]int{}, map[string]int{}
	for _, r := range records {
		if it, ok := assess.Item(cat, a, r.Item); ok && len(r.Rounds) > 0 && r.Rounds[0].Spread != nil {
			sum[it.Set.ID] += *r.Rounds[0].Spread
			votes[it.Set.ID]++
		}
	}
	all := []sectionJSON{}
	for _, s := range assess.Sets(cat, a) {
		if n := votes[s.ID]; n > 0 {
			all = append(all, sectionJSON{s.ID, s.Title, n, float64(sum[s.ID]) / float64(n)})
		}
	}
	return all
}

func agreement(records []workshop.Record) agreementJSON {
	out := agreementJSON{Votes: len(records)}
	alpha, ok := workshop.Agreement(records)
	if !ok {
		out.Words = "There is no figure for how far people judged alike: Krippendorff's alpha needs two votes or more in whose first " +
			"rounds two or more gave a level, and levels that differ somewhere."
		return out
	}
	out.Alpha = &alpha
	out.Words = fmt.Sprintf("Krippendorff's alpha for ordinal data is %.2f over the first rounds of %s, where 1 is perfect agreement and 0 is "+
		"chance; it is used since more than two people vote, some miss a vote or abstain, and levels have an order but no equal steps.",
		alpha, count(len(records), "vote"))
	return out
}

// minutes prints the summary as Markdown.
func (x *app) minutes(s minutesJSON) {
	x.line("# Workshop: %s", render.Escaped(s.Assessment.Name))
	x.heading("Who took part")
	for _, name := range s.People {
		x.line("- %s", render.Escaped(name))
	}
	if len(s.People) == 0 {
		x.line("Nobody yet.")
	}
	if s.Nameless > 0 {
		x.line("- The names of %s were not kept.", count(s.Nameless, "vote"))
	}
	x.heading("Settled")
	x.settledTable(s.Settled)
	x.heading("Parked")
	for _, p := range s.Parked {
		x.line("- %s, round %d", render.Escaped(p.String()), p.Rounds)
	}
	if len(s.Parked) == 0 {
		x.line("Nothing.")
	}
	if len(s.NotReached) > 0 {
		x.heading("On the agenda, and not reached")
		for _, left := range s.NotReached {
			x.line("- %s", render.Escaped(left.String()))
		}
	}
	x.heading("Spread by section")
	x.sectionTable(s.Sections)
	x.heading("Agreement between raters")
	x.line("%s", s.Agreement.Words)
}

func (x *app) heading(text string) {
	x.line("")
	x.line("## %s", text)
	x.line("")
}

func (x *app) settledTable(all []settledJSON) {
	if len(all) == 0 {
		x.line("Nothing yet.")
		return
	}
	x.line("| Item | Level | Stands now | Proposed | Rounds | Spread | Settled by |")
	x.line("| --- | --- | --- | --- | --- | --- | --- |")
	for _, s := range all {
		x.line("| %s | %d | %s | %s | %d | %s | %s |", render.Escaped(s.String()), s.Level, figure(s.Stands), figure(s.Consensus), s.Rounds, spreads(s), render.Escaped(s.By))
	}
	var told bool
	for _, s := range all {
		if s.Reason == nil && len(s.Dissent) == 0 {
			continue
		}
		if !told {
			told = true
			x.line("")
		}
		x.line("- %s, settled at %d%s", render.Escaped(s.String()), s.Level, because(s.Reason))
		for _, d := range s.Dissent {
			x.line("  - %s", dissentWords(d))
		}
	}
}

// figure is a number that may not be there.
func figure(n *int) string {
	if n == nil {
		return "–"
	}
	return fmt.Sprint(*n)
}

// spreads are those of the first and the last round.
func spreads(s settledJSON) string {
	if s.Rounds < 2 {
		return figure(s.FirstSpread)
	}
	return figure(s.FirstSpread) + ", then " + figure(s.LastSpread)
}

func because(reason *string) string {
	if reason == nil {
		return ""
	}
	return ": " + render.Escaped(*reason)
}

func dissentWords(d ballotJSON) string {
	words := fmt.Sprintf("%s for %s", count(d.Votes, "vote"), figure(d.Level))
	var of []string
	if d.Person != nil {
		of = append(of, render.Escaped(*d.Person))
	}
	if d.Confidence != nil {
		of = append(of, *d.Confidence+" confidence")
	}
	if len(of) > 0 {
		words += " (" + strings.Join(of, ", ") + ")"
	}
	return words + because(d.Reason)
}

func (x *app) sectionTable(all []sectionJSON) {
	if len(all) == 0 {
		x.line("Nothing yet.")
		return
	}
	x.line("| Section | Votes | Mean spread of first rounds |")
	x.line("| --- | --- | --- |")
	for _, s := range all {
		x.line("| %s | %d | %.1f |", render.Escaped(s.ID+" "+s.Title), s.Votes, s.MeanSpread)
	}
}
