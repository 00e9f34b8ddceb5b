package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

func recordCommand(x *app) *cobra.Command {
	return group("record", "One record of a register: show, add, change, take", recordShow(x), recordAdd(x), recordSet(x), recordState(x), recordRemove(x), recordTake(x))
}

// recordFlags are what is said of a record. Fields are named as in the register;
// the words of a choice, the steps of a level, names and numbers are typed as people
// read them.
type recordFlags struct {
	said         []string // FIELD=VALUE
	title, below string
}

func (f *recordFlags) on(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.said, "set", nil, "FIELD=VALUE, several times for several fields; nothing behind the = empties the field")
	cmd.Flags().Var(filled{&f.title}, "title", "what it is about, in a line")
}

// fields are what was said, by field.
func (f *recordFlags) fields() (map[string]string, error) {
	all := map[string]string{}
	for _, one := range f.said {
		field, value, ok := strings.Cut(one, "=")
		if field = strings.TrimSpace(field); !ok || field == "" {
			return nil, usage("--set %q has no FIELD=VALUE in it; write it as --set owner=\"Ines Brandt\"", one)
		}
		if _, twice := all[field]; twice {
			return nil, usage("--set says the field %s twice; say it once, several values with commas", field)
		}
		all[field] = value
	}
	for field, value := range map[string]string{catalog.RecordTitle: f.title, catalog.RecordParent: f.below} {
		if _, twice := all[field]; value != "" && twice {
			return nil, usage("the field %s is said twice; say it once", field)
		}
		if value != "" {
			all[field] = value
		}
	}
	return all, nil
}

// doRecords saves one act on records and gives the assessment after it, with what was
// made; both call records by their numbers.
func (x *app) doRecords(ctx context.Context, d desk, decide func(register.Case) ([]assess.Change, error)) (*assess.Assessment, made, error) {
	var before register.Case
	var changes []assess.Change
	after, err := d.db.DoRecords(ctx, d.who, d.id, func(a *assess.Assessment, book *register.Book) (_ []assess.Change, err error) {
		before = register.Case{Catalog: d.cat, Assessment: a, Book: book, Today: x.clock()}
		changes, err = decide(before)
		return changes, err
	})
	if err != nil {
		return nil, made{}, err
	}
	book, err := register.Foresee(before.Book, changes)
	if err != nil {
		return nil, made{}, err
	}
	names := book.Called(d.cat)
	return after.Called(names), made{changes, d.who.Name, before.Assessment.Called(names)}, nil
}

// changeRecord saves what is decided about the record of a number.
func (x *app) changeRecord(ctx context.Context, number string, decide func(register.Case, register.Record) ([]assess.Change, error)) error {
	return x.write(ctx, func(d desk) error {
		after, made, err := x.doRecords(ctx, d, func(c register.Case) ([]assess.Change, error) {
			r, err := c.Book.Find(c.Catalog, number)
			if err != nil {
				return nil, err
			}
			return decide(c, r)
		})
		if err != nil {
			return err
		}
		x.saved(x.out, d.cat, after, made)
		return nil
	})
}

func recordAdd(x *app) *cobra.Command {
	var flags recordFlags
	cmd := &cobra.Command{
		Use:   "add KIND",
		Short: "Add a record and print its number",
		Example: `  crosswalk record add risk --title "The chat assistant invents a tariff" --set kind=threat --set systems=Lotse
  crosswalk record add supplier-mark --below SU-1 --title "Model card" --set respect="model explained" --set mark=2`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			said, err := flags.fields()
			if err != nil {
				return err
			}
			return x.addRecords(cmd.Context(), args[0], func(d desk, c register.Case, kind string) ([]assess.Change, error) {
				return register.Put(c, kind, d.db.NewID(), said)
			})
		},
	}
	flags.on(cmd)
	cmd.Flags().Var(filled{&flags.below}, "below", "number of the record it stands below, where its kind stands below another")
	return cmd
}

// addRecords saves new records of a kind, prints their numbers and says what was
// saved.
func (x *app) addRecords(ctx context.Context, kind string, decide func(desk, register.Case, string) ([]assess.Change, error)) error {
	return x.write(ctx, func(d desk) error {
		after, made, err := x.doRecords(ctx, d, func(c register.Case) ([]assess.Change, error) {
			k, err := c.Register(kind)
			if err != nil {
				return nil, err
			}
			return decide(d, c, k.ID)
		})
		if err != nil {
			return err
		}
		for _, c := range made.changes {
			if c.Field == assess.FieldNumber {
				x.line("%s", after.NameCalled(c.Subject))
			}
		}
		x.saved(x.errs, d.cat, after, made)
		return nil
	})
}

func recordSet(x *app) *cobra.Command {
	var flags recordFlags
	cmd := &cobra.Command{
		Use:     "set NUMBER",
		Short:   "Say fields of a record anew",
		Example: `  crosswalk record set RI-3 --set likelihood=likely --set owner="Ines Brandt" --set due=2027-03-31`,
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			said, err := flags.fields()
			switch {
			case err != nil:
				return err
			case len(said) == 0:
				return usage("say with --set FIELD=VALUE what is other now; crosswalk record show %s names the fields", args[0])
			}
			return x.changeRecord(cmd.Context(), args[0], func(c register.Case, r register.Record) ([]assess.Change, error) {
				return register.Set(c, r.Kind, r.ID, said)
			})
		},
	}
	flags.on(cmd)
	return cmd
}

func recordState(x *app) *cobra.Command {
	var flags recordFlags
	cmd := &cobra.Command{
		Use:   "state NUMBER STATE",
		Short: "Put a record into another state, with what that state asks for",
		Example: `  crosswalk record state RI-3 "in treatment" --set due=2027-03-31
  crosswalk record state RI-3 retained --set accepted_by="Mara Holm" --set accepted_until=2027-12-31`,
		Args: between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			said, err := flags.fields()
			if err != nil {
				return err
			}
			return x.changeRecord(cmd.Context(), args[0], func(c register.Case, r register.Record) ([]assess.Change, error) {
				return register.MoveSaying(c, r.Kind, r.ID, args[1], said)
			})
		},
	}
	flags.on(cmd)
	return cmd
}

func recordRemove(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove NUMBER",
		Short: "Take a record away, and what stands below it; the history keeps them",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeRecord(cmd.Context(), args[0], func(c register.Case, r register.Record) ([]assess.Change, error) {
				return register.Remove(c, r.Kind, r.ID)
			})
		},
	}
}

func recordTake(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "take KIND [ROW...]",
		Short: "Take records from the library of a kind, or list what it holds",
		Long: `Lists what can be taken into a register, less what stands there already; with the names
of rows, or their titles, makes records of them in one act and prints their numbers. A
row that is offered for each AI system is taken for all of them by its name, and for one
by its title.`,
		Example: "  crosswalk record take risk\n  crosswalk record take risk R01 R07",
		Args:    between(1, 1000),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return x.library(cmd.Context(), args[0])
			}
			return x.addRecords(cmd.Context(), args[0], func(d desk, c register.Case, kind string) ([]assess.Change, error) {
				rows, err := register.RowsOf(c, kind, args[1:])
				if err != nil {
					return nil, fmt.Errorf("%w; crosswalk record take %s lists them", err, kind)
				}
				ids := make([]string, len(rows))
				for i := range ids {
					ids[i] = d.db.NewID()
				}
				return register.Take(c, kind, rows, ids)
			})
		},
	}
}

func (x *app) library(ctx context.Context, kind string) error {
	return x.readRecords(ctx, func(_ *store.DB, _ store.Actor, all data.Records) error {
		k, err := all.Register(kind)
		if err != nil {
			return err
		}
		rows := register.Library(all.Case, k.ID)
		if len(rows) == 0 {
			x.line("The library of %s offers nothing more. Add a record with crosswalk record add %s --title TITLE.", strings.ToLower(k.Title), k.ID)
			return nil
		}
		t := table{columns: []column{{head: "ROW"}, {head: "TITLE", flex: true}}}
		for _, r := range rows {
			t.add(r.Name(), r.Title())
		}
		x.table(t)
		if note := register.LibraryNote(all.Catalog, k.ID); note != "" {
			x.line("")
			x.wrappedAt(0, 0, note)
		}
		return nil
	})
}

func recordShow(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show NUMBER",
		Short: "Show all that a record says, and what leads to it",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.readRecords(cmd.Context(), func(_ *store.DB, _ store.Actor, all data.Records) error {
				r, err := all.Book.Find(all.Catalog, args[0])
				if err != nil {
					return err
				}
				k := all.Shape(r.Kind)
				one := data.OneRecord{Assessment: data.About(all.Assessment), Record: all.RecordOf(k, r), Prompts: all.PromptsOf(k, r)}
				if asJSON {
					return x.json(one)
				}
				x.oneRecord(k, one.Record)
				x.prompts(one.Prompts)
				return nil
			})
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

// prompts says what a form asks, part by part, and what is answered to it.
func (x *app) prompts(all []data.RecordPrompt) {
	part := ""
	for _, p := range all {
		if p.Part != part {
			part = p.Part
			x.line("")
			x.line("%s", part)
		}
		head := p.ID
		if p.Name != nil {
			head += " (" + *p.Name + ")"
		}
		x.wrapped(2, head+" "+p.Ask)
		for _, line := range promptLines(p) {
			x.wrappedAt(4, 2, line)
		}
	}
}

// promptLines are the answer to a prompt, and what there is to say of it.
func promptLines(p data.RecordPrompt) []string {
	var all []string
	if p.Says != nil {
		all = append(all, *p.Says)
	}
	if len(p.Impacts) > 0 {
		all = append(all, strings.Join(p.Impacts, ", "))
	}
	switch {
	case p.Answered == register.Unanswered.String():
		all = append(all, "not answered yet")
	case p.Answered == register.LeftOut.String():
		all = append(all, "left out: "+*p.Why)
	case p.Why != nil:
		all = append(all, p.Answered+": "+*p.Why)
	case len(all) == 0:
		all = append(all, "nothing follows from the impacts")
	}
	return all
}

// oneRecord says what a record says, and names the fields that say nothing yet.
func (x *app) oneRecord(k *catalog.Register, r data.RegisterRecord) {
	x.line("%s  %s", r.Number, r.Title)
	words := k.Singular
	if r.State != nil {
		words += " · " + *r.State
	}
	if r.Parent != nil {
		words += " · below " + *r.Parent
	}
	x.line("%s", words)
	for _, m := range r.Marks {
		x.wrappedAt(0, 2, m.Degree+": "+m.Sentence)
	}
	var empty []string
	for _, f := range r.Fields {
		switch {
		case f.Says == nil:
			empty = append(empty, f.Name)
		case f.Name != catalog.RecordTitle:
			x.paragraph(f.Label+" ("+f.Name+")", *f.Says)
		}
	}
	x.paragraph("stand below it", strings.Join(r.Below, ", "))
	var named []string
	for _, n := range r.NamedBy {
		named = append(named, n.Number+" ("+n.Field+")")
	}
	x.paragraph("lead to it", strings.Join(named, ", "))
	x.paragraph("not said yet", strings.Join(empty, ", "))
}
