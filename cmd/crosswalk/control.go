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

func controlCommand(x *app) *cobra.Command {
	return group("control", "Controls of your own, X.1, X.2 …", controlAdd(x), controlList(x), controlEdit(x), controlRemove(x))
}

// controlFlags are the fields of an own control as flags. Only those given
// change anything.
type controlFlags struct {
	given *pflag.FlagSet
	assess.OwnControl
}

func (f *controlFlags) on(cmd *cobra.Command) {
	f.given = cmd.Flags()
	f.given.StringVar(&f.Source, "source", "", "where it comes from: a law, a contract, a standard")
	f.given.StringVar(&f.Risk, "risk", "", "the risk it treats")
	f.given.IntVar(&f.Phase, "phase", 3, "phase of the roadmap, 1 to 4")
	f.given.Float64Var(&f.Days, "days", 5, "days of work for one person, where nothing is there yet")
}

// onto sets on a control what was given.
func (f *controlFlags) onto(c assess.OwnControl) (assess.OwnControl, error) {
	for name, set := range map[string]func(){
		"title":  func() { c.Title = f.Title },
		"source": func() { c.Source = f.Source },
		"risk":   func() { c.Risk = f.Risk },
		"phase":  func() { c.Phase = f.Phase },
		"days":   func() { c.Days = f.Days },
	} {
		if f.given.Changed(name) {
			set()
		}
	}
	// A control that says nothing has the usual phase and days; a 0 that was
	// typed is a mistake.
	if f.given.Changed("phase") && f.Phase == 0 {
		return c, usage("phase is 0; the phases are 1 to 4")
	}
	if f.given.Changed("days") && f.Days == 0 {
		return c, usage("days is 0; more than 0 and at most 1000 is right")
	}
	return c, nil
}

func controlAdd(x *app) *cobra.Command {
	var flags controlFlags
	cmd := &cobra.Command{
		Use:     "add TITLE",
		Short:   "Add a control of your own and print its number",
		Example: `  crosswalk control add "Works council agreement" --source "Betriebsvereinbarung 12" --days 8`,
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := flags.onto(assess.OwnControl{Title: args[0]})
			if err != nil {
				return err
			}
			return x.write(cmd.Context(), func(d desk) error {
				c.ID = d.db.NewID()
				after, made, err := d.do(cmd.Context(), func(a *assess.Assessment) ([]assess.Change, error) {
					return assess.PutControl(a, c)
				})
				if err != nil {
					return err
				}
				added, _ := after.Control(c.ID)
				x.line("%s", after.OwnNumber(added))
				x.saved(x.errs, d.cat, after, made)
				return nil
			})
		},
	}
	flags.on(cmd)
	return cmd
}

func controlEdit(x *app) *cobra.Command {
	var flags controlFlags
	cmd := &cobra.Command{
		Use:   "edit X.n",
		Short: "Change a control of your own",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeControl(cmd.Context(), args[0], func(a *assess.Assessment, c assess.OwnControl) ([]assess.Change, error) {
				c, err := flags.onto(c)
				if err != nil {
					return nil, err
				}
				return assess.PutControl(a, c)
			})
		},
	}
	flags.on(cmd)
	cmd.Flags().StringVar(&flags.Title, "title", "", "another title")
	return cmd
}

func controlRemove(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove X.n",
		Short: "Take a control of your own away",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeControl(cmd.Context(), args[0], func(a *assess.Assessment, c assess.OwnControl) ([]assess.Change, error) {
				return assess.RemoveControl(a, c.ID)
			})
		},
	}
}

func (x *app) changeControl(ctx context.Context, number string, decide func(*assess.Assessment, assess.OwnControl) ([]assess.Change, error)) error {
	return x.write(ctx, func(d desk) error {
		after, made, err := d.do(ctx, func(a *assess.Assessment) ([]assess.Change, error) {
			c, err := findControl(d.cat, a, number)
			if err != nil {
				return nil, err
			}
			return decide(a, c)
		})
		if err != nil {
			return err
		}
		x.saved(x.out, d.cat, after, made)
		return nil
	})
}

func findControl(cat *catalog.Catalog, a *assess.Assessment, number string) (assess.OwnControl, error) {
	if it, ok := assess.FindItem(cat, a, number); ok {
		if c, own := a.Control(it.ID); own {
			return c, nil
		}
	}
	return assess.OwnControl{}, fmt.Errorf("there is no control %q of your own; crosswalk control list shows them", number)
}

func controlList(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the controls of your own",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.controls(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) controls(ctx context.Context, asJSON bool) error {
	return x.read(ctx, func(_ *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		out := data.ControlsOf(a)
		t := table{columns: []column{{head: "ID"}, {head: "TITLE", flex: true}, {head: "SOURCE", flex: true}, {head: "PHASE", right: true}, {head: "DAYS", right: true}}}
		for _, c := range out.Controls {
			t.add(c.ID, c.Title, c.Source, fmt.Sprint(c.Phase), fmt.Sprintf("%g", c.Days))
		}
		if asJSON {
			return x.json(out)
		}
		if len(t.rows) == 0 {
			x.line("There is no control of your own yet. Add one with crosswalk control add TITLE.")
			return nil
		}
		x.table(t)
		return nil
	})
}
