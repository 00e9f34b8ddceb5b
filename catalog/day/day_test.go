package day_test

import (
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/day"
)

// A Thursday.
var today = time.Date(2026, 11, 26, 23, 30, 0, 0, time.FixedZone("", 9*3600))

func TestADayIsReadInAnyUsualWay(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "  ": "",
		"2027-03-15": "2027-03-15", "2027/3/15": "2027-03-15", "2027.3.15": "2027-03-15", " 2027-03-15 ": "2027-03-15",
		"15.3.27": "2027-03-15", "15.3.2027": "2027-03-15", "15.03.2027": "2027-03-15", "3.4.27": "2027-04-03", "15. 3. 2027": "2027-03-15",
		"15 Mar 2027": "2027-03-15", "15 march 27": "2027-03-15", "15-Mar-2027": "2027-03-15", "15. March 2027": "2027-03-15", "15th Mar 2027": "2027-03-15",
		"Mar 15 2027": "2027-03-15", "March 15, 2027": "2027-03-15", "sept 1st, 2027": "2027-09-01",
		"15/3/27": "2027-03-15", "3/15/2027": "2027-03-15", "4/4/27": "2027-04-04", "15-3-2027": "2027-03-15",
		"15 mar": "2027-03-15", "dec 1": "2026-12-01", "26 nov": "2026-11-26", "25 nov": "2027-11-25", "29 feb": "2028-02-29",
		"today": "2026-11-26", "Tomorrow": "2026-11-27", "yesterday": "2026-11-25",
		"+30d": "2026-12-26", "+6w": "2027-01-07", "+3m": "2027-02-26", "+1y": "2027-11-26", "+ 2 weeks": "2026-12-10", "-2d": "2026-11-24", "+1 month": "2026-12-26",
		"fri": "2026-11-27", "next fri": "2026-11-27", "next thursday": "2026-12-03", "next week": "!",
		"end of q2": "2027-06-30", "end of q4": "2026-12-31", "end q1 2028": "2028-03-31", "end of march": "2027-03-31", "end of feb 2028": "2028-02-29",
		"end of nov": "2026-11-30", "end of month": "2026-11-30", "end of the quarter": "2026-12-31", "end of this year": "2026-12-31", "end of 2027": "2027-12-31",
		"soon": "!", "31.2.2027": "!", "2027-13-01": "!", "2027-02-29": "!", "mar 2027": "!", "15": "!", "q2": "!", "end of": "!", "end": "!", "end of q5": "!",
		"1.1.2200": "!", "31.12.1969": "!", "+9999y": "!", "+99999d": "!", "2027-03-15 10:00": "!", "...": "!", "15.3/27": "!", "٣.٤.٢٧": "!", "ma 15 2027": "!",
	} {
		got, err := day.Parse("due date", text, today)
		if err != nil {
			got = "!"
			if !strings.Contains(err.Error(), "is no date; write it as 2026-12-31, +30d or next fri") {
				t.Errorf("%q is refused as: %v", text, err)
			}
		}
		if got != want {
			t.Errorf("%q is read as %s, not %s", text, got, want)
		}
	}
}

func TestTheSameDayOfAShorterMonthIsItsLast(t *testing.T) {
	for _, c := range []struct{ from, text, want string }{
		{"2027-01-31", "+1m", "2027-02-28"}, {"2028-02-29", "+1y", "2029-02-28"}, {"2027-03-31", "-1m", "2027-02-28"}, {"2027-12-31", "+2m", "2028-02-29"},
	} {
		from, _ := time.Parse(time.DateOnly, c.from)
		if got, err := day.Parse("day", c.text, from); got != c.want {
			t.Errorf("%s from %s is %s (%v), not %s", c.text, c.from, got, err, c.want)
		}
	}
}

func TestADayThatReadsTwoWaysIsRefusedWithBoth(t *testing.T) {
	for text, want := range map[string]string{
		"3/4/27":   `the due date "3/4/27" may be 3 Apr 2027 or 4 Mar 2027; write it as one of these`,
		"3/4/2027": `the due date "3/4/2027" may be 3 Apr 2027 or 4 Mar 2027; write it as one of these`,
		"27-03-15": `the due date "27-03-15" may be 27 Mar 2015 or 15 Mar 2027; write it as one of these`,
	} {
		if got, err := day.Parse("due date", text, today); err == nil || err.Error() != want {
			t.Errorf("%q is read as %q, %v", text, got, err)
		}
	}
}

func TestAKeptDayIsShownInOneWay(t *testing.T) {
	for kept, want := range map[string]string{"2027-03-05": "5 Mar 2027", "": "", "soon": "soon"} {
		if got := day.Show(kept); got != want {
			t.Errorf("%q is shown as %q", kept, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"3/4/27", "end of q2", "+30d", "Mar 15 2027", "29 feb", "-", "end of the", "next"} {
		f.Add(s, int64(20_000))
	}
	f.Fuzz(func(t *testing.T, text string, days int64) {
		from := time.Unix(days%80_000*86_400, 0)
		kept, err := day.Parse("day", text, from)
		if err != nil || kept == "" {
			return
		}
		// What is shown back reads as the same day again, on any day.
		for _, again := range []string{kept, day.Show(kept)} {
			if got, err := day.Parse("day", again, today); got != kept {
				t.Errorf("%q is %s, and %q of that is %s, %v", text, kept, again, got, err)
			}
		}
	})
}
