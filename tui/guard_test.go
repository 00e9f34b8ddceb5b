package tui

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// faulty panics where it is told to.
type faulty struct{ where string }

func (f faulty) Init() tea.Cmd {
	if f.where == "Cmd" {
		return func() tea.Msg { panic("a fault") }
	}
	return func() tea.Msg { return "go" }
}

func (f faulty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg == "go" && f.where == "Update" {
		panic("a fault")
	}
	return f, nil
}

func (f faulty) View() tea.View {
	if f.where == "View" {
		panic("a fault")
	}
	return tea.NewView("fine")
}

func TestAPanicEndsTheProgramAndKeepsItsReport(t *testing.T) {
	for _, where := range []string{"Update", "View", "Cmd"} {
		t.Run(where, func(t *testing.T) {
			g := &guard{app: faulty{where}}
			in, w := io.Pipe()
			defer w.Close()
			p := tea.NewProgram(g, tea.WithInput(in), tea.WithOutput(&bytes.Buffer{}), tea.WithWindowSize(80, 24))
			g.quit = p.Quit
			done := make(chan error, 1)
			go func() {
				_, err := p.Run()
				done <- err
			}()
			select {
			case err := <-done:
				if err != nil {
					t.Errorf("it did not end in order: %v", err)
				}
			case <-time.After(time.Minute):
				p.Kill()
				t.Fatal("the program goes on")
			}
			var crash *Crash
			if err := error(g.failure()); !errors.As(err, &crash) || crash.Cause != "a fault" || !strings.Contains(string(crash.Stack), "guard_test.go") {
				t.Errorf("what was kept is %v", err)
			}
		})
	}
}
