package registers_test

import (
	"encoding/json"
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/registers"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// many is the registers with 5,000 risks, as news left them.
func many(b *testing.B) (*registers.Screen, screen.Changed, tea.Msg) {
	b.Helper()
	s, _ := screentest.Session(b)
	id := screentest.Empty(b, s, "First", "Nordwind")
	_, err := s.DB.DoRecords(b.Context(), s.Actor, id, func(*assess.Assessment, *register.Book) ([]assess.Change, error) {
		var all []assess.Change
		for n := range 5000 {
			subject := register.SubjectOf("risk", s.DB.NewID())
			for field, value := range map[string]any{"number": n + 1, "title": fmt.Sprintf("Risk %d", n), "kind": "threat", "state": "1 identified", "likelihood": n%5 + 1, "society": n%4 + 1, "owner": "Ines"} {
				raw, err := json.Marshal(value)
				if err != nil {
					return nil, err
				}
				all = append(all, assess.Change{Subject: subject, Field: field, Value: raw})
			}
		}
		return all, nil
	})
	if err != nil {
		b.Fatal(err)
	}
	g := registers.New(s)
	g.Resize(140, 35)
	news := screentest.News(b, s, id)
	read := g.Update(news)()
	g.Update(screen.Go{Route: screen.Registers, Place: screen.Place{Record: "risk"}})
	g.Update(read)
	g.Update(screentest.Key("enter"))
	s.Soon()
	return g, news, read
}

func BenchmarkOpenFiveThousand(b *testing.B) {
	g, news, _ := many(b)
	for b.Loop() {
		read := g.Update(news)()
		g.Update(read)
		_ = g.View()
	}
}

func BenchmarkNewsOfFiveThousand(b *testing.B) {
	g, _, read := many(b)
	for b.Loop() {
		g.Update(read)
		_ = g.View()
	}
}

func BenchmarkDownAmongFiveThousand(b *testing.B) {
	g, _, _ := many(b)
	for b.Loop() {
		g.Update(screentest.Key("down"))
		_ = g.View()
	}
}
