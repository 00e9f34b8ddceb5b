package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"crosswalk/assets"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/store"
)

func demoCommand(x *app) *cobra.Command {
	var into, soa string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Open the workbench on a throw-away demonstration",
		Long: `Opens the workbench on a throw-away copy of a demonstration, an assessment that
is nearly finished; its days are near the day it is opened. With --into it is
written into a database of yours instead, for scripts and trials, and its id is
printed. With --soa the Statement of Applicability of the demonstration company
is written as an XLSX workbook, to try the import with.`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if soa != "" {
				return x.writeOut(soa, "the Statement of Applicability", assets.DemoSoA)
			}
			if into != "" {
				return x.demoInto(cmd.Context(), into)
			}
			return x.demo(cmd.Context())
		},
	}
	cmd.Flags().Var(filled{&into}, "into", "keep it: write it into this database file")
	cmd.Flags().Var(filled{&soa}, "soa", "write the company's Statement of Applicability to this file")
	x.langFlag(cmd, "the questions")
	x.lookFlags(cmd)
	cmd.MarkFlagsMutuallyExclusive("into", "soa")
	return cmd
}

// demo opens the demonstration in a folder of its own that nobody else can
// read, and takes the folder away at the end, also when the line drops.
func (x *app) demo(ctx context.Context) (err error) {
	if err := x.drawable(); err != nil {
		return err
	}
	ctx, stop := x.leavable(ctx)
	defer stop()
	dir, err := os.MkdirTemp("", "crosswalk-demo-") // made 0700
	if err != nil {
		return err
	}
	defer func() {
		if gone := os.RemoveAll(dir); err == nil {
			err = gone
		}
	}()
	x.dbFlag = filepath.Join(dir, "demo.db")
	return x.withBase(ctx, opening{create: true}, func(b *base) error {
		if _, err := x.addDemo(ctx, b.db); err != nil {
			return err
		}
		return x.open(ctx, b, true)
	})
}

func (x *app) demoInto(ctx context.Context, path string) error {
	x.dbFlag = path
	return x.withDB(ctx, func(db *store.DB) error {
		a, err := x.addDemo(ctx, db)
		if err != nil {
			return err
		}
		x.line("%s", a.ID)
		x.done(x.errs, true, fmt.Sprintf("the assessment %s in %s", a.Name, path))
		return nil
	})
}

// addDemo writes the demonstration as a new assessment, with its records.
func (x *app) addDemo(ctx context.Context, db *store.DB) (*assess.Assessment, error) {
	cat, err := x.catalogue()
	if err != nil {
		return nil, err
	}
	who, err := x.author()
	if err != nil {
		return nil, err
	}
	acts, err := intake.Acts(cat, assets.Demo, assets.DemoRegisters, x.clock(), db.NewID)
	if err != nil {
		return nil, err
	}
	return db.CreateFrom(ctx, who, acts[0], acts[1:]...)
}
