package registers_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
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
