package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// maxDocument is the most bytes of a YAML file that is read.
const maxDocument = 4 << 20

func newCommand(x *app) *cobra.Command {
	var file, organisation string
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "Make an assessment and print its id",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.makeNew(cmd.Context(), args[0], organisation, file)
		},
	}
	cmd.Flags().StringVar(&organisation, "organisation", "", "name of the organisation")
	cmd.Flags().StringVar(&file, "profile", "", "profile of the organisation, a YAML file")
	return cmd
}

func (x *app) makeNew(ctx context.Context, name, organisation, file string) (err error) {
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
	if organisation != "" {
		if profile, err = profile.With("organisation", organisation); err != nil {
			return usage("%w", err)
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
		x.done(x.errs, true, "the assessment "+a.Name)
		if a.Profile.Organisation == "" {
			fmt.Fprintf(x.errs, "crosswalk: it names no organisation yet; crosswalk profile -a %s --set organisation=NAME does\n", a.ID)
		}
		return x.sayNamesakes(ctx, db, a.Name)
	})
}

// sayNamesakes says on stderr that a name does not tell assessments apart any more.
func (x *app) sayNamesakes(ctx context.Context, db *store.DB, name string) error {
	all, err := db.Assessments(ctx)
	if err != nil {
		return err
	}
	same := 0
	for _, s := range all {
		if s.Name == name {
			same++
		}
	}
	if same > 1 {
		fmt.Fprintf(x.errs, "crosswalk: %d assessments are named %q now; -a tells them apart by their ids alone\n", same, visible.Line(name))
	}
	return nil
}
