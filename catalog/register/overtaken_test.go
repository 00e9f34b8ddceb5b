package register_test

import (
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

func TestWhatTheHorizonScanSeesPutsOlderAnswersInQuestion(t *testing.T) {
	on := func(day string) assess.Rating {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return assess.Rating{State: assess.Rated, Level: 3, At: at}
	}
	for _, c := range []struct{ name, line, rated, question, want string }{
		{"rated before it", "items=A.8.5", "2027-02-01", "", "A new duty (HS-1, seen on 10 Feb 2027)"},
		{"rated again since", "items=A.8.5", "2027-02-11", "", ""},
		{"a question answered again since", "items=A.8.5", "2027-02-01", "2027-02-12", ""},
		{"rated on the same day", "items=A.8.5", "2027-02-10", "", ""},
		{"about another item", "items=A.8.4", "2027-02-01", "", ""},
		{"put away", "items=A.8.5 > put away", "2027-02-01", "", ""},
	} {
		d := newDesk(t)
		d.Today = time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
		line, away := c.line, false
		if line == "items=A.8.5 > put away" {
			line, away = "items=A.8.5 | put_away=Not ours", true
		}
		d.lines("horizon hs1 | title=A new duty | area=law | on=2027-02-10 | " + line)
		if away {
			d.move("horizon", "hs1", "put away")
		}
		a := *d.Assessment
		a.Answers = assess.Answers{}
		a.Answers.Put(assess.Key{Item: "A.8.5"}, assess.Answer{Rating: on(c.rated)})
		if c.question != "" {
			a.Answers.Put(assess.Key{Item: "A.8.5", Question: "A.8.5.1"}, assess.Answer{Rating: on(c.question)})
		}
		d.Assessment = &a
		got := ""
		for _, o := range register.Try(d.Case).OvertakenOn("A.8.5") {
			got += o.Words
		}
		if got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}
