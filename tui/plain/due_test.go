package plain_test

import "testing"

func TestAllThatHasADayIsHeardAndWhatWaitsForOnePerson(t *testing.T) {
	s, _ := empty(t)
	says(t, hear(t, s, "due"), "Overdue: 0", "Nothing has a day yet. owner gives an answer one.")
	record := hear(t, s, "owner", "Ines", "2026-12-01", "record add risk Invents a tariff", "1", "record set RI-1 owner", "Mia", "record set RI-1 due", "2026-11-01", "due", "due mia", "due Nobody")
	says(t, record, "Overdue: 1", "Due in 30 days: 1", "1 Nov 2026, RI-1 Invents a tariff, Due: Mia", "Within 7 days:", "1 Dec 2026, 4.1 Understanding the organization and its context, Due: Ines", "Overdue: 1", "Nothing that has a day waits for: Nobody")
}
