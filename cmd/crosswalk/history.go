package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

func historyCommand(x *app) *cobra.Command {
	var asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:   "history [ITEM]",
		Short: "Who changed what and when, newest first",
		Args:  between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 {
				return usage("--limit is %d; 1 or more is right", limit)
			}
			return x.history(cmd.Context(), args, limit, asJSON)
		},
	}
	jsonFlag(cmd, &asJSON)
	cmd.Flags().IntVar(&limit, "limit", 50, "the most acts shown")
	return cmd
}

func (x *app) history(ctx context.Context, args []string, limit int, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		filter := store.HistoryFilter{Limit: limit}
		if len(args) == 1 {
			it, err := findItem(cat, a, args[0])
			if err != nil {
				return err
			}
			filter.Item = it.ID
		}
		acts, err := db.History(ctx, a.ID, filter)
		if err != nil {
			return err
		}
		if asJSON {
			return x.json(historyAsJSON(cat, a, acts))
		}
		before := assess.FromParents(byID(acts))
		t := table{columns: []column{{head: "WHEN"}, {head: "WHO", flex: true}, {head: "WHAT", flex: true}}}
		for _, act := range acts {
			t.add(x.here(act.At).Format(day.Form+" 15:04"), act.Author, actWords(cat, a, act, before))
		}
		x.table(t)
		return nil
	})
}

func historyAsJSON(cat *catalog.Catalog, a *assess.Assessment, acts []store.Act) data.History {
	out, before := data.History{Assessment: data.About(a), Acts: []data.Act{}}, assess.FromParents(byID(acts))
	for _, act := range acts {
		one := data.Act{ID: act.ID, Kind: act.Kind, By: act.Author, At: act.At.UTC(), Changes: []data.Change{}}
		for _, r := range act.Revisions {
			value := r.Value
			if r.Erased() {
				value = json.RawMessage("null")
			}
			one.Changes = append(one.Changes, data.Change{
				Revision: r.ID, Subject: r.Subject, Field: r.Field, Value: value, Erased: r.Erased(), Text: assess.Tell(cat, a.Called(act.Called), []assess.Revision{r}, before),
			})
		}
		out.Acts = append(out.Acts, one)
	}
	return out
}

// actWords says what an act did, by all that is read of what stood before.
func actWords(cat *catalog.Catalog, a *assess.Assessment, act store.Act, before assess.Before) string {
	text := assess.Tell(cat, a.Called(act.Called), act.Revisions, before)
	if act.Kind != assess.Do {
		text = string(act.Kind) + ": " + text
	}
	return text
}

// byID are the revisions of acts by id.
func byID(acts []store.Act) map[string]*assess.Revision {
	all := map[string]*assess.Revision{}
	for _, act := range acts {
		for i := range act.Revisions {
			all[act.Revisions[i].ID] = &act.Revisions[i]
		}
	}
	return all
}
