package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

func answersCommand(x *app) *cobra.Command {
	var asJSON, asTSV bool
	var only string
	cmd := &cobra.Command{
		Use:   "answers",
		Short: "Show what is stored, item by item",
		Args:  between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asJSON && asTSV {
				return usage("--tsv and --json exclude each other")
			}
			return x.answers(cmd.Context(), only, asJSON, asTSV)
		},
	}
	filterFlag(cmd, &only, catalog.AIMS)
	jsonFlag(cmd, &asJSON)
	cmd.Flags().BoolVar(&asTSV, "tsv", false, "print fields separated by tabs, odd characters escaped")
	return cmd
}

func (x *app) answers(ctx context.Context, only string, asJSON, asTSV bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		s, err := x.sieve(ctx, cat, db, a, only)
		if err != nil {
			return err
		}
		all := assess.Items(cat, a)
		items := s.of(all)
		switch {
		case asJSON:
			out := data.Answers{Assessment: data.About(a), Filter: s.text(), Items: []data.Item{}}
			for _, it := range items {
				out.Items = append(out.Items, data.ItemOf(it, a))
			}
			return x.json(out)
		case asTSV:
			x.answersTSV(items, a)
			return nil
		}
		t := table{columns: []column{{head: "ITEM"}, {head: "RATING", right: true}, {head: "TITLE", flex: true}, {head: "NOTE", flex: true}}}
		for _, it := range items {
			t.add(it.Number, ratingWord(assess.Stand(it, a)), it.Title, a.Answer(assess.Key{Item: it.ID}).Note)
		}
		x.tableOf(s, t, all)
		return nil
	})
}

// answersTSV prints the answers that stand for the items themselves; those for
// single AI systems and questions are in the JSON.
func (x *app) answersTSV(items []*catalog.Item, a *assess.Assessment) {
	x.fields("item", "rating", "note", "state", "reason", "owner", "due")
	for _, it := range items {
		st := assess.Stand(it, a)
		own := a.Answer(assess.Key{Item: it.ID})
		rating := ratingWord(st)
		if st.State == assess.Partial || st.State == assess.Unanswered {
			rating = ""
		}
		x.fields(it.Number, rating, visible.Escape(own.Note), string(st.State),
			visible.Escape(own.Rating.Reason), visible.Escape(own.Owner), own.Due)
	}
}

// ratingWord is how an item stands, in a word.
func ratingWord(st assess.Standing) string {
	switch st.State {
	case assess.Rated:
		return strconv.Itoa(st.Level)
	case assess.NA:
		return "na"
	case assess.Partial:
		return "partial"
	}
	return ""
}
