package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/roadmap"
	"crosswalk/store"
)

func strategyCommand(x *app) *cobra.Command {
	var asJSON bool
	var choose, reason string
	cmd := &cobra.Command{
		Use:     "strategy",
		Short:   "The three strategies, ranked, with what speaks for each",
		Long:    "Ranks the strategies by what the profile says. --choose keeps one; another\nthan the first needs a --reason; --choose '' goes back to the recommended one.",
		Example: "  crosswalk strategy --choose coordinated --reason \"The group runs it so\"",
		Args:    between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("choose") {
				return x.chooseStrategy(cmd.Context(), choose, reason, asJSON)
			}
			if reason != "" {
				return usage("--reason belongs to --choose")
			}
			return x.strategies(cmd.Context(), asJSON)
		},
	}
	cmd.Flags().Var(word{&choose, []string{catalog.Integrated, catalog.Extension, catalog.Coordinated}}, "choose", "keep this strategy")
	cmd.Flags().StringVar(&reason, "reason", "", "why it is chosen")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) strategies(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		c, err := x.inCase(ctx, cat, db, a)
		if err != nil {
			return err
		}
		r := x.figuresOn(cat, a, "").PlanWith(report.OfPlan(c)).Ranking
		if asJSON {
			return x.json(data.StrategyOf(a, r))
		}
		x.strategyList(r)
		return nil
	})
}

func (x *app) strategyList(r roadmap.Ranking) {
	for i, c := range r.Choices {
		mark := ""
		switch {
		case c.ID == r.Chosen:
			mark = ", chosen"
			if r.Why != "" {
				mark += ": " + r.Why
			}
		case r.Chosen == "" && i == 0:
			mark = ", recommended"
		}
		x.line("%s (%s): %d points%s", c.Name, c.ID, c.Points, mark)
		if c.RuledOut != "" {
			x.wrapped(2, "ruled out: "+c.RuledOut)
		}
		if c.Unjudged != "" {
			x.wrapped(2, "can't be judged before it is known "+c.Unjudged)
		}
		for _, reason := range c.Reasons {
			x.wrapped(3, fmt.Sprintf("%+d %s", reason.Points, reason.Words))
		}
		if c.Warning != "" {
			x.wrapped(2, "! "+c.Warning)
		}
		x.line("")
	}
	for _, key := range r.Missing {
		x.line("not said: %s (crosswalk profile --set %s=…)", key, key)
	}
}

func (x *app) chooseStrategy(ctx context.Context, strategy, reason string, asJSON bool) error {
	return x.write(ctx, func(d desk) error {
		book, err := d.db.Records(ctx, d.id)
		if err != nil {
			return err
		}
		ranked := func(a *assess.Assessment) roadmap.Ranking {
			return report.Input{Figures: x.figuresOn(d.cat, a, ""), Book: book}.Plan().Ranking
		}
		after, made, err := d.do(ctx, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.ChooseStrategy(a, ranked(a).Recommended(), strategy, reason)
		})
		if err != nil {
			return err
		}
		x.saved(x.told(asJSON), d.cat, after, made)
		if asJSON {
			return x.json(data.StrategyOf(after, ranked(after)))
		}
		return nil
	})
}
