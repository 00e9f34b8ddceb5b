package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/soa"
)

// statementFlags are the flags that say something of an item, and where each stands.
var statementFlags = []struct {
	flag, about string
	at          func(*assess.Statement) *string
	value       func(x *app, at *string) pflag.Value
}{
	{"why-in", "why the item is applicable", func(s *assess.Statement) *string { return &s.WhyIn }, anyText},
	{"drivers", "what it is needed for: " + strings.Join(assess.TypedDrivers, ", ") + "; records say the rest", func(s *assess.Statement) *string { return &s.Drivers }, anyText},
	{
		"declared", "how far it is implemented, as the organisation puts it", func(s *assess.Statement) *string { return &s.Declared },
		func(_ *app, at *string) pflag.Value { return word{at, assess.DeclaredWords} },
	},
	{"how", "how it is met", func(s *assess.Statement) *string { return &s.How }, anyText},
	{"described", "where that is described", func(s *assess.Statement) *string { return &s.Described }, anyText},
	{
		"looked-at", "when somebody last looked, as 2 Nov 2026 or today", func(s *assess.Statement) *string { return &s.LookedAt },
		func(x *app, at *string) pflag.Value { return x.day(at, "day it was looked at") },
	},
}

func declareCommand(x *app) *cobra.Command {
	var given assess.Statement
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
		RunE: func(cmd *cobra.Command, args []string) error { return x.declare(cmd, args[0], &given) },
	}
	for _, d := range statementFlags {
		cmd.Flags().Var(d.value(x, d.at(&given)), d.flag, d.about)
	}
	return cmd
}

func (x *app) declare(cmd *cobra.Command, item string, given *assess.Statement) error {
	if !changedAny(cmd) {
		return usage("say what to declare; %s --help lists the flags", cmd.CommandPath())
	}
	return x.write(cmd.Context(), func(d desk) error {
		after, made, err := d.do(cmd.Context(), func(a *assess.Assessment) ([]assess.Change, error) {
			return declare(cmd, d.cat, a, item, given)
		})
		if err != nil {
			return err
		}
		x.saved(x.out, d.cat, after, made)
		if !cmd.Flags().Changed("drivers") {
			return nil
		}
		c, err := x.known(cmd.Context(), d.cat, d.db, after)
		if err == nil {
			x.drivenBy(c, item)
		}
		return err
	})
}

// drivenBy says which drivers of an item follow from records, beside those that are
// typed.
func (x *app) drivenBy(c register.Case, item string) {
	it, err := assess.FindRef(c.Catalog, c.Assessment, item)
	if err != nil {
		return // it was declared
	}
	var words []string
	for _, drive := range register.Drivers(c)[assess.RefOf(it)] {
		by := c.Book.Number(c.Catalog, drive.On[0])
		if more := len(drive.On) - 1; more > 0 {
			by += fmt.Sprintf(" and %d more", more)
		}
		words = append(words, soa.DriverWord(drive.Word)+" ("+by+")")
	}
	if len(words) > 0 {
		fmt.Fprintf(x.errs, "crosswalk: records say by themselves what %s is needed for: %s; that need not be typed\n", assess.RefName(c.Catalog, c.Assessment, assess.RefOf(it)), strings.Join(words, ", "))
	}
}

func changedAny(cmd *cobra.Command) bool {
	for _, d := range statementFlags {
		if cmd.Flags().Changed(d.flag) {
			return true
		}
	}
	return false
}

// declare changes what was given, and leaves the rest.
func declare(cmd *cobra.Command, cat *catalog.Catalog, a *assess.Assessment, item string, given *assess.Statement) ([]assess.Change, error) {
	it, err := assess.FindRef(cat, a, item)
	if err != nil {
		return nil, err
	}
	ref := assess.RefOf(it)
	next := assess.StatementOn(a, ref)
	for _, d := range statementFlags {
		if cmd.Flags().Changed(d.flag) {
			*d.at(&next) = *d.at(given)
		}
	}
	return assess.Declare(cat, a, ref, next)
}

// text is a flag that takes anything, nothing included.
type text struct{ at *string }

func anyText(_ *app, at *string) pflag.Value { return text{at} }

func (t text) String() string {
	if t.at == nil {
		return ""
	}
	return *t.at
}
func (t text) Type() string       { return "string" }
func (t text) Set(s string) error { *t.at = s; return nil }
