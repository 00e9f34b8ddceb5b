package roadmap_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
)

func day(t time.Time) string { return t.Format(time.DateOnly) }

func TestNothingAnsweredIsAllTheWorkThereIs(t *testing.T) {
	b := open(t)
	r := b.plan()
	want := 0.0
	for _, it := range b.cat.Requirements().Items() {
		want += it.EffortDays
	}
	for _, task := range b.cat.Tasks() {
		want += task.Days
	}
	want += 7 // a tenth of a day for each of 70 items
	if diff := r.Days - want; diff > 1e-6 || diff < -1e-6 {
		t.Errorf("%v days, %v is right", r.Days, want)
	}
	if r.Phases[0].Open != 70 || day(r.Start) != "2026-11-24" || r.Phases[2].Months <= 6 || !r.Phases[2].Long {
		t.Errorf("%+v", r.Phases[2].Phase)
	}
}

func TestAPhaseTakesAtLeastItsPublishedMinimum(t *testing.T) {
	b := open(t)
	b.profile("fte", "500")
	r := b.plan()
	var months []float64
	for _, p := range r.Phases {
		months = append(months, p.Months)
	}
	if !slices.Equal(months, []float64{1, 2, 3, 2}) || !r.End.Equal(r.Earliest) {
		t.Errorf("%v months, end %v, earliest %v", months, r.End, r.Earliest)
	}
	// 1 month is 30.4375 days, rounded up to 31: Friday 25 December, a day off
	// only where the profile says so.
	if day(r.Phases[0].End) != "2026-12-25" {
		t.Errorf("phase 1 ends on %s", day(r.Phases[0].End))
	}
	b.profile("holidays", "2026-12-25,2026-12-28")
	if r := b.plan(); day(r.Phases[0].End) != "2026-12-29" {
		t.Errorf("over the holidays phase 1 ends on %s", day(r.Phases[0].End))
	}
}

func TestThePlanStartsOnTheLaterOfStartAndToday(t *testing.T) {
	for _, c := range []struct{ start, asOf, want string }{
		{"", "2026-11-24", "2026-11-24"},
		{"2020-01-01", "2026-11-24", "2026-11-24"},
		{"2027-02-01", "2026-11-24", "2027-02-01"},
		{"2027-02-06", "2026-11-24", "2027-02-08"}, // a Saturday
		{"", "2026-11-29", "2026-11-30"},           // a Sunday
	} {
		b := open(t)
		b.asOf, _ = time.Parse(time.DateOnly, c.asOf)
		b.profile("start", c.start)
		if got := day(b.plan().Start); got != c.want {
			t.Errorf("start %q, today %s: begins on %s, right is %s", c.start, c.asOf, got, c.want)
		}
	}
}

func TestADonePhaseTakesNoTimeAndTheLastWaitsForItsTasks(t *testing.T) {
	b := open(t)
	b.everything(3)
	for _, task := range b.cat.Tasks() {
		if len(task.Items) == 0 && task.ID != "T4.4" {
			b.task(task.ID, assess.TaskDone)
		}
	}
	r := b.plan()
	if !r.Phases[0].Done || !r.Phases[1].Done || !r.Phases[2].Done || r.Phases[3].Done || r.Phases[3].Months != 2 {
		t.Errorf("%+v", r.Phases)
	}
	if day(r.End) != "2027-01-25" { // two months of 30.4375 days from 24 November are 61 days: a Sunday, so Monday
		t.Errorf("it ends on %s", day(r.End))
	}
	b.task("T4.4", assess.TaskDone)
	if r := b.plan(); !r.Phases[3].Done || !r.End.Equal(r.Start) || r.Days != 0 {
		t.Errorf("all is done, and it ends on %v with %v days left", r.End, r.Days)
	}
	f := roadmap.ForecastOf(b.in())
	if !f.P[95].Equal(b.plan().End) || len(f.Largest) != 0 {
		t.Errorf("nothing is left, and P95 is %v", f.P[95])
	}
}

func TestWhatIsExcludedIsNoWork(t *testing.T) {
	b := open(t)
	before := b.plan().Days
	it, _ := b.cat.Item("A.6.2.4")
	b.do(assess.Exclude(b.cat, b.a, assess.Key{Item: it.ID}, assess.Exclusion{Reason: "none"}))
	if got := before - b.plan().Days; got < it.EffortDays || got > it.EffortDays+0.2 {
		t.Errorf("excluding it saves %v days, its effort is %v", got, it.EffortDays)
	}
	for _, g := range roadmap.Gaps(b.in()) {
		if g.Item.ID == it.ID {
			t.Error("the excluded item is a gap")
		}
	}
}

func TestATaskStandsByItsItemsUnlessSomebodySaysOtherwise(t *testing.T) {
	b := open(t)
	find := func(id string) roadmap.Task {
		for _, p := range b.plan().Phases {
			for _, x := range p.Tasks {
				if x.ID == id {
					return x
				}
			}
		}
		t.Fatalf("no task %s", id)
		return roadmap.Task{}
	}
	if x := find("T2.1"); x.Status != assess.TaskOpen {
		t.Errorf("%+v", x)
	}
	b.rate("A.2.2", 1)
	if x := find("T2.1"); x.Status != assess.TaskStarted {
		t.Errorf("%+v", x)
	}
	for _, id := range []string{"5.2", "A.2.2", "A.2.3", "A.6.1.2"} {
		b.rate(id, 3)
	}
	if x := find("T2.1"); x.Status != assess.TaskDone {
		t.Errorf("%+v", x)
	}
	b.do(assess.PutTask(b.cat, b.a, assess.TaskState{ID: "T2.1", Status: assess.TaskStarted, Owner: "Ines", Due: "2027-01-15", Note: "second reading"}))
	if x := find("T2.1"); x.Status != assess.TaskStarted || x.Derived != assess.TaskDone || x.Owner != "Ines" || x.Due != "2027-01-15" || x.Note != "second reading" {
		t.Errorf("%+v", x)
	}
	if x := find("T1.1"); x.Status != assess.TaskOpen || x.Left != 3 {
		t.Errorf("%+v", x)
	}
	b.task("T1.1", assess.TaskDone)
	if x := find("T1.1"); x.Left != 0 {
		t.Errorf("%+v", x)
	}
}

func TestTheActionOfAnItemHasTheOwnerOfItsAnswer(t *testing.T) {
	b := open(t)
	b.do(assess.Assign(b.cat, b.a, assess.Key{Item: "A.7.4"}, "Kasia", "2027-03-01"))
	b.do(assess.PutTask(b.cat, b.a, assess.TaskState{ID: "A.7.4", Status: assess.TaskStarted, Owner: "Piotr", Due: "2027-04-01", Note: "limits first"}))
	if x := b.a.Answer(assess.Key{Item: "A.7.4"}); x.Owner != "Piotr" || x.Due != "2027-04-01" {
		t.Errorf("%+v", x)
	}
	for _, a := range b.plan().Phases[2].Actions {
		if a.Item.ID == "A.7.4" && (a.Owner != "Piotr" || a.Status != assess.TaskStarted || a.Note != "limits first") {
			t.Errorf("%+v", a)
		}
	}
}

func TestGapsStandByPhaseAndThenByWhatADayGains(t *testing.T) {
	b := demo(t)
	gaps := roadmap.Gaps(b.in())
	if len(gaps) != 48 { // 44 items below their target, 4 left for the last session
		t.Errorf("%d gaps", len(gaps))
	}
	gain := func(g roadmap.Gap) float64 { return (1 - g.Credit) / g.Days }
	for i := 1; i < len(gaps); i++ {
		a, c := gaps[i-1], gaps[i]
		if a.Phase > c.Phase || a.Phase == c.Phase && gain(a) < gain(c)-1e-6 {
			t.Errorf("%s (phase %d, %v a day) stands before %s (phase %d, %v a day)", a.Item.ID, a.Phase, gain(a), c.Item.ID, c.Phase, gain(c))
		}
	}
}

func TestADeadlineSaysWhichCapacityMeetsIt(t *testing.T) {
	b := demo(t)
	for _, c := range []struct {
		by  string
		met bool
		fte float64
	}{
		{"2030-01-01", true, 0.5},
		{"2027-11-30", true, 0},
		{"2026-12-31", false, 0},
	} {
		b.profile("certification_by", c.by)
		d := b.plan().Deadline
		if d == nil || d.Met != c.met || c.fte > 0 && d.FTE != c.fte || c.by == "2026-12-31" && d.FTE != 0 {
			t.Errorf("by %s: %+v", c.by, d)
		}
	}
	b.profile("certification_by", "2027-11-30")
	d := b.plan().Deadline
	b.profile("fte", trim(d.FTE))
	if r := b.plan(); r.End.After(d.By) {
		t.Errorf("%v people end on %v", d.FTE, r.End)
	}
	if d.FTE > 0.25 {
		b.profile("fte", trim(d.FTE-0.25))
		if r := b.plan(); !r.End.After(d.By) {
			t.Errorf("%v people would do, and %v are asked for", d.FTE-0.25, d.FTE)
		}
	}
	b.profile("certification_by", "")
	if d := b.plan().Deadline; d != nil {
		t.Errorf("no date, and %+v", d)
	}
}

func trim(f float64) string {
	p := assess.DefaultProfile()
	p.FTE = f
	return p.Get("fte")
}

func TestAStrategyIsRankedByItsReasons(t *testing.T) {
	for _, c := range []struct {
		name    string
		profile []string
		first   string
		points  int
		out     string // why integrated is ruled out
	}{
		{"nothing is known", nil, catalog.Extension, 0, ""},
		{"a grown ISMS", []string{"isms_years", "4", "scopes_compatible", "yes", "isms_certified", "yes", "one_owner", "yes", "certification_wanted", "yes"}, catalog.Integrated, 5, ""},
		{"a young ISMS", []string{"isms_years", "2", "scopes_compatible", "yes", "isms_certified", "yes", "one_owner", "yes", "certification_wanted", "no"}, catalog.Extension, 2, "the ISMS has run 2 years, and it takes 3 years"},
		{"scopes apart", []string{"isms_years", "6", "scopes_compatible", "partly", "one_owner", "no", "scope_moves", "yes"}, catalog.Coordinated, 4, "do not fit together (partly)"},
		{"a small budget", []string{"isms_years", "1", "budget", "small"}, catalog.Extension, 3, "has run 1 year"},
	} {
		b := open(t)
		b.profile(c.profile...)
		r := roadmap.Strategies(b.in())
		if r.Choices[0].ID != c.first || r.Choices[0].Points != c.points {
			t.Errorf("%s: %s with %d points, %s with %d is right", c.name, r.Choices[0].ID, r.Choices[0].Points, c.first, c.points)
		}
		i := slices.IndexFunc(r.Choices, func(x roadmap.Choice) bool { return x.ID == catalog.Integrated })
		if out := r.Choices[i].RuledOut; (c.out == "") != (out == "") || !strings.Contains(out, c.out) || out != "" && i != 2 {
			t.Errorf("%s: integrated is ruled out by %q at place %d", c.name, out, i)
		}
	}
}

func TestWhatIsNotKnownIsNamedAndCountsNothing(t *testing.T) {
	b := open(t)
	r := roadmap.Strategies(b.in())
	if len(r.Missing) != 8 || r.Choices[2].ID != catalog.Integrated || r.Choices[2].Unjudged == "" {
		t.Errorf("%+v", r)
	}
	b.profile("certification_wanted", "no")
	if r := roadmap.Strategies(b.in()); slices.Contains(r.Missing, "certification_by") {
		t.Error("a date of a certification that nobody wants is asked for")
	}
}

func TestAThinExtensionIsWarnedOf(t *testing.T) {
	b := open(t)
	b.profile("certification_wanted", "yes", "budget", "small")
	r := roadmap.Strategies(b.in())
	if c := r.Choices[0]; c.ID != catalog.Extension || c.Points != 1 || !strings.Contains(c.Warning, "A.5 at 0 %, A.7 at 0 % and A.8 at 0 % stand under 60 %") {
		t.Errorf("%+v", c)
	}
}

func TestAnotherStrategyIsChosenWithAReasonOnly(t *testing.T) {
	b := open(t)
	if _, err := assess.ChooseStrategy(b.a, catalog.Extension, catalog.Coordinated, " "); err == nil {
		t.Error("chosen without a reason")
	}
	b.do(assess.ChooseStrategy(b.a, catalog.Extension, catalog.Coordinated, "The group runs it so."))
	r := roadmap.Strategies(b.in())
	if c, ok := r.Best(); !ok || c.ID != catalog.Coordinated || r.Why != "The group runs it so." {
		t.Errorf("%+v", r)
	}
	b.do(assess.ChooseStrategy(b.a, catalog.Extension, catalog.Extension, "")) // to keep the recommended one
	if r := roadmap.Strategies(b.in()); r.Chosen != catalog.Extension || r.Why != "" {
		t.Errorf("%+v", r)
	}
	b.do(assess.ChooseStrategy(b.a, catalog.Extension, "", ""))
	if r := roadmap.Strategies(b.in()); r.Chosen != "" || r.Why != "" {
		t.Errorf("%+v", r)
	}
}

func TestTheRegulatoryViewCountsTheItemsThatBearOnAPlace(t *testing.T) {
	b := open(t)
	b.rate("A.6.2.8", 3)
	var seen bool
	for _, f := range roadmap.Regulatory(b.in()) {
		for _, p := range f.Places {
			if p.Ref.Ref == "EU AI Act art. 12" {
				seen = true
				if p.Conforming != 1 || p.Progress == nil || *p.Progress <= 0 {
					t.Errorf("%+v", p)
				}
			}
		}
	}
	if !seen {
		t.Error("no item bears on article 12")
	}
}

func TestATaskThatThePlanDoesNotHaveIsRefused(t *testing.T) {
	b := open(t)
	for _, c := range []struct {
		task assess.TaskState
		want string
	}{
		{assess.TaskState{ID: "T9.9", Status: "done"}, "the plan has no task T9.9"},
		{assess.TaskState{ID: "A.99.9", Status: "done"}, "there is no item A.99.9"},
		{assess.TaskState{ID: "T1.1", Status: "soon"}, "open, started or done"},
		{assess.TaskState{ID: "T1.1", Due: "tomorrow"}, "no date; write it as 2026-12-31"},
	} {
		if _, err := assess.PutTask(b.cat, b.a, c.task); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.task, err)
		}
	}
}
