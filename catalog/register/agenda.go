package register

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// Dated is something with a day by which it is to be done, or on which it begins.
type Dated struct {
	On    string // YYYY-MM-DD
	What  string // what is then: "Answer due", "applies from"
	Of    string // RI-7, 8.2, 27001:A.5.9, T1.3, or the place of a law
	Title string
	Owner string

	Kind, ID string // of a record; of an answer ID is the AI system it is about, of law whom it binds
	Item     string // the reference of an item of a standard
	Begins   bool   // law: it waits for nobody
}

// Agenda is everything that is still to be done and has a day, the earliest first:
// records by what their rules go by, answers that are not in place, findings that are
// not done, evidence that is to be seen again, tasks that are not done, and law that
// begins within a year. Whoever the register of people lists is called as it does.
func Agenda(c Case) []Dated { return sit(c).agenda() }

func (c *court) agenda() []Dated {
	all := slices.Concat(c.datedRecords(), c.datedItems(), c.datedFindings(), c.datedEvidence(), c.datedTasks(), c.datedLaw())
	for i, names := 0, c.Names(); i < len(all); i++ {
		all[i].Owner = names.Called(all[i].Owner)
	}
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
		if last, date := latest(c.of(r.Kind), args[0]); date == "" || last.ID != r.ID {
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
	"answered_late":     concernDays,
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
	numbers, registers := c.numbers(), c.Catalog.Registers()
	for i := range registers {
		k := &registers[i]
		for _, text := range k.Rules {
			rule := catalog.ReadRule(text)
			of, dated := days[rule.Name]
			if !dated {
				continue
			}
			for _, r := range c.of(k.ID) {
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
