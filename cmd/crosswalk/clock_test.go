package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/day"
	"crosswalk/store/clocktest"
)

// at is must by a clock that stands.
func at(t *testing.T, moment string, args ...string) string {
	t.Helper()
	now, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	if code := newApp(func() time.Time { return now }, strings.NewReader(""), &out, &errs).run(t.Context(), args); code != 0 {
		t.Fatalf("crosswalk %q: exit %d: %s", args, code, errs.String())
	}
	return strings.TrimSpace(out.String())
}

// shows is a call of which the output holds a text.
func shows(t *testing.T, printed, text string) {
	t.Helper()
	if !strings.Contains(printed, text) {
		t.Errorf("%q is not in\n%s", text, printed)
	}
}

func TestTheDayIsThatOfThePlaceWhereTheClockStands(t *testing.T) {
	for _, c := range []struct{ moment, day string }{
		{"2028-02-29T23:59:00+14:00", "2028-02-29"}, // in UTC it is the 29th, too
		{"2026-12-01T00:01:00+14:00", "2026-12-01"}, // in UTC it is November
		{"2026-12-01T23:59:00-11:00", "2026-12-01"}, // in UTC it is the 2nd
	} {
		path := inDatabase(t)
		at(t, c.moment, "new", "Acme")
		shows(t, at(t, c.moment, "profile", "--json"), `"start": "`+c.day+`"`)
		shows(t, at(t, c.moment, "roadmap"), "from "+day.Show(c.day))
		shows(t, at(t, c.moment, "list"), day.Show(c.day))
		shows(t, at(t, c.moment, "history"), day.Show(c.day)+" "+c.moment[11:16])
		kept := filepath.Join(t.TempDir(), "backup.db")
		at(t, c.moment, "backup", kept)
		now, _ := time.Parse(time.RFC3339, c.moment)
		shows(t, at(t, c.moment, "restore", kept), path+".replaced-"+now.UTC().Format("20060102T1504"))
	}
}

func TestAPlanIsAskedOnTheDayOfTheClock(t *testing.T) {
	inDatabase(t)
	at(t, "2026-11-24T12:00:00Z", "new", "Acme")
	shows(t, at(t, "2026-11-24T12:00:00Z", "roadmap"), "from 24 Nov 2026")
	shows(t, at(t, "2026-11-26T12:00:00Z", "roadmap"), "from 26 Nov 2026")
	shows(t, at(t, "2026-11-29T12:00:00Z", "roadmap"), "from 30 Nov 2026") // from a Sunday on Monday
	shows(t, at(t, "2028-02-29T12:00:00Z", "roadmap"), "from 29 Feb 2028")
	shows(t, at(t, "2028-02-29T12:00:00Z", "roadmap", "--as-of", "2026-11-26"), "from 26 Nov 2026")
}

func TestTheClockOfASessionRunsByTheClockOfTheProgram(t *testing.T) {
	inDatabase(t)
	at(t, "2026-11-29T23:50:00+14:00", "new", "Acme")
	at(t, "2026-11-29T23:50:00+14:00", "workshop", "agenda", "5.2", "--minutes", "60")
	at(t, "2026-11-29T23:50:00+14:00", "workshop", "clock", "start")
	shows(t, at(t, "2026-11-30T00:10:00+14:00", "workshop", "show"), "20 of 60 minutes are gone")
	code := at(t, "2026-11-29T23:50:00+14:00", "invite", "--role", "assessor", "--for", "1h")
	shows(t, at(t, "2026-11-30T00:10:00+14:00", "invite", "--list"), "30 Nov 2026 00:50")
	if printed := at(t, "2026-11-30T00:51:00+14:00", "invite", "--list"); code == "" || strings.Contains(printed, "00:50") {
		t.Errorf("an hour later there is\n%s", printed)
	}
}

func TestTheProgramsThatATestStartsGoByItsClock(t *testing.T) {
	inDatabase(t)
	before := clocktest.Now()
	if out, err := exec.Command("crosswalk", "new", "Acme").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	after := clocktest.Now() // it may be midnight in between
	printed := must(t, "history", "--json")
	found := regexp.MustCompile(`"at": "([^"]+)"`).FindStringSubmatch(printed)
	if found == nil {
		t.Fatalf("the history says\n%s", printed)
	}
	made, err := time.Parse(time.RFC3339, found[1])
	if err != nil || made.Before(before.Add(-time.Minute)) || made.After(after.Add(time.Minute)) {
		t.Errorf("between %v and %v it was made at %v, %v", before, after, made, err)
	}
}
