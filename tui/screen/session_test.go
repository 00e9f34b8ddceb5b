package screen_test

import (
	"slices"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
)

func TestJobsRunInTheOrderInWhichTheyWereAskedFor(t *testing.T) {
	s := &screen.Session{}
	var ran []int
	var cmds []tea.Cmd
	for i := range 100 {
		cmds = append(cmds, s.InOrder(func() tea.Msg { ran = append(ran, i); return i }))
	}
	var wait sync.WaitGroup
	for _, cmd := range slices.Backward(cmds) {
		wait.Go(func() { cmd() })
	}
	wait.Wait()
	if !slices.IsSorted(ran) || len(ran) != 100 {
		t.Errorf("they ran as %v", ran)
	}
}

func TestWhatWasAskedForBeforeTheEndIsStillDone(t *testing.T) {
	s := &screen.Session{}
	done := 0
	for range 3 {
		s.InOrder(func() tea.Msg { done++; return nil })
	}
	s.Finish()
	if done != 3 {
		t.Errorf("%d of 3 jobs were done", done)
	}
}

func TestWhatIsAskedForIsTakenOnce(t *testing.T) {
	s := &screen.Session{}
	if cmd := s.Ask(screen.Leave{}); cmd != nil {
		t.Error("asking gave a command")
	}
	if soon := s.Soon(); len(soon) != 1 || soon[0] != (screen.Leave{}) {
		t.Errorf("soon is %v", soon)
	}
	if soon := s.Soon(); len(soon) != 0 {
		t.Errorf("soon is still %v", soon)
	}
}
