package plain_test

import (
	"strings"
	"testing"

	"crosswalk/tui/screentest"
)

func TestWhatThereIsToShowOnAnAuditDayIsReadItemByItem(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Demo(t, s)
	heard := strings.Join(strings.Fields(hear(t, s, "ready", "quit")), " ") // lines are as wide as a terminal
	for _, want := range []string{"thin: ", "See to first, 1: 6.1.4 AI system impact assessment: put it in place", "6.1.4, answers: Jule Hansen, AI governance lead", "6.1.4, evidence: 4, of these seen: 4"} {
		if !strings.Contains(heard, want) {
			t.Errorf("%q is not read", want)
		}
	}
}
