package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
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

// spokenJSON says how much of a catalogue a language has.
type spokenJSON struct {
	Code  string       `json:"code"`
	Name  string       `json:"name"`
	Texts int          `json:"texts"` // of the catalogue: those of items, and the scale
	Lack  int          `json:"lack"`  // of them that are read in the catalogue's own words
	Items []lackedJSON `json:"items"` // that lack some
}

type lackedJSON struct {
	Standard string `json:"standard"`
	ID       string `json:"id"`
	Texts    int    `json:"texts"`
	Lack     int    `json:"lack"`
}

// checkLanguages gives the problems of all languages of a catalogue, and how much
// of it the one has that --lang names.
func (x *app) checkLanguages(cat *catalog.Catalog, out *checkJSON) (catalog.Problems, error) {
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
			out.Language = coverage(cat, said)
		}
	}
	return all, nil
}

func coverage(cat *catalog.Catalog, said *catalog.Language) *spokenJSON {
	out := &spokenJSON{Code: said.Code, Name: said.Name, Texts: len(cat.Method.Scale), Lack: said.LacksScale(), Items: []lackedJSON{}}
	for _, c := range said.Coverage() {
		out.Texts += c.Texts
		out.Lack += c.Lack
		if c.Lack > 0 {
			out.Items = append(out.Items, lackedJSON{c.Item.Set.Standard, c.Item.ID, c.Texts, c.Lack})
		}
	}
	return out
}

// sayLanguage lists what a language lacks.
func (x *app) sayLanguage(l *spokenJSON) {
	x.line("%s (%s) has %d of %d texts; %d are read in the catalogue's own words:", l.Name, l.Code, l.Texts-l.Lack, l.Texts, l.Lack)
	t := table{columns: []column{{head: "STANDARD"}, {head: "ITEM"}, {head: "LACKS"}, {head: "OF"}}}
	for _, it := range l.Items {
		t.add(it.Standard, it.ID, fmt.Sprint(it.Lack), fmt.Sprint(it.Texts))
	}
	x.table(t)
}
