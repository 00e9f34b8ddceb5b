package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

func conflictsCommand(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "conflicts",
		Short: "What copies that were brought together disagree on",
		Long: `Lists the fields of which several values stand that disagree, each with who said
what and when, and with what all of them go on from. Until somebody settles one, a
rating counts at its lowest value, and texts are shown one below the other.`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return x.conflicts(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	cmd.AddCommand(conflictsSettle(x))
	return cmd
}

func (x *app) conflicts(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		all, err := db.Conflicts(ctx, a.ID)
		if err != nil {
			return err
		}
		clashes, err := db.Clashes(ctx, a.ID)
		if err != nil {
			return err
		}
		out := data.Conflicts{Assessment: data.About(a), Conflicts: []data.Conflict{}, Clashes: []data.Clash{}}
		t := table{columns: []column{{head: "ID"}, {head: "WHAT", flex: true}, {head: "TAKE"}, {head: "WHO", flex: true}, {head: "WHEN"}, {head: "VALUE", flex: true}}}
		for _, c := range all {
			one := data.ConflictOf(cat, a, c.Name, c.Conflict, c.Ours)
			out.Conflicts = append(out.Conflicts, one)
			x.addConflict(&t, one)
		}
		for _, c := range clashes {
			_, back := c.Back()
			out.Clashes = append(out.Clashes, data.Clash{ID: c.Name, Kind: string(c.Kind), Subject: c.About, Text: c.Words(cat, a), Back: back})
		}
		switch {
		case asJSON:
			return x.json(out)
		case len(all)+len(clashes) == 0:
			x.line("Nothing disagrees.")
		case len(all) > 0:
			x.table(t)
		}
		for _, c := range out.Clashes {
			x.wrapped(0, c.ID+": "+c.Text+".")
		}
		return nil
	})
}

// addConflict adds a line a side, and one for what stood before.
func (x *app) addConflict(t *table, c data.Conflict) {
	id, name := c.ID, c.Name
	for i, s := range c.Sides {
		value := s.Text
		if value == "" {
			value = "nothing"
		}
		if s.Shown {
			value += " (shown)"
		}
		t.add(id, name, strconv.Itoa(i+1), s.By, x.here(s.At).Format(day.Form+" 15:04"), value)
		id, name = "", ""
	}
	if c.Base != nil {
		t.add("", "", takeBase, c.Base.By, x.here(c.Base.At).Format(day.Form+" 15:04"), c.Base.Text)
	}
}

// The words of --take beside the number of a value.
const (
	takeOurs   = "ours"
	takeTheirs = "theirs"
	takeBase   = "base"
	takeBoth   = "both"

	takeBack  = "back"  // what was taken away or excluded, of what does not go together
	takeLeave = "leave" // it is left as it is
)

func conflictsSettle(x *app) *cobra.Command {
	var take, of, reason string
	cmd := &cobra.Command{
		Use:   "settle [ID...]",
		Short: "Choose what stands where values disagree",
		Long: `Settles conflicts in one act, for the value with a number, the one that was said in
this copy (ours), the one that was said elsewhere (theirs), what stood before (base),
or of texts both. What does not go together, as a thing that was taken away here and worked
on there, is settled with back, which brings it back, or leave. --of takes what one person said wherever they are a side. What none
of them says is said like anything else, by rating or noting again. u in the workbench
takes a settlement back.`,
		Example: "  crosswalk conflicts settle be6b11f2 --take theirs --reason 'Marek saw the register'\n  crosswalk conflicts settle --of Marek",
		Args:    between(0, 1000),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (of == "") == (take == "") || (of == "") == (len(args) == 0) {
				return usage("name conflicts and what to --take, or with --of the person whose values stand; the form is: %s", cmd.UseLine())
			}
			if take == takeBack || take == takeLeave {
				return x.settleClashes(cmd.Context(), args, take == takeBack, reason)
			}
			value, err := choiceOf(take)
			if err != nil {
				return err
			}
			return x.settle(cmd.Context(), args, value, of, reason)
		},
	}
	cmd.Flags().Var(filled{&take}, "take", "which value stands: its number, ours, theirs, base or both; of what does not go together back or leave")
	cmd.Flags().Var(filled{&of}, "of", "settle all conflicts of a person for what they said")
	cmd.Flags().Var(filled{&reason}, "reason", "why; it is kept")
	return cmd
}

// choiceOf is what a word of --take chooses.
func choiceOf(word string) (func(store.Conflict) (json.RawMessage, error), error) {
	switch word {
	case "":
		return nil, nil
	case takeOurs, takeTheirs:
		return func(c store.Conflict) (json.RawMessage, error) {
			side, err := c.Side(word == takeOurs)
			if err != nil {
				return nil, err
			}
			return store.TakeSide(side.ID)(c)
		}, nil
	case takeBase:
		return store.TakeBase, nil
	case takeBoth:
		return store.TakeBoth, nil
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 {
		return nil, usage("--take %q is no value; it is the number of one, %s", word, assess.Either([]string{takeOurs, takeTheirs, takeBase, takeBoth}))
	}
	return func(c store.Conflict) (json.RawMessage, error) {
		if n > len(c.Sides) {
			return nil, fmt.Errorf("conflict %s has %d values and no number %d", c.Name, len(c.Sides), n)
		}
		return store.TakeSide(c.Sides[n-1].ID)(c)
	}, nil
}

func (x *app) settle(ctx context.Context, names []string, value func(store.Conflict) (json.RawMessage, error), of, reason string) error {
	return x.write(ctx, func(d desk) error {
		all, err := d.db.Conflicts(ctx, d.id)
		if err != nil {
			return err
		}
		choices := store.SidesOf(all, of)
		if of != "" && len(choices) == 0 {
			return fmt.Errorf("%q is a side of no conflict", of)
		}
		for _, name := range names {
			i := slices.IndexFunc(all, func(c store.Conflict) bool { return c.Name == name })
			if i < 0 {
				return fmt.Errorf("there is no conflict %q; crosswalk conflicts lists them", name)
			}
			choices = append(choices, store.Choice{Place: all[i].Place, Value: value})
		}
		if _, _, err := d.db.SettleConflicts(ctx, d.who, d.id, choices, reason); err != nil {
			return err
		}
		x.done(x.out, true, count(len(choices), "conflict")+" settled")
		return nil
	})
}

// settleClashes ends what does not go together, an act for each.
func (x *app) settleClashes(ctx context.Context, names []string, back bool, reason string) error {
	return x.write(ctx, func(d desk) error {
		for i, name := range names {
			if _, _, err := d.db.SettleClash(ctx, d.who, d.id, name, back, reason); err != nil {
				if i > 0 {
					err = fmt.Errorf("%s settled; then: %w", count(i, "conflict"), err)
				}
				return err
			}
		}
		x.done(x.out, true, count(len(names), "conflict")+" settled")
		return nil
	})
}
