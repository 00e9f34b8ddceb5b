package plain_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/workshop"
)

func TestRecordsAreKeptLineByLine(t *testing.T) {
	s, _ := empty(t)
	golden(t, "registers", hear(t, s,
		"records risk",
		"record add risk Invents a tariff", "1",
		"record set RI-1 owner", "Ines",
		"record set RI-1 happens", "A customer is told a price that nobody offers.", ".",
		"record set RI-1", "-", "An invented tariff", ".",
		"record state RI-1", "2026-01-05",
		"record state RI-1 retained", ".leave",
		"record state RI-1 done",
		"record RI-1",
		"records risk needs owner:Ines",
		"records risk colour",
		"record take role",
		"record take role RO01 RO02",
		"records role",
		"record remove RI-1", "yes",
		"record RI-1",
		"record",
		"records",
		"u", "yes",
		"records risk",
	))
}

func TestTheKindsOfRecordsAreHeardByClause(t *testing.T) {
	s, _ := empty(t)
	record := hear(t, s, "record add risk Invents a tariff", "1", "record take role RO01", "registers", "records menace")
	for _, said := range []string{"Clause 6, Risks and opportunities, called risk, records: 1\n", "called role, records: 1, to act on: 1", "There is no register \"menace\"; it is context-issue,"} {
		if !strings.Contains(record, said) {
			t.Errorf("%q is not said:\n%s", said, record)
		}
	}
	if strings.Contains(record, "called supplier-mark") {
		t.Error("a kind that stands below another is listed by itself")
	}
}

func TestAManagementReviewIsWalkedByPrompts(t *testing.T) {
	s, _ := empty(t)
	golden(t, "review", hear(t, s,
		"record add risk Odd answers", "1",
		"record add review Autumn",
		"review RI-1",
		"review MR-1", ".leave",
		"review open MR-1",
		"review decide MR-1 10",
		"review decide MR-1 10 acceptance", "We live with it", "RI-1", "", "Ines Brandt", "2027-12-31",
		"review decide MR-1 17 improvement", "Ask the users each month", "Harm is seen sooner", "Max Lohr", "2027-03-01",
		"review MR-1", "None is left.", "Nobody was late.", ".leave", "review MR-1 17", ".",
		"record RI-1",
		"record IM-1",
		"review open MR-1", "no",
	))
}

func TestRecordsAreFoundByTheirNumbersAndTheirWords(t *testing.T) {
	s, _ := empty(t)
	hear(t, s, "record add risk Invents a tariff", "1")
	for _, words := range []string{"RI-1", "ri1", "tariff invents"} {
		record := hear(t, s, "find "+words)
		if !strings.Contains(record, "RI-1: Invents a tariff") || !strings.Contains(record, "record and a number reads a record") {
			t.Errorf("find %s does not find the risk:\n%s", words, record)
		}
	}
	if record := hear(t, s, "find xylophon"); strings.Contains(record, "record and a number") {
		t.Error("nothing is found, and it is said how a record is read:\n" + record)
	}
}

func TestAnObserverReadsRecordsAndWritesNone(t *testing.T) {
	s, _ := empty(t)
	hear(t, s, "record add risk Invents a tariff", "1")
	s.Turn(workshop.Observer)
	record := hear(t, s, "records risk", "record set RI-1 owner", "record state RI-1", "record remove RI-1", "record add risk", "record take role RO01")
	if !strings.Contains(record, "RI-1, Invents a tariff") {
		t.Error("an observer reads no records:\n" + record)
	}
	if n := strings.Count(record, "observer"); n != 1+5 || strings.Contains(record, "Saved") {
		t.Errorf("an observer was refused %d times:\n%s", n, record)
	}
}
