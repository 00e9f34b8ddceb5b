package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

func workshopCommand(x *app) *cobra.Command {
	cmd := group("workshop", "Vote on an item together, blind, and settle on one level",
		workshopAgenda(x), workshopClock(x), workshopVote(x), workshopCast(x), workshopHands(x), workshopReveal(x), workshopAgain(x), workshopPark(x),
		workshopSettle(x), workshopShow(x), workshopSummary(x))
	cmd.Long = `Several people rate one item: everybody votes, nobody sees another's vote before
all are revealed, those furthest apart say why, and the room votes again or
settles on a level. What was settled becomes the answer, and how it came about
stays in the history.`
	return cmd
}

func workshopVote(x *app) *cobra.Command {
	r := request{}
	var named bool
	tolerance := workshop.DefaultTolerance
	cmd := &cobra.Command{
		Use:   "vote ITEM",
		Short: "Open a vote on an item or one of its questions",
		Long: `Opens a vote; one at a time. Votes that stand within --tolerance levels of each
other, and all on one side of 2|3, propose their lower median. With --named=false the
reveal drops who voted what, for good.`,
		Example: "  crosswalk workshop vote 5.2\n  crosswalk workshop vote A.5.4 --system Chatbot --question 2",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r.item = args[0]
			return x.write(cmd.Context(), func(d desk) error {
				a, err := d.db.Assessment(cmd.Context(), d.id)
				if err != nil {
					return err
				}
				key, err := r.key(d.cat, a)
				if err != nil {
					return err
				}
				v, err := d.db.OpenVote(cmd.Context(), d.who, d.cat, d.id, key, tolerance, named)
				if err != nil {
					return err
				}
				return x.voteNow(cmd.Context(), d, v, true)
			})
		},
	}
	cmd.Flags().StringVar(&r.question, "question", "", "one question of the item, like 2 or 6.1.4-2")
	cmd.Flags().StringVar(&r.system, "system", "", "one AI system of the inventory, by name")
	cmd.Flags().IntVar(&tolerance, "tolerance", tolerance, "how many levels apart votes still agree: 0, 1 or 2")
	cmd.Flags().BoolVar(&named, "named", true, "keep who voted what; --named=false drops it at the reveal; tell the room before")
	return cmd
}

func workshopCast(x *app) *cobra.Command {
	var confidence, reason string
	cmd := &cobra.Command{
		Use:     "cast LEVEL|abstain",
		Short:   "Vote, or change your vote, as long as the round is open",
		Example: "  crosswalk workshop cast 3 --confidence high\n  crosswalk workshop cast abstain",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b := workshop.Ballot{Confidence: workshop.Confidence(confidence), Reason: reason}
			var err error
			if b.Abstain = args[0] == "abstain"; !b.Abstain {
				if b.Level, err = parseLevel(args[0]); err != nil {
					return err
				}
				b.Confidence = cmp.Or(b.Confidence, workshop.MediumConfidence)
			}
			return x.onVote(cmd.Context(), func(d desk, v store.RoomVote) (store.RoomVote, error) {
				return d.db.Cast(cmd.Context(), d.who, v.ID, b, v.Vote.Round)
			})
		},
	}
	var words []string
	for _, c := range workshop.Confidences {
		words = append(words, string(c))
	}
	cmd.Flags().Var(word{&confidence, words}, "confidence", "how sure you are: "+assess.Either(words)+"; usually "+string(workshop.MediumConfidence))
	cmd.Flags().StringVar(&reason, "reason", "", "why, in one line")
	return cmd
}

// parseLevel reads 0-5.
func parseLevel(text string) (int, error) {
	j, err := parseRating(text)
	if err != nil || j.state != assess.Rated {
		return 0, usage("%q is no level; a level is 0 to 5", text)
	}
	return j.level, nil
}

func workshopHands(x *app) *cobra.Command {
	return &cobra.Command{
		Use:     "hands COUNT...",
		Short:   "Enter a show of hands: 2x3 is three hands for level 2, ax1 one abstention",
		Example: "  crosswalk workshop hands 2x3 3x6 4x3 ax1",
		Args:    between(1, 20),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := workshop.ParseTally(strings.Join(args, " "))
			if err != nil {
				return usage("%w", err)
			}
			return x.onVote(cmd.Context(), func(d desk, v store.RoomVote) (store.RoomVote, error) {
				return d.db.Hands(cmd.Context(), d.who, v.ID, t, v.Vote.Round)
			})
		},
	}
}

func workshopReveal(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "reveal",
		Short: "End the round and show all votes",
		Args:  between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return x.onVote(cmd.Context(), func(d desk, v store.RoomVote) (store.RoomVote, error) {
				return d.db.Reveal(cmd.Context(), d.who, v.ID, v.Vote.Round)
			})
		},
	}
}

func workshopPark(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "park",
		Short: "Put the vote off; again takes it up",
		Args:  between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return x.onVote(cmd.Context(), func(d desk, v store.RoomVote) (store.RoomVote, error) {
				return d.db.Park(cmd.Context(), d.who, v.ID)
			})
		},
	}
}

func workshopAgain(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "again [ITEM]",
		Short: "Vote another round, or take up the vote on ITEM that was parked",
		Args:  between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			if len(args) == 0 {
				return x.onVote(ctx, func(d desk, v store.RoomVote) (store.RoomVote, error) { return d.db.VoteAgain(ctx, d.who, v.ID) })
			}
			return x.write(ctx, func(d desk) error {
				v, err := d.parkedOn(ctx, args[0])
				if err != nil {
					return err
				}
				if v, err = d.db.VoteAgain(ctx, d.who, v.ID); err != nil {
					return err
				}
				return x.voteNow(ctx, d, v, true)
			})
		},
	}
}

// parkedOn is the newest vote on an item that is parked.
func (d desk) parkedOn(ctx context.Context, item string) (store.RoomVote, error) {
	a, err := d.db.Assessment(ctx, d.id)
	if err != nil {
		return store.RoomVote{}, err
	}
	it, err := findItem(d.cat, a, item)
	if err != nil {
		return store.RoomVote{}, err
	}
	room, err := d.db.Room(ctx, d.id)
	if err != nil {
		return store.RoomVote{}, err
	}
	parked := parkedOf(room.Votes)
	for i := len(parked) - 1; i >= 0; i-- {
		if parked[i].Vote.Key.Item == it.ID {
			return parked[i], nil
		}
	}
	return store.RoomVote{}, fmt.Errorf("no vote on %s is parked; crosswalk workshop summary lists those that are", it.Number)
}

// parkedOf are the parked votes on what was not voted on again since.
func parkedOf(all []store.RoomVote) []store.RoomVote {
	var parked []store.RoomVote
	since := map[assess.Key]bool{}
	for i := len(all) - 1; i >= 0; i-- {
		key := all[i].Vote.Key
		if all[i].Vote.State == workshop.Parked && !since[key] {
			parked = append([]store.RoomVote{all[i]}, parked...)
		}
		since[key] = true
	}
	return parked
}

func workshopSettle(x *app) *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:     "settle LEVEL",
		Short:   "End the vote: the level becomes the answer, and the votes stay in the history",
		Long:    "Settles the vote under way and rates the item, as one act that an undo takes back\ntogether. A level that the votes do not propose needs a --reason.",
		Example: "  crosswalk workshop settle 3\n  crosswalk workshop settle 2 --reason \"The register is not kept\"",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			level, err := parseLevel(args[0])
			if err != nil {
				return err
			}
			return x.onVote(cmd.Context(), func(d desk, v store.RoomVote) (store.RoomVote, error) {
				v, _, err := d.db.Settle(cmd.Context(), d.who, d.cat, v.ID, level, reason, v.Vote.Round)
				return v, withReason(err)
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why this level")
	return cmd
}

// withReason names the flag where a reason is what is missing.
func withReason(err error) error {
	var room *workshop.NeedsReason
	var item *assess.NeedsReason
	if errors.As(err, &room) || errors.As(err, &item) {
		return fmt.Errorf("%w with --reason", err)
	}
	return err
}

// onVote takes a step in the vote under way and says how it stands then.
func (x *app) onVote(ctx context.Context, step func(desk, store.RoomVote) (store.RoomVote, error)) error {
	return x.write(ctx, func(d desk) error {
		v, ok, err := d.db.CurrentVote(ctx, d.id)
		if err == nil && !ok {
			err = errors.New("no vote is under way; crosswalk workshop vote ITEM opens one")
		}
		if err != nil {
			return err
		}
		after, err := step(d, v)
		if err != nil {
			return err
		}
		return x.voteNow(ctx, d, after, !reflect.DeepEqual(v.Vote, after.Vote))
	})
}

// voteNow says how a vote stands after a step, which may have changed nothing.
func (x *app) voteNow(ctx context.Context, d desk, v store.RoomVote, changed bool) error {
	a, err := d.db.Assessment(ctx, d.id)
	if err != nil {
		return err
	}
	about := data.VotedOn(d.cat, a, v.Vote.Key)
	x.done(x.out, changed, "the vote on "+about.String())
	x.voteText(about, v.Vote, d.who.Name)
	return nil
}
