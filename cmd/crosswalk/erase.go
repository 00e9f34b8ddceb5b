package main

import (
	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
)

func eraseCommand(x *app) *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:   "erase REVISION...",
		Short: "Take words out of the history that must not be kept",
		Long: `Takes the values of revisions out of the database, and every copy of the same
words: where they were restored, in duplicates of the assessment, in votes and in
drafts, and the file of a piece of evidence with its name. What a field stands on is set anew without them. That it was done, by whom
and why, stays; crosswalk history --json names the revisions. Backups and files
that went elsewhere are not reached: erase there too, or delete them. It can't be
undone.`,
		Example: "  crosswalk erase 0199f1c2-5d2e-7cc1-9a53-0d8c4f1e2b77 --reason 'Names a person who asked for it'",
		Args:    between(1, 1000),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.write(cmd.Context(), func(d desk) error {
				named, err := d.db.Files(cmd.Context())
				if err != nil {
					return err
				}
				n, err := d.db.Erase(cmd.Context(), d.who, d.id, args, reason)
				if err == nil {
					err = d.own.DropUnnamed(cmd.Context(), assess.Hashes(named))
				}
				if err != nil {
					return err
				}
				x.done(x.out, n > 0, count(n, "revision")+" erased")
				return nil
			})
		},
	}
	cmd.Flags().Var(filled{&reason}, "reason", "why; it is kept")
	return cmd
}

func forgetCommand(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "forget ASSESSMENT",
		Short: "Take a whole assessment off this machine, with its history",
		Long: `Takes an assessment, by id or exact name, out of the database with every revision
of its history, and writes the file anew without it. A file system may still keep
old blocks, and backups keep what they hold. It can't be undone: make a backup
first where somebody may ask for it again.`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			who, err := x.author()
			if err != nil {
				return err
			}
			ctx := cmd.Context()
			return x.withBase(ctx, opening{}, func(b *base) error {
				all, err := b.db.Assessments(ctx)
				if err != nil {
					return err
				}
				id, err := pick(all, args[0])
				if err != nil {
					return err
				}
				a, err := b.db.Assessment(ctx, id)
				if err != nil {
					return err
				}
				if err := b.own.Forget(ctx, who, id); err != nil {
					return err
				}
				return x.forgotten(ctx, b, a)
			})
		},
	}
}
