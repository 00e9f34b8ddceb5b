package tui

import (
	"encoding/json"
	"fmt"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// A rating from the key to the frame that shows it: decided, saved, worked out and
// drawn. With 300 AI systems it is at most 1.5 times as long as in the
// demonstration.
func BenchmarkARatingShown(b *testing.B) {
	for _, systems := range []int{0, 300} {
		b.Run(fmt.Sprintf("%d systems more", systems), func(b *testing.B) {
			d, s, id := demo(b, 80, 24)
			if systems > 0 {
				addSystems(b, s, id, systems)
				d.run(s.Reread(id))
				d.settle()
			}
			d.press("alt+2", "g").write("41").press("enter")
			for n := 0; b.Loop(); n++ {
				level := 2 + n%2
				d.tell(screentest.Key(fmt.Sprint(level)))
				for d.app.now.Assessment.Answer(assess.Key{Item: "4.1"}).Rating.Level != level {
					c := <-d.came
					if c.counted {
						d.busy--
					}
					d.take(c.msg)
				}
				if d.app.View().Content == "" {
					b.Fatal("nothing was drawn")
				}
			}
		})
	}
}

// addSystems adds AI systems with an answer on each for every item about systems.
func addSystems(b *testing.B, s *screen.Session, id string, systems int) {
	b.Helper()
	var all []assess.Change
	say := func(on assess.Subject, field, value string) {
		all = append(all, assess.Change{Subject: on, Field: field, Value: json.RawMessage(value)})
	}
	for n := range systems {
		system := s.DB.NewID()
		say(assess.RecordSubject(assess.KindSystem, system), assess.FieldName, fmt.Sprintf(`"System %d"`, n))
		say(assess.RecordSubject(assess.KindSystem, system), "in_scope", "true")
		for at, it := range s.Catalog.Requirements().Items() {
			if it.PerSystem() {
				say(assess.Key{Item: it.ID, System: system}.Subject(), assess.FieldRating, fmt.Sprintf(`{"level":%d}`, (n+at)%6))
			}
		}
	}
	screentest.Do(b, s, id, func(*assess.Assessment) ([]assess.Change, error) { return all, nil })
}
