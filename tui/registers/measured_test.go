package registers_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/tui/screentest"
)

// watched is a metric of Siebwerk that passed its limits month by month.
func watched(t *testing.T) *shelf {
	t.Helper()
	sh := stand(t)
	id := sh.put("metric", "title=Right answers", "systems=Siebwerk", "better=higher", "warn_at=0.9", "act_at=0.85", "every=30d")
	sh.do(func(register.Case) ([]assess.Change, error) {
		var all []assess.Change
		for i, v := range []float64{0.95, 0.93, 0.91, 0.88, 0.84} {
			at := sh.s.Now().UTC().AddDate(0, 0, 30*(i-5)).Truncate(24 * 60 * 60 * 1e9)
			all = append(all, assess.Measurement{At: at, Value: v}.Change(id))
		}
		return all, nil
	})
	sh.News()
	return sh
}

func TestAMetricIsDrawnWithItsLimitsAndItsNewestValues(t *testing.T) {
	sh := watched(t)
	sh.at("metric", "enter", "enter").Shows("warn 0.9", "act 0.85", "last 0.84 on", "below 0.85, the limit to act at").Golden("metric-80")
	sh.Resize(140, 40).Golden("metric-140")
	sh.Resize(60, 20).Shows("Right answers")
}

func TestAMeasurementIsAddedAndTakenAwayWhereItIsSeen(t *testing.T) {
	sh := watched(t)
	sh.at("metric", "enter", "enter").to("add measurement").Press("enter").Shows("Value").Type("0.91").Press("ctrl+s").Shows("last 0.91")
	sh.to("0.91").Press("x").Shows("last 0.84")
	sh.Undo().Shows("last 0.91")
}

func TestOneKeyMakesAnIncidentOfABreach(t *testing.T) {
	sh := watched(t)
	sh.at("metric", "enter", "enter").to("make an incident of it").Press("enter").Shows("Right answers is beyond its limit", "reported")
	if all := sh.book().Of("incident"); len(all) == 0 {
		t.Error("nothing is kept")
	}
}

func TestOneKeyMakesAFindingOfABreach(t *testing.T) {
	sh := watched(t)
	sh.at("metric", "enter", "enter", "f").Shows("No finding on ME-1").Press("a").Shows("0.84, is below 0.85, the limit to act at", "9.1").Press("ctrl+s")
	all := sh.book().Of("metric")
	c, metric := screentest.Record(t, sh.s, sh.id, "metric", all[len(all)-1].ID)
	if raised := c.Raised(metric); len(raised) != 1 || raised[0].Item != "9.1" {
		t.Fatalf("the metric leads to %v", raised)
	}
	sh.to("FI-1 Right answers: the last value")
}

func TestAFindingOfAConcernTellsNothingOfIt(t *testing.T) {
	sh := stand(t)
	id := sh.put("concern", "title=He was sent away", "readers="+sh.s.Actor.Name)
	sh.News()
	sh.at("concern", "enter", "enter").Shows("He was sent away").Press("f").Shows("Findings on CC-1").Press("a").Shows("A.3.3").Type("Nobody answered in time").Press("ctrl+s")
	book, err := sh.s.DB.RecordsReadBy(t.Context(), sh.s.Actor, sh.id)
	if err != nil {
		t.Fatal(err)
	}
	cc, _ := book.Record("concern", id)
	a, err := sh.s.DB.Assessment(t.Context(), sh.id)
	if err != nil || len(a.Findings) != 1 || len(cc.List("finding")) != 1 {
		t.Fatalf("%v: there is %v, the concern leads to %v", err, a.Findings, cc.List("finding"))
	}
	if f := a.Findings[0]; f.Item != "A.3.3" || f.Statement != "Nobody answered in time" {
		t.Errorf("the finding says %+v", f)
	}
	acts, err := sh.s.DB.History(t.Context(), sh.id, store.HistoryFilter{Subject: assess.RecordSubject(assess.KindFinding, a.Findings[0].ID)})
	if err != nil || len(acts) != 1 {
		t.Fatalf("%v: %d acts tell of it", err, len(acts))
	}
	for _, r := range acts[0].Revisions {
		if r.Subject.Kind() == assess.KindRecord {
			t.Errorf("the act tells of %s", r.Subject)
		}
	}
}
