package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/render"
	"crosswalk/catalog/report/data"
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
		out := data.MinutesOf(cat, a, m)
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

// minutes prints the summary as Markdown.
func (x *app) minutes(s data.Minutes) {
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

func (x *app) settledTable(all []data.Settled) {
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
func spreads(s data.Settled) string {
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

func dissentWords(d data.Ballot) string {
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

func (x *app) sectionTable(all []data.Section) {
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
