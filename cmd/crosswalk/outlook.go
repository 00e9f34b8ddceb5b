package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/score"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

func outlookCommand(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "outlook",
		Short: "What stands in the way of each certification stage",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.outlook(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) outlook(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		book, err := db.Records(ctx, a.ID)
		if err != nil {
			return err
		}
		records := register.Recorded(register.Case{Catalog: cat, Assessment: a, Book: book, Today: x.clock()})
		o := score.OutlookOf(cat, a, score.Of(cat, a, x.clock()), records)
		if asJSON {
			return x.json(data.OutlookOf(a, o))
		}
		x.line("%s", a.Name)
		x.line("A self-assessment, never a certification decision.")
		x.stage("Stage 1, documents and readiness", o.Stage1)
		x.stage("Stage 2, on site", o.Stage2)
		x.recorded(o.Records)
		return nil
	})
}

func (x *app) stage(name string, all []score.Blocker) {
	x.line("")
	if len(all) == 0 {
		x.line("%s: no blocker found", name)
		return
	}
	x.line("%s: %s", name, count(len(all), "blocker"))
	for _, b := range all {
		x.wrapped(2, b.Item.Number+" "+b.Item.Title+": "+b.Reason)
	}
}

// recorded prints what the records say of a certification, where they say anything.
func (x *app) recorded(all []score.Recorded) {
	told := score.Told(all)
	if len(told) == 0 {
		return
	}
	x.line("")
	x.line("What the records say:")
	for _, r := range told {
		x.wrapped(2, fmt.Sprintf("%s, %s: %s", r.Name, r.Held, visible.Line(r.Says)))
	}
}
