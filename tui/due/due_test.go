package due_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/due"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// year is an assessment in which things have days, on the screen of them.
func year(t *testing.T) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutSystem(a, assess.System{ID: s.DB.NewID(), Name: "Lotse", InScope: true, Roles: []string{"provider"}, RiskClass: "limited", Kind: "generative"})
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Assign(s.Catalog, a, assess.Key{Item: "5.2"}, "Ines", "2026-12-15")
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.AssignBaseline(s.Catalog, a, "A.5.9", "Ali", "2027-02-01")
	})
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutFinding(s.Catalog, a, assess.Finding{ID: s.DB.NewID(), Item: "8.4", Grade: assess.GradeMinor, Statement: "Lotse went live without an impact assessment", Due: "2026-11-02", Owner: "Ali"})
	})
	for _, said := range []map[string]string{
		{"title": "Results \u202ediffer by group, and nobody has looked at them for longer than anybody here remembers", "kind": "threat", "owner": "Wolfgang Amadeus Featherstonehaugh-Cholmondeley", "due": "2026-11-20"},
		{"title": "The vendor changes the model", "kind": "threat", "due": "2026-12-15"},
	} {
		screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
			return register.Put(c, "risk", s.DB.NewID(), said)
		})
	}
	st := screentest.Open(t, s, due.New(s), id)
	return st.Send(screen.ShowDue{From: screen.Gaps}).Judge(), s, id
}

func TestAllThatHasADayReadsAtEverySize(t *testing.T) {
	st, _, _ := year(t)
	st.Golden("list-80x24").Resize(60, 20).Golden("list-60x20").Resize(140, 40).Golden("list-140x40")
	st.Press("v").Golden("calendar-140x40").Resize(80, 24).Golden("calendar-80x24").Resize(60, 20).Golden("calendar-60x20")
}

func TestWhereNothingHasADayTheScreenTeaches(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	st := screentest.Open(t, s, due.New(s), id).Send(screen.ShowDue{From: screen.Gaps}).Judge()
	st.Shows("0 dates", "Nothing has a day yet").Press("enter").Shows("Nothing is shown here")
	st.Press("i").Shows("waits for anybody").Press("v").Shows("Nothing is due on this day or later.").Press("tab").Shows("No other day").Press("esc", "esc")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Gaps {
		t.Errorf("esc went to %+v", at)
	}
}

func TestEachThingOpensWhereItIsDone(t *testing.T) {
	st, s, _ := year(t)
	var asked string
	s.Documents.Build = func(_ context.Context, _ *assess.Assessment, kind, _ string) (*report.Document, error) {
		asked = kind
		return &report.Document{Kind: kind}, nil
	}
	to := func(words string) screen.Go {
		st.Press("/").Type(words).Press("enter", "enter")
		at := st.Went[len(st.Went)-1]
		st.Press("esc")
		return at
	}
	if at := to("FI-1"); at.Route != screen.Walk || at.Item != "8.4" {
		t.Errorf("the finding leads to %+v", at)
	}
	if at := to("27001:A.5.9"); at.Route != screen.Baseline || at.Item != "A.5.9" {
		t.Errorf("the item of the ISMS leads to %+v", at)
	}
	if at := to("RI-2"); at.Route != screen.Registers || !strings.HasPrefix(at.Record, "risk/") {
		t.Errorf("the risk leads to %+v", at)
	}
	if at := to("AI policy"); at.Route != screen.Walk || at.Item != "5.2" {
		t.Errorf("the answer leads to %+v", at)
	}
	st.Press("/").Type("art. 50").Press("enter", "enter").Shows("The document regulatory")
	if asked != "regulatory" {
		t.Errorf("the law shows %q", asked)
	}
}

func TestOneSeesWhatIsLateAndWhatWaitsForOnePerson(t *testing.T) {
	st, _, _ := year(t)
	st.Press("!").Shows("what is overdue", "what waits for Ali", "what nobody is named for").Press("j", "enter")
	st.Shows("2 of 8 shown: overdue", "FI-1").Hides("5.2 ")
	st.Press("!", "j", "j", "enter").Shows("waits for Ali", "27001:A.5.9", "FI-1").Hides("RI-1", "art. 50")
	st.Press("i").Shows("Ali, we wait for these, 1 of them late:", "- 2 Nov 2026 (late): FI-1 Lotse went live").Hides("Ines").Press("esc")
	st.Press("esc").Hides("shown:")
}

func TestTheCalendarGoesByDaysMonthsAndDates(t *testing.T) {
	st, _, _ := year(t)
	st.Press("v").Shows("November 2026", "▸ 2!1", "2 Nov 2026 Monday", "FI-1")
	st.Press("tab").Shows("▸20!1", "20 Nov 2026 Friday").Press("right", "down").Shows("28 Nov 2026 Saturday").Press("left", "up").Shows("20 Nov 2026")
	st.Press(">").Shows("December 2026", "2§1", "15·2").Press("<").Shows("November 2026").Press("tab", "tab").Shows("15 Dec 2026 Tuesday").Press("shift+tab").Shows("2 Dec 2026")
	st.Press("end").Shows("24 Nov 2027 Wednesday, in 12 months", "RI-2").Press("home").Shows("today")
	st.Press("enter").Shows("Nothing that is shown is due on").Press("tab", "enter").Shows("Overdue", "▸2 Dec 2026")
}

func TestWhatIsShownIsWrittenAsACalendarAndAsATextForAMail(t *testing.T) {
	st, s, _ := year(t)
	st.Press("W").Shows("can't be written from here")
	written := map[string]string{}
	s.Files = &screen.Files{Write: func(path string, raw []byte) error {
		written[path] = string(raw)
		return nil
	}}
	var of []string
	s.Documents.Calendar = func(_ *assess.Assessment, agenda []register.Dated) []byte {
		for _, d := range agenda {
			of = append(of, d.Of)
		}
		return []byte("BEGIN:VCALENDAR")
	}
	st.Press("!", "j", "j", "enter")
	st.Press("W").Shows("a calendar of what is shown").Press("enter").Shows("due.ics").Press("ctrl+s").Shows("Written: due.ics")
	st.Press("W", "j", "enter").Shows("who-waits.txt").Press("ctrl+s").Shows("Written: who-waits.txt")
	if !slices.Equal(of, []string{"FI-1", "27001:A.5.9"}) || written["due.ics"] != "BEGIN:VCALENDAR" || !strings.Contains(written["who-waits.txt"], "Ali, we wait") {
		t.Errorf("of %q it wrote %q", of, written)
	}
}

func TestEveryKeyIsNamed(t *testing.T) {
	st, _, _ := year(t)
	st.EveryKeyIsNamed()
}

func TestWhoLeadsHandsOverAllThatSomebodyHasToDo(t *testing.T) {
	st, s, id := year(t)
	st.Press("o").Shows("Hand over all that somebody has to do", "Ali").Press("tab").Type("Jule").Press("ctrl+s")
	st.Shows("Hand over 2 things from Ali?", "To Jule go 2 things: Answers of the ISMS 1, Findings 1.", "u takes").Press("y")
	st.Judge().Shows("2 things went to Jule", "FI-1").Press("!").Shows("what waits for Jule").Hides("what waits for Ali").Press("esc")
	st.Undo().Judge().Press("!").Shows("what waits for Ali").Press("esc")
	st.Press("o", "tab").Press("ctrl+s").Shows("a name")
	s.Actor.Role = workshop.Assessor
	st.Press("ctrl+g", "o").Shows("Only a facilitator")
	_, err := s.DB.LeadOnRecords(t.Context(), s.Actor, id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
		t.Error("the store asks an assessor what to hand over")
		return nil, nil
	})
	if err == nil {
		t.Error("the store lets an assessor hand over")
	}
}

func TestNothingOfTheItemThatTheRoomVotesOnIsHandedOver(t *testing.T) {
	st, _, _ := year(t)
	reveal := st.Vote("8.4")
	st.Judge().Hides("FI-1").Press("o").Press("ctrl+g").Press("/").Type("A.5.9").Press("enter", "o", "tab").Type("Jule").Press("ctrl+s")
	st.Shows("Hand over 1 thing from Ali?").Press("y").Shows("the room votes on 8.4").Hides("went to Jule")
	reveal()
}

func BenchmarkKeyAndView(b *testing.B) {
	s, _ := screentest.Session(b)
	news := screentest.News(b, s, screentest.Demo(b, s))
	kept := screen.Kept{Ruling: register.Try(register.Case{Catalog: s.Catalog, Assessment: news.Assessment, Book: &register.Book{}, Today: s.Now()})}
	for len(kept.Agenda) < 5000 {
		kept.Agenda = append(kept.Agenda, kept.Agenda...)
	}
	for _, view := range []string{"list", "calendar"} {
		b.Run(view, func(b *testing.B) {
			d := due.New(s)
			d.Resize(140, 35)
			d.Update(news)
			d.Update(kept)
			if view == "calendar" {
				d.Update(screentest.Key("v"))
			}
			keys := []string{"down", "pgdown", "up", "pgup"}
			for i := 0; b.Loop(); i++ {
				d.Update(screentest.Key(keys[i%len(keys)]))
				if d.View() == "" {
					b.Fatal("nothing was drawn")
				}
			}
		})
	}
}
