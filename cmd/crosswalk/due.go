package main

import (
	"context"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// dueWanted is what a call of the verb asks for.
type dueWanted struct {
	asJSON, byPerson bool
	owner, ics       string
}

func dueCommand(x *app) *cobra.Command {
	var w dueWanted
	cmd := &cobra.Command{
		Use:   "due",
		Short: "Everything that has a day, what is late first",
		Long: `Lists everything that is still to be done and has a day: records, answers, findings,
evidence that is to be seen again, tasks, documents, steps of the certification, and law
that begins within a year. With --owner it is what waits for that person.

--by-person prints who is waited for, and for what, as a text for a mail. --ics writes a
calendar file, a day an entry; - writes it to the output. What only its readers see is
in neither of them.`,
		Example: "  crosswalk due\n  crosswalk due --by-person\n  crosswalk due --ics year.ics",
		Args:    between(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return x.due(cmd.Context(), w) },
	}
	cmd.Flags().Var(filled{&w.owner}, "owner", "only what waits for this person")
	cmd.Flags().BoolVar(&w.byPerson, "by-person", false, "print who is waited for, as a text for a mail")
	cmd.Flags().Var(filled{&w.ics}, "ics", "write a calendar file, - for the output")
	jsonFlag(cmd, &w.asJSON)
	cmd.MarkFlagsMutuallyExclusive("json", "by-person", "ics")
	return cmd
}

func (x *app) due(ctx context.Context, w dueWanted) error {
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		book, err := db.Records(ctx, a.ID)
		if err != nil {
			return err
		}
		today := x.clock()
		c := register.Case{Catalog: cat, Assessment: a, Book: book, Today: today}
		agenda := register.Agenda(c)
		if w.owner != "" {
			agenda = register.For(agenda, c.Names().Called(w.owner))
		}
		switch {
		case w.asJSON:
			return x.json(data.DueOf(a, agenda, today))
		case w.byPerson:
			for line := range strings.Lines(register.Letter(agenda, today.Format(time.DateOnly))) {
				x.line("%s", strings.TrimRight(line, "\n"))
			}
			return nil
		case w.ics == "-":
			_, err := x.out.Write(yearCalendar(a, agenda, today))
			return err
		case w.ics != "":
			return x.writeOut(w.ics, "what is due", yearCalendar(a, agenda, today))
		}
		x.sayDue(agenda, w.owner, today.Format(time.DateOnly))
		return nil
	})
}

func (x *app) sayDue(agenda []register.Dated, owner, today string) {
	switch {
	case len(agenda) == 0 && owner != "":
		x.line("Nothing that waits for %s has a day.", owner)
		return
	case len(agenda) == 0:
		x.line("Nothing has a day: give answers and records a due date.")
		return
	}
	t := table{columns: []column{{head: "ON"}, {head: "LATE"}, {head: "OF"}, {head: "TITLE", flex: true}, {head: "WHAT", flex: true}, {head: "OWNER", flex: true}}}
	for _, d := range agenda {
		late := ""
		if d.Past(today) {
			late = "late"
		}
		t.add(day.Show(d.On), late, d.Of, d.Title, d.What, d.Owner)
	}
	x.table(t)
}

// yearCalendar is everything that has a day as a calendar file. All are whole days,
// without a time zone, so that every program shows them on the same day.
func yearCalendar(a *assess.Assessment, agenda []register.Dated, today time.Time) []byte {
	cal := ics.NewCalendar()
	cal.SetProductId("-//Crosswalk//Due//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName(visible.Line(a.Name))
	for _, d := range agenda {
		on, err := time.Parse(time.DateOnly, d.On)
		if err != nil {
			continue
		}
		// An entry keeps its name for as long as it is about the same thing, so that a
		// calendar read again moves it.
		e := cal.AddEvent(strings.Join([]string{"due", visible.Line(d.Of), unspaced(d.What), unspaced(visible.Line(d.ID))}, "-") + "@" + a.ID)
		e.SetDtStampTime(today)
		e.SetAllDayStartAt(on)
		e.SetAllDayEndAt(on.AddDate(0, 0, 1))
		e.SetSummary(visible.Line(d.Of + " " + d.Title + owned(d.Owner)))
		e.SetDescription(visible.Text(d.What))
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows))
}

// unspaced is a text as a part of a name, without blanks.
func unspaced(s string) string { return strings.Join(strings.Fields(s), "-") }
