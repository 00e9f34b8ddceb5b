package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/score"
	"crosswalk/store"
)

func evidenceCommand(x *app) *cobra.Command {
	return group("evidence", "The pieces of evidence, who saw them, and their files", evidenceAdd(x), evidenceList(x), evidenceSee(x), evidenceFile(x))
}

func evidenceList(x *app) *cobra.Command {
	var claimed, old, asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the pieces of evidence, oldest first",
		Args:  between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if claimed && old {
				return usage("--claimed and --old exclude each other")
			}
			return x.evidence(cmd.Context(), claimed, old, asJSON)
		},
	}
	cmd.Flags().BoolVar(&claimed, "claimed", false, "only what nobody has seen yet")
	cmd.Flags().BoolVar(&old, "old", false, "only what was seen too long ago to count")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) evidence(ctx context.Context, claimed, old, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		out := data.EvidenceList{Assessment: data.About(a), Evidence: []data.Piece{}}
		t := table{columns: []column{{head: "ID"}, {head: "WHAT", flex: true}, {head: "ITEMS", flex: true}, {head: "SEEN BY", flex: true}, {head: "SEEN ON"}}}
		for _, e := range a.Pieces() {
			lapsed := score.SeenTooLongAgo(cat.Method, e, x.clock())
			if claimed && e.SeenBy != "" || old && !lapsed {
				continue
			}
			one := data.PieceOf(cat, a, e, lapsed)
			out.Evidence = append(out.Evidence, one)
			t.add(one.Number, e.What, strings.Join(one.Items, ","), e.SeenBy, e.SeenDay())
		}
		if asJSON {
			return x.json(out)
		}
		if len(t.rows) == 0 {
			x.line("No piece of evidence is like that.")
			return nil
		}
		x.table(t)
		return nil
	})
}

func evidenceSee(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "see ITEM|ID",
		Short: "Say that you saw a piece today, or all of an item that nobody saw of late",
		Example: `  crosswalk evidence see A.5.2
  crosswalk evidence see 27001:A.5.9
  crosswalk evidence see EV-3`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.write(cmd.Context(), func(d desk) error {
				today := x.clock()
				after, made, err := d.do(cmd.Context(), func(a *assess.Assessment) ([]assess.Change, error) {
					return seeAll(d, a, args[0], today)
				})
				if err != nil {
					return err
				}
				x.saved(x.out, d.cat, after, made)
				return nil
			})
		},
	}
}

// seeAll says that who writes saw the pieces that a text names.
func seeAll(d desk, a *assess.Assessment, named string, today time.Time) (all []assess.Change, err error) {
	pieces, err := piecesToSee(d.cat, a, named, today)
	for _, e := range pieces {
		changes, err := assess.SeeEvidence(d.cat, a, e.ID, d.who.Name, today.Format(time.DateOnly))
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	return all, err
}

// piecesToSee are the piece of a number or an id, or those that serve an item and were never
// seen, or too long ago.
func piecesToSee(cat *catalog.Catalog, a *assess.Assessment, named string, today time.Time) ([]assess.Evidence, error) {
	if e, ok := assess.FindEvidence(a, named); ok {
		return []assess.Evidence{e}, nil
	}
	it, err := assess.FindRef(cat, a, named)
	if err != nil {
		return nil, fmt.Errorf("%w; a piece of evidence is named by its number, which crosswalk evidence list shows", err)
	}
	serving := a.EvidenceFor(assess.RefOf(it))
	if len(serving) == 0 {
		return nil, fmt.Errorf("no evidence serves %s yet; crosswalk answer %s --evidence TEXT adds a piece", named, named)
	}
	return slices.DeleteFunc(serving, func(e assess.Evidence) bool {
		return e.SeenBy != "" && !score.SeenTooLongAgo(cat.Method, e, today)
	}), nil
}
