package assess_test

import (
	"encoding/json"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

var noon = time.Date(2027, 3, 4, 12, 0, 5, 0, time.FixedZone("", 3600))

func TestAMeasurementIsReadAsItWasSaid(t *testing.T) {
	is := assess.Measurement{At: noon, Value: 0.91, Population: 1200, Group: "north 0.9, south 0.92", Note: "after a change"}
	c := is.Change("m1")
	if c.Subject != "measurement/m1" || c.Field != "2027-03-04T11:00:05Z" || string(c.Value) != `{"figure":0.91,"population":1200,"group":"north 0.9, south 0.92","note":"after a change"}` {
		t.Errorf("it stands in the log as %s %s %s", c.Subject, c.Field, c.Value)
	}
	got, ok := assess.ReadMeasurement(c.Field, c.Value)
	if is.At = is.At.UTC(); !ok || got != is {
		t.Errorf("read it is %+v, %v", got, ok)
	}
	for _, no := range [][2]string{{"2027", `{"figure":1}`}, {c.Field, "null"}, {c.Field, `{"note":"x"}`}, {c.Field, `{"figure":"x"}`}, {c.Field, `7`}} {
		if m, ok := assess.ReadMeasurement(no[0], json.RawMessage(no[1])); ok {
			t.Errorf("%s at %s is read as %+v", no[1], no[0], m)
		}
	}
}

func TestTheTimeOfAMeasurementIsShownInUTC(t *testing.T) {
	if got := assess.ShowMeasuredAt(noon); got != "4 Mar 2027 11:00 UTC" {
		t.Errorf("it is shown as %s", got)
	}
	if got := assess.ShowMeasuredAt(time.Date(2027, 3, 4, 0, 0, 0, 0, time.UTC)); got != "4 Mar 2027" {
		t.Errorf("midnight is shown as %s", got)
	}
}

func TestMeasurementsAreToldInSentences(t *testing.T) {
	cat := catalog.Shipped()
	a := assess.New("a").Called(map[assess.Subject]string{"record/metric/m1": "ME-3"})
	one := assess.Measurement{At: noon, Value: 0.91}.Change("m1")
	say := func(kind assess.ActKind, values ...string) string {
		var said []assess.Revision
		for i, v := range values {
			at := assess.MeasuredAt(noon.Add(time.Duration(i) * time.Minute))
			said = append(said, assess.Revision{ID: "2", Parent: "1", Kind: kind, Subject: one.Subject, Field: at, Value: json.RawMessage(v)})
		}
		return assess.Tell(cat, a, said, assess.FromParents(nil))
	}
	v := string(one.Value)
	for want, got := range map[string]string{
		"wrote down a measurement of ME-3: 0.91 on 4 Mar 2027 11:00 UTC":     say(assess.Do, v),
		"took a measurement of ME-3 away":                                    say(assess.Do, "null"),
		"a measurement of ME-3 is gone":                                      say(assess.Undo, "null"),
		"a measurement of ME-3 is there again: 0.91 on 4 Mar 2027 11:00 UTC": say(assess.Undo, v),
		"wrote down 4 measurements":                                          say(assess.Do, v, v, v, v),
		"wrote down a measurement of ME-3, erased since":                     say(assess.Do, ""),
	} {
		if got != want {
			t.Errorf("it reads %q; %q is right", got, want)
		}
	}
	r := assess.Revision{ID: "2", Subject: one.Subject, Field: one.Field, Value: one.Value}
	if got := assess.PlaceName(cat, a, r); got != "ME-3 value" {
		t.Errorf("the place is called %q", got)
	}
}

func TestAnErasedMeasurementKeepsItsFigures(t *testing.T) {
	c := assess.Measurement{At: noon, Value: 3, Population: 7, Group: "Mia 3", Note: "told by Mia"}.Change("m1")
	r := assess.Revision{Subject: c.Subject, Field: c.Field, Value: c.Value}
	if !assess.HasWords(r) {
		t.Error("its note is no text")
	}
	if got := string(assess.WithoutWords(r, []assess.Revision{r})); got != `{"figure":3,"population":7}` {
		t.Errorf("without its words it is %s", got)
	}
}
