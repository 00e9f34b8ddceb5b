package screen_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// notes are what stands of an item and how many acts there were.
func notes(t *testing.T, s *screen.Session, id string) (note string, acts int) {
	t.Helper()
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.DB.History(t.Context(), id, store.HistoryFilter{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return a.Answer(assess.Key{Item: "5.2"}).Note, len(all) - 1
}

// A burst of digits on one item was an act each, for ever in the history.
func TestOfABurstTheFirstAndTheLastAreSaved(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	started, slow := make(chan struct{}), make(chan struct{})
	once := sync.OnceFunc(func() { close(started); <-slow })
	say := func(n int) tea.Cmd {
		return s.ActNewest(id, "note of 5.2", "", func(a *assess.Assessment) ([]assess.Change, error) {
			once() // the first save takes its time
			return assess.Note(s.Catalog, a, assess.Key{Item: "5.2"}, fmt.Sprint(n))
		})
	}
	var wait sync.WaitGroup
	var mu sync.Mutex
	var saved []string
	run := func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		wait.Go(func() {
			if now, ok := cmd().(screen.Changed); ok && now.Saved {
				mu.Lock()
				defer mu.Unlock()
				saved = append(saved, now.Assessment.Answer(assess.Key{Item: "5.2"}).Note)
			}
		})
	}
	run(say(1))
	<-started // it is not kept waiting for the others
	for n := 2; n <= 42; n++ {
		run(say(n))
	}
	mu.Lock()
	if len(saved) > 0 {
		t.Errorf("%v is told as saved before it is", saved)
	}
	mu.Unlock()
	close(slow)
	wait.Wait()
	if note, acts := notes(t, s, id); note != "42" || acts != 2 || fmt.Sprint(saved) != "[1 42]" {
		t.Errorf("%q stands after %d acts, and %v was told as saved", note, acts, saved)
	}
}

func TestWhatWaitsGivesItsPlaceToNothingElse(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap 2026", "Nordwind")
	say := func(says string, n int) tea.Cmd {
		return s.ActNewest(id, says, "", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Note(s.Catalog, a, assess.Key{Item: "5.2"}, fmt.Sprint(n))
		})
	}
	for n, says := range []string{"one", "another", "one", "one"} {
		say(says, n)
	}
	s.Act(id, func(a *assess.Assessment) ([]assess.Change, error) { return nil, errors.New("refused") })
	say("one", 4)
	s.Finish() // the program ended meanwhile
	if note, acts := notes(t, s, id); note != "4" || acts != 4 {
		t.Errorf("%q stands after %d acts; right is 4 after one, another, the second of two, and the one behind a refusal", note, acts)
	}
}
