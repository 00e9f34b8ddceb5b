package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/roadmap"
	"crosswalk/store"
)

// planFlags change the plan on the spot; nothing of it is kept.
type planFlags struct {
	asOf, strategy, start string
	fte                   float64
}

func (f *planFlags) add(x *app, cmd *cobra.Command) {
	cmd.Flags().Var(x.day(&f.asOf, "day"), "as-of", "day the plan is asked on (else today)")
	cmd.Flags().Var(word{&f.strategy, []string{catalog.Integrated, catalog.Extension, catalog.Coordinated}}, "strategy", "look at this strategy instead")
	cmd.Flags().Var(x.day(&f.start, "start"), "start", "what if the work started on this day")
	cmd.Flags().Float64Var(&f.fte, "fte", 0, "what if so many people worked on it, in full-time equivalents")
}

// figures are those of the assessment as the flags have it.
func (f *planFlags) figures(x *app, cmd *cobra.Command, cat *catalog.Catalog, a *assess.Assessment) (figures.Figures, error) {
	what := *a
	for _, set := range []struct{ flag, key, value string }{
		{"start", "start", f.start}, {"fte", "fte", fmt.Sprintf("%g", f.fte)}, {"strategy", "strategy", f.strategy},
	} {
		if !cmd.Flags().Changed(set.flag) {
			continue
		}
		p, err := what.Profile.With(set.key, set.value)
		if err != nil {
			return figures.Figures{}, usage("%s", err)
		}
		what.Profile = p
	}
	return x.figuresOn(cat, &what, f.asOf), nil
}

// figuresOn are all figures of an assessment on a day, else today by the clock.
func (x *app) figuresOn(cat *catalog.Catalog, a *assess.Assessment, asOf string) figures.Figures {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		day = x.clock()
	}
	return figures.Of(cat, a, day)
}

func roadmapCommand(x *app) *cobra.Command {
	var asJSON bool
	var f planFlags
	var ics string
	cmd := &cobra.Command{
		Use:   "roadmap",
		Short: "The plan to certification: phases, tasks, dates, and how sure they are",
		Long: `Makes the plan: four phases with their published minimum, what the work asks for
and the range of its end under stated assumptions. --start, --fte and --strategy
only look at what would be; nothing is kept. --ics writes the phases, the tasks that
are due and the days of the certification as a calendar file.`,
		Example: "  crosswalk roadmap --fte 2.5\n  crosswalk roadmap --ics plan.ics",
		Args:    between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return x.read(cmd.Context(), func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
				now, err := f.figures(x, cmd, cat, a)
				if err != nil {
					return err
				}
				c, err := x.inCase(cmd.Context(), cat, db, a)
				if err != nil {
					return err
				}
				plan := now.PlanWith(report.OfPlan(c))
				switch {
				case cmd.Flags().Changed("ics"):
					return x.writeOut(ics, "the plan", calendar(now, plan))
				case asJSON:
					return x.json(data.RoadmapOf(plan))
				}
				x.roadmapTable(plan)
				return nil
			})
		},
	}
	f.add(x, cmd)
	cmd.Flags().Var(filled{&ics}, "ics", "write a calendar file")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) roadmapTable(plan figures.Plan) {
	r, f := plan.Roadmap, plan.Forecast
	x.line("%s", plan.Input.Assessment.Name)
	if c, ok := plan.Ranking.Best(); ok {
		x.line("%s, from %s with %s: %.0f person-days", c.Name, r.Start.Format(day.Form), roadmap.People(r.FTE), r.Days)
	}
	x.line("")
	t := table{columns: []column{{head: "PHASE", flex: true}, {head: "PUBLISHED"}, {head: "DAYS", right: true}, {head: "MONTHS", right: true}, {head: "FROM"}, {head: "TO"}, {head: "P80"}}}
	for i, p := range r.Phases {
		months := fmt.Sprintf("%.1f", p.Months)
		if p.Done {
			months = "done"
		} else if p.Long {
			months += "!"
		}
		t.add(fmt.Sprintf("%d %s", p.Number, p.Name), fmt.Sprintf("%d-%d months", p.MinMonths, p.MaxMonths), fmt.Sprintf("%.1f", p.Days), months,
			p.Start.Format(day.Form), p.End.Format(day.Form), f.Phases[i][80].Format(day.Form))
	}
	x.table(t)
	x.line("")
	if r.Finished() {
		x.line(roadmap.NothingToDo)
		return
	}
	x.line("range   P50 %s   P80 %s   P95 %s   earliest %s", f.P[50].Format(day.Form), f.P[80].Format(day.Form), f.P[95].Format(day.Form), r.Earliest.Format(day.Form))
	x.milestones(plan)
	x.planRemarks(plan)
}

// milestones are the days of the certification beside the plan.
func (x *app) milestones(plan figures.Plan) {
	all := plan.Milestones()
	for _, m := range all {
		mark := "◆ "
		if m.Late {
			mark = "! "
		}
		x.wrapped(2, mark+m.Words())
	}
	if words := roadmap.Assumed(all); words != "" {
		x.wrapped(2, words)
	}
}

// planRemarks say what a date depends on.
func (x *app) planRemarks(plan figures.Plan) {
	for _, r := range roadmap.Remarks(plan.Input, plan.Roadmap, plan.Forecast) {
		mark := ""
		if r.Warns {
			mark = "! "
		}
		x.wrapped(2, mark+r.Words)
	}
	x.wrapped(2, roadmap.RangeWords)
	x.wrapped(2, data.Assumption)
	if plan.Input.Score.Systems > 1 {
		x.wrapped(2, plan.Input.Catalog.Method.Effort.SystemWords())
	}
}

func taskCommand(x *app) *cobra.Command {
	var t assess.TaskState
	cmd := &cobra.Command{
		Use:   "task ID",
		Short: "Say how a task or an action of the plan stands, who sees to it, by when",
		Long: `Sets what is known of a published task (T1.1 to T4.4) or of the action that closes
an item's gap (its number). An action has the owner and due date of its item. What is
said to be started began today where no day is given. Empty values take away:
--status '' goes back to what follows from the items.

What a task follows from: its items, or what the assessment holds. T2.4 is done as
soon as somebody saw a document that serves 6.1.4. Once ten finished ones say what
they took, the forecast is drawn around that.`,
		Example: "  crosswalk task T1.5 --status done\n  crosswalk task A.7.4 --owner Kasia --due 2027-03-01",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().NFlag() == 0 {
				return usage("say what to set: --status, --owner, --due, --note, --started or --spent")
			}
			return x.task(cmd, args[0], t)
		},
	}
	cmd.Flags().Var(word{&t.Status, assess.TaskStatuses}, "status", "open, started or done; empty: as it follows from the items")
	cmd.Flags().StringVar(&t.Owner, "owner", "", "who sees to it")
	cmd.Flags().Var(x.day(&t.Due, "due date"), "due", "by when, as 31 Mar 2027, +30d or end of q2")
	cmd.Flags().StringVar(&t.Note, "note", "", "what is to know")
	cmd.Flags().Var(x.day(&t.Started, "start"), "started", "when work on it began, as 2 Nov 2026 or yesterday")
	cmd.Flags().Float64Var(&t.Spent, "spent", 0, "person-days it took so far")
	return cmd
}

func (x *app) task(cmd *cobra.Command, id string, said assess.TaskState) error {
	return x.write(cmd.Context(), func(d desk) error {
		after, made, err := d.do(cmd.Context(), func(a *assess.Assessment) ([]assess.Change, error) {
			if it, ok := assess.FindItem(d.cat, a, id); ok {
				id = it.ID
			}
			return assess.PutTask(d.cat, a, taskWith(cmd, a.Task(id), said, x.clock().Format(time.DateOnly)))
		})
		if err != nil {
			return err
		}
		x.saved(x.out, d.cat, after, made)
		return nil
	})
}

// taskWith is a task with what the flags say of it, on a day.
func taskWith(cmd *cobra.Command, t, said assess.TaskState, day string) assess.TaskState {
	given := cmd.Flags().Changed
	if given("status") {
		t = t.WithStatus(said.Status, day)
	}
	for _, set := range []struct {
		flag string
		at   *string
		to   string
	}{{"owner", &t.Owner, said.Owner}, {"due", &t.Due, said.Due}, {"note", &t.Note, said.Note}, {"started", &t.Started, said.Started}} {
		if given(set.flag) {
			*set.at = set.to
		}
	}
	if given("spent") {
		t.Spent = said.Spent
	}
	return t
}
