package register

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// Incident is what the rules read of an incident.
type Incident struct {
	On            string `field:"on"`
	UsersWithin   string `field:"users_within"`
	UsersTold     string `field:"users_told"`
	Duty          string `field:"duty"`
	Clock         string `field:"clock"`
	AuthorityTold string `field:"authority_told"`
}

var incidents = readerOf[Incident]()

// requirementKind is the register in which duties to report stand.
const requirementKind = "requirement"

// dutyToReport: somebody must be told within a time, and no day says that it was done.
// While the time runs, it is said how much of it is left. The time to tell the
// authority is that of the incident, else that of the duty it names. It runs on,
// whatever the state of the incident.
func dutyToReport(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	var late, running []string
	for _, d := range c.duties(r) {
		if d.until < c.Today.Format(minute) {
			late = append(late, fmt.Sprintf("%s had to be told by %s", d.who, showMoment(d.until)))
			continue
		}
		running = append(running, fmt.Sprintf("%s must be told by %s, %s", d.who, showMoment(d.until), c.left(d.until)))
	}
	switch {
	case len(late)+len(running) == 0:
		return OK, ""
	case len(late) == 0:
		return Look, strings.Join(running, "; ")
	}
	said := strings.Join(late, " and ") + ", and no day says that it was done"
	return Act, strings.Join(append([]string{said}, running...), "; ")
}

// left is how much of a time is left: hours up to three days, then days.
func (c Case) left(until string) string {
	end, err := time.ParseInLocation(minute, until, c.Today.Location())
	if err != nil {
		return ""
	}
	const hours, days = 72, 24
	switch left := int(end.Sub(c.Today).Hours()); {
	case left < 1:
		return "less than an hour is left"
	case left == 1:
		return "1 hour is left"
	case left < hours:
		return fmt.Sprintf("%d hours are left", left)
	default:
		return fmt.Sprintf("%d days are left", left/days)
	}
}

// tellBy is who must still be told of an incident, until when.
type tellBy struct{ who, until string }

// duties are those who must still be told of an incident.
func (c *court) duties(r Record) []tellBy {
	in := incidents.read(r)
	clock := in.Clock
	if duty, known := c.Book.Record(requirementKind, in.Duty); clock == "" && known && !duty.Removed() {
		clock = duty.Text("report_within")
	}
	var all []tellBy
	for _, who := range []struct{ name, within, told string }{{"the users", in.UsersWithin, in.UsersTold}, {"the authority", clock, in.AuthorityTold}} {
		if until := after(in.On, who.within); who.told == "" && until != "" {
			all = append(all, tellBy{who.name, until})
		}
	}
	return all
}

// showMoment is a kept moment as people read it: 4 Mar 2027 14:30.
func showMoment(kept string) string {
	date, clock, _ := strings.Cut(kept, "T")
	return day.Show(date) + " " + clock
}

// after is the moment a period after another, both as they are kept; empty where
// one of them says nothing.
func after(moment, period string) string {
	from, err := time.Parse(minute, moment)
	if err != nil || !catalog.PeriodForm().MatchString(period) {
		return ""
	}
	n, _ := strconv.Atoi(period[:len(period)-1])
	switch period[len(period)-1] {
	case 'h':
		from = from.Add(time.Duration(n) * time.Hour)
	case 'd':
		from = from.AddDate(0, 0, n)
	case 'w':
		from = from.AddDate(0, 0, 7*n)
	case 'm':
		from = day.Months(from, n)
	default:
		from = day.Months(from, 12*n)
	}
	return from.Format(minute)
}
