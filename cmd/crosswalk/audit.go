package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

func auditCommand(x *app) *cobra.Command {
	return group("audit", "Plan, checklist and report of an audit",
		x.documentOf("audit-plan", "plan", "AU-1", "Who looks at what and when, and what disagrees"),
		x.documentOf("audit-checklist", "checklist", "AU-1", "The questions of its items, and what to ask to see"),
		x.documentOf("audit-report", "report", "AU-1", "What it concluded, found and saw"))
}

// documentOf is the short name of a document about one record, such as the one of a
// number.
func (x *app) documentOf(kind, name, number, short string) *cobra.Command {
	f := &reportFlags{outlet: outlet{offered: formatsOfReport()}}
	verb, _, _ := strings.Cut(kind, "-")
	cmd := &cobra.Command{
		Use:     name + " NUMBER",
		Short:   short,
		Long:    short + ".\n\nIt is the document " + kind + " of crosswalk report.",
		Example: fmt.Sprintf("  crosswalk %s %s %s\n  crosswalk %s %s %s -o %s.docx", verb, name, number, verb, name, number, name),
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.reportOn(cmd.Context(), f, []string{kind, args[0]})
		},
	}
	f.outlet.flags(cmd)
	return cmd
}

func sampleCommand(x *app) *cobra.Command {
	return group("sample", "Samples of an audit", sampleDraw(x))
}

func sampleDraw(x *app) *cobra.Command {
	var asJSON bool
	var again string
	cmd := &cobra.Command{
		Use:   "draw NUMBER",
		Short: "Draw a sample, or show what was drawn and what follows",
		Long: `Draws a random sample from its numbered list and keeps the start of the draw, so that
anybody can draw it again. What was drawn is never drawn over: then it is shown with
what was seen and what follows for the list. --again draws anew with a reason, and both
draws are kept.`,
		Example: "  crosswalk sample draw AU-1.2\n  crosswalk sample draw AU-1.2 --again \"the list was of last year\"",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			number, drawn, err := x.draw(cmd.Context(), args[0], again)
			if err != nil {
				return err
			}
			if !drawn {
				fmt.Fprintf(x.errs, "%s was drawn already; --again REASON draws anew and keeps both.\n", number)
			}
			return x.readRecords(cmd.Context(), func(_ *store.DB, _ store.Actor, all data.Records) error {
				r, err := all.Book.Find(all.Catalog, number)
				switch {
				case err != nil:
					return err
				case asJSON:
					return x.json(data.SampleOf(all.Case, r))
				}
				x.sample(data.SampleOf(all.Case, r))
				return nil
			})
		},
	}
	cmd.Flags().Var(filled{&again}, "again", "draw anew although it was drawn, and why")
	jsonFlag(cmd, &asJSON)
	return cmd
}

// draw draws the sample of a number, unless it is drawn and no reason is given, and
// gives the number of what holds then.
func (x *app) draw(ctx context.Context, number, again string) (holds string, drawn bool, err error) {
	err = x.write(ctx, func(d desk) error {
		after, made, err := x.doRecords(ctx, d, func(c register.Case) ([]assess.Change, error) {
			r, err := c.Book.Find(c.Catalog, number)
			switch {
			case err != nil:
				return nil, err
			case r.Kind != register.KindSample:
				return nil, fmt.Errorf("%s is no sample; crosswalk record show AU-1 lists those of an audit", number)
			}
			holds = c.Book.Number(c.Catalog, r)
			if again == "" && len(c.SampleOf(r).Units) > 0 {
				return nil, nil
			}
			drawn = true
			return register.DrawSample(c, r.ID, register.StartOf(d.db.NewID()), d.db.NewID(), again)
		})
		for _, c := range made.changes {
			if c.Field == assess.FieldNumber {
				holds = after.NameCalled(c.Subject)
			}
		}
		return err
	})
	return holds, drawn, err
}

// sample says what was drawn, and what follows.
func (x *app) sample(s data.DrawnSample) {
	x.line("%s  %s", s.Number, s.Title)
	x.wrappedAt(0, 2, s.Says)
	for _, part := range []struct {
		label string
		units []int
	}{{"drawn", s.Drawn}, {"conforming", s.Conforming}, {"nonconforming", s.Nonconforming}, {"could not be seen", s.NotSeen}, {"not looked at yet", s.Open}} {
		if len(part.units) > 0 {
			words := make([]string, len(part.units))
			for i, n := range part.units {
				words[i] = strconv.Itoa(n)
			}
			x.paragraph(part.label, strings.Join(words, ", "))
		}
	}
	if s.Start != nil {
		x.paragraph("start of the draw", *s.Start)
		x.paragraph("draw it again", *s.Repeat)
	}
	if len(s.DrawnBefore) > 0 {
		x.paragraph("drawn before", strings.Join(s.DrawnBefore, ", "))
	}
}
