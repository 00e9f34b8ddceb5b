package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

func findingCommand(x *app) *cobra.Command {
	return group("finding", "The findings, from what was found to a check that the action worked",
		findingAdd(x), findingList(x), findingShow(x), findingEdit(x), findingClose(x), findingOpen(x), findingRemove(x))
}

// findingFlags are the fields of a finding as flags. Only those given change anything.
type findingFlags struct {
	given *pflag.FlagSet
	assess.Finding
	system string
}

func (f *findingFlags) on(x *app, cmd *cobra.Command) {
	f.given = cmd.Flags()
	f.given.Var(word{&f.Grade, assess.Grades}, "grade", "grade: "+assess.Either(assess.Grades))
	f.given.StringVar(&f.system, "system", "", "the AI system it is about, by name or number; empty: the item as a whole")
	for _, field := range assess.FindingFields {
		if field.Name != closingReason {
			textFlag(x, f.given, field, &f.Finding)
		}
	}
}

// closingReason is the field that is said where a finding is closed.
const closingReason = "closed_because"

// textFlag is a field that people write as a text as a flag.
func textFlag[T any](x *app, flags *pflag.FlagSet, field assess.TextField[T], of *T) {
	at, about := field.At(of), field.Label+": "+field.Help
	switch field.Shape {
	case assess.Word:
		flags.Var(word{at, field.Words}, flagOf(field.Name), about+"; "+assess.Either(field.Words))
	case assess.Day:
		flags.Var(x.day(at, field.Label), flagOf(field.Name), about)
	default:
		flags.StringVar(at, flagOf(field.Name), "", about)
	}
}

func flagOf(field string) string { return strings.ReplaceAll(field, "_", "-") }

// textsOnto sets on a record the fields that were given as flags.
func textsOnto[T any](flags *pflag.FlagSet, fields []assess.TextField[T], from, onto *T) {
	for _, field := range fields {
		if flags.Changed(flagOf(field.Name)) {
			*field.At(onto) = *field.At(from)
		}
	}
}

// onto sets on a finding what was given.
func (f *findingFlags) onto(a *assess.Assessment, is assess.Finding) (assess.Finding, error) {
	if f.given.Changed("grade") {
		is.Grade = f.Grade
	}
	if f.given.Changed("statement") {
		is.Statement = f.Statement
	}
	if f.given.Changed("system") {
		if is.System = ""; f.system != "" {
			s, err := findSystem(a, f.system)
			if err != nil {
				return is, err
			}
			is.System = s.ID
		}
	}
	textsOnto(f.given, assess.FindingFields, &f.Finding, &is)
	return is, nil
}

func findingAdd(x *app) *cobra.Command {
	var flags findingFlags
	var from string
	cmd := &cobra.Command{
		Use:   "add ITEM STATEMENT",
		Short: "Write a finding and print its number",
		Example: `  crosswalk finding add A.5.2 "No event starts an assessment" --grade major --raised-by "certification body" --answer-due +30d
  crosswalk finding add A.6.2.4 "One release was not tested" --from AU-1.3
  crosswalk finding add 27001:A.5.9 "The list has no owner"`,
		Args: between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.write(cmd.Context(), func(d desk) error {
				id := d.db.NewID()
				put := func(a *assess.Assessment) ([]assess.Change, error) {
					it, err := assess.FindRef(d.cat, a, args[0])
					if err != nil {
						return nil, err
					}
					f := assess.Finding{ID: id, Statement: args[1], Grade: assess.GradeMinor}
					f.About(it)
					began := f
					if f, err = flags.onto(a, f); err != nil {
						return nil, err
					}
					return assess.EditFinding(d.cat, a, began, f, d.who.Name, x.today())
				}
				after, made, err := x.raise(cmd.Context(), d, from, id, put)
				if err != nil {
					return err
				}
				f, _ := after.Finding(id)
				x.line("%s", after.FindingNumber(f))
				x.saved(x.errs, d.cat, after, made)
				return nil
			})
		},
	}
	flags.on(x, cmd)
	cmd.Flags().StringVar(&from, "from", "", "the record that it is raised because of, and that leads to it: a session or sample of an audit, a metric, an incident")
	return cmd
}

// raise saves a new finding; where it is raised because of a record, that leads to it
// in the same act.
func (x *app) raise(ctx context.Context, d desk, from, id string, put func(*assess.Assessment) ([]assess.Change, error)) (*assess.Assessment, made, error) {
	if from == "" {
		return d.do(ctx, put)
	}
	return x.doRecords(ctx, d, func(c register.Case) ([]assess.Change, error) {
		r, err := c.Book.Find(c.Catalog, from)
		if err != nil {
			return nil, err
		}
		if k, known := c.Catalog.Register(r.Kind); known && k.Restricted {
			return nil, fmt.Errorf("%s is seen by its readers alone; write the finding first, then name it in a record set of its own", from)
		}
		changes, err := put(c.Assessment)
		if err != nil {
			return nil, err
		}
		more, err := register.LeadToFinding(c, r.Kind, r.ID, id)
		return append(changes, more...), err
	})
}

func (x *app) today() string { return x.clock().Format("2006-01-02") }

func findingEdit(x *app) *cobra.Command {
	var flags findingFlags
	cmd := &cobra.Command{
		Use:     "edit FINDING",
		Aliases: []string{"set"},
		Short:   "Say more of a finding; its state follows from what is said",
		Example: `  crosswalk finding edit FI-3 --cause "Nobody owns retraining" --cause-by "five whys"
  crosswalk finding edit FI-3 --effect effective --effect-by "Mara Holm" --effect-on today`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeFinding(cmd.Context(), args[0], flags.onto)
		},
	}
	flags.on(x, cmd)
	cmd.Flags().StringVar(&flags.Statement, "statement", "", "what was found, in other words")
	return cmd
}

func findingClose(x *app) *cobra.Command {
	var because string
	cmd := &cobra.Command{
		Use:   "close FINDING",
		Short: "Close a finding; a nonconformity once its effect is verified, or with a reason",
		Example: `  crosswalk finding close FI-3
  crosswalk finding close FI-4 --because "The system was switched off"`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeFinding(cmd.Context(), args[0], func(_ *assess.Assessment, f assess.Finding) (assess.Finding, error) {
				if f.Closed {
					return f, fmt.Errorf("%s is closed already", args[0])
				}
				f.Closed = true
				if because != "" {
					f.ClosedBecause = because
				}
				return f, nil
			})
		},
	}
	cmd.Flags().StringVar(&because, "because", "", "why it is closed before its effect was checked")
	return cmd
}

func findingOpen(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "open FINDING",
		Short: "Open a closed finding again",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.changeFinding(cmd.Context(), args[0], func(_ *assess.Assessment, f assess.Finding) (assess.Finding, error) {
				f.Closed = false
				return f, nil
			})
		},
	}
}

// changeFinding saves what was made of a finding.
func (x *app) changeFinding(ctx context.Context, named string, change func(*assess.Assessment, assess.Finding) (assess.Finding, error)) error {
	return x.aboutFinding(ctx, named, func(d desk, a *assess.Assessment, began assess.Finding) ([]assess.Change, error) {
		is, err := change(a, began)
		if err != nil {
			return nil, err
		}
		return assess.EditFinding(d.cat, a, began, is, d.who.Name, x.today())
	})
}

func (x *app) aboutFinding(ctx context.Context, named string, decide func(desk, *assess.Assessment, assess.Finding) ([]assess.Change, error)) error {
	return x.write(ctx, func(d desk) error {
		after, made, err := d.do(ctx, func(a *assess.Assessment) ([]assess.Change, error) {
			f, err := findFinding(a, named)
			if err != nil {
				return nil, err
			}
			return decide(d, a, f)
		})
		if err != nil {
			return err
		}
		x.saved(x.out, d.cat, after, made)
		return nil
	})
}

// findFinding finds a finding by its number or its id.
func findFinding(a *assess.Assessment, named string) (assess.Finding, error) {
	if f, ok := assess.FindFinding(a, named); ok {
		return f, nil
	}
	return assess.Finding{}, fmt.Errorf("there is no finding %q; crosswalk finding list shows them by number", named)
}

func findingRemove(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove FINDING",
		Short: "Take a finding away; history keeps it",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.aboutFinding(cmd.Context(), args[0], func(_ desk, a *assess.Assessment, f assess.Finding) ([]assess.Change, error) {
				return assess.RemoveFinding(a, f.ID)
			})
		},
	}
}

func findingShow(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show FINDING",
		Short: "Show all that is said of a finding, and what its next state asks for",
		Args:  between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.readRecords(cmd.Context(), func(_ *store.DB, _ store.Actor, all data.Records) error {
				f, err := findFinding(all.Assessment, args[0])
				switch {
				case err != nil:
					return err
				case asJSON:
					return x.json(data.OneFindingOf(all.Assessment, f))
				}
				x.oneFinding(all, f)
				return nil
			})
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) oneFinding(all data.Records, f assess.Finding) {
	a := all.Assessment
	x.line("%s  %s · %s · %s", a.FindingNumber(f), data.FoundOn(all.Catalog, a, f), f.Grade, f.Shown())
	x.paragraph("found", f.Statement)
	if s, ok := a.System(f.System); ok {
		x.paragraph("AI system", s.Name)
	}
	for _, n := range all.Named[f.ID] {
		x.paragraph("raised in", all.Numbers[n.ID]+" "+n.Title())
	}
	for _, field := range assess.FindingFields {
		x.paragraph(field.Label, field.Says(f))
	}
	x.paragraph("one cause", a.CauseWords(a.SameCause(f)))
	if f.Closed {
		x.paragraph("closed by", visible.Line(f.ClosedBy)+" "+day.Show(f.ClosedOn))
	}
	if next, lacks := f.Lacks(); next != "" {
		var labels []string
		for _, field := range lacks {
			labels = append(labels, field.Label)
		}
		x.paragraph("to be "+next+" it needs", strings.Join(labels, ", "))
	}
}

func findingList(x *app) *cobra.Command {
	var open, asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the findings, oldest first",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.findings(cmd.Context(), open, asJSON) },
	}
	cmd.Flags().BoolVar(&open, "open", false, "only what is not closed, or not verified")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) findings(ctx context.Context, open, asJSON bool) error {
	return x.read(ctx, func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		var some []assess.Finding
		t := table{columns: []column{{head: "ID"}, {head: "ITEM"}, {head: "GRADE"}, {head: "STATE"}, {head: "WHAT", flex: true}, {head: "OWNER", flex: true}, {head: "DUE"}}}
		for _, f := range a.Findings {
			if f.Removed || open && f.Closed && !f.OpenNonconformity() {
				continue
			}
			some = append(some, f)
			t.add(a.FindingNumber(f), data.FoundOn(cat, a, f), f.Grade, f.Shown(), f.Statement, f.Owner, f.Due)
		}
		if asJSON {
			return x.json(data.FindingsOf(a, some))
		}
		if len(t.rows) == 0 {
			x.line("No finding is like that.")
			return nil
		}
		x.table(t)
		told := map[string]bool{}
		for _, f := range some {
			if words := a.CauseWords(a.SameCause(f)); words != "" && !told[words] {
				told[words] = true
				x.paragraph("one cause", words)
			}
		}
		return nil
	})
}
