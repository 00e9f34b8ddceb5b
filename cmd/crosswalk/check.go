package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/report/data"
)

// What the check tells of phrases that come again: runs of so many words and
// more, in two items and more, so many of them.
const (
	toldWords   = 4
	toldPhrases = 10
)

func catalogCheck(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Check a catalogue folder, or the shipped catalogue",
		Long: `Reads a catalogue folder, or the shipped catalogue, and prints each problem, up
to a hundred, as file:line: item: reason: first what makes it unusable, else
what an assessor would stumble over. The texts in other languages are checked, too; with
--lang those are counted, by item, that a language lacks and that are read in the
catalogue's own words. With --overlay the texts in that folder are checked, too.
The phrases that stand in most items are told as information, and where a
catalogue of your own has more or fewer items than the standards, or words that
make it hard to answer, as a note.`,
		Args: between(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := x.catalogDir
			if len(args) == 1 {
				dir = args[0]
			}
			return x.checkCatalog(dir, asJSON)
		},
	}
	x.langFlag(cmd, "which the missing texts are counted")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) checkCatalog(dir string, asJSON bool) error {
	cat, problems, err := loadFolder(dir)
	if err != nil {
		return err
	}
	out := data.CatalogCheck{Usable: cat != nil, Notes: []data.Problem{}, Phrases: []catalog.Phrase{}}
	var notes catalog.Problems
	if cat != nil {
		out.Items, out.Baseline = len(cat.Requirements().Items()), len(cat.Foundation().Items())
		problems, notes = catalog.Check(cat), append(catalog.CheckOutline(cat), catalog.CheckAdvice(cat)...)
		if dir == "" { // the shipped one has every item
			problems, notes = append(problems, notes...), nil
		}
		if all := catalog.Phrases(cat, toldWords, 2); len(all) > 0 {
			out.Phrases = all[:min(len(all), toldPhrases)]
		}
		spoken, err := x.checkLanguages(cat, &out)
		if err != nil {
			return err
		}
		problems = append(problems, spoken...)
	}
	laid, err := x.checkOverlay(cat, &out)
	if err != nil {
		return err
	}
	out.Problems, out.Notes = data.ProblemsOf(problems), data.ProblemsOf(notes)
	out.OK = len(problems)+len(laid) == 0
	if asJSON {
		if err := x.json(out); err != nil {
			return err
		}
	} else {
		x.sayChecked(out, append(problems, laid...), notes)
	}
	return x.verdict(dir, out, problems.Count(), laid.Count(), asJSON)
}

// loadFolder loads a catalogue folder, or the YAML of the shipped catalogue;
// where it is refused the catalogue is nil.
func loadFolder(dir string) (*catalog.Catalog, catalog.Problems, error) {
	folder, err := fs.Sub(assets.Catalog, "catalog")
	if err != nil {
		return nil, nil, err
	}
	if dir != "" {
		folder = os.DirFS(dir)
	}
	cat, err := catalog.Load(folder)
	var problems catalog.Problems
	if err != nil && !errors.As(err, &problems) {
		return nil, nil, err
	}
	return cat, problems, nil
}

// checkOverlay gives the problems of the overlay where one is named and the
// catalogue it lies on can be used.
func (x *app) checkOverlay(cat *catalog.Catalog, out *data.CatalogCheck) (catalog.Problems, error) {
	dir := x.overlayFolder()
	if dir == "" || cat == nil {
		return nil, nil
	}
	o, err := catalog.LoadOverlay(os.DirFS(dir), cat)
	var problems catalog.Problems
	if err != nil && !errors.As(err, &problems) {
		return nil, err
	}
	out.Overlay = &data.Overlay{Problems: data.ProblemsOf(problems)}
	if o != nil {
		out.Overlay.Items, out.Overlay.Baseline = o.Count(catalog.AIMS), o.Count(catalog.ISMS)
	}
	return problems, nil
}

func (x *app) sayChecked(out data.CatalogCheck, problems, notes catalog.Problems) {
	for _, p := range problems {
		x.line("%s", p.Error())
	}
	for _, p := range notes {
		x.line("note: %s", p.Error())
	}
	if len(out.Phrases) > 0 {
		x.line("The phrases that stand in most items, for information:")
	}
	for _, p := range out.Phrases {
		x.line("  %3d  %s", len(p.Items), p.Text)
	}
	if out.Language != nil {
		x.sayLanguage(out.Language)
	}
}

// verdict is the last line: what was found, and what to do about it.
func (x *app) verdict(dir string, out data.CatalogCheck, problems, laid int, asJSON bool) error {
	name := "the shipped catalogue"
	if dir != "" {
		name = "the catalogue in " + dir
	}
	switch {
	case !out.Usable:
		return fmt.Errorf("%s has %s and can't be used; mend what stdout lists", name, count(problems, "problem"))
	case problems > 0:
		return fmt.Errorf("%s can be used and has %s; mend what stdout lists", name, count(problems+laid, "problem"))
	case laid > 0:
		return fmt.Errorf("the overlay in %s has %s and can't be used; mend what stdout lists", x.overlayFolder(), count(laid, "problem"))
	case asJSON:
		return nil
	}
	x.line("%s is sound: %d items of %s, %d of %s", name, out.Items, catalog.AIMS, out.Baseline, catalog.ISMS)
	if o := out.Overlay; o != nil {
		x.line("the overlay in %s is sound: texts for %d items of %s, %d of %s", x.overlayFolder(), o.Items, catalog.AIMS, o.Baseline, catalog.ISMS)
	}
	return nil
}
