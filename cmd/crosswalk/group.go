package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog/report/data"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

func groupCommand(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "group",
		Short: "Assessments of a client or a team, and who works on them",
		Long: `A group is assessments that the same people work on: those of a client, or those that a
team leads. An assessment belongs to one client and one team at most. Who is a member of
a group (crosswalk member) has the role in each of its assessments.`,
		Example: `  crosswalk group add "Nordwind AG"
  crosswalk group put "Nordwind AG" -a "AIMS gap 2026"
  crosswalk member add "Mara Holm" --role assessor --group "Nordwind AG"`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return x.groups(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	cmd.AddCommand(groupAdd(x), groupRename(x), groupRemove(x), groupPut(x), groupRelease(x))
	return cmd
}

func groupAdd(x *app) *cobra.Command {
	kind := string(workshop.Client)
	cmd := &cobra.Command{
		Use:     "add NAME",
		Short:   "Make a group",
		Example: "  crosswalk group add \"Nordwind AG\"\n  crosswalk group add \"Team Bergen\" --kind team",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.atTheDoor(cmd.Context(), func(db *store.DB, who store.Actor) error {
				g, err := db.MakeGroup(cmd.Context(), who, workshop.GroupKind(kind), args[0])
				if err == nil {
					x.done(x.out, true, fmt.Sprintf("the %s %s", g.Kind, g.Name))
				}
				return err
			})
		},
	}
	words := make([]string, len(workshop.GroupKinds))
	for i, k := range workshop.GroupKinds {
		words[i] = string(k)
	}
	cmd.Flags().Var(word{&kind, words}, "kind", "client or team; usually client")
	return cmd
}

func groupRename(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "rename GROUP NAME",
		Short: "Give a group another name",
		Args:  between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.onGroup(cmd.Context(), args[0], func(db *store.DB, who store.Actor, g workshop.Group) error {
				err := db.RenameGroup(cmd.Context(), who, g.ID, args[1])
				if err == nil {
					x.done(x.out, g.Name != args[1], fmt.Sprintf("the %s %s", g.Kind, args[1]))
				}
				return err
			})
		},
	}
}

func groupRemove(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove GROUP",
		Short: "Take a group away; its assessments stay, and nobody is a member of them by it",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.onGroup(cmd.Context(), args[0], func(db *store.DB, who store.Actor, g workshop.Group) error {
				err := db.DropGroup(cmd.Context(), who, g.ID)
				if err == nil {
					x.done(x.out, true, fmt.Sprintf("there is no group %s any more", g.Name))
				}
				return err
			})
		},
	}
}

func groupPut(x *app) *cobra.Command {
	return &cobra.Command{
		Use:     "put GROUP",
		Short:   "Put an assessment into a group, out of the one of that kind where it was",
		Example: "  crosswalk group put \"Nordwind AG\" -a \"AIMS gap 2026\"",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.belong(cmd.Context(), args[0], "belongs to", (*store.DB).PutInto)
		},
	}
}

func groupRelease(x *app) *cobra.Command {
	return &cobra.Command{
		Use:     "release GROUP",
		Short:   "Take an assessment out of a group",
		Example: "  crosswalk group release \"Nordwind AG\" -a \"AIMS gap 2026\"",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.belong(cmd.Context(), args[0], "belongs no longer to", (*store.DB).TakeOutOf)
		},
	}
}

// belong puts the assessment that is meant into a group, or out of it.
func (x *app) belong(ctx context.Context, group, how string, do func(*store.DB, context.Context, store.Actor, string, string) error) error {
	return x.onGroup(ctx, group, func(db *store.DB, who store.Actor, g workshop.Group) error {
		where, err := x.placeOf(ctx, db, "")
		if err != nil {
			return err
		}
		if err := do(db, ctx, who, g.ID, where.id); err != nil {
			return err
		}
		after, err := groupNamed(ctx, db, g.ID)
		x.done(x.out, len(after.Assessments) != len(g.Assessments), fmt.Sprintf("%s %s the %s %s", where, how, g.Kind, g.Name))
		return err
	})
}

func (x *app) onGroup(ctx context.Context, name string, do func(*store.DB, store.Actor, workshop.Group) error) error {
	return x.atTheDoor(ctx, func(db *store.DB, who store.Actor) error {
		g, err := groupNamed(ctx, db, name)
		if err != nil {
			return err
		}
		return do(db, who, g)
	})
}

// groupNamed finds a group by its id or its name, however that is written.
func groupNamed(ctx context.Context, db *store.DB, name string) (workshop.Group, error) {
	all, err := db.Groups(ctx)
	for _, g := range all {
		if g.ID == name || workshop.Fold(g.Name) == workshop.Fold(name) {
			return g, err
		}
	}
	if err == nil {
		err = fmt.Errorf("there is no group %q; crosswalk group lists them", name)
	}
	return workshop.Group{}, err
}

func (x *app) groups(ctx context.Context, asJSON bool) error {
	return x.withDB(ctx, func(db *store.DB) error {
		all, err := db.Groups(ctx)
		if err != nil {
			return err
		}
		known, err := places(ctx, db)
		if err != nil {
			return err
		}
		out := data.Groups{Groups: []data.Group{}}
		t := table{columns: []column{{head: "NAME", flex: true}, {head: "KIND"}, {head: "ASSESSMENTS", flex: true}}}
		for _, g := range all {
			one := data.Group{ID: g.ID, Name: g.Name, Kind: string(g.Kind), Assessments: []data.Ref{}, Made: g.Made.UTC(), MadeBy: g.MadeBy}
			var names []string
			for _, id := range g.Assessments {
				one.Assessments = append(one.Assessments, data.Ref{ID: id, Name: known[id].assessment})
				names = append(names, known[id].assessment)
			}
			out.Groups = append(out.Groups, one)
			t.add(g.Name, string(g.Kind), strings.Join(names, ", "))
		}
		switch {
		case asJSON:
			return x.json(out)
		case len(all) == 0:
			x.line("There is no group. crosswalk group add NAME makes one for a client.")
		default:
			x.table(t)
		}
		return nil
	})
}
