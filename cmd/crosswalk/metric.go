package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

func metricCommand(x *app) *cobra.Command {
	return group("metric", "What the metrics of AI systems and of the AIMS show", metricAdd(x), metricImport(x), metricShow(x))
}

func metricAdd(x *app) *cobra.Command {
	var at string
	var m assess.Measurement
	cmd := &cobra.Command{
		Use:   "add-value METRIC VALUE",
		Short: "Write down a measurement of a metric",
		Long: `Writes down what a metric showed. A metric shows one value at one time: the same
value sent again is nothing new, and another one of that time takes its place. A
program should therefore give the time; without --at it is now. A time without a
zone is in UTC.`,
		Example: `  crosswalk metric add-value ME-3 0.91 --at 2026-12-31T14:30:00Z --population 1200
  crosswalk metric add-value ME-3 0.91 --at 2026-12-31 --note "after the new model"`,
		Args: between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if m.Value, err = register.ReadFigure(args[1]); err != nil {
				return usage("%s", err)
			}
			if m.At = x.clock().UTC().Truncate(time.Second); cmd.Flags().Changed("at") {
				if m.At, err = register.ReadMoment(at); err != nil {
					return usage("%s", err)
				}
			}
			return x.measure(cmd.Context(), args[0], []assess.Measurement{m})
		},
	}
	f := cmd.Flags()
	f.StringVar(&at, "at", "", "when it was so, as 2026-12-31T14:30:00Z or 2026-12-31")
	f.Int64Var(&m.Population, "population", 0, "how many cases it is of")
	f.StringVar(&m.Group, "group", "", "the same by group of people or cases, in words")
	f.StringVar(&m.Note, "note", "", "what is to know of it")
	return cmd
}

// maxMeasurements is how many bytes a file of measurements may have.
const maxMeasurements = 32 << 20

func metricImport(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "import METRIC FILE",
		Short: "Write down the measurements of a CSV file, as one act",
		Long: `Takes in a CSV file with a line of headings: at and value, and where there are
such population, group and note. All rows are taken, as one act, or none. What
stands already is nothing new.`,
		Example: "  crosswalk metric import ME-3 accuracy.csv",
		Args:    between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			raw, err := readFile(args[1], maxMeasurements)
			if err != nil {
				return err
			}
			all, err := register.ReadMeasurements(raw)
			if err != nil {
				return fmt.Errorf("%s: %w", visible.Line(filepath.Base(args[1])), err)
			}
			return x.measure(cmd.Context(), args[0], all)
		},
	}
}

// measure writes down measurements of a metric as one act, and says what was new.
func (x *app) measure(ctx context.Context, metric string, all []assess.Measurement) error {
	return x.write(ctx, func(d desk) error {
		act, after, err := d.db.ActOnRecords(ctx, d.who, d.id, func(a *assess.Assessment, book *register.Book) ([]assess.Change, error) {
			return register.Measure(register.Case{Catalog: d.cat, Assessment: a, Book: book, Today: x.clock()}, metric, all)
		})
		if err != nil {
			return err
		}
		if len(act.Revisions) == 0 {
			x.done(x.out, false, "")
			return nil
		}
		book, err := d.db.Records(ctx, d.id)
		if err != nil {
			return err
		}
		x.done(x.out, true, assess.Tell(d.cat, after.Called(book.Called(d.cat)), act.Revisions, assess.FromParents(nil)))
		return nil
	})
}

func metricShow(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "show METRIC",
		Short:   "Show what a metric showed, and how that stands to its limits",
		Example: "  crosswalk metric show ME-3",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.read(cmd.Context(), func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
				return x.metric(cmd.Context(), cat, db, a, args[0], asJSON)
			})
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) metric(ctx context.Context, cat *catalog.Catalog, db *store.DB, a *assess.Assessment, named string, asJSON bool) error {
	c, err := x.known(ctx, cat, db, a)
	if err != nil {
		return err
	}
	r, err := c.Metric(named)
	if err != nil {
		return err
	}
	if asJSON {
		all, err := db.Measurements(ctx, a.ID, r.ID)
		if err != nil {
			return err
		}
		return x.json(data.MetricOf(c, r, all))
	}
	x.line("%s  %s · %s", c.Book.Number(cat, r), visible.Line(r.Title()), r.State())
	x.showed(register.LimitsOf(r), c.Book.Measurements(r.ID))
	return nil
}

// mostShown is how many measurements a person reads.
const mostShown = 20

// showed says how the last value stands to the limits, and lists the newest.
func (x *app) showed(limits register.Limits, trail register.Trail) {
	all := trail.Newest
	x.line("")
	if ends := limits.Ends(); len(ends) > 0 {
		x.line("%s", visible.Line(strings.Join(ends, "; ")))
	}
	if len(all) == 0 {
		x.line("Nothing was measured yet.")
		return
	}
	if words := limits.Words(limits.Outside(trail)); words != "" {
		x.line("%s", visible.Line(words))
	}
	x.line("")
	t := table{columns: []column{{head: "AT"}, {head: "VALUE", right: true}, {head: "CASES", right: true}, {head: "BY GROUP", flex: true}, {head: "NOTE", flex: true}}}
	for i := len(all) - 1; i >= 0 && i >= len(all)-mostShown; i-- {
		m, cases := all[i], ""
		if m.Population > 0 {
			cases = fmt.Sprint(m.Population)
		}
		t.add(assess.ShowMeasuredAt(m.At), limits.Figure(m.Value), cases, m.Group, m.Note)
	}
	x.table(t)
	if more := len(all) - mostShown; more > 0 {
		earlier := count(more, "earlier one")
		if trail.Earlier {
			earlier = "more than " + earlier
		}
		x.line("")
		x.line("and %s; --json prints all", earlier)
	}
}
