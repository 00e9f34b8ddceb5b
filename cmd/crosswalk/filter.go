package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// filterFlag lets a verb show some items only, and has its help say by which words.
func filterFlag(cmd *cobra.Command, at *string, standard string) {
	cmd.Flags().Var(filled{at}, "filter", `only these, like "no-owner due:14d", or a filter you kept, by its name`)
	if cmd.Long == "" {
		cmd.Long = cmd.Short + "."
	}
	cmd.Long += "\n\nA filter is words with blanks between them, and shows what is all of them; a value\nwith blanks is put in quotes, and of several values of one word any is enough:\n\n" + filterWords(standard)
}

// filterWords are a line each.
func filterWords(standard string) string {
	var b strings.Builder
	for _, k := range filter.Kinds() {
		if !k.Asks(standard) {
			continue
		}
		word := k.Word
		if k.Takes != "" {
			word += ":" + k.Takes
		}
		fmt.Fprintf(&b, "  %-14s %s\n", word, k.Help)
	}
	return strings.TrimRight(b.String(), "\n")
}

// sieve is what a filter of a command line lets through. Without one it lets
// everything through.
type sieve struct {
	filter.Filter
	facts filter.Facts
}

// sieve reads a filter: a name under which this person kept one, or its words.
func (x *app) sieve(ctx context.Context, cat *catalog.Catalog, db *store.DB, a *assess.Assessment, text string) (sieve, error) {
	if text == "" {
		return sieve{}, nil
	}
	who, err := x.author()
	if err != nil {
		return sieve{}, err
	}
	kept, err := db.Filters(ctx, who)
	if err != nil {
		return sieve{}, err
	}
	if i := slices.IndexFunc(kept, func(f store.Filter) bool { return f.Name == text }); i >= 0 {
		text = kept[i].Text
	}
	f, err := filter.Parse(text)
	if err != nil {
		return sieve{}, usage("%w", err)
	}
	now := figures.Of(cat, a, x.clock())
	facts := filter.Facts{Catalog: cat, Assessment: a, Score: &now.Score, Synergy: &now.Synergy, Today: x.clock(), Person: who.Name}
	if f.AsksRecords() {
		book, err := db.RecordsReadBy(ctx, who, a.ID)
		if err != nil {
			return sieve{}, err
		}
		says := register.Try(register.Case{Catalog: cat, Assessment: a, Book: book, Today: x.clock()})
		facts.Contradicted, facts.Supported, facts.Overtaken, facts.Taken = says.Contradicts, says.Supports, says.Overtaken, says.Took(who.Name)
	}
	return sieve{f, facts}, nil
}

// of are those of some items that the filter lets through.
func (s sieve) of(items []*catalog.Item) []*catalog.Item {
	if len(s.Filter) == 0 {
		return items
	}
	return s.facts.Choose(s.Filter, items)
}

// lets reports whether it lets an item through.
func (s sieve) lets() func(*catalog.Item) bool {
	if len(s.Filter) == 0 {
		return func(*catalog.Item) bool { return true }
	}
	return s.facts.Lets(s.Filter)
}

// text is the filter as JSON has it: null where everything is let through.
func (s sieve) text() *string { return data.OrNull(s.String()) }

// tableOf prints a table of what a filter lets through of some items, below a line
// that says so, and in place of an empty one why.
func (x *app) tableOf(s sieve, t table, of []*catalog.Item) {
	switch {
	case len(s.Filter) == 0:
	case len(t.rows) == 0:
		why, _ := s.facts.None(s.Filter, of)
		x.line("%s", visible.Line(why))
		return
	default:
		x.line("%d of %d: %s", len(t.rows), len(of), visible.Line(s.Words()))
	}
	x.table(t)
}
