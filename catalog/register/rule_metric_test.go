package register_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// metric keeps a metric that is watched.
func (d *desk) metric(id string, fields ...string) {
	d.t.Helper()
	d.put("metric", id, append([]string{"title=Right answers", "method=Count", "owner=Ines", "evaluates=Ali", "every=1w"}, fields...)...)
	d.move("metric", id, "watched")
}

// measure says values of a metric, a day apart, the last one on a day.
func (d *desk) measure(id, last string, values ...float64) {
	d.t.Helper()
	at, err := time.Parse(time.DateOnly, last)
	if err != nil {
		d.t.Fatal(err)
	}
	all := make([]assess.Measurement, len(values))
	for i, v := range values {
		all[i] = assess.Measurement{At: at.AddDate(0, 0, i-len(values)+1), Value: v}
	}
	if err := d.take(register.Measure(d.Case, id, all)); err != nil {
		d.t.Fatal(err)
	}
}

func TestAValueBeyondALimitIsABreachSinceTheFirstOneThatWas(t *testing.T) {
	for _, c := range []struct {
		name, better, limits string
		values               []float64
		want                 string
	}{
		{"at the limit is within", "higher", "warn_at=0.9 act_at=0.8", []float64{0.95, 0.9}, ""},
		{"below the limit to warn at", "higher", "warn_at=0.9 act_at=0.8", []float64{0.95, 0.89, 0.85}, "look ME-1: the last value, 0.85, is below 0.9, the limit to warn at, since 27 Feb 2027"},
		{"since it must be acted on", "higher", "warn_at=0.9 act_at=0.8", []float64{0.95, 0.85, 0.7}, "act ME-1: the last value, 0.7, is below 0.8, the limit to act at, since 28 Feb 2027"},
		{"better than it was, and still beyond", "higher", "warn_at=0.9 act_at=0.8", []float64{0.7, 0.85}, "look ME-1: the last value, 0.85, is below 0.9, the limit to warn at, since 27 Feb 2027"},
		{"back within", "higher", "warn_at=0.9 act_at=0.8", []float64{0.7, 0.95}, ""},
		{"above, where lower is better", "lower", "act_at=200 unit=ms", []float64{190, 201}, "act ME-1: the last value, 201 ms, is above 200 ms, the limit to act at, since 28 Feb 2027"},
		{"under two limits", "between", "warn_under=2 warn_at=8 act_under=1 act_at=9", []float64{5, 1.5}, "look ME-1: the last value, 1.5, is below 2, the limit to warn at, since 28 Feb 2027"},
		{"over two limits", "between", "act_under=1 act_at=9", []float64{5, 9.5}, "act ME-1: the last value, 9.5, is above 9, the limit to act at, since 28 Feb 2027"},
		{"never measured", "higher", "act_at=0.8", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.metric("m1", append(strings.Fields(c.limits), "better="+c.better)...)
			if c.values != nil {
				d.measure("m1", "2027-02-28", c.values...)
			}
			if c.want == "" {
				d.expect("breach")
			} else {
				d.expect("breach", c.want)
			}
		})
	}
}

func TestNothingIsAskedOfAMetricThatWasStopped(t *testing.T) {
	d := newDesk(t)
	d.metric("m1", "better=lower", "act_at=1")
	d.measure("m1", "2027-01-01", 5)
	if len(d.told("breach"))+len(d.told("missed_measurement")) != 2 {
		t.Error("it was not asked for before")
	}
	d.move("metric", "m1", "stopped")
	d.expect("breach")
	d.expect("missed_measurement")
}

func TestAMeasurementIsMissedWhenItsRhythmRanOut(t *testing.T) {
	d := newDesk(t)
	d.metric("019c0000-0000-7000-8000-000000000001", "better=lower", "act_at=1") // its id is of 28 Jan 2026
	d.expect("missed_measurement", "act ME-1: nothing was ever measured; it is due every 1w")
	d.measure("ME-1", "2027-02-22", 1)
	d.expect("missed_measurement")
	d.Today = d.Today.AddDate(0, 0, 1)
	d.expect("missed_measurement", "act ME-1: the last value is of 22 Feb 2027; it is due every 1w")
	if err := d.take(register.Set(d.Case, "metric", "019c0000-0000-7000-8000-000000000001", said("every=2h"))); err != nil {
		t.Fatal(err)
	}
	noon := time.Date(2027, 3, 2, 12, 0, 0, 0, time.FixedZone("east", 5*3600))
	d.Today = noon
	if err := d.take(register.Measure(d.Case, "ME-1", []assess.Measurement{{At: noon.Add(-2 * time.Hour), Value: 1}})); err != nil {
		t.Fatal(err)
	}
	d.expect("missed_measurement")
	d.Today = noon.Add(time.Minute)
	d.expect("missed_measurement", "act ME-1: the last value is of 2 Mar 2027 05:00 UTC; it is due every 2h")
}

func TestAMeasurementThatCannotBeIsRefused(t *testing.T) {
	d := newDesk(t)
	d.metric("m1", "better=lower", "act_at=1")
	d.put("trial", "t1", "title=First")
	today := d.Today
	for _, c := range []struct {
		metric string
		m      assess.Measurement
		want   string
	}{
		{"ME-9", assess.Measurement{At: today}, `there is no record "ME-9"; a number such as RI-7 is right`},
		{"XT-1", assess.Measurement{At: today}, "XT-1 is a trial; only a metric is measured"},
		{"ME-1", assess.Measurement{At: today.AddDate(0, 0, 2)}, "3 Mar 2027 is still to come; a measurement says what was"},
		{"ME-1", assess.Measurement{At: today, Population: -1}, "the population of 1 Mar 2027 is -1; a number of cases is right"},
		{"ME-1", assess.Measurement{At: time.Time{}}, "the time of a measurement is 1 Jan 0001; a year from 1970 to 2199 is right"},
		{"ME-1", assess.Measurement{At: today, Note: "a\x00"}, "the note holds a NUL character; take it out"},
	} {
		if _, err := register.Measure(d.Case, c.metric, []assess.Measurement{c.m}); err == nil || err.Error() != c.want {
			t.Errorf("%v\n%s is right", err, c.want)
		}
	}
}

func TestABookHoldsTheLastMeasurementsAndKnowsThatThereAreOthers(t *testing.T) {
	d := newDesk(t)
	d.metric("m1", "better=lower", "act_at=1")
	values := make([]float64, register.Recent)
	d.measure("m1", "2027-02-28", values...)
	before := d.Book
	if trail := before.Measurements("m1"); len(trail.Newest) != register.Recent || trail.Earlier {
		t.Errorf("of %d it holds %d, and knows of others: %v", register.Recent, len(trail.Newest), trail.Earlier)
	}
	d.measure("m1", "2027-03-01", 7)
	d.measure("m1", "2025-03-01", 3)
	d.measure("m1", "2027-02-28", 5)
	trail := d.Book.Measurements("m1")
	last, _ := trail.Last()
	if n := len(trail.Newest); n != register.Recent || !trail.Earlier || last.Value != 7 || trail.Newest[n-2].Value != 5 || trail.Newest[0].Value != 0 {
		t.Errorf("it holds %d, the last is %v", n, trail.Newest[n-2:])
	}
	if err := d.take(register.Unmeasure(d.Case, "ME-1", last.At)); err != nil {
		t.Fatal(err)
	}
	if last, _ := d.Book.Measurements("m1").Last(); last.Value != 5 {
		t.Errorf("the last is %v", last)
	}
	if last, _ := before.Measurements("m1").Last(); last.Value != 0 {
		t.Error("the book before changed")
	}
}

func TestOutForLongerThanIsKnownIsSaidSo(t *testing.T) {
	d := newDesk(t)
	d.metric("m1", "better=lower", "act_at=1")
	values := make([]float64, register.Recent+1)
	for i := range values {
		values[i] = 2
	}
	d.measure("m1", "2027-02-28", values...)
	first := d.Book.Measurements("m1").Newest[0].At
	d.expect("breach", fmt.Sprintf("act ME-1: the last value, 2, is above 1, the limit to act at, since %s or longer", assess.ShowMeasuredAt(first)))
}

func TestTheTimeOfAMeasurementIsReadAsProgramsAndPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]string{
		"2027-03-04T12:00:05+01:00": "2027-03-04T11:00:05Z", "2027-03-04T11:00:05.7Z": "2027-03-04T11:00:05Z",
		"2027-03-04 11:00": "2027-03-04T11:00:00Z", "2027-03-04": "2027-03-04T00:00:00Z",
	} {
		if got, err := register.ReadMoment(text); err != nil || assess.MeasuredAt(got) != want {
			t.Errorf("%s is read as %s, %v; %s is right", text, assess.MeasuredAt(got), err, want)
		}
	}
	for _, text := range []string{"", "yesterday", "4.3.2027", "1900-01-01"} {
		if _, err := register.ReadMoment(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

func TestABreachIsAnsweredByAnIncidentThatNamesItsMetricSinceItBegan(t *testing.T) {
	d := examined(t, 3)
	breached := func() bool { return strings.Contains(strings.Join(against(d.Case), "\n"), "watched breach") }
	d.lines("measure me2 2027-02-21 0.5")
	d.lines("+ incident in2 | title=Before | on=2027-02-20 10:00 | metric=ME-2")
	if !breached() {
		t.Error("an incident of the day before answers it")
	}
	d.lines("+ incident in3 | title=Few overrule | on=2027-02-21 10:00 | metric=ME-2")
	if breached() {
		t.Error("its incident does not answer it")
	}
}

func TestAnIncidentIsMadeOfABreachAndAnswersIt(t *testing.T) {
	d := examined(t, 3)
	d.lines("measure me2 2027-02-21 0.5")
	if err := d.take(register.AnswerBreach(d.Case, "ME-2", "in9")); err != nil {
		t.Fatal(err)
	}
	r := d.record("incident", "in9")
	for field, want := range map[string]string{
		"title": "Overruled is beyond its limit", "metric": "ME-2", "systems": "Chat", "on": "2027-03-01 00:00", "owner": "Ines",
		"happened": "1 Mar 2027: the last value, 0.5, is below 1, the limit to act at, since 21 Feb 2027",
	} {
		if got := d.Says(r, field); got != want {
			t.Errorf("its %s is %q; %q is right", field, got, want)
		}
	}
	if strings.Contains(strings.Join(against(d.Case), "\n"), "watched breach") {
		t.Error("the breach is still without an answer")
	}
	d.Today = d.Today.AddDate(0, 3, 0)
	if err := d.take(register.AnswerBreach(d.Case, "ME-1", "in10")); err != nil {
		t.Fatal(err)
	}
	if got := d.Says(d.record("incident", "in10"), "happened"); got != "1 Jun 2027: the last value is of 20 Feb 2027; it is due every 1m" {
		t.Errorf("of a missed one happened %q", got)
	}
}
