package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"crosswalk/store"
	"crosswalk/store/sqlite"
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
			return x.withBase(ctx, opening{}, func(b *base) error {
				file, ok := b.own.(*sqlite.DB)
				if !ok {
					return errors.New("the database is on a server, which makes its own backups: pg_dump -Fc writes one, see crosswalk help store; crosswalk store copy writes the assessments into a file")
				}
				if namesFolder(args[0]) {
					return cantWrite(args[0], nil)
				}
				err := x.checkAll(ctx, b.db)
				if err == nil {
					err = file.Backup(ctx, args[0])
				}
				if ctx.Err() != nil && err != nil {
					return errors.New("stopped before the backup was whole, so there is none; run it again")
				}
				if err == nil {
					x.done(x.out, true, "the backup "+args[0])
				}
				return err
			})
		},
	}
}

// checkAll refuses to copy what is damaged over the years of good backups.
func (x *app) checkAll(ctx context.Context, db *store.DB) error {
	all, err := db.Assessments(ctx)
	for _, s := range all {
		if err != nil {
			break
		}
		_, err = db.CheckedAssessment(ctx, s.ID)
	}
	return err
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
			if isAddress(path) {
				return errors.New("the database is on a server, which brings its own backups back: pg_restore does, see crosswalk help store; crosswalk store copy brings the assessments of a file there")
			}
			replaced, err := sqlite.Restore(cmd.Context(), args[0], path, sqlite.Options{Clock: x.clock, Log: x.causes, Catalog: x.anyCatalogue()})
			if p, ok := errors.AsType[*store.Problem](err); ok && p.Kind == store.Damaged && sameFile(p.Place, args[0]) {
				return better{err, "restore another backup"}
			}
			if err != nil {
				return err
			}
			x.done(x.out, true, args[0]+" restored to "+path)
			if replaced != "" {
				x.line("what stood there is kept as %s", replaced)
			}
			return nil
		},
	}
}

func sameFile(a, b string) bool {
	b, err := filepath.Abs(b)
	return err == nil && a == b
}
