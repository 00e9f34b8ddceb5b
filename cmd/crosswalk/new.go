package main

import (
	"context"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/store"
)

// maxDocument is the most bytes of a YAML file that is read.
const maxDocument = 4 << 20

func newCommand(x *app) *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "Make an assessment and print its id",
		Args:  between(1, 1),
		RunE:  func(cmd *cobra.Command, args []string) error { return x.makeNew(cmd.Context(), args[0], file) },
	}
	cmd.Flags().StringVar(&file, "profile", "", "profile of the organisation, a YAML file")
	return cmd
}

func (x *app) makeNew(ctx context.Context, name, file string) error {
	profile := assess.DefaultProfile()
	if file != "" {
		raw, err := readFile(file, maxDocument)
		if err != nil {
			return err
		}
		if profile, _, err = intake.ProfileYAML(raw); err != nil {
			return err
		}
	}
	who, err := x.author()
	if err != nil {
		return err
	}
	return x.withDB(ctx, func(db *store.DB) error {
		a, err := db.Create(ctx, who, name, profile)
		if err != nil {
			return err
		}
		x.line("%s", a.ID)
		return nil
	})
}
