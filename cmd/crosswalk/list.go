package main

import (
	"cmp"
	"context"
	"slices"

	"github.com/spf13/cobra"

	"crosswalk/catalog/day"
	"crosswalk/catalog/report/data"
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
		grouped := slices.ContainsFunc(all, func(s store.Summary) bool { return s.Client+s.Team != "" })
		if grouped {
			t.columns = append(t.columns, column{head: "CLIENT", flex: true}, column{head: "TEAM", flex: true})
		}
		for _, s := range all {
			name := s.Name
			if s.Archived {
				name = "(archived) " + name
			}
			cells := []string{s.ID, name, cmp.Or(s.Organisation, "–"), x.here(s.Changed).Format(day.Form)}
			if grouped {
				cells = append(cells, s.Client, s.Team)
			}
			t.add(cells...)
		}
		x.table(t)
		return nil
	})
}

func (x *app) listJSON(all []store.Summary) error {
	out := data.List{Assessments: []data.Summary{}}
	for _, s := range all {
		out.Assessments = append(out.Assessments, data.Summary{
			ID: s.ID, Name: s.Name, Organisation: s.Organisation, Kind: s.Kind, Archived: s.Archived,
			Created: s.Created.UTC(), Changed: s.Changed.UTC(), ChangedBy: s.ChangedBy,
			Client: data.OrNull(s.Client), Team: data.OrNull(s.Team),
		})
	}
	return x.json(out)
}
