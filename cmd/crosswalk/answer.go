package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

func answerCommand(x *app) *cobra.Command {
	r := request{}
	var stdin bool
	cmd := &cobra.Command{
		Use:   "answer ITEM RATING|na|clear",
		Short: "Answer one item of ISO/IEC 42001, or many with --stdin",
		Long: `Rates an item 0 to 5, declares it not applicable (na, with --reason) or takes
its rating back (clear). With flags alone the rating stays as it is.

With --stdin every line is item, tab, rating, tab, note (for na: the reason);
each is saved by itself and echoed as "saved" only when it is on disk.

What a room settled on by a vote is not overwritten unless --over-settled is given.`,
		Example: `  crosswalk answer 6.1.4 2 --note "Draft of March" --owner Mia --due 2027-03-31
  crosswalk answer A.10.3 na --reason "No supplier takes part"
  crosswalk answer A.5.4 3 --system Chatbot --question 2
  printf 'A.5.2\t3\tSeen in the register\n' | crosswalk answer --stdin`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if stdin {
				return x.answerStream(cmd, args, r.overSettled)
			}
			if err := between(1, 2)(cmd, args); err != nil {
				return err
			}
			if err := r.read(cmd, args); err != nil {
				return err
			}
			return x.answer(cmd.Context(), r)
		},
	}
	r.flags(x, cmd)
	cmd.Flags().BoolVar(&stdin, "stdin", false, "read many answers, a line each")
	return cmd
}

// request is one answer as it was asked for; a nil text stays as it is.
type request struct {
	item, system, question string

	judgement   judgement
	reason      string
	overSettled bool // what a room settled on may be overwritten

	note, owner, due, evidence *string

	given struct{ reason, note, owner, due, evidence string }
}

// judgement is a rating as it is typed.
type judgement struct {
	state assess.State // empty: the rating stays; Unanswered: clear it
	level int
}

// parseRating reads 0-5, na or clear.
func parseRating(text string) (judgement, error) {
	switch {
	case text == "na":
		return judgement{state: assess.NA}, nil
	case text == "clear":
		return judgement{state: assess.Unanswered}, nil
	case len(text) == 1 && text[0] >= '0' && text[0] <= '5':
		return judgement{state: assess.Rated, level: int(text[0] - '0')}, nil
	}
	return judgement{}, usage("%q is no rating; a rating is 0 to 5, na or clear", text)
}

func (r *request) flags(x *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&r.question, "question", "", "one question of the item, like 2 or 6.1.4-2")
	f.StringVar(&r.system, "system", "", "one AI system of the inventory, by name")
	f.StringVar(&r.given.note, "note", "", "the note; empty takes it away")
	f.StringVar(&r.given.reason, "reason", "", "why it does not apply, or stands above its questions")
	f.StringVar(&r.given.owner, "owner", "", "who sees to it; empty takes it away")
	f.Var(x.day(&r.given.due, "due date"), "due", "by when, as 31 Mar 2027, +30d or end of q2; empty takes it away")
	f.StringVar(&r.given.evidence, "evidence", "", "a piece of evidence that serves the item")
	overSettledFlag(cmd, &r.overSettled)
}

// read takes the arguments and the flags that were given.
func (r *request) read(cmd *cobra.Command, args []string) error {
	r.item = args[0]
	f := cmd.Flags()
	for name, at := range map[string]**string{"note": &r.note, "owner": &r.owner, "due": &r.due, "evidence": &r.evidence} {
		if f.Changed(name) {
			text := f.Lookup(name).Value.String()
			*at = &text
		}
	}
	r.reason = r.given.reason
	if len(args) == 2 {
		var err error
		if r.judgement, err = parseRating(args[1]); err != nil {
			return err
		}
	} else if r.note == nil && r.owner == nil && r.due == nil && r.evidence == nil {
		return usage("a rating is missing; the form is: %s", cmd.UseLine())
	}
	if f.Changed("reason") && r.judgement.state != assess.NA && r.judgement.state != assess.Rated {
		return usage("a reason goes with na, or with a rating above the item's questions")
	}
	return nil
}

func (x *app) answer(ctx context.Context, r request) error {
	return x.write(ctx, func(d desk) error {
		evidence := d.db.NewID()
		after, made, err := d.do(ctx, func(a *assess.Assessment) ([]assess.Change, error) {
			return r.decide(d.cat, a, evidence)
		})
		var needs *assess.NeedsReason
		if errors.As(err, &needs) {
			return fmt.Errorf("%w with --reason", err)
		}
		if err != nil {
			return err
		}
		x.saved(x.out, d.cat, after, made)
		return nil
	})
}

// decide says what the request changes, as one act. The id is for a piece of
// evidence, where one is added.
func (r *request) decide(cat *catalog.Catalog, a *assess.Assessment, evidence string) ([]assess.Change, error) {
	k, err := r.key(cat, a)
	if err != nil {
		return nil, err
	}
	all, err := r.judge(cat, a, k)
	if err != nil {
		return nil, err
	}
	if settled := a.Unsettles(all); len(settled) > 0 && !r.overSettled {
		return nil, unsettling(cat, a, settled)
	}
	if r.note != nil {
		changes, err := assess.Note(cat, a, k, *r.note)
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	if r.owner != nil || r.due != nil {
		now := a.Answer(k)
		changes, err := assess.Assign(cat, a, k, or(r.owner, now.Owner), or(r.due, now.Due))
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	if r.evidence == nil || shown(a, k, *r.evidence) {
		return all, nil
	}
	changes, err := assess.PutEvidence(cat, a, assess.Evidence{ID: evidence, What: *r.evidence, System: k.System, Items: []string{k.Item}})
	return append(all, changes...), err
}

func or(given *string, otherwise string) string {
	if given != nil {
		return *given
	}
	return otherwise
}

// shown reports whether the item has that piece of evidence already, so that a
// script may run twice.
func shown(a *assess.Assessment, k assess.Key, what string) bool {
	for _, e := range a.EvidenceFor(k.Item) {
		if e.What == what && e.System == k.System {
			return true
		}
	}
	return false
}

func (r *request) key(cat *catalog.Catalog, a *assess.Assessment) (assess.Key, error) {
	it, err := findItem(cat, a, r.item)
	if err != nil {
		return assess.Key{}, err
	}
	k := assess.Key{Item: it.ID}
	if r.system != "" {
		s, err := findSystem(a, r.system)
		if err != nil {
			return k, err
		}
		k.System = s.ID
	}
	if r.question != "" {
		q, ok := it.Question(r.question)
		if !ok {
			return k, fmt.Errorf("%s has no question %q; it has %s, see crosswalk catalog show %s", it.Number, r.question, count(len(it.Questions), "question"), it.Number)
		}
		k.Question = q.ID
	}
	return k, nil
}

func (r *request) judge(cat *catalog.Catalog, a *assess.Assessment, k assess.Key) ([]assess.Change, error) {
	switch r.judgement.state {
	case assess.Rated:
		return assess.Rate(cat, a, k, r.judgement.level, r.reason)
	case assess.NA:
		return assess.Exclude(cat, a, k, assess.Exclusion{Reason: r.reason})
	case assess.Unanswered:
		return assess.Clear(cat, a, k)
	}
	return nil, nil
}
