package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/store"
)

// assumption stands beside every date.
const assumption = "Person-days are the project's own assumption, editable for an assessment (profile --set effort.ITEM=DAYS)."

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

// input is the assessment as the flags have it.
func (f *planFlags) input(x *app, cmd *cobra.Command, cat *catalog.Catalog, a *assess.Assessment) (roadmap.Input, error) {
	what := *a
	for _, set := range []struct{ flag, key, value string }{
		{"start", "start", f.start}, {"fte", "fte", fmt.Sprintf("%g", f.fte)}, {"strategy", "strategy", f.strategy},
	} {
		if !cmd.Flags().Changed(set.flag) {
			continue
		}
		p, err := what.Profile.With(set.key, set.value)
		if err != nil {
			return roadmap.Input{}, usage("%s", err)
		}
		what.Profile = p
	}
	return x.planInput(cat, &what, f.asOf), nil
}

// planInput is what a plan is made of, asked on a day, else today by the clock.
func (x *app) planInput(cat *catalog.Catalog, a *assess.Assessment, asOf string) roadmap.Input {
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		day = x.clock()
	}
	card := score.Of(cat, a, day)
	return roadmap.Input{Catalog: cat, Assessment: a, Score: card, Synergy: synergy.Of(cat, a, card, a.Profile.Basis), AsOf: day}
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
only look at what would be; nothing is kept. --ics writes the phases and the tasks
that are due as a calendar file.`,
		Example: "  crosswalk roadmap --fte 2.5\n  crosswalk roadmap --ics plan.ics",
		Args:    between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return x.read(cmd.Context(), func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
				in, err := f.input(x, cmd, cat, a)
				if err != nil {
					return err
				}
				switch {
				case cmd.Flags().Changed("ics"):
					return x.writeOut(ics, "the plan", calendar(in))
				case asJSON:
					return x.json(roadmapAsJSON(in))
				}
				x.roadmapTable(in)
				return nil
			})
		},
	}
	f.add(x, cmd)
	cmd.Flags().Var(filled{&ics}, "ics", "write a calendar file")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) roadmapTable(in roadmap.Input) {
	r, f := roadmap.Of(in), roadmap.ForecastOf(in)
	x.line("%s", in.Assessment.Name)
	if c, ok := roadmap.Strategies(in).Best(); ok {
		x.line("%s, from %s with %g people: %.0f person-days", c.Name, r.Start.Format(day.Form), r.FTE, r.Days)
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
		x.line("All phases are done, so nothing is left to plan. Keep the evidence current.")
		return
	}
	x.line("range   P50 %s   P80 %s   P95 %s   earliest %s", f.P[50].Format(day.Form), f.P[80].Format(day.Form), f.P[95].Format(day.Form), r.Earliest.Format(day.Form))
	x.planRemarks(in, r, f)
}

// planRemarks say what a date depends on.
func (x *app) planRemarks(in roadmap.Input, r roadmap.Roadmap, f roadmap.Forecast) {
	if open := r.Phases[0].Open; open > 0 {
		x.wrapped(2, fmt.Sprintf("! %d of %d items are unanswered, and count as still to build.", open, in.Score.Overall.Applicable))
	}
	for _, p := range r.Phases {
		if p.Long {
			x.wrapped(2, fmt.Sprintf("! Phase %d takes longer than the published %d months: %.1f person-days with %g people.", p.Number, p.MaxMonths, p.Days, r.FTE))
		}
	}
	for _, p := range r.Phases {
		if p.Began != "" && !p.Done {
			x.wrapped(2, fmt.Sprintf("Phase %d is under way since %s, so at least %.1f of its published %d months are left.", p.Number, day.Show(p.Began), p.Least, p.MinMonths))
		}
	}
	if d := r.Deadline; d != nil {
		x.wrapped(2, deadlineWords(d))
	}
	if f.Record != nil {
		x.wrapped(2, f.Record.Words()+" "+f.Record.Figures())
	}
	if n := min(3, len(f.Largest)); n > 0 {
		words := "Largest open work in the phases that set the date: "
		for i, o := range f.Largest[:n] {
			if i > 0 {
				words += ", "
			}
			words += fmt.Sprintf("%s (%.1f days)", numberOf(in, o.ID), o.Days)
		}
		x.wrapped(2, words+".")
	}
	x.wrapped(2, "The range is one under stated assumptions, never a chance of certification.")
	x.wrapped(2, assumption)
	if in.Score.Systems > 1 {
		x.wrapped(2, in.Catalog.Method.Effort.SystemWords())
	}
}

func deadlineWords(d *roadmap.Deadline) string {
	met := "is met"
	if !d.Met {
		met = "is not met"
	}
	if d.FTE == 0 {
		return fmt.Sprintf("Certification by %s %s; %g people would not meet it either.", d.By.Format(day.Form), met, d.Most)
	}
	return fmt.Sprintf("Certification by %s %s; %g people would do.", d.By.Format(day.Form), met, d.FTE)
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
			return assess.PutTask(d.cat, a, taskWith(cmd, a.Task(id), said, isoDay(x.clock())))
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
