package tui

import (
	"io"

	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
)

// away is something that has the terminal to itself while it runs.
type away struct {
	do        screen.Apart
	in        io.Reader
	out, errs io.Writer
	said      tea.Msg
}

// SetStdin, SetStdout and SetStderr tell the streams of the terminal.
func (x *away) SetStdin(in io.Reader)    { x.in = in }
func (x *away) SetStdout(out io.Writer)  { x.out = out }
func (x *away) SetStderr(errs io.Writer) { x.errs = errs }

// Run does it; what there is to say is said as news.
func (x *away) Run() error {
	x.said = x.do.Run(x.in, x.out, x.errs)
	return nil
}

// apart gives the terminal away, and takes it back drawn anew.
func apart(do screen.Apart) tea.Cmd {
	x := &away{do: do}
	return tea.Exec(x, func(err error) tea.Msg {
		if err != nil {
			return screen.Failed{Err: err}
		}
		return x.said
	})
}

// aside puts the program aside, once what is being typed is kept.
func (a *App) aside() tea.Cmd {
	if why := (screen.Rights{a.s.Suspends(a.keys.Aside)}).Refused(a.keys.Aside); why != nil {
		a.say(a.sentence(why), answer)
		return nil
	}
	suspend := a.s.Files.Suspend
	return tea.Batch(append(a.keep(), a.s.InOrder(func() tea.Msg {
		return screen.Apart{Run: func(io.Reader, io.Writer, io.Writer) tea.Msg {
			if err := suspend(); err != nil {
				return screen.Notice{Text: a.sentence(err)}
			}
			return nil
		}}
	}))...)
}
