package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func reviewCommand(x *app) *cobra.Command {
	return group("review", "Management reviews: what lies on the table, the pack, the minutes", reviewOpen(x),
		x.documentOf("review-pack", "pack", "MR-2", "What lies on the table, input by input, for those who sit there"),
		x.documentOf("review-minutes", "minutes", "MR-2", "What was said and decided, with lines to sign"))
}

func reviewOpen(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "open NUMBER",
		Short: "Collect what lies on the table of a management review, as of today",
		Long: `Puts into a review what the registers say of each of its inputs today. What the ISMS
keeps elsewhere is typed beside it, with its source. What only its readers see is not
collected. It may be opened again until the review is held; what was collected before
gives way then. Only a facilitator opens a review.`,
		Example: "  crosswalk review open MR-2\n  crosswalk record set MR-2 --set \"isms.10=12 risks, 2 above the limit\" --set \"source.10=Register of the ISMS\"",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeRecord(cmd.Context(), args[0], func(c register.Case, r register.Record) ([]assess.Change, error) {
				if r.Kind != register.KindReview {
					return nil, fmt.Errorf("%s is no management review; name one, such as MR-2", args[0])
				}
				return register.OpenReview(c, r.ID)
			})
		},
	}
}
