package register

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Dated is something with a day by which it is to be done, or on which it begins.
type Dated struct {
	On    string // YYYY-MM-DD
	What  string // what is then: "Answer due", "applies from"
	Of    string // RI-7, 8.2, 27001:A.5.9, T1.3, or the place of a law
	Title string
	Owner string

	Kind, ID string // of a record; of an answer ID is the AI system it is about
	Item     string // the reference of an item of a standard
	Begins   bool   // law: it waits for nobody
}

// Past reports whether its day is over; nothing that begins is ever late.
func (d Dated) Past(today string) bool { return d.On < today }

// Agenda is everything that is still to be done and has a day, the earliest first:
// records by what their rules go by, answers that are not in place, tasks that are
// not done, and law that begins within a year.
func Agenda(c Case) []Dated {
	x := sit(c)
	all := slices.Concat(x.datedRecords(), c.datedItems(), c.datedTasks(), c.datedLaw())
	slices.SortStableFunc(all, func(a, b Dated) int { return cmp.Compare(a.On, b.On) })
	return all
}

// datedBy is a day that a rule goes by, and what it is the day of.
type datedBy struct{ on, what string }

// days are the rules that go by days: those that a record still waits for.
var days = map[string]func(c *court, k *catalog.Register, r Record, args []string) []datedBy{
	"overdue": func(_ *court, k *catalog.Register, r Record, args []string) []datedBy {
		if k.StateAt(r.State()) >= k.StateAt(args[1]) {
			return nil
		}
		return []datedBy{{r.Text(args[0]), label(k, args[0])}}
	},
	"next_due": func(_ *court, k *catalog.Register, r Record, args []string) []datedBy {
		if k.Final(r.State()) {
			return nil
		}
		return []datedBy{{r.Text(args[0]), label(k, args[0])}}
	},
	"review_due": lookDays,
	"latest_due": func(c *court, k *catalog.Register, r Record, args []string) []datedBy {
		if last, date := latest(c.Book.Of(r.Kind), args[0]); date == "" || last.ID != r.ID {
			return nil
		}
		return lookDays(c, k, r, args)
	},
	"acceptance_missing": func(_ *court, k *catalog.Register, r Record, _ []string) []datedBy {
		if over(k, r) {
			return nil
		}
		return []datedBy{{r.Text("accepted_until"), label(k, "accepted_until")}}
	},
	"duty_to_report":    reportDays,
	"certificate_dates": certificateDays,
}

// lookDays is the day of the next look.
func lookDays(_ *court, k *catalog.Register, r Record, args []string) []datedBy {
	from, err := time.Parse(time.DateOnly, cmp.Or(r.Text(args[0]), r.made()))
	months, _ := strconv.Atoi(args[1])
	if err != nil || over(k, r) {
		return nil
	}
	return []datedBy{{day.Months(from, months).Format(time.DateOnly), "Look again"}}
}

// reportDays are the last days to tell users and the authority of an incident.
func reportDays(c *court, _ *catalog.Register, r Record, _ []string) []datedBy {
	var all []datedBy
	for _, d := range c.duties(r) {
		date, _, _ := strings.Cut(d.until, "T")
		all = append(all, datedBy{date, "Tell " + d.who})
	}
	return all
}

// certificateDays are the steps of a certification that are still to come.
func certificateDays(_ *court, k *catalog.Register, r Record, _ []string) []datedBy {
	if over(k, r) {
		return nil
	}
	var all []datedBy
	for _, s := range certificateSteps {
		all = append(all, datedBy{s.open(r), label(k, s.planned)})
	}
	if r.Text(fieldNextLook) == "" {
		all = append(all, datedBy{lastSurveillance(r), "Surveillance, the last day"})
	}
	return all
}

// datedRecords are the records with a day, each as often as it has one.
func (c *court) datedRecords() []Dated {
	var all []Dated
	numbers, registers := c.Book.Numbers(c.Catalog), c.Catalog.Registers()
	for i := range registers {
		k := &registers[i]
		for _, text := range k.Rules {
			rule := catalog.ReadRule(text)
			of, dated := days[rule.Name]
			if !dated {
				continue
			}
			for _, r := range c.Book.Of(k.ID) {
				for _, d := range of(c, k, r, rule.Args) {
					if d.on != "" {
						all = append(all, Dated{On: d.on, What: d.what, Of: numbers[r.ID], Title: r.Title(), Owner: r.Text(fieldOwner), Kind: k.ID, ID: r.ID})
					}
				}
			}
		}
	}
	return all
}

// datedItems are the answers with a day that are not in place, of both standards and
// own controls.
func (c Case) datedItems() []Dated {
	var all []Dated
	systems := c.Assessment.InScope()
	for k, x := range c.Assessment.Answers.All() {
		it, known := assess.Item(c.Catalog, c.Assessment, k.Item)
		if x.Due == "" || k.Question != "" || !known {
			continue
		}
		st := assess.StandOver(it, c.Assessment, systems)
		if k.System != "" {
			st = assess.StandIn(it, c.Assessment, k.System)
		}
		if !c.placed(st.State, st.Level) {
			name, _ := c.Assessment.System(k.System)
			all = append(all, Dated{On: x.Due, What: "Due", Of: it.Number, Title: joined([]string{it.Title, name.Name}), Owner: x.Owner, Item: it.ID, ID: k.System})
		}
	}
	for _, it := range c.Catalog.Foundation().Items() {
		if x := c.Assessment.Baseline[it.ID]; x.Due != "" && !c.placed(x.Rating.State, x.Rating.Level) {
			ref := assess.BaselineRef(it.ID)
			all = append(all, Dated{On: x.Due, What: "Due", Of: ref, Title: it.Title, Owner: x.Owner, Item: ref})
		}
	}
	return all
}

// placed reports whether an answer needs nothing more.
func (c Case) placed(state assess.State, level int) bool {
	return state == assess.NA || state == assess.Rated && level >= c.Catalog.Method.InPlace
}

// datedTasks are the published tasks with a day that nobody called done.
func (c Case) datedTasks() []Dated {
	var all []Dated
	for _, task := range c.Catalog.Tasks() {
		if t := c.Assessment.Task(task.ID); t.Due != "" && t.Status != assess.TaskDone {
			all = append(all, Dated{On: t.Due, What: "Due", Of: task.ID, Title: task.Name, Owner: t.Owner})
		}
	}
	return all
}

// datedLaw is what begins to bind the AI systems in scope within a year.
func (c Case) datedLaw() []Dated {
	var all []Dated
	until := day.Months(c.Today, 12).Format(time.DateOnly)
	for _, row := range obligations(c) {
		if from := row["applies_from"]; from >= c.today() && from <= until {
			all = append(all, Dated{On: from, What: "applies from", Of: row[catalog.RecordLibrary], Title: strings.TrimPrefix(row.Title(), row[catalog.RecordLibrary]+": ") + ": " + row["systems"], Begins: true})
		}
	}
	return all
}

// Waiting is what others wait for from one person.
type Waiting struct {
	Person string // empty: nobody is named
	For    []Dated
}

// WhoWaits is the agenda by person, in the order of their names; what has no owner
// comes last.
func WhoWaits(agenda []Dated) []Waiting {
	var all []Waiting
	for _, d := range agenda {
		at := slices.IndexFunc(all, func(w Waiting) bool { return assess.FoldName(w.Person) == assess.FoldName(d.Owner) })
		if at < 0 {
			all, at = append(all, Waiting{Person: d.Owner}), len(all)
		}
		all[at].For = append(all[at].For, d)
	}
	slices.SortStableFunc(all, func(a, b Waiting) int {
		if (a.Person == "") != (b.Person == "") {
			return len(b.Person) - len(a.Person)
		}
		return strings.Compare(assess.FoldName(a.Person), assess.FoldName(b.Person))
	})
	return all
}

// Letter is the text of a mail: who is waited for, and for what, the late first. Law
// that begins waits for nobody.
func Letter(agenda []Dated, today string) string {
	var b strings.Builder
	owned := slices.DeleteFunc(slices.Clone(agenda), func(d Dated) bool { return d.Begins })
	for _, w := range WhoWaits(owned) {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		b.WriteString(cmp.Or(w.Person, "Nobody is named") + "\n")
		for _, d := range w.For {
			late := ""
			if d.Past(today) {
				late = " (late)"
			}
			b.WriteString("- " + day.Show(d.On) + late + ": " + d.Of + " " + d.Title + "; " + d.What + "\n")
		}
	}
	return b.String()
}
