package main

import (
	"cmp"
	"context"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog/day"
	"crosswalk/store"
)

func listCommand(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the assessments, last changed first",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.list(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

type listJSON struct {
	Assessments []summaryJSON `json:"assessments"`
}

type summaryJSON struct {
	ID           string    `json:"id"`
	Name         string    `json:"name"`
	Organisation string    `json:"organisation"`
	Kind         string    `json:"kind"`
	Archived     bool      `json:"archived"`
	Created      time.Time `json:"created"`
	Changed      time.Time `json:"changed"`
	ChangedBy    string    `json:"changed_by"`
}

func (x *app) list(ctx context.Context, asJSON bool) error {
	return x.withDB(ctx, func(db *store.DB) error {
		all, err := db.Assessments(ctx)
		if err != nil {
			return err
		}
		if asJSON {
			return x.listJSON(all)
		}
		if len(all) == 0 {
			x.line("There is no assessment yet. Make one with crosswalk new NAME.")
			return nil
		}
		t := table{columns: []column{{head: "ID"}, {head: "NAME", flex: true}, {head: "ORGANISATION", flex: true}, {head: "CHANGED"}}}
		for _, s := range all {
			name := s.Name
			if s.Archived {
				name = "(archived) " + name
			}
			t.add(s.ID, name, cmp.Or(s.Organisation, "–"), x.here(s.Changed).Format(day.Form))
		}
		x.table(t)
		return nil
	})
}

func (x *app) listJSON(all []store.Summary) error {
	out := listJSON{Assessments: []summaryJSON{}}
	for _, s := range all {
		out.Assessments = append(out.Assessments, summaryJSON{
			s.ID, s.Name, s.Organisation, s.Kind, s.Archived, s.Created.UTC(), s.Changed.UTC(), s.ChangedBy,
		})
	}
	return x.json(out)
}
