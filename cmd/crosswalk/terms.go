package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/report/data"
)

func catalogTerms(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "terms [WORD ...]",
		Short: "List the words of security beside the words of AI",
		Long: `Lists the vocabulary: where a word is defined, and how its sense in security
differs from its sense in AI. With words, only the terms that hold all of them.`,
		Example: "  crosswalk catalog terms\n  crosswalk catalog terms risk",
		Args:    cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			return x.listTerms(strings.Fields(strings.ToLower(strings.Join(args, " "))), asJSON)
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) listTerms(words []string, asJSON bool) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	out := data.Terms{Note: cat.Reference().Vocabulary.Note, Terms: []catalog.Term{}}
	for _, t := range cat.Terms() {
		if holds(strings.ToLower(t.Term), words) {
			out.Terms = append(out.Terms, t)
		}
	}
	if len(out.Terms) == 0 && len(words) > 0 {
		return fmt.Errorf("no term holds %q; crosswalk catalog terms lists all", strings.Join(words, " "))
	}
	if asJSON {
		return x.json(out)
	}
	for _, t := range out.Terms {
		x.line("%s  (%s)", t.Term, t.Relation)
		x.wrapped(0, t.Difference)
		x.wrapped(2, "Defined in "+strings.Join(t.DefinedIn, ", "))
		if len(t.Refs) > 0 {
			x.wrapped(2, "See "+strings.Join(t.Refs, ", "))
		}
		if t.Note != "" {
			x.wrapped(2, t.Note)
		}
		x.line("")
	}
	if out.Note != "" {
		x.wrapped(0, out.Note)
	}
	return nil
}

// holds reports whether a text has all words in it.
func holds(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
