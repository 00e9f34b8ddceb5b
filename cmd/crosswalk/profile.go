package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

func profileCommand(x *app) *cobra.Command {
	var asJSON bool
	var sets []string
	cmd := &cobra.Command{
		Use:   "profile [--set KEY=VALUE ...]",
		Short: "Show or change what is known about the organisation",
		Long:  profileHelp(),
		Example: `  crosswalk profile
  crosswalk profile --set size=large --set isms_years=4
  crosswalk profile --set effort.A.5.2=12`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !cmd.Flags().Changed("set") {
				if len(args) > 0 {
					return usage("%q is too much; the form is: crosswalk profile --set KEY=VALUE", args[0])
				}
				return x.profile(cmd.Context(), asJSON)
			}
			return x.setProfile(cmd.Context(), append(sets, args...), asJSON)
		},
	}
	cmd.Flags().StringArrayVar(&sets, "set", nil, "KEY=VALUE; an empty value takes the answer back")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func profileHelp() string {
	var b strings.Builder
	b.WriteString("Shows the profile of the assessment, or changes it with --set. The keys:\n\n")
	for _, k := range assess.ProfileKeys {
		fmt.Fprintf(&b, "  %s: %s", k.Name, k.About)
		if k.Words != nil {
			b.WriteString(" (" + assess.Either(k.Words) + ")")
		}
		if k.Many {
			b.WriteString(" (a line each)")
		}
		b.WriteString("\n")
	}
	b.WriteString("  effort.ITEM: Person-days that an item takes here")
	return b.String()
}

func (x *app) profile(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		c, err := x.known(ctx, cat, db, a)
		switch {
		case err != nil:
			return err
		case asJSON:
			return x.json(data.ProfileOf(c))
		}
		p := a.Profile
		x.line("%s", a.Name)
		for _, k := range assess.ProfileKeys {
			value := p.Get(k.Name)
			if k.Name == "holidays" {
				value = strings.Join(p.Holidays, ", ")
			}
			if k.Name == "scopes_compatible" {
				value = cmp.Or(register.ScopesSaid(c), value)
			}
			if k.Many {
				x.keyValues(k.Name, assess.Things(value))
				continue
			}
			x.keyValue(k.Name, value)
		}
		effort := data.ProfileOf(c).Profile.Effort
		for _, number := range slices.Sorted(maps.Keys(effort)) {
			x.keyValue("effort."+number, fmt.Sprintf("%g", effort[number]))
		}
		return nil
	})
}

// known is an assessment with its records, without those that only their readers see.
func (x *app) known(ctx context.Context, cat *catalog.Catalog, db *store.DB, a *assess.Assessment) (register.Case, error) {
	book, err := db.Records(ctx, a.ID)
	return register.Case{Catalog: cat, Assessment: a, Book: book, Today: x.clock()}, err
}

// keyValue prints a key and its value, wrapped beside it.
func (x *app) keyValue(key, value string) {
	const margin = 22
	for _, l := range visible.Fold(visible.Line(value), lineWidth-margin) {
		fmt.Fprintln(x.out, strings.TrimRight(fmt.Sprintf("%-*s%s", margin, key, l), " "))
		key = ""
	}
}

// keyValues prints a key and its things, each on a line of its own.
func (x *app) keyValues(key string, all []string) {
	if len(all) == 0 {
		x.keyValue(key, "")
	}
	for _, one := range all {
		x.keyValue(key, one)
		key = ""
	}
}

func (x *app) setProfile(ctx context.Context, sets []string, asJSON bool) error {
	for _, set := range sets {
		key, _, ok := strings.Cut(set, "=")
		if !ok || key == "" {
			return usage("%q is not of the form KEY=VALUE, like size=large", set)
		}
	}
	return x.write(ctx, func(d desk) error {
		after, made, err := d.do(ctx, func(a *assess.Assessment) ([]assess.Change, error) {
			p := a.Profile
			for _, set := range sets {
				key, value, _ := strings.Cut(set, "=")
				key, err := effortKey(d.cat, a, key)
				if err != nil {
					return nil, err
				}
				if value, err = assess.ReadDays(key, value, x.clock()); err != nil {
					return nil, usage("%w", err)
				}
				if p, err = p.With(key, value); err != nil {
					return nil, usage("%w", err)
				}
			}
			return assess.SetProfile(a, p), nil
		})
		if err != nil {
			return err
		}
		x.saved(x.told(asJSON), d.cat, after, made)
		if !asJSON {
			return nil
		}
		c, err := x.known(ctx, d.cat, d.db, after)
		if err != nil {
			return err
		}
		return x.json(data.ProfileOf(c))
	})
}

// effortKey turns the item of effort.ITEM, as people type it, into its id.
func effortKey(cat *catalog.Catalog, a *assess.Assessment, key string) (string, error) {
	item, ok := strings.CutPrefix(key, "effort.")
	if !ok {
		return key, nil
	}
	it, err := findItem(cat, a, item)
	if err != nil {
		return "", err
	}
	return "effort." + it.ID, nil
}
