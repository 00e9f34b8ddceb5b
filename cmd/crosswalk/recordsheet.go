package main

import (
	"context"
	"errors"
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/register"
	"crosswalk/catalog/render"
	"crosswalk/catalog/render/xlsx"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// spareRows are those of a workbook in which new records find the lists of words.
const spareRows = 50

// recordsFile writes records to a file that can come back.
func (x *app) recordsFile(ctx context.Context, db *store.DB, c register.Case, k *catalog.Register, records []register.Record, w registerWanted) error {
	head, acts, err := db.HeadOnPaper(ctx, c.Assessment.ID)
	if err != nil {
		return err
	}
	source := report.SheetSource(c, maker(), head, acts, x.clock())
	path, make, spare := w.csv, render.CSV, 0
	if w.workbook != "" {
		path, make, spare = w.workbook, xlsx.Render, spareRows
	}
	raw, err := make(report.RecordSheet(c, k, records, peopleOf(c), spare, source))
	if err == nil {
		err = writeNew(path, raw)
	}
	if err != nil {
		return err
	}
	x.done(x.out, true, count(len(records), "record")+" in "+visible.Line(path))
	return nil
}

// peopleOf are all whom the records and the AI systems name, each once.
func peopleOf(c register.Case) []string {
	var all []string
	for _, s := range c.Assessment.ActiveSystems() {
		all = append(all, s.Owner)
	}
	for _, k := range c.Catalog.Registers() {
		for _, f := range k.Fields {
			if f.Type != "person" && f.Type != "persons" {
				continue
			}
			for _, r := range c.Book.Of(k.ID) {
				all = append(append(all, r.Text(f.Name)), r.List(f.Name)...)
			}
		}
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(name string) bool { return name == "" })
}

// recordsMeant is the register whose records a file holds; nil where it holds
// something else.
func (x *app) recordsMeant(as string) (*catalog.Register, error) {
	if slices.Contains(sheetKinds, as) {
		return nil, nil
	}
	cat, err := x.catalogue()
	if err != nil {
		return nil, err
	}
	k, err := register.Case{Catalog: cat}.Register(as)
	if err != nil {
		return nil, usage("--as %s: %w, or it is %s", visible.Line(as), err, assess.Either(sheetKinds))
	}
	return k, nil
}

// importRecords takes the records of a kind from a sheet, as one act.
func (x *app) importRecords(ctx context.Context, file *intake.File, k *catalog.Register, want intake.Request, in importing) error {
	return x.write(ctx, func(d desk) error {
		var r taken
		_, _, err := x.doRecords(ctx, d, func(c register.Case) ([]assess.Change, error) {
			var err error
			if r.Reading, err = file.Records(c, k, want, d.db.NewID); err != nil {
				return nil, err
			}
			p, err := r.Taken()
			if err == nil && in.dry {
				err = errDry
			}
			return p.Changes, err
		})
		if err != nil && !errors.Is(err, errDry) {
			return x.recordsNotTaken(err)
		}
		return x.takenIn(ctx, d, r, "", in)
	})
}

// recordsNotTaken lists on stderr every row that can't be taken over.
func (x *app) recordsNotTaken(err error) error {
	var all intake.Refusals
	if !errors.As(err, &all) {
		return err
	}
	x.refused(all)
	return errors.New("the import was refused and nothing was written; mend what is listed and import again")
}
