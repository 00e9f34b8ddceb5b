package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

func shareCommand(x *app) *cobra.Command {
	var systems []string
	var none, asJSON bool
	cmd := &cobra.Command{
		Use:   "share [PERSON] [ITEM|CLAUSE...]",
		Short: "Who takes which items and AI systems, where several share the work",
		Long: `Says what a person takes on to assess: items, whole clauses and sections, all that is
about an AI system, or these items for that system alone. Their Walk shows it first and
lets everything else be read and answered; where two answer the same item anyway, that
is a conflict to settle, with this plan beside it. What is said of a person takes the
place of what was said before. It is kept in the register of people, and goes along in
every bundle. Without a person it lists who takes what, and what nobody takes.`,
		Example: `  crosswalk share "Mara Holm" 4 5 A.2
  crosswalk share "Marek Lis" --system "Lotse chat assistant"
  crosswalk share`,
		Args: between(0, 200),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				if len(systems) > 0 || none {
					return usage("name the person first; the form is: %s", cmd.UseLine())
				}
				return x.listShares(cmd.Context(), asJSON)
			}
			said := len(args) > 1 || len(systems) > 0
			if said == none || asJSON {
				return usage("say what %s takes on, or --none; --json is for the list", args[0])
			}
			return x.share(cmd.Context(), args[0], args[1:], systems)
		},
	}
	cmd.Flags().StringArrayVar(&systems, "system", nil, "only for this AI system, several times for several")
	cmd.Flags().BoolVar(&none, "none", false, "they take on nothing any more")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) share(ctx context.Context, person string, items, systems []string) error {
	return x.write(ctx, func(d desk) error {
		id := d.db.NewID()
		after, made, err := x.doRecords(ctx, d, func(c register.Case) ([]assess.Change, error) {
			return register.Allot(c, id, person, items, systems)
		})
		if err != nil {
			return err
		}
		x.saved(x.out, d.cat, after, made)
		return nil
	})
}

func (x *app) listShares(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		book, err := db.Records(ctx, a.ID)
		if err != nil {
			return err
		}
		out := sharesOf(register.Case{Catalog: cat, Assessment: a, Book: book, Today: x.clock()})
		switch {
		case asJSON:
			return x.json(out)
		case len(out.Shares) == 0:
			x.line("Nobody takes on a part of the work yet; crosswalk share PERSON ITEM says who does.")
			return nil
		}
		t := table{columns: []column{{head: "WHO", flex: true}, {head: "TAKES ON", flex: true}, {head: "FOR", flex: true}, {head: "ANSWERED", right: true}}}
		for _, s := range out.Shares {
			t.add(s.Person, strings.Join(s.Items, ", "), strings.Join(s.Systems, ", "), fmt.Sprintf("%d of %d", s.Answered, s.Of))
		}
		x.table(t)
		if len(out.Free) > 0 {
			x.wrapped(0, "Nobody takes on "+strings.Join(out.Free, ", ")+".")
		}
		return nil
	})
}

// sharesOf are the shares with how far each has come.
func sharesOf(c register.Case) data.SharedOut {
	out := data.SharedOut{Assessment: data.About(c.Assessment), Shares: []data.Part{}, Free: []string{}}
	for _, s := range c.Shares() {
		one := data.Part{Person: s.Person, Items: []string{}, Systems: []string{}}
		for _, ref := range s.Items {
			one.Items = append(one.Items, assess.RefName(c.Catalog, c.Assessment, ref))
		}
		for _, id := range s.Systems {
			if system, known := c.Assessment.System(id); known {
				one.Systems = append(one.Systems, system.Name)
			}
		}
		for _, it := range assess.Items(c.Catalog, c.Assessment) {
			if !s.Takes(it) {
				continue
			}
			one.Of++
			if st := assess.Stand(it, c.Assessment); st.State == assess.Rated || st.State == assess.NA {
				one.Answered++
			}
		}
		out.Shares = append(out.Shares, one)
	}
	for _, it := range assess.Items(c.Catalog, c.Assessment) {
		if len(c.TakenBy(it, "")) == 0 {
			out.Free = append(out.Free, it.Number)
		}
	}
	return out
}
