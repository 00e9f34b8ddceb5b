package roadmap_test

import (
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/roadmap"
)

func TestADeadlineSaysWhetherItIsMetAndByHowMany(t *testing.T) {
	by := time.Date(2027, 11, 30, 0, 0, 0, 0, time.UTC)
	for want, d := range map[string]roadmap.Deadline{
		"As planned, certification by 30 Nov 2027 is met; 1 person would do.":                      {By: by, Met: true, FTE: 1},
		"As planned, certification by 30 Nov 2027 is not met; 2.5 people would do.":                {By: by, FTE: 2.5},
		"As planned, certification by 30 Nov 2027 is not met; 10 people would not meet it either.": {By: by, Most: 10},
	} {
		if got := d.Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestThePlanSaysWhatItsDatesDependOn(t *testing.T) {
	b := demo(t)
	in := b.in()
	var warns, says []string
	for _, r := range roadmap.Remarks(in, roadmap.Of(in), roadmap.ForecastOf(in)) {
		if r.Warns {
			warns = append(warns, r.Words)
		} else {
			says = append(says, r.Words)
		}
	}
	if len(warns) != 1 || !strings.HasPrefix(warns[0], "4 of 71 items are unanswered") || len(says) != 2 || !strings.HasPrefix(says[0], "As planned, certification by 30 Nov 2027") || !strings.HasPrefix(says[1], roadmap.LargestWords+": ") {
		t.Errorf("the demonstration warns %q and says %q", warns, says)
	}
	in = open(t).in()
	if all := roadmap.Remarks(in, roadmap.Of(in), roadmap.ForecastOf(in)); all[0].Words != "70 of 70 items are unanswered, and count as still to build." || !all[0].Warns {
		t.Errorf("an empty assessment begins with %+v", all[0])
	}
}
