package main

import (
	"context"
	"math"
	"os"
	"strings"

	"charm.land/fang/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
)

// The widths that help is folded to: wide lines are hard to read, and narrow ones
// leave no room beside the names.
const narrowest, widest = 60, 120

// help prints the help of a command: on a terminal in its width and with colours, and
// in a pipe, of which nobody knows where it will be read, as lines for people are.
func (x *app) help(cmd *cobra.Command, _ []string) {
	x.explain()
	p, profile := page{width: lineWidth, height: math.MaxInt}, colorprofile.NoTTY
	if isTerminal(x.out.w) {
		profile = colorprofile.Detect(x.out.w, os.Environ())
		if width, height, err := term.GetSize(x.out.w.(*os.File).Fd()); err == nil && width > 0 {
			p.width, p.height = min(max(width, narrowest), widest), height-1 // the prompt comes below
		}
	}
	to := colorprofile.Writer{Forward: x.out, Profile: profile}
	_, _ = to.WriteString(p.of(cmd)) // x.out remembers what goes wrong
}

// later has a text of the help made when somebody asks for help: no start waits for it.
func (x *app) later(make func()) { x.texts = append(x.texts, make) }

// explain makes those texts.
func (x *app) explain() {
	for _, make := range x.texts {
		make()
	}
}

// manual prints the manual page, which fang makes of a fresh command line.
func (x *app) manual(ctx context.Context) error {
	y := &app{in: x.in, out: x.out, errs: x.errs}
	root := newRoot(y)
	y.explain()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "man" {
			root.RemoveCommand(cmd) // fang brings the one that works
		}
	}
	root.SetArgs([]string{"man"})
	root.SetOut(x.out.w)
	root.SetErr(x.errs)
	return fang.Execute(ctx, root, fang.WithVersion(version))
}

func helpCommand(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND...]",
		Short: "Say what a command does",
		RunE: func(cmd *cobra.Command, args []string) error {
			at, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usage("there is no command %q; crosswalk --help lists them", strings.Join(args, " "))
			}
			x.help(at, nil)
			return nil
		},
	}
}

func manCommand(x *app) *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the manual page",
		Hidden: true,
		Args:   between(0, 0),
		RunE:   func(cmd *cobra.Command, _ []string) error { return x.manual(cmd.Context()) },
	}
}
