package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"crosswalk/assets"
	"crosswalk/catalog"
)

func catalogCommand(x *app) *cobra.Command {
	return group("catalog", "The standards, and a check of a catalogue of your own", catalogList(x), catalogShow(x), catalogCheck(x))
}

func catalogList(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the items of both standards",
		Args:  between(0, 0),
		RunE:  func(*cobra.Command, []string) error { return x.listCatalog(asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

type catalogJSON struct {
	Standards []standardJSON `json:"standards"`
}

type standardJSON struct {
	Name string    `json:"name"`
	Sets []setList `json:"sets"`
}

type setList struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Kind  string     `json:"kind"`
	Items []itemName `json:"items"`
}

type itemName struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

func (x *app) listCatalog(asJSON bool) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	var out catalogJSON
	for _, s := range cat.Standards {
		std := standardJSON{Name: s.Name}
		for _, cl := range s.Clauses {
			set := setList{ID: cl.ID, Title: cl.Title, Kind: cl.Kind, Items: []itemName{}}
			for _, it := range cl.Items {
				set.Items = append(set.Items, itemName{it.ID, it.Title})
			}
			std.Sets = append(std.Sets, set)
		}
		out.Standards = append(out.Standards, std)
	}
	if asJSON {
		return x.json(out)
	}
	for i, std := range out.Standards {
		if i > 0 {
			x.line("")
		}
		x.line("%s", std.Name)
		t := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}}}
		for _, set := range std.Sets {
			t.add(set.ID, set.Title)
			for _, it := range set.Items {
				t.add("  "+it.ID, it.Title)
			}
		}
		x.table(t)
	}
	return nil
}

func catalogCheck(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Check a catalogue folder, or the shipped catalogue",
		Args:  between(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := x.catalogDir
			if len(args) == 1 {
				dir = args[0]
			}
			return x.checkCatalog(dir, asJSON)
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

type checkJSON struct {
	OK       bool          `json:"ok"`
	Items    int           `json:"items"`    // of ISO/IEC 42001
	Baseline int           `json:"baseline"` // items of ISO/IEC 27001
	Problems []problemJSON `json:"problems"`
}

type problemJSON struct {
	File   string  `json:"file"`
	Line   *int    `json:"line"`
	Item   *string `json:"item"`
	Reason string  `json:"reason"`
}

func (x *app) checkCatalog(dir string, asJSON bool) error {
	folder, err := fs.Sub(assets.Catalog, "catalog")
	if err != nil {
		return err
	}
	name := "the shipped catalogue"
	if dir != "" {
		folder, name = os.DirFS(dir), "the catalogue in "+dir
	}
	cat, err := catalog.Load(folder)
	var problems catalog.Problems
	if err != nil && !errors.As(err, &problems) {
		return err
	}
	out := checked(cat, problems)
	if asJSON {
		if err := x.json(out); err != nil {
			return err
		}
	} else {
		for _, p := range problems {
			x.line("%s", p.Error())
		}
	}
	switch {
	case !out.OK:
		return fmt.Errorf("%s has %s and can't be used; mend what stdout lists", name, count(len(problems), "problem"))
	case !asJSON:
		x.line("%s is sound: %d items of %s, %d of %s", name, out.Items, catalog.AIMS, out.Baseline, catalog.ISMS)
	}
	return nil
}

// checked is the outcome of loading a catalogue, which is nil where there are
// problems.
func checked(cat *catalog.Catalog, problems catalog.Problems) checkJSON {
	out := checkJSON{OK: cat != nil, Problems: []problemJSON{}}
	if cat != nil {
		out.Items, out.Baseline = len(cat.Requirements().Items()), len(cat.Foundation().Items())
	}
	for _, p := range problems {
		one := problemJSON{File: p.File, Item: said(p.Item), Reason: p.Reason}
		if p.Line > 0 {
			one.Line = &p.Line
		}
		out.Problems = append(out.Problems, one)
	}
	return out
}
