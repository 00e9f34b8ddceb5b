package main

import (
	"errors"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"crosswalk/store"
)

func backupCommand(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the database as it is now, also while others write",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			// A backup of a database that is not there would be an empty one.
			return x.withStore(ctx, store.Options{}, func(db *store.DB) error {
				err := db.Backup(ctx, args[0])
				if ctx.Err() != nil && err != nil {
					return errors.New("stopped before the backup was whole, so there is none; run it again")
				}
				if err == nil {
					x.line("backed up to %s", args[0])
				}
				return err
			})
		},
	}
}

func restoreCommand(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of the database, which is kept beside it",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path, err := x.database()
			if err != nil {
				return err
			}
			replaced, err := store.Restore(cmd.Context(), args[0], path, x.clock)
			if err != nil {
				return err
			}
			x.line("restored %s to %s", args[0], path)
			if replaced != "" {
				x.line("what stood there is kept as %s", replaced)
			}
			return nil
		},
	}
}
