package register_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestAFileOfMeasurementsIsReadHoweverItIsSeparated(t *testing.T) {
	for _, file := range []string{
		"at,value,note\n2027-03-04,0.91,\"a, b\"\n2027-03-05T10:00:00Z,7,\n",
		"\xef\xbb\xbfValue;Note;AT\r\n0,91;a, b;2027-03-04\r\n7;;2027-03-05 10:00\r\n",
		"note\tat\tvalue\na, b\t2027-03-04\t0.91\n\t2027-03-05 10:00\t7",
	} {
		all, err := register.ReadMeasurements([]byte(file))
		if err != nil || len(all) != 2 || all[0].Value != 0.91 || all[0].Note != "a, b" || assess.MeasuredAt(all[1].At) != "2027-03-05T10:00:00Z" {
			t.Errorf("%q is read as %+v, %v", file, all, err)
		}
	}
}

func TestARowThatIsNoMeasurementIsNamed(t *testing.T) {
	for file, want := range map[string]string{
		"":                                      "the file has no line of headings; at,value is right",
		"at,note\n":                             "the column value is missing; a measurement is a time and a value",
		"at,value,colour\n":                     `there is no column "colour", or it stands twice; the headings are at, value, population, group or note`,
		"at,value,at\n":                         `there is no column "at", or it stands twice; the headings are at, value, population, group or note`,
		"at,value\n2027-03-04,1\nsoon,2\n":      `row 3: "soon" is no time; write it as 2026-12-31T14:30:00Z, or as 2026-12-31`,
		"at,value\n2027-03-04,high\n":           `row 2: the value "high" is no number; write it as 12.5`,
		"at,value,population\n2027-03-04,1,x\n": `row 2: the population "x" is no whole number`,
		"at,value\n2027-03-04\n":                "row 2 can't be read: it has not as many fields as the headings, or a quote that is not closed",
	} {
		if _, err := register.ReadMeasurements([]byte(file)); err == nil || err.Error() != want {
			t.Errorf("%q: %v\n%s is right", file, err, want)
		}
	}
}

func FuzzAFileOfMeasurementsIsReadOrRefused(f *testing.F) {
	f.Add([]byte("at,value\n2027-03-04,1\n"))
	f.Add([]byte("value;at\n1,5;2027-03-04 10:00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		all, err := register.ReadMeasurements(raw)
		if err != nil && all != nil {
			t.Errorf("it is refused with %v and gives %d", err, len(all))
		}
	})
}
