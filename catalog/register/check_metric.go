package register

import (
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// ofMetrics are the checks of what is measured.
var ofMetrics = map[string]inquiry{
	"measured": aimsMeasured,
	"watched":  systemsWatched,
}

// theAIMS is what a metric shows that is about the management system.
const theAIMS = "the AIMS itself"

// missed reports whether a metric was not measured in its rhythm.
func (x *exam) missed(r Record) bool { return x.judges(missedMeasurement, r) }

// aimsMeasured: the AIMS itself is measured, and what is watched has a rhythm that is
// kept and somebody who evaluates it.
func aimsMeasured(x *exam, t *telling) {
	all := those(x.of(catalog.MetricKind), in(watched))
	if len(all) == 0 {
		t.no("none", x.of(catalog.MetricKind))
	} else if !slices.ContainsFunc(all, func(r Record) bool { return slices.Contains(r.List("shows"), theAIMS) }) {
		t.no("own", all)
	}
	t.any("half", those(all, lacks("every", "evaluates")))
	t.any("missed", those(all, x.missed))
	t.yes(all)
}

// systemsWatched: each AI system in use has a metric with a limit and an owner that
// is measured, and a breach is answered.
func systemsWatched(x *exam, t *telling) {
	var all []Record
	for _, s := range x.systems {
		if s.Stage != stageInUse {
			continue
		}
		of := those(x.about(catalog.MetricKind, s.ID), both(in(watched), not(showsOnlyAIMS)))
		all = append(all, of...)
		if len(of) == 0 {
			t.noOf(s, "none", nil)
		}
		if half := those(of, lacks("act_at", fieldOwner)); len(half) > 0 {
			t.noOf(s, "half", half)
		}
		if late := those(of, x.missed); len(late) > 0 {
			t.noOf(s, "missed", late)
		}
		if open, since := x.unanswered(of); len(open) > 0 {
			t.noOf(s, "breach", open, "date", assess.ShowMeasuredAt(since))
		}
	}
	t.yes(all)
}

// showsOnlyAIMS asks whether a metric is about the management system alone.
func showsOnlyAIMS(r Record) bool {
	shows := r.List("shows")
	return len(shows) == 1 && shows[0] == theAIMS
}

// both asks whether two things hold.
func both(one, other func(Record) bool) func(Record) bool {
	return func(r Record) bool { return one(r) && other(r) }
}

// unanswered are the metrics beyond a limit to act at that no incident names since,
// and since when the oldest is.
func (x *exam) unanswered(metrics []Record) (open []Record, since time.Time) {
	for _, r := range metrics {
		out := LimitsOf(r).Outside(x.Book.Measurements(r.ID))
		if out.Degree != Act || len(Answering(x.Case, r.ID, out.Since)) > 0 {
			continue
		}
		if open = append(open, r); since.IsZero() || out.Since.Before(since) {
			since = out.Since
		}
	}
	return open, since
}

// Answering are the incidents that a breach of a metric was made since it began.
func Answering(c Case, metric string, since time.Time) []Record {
	return those(c.of("incident"), func(r Record) bool {
		return r.Text("metric") == metric && r.Text("on") >= since.In(c.Today.Location()).Format(minute)[:len(time.DateOnly)]
	})
}

// objectivesMeasured: where metrics are kept here, each open objective has one that
// is measured in its rhythm.
func (x *exam) objectivesMeasured(t *telling, open []Record) {
	if x.silent(catalog.MetricKind) {
		return
	}
	by := map[string][]Record{}
	for _, m := range x.of(catalog.MetricKind) {
		by[m.Text("objective")] = append(by[m.Text("objective")], m)
	}
	of := func(r Record) []Record {
		if m, known := x.Book.Record(catalog.MetricKind, r.Text("metric")); known && !m.Removed() {
			return append(by[r.ID], m)
		}
		return by[r.ID]
	}
	t.any("no-metric", those(open, func(r Record) bool { return len(of(r)) == 0 }))
	t.any("unmeasured", those(open, func(r Record) bool { return slices.ContainsFunc(of(r), x.missed) }))
}
