package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog/day"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

const aboutMembers = `Who works on which assessment. Somebody whose role in the file is member joins nothing
but the assessments that they are a member of; somebody with a role everywhere has the
nearest one: in the assessment itself, else in its groups (crosswalk group), of which the
highest counts, else everywhere. A change holds from the next act on.`

func memberCommand(x *app) *cobra.Command {
	var ask askedMembers
	cmd := &cobra.Command{
		Use:   "member",
		Short: "Who works on which assessment",
		Long:  aboutMembers + "\nWithout -a or --group all are listed; --all lists what was ever given and taken, and by whom.",
		Args:  noSuchCommand,
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.members(cmd.Context(), ask) },
	}
	groupFlag(cmd, &ask.group, "only those of a group")
	cmd.Flags().BoolVar(&ask.all, "all", false, "what was ever given and taken, the last first")
	jsonFlag(cmd, &ask.json)
	cmd.AddCommand(memberAdd(x), memberRemove(x))
	return cmd
}

// groupFlag is a flag that takes a group.
func groupFlag(cmd *cobra.Command, at *string, about string) {
	cmd.Flags().Var(filled{at}, "group", about)
}

// askedMembers are which memberships are asked for.
type askedMembers struct {
	group     string
	all, json bool
}

func memberAdd(x *app) *cobra.Command {
	var role, group string
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Give somebody a role in an assessment or a group",
		Long:  "Gives a role to somebody whom crosswalk people knows.\n\n" + aboutMembers,
		Example: `  crosswalk people add "Mara Holm" --key mara.pub --role member
  crosswalk member add "Mara Holm" --role assessor -a "AIMS gap 2026"
  crosswalk member add "Mara Holm" --role facilitator --group "Team Bergen"`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if role == "" {
				return usage("say which role: --role assessor")
			}
			return x.setMember(cmd.Context(), args[0], group, workshop.Role(role))
		},
	}
	roleFlag(cmd, &role, workshop.Roles)
	groupFlag(cmd, &group, "in all assessments of a group")
	return cmd
}

func memberRemove(x *app) *cobra.Command {
	var group string
	cmd := &cobra.Command{
		Use:     "remove NAME",
		Short:   "Take somebody out of an assessment or a group; what they answered stays",
		Example: "  crosswalk member remove \"Mara Holm\" -a \"AIMS gap 2026\"",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.setMember(cmd.Context(), args[0], group, "")
		},
	}
	groupFlag(cmd, &group, "out of a group")
	return cmd
}

func (x *app) setMember(ctx context.Context, name, group string, role workshop.Role) error {
	return x.atTheDoor(ctx, func(db *store.DB, who store.Actor) error {
		where, err := x.placeOf(ctx, db, group)
		if err != nil {
			return err
		}
		before, err := roleThere(ctx, db, where.id, name)
		if err != nil {
			return err
		}
		if role == "" && before == "" {
			return fmt.Errorf("%s is not a member of %s; crosswalk member lists who is", name, where)
		}
		if err := x.shutting(ctx, db, func() error { return db.SetMember(ctx, who, where.id, name, role) }); err != nil {
			return err
		}
		said := fmt.Sprintf("%s joins %s as %s", name, where, role)
		if role == "" {
			said = fmt.Sprintf("%s is no longer a member of %s", name, where)
		}
		x.done(x.out, before != role, said)
		return nil
	})
}

// roleThere is the role that somebody has in a place by a membership.
func roleThere(ctx context.Context, db *store.DB, place, name string) (workshop.Role, error) {
	all, err := db.Members(ctx)
	for _, m := range all {
		if m.Place == place && workshop.Fold(m.Name) == workshop.Fold(name) {
			return m.Role, err
		}
	}
	return "", err
}

// placed is an assessment or a group by its id, and as it is called.
type placed struct{ id, assessment, group string }

func (p placed) String() string {
	if p.group != "" {
		return "the group " + p.group
	}
	return p.assessment
}

// placeOf is the group that is named, else the assessment that is meant.
func (x *app) placeOf(ctx context.Context, db *store.DB, group string) (placed, error) {
	if group != "" && x.wanted != "" {
		return placed{}, usage("say one of -a and --group")
	}
	if group != "" {
		g, err := groupNamed(ctx, db, group)
		return placed{id: g.ID, group: g.Name}, err
	}
	id, err := x.toWrite(ctx, db)
	if err != nil {
		return placed{}, err
	}
	all, err := places(ctx, db)
	return all[id], err
}

// places are all assessments and groups, by id.
func places(ctx context.Context, db *store.DB) (map[string]placed, error) {
	all := map[string]placed{}
	assessments, err := db.Assessments(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range assessments {
		all[s.ID] = placed{id: s.ID, assessment: s.Name}
	}
	groups, err := db.Groups(ctx)
	for _, g := range groups {
		all[g.ID] = placed{id: g.ID, group: g.Name}
	}
	return all, err
}

func (x *app) members(ctx context.Context, ask askedMembers) error {
	return x.withDB(ctx, func(db *store.DB) error {
		only := ""
		if ask.group != "" || x.wanted != "" {
			where, err := x.placeOf(ctx, db, ask.group)
			if err != nil {
				return err
			}
			only = where.id
		}
		read := db.Members
		if ask.all {
			read = db.MembershipsGiven
		}
		all, err := read(ctx)
		if err != nil {
			return err
		}
		known, err := places(ctx, db)
		if err != nil {
			return err
		}
		out, t := x.membersShown(all, known, only)
		switch {
		case ask.json:
			return x.json(out)
		case len(t.rows) == 0:
			x.line("Nobody is a member of it alone. Who has a role everywhere (crosswalk people) works on every assessment.")
		default:
			x.table(t)
		}
		return nil
	})
}

// membersShown are the memberships of one place, or of all where none is named, for
// programs and as a table.
func (x *app) membersShown(all []workshop.Membership, known map[string]placed, only string) (data.Members, table) {
	out := data.Members{Members: []data.Member{}}
	t := table{columns: []column{{head: "NAME", flex: true}, {head: "ROLE"}, {head: "IN", flex: true}, {head: "GIVEN"}, {head: "BY", flex: true}}}
	for _, m := range all {
		if only != "" && m.Place != only {
			continue
		}
		where, role := known[m.Place], string(m.Role)
		if where == (placed{}) {
			where.group = "(gone)"
		}
		out.Members = append(out.Members, data.Member{
			Name: m.Name, Role: data.OrNull(role), Place: m.Place, Assessment: data.OrNull(where.assessment), Group: data.OrNull(where.group), Given: m.Given.UTC(), GivenBy: m.GivenBy,
		})
		if role == "" {
			role = "taken out"
		}
		t.add(m.Name, role, where.String(), x.here(m.Given).Format(day.Form), m.GivenBy)
	}
	return out, t
}
