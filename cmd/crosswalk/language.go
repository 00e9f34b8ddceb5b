package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/report/data"
)

// langFlag chooses the language in which a verb shows the items.
func (x *app) langFlag(cmd *cobra.Command, of string) {
	cmd.Flags().Var(filled{&x.lang}, "lang", "language of "+of+": en, es, or one of your catalogue's own")
}

// language is the one that --lang names, nil for the catalogue's own.
func (x *app) language(cat *catalog.Catalog) (*catalog.Language, error) {
	said, err := cat.In(x.lang)
	var problems catalog.Problems
	if errors.As(err, &problems) && len(problems) > 0 {
		return nil, fmt.Errorf("the language %s of the catalogue in %s has %s, the first: %w; crosswalk catalog check %s lists them",
			x.lang, x.catalogDir, count(problems.Count(), "problem"), problems[0], x.catalogDir)
	}
	return said, err
}

// checkLanguages gives the problems of all languages of a catalogue, and how much
// of it the one has that --lang names.
func (x *app) checkLanguages(cat *catalog.Catalog, out *data.CatalogCheck) (catalog.Problems, error) {
	if _, err := cat.In(x.lang); err != nil && !errors.As(err, new(catalog.Problems)) {
		return nil, err
	}
	var all catalog.Problems
	for _, code := range cat.Languages() {
		said, err := cat.In(code)
		var refused catalog.Problems
		if errors.As(err, &refused) {
			all = append(all, refused...)
			continue
		} else if err != nil {
			return nil, err
		}
		all = append(all, catalog.CheckLanguage(cat, said)...)
		if code == x.lang {
			out.Language = data.SpokenOf(cat, said)
		}
	}
	return all, nil
}

// sayLanguage lists what a language lacks.
func (x *app) sayLanguage(l *data.Spoken) {
	x.line("%s (%s) has %d of %d texts; %d are read in the catalogue's own words:", l.Name, l.Code, l.Texts-l.Lack, l.Texts, l.Lack)
	t := table{columns: []column{{head: "STANDARD"}, {head: "ITEM"}, {head: "LACKS"}, {head: "OF"}}}
	for _, it := range l.Items {
		t.add(it.Standard, it.ID, fmt.Sprint(it.Lack), fmt.Sprint(it.Texts))
	}
	x.table(t)
}
