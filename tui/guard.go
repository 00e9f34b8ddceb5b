package tui

import (
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Crash is a fault of the program itself. The terminal is restored by the time
// it is returned, and what was saved is on disk.
type Crash struct {
	Cause any
	Stack []byte
}

func (c *Crash) Error() string { return fmt.Sprintf("the workbench failed: %v", c.Cause) }

// guard stands around an App and ends the program in order when something in
// it panics, keeping what is needed to mend it.
type guard struct {
	app tea.Model
	// quit ends the program from a drawing, which has no command to give.
	quit func()

	mu    sync.Mutex
	crash *Crash
}

func (g *guard) Init() (cmd tea.Cmd) {
	defer g.catch(&cmd)
	return g.watched(g.app.Init())
}

func (g *guard) Update(msg tea.Msg) (same tea.Model, cmd tea.Cmd) {
	same = g // also where what follows panics
	defer g.catch(&cmd)
	_, next := g.app.Update(msg)
	return g, g.watched(next)
}

func (g *guard) View() (v tea.View) {
	defer func() {
		if cause := recover(); cause != nil {
			g.note(cause)
			v = tea.View{AltScreen: true}
			time.AfterFunc(0, g.beside(g.quit))
		}
	}()
	if g.failure() != nil {
		return tea.View{AltScreen: true}
	}
	return g.app.View()
}

// watched runs a command so that its panic is kept like any other.
func (g *guard) watched(cmd tea.Cmd) tea.Cmd {
	if g.failure() != nil {
		return tea.Quit
	}
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if cause := recover(); cause != nil {
				g.note(cause)
				msg = tea.QuitMsg{}
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = g.watched(batch[i])
			}
		}
		return msg
	}
}

// beside is a function that can be started beside the program: its panic ends
// the program like any other.
func (g *guard) beside(do func()) func() {
	return func() {
		defer func() {
			if cause := recover(); cause != nil {
				g.note(cause)
				g.quit()
			}
		}()
		do()
	}
}

func (g *guard) catch(cmd *tea.Cmd) {
	if cause := recover(); cause != nil {
		g.note(cause)
		*cmd = tea.Quit
	}
}

func (g *guard) note(cause any) {
	stack := debug.Stack()
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.crash == nil {
		g.crash = &Crash{Cause: cause, Stack: stack}
	}
}

func (g *guard) failure() *Crash {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.crash
}
