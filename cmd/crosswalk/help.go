package main

import (
	"context"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
)

// help prints the help of a command. It is the only place, beside the manual
// page, where fang works: its styling, for which it asks the terminal for its
// background, costs the other verbs and the workbench nothing.
func (x *app) help(cmd *cobra.Command, _ []string) {
	path := strings.Fields(cmd.CommandPath())
	if err := x.fang(cmd.Context(), append(path[1:], "--help")...); err != nil {
		cmd.PrintErrln("crosswalk: " + err.Error())
	}
}

// fang runs a fresh command line with the arguments under fang.
func (x *app) fang(ctx context.Context, args ...string) error {
	if ctx == nil {
		ctx = context.Background()
	}
	root := newRoot(&app{in: x.in, out: x.out, errs: x.errs})
	for _, cmd := range root.Commands() {
		if cmd.Name() == "man" {
			root.RemoveCommand(cmd) // fang brings the one that works
		}
	}
	root.SetArgs(args)
	root.SetOut(x.out.w)
	root.SetErr(x.errs)
	return fang.Execute(ctx, root, fang.WithVersion(version))
}

func helpCommand(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
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
		RunE:   func(cmd *cobra.Command, _ []string) error { return x.fang(cmd.Context(), "man") },
	}
}
