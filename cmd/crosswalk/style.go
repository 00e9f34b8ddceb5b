package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"crosswalk/catalog/render/style"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// noStyle is said in place of a folder where the house's own style is wanted again.
const noStyle = "none"

// houseStyle is the style that a document is made in, and what is to be remembered of it.
type houseStyle struct {
	style  *report.Style // nil: the program's own
	folder string        // to remember; noStyle: to forget; empty: as it was
	said   []string
}

// houseOf is the style of the folder that is asked for, else of the one that is
// remembered of the assessment.
func (x *app) houseOf(ctx context.Context, db *store.DB, id, asked string) (houseStyle, error) {
	if asked == noStyle {
		return houseStyle{folder: noStyle}, nil
	}
	if asked == "" {
		kept, err := db.Style(ctx, id)
		if err != nil || kept == "" {
			return houseStyle{}, err
		}
		s, _, err := styleIn(kept) // what was changed in it was said when it was named
		if err != nil {
			return houseStyle{}, fmt.Errorf("the house style of this assessment can't be used: %w; name it anew with --style DIR, or leave it with --style %s", err, noStyle)
		}
		return houseStyle{style: s}, nil
	}
	folder, err := filepath.Abs(athome(asked))
	if err != nil {
		return houseStyle{}, err
	}
	s, said, err := styleIn(folder)
	return houseStyle{style: s, folder: folder, said: said}, err
}

// styleIn reads the style of a folder, out of which no name in it leads.
func styleIn(folder string) (*report.Style, []string, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, nil, fmt.Errorf("the folder %s can't be opened: %w", visible.Line(folder), plainPath(err))
	}
	defer root.Close()
	s, said, err := style.Read(root.FS())
	if err != nil {
		return nil, nil, fmt.Errorf("in %s: %w", visible.Line(folder), err)
	}
	return s, said, nil
}

// warn says what was changed in a house style so that it can be used.
func (x *app) warn(said []string) {
	for _, one := range said {
		fmt.Fprintln(x.errs, "crosswalk: "+one+".")
	}
}

// remember keeps the folder for the next document, or forgets it.
func (x *app) remember(ctx context.Context, db *store.DB, id string, h houseStyle) error {
	if h.folder == "" {
		return nil
	}
	who, err := x.author()
	if err != nil {
		return err
	}
	if h.folder == noStyle {
		return db.DropStyle(ctx, who, id)
	}
	return db.KeepStyle(ctx, who, id, h.folder)
}

// errNoStyle is for a workbench, in which others may look on: it names no folder.
var errNoStyle = errors.New("the house style of this assessment can't be used; crosswalk report says why, and --style none leaves it")
