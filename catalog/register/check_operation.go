package register

import (
	"cmp"
	"slices"
	"strconv"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// ofOperation are the checks of changes, releases, suppliers and what went wrong.
var ofOperation = map[string]inquiry{
	"objectives":     objectivesSet,
	"changes":        changesPassed,
	"gates":          gatesPassed,
	"tested":         versionsTested,
	"deployed":       versionsDeployed,
	"papers":         papersFit,
	"logs":           logsKept,
	"evidence-old":   evidenceOld,
	"channel":        channelWorks,
	"reports":        reportsAnswered,
	"incidents-told": incidentsTold,
	"suppliers":      suppliersJudged,
}

const (
	releaseKind = "release"
	concernKind = "concern"
	stageInUse  = "in operation"
)

// objectivesSet: each objective has a target, an owner and a day that is not past, and
// is measured.
func objectivesSet(x *exam, t *telling) {
	open := those(x.of("objective"), not(in("reached", "missed", "replaced")))
	t.any("open", those(open, lacks("target", fieldOwner, fieldDue)))
	late := those(open, func(r Record) bool { return x.late(r.Text(fieldDue)) })
	t.any("late", late, "date", day.Show(oldest(late, fieldDue)))
	x.objectivesMeasured(t, open)
	t.yes(those(x.of("objective"), not(in("replaced"))))
}

// changesPassed: what a change asks for again was done, and nothing was released
// before its assessment.
func changesPassed(x *exam, t *telling) {
	changes, released := x.of(changeKind), those(x.of(releaseKind), in("released"))
	t.any("not-repeated", those(changes, func(r Record) bool { return x.judges(olderThanChange, r) }))
	t.any("too-early", those(released, func(r Record) bool { return x.judges(releasedBeforeAssessment, r) }))
	t.yes(those(changes, in("done")))
}

// lastReleases is how many of the newest releases are held against the gates.
const lastReleases = 5

// gatesPassed: the last releases were tested and decided on by somebody.
func gatesPassed(x *exam, t *telling) {
	if !x.approvedFor("A.6.1.3") {
		t.no("no-procedure", nil)
	}
	last := slices.Clone(those(x.of(releaseKind), in("released", "withdrawn")))
	slices.SortStableFunc(last, func(a, b Record) int { return cmp.Compare(b.Text("go_on"), a.Text("go_on")) })
	last = last[:min(len(last), lastReleases)]
	t.any("skipped", those(last, lacks("criteria", "test_overall", "tester", "go_by")), "of", strconv.Itoa(len(last)))
	t.yes(last)
}

// approvedFor reports whether an approved document serves one of some items, or
// documents are not looked at.
func (x *exam) approvedFor(items ...string) bool {
	return x.silent(documentKind) || x.documented(catalog.Required{Items: items})
}

// running is the release of each system in scope that is in use: the newest one.
func (x *exam) running(t *telling, look func(s assess.System, r Record)) {
	if x.runs == nil {
		x.runs = map[string]Record{}
		for _, s := range x.systems {
			x.runs[s.ID], _ = latest(those(x.about(releaseKind, s.ID), in("released")), "go_on")
		}
	}
	var all []Record
	for _, s := range x.systems {
		switch r := x.runs[s.ID]; {
		case s.Stage != stageInUse:
		case r.ID == "":
			t.noOf(s, "none", nil)
		default:
			all = append(all, r)
			look(s, r)
		}
	}
	t.yes(all)
}

// silence is the fault that fields say nothing.
type silence struct {
	fault string
	asks  []string
}

// silences are the faults of a release in fields that say nothing.
func (t *telling) silences(s assess.System, r Record, all ...silence) {
	for _, f := range all {
		if lacks(f.asks...)(r) {
			t.noOf(s, f.fault, []Record{r})
		}
	}
}

// versionsTested: what runs had criteria, a design, a result for each group, and a
// tester who did not build it.
func versionsTested(x *exam, t *telling) {
	x.running(t, func(s assess.System, r Record) {
		t.silences(s, r, silence{"no-criteria", []string{"criteria"}}, silence{"no-design", []string{"design"}},
			silence{"no-result", []string{"test_overall"}}, silence{"no-groups", []string{"test_by_group"}})
		if x.judges(notOwnJudge, r, "tester", "builder") {
			t.noOf(s, "own-test", []Record{r}, "who", r.Text("tester"))
		}
	})
}

// versionsDeployed: what runs had a plan, a roll-back that was tried, and a decision.
func versionsDeployed(x *exam, t *telling) {
	x.running(t, func(s assess.System, r Record) {
		t.silences(s, r, silence{"no-plan", []string{"plan"}}, silence{"no-rollback", []string{"rollback_tried_on"}}, silence{"no-go", []string{"go_by"}})
	})
}

// papersFit: what people read is of the version that runs.
func papersFit(x *exam, t *telling) {
	x.running(t, func(s assess.System, r Record) {
		for _, p := range []struct{ fault, field string }{{"documentation", "documentation_version"}, {"users", "user_information_version"}} {
			if of := r.Text(p.field); assess.FoldName(of) != assess.FoldName(r.Title()) {
				t.noOf(s, p.fault, []Record{r}, "of", of)
			}
		}
	})
}

// lookMonths is how long ago somebody may have looked at the log.
const lookMonths = 3

// logsKept: the log of what runs has a place and a time, and somebody looked.
func logsKept(x *exam, t *telling) {
	x.running(t, func(s assess.System, r Record) {
		t.silences(s, r, silence{"no-log", []string{"log_what", "log_where", "log_kept"}}, silence{"never-looked", []string{"log_looked_at"}})
		if at := r.Text("log_looked_at"); x.past(at, lookMonths) {
			t.noOf(s, "looked", []Record{r}, "date", day.Show(at))
		}
	})
}

// evidenceOld: what is shown of a system is not older than the version that runs. A
// paper of that very version, such as its test report, comes before it by nature.
func evidenceOld(x *exam, t *telling) {
	x.running(t, func(s assess.System, r Record) {
		for _, e := range x.Assessment.Evidence {
			ofIt := e.Version != "" && assess.FoldName(e.Version) == assess.FoldName(r.Title())
			if !e.Removed && !ofIt && e.System == s.ID && e.Date != "" && e.Date < r.Text("go_on") {
				t.noOf(s, "old", []Record{r}, "evidence", "“"+e.What+"”", "date", day.Show(e.Date), "since", day.Show(r.Text("go_on")))
				t.faults[len(t.faults)-1].items = e.Items
			}
		}
	})
	t.holds = told{} // younger evidence supports no more than it did
}

// waiting are the concerns and complaints that nobody answered in time, as far as
// who asks reads them.
func (x *exam) waiting(from ...string) []Record {
	return those(x.of(concernKind), func(r Record) bool {
		return is("from", from...)(r) && x.late(r.Text(fieldDue)) && !r.says("answered") && r.State() != "closed"
	})
}

// channelWorks: there is a road for concerns, somebody tried it within a year, and
// who came by it was answered.
func channelWorks(x *exam, t *telling) {
	roads := those(those(x.of(documentKind), holds), serves("A.3.3"))
	last, tried := latest(roads, "tried")
	switch {
	case len(roads) == 0:
		t.no("no-road", nil)
	case tried == "":
		t.no("untried", roads)
	case x.past(tried, 12):
		t.no("old", []Record{last}, "date", day.Show(tried))
	}
	late := x.waiting("inside")
	t.any("waiting", late, "date", day.Show(oldest(late, fieldDue)))
	t.yes(roads, "date", day.Show(tried))
}

// reportsAnswered: people outside have a road that somebody tried, and their
// reports were answered in time.
func reportsAnswered(x *exam, t *telling) {
	roads := those(x.of("communication"), func(r Record) bool { return yes("outside")(r) && serves("A.8.3")(r) })
	last, tried := latest(roads, "tried")
	switch {
	case len(roads) == 0:
		t.no("no-road", x.of("communication"))
	case tried == "":
		t.no("untried", roads)
	case x.past(tried, 12):
		t.no("old", []Record{last}, "date", day.Show(tried))
	}
	late := x.waiting("outside")
	t.any("waiting", late, "date", day.Show(oldest(late, fieldDue)))
	t.yes(roads, "date", day.Show(tried))
}

// incidentsTold: a plan says who is told, and whom an incident harmed was told in
// time.
func incidentsTold(x *exam, t *telling) {
	all := x.of("incident")
	if !x.approvedFor("A.8.4") {
		t.no("no-plan", nil)
	}
	t.any("untold", those(all, func(r Record) bool {
		harmed := slices.DeleteFunc(r.List("harmed"), func(w string) bool { return w == "nobody" || w == "organisation" })
		return len(harmed) > 0 && !r.says("users_told")
	}))
	t.any("late", those(all, func(r Record) bool { return x.judges(dutyToReport, r) }))
	t.yes(all)
}

// suppliersJudged: every supplier in use was looked at within a year, a low mark has
// an action, and every activity has somebody who answers.
func suppliersJudged(x *exam, t *telling) {
	used := those(x.of("supplier"), in("in use", "under conditions"))
	has := map[string]bool{}
	for _, r := range used {
		has[r.ID] = true
	}
	below := func(r Record) bool { return has[r.parent] }
	rows := map[string]bool{}
	for _, r := range those(x.of(responsibilityKind), below) {
		rows[r.parent] = true
	}
	t.any("no-matrix", those(used, func(r Record) bool { return !rows[r.ID] }))
	t.any("nobody", those(those(x.of(responsibilityKind), below), lacks("who")))
	t.any("weak", those(those(x.of(supplierMarkKind), below), func(r Record) bool { return is("mark", "0", "1")(r) && !r.says("action") }))
	t.any("unreviewed", those(used, lacks("reviewed")))
	_, date := latest(used, "reviewed")
	old := those(used, func(r Record) bool { return x.past(r.Text("reviewed"), 12) })
	t.any("old", old, "date", day.Show(oldest(old, "reviewed")))
	t.yes(used, "date", day.Show(date))
}
