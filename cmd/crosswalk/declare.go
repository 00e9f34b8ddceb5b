package main

import (
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
)

func declareCommand(x *app) *cobra.Command {
	var st assess.Statement
	flags := map[string]*string{
		"why-in": &st.WhyIn, "drivers": &st.Drivers, "declared": &st.Declared, "how": &st.How, "described": &st.Described, "looked-at": &st.LookedAt,
	}
	cmd := &cobra.Command{
		Use:   "declare ITEM",
		Short: "Say what the Statement of Applicability has of an item",
		Long: `Says why an item of either standard is applicable, how far the organisation declares
it implemented, how it is met and where that is described. Items of ISO/IEC 42001
and own controls go by their number, those of ISO/IEC 27001 with 27001: in front.
What no flag names stays as it is; an empty text takes it away.`,
		Example: `  crosswalk declare A.5.2 --drivers risk,law --declared partly --how "Assessed before each release"
  crosswalk declare 27001:A.5.9 --declared implemented --described "IM-02" --looked-at 2026-11-02`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			changed := false
			for name := range flags {
				changed = changed || cmd.Flags().Changed(name)
			}
			if !changed {
				return usage("say what to declare; %s --help lists the flags", cmd.CommandPath())
			}
			return x.write(cmd.Context(), func(d desk) error {
				after, made, err := d.do(cmd.Context(), func(a *assess.Assessment) ([]assess.Change, error) {
					it, err := assess.FindRef(d.cat, a, args[0])
					if err != nil {
						return nil, err
					}
					ref := assess.RefOf(it)
					next := assess.StatementOn(a, ref)
					for name, at := range map[string]*string{
						"why-in": &next.WhyIn, "drivers": &next.Drivers, "declared": &next.Declared, "how": &next.How,
						"described": &next.Described, "looked-at": &next.LookedAt,
					} {
						if cmd.Flags().Changed(name) {
							*at = *flags[name]
						}
					}
					return assess.Declare(d.cat, a, ref, next)
				})
				if err != nil {
					return err
				}
				x.saved(d.cat, after, made)
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&st.WhyIn, "why-in", "", "why the item is applicable")
	f.StringVar(&st.Drivers, "drivers", "", "what it is needed for: "+strings.Join(assess.DriverWords, ", "))
	f.Var(word{&st.Declared, assess.DeclaredWords}, "declared", "how far it is implemented, as the organisation puts it")
	f.StringVar(&st.How, "how", "", "how it is met")
	f.StringVar(&st.Described, "described", "", "where that is described")
	f.Var(date{&st.LookedAt, "day it was looked at"}, "looked-at", "when somebody last looked, YYYY-MM-DD")
	return cmd
}
