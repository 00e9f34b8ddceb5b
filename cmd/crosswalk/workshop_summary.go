package main

import (
	"context"
	"fmt"
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
		m, err := minutesOf(cat, a, room)
		if err != nil {
			return err
		}
		out := minutesAsJSON(cat, a, m)
		if asJSON {
			return x.json(out)
		}
		x.minutes(out)
		return nil
	})
}

// minutesOf are what a room did.
func minutesOf(cat *catalog.Catalog, a *assess.Assessment, room store.Room) (workshop.Minutes, error) {
	var parked []workshop.ParkedVote
	for _, v := range parkedOf(room.Votes) {
		parked = append(parked, workshop.ParkedVote{Vote: v.Vote, OpenedBy: v.OpenedBy})
	}
	return workshop.MinutesOf(cat, a, parked, room.Agenda.Entries(room.Ended()))
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

func minutesAsJSON(cat *catalog.Catalog, a *assess.Assessment, m workshop.Minutes) minutesJSON {
	out := minutesJSON{
		Assessment: aboutAssessment(a), People: append([]string{}, m.People...), Nameless: m.Nameless, Settled: []settledJSON{}, Parked: []parkedJSON{},
		NotReached: []subject{}, Sections: []sectionJSON{}, Agreement: agreementJSON{m.Alpha, len(m.Settled), m.AgreementWords()},
	}
	for _, r := range m.Settled {
		out.Settled = append(out.Settled, settledAsJSON(cat, a, r))
	}
	for _, p := range m.Parked {
		out.Parked = append(out.Parked, parkedJSON{votedOn(cat, a, p.Vote.Key), p.Vote.Round})
	}
	for _, k := range m.NotReached {
		out.NotReached = append(out.NotReached, votedOn(cat, a, k))
	}
	for _, s := range m.Sections {
		out.Sections = append(out.Sections, sectionJSON{s.Set.ID, s.Set.Title, s.Votes, s.Spread})
	}
	return out
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
