package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog/day"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/serve"
)

// roleFlag is a flag that takes one of some roles.
func roleFlag(cmd *cobra.Command, at *string, roles []workshop.Role) {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = string(r)
	}
	last := len(words) - 1
	cmd.Flags().Var(word{at, words}, "role", strings.Join(words[:last], ", ")+" or "+words[last])
}

func peopleCommand(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "people",
		Short: "Who may join over SSH",
		Long: `Lists who may join crosswalk serve: people with a public key, and those who came by
an invitation that still holds. A server that runs takes up every change at once.`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return x.people(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	cmd.AddCommand(peopleAdd(x), peopleRole(x), peopleRemove(x))
	return cmd
}

func (x *app) people(ctx context.Context, asJSON bool) error {
	return x.withDB(ctx, func(db *store.DB) error {
		people, err := db.People(ctx)
		if err != nil {
			return err
		}
		out := data.People{People: []data.Person{}}
		t := table{columns: []column{{head: "NAME", flex: true}, {head: "ROLE"}, {head: "COMES BY", flex: true}, {head: "ADDED"}}}
		for _, p := range people {
			out.People = append(out.People, data.Person{
				Name: p.Name, Role: string(p.Role), Key: data.OrNull(p.Key), Invitation: data.OrNull(p.Invitation), Added: p.Added.UTC(), AddedBy: p.AddedBy,
			})
			by := p.Key
			if by == "" {
				by = "invitation"
			}
			t.add(p.Name, string(p.Role), by, x.here(p.Added).Format(day.Form))
		}
		switch {
		case asJSON:
			return x.json(out)
		case len(people) == 0:
			x.line("Nobody may join yet. crosswalk people add NAME --key FILE lets somebody in, crosswalk invite makes a code.")
		default:
			x.table(t)
		}
		return nil
	})
}

func peopleAdd(x *app) *cobra.Command {
	var file, role string
	cmd := &cobra.Command{
		Use:   "add [NAME]",
		Short: "Let somebody in by their public key",
		Long: `Lets somebody in by a public key, such as ~/.ssh/id_ed25519.pub. Without a name all
keys of a file are added, such as an authorized_keys file, each under the name in its
comment.

A facilitator, assessor or observer is one in every assessment. A member is in those that
crosswalk member gives them a role in. An administrator manages people and groups, and of
an assessment sees its name, its client and its dates, until somebody else makes them a
member of it.`,
		Example: `  crosswalk people add "Mara Holm" --key mara.pub --role assessor
  crosswalk people add --key authorized_keys --role observer`,
		Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if file == "" || role == "" {
				return usage("say which key and which role: --key FILE --role assessor")
			}
			name := ""
			if len(args) > 0 {
				name = args[0]
			}
			return x.addPeople(cmd.Context(), name, file, workshop.Role(role))
		},
	}
	cmd.Flags().Var(filled{&file}, "key", "file of the public key; - reads standard input")
	roleFlag(cmd, &role, workshop.Standings)
	return cmd
}

func (x *app) addPeople(ctx context.Context, name, file string, role workshop.Role) error {
	keys, err := x.publicKeys(file)
	if err != nil {
		return err
	}
	if name != "" && len(keys) > 1 {
		return fmt.Errorf("%q holds %d keys and one name was given; leave the name out to take the comments as names", file, len(keys))
	}
	who, err := x.author()
	if err != nil {
		return err
	}
	people := make([]workshop.Person, len(keys))
	for i, k := range keys {
		people[i] = workshop.Person{Name: k.Comment, Role: role, Key: k.Fingerprint}
		if name != "" {
			people[i].Name = name
		}
		if people[i].Name == "" {
			return fmt.Errorf("line %d of %q has no comment to take a name from; give the name", k.Line, file)
		}
	}
	return x.withDB(ctx, func(db *store.DB) error {
		before, err := db.People(ctx)
		if err != nil {
			return err
		}
		if err := db.AddPeople(ctx, who, people); err != nil {
			return err
		}
		for _, p := range people {
			same := slices.ContainsFunc(before, func(b workshop.Person) bool {
				return b.Name == p.Name && b.Role == p.Role && b.Key == p.Key
			})
			x.done(x.out, !same, fmt.Sprintf("%s may join as %s with %s", p.Name, p.Role, p.Key))
		}
		return nil
	})
}

func (x *app) publicKeys(file string) ([]serve.PublicKey, error) {
	from := io.Reader(x.in)
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("read the public key: %w", err)
		}
		defer f.Close()
		from = f
	}
	keys, err := serve.PublicKeys(from)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", file, err)
	}
	return keys, nil
}

func peopleRole(x *app) *cobra.Command {
	var role string
	cmd := &cobra.Command{
		Use:     "role NAME",
		Short:   "Give somebody another role",
		Example: "  crosswalk people role \"Mara Holm\" --role facilitator",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if role == "" {
				return usage("say which role: --role facilitator, assessor, observer, member or administrator")
			}
			return x.atTheDoor(cmd.Context(), func(db *store.DB, who store.Actor) error {
				return x.setRole(cmd.Context(), db, who, args[0], workshop.Role(role))
			})
		},
	}
	roleFlag(cmd, &role, workshop.Standings)
	return cmd
}

func (x *app) setRole(ctx context.Context, db *store.DB, who store.Actor, name string, role workshop.Role) error {
	before, err := db.Admitted(ctx, name)
	if err != nil && !errors.Is(err, store.ErrNoPerson) {
		return err
	}
	if err := x.shutting(ctx, db, func() error { return db.SetRole(ctx, who, name, role) }); err != nil {
		return err
	}
	x.done(x.out, before.Role != role, fmt.Sprintf("%s joins as %s", name, role))
	return nil
}

func peopleRemove(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove NAME",
		Short: "Let somebody in no longer; what they answered stays",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.atTheDoor(cmd.Context(), func(db *store.DB, who store.Actor) error {
				err := x.shutting(cmd.Context(), db, func() error { return db.RemovePerson(cmd.Context(), who, args[0]) })
				if err == nil {
					x.done(x.out, true, args[0]+" may not join any more")
				}
				return err
			})
		},
	}
}

// shutting says which codes let nobody new in any more after a change.
func (x *app) shutting(ctx context.Context, db *store.DB, change func() error) error {
	before, err := db.Invitations(ctx)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	after, err := db.Invitations(ctx)
	for _, i := range after {
		if i.Shut && slices.ContainsFunc(before, func(b workshop.Invitation) bool { return b.ID == i.ID && !b.Shut }) {
			x.line("The code they came by lets nobody new in any more, so that they don't come back under another name; crosswalk invite makes another.")
		}
	}
	return err
}

// atTheDoor runs a verb about who may come in.
func (x *app) atTheDoor(ctx context.Context, do func(*store.DB, store.Actor) error) error {
	who, err := x.author()
	if err != nil {
		return err
	}
	return x.withDB(ctx, func(db *store.DB) error { return do(db, who) })
}

func inviteCommand(x *app) *cobra.Command {
	var role, name, end, group string
	var holds time.Duration
	var list bool
	var seats int
	cmd := &cobra.Command{
		Use:   "invite",
		Short: "A code by which people without a key join for a while",
		Long: `Makes a code and shows it once: only a hash of it is kept. Whoever has the code joins
under a name of their own that stands nowhere in this file yet. Names under one code are
taken on trust; with --name the code is for one person, who may have been here before.
With -a it is for one assessment, with --group for those of a group.
When the time is over, those who came by it are out. Where one of them is taken out or
made less than they were, the code lets nobody new in.`,
		Example: `  crosswalk invite --role assessor --for 8h
  crosswalk invite --role observer --name "Jon Berg" --for 2h
  crosswalk invite --role assessor -a "AIMS gap 2026"
  crosswalk invite --list`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case list:
				return x.invitations(cmd.Context())
			case end != "":
				return x.endInvitation(cmd.Context(), end)
			case role == "":
				return usage("say which role: --role assessor")
			}
			return x.invite(cmd.Context(), workshop.Invitation{Role: workshop.Role(role), Name: name, Seats: seats}, group, holds)
		},
	}
	roleFlag(cmd, &role, workshop.Roles)
	groupFlag(cmd, &group, "to the assessments of a group")
	cmd.Flags().DurationVar(&holds, "for", 8*time.Hour, "how long it holds, a minute to seven days")
	cmd.Flags().IntVar(&seats, "seats", workshop.UsualSeats, "people it lets in, at most")
	cmd.Flags().Var(filled{&name}, "name", "the one person it is for")
	cmd.Flags().BoolVar(&list, "list", false, "list the invitations that hold")
	cmd.Flags().Var(filled{&end}, "end", "end an invitation, by its id")
	return cmd
}

func (x *app) invite(ctx context.Context, to workshop.Invitation, group string, holds time.Duration) error {
	return x.atTheDoor(ctx, func(db *store.DB, who store.Actor) error {
		into := ""
		if group != "" || x.wanted != "" {
			where, err := x.placeOf(ctx, db, group)
			if err != nil {
				return err
			}
			to.Place, into = where.id, " to "+where.String()
		}
		i, code, err := db.InviteSome(ctx, who, to, holds)
		if err != nil {
			return err
		}
		x.line("%s", code)
		x.done(x.errs, true, fmt.Sprintf("this code lets in %s%s as %s until %s; it is not shown again",
			cmp.Or(to.Name, "whoever has it"), into, to.Role, x.here(i.Until).Format(day.Form+" 15:04")))
		return nil
	})
}

func (x *app) endInvitation(ctx context.Context, id string) error {
	return x.atTheDoor(ctx, func(db *store.DB, who store.Actor) error {
		err := db.EndInvitation(ctx, who, id)
		if err == nil {
			x.done(x.out, true, "the invitation "+id+" is ended")
		}
		return err
	})
}

func (x *app) invitations(ctx context.Context) error {
	return x.withDB(ctx, func(db *store.DB) error {
		all, err := db.Invitations(ctx)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			x.line("No invitation holds now.")
			return nil
		}
		known, err := places(ctx, db)
		if err != nil {
			return err
		}
		t := table{columns: []column{{head: "ID"}, {head: "ROLE"}, {head: "IN", flex: true}, {head: "FOR", flex: true}, {head: "UNTIL"}, {head: "MADE BY", flex: true}}}
		for _, i := range all {
			in := "every assessment"
			if i.Place != "" {
				in = known[i.Place].String()
			}
			t.add(i.ID, string(i.Role), in, i.Name, x.here(i.Until).Format(day.Form+" 15:04"), i.MadeBy)
		}
		x.table(t)
		return nil
	})
}
