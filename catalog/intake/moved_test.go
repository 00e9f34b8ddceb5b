package intake

import (
	"testing"
	"time"

	"crosswalk/catalog/assess"
)

func TestADocumentOfADayMovesByWholeWeeks(t *testing.T) {
	const text = "name: Gap «2026»\nas_of: 2026-11-23\nprofile:\n  start: 2026-09-14\n  holidays: [2026-12-25]\nanswers:\n" +
		"  - {item: A.5.2, rating: 1, due: 2027-01-29, note: \"Seen «2 July», first in «May 2026», version «2026-10», law of 2 August 2026, in «spring»\"}\n"
	for _, c := range []struct{ today, name, start, due, note string }{
		{"2026-11-23", "Gap 2026", "2026-09-14", "2027-01-29", "Seen 2 July, first in May 2026, version 2026-10, law of 2 August 2026, in spring"},
		{"2026-11-29", "Gap 2026", "2026-09-14", "2027-01-29", "Seen 2 July, first in May 2026, version 2026-10, law of 2 August 2026, in spring"},
		{"2026-11-30", "Gap 2026", "2026-09-21", "2027-02-05", "Seen 9 July, first in May 2026, version 2026-10, law of 2 August 2026, in spring"},
		{"2027-12-01", "Gap 2027", "2027-09-20", "2028-02-04", "Seen 8 July, first in May 2027, version 2027-10, law of 2 August 2026, in spring"},
		{"2026-11-22", "Gap 2026", "2026-09-07", "2027-01-22", "Seen 25 June, first in May 2026, version 2026-10, law of 2 August 2026, in spring"},
	} {
		today, err := time.Parse(time.DateOnly, c.today)
		if err != nil {
			t.Fatal(err)
		}
		changes, err := Document(book(), []byte(text), today.Add(23*time.Hour), newID)
		if err != nil {
			t.Fatal(err)
		}
		a := fold(t, blank(), changes)
		x := a.Answer(assess.Key{Item: "A.5.2"})
		if a.Name != c.name || a.Profile.Start != c.start || x.Due != c.due || x.Note != c.note || a.Profile.Holidays[0] != "2026-12-25" {
			t.Errorf("on %s: %s, start %s, due %s, holidays %v\n%s", c.today, a.Name, a.Profile.Start, x.Due, a.Profile.Holidays, x.Note)
		}
	}
}

func TestADocumentWithoutADayKeepsItsDays(t *testing.T) {
	const text = "name: «2026»\nprofile: {start: 2026-09-14}\n"
	if moved := string(movedTo(today.AddDate(1, 0, 0), []byte(text))); moved != text {
		t.Error(moved)
	}
}
