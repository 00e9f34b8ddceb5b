package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

func baselineCommand(x *app) *cobra.Command {
	var note, reason, owner, due, evidence string
	cmd := &cobra.Command{
		Use:   "baseline ITEM RATING|na|clear",
		Short: "Answer one item of ISO/IEC 27001, the ISMS side",
		Example: `  crosswalk baseline A.5.9 4 --note "Inventory reviewed in May"
  crosswalk baseline A.7.4 na --reason "No premises of our own"
  crosswalk baseline list`,
		Args: between(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			b := baselineRequest{item: args[0], reason: reason}
			for name, at := range map[string]struct {
				given *string
				to    **string
			}{"note": {&note, &b.note}, "owner": {&owner, &b.owner}, "due": {&due, &b.due}, "evidence": {&evidence, &b.evidence}} {
				if cmd.Flags().Changed(name) {
					*at.to = at.given
				}
			}
			if len(args) == 2 {
				var err error
				if b.judgement, err = parseRating(args[1]); err != nil {
					return err
				}
			} else if b.note == nil && b.owner == nil && b.due == nil && b.evidence == nil {
				return usage("a rating is missing; the form is: %s", cmd.UseLine())
			}
			if cmd.Flags().Changed("reason") && b.judgement.state != assess.NA {
				return usage("a reason goes with na; put other words into --note")
			}
			return x.baseline(cmd.Context(), b)
		},
	}
	cmd.Flags().StringVar(&note, "note", "", "the note; empty takes it away")
	cmd.Flags().StringVar(&reason, "reason", "", "why the ISMS excludes the control")
	cmd.Flags().StringVar(&owner, "owner", "", "who sees to it; empty takes it away")
	cmd.Flags().Var(x.day(&due, "due date"), "due", "by when, as 31 Mar 2027, +30d or end of q2; empty takes it away")
	cmd.Flags().StringVar(&evidence, "evidence", "", "a piece of evidence that serves the item")
	cmd.AddCommand(baselineList(x))
	return cmd
}

type baselineRequest struct {
	item      string
	judgement judgement
	reason    string

	note, owner, due, evidence *string // nil: as it is
}

func (x *app) baseline(ctx context.Context, b baselineRequest) error {
	return x.write(ctx, func(d desk) error {
		it, ok := d.cat.Foundation().Find(b.item)
		if !ok {
			return fmt.Errorf("ISO/IEC 27001 has no item %q; clauses are written 6.1.2, controls A.5.9", b.item)
		}
		b.item = it.ID
		evidence := d.db.NewID()
		after, made, err := d.do(ctx, func(a *assess.Assessment) ([]assess.Change, error) {
			return b.decide(d.cat, a, evidence)
		})
		if err != nil {
			return err
		}
		x.saved(x.out, d.cat, after, made)
		return nil
	})
}

// decide says what the request changes, as one act. The id is for a piece of
// evidence, where one is added.
func (b baselineRequest) decide(cat *catalog.Catalog, a *assess.Assessment, evidence string) ([]assess.Change, error) {
	all, err := b.judge(cat, a)
	add := func(changes []assess.Change, wrong error) {
		all, err = append(all, changes...), wrong
	}
	if err == nil && b.note != nil {
		add(assess.NoteBaseline(cat, a, b.item, *b.note))
	}
	if now := a.Baseline[b.item]; err == nil && (b.owner != nil || b.due != nil) {
		add(assess.AssignBaseline(cat, a, b.item, or(b.owner, now.Owner), or(b.due, now.Due)))
	}
	ref := assess.BaselineRef(b.item)
	if err == nil && b.evidence != nil && !shown(a, assess.Key{Item: ref}, *b.evidence) {
		add(assess.PutEvidence(cat, a, assess.Evidence{ID: evidence, What: *b.evidence, Items: []string{ref}}))
	}
	return all, err
}

func (b baselineRequest) judge(cat *catalog.Catalog, a *assess.Assessment) ([]assess.Change, error) {
	switch b.judgement.state {
	case assess.Rated:
		return assess.RateBaseline(cat, a, b.item, b.judgement.level)
	case assess.NA:
		return assess.ExcludeBaseline(cat, a, b.item, assess.Exclusion{Reason: b.reason})
	case assess.Unanswered:
		return assess.ClearBaseline(cat, a, b.item)
	}
	return nil, nil
}

func baselineList(x *app) *cobra.Command {
	var asJSON bool
	var only string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Show what is stored about the ISMS, item by item",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.baselineItems(cmd.Context(), only, asJSON) },
	}
	filterFlag(cmd, &only, catalog.ISMS)
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) baselineItems(ctx context.Context, only string, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		s, err := x.sieve(ctx, cat, db, a, only)
		if err != nil {
			return err
		}
		out := data.Baseline{Assessment: data.About(a), Filter: s.text(), Items: []data.BaselineItem{}}
		t := table{columns: []column{{head: "ITEM"}, {head: "RATING", right: true}, {head: "TITLE", flex: true}, {head: "NOTE", flex: true}}}
		for _, it := range s.of(cat.Foundation().Items()) {
			b := a.Baseline[it.ID]
			out.Items = append(out.Items, data.BaselineItemOf(it, a))
			t.add(it.ID, ratingWord(assess.Standing{State: b.Rating.State, Level: b.Rating.Level}), it.Title, b.Note)
		}
		if asJSON {
			return x.json(out)
		}
		x.tableOf(s, t, cat.Foundation().Items())
		return nil
	})
}
