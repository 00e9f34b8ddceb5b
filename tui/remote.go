package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
)

// Size is that of a window, in cells.
type Size struct{ Width, Height int }

// Clamp is the nearest size that can be drawn without taking the memory of the
// machine.
func Clamp(width, height int) Size {
	return Size{max(1, min(width, maxWidth)), max(1, min(height, maxHeight))}
}

// Remote is where a person sits who came over the network. What is said there
// shows as a notice, which takes no key and no cursor.
type Remote struct {
	Size  Size
	Term  string // the name of the terminal, letters and digits
	Sizes <-chan Size
	Words <-chan string
	Stirs <-chan struct{}      // somebody came, moved or left
	Roles <-chan workshop.Role // another role from now on
	Parts <-chan struct{}      // the window closes: what is being typed is kept first
}

// turned says that this person has another role from now on.
type turned struct{ role workshop.Role }

// parting asks a person to leave, in order.
type parting struct{}

// remoteFPS is the frame rate over the network: fewer frames would add to every
// key, more would cost each idle person.
const remoteFPS = 30

// options are those of a program whose terminal is not this machine's.
func (r *Remote) options() []tea.ProgramOption {
	env := []string{"TERM=" + r.Term}
	return []tea.ProgramOption{
		tea.WithFPS(remoteFPS), tea.WithWindowSize(r.Size.Width, r.Size.Height), tea.WithEnvironment(env),
		tea.WithColorProfile(colorprofile.Env(env)), tea.WithoutSignalHandler(), tea.WithFilter(clamped),
	}
}

// clamped holds sizes that a terminal reports among its keys to the same limits.
func clamped(_ tea.Model, msg tea.Msg) tea.Msg {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		c := Clamp(size.Width, size.Height)
		return tea.WindowSizeMsg{Width: c.Width, Height: c.Height}
	}
	return msg
}

// announced is the word of who runs the room to somebody in it.
type announced string

// pass hands a program what comes for it until the context ends.
func (r *Remote) pass(ctx context.Context, p *tea.Program) {
	for {
		select {
		case <-ctx.Done():
			return
		case size := <-r.Sizes:
			p.Send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
		case words := <-r.Words:
			p.Send(announced(words))
		case role := <-r.Roles:
			p.Send(turned{role})
		case <-r.Stirs:
			p.Send(screen.Stirred{})
		case <-r.Parts:
			p.Send(parting{})
		}
	}
}
