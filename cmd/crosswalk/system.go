package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

func systemCommand(x *app) *cobra.Command {
	return group("system", "The inventory of AI systems", systemAdd(x), systemList(x), systemEdit(x), systemRemove(x))
}

// systemFlags are the fields of an AI system as flags. Only those given change
// anything.
type systemFlags struct {
	given *pflag.FlagSet
	assess.System
}

func (f *systemFlags) on(cmd *cobra.Command) {
	f.given = cmd.Flags()
	f.InScope = true
	f.given.StringVar(&f.Purpose, "purpose", "", "what it is for")
	f.given.Var(words{&f.Roles, assess.AIRoles}, "role", "role of the organisation: "+assess.Either(assess.AIRoles)+"; several with commas")
	f.given.Var(word{&f.Stage, assess.Stages}, "stage", "life-cycle stage: "+assess.Either(assess.Stages))
	f.given.BoolVar(&f.InScope, "in-scope", true, "whether the assessment is about it; --in-scope=false takes it out")
	f.given.Var(word{&f.RiskClass, assess.RiskClasses}, "risk-class", "risk class: "+assess.Either(assess.RiskClasses))
	f.given.StringVar(&f.Family, "family", "", "systems of one model and use name the same: the first of a family takes its days whole, a further one less")
	f.given.StringVar(&f.Owner, "owner", "", "who owns it")
}

// onto sets on a system what was given.
func (f *systemFlags) onto(s assess.System) assess.System {
	for name, set := range map[string]func(){
		"name":       func() { s.Name = f.Name },
		"purpose":    func() { s.Purpose = f.Purpose },
		"role":       func() { s.Roles = f.Roles },
		"stage":      func() { s.Stage = f.Stage },
		"in-scope":   func() { s.InScope = f.InScope },
		"risk-class": func() { s.RiskClass = f.RiskClass },
		"family":     func() { s.Family = f.Family },
		"owner":      func() { s.Owner = f.Owner },
	} {
		if f.given.Changed(name) {
			set()
		}
	}
	return s
}

func systemAdd(x *app) *cobra.Command {
	var flags systemFlags
	cmd := &cobra.Command{
		Use:     "add NAME",
		Short:   "Add an AI system and print its id",
		Example: `  crosswalk system add Chatbot --role provider --stage "in operation" --risk-class limited`,
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.write(cmd.Context(), func(d desk) error {
				id := d.db.NewID()
				after, made, err := d.do(cmd.Context(), func(a *assess.Assessment) ([]assess.Change, error) {
					return assess.PutSystem(a, flags.onto(assess.System{
						ID: id, Name: args[0], Stage: assess.Stages[0], RiskClass: assess.RiskClasses[0], InScope: true,
					}))
				})
				if err != nil {
					return err
				}
				x.line("%s", id)
				x.saved(x.errs, d.cat, after, made)
				return nil
			})
		},
	}
	flags.on(cmd)
	return cmd
}

func systemEdit(x *app) *cobra.Command {
	var flags systemFlags
	cmd := &cobra.Command{
		Use:   "edit NAME|ID",
		Short: "Change an AI system",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeSystem(cmd.Context(), args[0], func(a *assess.Assessment, s assess.System) ([]assess.Change, error) {
				return assess.PutSystem(a, flags.onto(s))
			})
		},
	}
	flags.on(cmd)
	cmd.Flags().StringVar(&flags.Name, "name", "", "another name")
	return cmd
}

func systemRemove(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove NAME|ID",
		Short: "Take an AI system out of the inventory",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeSystem(cmd.Context(), args[0], func(a *assess.Assessment, s assess.System) ([]assess.Change, error) {
				return assess.RemoveSystem(a, s.ID)
			})
		},
	}
}

func (x *app) changeSystem(ctx context.Context, named string, decide func(*assess.Assessment, assess.System) ([]assess.Change, error)) error {
	return x.write(ctx, func(d desk) error {
		after, made, err := d.do(ctx, func(a *assess.Assessment) ([]assess.Change, error) {
			s, err := findSystem(a, named)
			if err != nil {
				return nil, err
			}
			return decide(a, s)
		})
		if err != nil {
			return err
		}
		x.saved(x.out, d.cat, after, made)
		return nil
	})
}

// findSystem finds an AI system by its exact name or its id.
func findSystem(a *assess.Assessment, named string) (assess.System, error) {
	for _, s := range a.ActiveSystems() {
		if s.ID == named || s.Name == named {
			return s, nil
		}
	}
	return assess.System{}, fmt.Errorf("the inventory has no AI system %q; crosswalk system list shows it", named)
}

func systemList(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the AI systems, oldest first",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.systems(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) systems(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(_ *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		t := table{columns: []column{{head: "NAME", flex: true}, {head: "ROLES", flex: true}, {head: "STAGE"}, {head: "SCOPE"}, {head: "RISK"}, {head: "FAMILY", flex: true}, {head: "OWNER", flex: true}}}
		for _, s := range a.ActiveSystems() {
			scope := "in"
			if !s.InScope {
				scope = "out"
			}
			t.add(s.Name, systemRoles(s), s.Stage, scope, s.RiskClass, s.Family, s.Owner)
		}
		if asJSON {
			return x.json(data.SystemsOf(a))
		}
		if len(t.rows) == 0 {
			x.line("The inventory has no AI system yet. Add one with crosswalk system add NAME.")
			return nil
		}
		x.table(t)
		return nil
	})
}

func systemRoles(s assess.System) string { return words{at: &s.Roles}.String() }
