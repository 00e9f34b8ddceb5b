package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

func systemCommand(x *app) *cobra.Command {
	return group("system", "The inventory of AI systems", systemAdd(x), systemList(x), systemShow(x), systemEdit(x), systemRemove(x))
}

// systemFlags are the fields of an AI system as flags. Only those given change
// anything.
type systemFlags struct {
	given *pflag.FlagSet
	assess.System
}

func (f *systemFlags) on(x *app, cmd *cobra.Command) {
	f.given = cmd.Flags()
	f.InScope = true
	f.given.Var(words{&f.Roles, assess.AIRoles}, "role", "role of the organisation: "+assess.Either(assess.AIRoles)+"; several with commas")
	f.given.BoolVar(&f.InScope, "in-scope", true, "whether the assessment is about it; --in-scope=false takes it out")
	for _, field := range assess.SystemFields {
		textFlag(x, f.given, field, &f.System)
	}
}

// onto sets on a system what was given.
func (f *systemFlags) onto(s assess.System) assess.System {
	for name, set := range map[string]func(){
		"name":     func() { s.Name = f.Name },
		"role":     func() { s.Roles = f.Roles },
		"in-scope": func() { s.InScope = f.InScope },
	} {
		if f.given.Changed(name) {
			set()
		}
	}
	textsOnto(f.given, assess.SystemFields, &f.System, &s)
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
	flags.on(x, cmd)
	return cmd
}

func systemEdit(x *app) *cobra.Command {
	var flags systemFlags
	cmd := &cobra.Command{
		Use:     "edit NAME|ID",
		Aliases: []string{"set"},
		Short:   "Change an AI system; its number, SY-1, names it too",
		Example: `  crosswalk system edit SY-1 --state approved --approved-by "Ines Brandt" --approved-on today`,
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeSystem(cmd.Context(), args[0], func(a *assess.Assessment, s assess.System) ([]assess.Change, error) {
				return assess.PutSystem(a, flags.onto(s))
			})
		},
	}
	flags.on(x, cmd)
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

// findSystem finds an AI system by its name, its number or its id.
func findSystem(a *assess.Assessment, named string) (assess.System, error) {
	if s, ok := assess.FindSystem(a, named); ok {
		return s, nil
	}
	return assess.System{}, fmt.Errorf("the inventory has no AI system %q; crosswalk system list shows it", named)
}

func systemShow(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show NAME|ID",
		Short: "Show all that is said of an AI system",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.read(cmd.Context(), func(_ *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
				s, err := findSystem(a, args[0])
				switch {
				case err != nil:
					return err
				case asJSON:
					return x.json(data.OneSystemOf(a, s))
				}
				x.oneSystem(a, s)
				return nil
			})
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

// oneSystem says what is said of an AI system, and names what is not said yet.
func (x *app) oneSystem(a *assess.Assessment, s assess.System) {
	x.line("%s  %s", a.SystemNumber(s), visible.Line(s.Name))
	x.line("%s", map[bool]string{true: "in scope", false: "out of scope"}[s.InScope])
	x.paragraph("roles", strings.Join(s.Roles, ", "))
	var empty []string
	for _, f := range assess.SystemFields {
		said := f.Says(s)
		if said == "" {
			empty = append(empty, f.Label)
		}
		x.paragraph(f.Label, said)
	}
	if len(empty) > 0 {
		x.paragraph("not said yet", strings.Join(empty, ", "))
	}
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
		t := table{columns: []column{{head: "ID"}, {head: "NAME", flex: true}, {head: "ROLES", flex: true}, {head: "STAGE"}, {head: "SCOPE"}, {head: "RISK"}, {head: "FAMILY", flex: true}, {head: "OWNER", flex: true}}}
		for _, s := range a.ActiveSystems() {
			scope := "in"
			if !s.InScope {
				scope = "out"
			}
			t.add(a.SystemNumber(s), s.Name, systemRoles(s), s.Stage, scope, s.RiskClass, s.Family, s.Owner)
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
